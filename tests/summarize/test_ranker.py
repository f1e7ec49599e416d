"""The stored ranker: read whole or refused, and small."""

import json
from importlib.resources import files

import pytest

from pipeline.errors import ModelIntegrityError
from pipeline.summarize.features import (
    FEATURE_VERSION,
    SENTENCE_FEATURES,
    WORD_FEATURES,
    Story,
)
from pipeline.summarize.ranker import SET_FEATURES, load, parse
from pipeline.trees import Boosted, Node

STORED = {
    "feature_version": FEATURE_VERSION,
    "set": dict.fromkeys(SET_FEATURES, 1.0),
    "rare": 6,
    "idf": {"mairie": 2.0},
    "sentence": {"base": 0.5, "trees": [[0, 0.5, 1.0, -1.0]]},
    "word": {"base": -1.0, "trees": []},
}


def columns(node: Node) -> set[int]:
    return {node[0], *columns(node[2]), *columns(node[3])} if isinstance(node, tuple) else set()


def test_trees_are_walked_and_summed() -> None:
    boosted = Boosted(1.0, ((0, 2.0, 10.0, (1, 0.0, 20.0, 30.0)), 100.0))
    assert boosted.predict([2.0, 9.0]) == 111.0
    assert boosted.predict([2.1, 0.0]) == 121.0
    assert boosted.predict([2.1, 0.1]) == 131.0


def test_a_small_ranker_scores_as_stored() -> None:
    ranker = parse(json.dumps(STORED).encode())
    scores = ranker.score(Story("", ("La mairie ferme.", "Le jour vient."), (0, 1), (0, 0)))
    assert scores.sentences == (1.5, -0.5)
    assert scores.chances["mairie"] == pytest.approx(0.2689, abs=1e-4)


def test_repeating_counts_against_nothing_twice() -> None:
    ranker = parse(json.dumps(STORED).encode())
    same = "La mairie ferme."
    scores = ranker.score(Story("", (same, same), (0, 1), (0, 0)))
    one = dict(zip(SET_FEATURES, scores.set_row((0,)), strict=True))
    two = dict(zip(SET_FEATURES, scores.set_row((0, 1)), strict=True))
    assert two["coverage"] == one["coverage"]
    assert (one["repeats"], two["repeats"]) == (0.0, 2.0)


def test_what_ships_fits_the_features_and_is_small() -> None:
    ranker = load()
    assert ranker is load()
    assert {c for tree in ranker.sentence.trees for c in columns(tree)} <= set(
        range(len(SENTENCE_FEATURES))
    )
    assert {c for tree in ranker.word.trees for c in columns(tree)} <= set(
        range(len(WORD_FEATURES))
    )
    stored = files("pipeline.summarize").joinpath("extractive.json").read_bytes()
    assert len(stored) < 200_000


@pytest.mark.parametrize(
    "damage",
    [
        {"feature_version": FEATURE_VERSION + 1},
        {"set": {}},
        {"idf": []},
        {"rare": None},
        {"word": {"base": 0.0}},
        {"sentence": {"base": 0.0, "trees": [[0, 1.0, 2.0]]}},
        {"sentence": {"base": 0.0, "trees": ["x"]}},
    ],
)
def test_a_damaged_file_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ModelIntegrityError, match=r"extractive\.json") as caught:
        parse(json.dumps({**STORED, **damage}).encode())
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe\x00", b"null"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ModelIntegrityError):
        parse(data)
