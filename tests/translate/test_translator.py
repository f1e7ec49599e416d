from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Role, Sentence
from pipeline.cache import Cache, NullCache
from pipeline.errors import GenerationError, ModelMissingError
from pipeline.text import for_model
from pipeline.translate import (
    CTranslate2Engine,
    DecodingSettings,
    EngineInfo,
    MarianPieces,
    Translator,
    translatable,
)
from pipeline.translate.outputs import Output, fill_unknown, join
from pipeline.translate.parts import halves

SMALL = DecodingSettings(max_source_tokens=10)


def sentences(*texts: str) -> list[Sentence]:
    return [
        Sentence(f"p{n}.s1", f"p{n}", Role.PARAGRAPH, 0, len(text), text)
        for n, text in enumerate(texts, start=1)
    ]


@pytest.fixture
def memory() -> Any:
    with Cache.open(":memory:") as cache:
        yield cache


@pytest.fixture
def make(fakes: Any) -> Callable[..., tuple[Translator, Any]]:
    def make(cache: Any = None, *, engine: Any = None, **options: Any) -> tuple[Translator, Any]:
        engine = engine or fakes.Recorder()
        translator = Translator(
            engine,
            options.pop("tokenizer", fakes.Words()),
            cache or NullCache(),
            model_digest=options.pop("model_digest", "0" * 64),
            settings=options.pop("settings", SMALL),
            **options,
        )
        return translator, engine

    return make


# --- the order of things


def test_translations_come_back_in_order(make: Any) -> None:
    translator, _ = make()
    texts = ["un deux trois", "quatre", "cinq six", "12 %", "un deux trois"]
    result = translator.translate(sentences(*texts))
    assert [t.sentence_id for t in result] == ["p1.s1", "p2.s1", "p3.s1", "p4.s1", "p5.s1"]
    assert [t.text for t in result] == [t.upper() for t in texts]
    assert [t.score for t in result] == [-0.5, -0.5, -0.5, None, -0.5]
    assert translator.notices == ()


def test_nothing_to_do(make: Any) -> None:
    translator, engine = make()
    assert translator.translate([]) == ()
    passing = ["", " ", "\u200b", "12", "😀", "Xinhua/VNA/CVN", "https://exemple.fr/a"]
    result = translator.translate(sentences(*passing))
    assert [t.text for t in result] == passing
    assert {(t.score, t.pieces, t.cached) for t in result} == {(None, 1, False)}
    assert engine.batches == []


def test_duplicates_go_to_the_engine_once(make: Any) -> None:
    translator, engine = make()
    # The same text in two typographies is one text to the model.
    result = translator.translate(
        sentences("l\u2019été", "l'été", "l'été", "autre", "l'e\u0301te\u0301")
    )
    assert len(engine.sources) == 2
    assert [t.text for t in result] == ["L'ÉTÉ"] * 3 + ["AUTRE", "L'ÉTÉ"]


def test_batches_hold_few_tokens_and_like_lengths(make: Any) -> None:
    translator, engine = make(batch_tokens=20, settings=DecodingSettings())
    texts = [" ".join([f"mot{n}"] * (n % 7 + 1)) for n in range(30)]
    texts.append(" ".join(["long"] * 60))  # over the limit all by itself
    translator.translate(sentences(*texts))
    for batch in engine.batches:
        assert len(batch) == 1 or (max(map(len, batch)) + 1) * len(batch) <= 20
    lengths = [len(source) for source in engine.sources]
    assert lengths == sorted(lengths, reverse=True)
    assert len(engine.sources) == 31


def test_progress_ends_at_its_total(make: Any, memory: Any) -> None:
    calls: list[tuple[int, int]] = []
    translator, _ = make(memory, batch_tokens=8, progress=lambda *call: calls.append(call))
    translator.translate(sentences("un", "deux", "trois"))
    assert calls[0] == (0, 3)
    assert calls[-1] == (3, 3)
    assert calls == sorted(calls)
    calls.clear()
    translator.translate(sentences("un", "deux", "trois", "quatre"))
    assert calls == [(3, 4), (4, 4)]
    calls.clear()
    translator.translate(sentences("un"))
    assert calls == [(1, 1)]


# --- the law: nothing is truncated, nothing comes out empty

words = st.text("abcdéà'-😀|\u00a0\u200f,;.!0123456789", min_size=1, max_size=8)
wire_text = st.lists(words, max_size=40).map(" ".join)


