"""Codec and engines on small real models of each family: real loading, converting, decoding."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Role, Sentence, Translation
from pipeline.cache import NullCache
from pipeline.errors import ConfigError, ModelLoadError
from pipeline.summarize.abstractive import AbstractiveSummarizer
from pipeline.summarize.base import Summarized, SummaryRequest
from pipeline.summarize.seq2seq import Overrides, Request
from pipeline.summarize.seq2seq_codec import Codec
from pipeline.summarize.seq2seq_ctranslate2 import CTranslate2Seq2Seq
from pipeline.summarize.seq2seq_transformers import TransformersSeq2Seq

FAMILIES = ("bart", "pegasus", "t5")
TEXTS = [
    "The Syrian government announced the closure of the factory, said Kor, 120 dead.",
    "12 dead.",
    " ".join(f"The mayor of Paris denied air strikes on July {day}." for day in range(1, 4)),
]

# From model to CTranslate2, in float32 so that both engines can be compared.
Convert = Callable[[Path], Path]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Convert]:
    made: dict[Path, Path] = {}

    def once(folder: Path) -> Path:
        if folder not in made:
            from ctranslate2.converters import TransformersConverter

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of the libraries
                target = tmp_path_factory.mktemp("converted") / "model"
                made[folder] = Path(TransformersConverter(str(folder)).convert(str(target)))
        return made[folder]

    yield once
    for folder in made.values():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=FAMILIES)
def family(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(f"tiny_{request.param}")
    return folder


@pytest.fixture(scope="session")
def ending(
    tmp_path_factory: pytest.TempPathFactory, tiny_bart: Path, tiny_pegasus: Path
) -> dict[str, Path]:
    """Models that like to end: the small ones never do by themselves."""
    import torch
    from transformers import AutoModelForSeq2SeqLM
    from transformers.utils import logging

    logging.disable_progress_bar()
    made = {}
    for name, folder, bias in (("bart", tiny_bart, 4.5), ("pegasus", tiny_pegasus, 6.0)):
        target = tmp_path_factory.mktemp("ending") / name
        shutil.copytree(folder, target)
        model = AutoModelForSeq2SeqLM.from_pretrained(target, dtype=torch.float32)
        model.final_logits_bias[0, model.config.eos_token_id] = bias
        model.save_pretrained(target)
        made[name] = target
    return made


def edited(folder: Path, to: Path, file: str, **changes: Any) -> Path:
    shutil.copytree(folder, to)
    path = to / file
    values = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**values, **changes}), encoding="utf-8")
    return to


def both(
    folder: Path, convert: Convert, codec: Codec
) -> tuple[TransformersSeq2Seq, CTranslate2Seq2Seq]:
    fast = CTranslate2Seq2Seq(lambda: convert(folder), compute_type="float32", threads=1)
    return TransformersSeq2Seq(codec), fast


def test_greedy_tokens_are_equal_in_both_engines(family: Path, convert: Convert) -> None:
    codec = Codec(lambda: family, Overrides(beam_size=1))
    reference, fast = both(family, convert, codec)
    for text in TEXTS:
        for shortest, longest in ((1, 12), (8, 30)):
            request = Request(codec.traits, shortest, longest)
            expected = reference.generate(codec.encode(text), request)
            assert fast.generate(codec.encode(text), request) == expected
            assert len(expected.tokens) == longest
            assert not expected.finished
            assert codec.decode(expected.tokens)


@pytest.mark.parametrize("name", ["bart", "pegasus"])
@pytest.mark.parametrize("ngram", [0, 3])
def test_engines_agree_on_where_a_summary_ends(
    name: str, ngram: int, ending: dict[str, Path], convert: Convert
) -> None:
    folder = ending[name]
    codec = Codec(lambda: folder, Overrides(beam_size=1, no_repeat_ngram_size=ngram))
    reference, fast = both(folder, convert, codec)
    finished = 0
    for text in (*TEXTS, "A short one.", "12 dead in Aleppo"):
        for shortest, longest in ((1, 3), (1, 4), (4, 9), (4, 25), (9, 25)):
            request = Request(codec.traits, shortest, longest)
            expected = reference.generate(codec.encode(text), request)
            assert fast.generate(codec.encode(text), request) == expected
            assert shortest <= len(expected.tokens) <= longest
            assert codec.traits.end[0] not in expected.tokens
            finished += expected.finished
    assert finished >= 3


def test_engines_agree_on_a_forced_start(
    ending: dict[str, Path], convert: Convert, tmp_path: Path
) -> None:
    generation = "generation_config.json"
    folder = edited(ending["bart"], tmp_path / "bart", generation, forced_bos_token_id=0)
    codec = Codec(lambda: folder, Overrides(beam_size=1))
    assert codec.traits.forced_start == ("<s>", 0)
    reference, fast = both(folder, convert, codec)
    for text in TEXTS:
        for shortest, longest in ((1, 4), (6, 6), (6, 20)):
            request = Request(codec.traits, shortest, longest)
            expected = reference.generate(codec.encode(text), request)
            assert fast.generate(codec.encode(text), request) == expected
            assert expected.tokens[0] == "<s>"
            assert "<s>" not in codec.decode(expected.tokens)


@pytest.mark.parametrize("beam", [1, 4])
def test_a_batch_gives_what_each_source_gives_alone(
    beam: int, family: Path, convert: Convert
) -> None:
    codec = Codec(lambda: family, Overrides(beam_size=beam))
    sources = [codec.encode(text) for text in (*TEXTS, "", "A short one.")]
    for engine in both(family, convert, codec):
        for shortest, longest in ((1, 12), (8, 20)):
            request = Request(codec.traits, shortest, longest)
            alone = [engine.generate(source, request) for source in sources]
            assert engine.generate_many(sources, request) == alone
        assert engine.generate_many([], request) == []


@pytest.mark.parametrize("name", ["bart", "pegasus"])
def test_a_batch_may_end_at_different_places(
    name: str, ending: dict[str, Path], convert: Convert
) -> None:
    folder = ending[name]
    codec = Codec(lambda: folder, Overrides(beam_size=2))
    _, engine = both(folder, convert, codec)
    sources = [codec.encode(text) for text in (*TEXTS, "A short one.", "12 dead in Aleppo")]
    request = Request(codec.traits, 1, 25)
    alone = [engine.generate(source, request) for source in sources]
    assert engine.generate_many(sources, request) == alone
    assert any(one.finished for one in alone)


def _wire(texts: list[str]) -> tuple[list[Sentence], dict[str, Translation]]:
    sentences, translations = [], {}
    for number, text in enumerate(texts, start=1):
        key = f"p{number}.s1"
        sentences.append(Sentence(key, f"p{number}", Role.PARAGRAPH, 0, 1, "F"))
        translations[key] = Translation(key, text, -0.1)
    return sentences, translations


def test_wires_together_are_as_alone_with_a_real_model(family: Path, convert: Convert) -> None:
    folder = convert(family)
    article = Article(name="-", text="", encoding="utf-8", blocks=())
    long = [f"{TEXTS[0]} {number} 💥 | \u200f" for number in range(12)]
    asked = [
        SummaryRequest(article, *_wire(texts), 20) for texts in (TEXTS[:2], long, [], TEXTS[1:])
    ]

    def made() -> AbstractiveSummarizer:
        codec = Codec(lambda: family)
        engine = CTranslate2Seq2Seq(lambda: folder, compute_type="float32", threads=1)
        return AbstractiveSummarizer(
            codec, engine, NullCache(), model_name="tiny", model_digest="d" * 64
        )

    expected = []
    for one in asked:
        maker = made()
        brief = maker.summarize(one.article, one.sentences, one.translations, one.words)
        expected.append(Summarized(brief, maker.info()))
    assert made().summarize_many(asked) == expected


def test_beams_and_eight_bits_run(family: Path, convert: Convert) -> None:
    codec = Codec(lambda: family)
    assert codec.traits.search.beam_size == 4
    request = Request(codec.traits, 1, 10)
    source = codec.encode(TEXTS[0])
    assert TransformersSeq2Seq(codec, threads=1).generate(source, request).tokens
    engine = CTranslate2Seq2Seq(lambda: convert(family), compute_type="int8", threads=1)
    assert engine.generate(source, request).tokens


def test_making_engine_and_codec_loads_nothing() -> None:
    def never() -> Path:
        raise AssertionError("asked for the files")

    codec = Codec(never)
    assert TransformersSeq2Seq(codec).version
    assert CTranslate2Seq2Seq(never).version


def test_a_long_wire_goes_through_a_real_model(family: Path, convert: Convert) -> None:
    codec = Codec(lambda: family, Overrides(beam_size=1))
    engine = CTranslate2Seq2Seq(lambda: convert(family), compute_type="float32", threads=1)
    sentences, translations = [], {}
    for number in range(1, 13):
        key = f"p{number}.s1"
        sentences.append(Sentence(key, f"p{number}", Role.PARAGRAPH, 0, 1, "F"))
        translations[key] = Translation(key, f"{TEXTS[0]} {number} 💥 | \u200f", -0.1)
    summarizer = AbstractiveSummarizer(
        codec, engine, NullCache(), model_name="tiny", model_digest="d" * 64
    )
    article = Article(name="-", text="", encoding="utf-8", blocks=())
    brief = summarizer.summarize(article, sentences, translations, 20)
    assert "summary-in-parts" in [notice.code for notice in brief.notices]
    assert brief.sentences
    assert {source for s in brief.sentences for source in s.sources} <= translations.keys()
    settings_shown = summarizer.info().settings
    assert "beam_size=1" in settings_shown
    assert ("prefix=summarize:" in settings_shown) == (codec.traits.family == "t5")


def test_a_text_keeps_within_the_limit_it_was_counted_for(family: Path) -> None:
    codec = Codec(lambda: family)
    text = ""
    while codec.count(text + "dead ") <= codec.capacity:
        text += "dead "
    assert len(codec.encode(text).ids) <= codec.traits.source_limit == 128
    assert len(codec.encode(text + "dead dead dead ").ids) > codec.traits.source_limit


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(max_size=60))
def test_a_text_cannot_hold_special_tokens(family: Path, text: str) -> None:
    codec = Codec(lambda: family)
    codec.__dict__.update(_codec(family).__dict__)  # loaded once, not at every example
    plain = codec.encode("")
    for mark in ("</s>", "<pad>", "<s>", "<extra_id_3>", "<mask_1>", "<mask>"):
        source = codec.encode(f"{text} {mark} {text}")
        added = source.tokens[1:-1] if plain.tokens[0] == "<s>" else source.tokens[:-1]
        assert mark not in added
        assert source.tokens[-1] == "</s>"


_CODECS: dict[Path, Codec] = {}


def _codec(folder: Path) -> Codec:
    if folder not in _CODECS:
        _CODECS[folder] = Codec(lambda: folder)
        _CODECS[folder].encode("load")
    return _CODECS[folder]


def test_a_lone_surrogate_is_survived(family: Path) -> None:
    assert _codec(family).count("a \ud800 b") > 0


def test_the_prefix_comes_first(tiny_t5: Path) -> None:
    codec = _codec(tiny_t5)
    assert codec.decode(codec.encode("The end.").tokens).startswith("summarize: The end.")
    other = Codec(lambda: tiny_t5, Overrides(prefix="tl;dr "))
    assert other.decode(other.encode("The end.").tokens).startswith("tl;dr The end.")


def test_a_tokenizer_file_is_taken_and_its_truncation_switched_off(
    tiny_bart: Path, tmp_path: Path
) -> None:
    from transformers import AutoTokenizer

    folder = tmp_path / "bart"
    shutil.copytree(tiny_bart, folder)
    tokenizer = AutoTokenizer.from_pretrained(tiny_bart, local_files_only=True)
    tokenizer.backend_tokenizer.enable_truncation(8)
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    codec = Codec(lambda: folder)
    assert codec.encode(TEXTS[2]) == _codec(tiny_bart).encode(TEXTS[2])
    assert len(codec.encode(TEXTS[2]).ids) > 8


def test_settings_of_the_checkpoint_are_honoured(tiny_pegasus: Path, tmp_path: Path) -> None:
    folder = edited(
        tiny_pegasus,
        tmp_path / "pegasus",
        "generation_config.json",
        num_beams=8,
        length_penalty=0.8,
        no_repeat_ngram_size=0,
        repetition_penalty=1.2,
    )
    search = Codec(lambda: folder).traits.search
    assert (search.beam_size, search.length_penalty) == (8, 0.8)
    assert (search.no_repeat_ngram_size, search.repetition_penalty) == (0, 1.2)
    mine = Codec(lambda: folder, Overrides(beam_size=2, length_penalty=2.0)).traits.search
    assert mine == replace(search, beam_size=2, length_penalty=2.0)


def test_task_settings_of_an_old_checkpoint_are_honoured(tiny_t5: Path, tmp_path: Path) -> None:
    task = {"prefix": "sum: ", "num_beams": 6, "length_penalty": 2.0, "no_repeat_ngram_size": 2}
    parameters = {"summarization": task, "translation_en_to_de": {"prefix": "no: "}}
    folder = edited(tiny_t5, tmp_path / "t5", "config.json", task_specific_params=parameters)
    traits = Codec(lambda: folder).traits
    assert traits.prefix == "sum: "
    assert (traits.search.beam_size, traits.search.no_repeat_ngram_size) == (6, 2)


def test_the_old_name_of_the_forced_start(tiny_bart: Path, tmp_path: Path) -> None:
    folder = edited(tiny_bart, tmp_path / "b", "config.json", force_bos_token_to_be_generated=True)
    assert Codec(lambda: folder).traits.forced_start == ("<s>", 0)


def test_a_lower_limit_is_taken_and_a_higher_one_is_not(tiny_bart: Path) -> None:
    low, high = (
        Codec(lambda: tiny_bart, Overrides(max_source_tokens=limit)) for limit in (64, 9999)
    )
    assert low.traits.source_limit == 64
    assert high.traits.source_limit == 128


def test_a_model_that_states_no_limit_has_that_of_its_positions(
    tiny_bart: Path, tmp_path: Path
) -> None:
    folder = edited(tiny_bart, tmp_path / "b", "tokenizer_config.json", model_max_length=10**30)
    assert Codec(lambda: folder).traits.source_limit == 128


@pytest.mark.parametrize(
    "wrong", [{"beam_size": 0}, {"no_repeat_ngram_size": -1}, {"max_source_tokens": 0}]
)
def test_overrides_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ConfigError, match=next(iter(wrong))):
        Overrides(**wrong)  # type: ignore[arg-type]  # mypy cannot see the keys


def test_another_family_is_refused(tiny_marian: Path) -> None:
    with pytest.raises(ModelLoadError, match="marian"):
        _ = Codec(lambda: tiny_marian).traits


@pytest.mark.parametrize("content", [None, b"", b"[]", b"\xff\xfe", b'{"model_type": "bart"}'])
def test_a_bad_configuration_is_a_clear_error(
    content: bytes | None, tiny_bart: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "bart"
    shutil.copytree(tiny_bart, folder)
    (folder / "config.json").unlink()
    (folder / "generation_config.json").unlink()
    if content is not None:
        (folder / "config.json").write_bytes(content)
    with pytest.raises(ModelLoadError) as caught:
        _ = Codec(lambda: folder).traits
    assert str(folder) in caught.value.message


def test_a_bad_tokenizer_is_a_clear_error(tiny_bart: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bart"
    shutil.copytree(tiny_bart, folder)
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelLoadError, match="tokenizer"):
        Codec(lambda: folder).encode("a")


def test_missing_weights_are_a_clear_error(tiny_bart: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bart"
    shutil.copytree(tiny_bart, folder)
    (folder / "model.safetensors").unlink()
    codec = Codec(lambda: folder)
    request = Request(codec.traits, 1, 4)
    with pytest.raises(ModelLoadError, match="does not load"):
        TransformersSeq2Seq(codec).generate(codec.encode("a"), request)
    with pytest.raises(ModelLoadError, match="does not load"):
        CTranslate2Seq2Seq(lambda: folder).generate(codec.encode("a"), request)
