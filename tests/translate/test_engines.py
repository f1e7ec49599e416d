from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.errors import ModelLoadError
from pipeline.models import LocalModel
from pipeline.models.convert import _convert
from pipeline.translate import CTranslate2Engine, DecodingSettings, MarianPieces, TransformersEngine

ROOT = Path(__file__).resolve().parents[2]
Converted = Callable[[str], Path]


@pytest.fixture(scope="session")
def sources(ending_marian: Path, wire: Callable[[int], list[str]]) -> list[tuple[str, ...]]:
    pieces = MarianPieces(ending_marian)
    texts = [*wire(40), "Bravo 😀 !", "|", "\u202e 12", "x" * 60]
    return [pieces.encode(text).tokens for text in texts]


def never() -> Path:
    raise AssertionError("loaded before it was needed")


@pytest.mark.parametrize("beam", [1, 4])
@pytest.mark.parametrize("penalty", [1.0, 0.6])
def test_both_engines_say_the_same(
    ending_marian: Path,
    converted: Converted,
    sources: list[tuple[str, ...]],
    beam: int,
    penalty: float,
) -> None:
    settings = DecodingSettings(beam_size=beam, length_penalty=penalty, max_target_tokens=100)
    reference = TransformersEngine(lambda: ending_marian, threads=1).translate(sources, settings)
    engine = CTranslate2Engine(lambda: converted("float32"), compute_type="float32", threads=1)
    fast = engine.translate(sources, settings)
    if beam == 1:
        assert [h.tokens for h in fast] == [h.tokens for h in reference]
        assert [h.finished for h in fast] == [h.finished for h in reference]
        # Both ends of a hypothesis are met: the model ends it, and the limit does.
        assert {h.finished for h in reference} == {True, False}
    else:
        # The rules for ending a beam differ in detail, and equal scores may fall either way.
        same = sum(a.tokens == b.tokens for a, b in zip(fast, reference, strict=True))
        assert same >= 0.9 * len(sources)
    for a, b in zip(fast, reference, strict=True):
        if a.tokens == b.tokens:
            assert a.score == pytest.approx(b.score, abs=2e-3)
            assert a.score <= 0


@pytest.mark.parametrize("compute_type", ["int8", "float32"])
@pytest.mark.parametrize("beam", [1, 4])
def test_company_in_the_batch_changes_nothing(
    converted: Converted, sources: list[tuple[str, ...]], compute_type: str, beam: int
) -> None:
    settings = DecodingSettings(beam_size=beam, max_target_tokens=100)
    engine = CTranslate2Engine(
        lambda: converted(compute_type), compute_type=compute_type, threads=2
    )
    alone = {source: engine.translate([source], settings)[0] for source in sources}
    shuffled = list(sources)
    random.Random(1).shuffle(shuffled)  # an order, not a secret
    for batch in (sources, shuffled, shuffled[:7], [sources[0]] * 5):
        for source, hypothesis in zip(batch, engine.translate(batch, settings), strict=True):
            assert hypothesis.tokens == alone[source].tokens
            assert hypothesis.finished == alone[source].finished
            # Not a bit more apart than the order of a sum on another machine may bring.
            assert hypothesis.score == pytest.approx(alone[source].score, abs=1e-5)


def test_pieces_with_a_forbidding_bias_are_not_put_out_nor_scored(
    ending_marian: Path, tmp_path: Path, sources: list[tuple[str, ...]]
) -> None:
    from safetensors.torch import load_file, save_file

    settings = DecodingSettings(beam_size=1, max_target_tokens=40)
    free = TransformersEngine(lambda: ending_marian, threads=1).translate(sources, settings)
    said = sorted({token for hypothesis in free for token in hypothesis.tokens})
    forbidden = set(said[::2])
    assert forbidden
    folder = tmp_path / "model"
    shutil.copytree(ending_marian, folder)
    weights = load_file(folder / "model.safetensors")
    bias = weights["final_logits_bias"].clone()
    ids = json.loads((folder / "vocab.json").read_text("utf-8"))
    bias[0, [ids[token] for token in forbidden]] = -1e4
    save_file(
        {**weights, "final_logits_bias": bias}, folder / "model.safetensors", {"format": "pt"}
    )
    made = tmp_path / "made"
    _convert(cast("LocalModel", SimpleNamespace(path=folder)), "float32", made)
    (line,) = (made / "vmap.txt").read_text("utf-8").splitlines()
    source, allowed = line.split("\t")
    assert source == ""
    assert not forbidden.intersection(allowed.split(" "))
    assert {"</s>", *set(said) - forbidden} <= set(allowed.split(" "))
    reference = TransformersEngine(lambda: folder, threads=1).translate(sources, settings)
    fast = CTranslate2Engine(lambda: made, compute_type="float32", threads=1)
    found = fast.translate(sources, settings)
    assert [h.tokens for h in found] == [h.tokens for h in reference]
    assert not any(forbidden.intersection(h.tokens) for h in found)
    alone = [fast.translate([source], settings)[0].tokens for source in sources]
    assert [h.tokens for h in found] == alone


