"""Attention: what both engines say of it, and what is kept."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache import Cache
from pipeline.errors import ModelMissingError
from pipeline.translate import (
    Aligner,
    Alignment,
    CTranslate2Engine,
    DecodingSettings,
    EngineInfo,
    Hypothesis,
    MarianPieces,
    TransformersEngine,
)
from pipeline.translate.alignment import spans_of
from pipeline.translate.tokenizer import Encoding

SETTINGS = DecodingSettings(max_source_tokens=12, max_target_tokens=12)
PAIR = ("une grève", "a strike")


class Pieces:
    """One piece a word, with the blank before it."""

    def encode(self, text: str) -> Encoding:
        return Encoding(tuple("\u2581" + word for word in text.split()))

    def encode_many(self, texts: Sequence[str]) -> list[Encoding]:
        return [self.encode(text) for text in texts]

    encode_target = encode

    def decode(self, tokens: Sequence[str]) -> str:
        return "".join(tokens).replace("\u2581", " ").strip()


class Diagonal:
    """Each target piece looks at the source piece in its own place, or as ``fails`` says."""

    info = EngineInfo("diagonal", "exact", "1")

    def __init__(self, fails: Exception | None = None, rows: int | None = None) -> None:
        self.asked: list[Any] = []
        self.fails = fails
        self.rows = rows

    def translate(self, *_: object) -> list[Hypothesis]:
        raise AssertionError("nothing is to be translated")

    def attend(
        self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]
    ) -> list[list[list[float]]]:
        self.asked += pairs
        if self.fails is not None:
            raise self.fails
        return [
            [
                [0.875 if column == row else 0.0 for column in range(len(source))]
                for row in range(len(target) if self.rows is None else self.rows)
            ]
            for source, target in pairs
        ]


def aligner(engine: Any, cache: Any, **changed: Any) -> Aligner:
    return Aligner(
        engine, Pieces(), cache, **{"model_digest": "0" * 64, "settings": SETTINGS, **changed}
    )


@pytest.fixture
def memory() -> Any:
    with Cache.open(":memory:") as cache:
        yield cache


def test_both_engines_look_alike(
    ending_marian: Path, converted: Callable[[str], Path], wire: Callable[[int], list[str]]
) -> None:
    pieces = MarianPieces(ending_marian)
    texts = wire(12)
    pairs = [
        (pieces.encode(text).tokens, pieces.encode_target(other).tokens)
        for text, other in zip(texts, reversed(texts), strict=True)
    ]
    reference = TransformersEngine(lambda: ending_marian, threads=1)
    slow = reference.attend(pairs)
    fast = CTranslate2Engine(
        lambda: converted("float32"), compute_type="float32", threads=1
    ).attend(pairs)
    for (source, target), one, other in zip(pairs, slow, fast, strict=True):
        assert len(one) == len(other) == len(target)
        for row, same in zip(one, other, strict=True):
            assert len(row) == len(source)
            assert row == pytest.approx(same, abs=1e-4)
            assert 0 < sum(row) <= 1 + 1e-5
    # The way it attends is as it was.
    plain = TransformersEngine(lambda: ending_marian, threads=1)
    settings = DecodingSettings(beam_size=2, max_target_tokens=40)
    sources = [source for source, _ in pairs[:3]]
    assert reference.translate(sources, settings) == plain.translate(sources, settings)


def test_the_model_is_asked_once(memory: Any) -> None:
    engine = Diagonal()
    first = aligner(engine, memory).align([PAIR, PAIR])[PAIR]
    assert first.share((2, 8), (4, 9)) == 0.875
    assert first.share((2, 8), (0, 3)) == 0
    assert first.share((0, 8), (0, 9)) == 0.875
    assert len(engine.asked) == 1
    never = Diagonal(fails=AssertionError("the cache has it"))
    assert aligner(never, memory).align([PAIR])[PAIR] == first
    other = Diagonal()
    aligner(other, memory, model_digest="1" * 64).align([PAIR])
    assert len(other.asked) == 1


@pytest.mark.parametrize("error", [RuntimeError("out of memory"), MemoryError(), ValueError("x")])
def test_a_failure_is_no_answer_and_is_not_kept(memory: Any, error: Exception) -> None:
    assert aligner(Diagonal(fails=error), memory).align([PAIR])[PAIR] == Alignment()
    assert aligner(Diagonal(), memory).align([PAIR])[PAIR] != Alignment()


def test_a_model_that_cannot_be_used_is_an_error(memory: Any) -> None:
    with pytest.raises(ModelMissingError):
        aligner(Diagonal(fails=ModelMissingError("gone")), memory).align([PAIR])


@pytest.mark.parametrize(
    "pair",
    [
        ("mot " * 12, "a strike"),
        ("une grève", "word " * 12),
        ("", "a strike"),
        ("une grève", ""),
        ("une  grève", "a strike"),  # as no tokenizer gives it back
    ],
)
def test_what_cannot_be_aligned_is_empty_without_a_model(
    memory: Any, pair: tuple[str, str]
) -> None:
    engine = Diagonal()
    found = aligner(engine, memory).align([(pair[0].rstrip(), pair[1].rstrip())])
    assert list(found.values()) == [Alignment()]
    assert engine.asked == []


def test_a_matrix_of_another_size_is_no_answer(memory: Any) -> None:
    assert aligner(Diagonal(rows=1), memory).align([PAIR])[PAIR] == Alignment()


@pytest.mark.parametrize(
    ("text", "tokens", "unknown", "spans"),
    [
        ("une grève", ("\u2581une", "\u2581gr", "ève"), (), ((0, 3), (4, 6), (6, 9))),
        ("😀 va", ("\u2581", "<unk>", "\u2581va"), ("😀",), ((0, 0), (0, 1), (2, 4))),
        ("a <unk>", ("\u2581a", "\u2581<", "unk", ">"), (), ((0, 1), (2, 3), (3, 6), (6, 7))),
        ("½", ("\u25811/2",), (), None),
        ("abc", ("\u2581ab",), (), None),
        ("", (), (), ()),
    ],
)
def test_pieces_know_their_place(
    text: str, tokens: tuple[str, ...], unknown: tuple[str, ...], spans: Any
) -> None:
    assert spans_of(text, Encoding(tokens, unknown)) == spans


@given(st.text(st.sampled_from("abcé |\u00a0\u202e😀«1"), max_size=30))
def test_spans_spell_the_text_or_are_none(ending_pieces: MarianPieces, text: str) -> None:
    encoding = ending_pieces.encode(text)
    spans = spans_of(text, encoding)
    if spans is not None:
        assert "".join(text[start:end] for start, end in spans) == text.replace(" ", "")
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


@pytest.fixture(scope="session")
def ending_pieces(ending_marian: Path) -> MarianPieces:
    return MarianPieces(ending_marian)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"source": 1, "target": [], "weights": []},
        {"source": [[0, 1]], "target": [[0, 1]], "weights": []},
        {"source": [[0, 1]], "target": [[0, 1]], "weights": [[1, 2]]},
        {"source": [[0]], "target": [[0, 1]], "weights": [[1]]},
        {"source": [[0, 1]], "target": [[0, 1]], "weights": [["x"]]},
    ],
)
def test_rubbish_in_the_cache_is_no_alignment(value: dict[str, Any]) -> None:
    assert Alignment.from_json(value) is None
