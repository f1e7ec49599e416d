"""Each French word gets a place in the English, and no place is given twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.places import UNPLACED, place_words
from pipeline.checks.tracing import trace

WORDS = ["école", "gouvernement", "ministre", "maison", "de", "12", "Lyon"]
ENGLISH = ["school", "government", "minister", "house", "of", "12", "Lyon"]


def placed(source: str, target: str) -> tuple[list[int], set[int], int]:
    seen = trace(source, target)
    places, possible = place_words(seen.french, seen.english, seen.entries)
    return places, possible, len(seen.english)


def test_words_stand_where_their_translations_do() -> None:
    places, possible, _ = placed("ministre école Lyon", "school minister Lyon")
    assert places == [1, 0, 2]
    assert possible == {0, 1, 2}


def test_a_word_without_counterpart_has_no_place() -> None:
    assert placed("ministre école", "minister")[0] == [0, -1]


def test_of_two_that_want_one_place_the_nearer_gets_it() -> None:
    places, _, _ = placed("école ministre ministre école", "school minister")
    assert sorted(places) == [UNPLACED, UNPLACED, 0, 1]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    st.lists(st.sampled_from(ENGLISH), min_size=1, max_size=8),
)
def test_no_place_is_given_twice(french: list[str], english: list[str]) -> None:
    places, possible, count = placed(" ".join(french), " ".join(english))
    given_ = [place for place in places if place >= 0]
    assert len(given_) == len(set(given_))
    assert set(given_) <= possible <= set(range(count))
    assert set(places) - set(given_) <= {-1, UNPLACED}
