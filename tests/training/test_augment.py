"""Disturbed pairs still say the same on both sides."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.augment import capitals_without_accents, disturb, renumber, title, upper


def _digits(text: str) -> list[str]:
    return re.findall("[0-9]+", text)


@given(st.integers(), st.lists(st.integers(0, 99_999), min_size=1, max_size=4))
def test_numbers_change_alike_on_both_sides(seed: int, values: list[int]) -> None:
    french = " et ".join(f"{value} morts" for value in values)
    english = " and ".join(f"{value} dead" for value in values)
    new_french, new_english = renumber(french, english, random.Random(seed))
    assert _digits(new_french) == _digits(new_english)
    assert [len(d) for d in _digits(new_french)] == [len(d) for d in _digits(french)]
    assert re.sub("[0-9]", "", new_french) == re.sub("[0-9]", "", french)


def test_numbers_that_differ_are_left_alone() -> None:
    pair = ("le 3 octobre", "the third of October")
    assert renumber(*pair, random.Random(1)) == pair


def test_years_stay_years() -> None:
    for seed in range(50):
        french, _ = renumber("en 1998", "in 1998", random.Random(seed))
        assert 1900 <= int(_digits(french)[0]) < 2030


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (capitals_without_accents("États-Unis, où À"), "Etats-Unis, où A"),
        (upper("l'été à Évian", accents=True), "L'ÉTÉ À ÉVIAN"),
        (upper("l'été à Évian", accents=False), "L'ETE A EVIAN"),
        (title("le président d'Égypte"), "Le Président D'Égypte"),
    ],
)
def test_what_wires_do_to_letters(made: str, expected: str) -> None:
    assert made == expected


def test_most_pairs_stay_as_they_are_and_targets_keep_their_words() -> None:
    rng = random.Random(7)
    pair = ("Le ministre a démenti.", "The minister denied it.")
    made = [disturb(*pair, rng) for _ in range(2_000)]
    assert 0.8 < sum(one == pair for one in made) / len(made) < 0.97
    assert {english.rstrip(".") for _, english in made} == {"The minister denied it"}
    assert len({french for french, _ in made}) > 3
