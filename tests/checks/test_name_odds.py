"""Odds of names: what a row's candidates say together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role
from pipeline.checks.base import Row
from pipeline.checks.name_odds import (
    NEVER,
    Lost,
    all_signs,
    glance_signs,
    row_odds,
    row_signs,
    weigh_each,
)
from pipeline.checks.names import candidates
from pipeline.checks.termbase import EMPTY, Word

SWAPPED = (
    "Le ministre a rencontré Antonov jeudi à Marseille.",
    "The minister met Karlov on Thursday in Marseille.",
)
DROPPED = (SWAPPED[0], "The minister had a meeting on Thursday in Marseille.")
ODDS = st.lists(st.tuples(st.booleans(), st.floats(-30, 30)), max_size=6)


def lost(french: bool, odds: float) -> Lost:
    return Lost("fr" if french else "en", (Word("Abc", "abc", 0, 3),), {}, odds=odds)


def found(source: str, target: str) -> list[Lost]:
    return candidates(Row("p1.s1", Role.PARAGRAPH, source, target), EMPTY)


def test_a_name_for_a_name_is_a_candidate_on_either_side() -> None:
    both = found(*SWAPPED)
    assert sorted((one.kind, one.text) for one in both) == [("en", "Karlov"), ("fr", "Antonov")]
    assert {one.signs["opposite"] for one in both} == {1.0}
    (alone,) = found(*DROPPED)
    assert alone.signs["no sign"] == 1.0


def test_a_swap_is_likelier_wrong_than_a_name_left_out() -> None:
    assert row_odds(found(*SWAPPED)) > row_odds(found(*DROPPED))


@given(ODDS)
def test_signs_of_a_row_are_of_its_likeliest(given_: list[tuple[bool, float]]) -> None:
    every = [lost(french, odds) for french, odds in given_]
    signs = row_signs(every)
    french = [odds for is_french, odds in given_ if is_french]
    assert signs["french"] == (max(NEVER, *french) if french else NEVER)
    assert signs["french names"] == len(french)
    assert signs["lesser"] == min(signs["french"], signs["english"]) >= NEVER
    assert signs.items() <= glance_signs(every).items()


def test_trees_get_the_signs_by_what_they_are_of() -> None:
    both = found(*SWAPPED)
    weigh_each(both)
    signs = all_signs(both)
    assert {name.partition(" ")[0] for name in signs} == {"row", "fr", "en"}
    assert signs["row french"] == pytest.approx(max(one.odds for one in both if one.french))
