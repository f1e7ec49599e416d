from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.article import Role
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.repetition import Repetition
from pipeline.checks.termbase import EMPTY

WORDS = ["river", "stone", "cloud", "house", "green", "seven"]


def findings(source: str, target: str) -> list[Finding]:
    return list(Repetition()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


@pytest.mark.parametrize(
    ("target", "repeated"),
    [
        ("He saw the the cat.", "the the"),
        ("The air of the air of the air of the town.", "The air of the air of the air of"),
        ("It was said in Paris, said in Paris yesterday.", "said in Paris, said in Paris"),
    ],
)
def test_what_is_said_again_is_shown(target: str, repeated: str) -> None:
    (found,) = findings("Une phrase sans redite.", target)
    ((start, end),) = found.target
    assert target[start:end] == repeated
    assert repeated in found.message


def test_a_clause_that_comes_again_later_is_shown_at_both_places() -> None:
    clause = "the minister will not come to Lyon"
    (found,) = findings("Une phrase.", f"On Monday {clause}, he said, and {clause} at all.")
    assert len(found.target) == 2
    assert "twice" in found.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il avait eu faim.", "He had had a meal."),
        ("Très, très bien.", "Very, very good, good."),
        ("Il vit à Bora Bora.", "He lives in Bora Bora."),
        ("Petit à petit, petit à petit.", "Little by little, little by little."),
        ("Le patron de la Deutsche Bank parle.", "He heads Deutsche Bank: Deutsche Bank pays."),
        ("Ils ont gagné 3-3.", "They drew 3 3."),
        ("", ""),
    ],
)
def test_good_doubles_are_fine(source: str, target: str) -> None:
    assert findings(source, target) == []


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8))
def test_a_phrase_said_twice_is_always_found(phrase: list[str]) -> None:
    assume(len(set(phrase)) == len(phrase))
    text = " ".join(phrase)
    assert findings("Rien de tel ici.", f"It was {text} {text} again.")
    assert not findings("Rien de tel ici.", f"It was {text} again.")
