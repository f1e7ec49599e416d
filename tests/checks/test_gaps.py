"""The stretch that looks most as if it had been dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.gaps import gap

FRENCH = (
    "Le gouvernement a présenté son budget lundi, alors que les syndicats appelaient à "
    "manifester devant le parlement."
)
WHOLE = (
    "The government presented its budget on Monday, while the unions were calling for a "
    "demonstration outside parliament."
)
CUT = "The government presented its budget on Monday."


def test_the_stretch_is_what_was_cut() -> None:
    found = gap(FRENCH, CUT)
    assert found is not None
    assert found.telling
    assert "syndicats" in FRENCH[found.start : found.end]
    assert "budget" not in FRENCH[found.start : found.end]


def test_a_cut_makes_it_likelier() -> None:
    whole, cut = gap(FRENCH, WHOLE), gap(FRENCH, CUT)
    assert whole is not None
    assert cut is not None
    assert cut.odds > whole.odds + 2


@pytest.mark.parametrize(("source", "target"), [("", ""), ("Oui.", "Yes."), (FRENCH, "")])
def test_where_there_is_too_little_there_is_no_stretch(source: str, target: str) -> None:
    assert gap(source, target) is None


@given(st.text(max_size=120), st.text(max_size=120))
def test_a_stretch_lies_within_any_text(source: str, target: str) -> None:
    found = gap(source, target)
    if found is not None:
        assert 0 <= found.start < found.end <= len(source)
        assert found.odds == found.odds  # a number
