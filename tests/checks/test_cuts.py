from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.cuts import NEVER, cut, table, tokens


@pytest.mark.parametrize(
    ("whole", "cut_"),
    [
        ("He lives in Paris, and works.", "He lives in , and works."),
        ("the people of Spain and others", "the people of and others"),
        ("It was said by Rajchl to the press.", "It was said by to the press."),
        ("A spokesman for Areva said on Monday that", "A spokesman for said on Monday that"),
    ],
)
def test_a_cut_shows(whole: str, cut_: str) -> None:
    assert cut(cut_, -1, len(cut_)) > max(0.0, cut(whole, -1, len(whole)))


def test_only_the_places_asked_for_are_looked_at() -> None:
    text = "The people of and others were well."
    place = text.index("and")
    assert cut(text, -1, len(text)) == cut(text, place - 1, place)
    assert cut(text, text.index("others"), len(text)) < cut(text, place - 1, place)
    assert cut(text, 5, 5) == NEVER


def test_words_stand_for_themselves_or_for_their_class() -> None:
    found = tokens("Areva's 12 turbines")
    assert found.starts == (0, 8, 11)
    assert found.coarse == ("^", "^", "A's", "#", "-es", "$", "$")


def test_every_weight_is_a_number() -> None:
    known = table()
    assert len(known.weights) > 1000
    assert all(isfinite(weight) for weight in known.weights.values())


@given(st.text(max_size=60), st.integers(-1, 70), st.integers(-1, 70))
def test_any_text_and_place_is_taken(text: str, start: int, end: int) -> None:
    assert isfinite(cut(text, start, end))
