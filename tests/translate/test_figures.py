from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.figures import in_english, put_right
from pipeline.translate.quantities import lost_numbers, made_up_numbers


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("de 2005 à 2007, a-t-il dit", "from 2005 to 207, he said", "from 2005 to 2007, he said"),
        ("plus de 100 000 visiteurs", "over 1000 visitors", "over 100,000 visitors"),
        ("400.000 cartes ont été émises", "4000,000 cards", "400,000 cards"),
        ("l'Euro 2012, en Pologne", "Euro 202 in Poland", "Euro 2012 in Poland"),
        ("près de 50 Boeing 777", "almost 50 Boeing 77-liners", "almost 50 Boeing 777-liners"),
    ],
)
def test_one_lost_for_one_made_up(source: str, target: str, right: str) -> None:
    assert put_right(source, target) == right


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("12 morts et 30 blessés", "12 dead and 30 injured"),  # nothing is wrong
        ("12 morts et 30 blessés", "13 dead and 31 injured"),  # which is which?
        ("12 morts", "dead"),  # nowhere to put it
        ("des morts", "12 dead"),  # nothing to put
        ("410 000 emplois", "410 00 jobs"),  # one number or two?
        ("12 morts hier", "13 dead, 13 in all"),  # in which place?
        ("en 1997", "in the A1998B model"),  # it is part of a name
        ("3,5 % de hausse", "a rise of 3.8 %"),  # half of a number
    ],
)
def test_in_doubt_nothing_is_done(source: str, target: str) -> None:
    assert put_right(source, target) is None


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("55 000 et 3 000", "55 000 and 3 000", "55,000 and 3,000"),
        ("3.064 points", "3.064 points", "3,064 points"),
        ("1.234.567 voix", "1.234.567 votes", "1,234,567 votes"),
        ("0,6 et 0,9%", "0,6 and 0.9%", "0.6 and 0.9%"),
        ("3,1416", "3,1416", "3.1416"),
        ("12.000", "12.000.", "12,000."),
    ],
)
def test_numbers_are_written_in_english(source: str, target: str, right: str) -> None:
    assert in_english(source, target) == right


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("5 000", "5,000"),  # it is already
        ("3,500", "3,500"),  # three decimals, or thousands that are English
        ("le 12.05.2016", "on 12.05.2016"),
        ("192.168.100.1", "192.168.100.1"),
        ("au 01 400 500 60", "at 01 400 500 60"),
        ("il y a 3 500", "3.500"),  # not as the French has it
        ("v3.064b", "v3.064b"),
        ("", "3.064"),
    ],
)
def test_what_may_be_english_or_no_number_is_left(source: str, target: str) -> None:
    assert in_english(source, target) == target


words = st.sampled_from(["le", "vote", "with", "3,5", "12.000", "40", "2012", "9", "15h30", "7-8"])


@given(st.lists(words, max_size=8), st.lists(words, max_size=8))
def test_what_is_put_right_is_right_and_nothing_else_is_touched(
    one: list[str], other: list[str]
) -> None:
    source, target = " ".join(one), " ".join(other)
    made = put_right(source, target)
    if made is None:
        return
    assert not lost_numbers(source, made)
    assert not made_up_numbers(source, made)
    assert re.sub(r"[\d.,]+", "0", made) == re.sub(r"[\d.,]+", "0", target)
