from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.quantities import lost_numbers, made_up_numbers, numbers


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("12.000 morts", "12,000 dead"),
        ("12\u202f000 morts en 2015", "12,000 dead in 2015"),
        ("12000 morts", "12 thousand dead"),
        ("3,5 %", "3.5 percent"),
        ("deux milliards d'euros", "2 billion euros"),
        ("2 milliards d'euros", "two billion euros"),
        ("1.500 milliards", "1.5 trillion"),
        ("un million et demi", "1.5 million"),
        ("12 morts", "twelve dead"),
        ("vingt-deux morts", "22 dead"),
        ("quatre-vingt-dix-sept morts", "97 dead"),
        ("deux cent vingt morts", "220 dead"),
        ("mille deux cents morts", "1,200 dead"),
        ("vingt et un ans", "21 years"),
        ("à 15h30", "at 3:30 pm"),
        ("à 15 heures", "at 3 o'clock"),
        ("de 8h à 12h", "from 8 to 12 am"),
        ("au XXe siècle", "in the 20th century"),
        ("Louis XIV", "Louis 14"),
        ("le vingt-et-unième siècle", "the 21st century"),
        ("les années 80", "the 1980s"),
        ("le 1er octobre", "October 1"),
        ("le 1er mai", "on the first of May"),
        ("la trentième victoire", "the 30th win"),
        ("une dizaine de blessés", "about 10 hurt"),
        ("2e", "second"),
        ("aucun nombre", "no number"),
    ],
)
def test_one_value_written_in_two_ways(source: str, target: str) -> None:
    assert lost_numbers(source, target) == set()
    assert made_up_numbers(source, target) == set()


@pytest.mark.parametrize(
    ("source", "target", "lost", "made_up"),
    [
        ("226 voix", "26 votes", {"226"}, {"26"}),
        ("1,80 m", "1.8 m", set(), set()),
        ("1,80 m", "1.9 m", {"80"}, {"9"}),
        ("deux milliards", "3 billion", set(), {"3"}),
        ("12 morts à 15h", "13 dead at 3 pm", {"12"}, {"13"}),
        ("12 morts", "dead", {"12"}, set()),
        ("en 2015", "in 2016", {"2015"}, {"2016"}),
        ("morts", "24 dead", set(), {"24"}),
        ("3.500 postes", "3.5000 posts", {"3500"}, {"3", "5000"}),
    ],
)
def test_another_value(source: str, target: str, lost: set[str], made_up: set[str]) -> None:
    assert lost_numbers(source, target) == lost
    assert made_up_numbers(source, target) == made_up


@given(st.text(max_size=50))
def test_a_text_loses_nothing_to_itself(text: str) -> None:
    assert lost_numbers(text, text) == made_up_numbers(text, text) == set()


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_is_lost_exactly_where_another_stands(one: int, other: int) -> None:
    same = one == other
    source, target = f"il y a {one} voix", f"there are {other:,} votes"
    if same or {len(str(one)), len(str(other))} <= {3, 5, 6, 7, 8, 9, 10}:
        assert (lost_numbers(source, target) == set()) is same
        assert (made_up_numbers(source, target) == set()) is same


@given(st.text(max_size=50), st.text(max_size=50))
def test_only_numbers_are_lost(source: str, target: str) -> None:
    assert lost_numbers(source, target) <= numbers(source)
    assert made_up_numbers(source, target) <= numbers(target)