@pytest.mark.parametrize("name", ["ctranslate2", "transformers"])
def test_a_loop_stops_at_the_limit(
    ending_marian: Path, converted: Converted, sources: list[tuple[str, ...]], name: str
) -> None:
    engine = (
        CTranslate2Engine(lambda: converted("int8"), threads=1)
        if name == "ctranslate2"
        else TransformersEngine(lambda: ending_marian, threads=1)
    )
    settings = DecodingSettings(
        beam_size=1, max_length_ratio=0.5, max_length_extra=2, max_target_tokens=30
    )
    hypotheses = engine.translate(sources, settings)
    assert not all(h.finished for h in hypotheses)
    for source, hypothesis in zip(sources, hypotheses, strict=True):
        limit = settings.target_limit(len(source) + 1)
        assert len(hypothesis.tokens) + hypothesis.finished <= limit <= 30
        assert hypothesis.finished or len(hypothesis.tokens) == limit
        assert "</s>" not in hypothesis.tokens
        assert "<pad>" not in hypothesis.tokens
    assert engine.translate([], settings) == []


def test_no_ngram_comes_twice_when_that_is_set(
    ending_marian: Path, converted: Converted, sources: list[tuple[str, ...]]
) -> None:
    settings = DecodingSettings(beam_size=1, no_repeat_ngram_size=2, max_target_tokens=60)
    engine = CTranslate2Engine(lambda: converted("float32"), compute_type="float32", threads=1)
    fast = engine.translate(sources, settings)
    assert any(len(h.tokens) > 10 for h in fast)
    for hypothesis in fast:
        bigrams = list(zip(hypothesis.tokens, hypothesis.tokens[1:], strict=False))
        assert len(set(bigrams)) == len(bigrams)
    reference = TransformersEngine(lambda: ending_marian, threads=1).translate(sources, settings)
    assert [h.tokens for h in fast] == [h.tokens for h in reference]


def test_a_source_of_the_model_s_whole_length_is_taken(
    ending_marian: Path, converted: Converted, sources: list[tuple[str, ...]]
) -> None:
    source = (sources[0] * 40)[:127]  # and the end mark: the small model has 128 positions
    settings = DecodingSettings(beam_size=1, max_target_tokens=127)
    fast = CTranslate2Engine(lambda: converted("float32"), compute_type="float32", threads=1)
    slow = TransformersEngine(lambda: ending_marian, threads=1)
    assert (
        fast.translate([source], settings)[0].tokens == slow.translate([source], settings)[0].tokens
    )


def test_making_an_engine_loads_nothing() -> None:
    for engine in (CTranslate2Engine(never), TransformersEngine(never)):
        assert engine.translate([], DecodingSettings()) == []
    assert CTranslate2Engine(never).info.name == "ctranslate2"
    assert CTranslate2Engine(never).info.compute_type == "int8"
    assert TransformersEngine(never).info.compute_type == "float32"


def test_the_room_imports_no_library() -> None:
    script = """
        import sys
        from pathlib import Path
        from pipeline.translate import CTranslate2Engine, MarianPieces, TransformersEngine
        engines = CTranslate2Engine(Path), TransformersEngine(Path), MarianPieces(Path("absent"))
        print(engines[0].info, engines[1].info)
        heavy = {"torch", "transformers", "ctranslate2", "numpy", "sentencepiece", "sqlalchemy"}
        assert not heavy & set(sys.modules), heavy & set(sys.modules)
    """
    done = subprocess.run(  # noqa: S603  # the script above
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"4.8" in done.stdout


def test_the_loader_is_called_once(ending_marian: Path, sources: list[tuple[str, ...]]) -> None:
    calls = []

    def loader() -> Path:
        calls.append(1)
        return ending_marian

    engine = TransformersEngine(loader, threads=1)
    settings = DecodingSettings(beam_size=1, max_target_tokens=8)
    engine.translate(sources[:1], settings)
    engine.translate(sources[1:3], settings)
    assert calls == [1]


def test_a_model_that_does_not_load_is_an_error(ending_marian: Path, tmp_path: Path) -> None:
    settings = DecodingSettings()
    with pytest.raises(ModelLoadError) as caught:
        CTranslate2Engine(lambda: tmp_path).translate([["a"]], settings)
    assert caught.value.hint
    shutil.copy(ending_marian / "vocab.json", tmp_path)
    shutil.copy(ending_marian / "config.json", tmp_path)
    with pytest.raises(ModelLoadError):
        TransformersEngine(lambda: tmp_path).translate([["a"]], settings)
    from safetensors.torch import load_file, save_file

    weights = load_file(ending_marian / "model.safetensors")
    weights.pop(next(name for name in weights if "decoder.layers.0.fc1.weight" in name))
    save_file(weights, tmp_path / "model.safetensors", {"format": "pt"})
    # Transformers itself would fill in random numbers and go on.
    with pytest.raises(ModelLoadError, match="fc1"):
        TransformersEngine(lambda: tmp_path).translate([["a"]], settings)
    (tmp_path / "model.safetensors").write_bytes(b"garbage")
    with pytest.raises(ModelLoadError):
        TransformersEngine(lambda: tmp_path).translate([["a"]], settings)