def wild_split(text: str, _fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    """A splitter that drops text, overlaps and gives parts that do not fit."""
    return [(0, len(text) // 3), (len(text) // 4, len(text) - 2)]


def crude_split(text: str, _fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    """A splitter that is right but leaves too long parts."""
    return [(0, len(text) // 2), (len(text) // 2, len(text))]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(wire_text, max_size=8),
    st.sampled_from([None, wild_split, crude_split]),
    st.integers(1, 60),
)
def test_every_token_reaches_the_engine_once(
    fakes: Any, texts: list[str], split: Any, batch_tokens: int
) -> None:
    engine = fakes.Recorder()
    tokenizer = fakes.Words()
    translator = Translator(
        engine,
        tokenizer,
        NullCache(),
        model_digest="d",
        settings=SMALL,
        batch_tokens=batch_tokens,
        split=split,
    )
    result = translator.translate(sentences(*texts))
    assert len(result) == len(texts)
    assert len(engine.sources) == len(set(engine.sources)) or any(
        "<unk>" in source for source in engine.sources
    )
    sent = {token for source in engine.sources for token in source} - {"<unk>"}
    for text, translation in zip(texts, result, strict=True):
        normal = for_model(text)
        if not translatable(text):
            assert translation.text == text
            continue
        assert translation.text.strip()
        # The fake engine says everything back: what is missing in the end was lost on the way.
        squeezed = "".join(translation.text.split()).lower()
        expected = "".join(normal.split()).lower()
        assert _letters(squeezed) == _letters(expected)
        if len(normal.split()) < SMALL.max_source_tokens:
            assert translation.pieces == 1
            assert set(tokenizer.encode(normal).tokens) - {"<unk>"} <= sent
        else:
            assert translation.pieces > 1


def _letters(text: str) -> str:
    # A full stop that the joining takes off a part in mid-sentence is no loss.
    return "".join(character for character in text if character.isalnum() or character == "😀")


def test_a_paragraph_of_five_thousand_words(make: Any) -> None:
    translator, engine = make()
    (result,) = translator.translate(sentences(" ".join(f"mot{n}" for n in range(5000))))
    assert result.text == " ".join(f"MOT{n}" for n in range(5000))
    assert result.pieces == len(engine.sources) >= 5000 / 9
    assert sorted(itertools.chain(*engine.sources)) == sorted(f"mot{n}" for n in range(5000))


def test_the_given_splitter_is_used_where_a_sentence_does_not_fit(make: Any) -> None:
    def at_commas(text: str, fits: Callable[[str], bool]) -> Sequence[tuple[int, int]]:
        assert fits("un")
        assert not fits(text)
        at = text.index(",") + 1
        return [(0, at), (at, len(text))]

    translator, engine = make(split=at_commas)
    text = "un deux trois quatre, cinq six sept huit neuf dix onze"
    (result,) = translator.translate(sentences(text))
    assert {len(source) for source in engine.sources} == {4, 7}
    assert result.text == text.upper()
    assert (result.pieces, result.score) == (2, -0.5)


@settings(max_examples=100, deadline=None)
@given(st.text("ab é", max_size=60), st.integers(1, 12))
def test_halves_cover_the_text_and_fit(text: str, longest: int) -> None:
    spans = halves(text, lambda part: len(part) <= longest)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(len(text[start:end].strip()) <= longest for start, end in spans)


# --- the cache


def test_a_second_run_needs_neither_engine_nor_tokenizer(make: Any, memory: Any) -> None:
    class Untouchable:
        info = EngineInfo("recorder", "exact", "1")

        def __getattr__(self, name: str) -> Any:
            raise AssertionError(name)

    long = " ".join(f"mot{n}" for n in range(50))
    wire = sentences("un deux", "12", long, "Bravo 😀", "un deux")
    first, _ = make(memory)
    before = first.translate(wire)
    second, _ = make(memory, engine=Untouchable(), tokenizer=Untouchable())
    after = second.translate(wire)
    assert [dataclasses.replace(t, cached=False) for t in after] == list(before)
    assert [t.cached for t in after] == [True, False, True, True, True]
    assert not any(t.cached for t in before)
    assert second.notices == first.notices != ()


@pytest.mark.parametrize(
    "change",
    [
        {"model_digest": "1" * 64},
        {"split_version": "2"},
        *(
            {"settings": DecodingSettings(**{**SMALL.as_dict(), field.name: value})}  # type: ignore[arg-type]  # each in its own type
            for field, value in zip(
                dataclasses.fields(SMALL), [5, 0.5, 2.5, 17, 3, 11, 500, -0.3], strict=True
            )
        ),
    ],
    ids=str,
)
def test_whatever_shapes_the_output_is_in_the_key(
    make: Any, memory: Any, change: dict[str, Any]
) -> None:
    make(memory)[0].translate(sentences("un"))
    (result,) = make(memory, **change)[0].translate(sentences("un"))
    assert not result.cached
    assert make(memory)[0].translate(sentences("un"))[0].cached


@pytest.mark.parametrize("name", ["NORMALIZER_VERSION", "TRANSLATE_CODE_VERSION"])
def test_a_new_version_of_the_code_has_another_key(
    make: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    translator, _ = make()
    before = translator.key("un")
    monkeypatch.setattr(f"pipeline.translate.translator.{name}", 99)
    assert translator.key("un") != before


def test_the_engine_is_in_the_key(make: Any, fakes: Any) -> None:
    translator, _ = make()
    other, _ = make(engine=fakes.Recorder(version="2"))
    assert translator.key("un") != other.key("un")


def test_an_entry_that_is_no_output_is_translated_again(make: Any, memory: Any) -> None:
    translator, engine = make(memory)
    for value in ({}, {"text": 3}, {"text": "", "unknown": []}, {"text": "x", "new": 1}):
        memory.put_many({translator.key("un"): value}, "translation")
        assert translator.translate(sentences("un"))[0].text == "UN"
    assert len(engine.batches) == 4


def test_an_interruption_loses_nothing_that_was_finished(
    make: Any, memory: Any, fakes: Any
) -> None:
    engine = fakes.Recorder(error=KeyboardInterrupt, bad=frozenset({"b"}))
    translator, _ = make(memory, engine=engine, batch_tokens=1)
    with pytest.raises(KeyboardInterrupt):
        translator.translate(sentences("a a a", "b b", "c"))
    again, engine = make(memory)
    result = again.translate(sentences("a a a", "b b", "c"))
    assert [t.cached for t in result] == [True, False, False]
    assert len(engine.sources) == 2


def test_parts_of_an_interrupted_sentence_are_kept(make: Any, memory: Any, fakes: Any) -> None:
    text = " ".join(f"mot{n}" for n in range(36))
    engine = fakes.Recorder(error=KeyboardInterrupt, bad=frozenset({"mot35"}))
    translator, _ = make(memory, engine=engine, batch_tokens=1)
    with pytest.raises(KeyboardInterrupt):
        translator.translate(sentences(text))
    kept = len(engine.sources)
    again, engine = make(memory)
    (result,) = again.translate(sentences(text))
    assert result.text == text.upper()
    assert len(engine.sources) == result.pieces - kept < result.pieces


# --- failures


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, ValueError])
def test_a_batch_that_fails_is_tried_in_halves(make: Any, fakes: Any, error: Any) -> None:
    translator, engine = make(engine=fakes.Recorder(fail_over=2, error=error))
    texts = [f"mot{n}" for n in range(11)]
    result = translator.translate(sentences(*texts))
    assert [t.text for t in result] == [text.upper() for text in texts]
    assert max(map(len, engine.batches)) <= 2


def test_a_sentence_that_fails_alone_is_named(make: Any, memory: Any, fakes: Any) -> None:
    engine = fakes.Recorder(bad=frozenset({"mauvais"}))
    translator, _ = make(memory, engine=engine)
    wire = sentences("un", "mauvais", "deux trois")
    with pytest.raises(GenerationError, match=r"p2\.s1") as caught:
        translator.translate(wire)
    assert caught.value.hint
    kept, _ = make(memory)
    assert kept.translate(wire)[2].cached


def test_an_answer_short_of_a_hypothesis_is_a_failure(make: Any, fakes: Any) -> None:
    class Short(fakes.Recorder):  # type: ignore[misc]  # a fixture's class
        def translate(self, batch: Any, settings: Any) -> Any:
            return super().translate(batch, settings)[1:]

    with pytest.raises(GenerationError):
        make(engine=Short())[0].translate(sentences("un"))


def test_a_missing_model_is_said_at_once(make: Any) -> None:
    calls = []

    def loader() -> Path:
        calls.append(1)
        raise ModelMissingError("not here", hint="pull it")

    translator, _ = make(engine=CTranslate2Engine(loader))
    with pytest.raises(ModelMissingError):
        translator.translate(sentences(*[f"mot{n}" for n in range(20)]))
    assert calls == [1]


# --- what the reader is told


def test_no_answer_shows_the_french(make: Any, fakes: Any) -> None:
    translator, _ = make(engine=fakes.Recorder(mute=frozenset({'"muet"'})))
    result = translator.translate(sentences("un", "«\u00a0muet\u00a0»", "deux"))
    assert [t.text for t in result] == ["UN", "«\u00a0muet\u00a0»", "DEUX"]
    assert result[1].score is None
    (notice,) = translator.notices
    assert (notice.code, notice.ids) == ("translation-missing", ("p2.s1",))


def test_no_answer_to_a_part_shows_the_french_of_that_part(make: Any, fakes: Any) -> None:
    translator, _ = make(engine=fakes.Recorder(mute=frozenset({"mot0"})))
    (result,) = translator.translate(sentences(" ".join(f"mot{n}" for n in range(12))))
    assert result.text.split()[0] == "mot0"
    assert result.text.split()[-1] == "MOT11"
    assert result.score == -0.5
    assert [notice.code for notice in translator.notices] == ["translation-missing"]


def test_an_unknown_word_is_put_back_and_said(make: Any) -> None:
    translator, _ = make()
    (result,) = translator.translate(sentences("Bravo 😀 à tous"))
    assert result.text == "BRAVO 😀 À TOUS"
    (notice,) = translator.notices
    assert (notice.code, notice.ids) == ("unknown-words", ("p1.s1",))
    assert "😀" in notice.message


def test_notices_are_of_the_last_wire(make: Any) -> None:
    translator, _ = make()
    translator.translate(sentences("Bravo 😀"))
    translator.translate(sentences("Bravo"))
    assert translator.notices == ()


@pytest.mark.parametrize(
    ("tokens", "unknown", "expected"),
    [
        (["a", "<unk>", "b"], ["😀"], ["a", "▁😀", "b"]),
        (["▁", "<unk>"], ["😀"], ["▁", "😀"]),
        (["<unk>", "<unk>"], ["▁x"], ["▁x"]),
        (["a"], ["😀"], ["a"]),
        ([], [], []),
    ],
)
def test_fill_unknown(tokens: list[str], unknown: list[str], expected: list[str]) -> None:
    assert fill_unknown(tokens, unknown) == expected


def test_joining_takes_off_a_stop_in_mid_sentence_and_weighs_scores() -> None:
    parts = [
        Output("He said.", -1.0, 3),
        Output("Well...", -0.5, 1, finished=False),
        Output("12", None, 0),
        Output("he left.", -2.0, 2, fallback=True, unknown=("x",)),
    ]
    whole = join(["Il a dit,", "Eh bien...", "12", "il partit."], parts)
    assert whole.text == "He said Well... 12 he left."
    assert whole.score == pytest.approx((-3.0 - 0.5 - 4.0) / 6)
    assert (whole.tokens, whole.pieces, whole.unknown) == (6, 4, ("x",))
    assert whole.fallback
    assert not whole.finished
    assert Output.from_json(whole.as_json()) == whole


# --- with the real thing


def test_a_real_model_from_text_to_text(
    ending_marian: Path, converted: Any, wire: Any, tmp_path: Path
) -> None:
    texts = [*wire(12), " ".join(wire(30)), "12 %", "Bravo 😀 !"]
    limits = DecodingSettings(max_source_tokens=60, max_target_tokens=120, beam_size=2)
    results = []
    for batch_tokens in (1024, 1):
        file = tmp_path / f"{batch_tokens}.sqlite"
        for run in range(2):
            with Cache.open(file) as cache:
                translator = Translator(
                    CTranslate2Engine(lambda: converted("int8"), threads=2),
                    MarianPieces(ending_marian),
                    cache,
                    model_digest="d",
                    settings=limits,
                    batch_tokens=batch_tokens,
                )
                result = translator.translate(sentences(*texts))
                assert all(t.text.strip() for t in result)
                assert [t.cached for t in result] == [bool(run) and translatable(x) for x in texts]
                results.append([t.text for t in result])
                scores = [t.score for t in result if t.score is not None]
                assert scores
                assert max(scores) <= 0
                assert result[12].pieces > 1
                assert not any("<unk>" in t.text or "⁇" in t.text for t in result)
    assert all(result == results[0] for result in results)
