from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import capitals
from pipeline.checks.matching import Side, capitals_of, groups, kinship, likeness, skeleton
from pipeline.checks.termbase import words


def side(text: str, *, french: bool = True) -> Side:
    return Side(text, words(text), capitals.french() if french else capitals.english())


def test_skeleton_hears_through_transliterations() -> None:
    for french, english in (("khrouchtchev", "khrushchev"), ("netanyahou", "netanyahu")):
        assert skeleton(french) == skeleton(english)
    assert skeleton("merkel") != skeleton("sarkozy")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le ministre a vu Paul Durand à Lyon.", [["Paul", "Durand"], ["Lyon"]]),
        ("Merkel est partie. Hier, il pleuvait.", [["Merkel"]]),
        ("Finalement, il est venu.", []),
        ("Il a vu le port de Gênes, dit M. Rossi.", [["Gênes"], ["Rossi"]]),
    ],
)
def test_names_are_capitals_that_nothing_else_explains(text: str, names: list[list[str]]) -> None:
    one = side(text)
    found, _ = capitals_of(one, french=True)
    assert [[one.row[at].text for at in group] for group in groups(one, found)] == names


def test_capitalised_common_nouns_are_kept_apart() -> None:
    one = side("Il préside le Conseil de la ville.")
    names, ordinary = capitals_of(one, french=True)
    assert names == []
    assert [one.row[at].text for at in ordinary] == ["Conseil"]


def test_kinship_tells_how_a_name_may_be_there() -> None:
    other = side("He met Putin and Gaddafi.", french=False)
    assert "sound" in kinship("poutine", other)
    assert "sound" in kinship("kadhafi", other)
    assert kinship("sarkozy", other) == ()


def test_a_row_in_capitals_shouts() -> None:
    assert side("LE MINISTRE RUSSE QUITTE PARIS CE SOIR").shouts()
    assert not side("Le ministre russe quitte Paris ce soir").shouts()


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
