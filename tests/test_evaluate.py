"""Floors: read, held, raised, and never lowered."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest

from pipeline import evaluate as ev
from pipeline.article import Sentence, Translation
from pipeline.errors import ConfigError, InputError, QualityError

FLOORS = Path(__file__).resolve().parents[1] / "benchmarks" / "translation.floors.json"


class Parrot:
    """Stands in for a chain: knows the English of some sentences, else says the French."""

    def __init__(self, known: dict[str, str]) -> None:
        self.known = known
        self.calls: list[list[str]] = []

    def translate(self, sentences: list[Sentence]) -> tuple[Translation, ...]:
        self.calls.append([sentence.text for sentence in sentences])
        return tuple(
            Translation(s.id, self.known.get(s.text, s.text), score=-0.5) for s in sentences
        )


FRENCH = ["Le ministre a démenti les frappes.", "La rencontre aura lieu jeudi à Moscou."]
ENGLISH = ["The minister denied the strikes.", "The meeting will take place on Thursday in Moscow."]


@pytest.fixture
def floors(tmp_path: Path) -> ev.Floors:
    digests = {}
    for key, name, lines in (("source", "set.fr", FRENCH), ("reference", "set.en", ENGLISH)):
        data = "".join(f"{line}\n" for line in lines).encode()
        (tmp_path / name).write_bytes(data)
        digests[key] = hashlib.sha256(data).hexdigest()
    path = tmp_path / "floors.json"
    raw = {
        "sets": {"toy": {"source": "set.fr", "reference": "set.en", "sha256": digests}},
        "floors": {"embedded": {"toy": {"bleu": 50.0, "chrf": 60.0}}},
    }
    path.write_text(json.dumps(raw), "utf-8")
    return ev.read_floors(path)


def _score(floors: ev.Floors, known: dict[str, str]) -> ev.Score:
    chain = Parrot(known)
    return ev.evaluate(chain, floors.sets[0])  # type: ignore[arg-type]  # a stand-in


def test_perfect_translation_scores_a_hundred(floors: ev.Floors) -> None:
    score = _score(floors, dict(zip(FRENCH, ENGLISH, strict=True)))
    assert score.bleu == pytest.approx(100)
    assert score.chrf == pytest.approx(100)
    assert score.sentences == 2
    assert score.speed > 0
    assert "tok:13a" in score.bleu_signature
    ev.check("embedded", [score], floors)


def test_fallen_figure_fails_and_is_named(floors: ev.Floors) -> None:
    score = _score(floors, {})
    with pytest.raises(QualityError, match=r"toy: bleu .* under its floor 50\.00"):
        ev.check("embedded", [score], floors)


def test_other_profiles_have_no_floor(floors: ev.Floors) -> None:
    ev.check("opus", [_score(floors, {})], floors)


def test_floors_rise_and_never_fall(floors: ev.Floors) -> None:
    low, high = _score(floors, {}), _score(floors, dict(zip(FRENCH, ENGLISH, strict=True)))
    before = floors.path.read_text("utf-8")
    assert ev.raise_floors("embedded", [low], floors) == []
    assert floors.path.read_text("utf-8") == before
    assert len(ev.raise_floors("embedded", [high], floors)) == 2
    again = ev.read_floors(floors.path)
    assert again.floors["embedded"]["toy"] == {"bleu": high.bleu, "chrf": high.chrf}
    with pytest.raises(QualityError):
        ev.check("embedded", [dataclasses.replace(high, bleu=high.bleu - 1)], again)


def test_warm_up_is_not_part_of_the_set(floors: ev.Floors) -> None:
    chain = Parrot({})
    ev.evaluate(chain, floors.sets[0])  # type: ignore[arg-type]  # a stand-in
    warm_up, measured = chain.calls
    assert measured == FRENCH
    assert not set(warm_up) & set(measured)


def test_altered_data_are_refused(floors: ev.Floors) -> None:
    source = floors.sets[0].source
    source.write_text(source.read_text("utf-8").replace("jeudi", "lundi"), "utf-8")
    with pytest.raises(InputError, match="not the file that the floors"):
        _score(floors, {})


def test_sides_of_different_length_are_refused(floors: ev.Floors) -> None:
    free = dataclasses.replace(floors.sets[0], sha256=("", ""))
    free.source.write_text("Une phrase.\n", "utf-8")
    with pytest.raises(InputError, match="1 lines of source, 2 of reference"):
        ev.read_set(free)


def test_absent_sets_are_said(floors: ev.Floors) -> None:
    said: list[str] = []
    gone = dataclasses.replace(floors.sets[0], name="gone", source=Path("nowhere.fr"))
    chain = Parrot({})
    scores = ev.evaluate_all(chain, [gone, *floors.sets], note=said.append)  # type: ignore[arg-type]  # a stand-in
    assert [score.name for score in scores] == ["toy"]
    assert "gone is not here" in said[0]
    with pytest.raises(InputError, match="nothing was measured"):
        ev.evaluate_all(chain, [gone])  # type: ignore[arg-type]  # a stand-in


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "holds no sentences"), (b"\n\n", "holds no sentences"), (b"\xe9t\xe9\n", "not UTF-8")],
)
def test_a_set_that_cannot_be_measured(floors: ev.Floors, data: bytes, message: str) -> None:
    free = dataclasses.replace(floors.sets[0], sha256=("", ""))
    free.source.write_bytes(data)
    free.reference.write_bytes(data)
    with pytest.raises(InputError, match=message):
        ev.read_set(free)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"sets": {"a": 1}, "floors": {}}',
        '{"sets": {}, "floors": []}',
        '{"sets": {}, "floors": {"embedded": {"a": {"blue": 30}}}}',
        '{"sets": {}, "floors": {"embedded": {"a": {"bleu": "high"}}}}',
    ],
)
def test_bad_file_of_floors(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="not a file of floors"):
        ev.read_floors(path)


def test_shipped_floors_pin_their_data() -> None:
    floors = ev.read_floors(FLOORS)
    assert {test_set.name for test_set in floors.sets} == {"newstest2012", "newstest2013"}
    assert all(len(digest) == 64 for test_set in floors.sets for digest in test_set.sha256)
    absent = [test_set.name for test_set in floors.sets if not test_set.here]
    if absent:
        pytest.skip(f"test sets not here: {', '.join(absent)}")
    for test_set in floors.sets:
        source, reference = ev.read_set(test_set)
        assert len(source) == len(reference) > 2_900
