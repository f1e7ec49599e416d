from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.negation_words import denying, lowered, negations, stranded


@given(st.text())
def test_every_letter_stays_at_its_place(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize(
    ("french", "found"),
    [
        ("Il ne viendra PAS.", ["ne viendra pas"]),
        ("Ni lui ni elle ne viendront.", ["ni lui ni elle ne "]),
        ("Il est sans doute parti sans elle.", ["sans"]),
        ("Elle n'a qu'un fils.", []),
        ("Cela fait longtemps que nous ne l'avions pas vu.", []),
        ("C'est plus cher qu'il ne le pensait.", []),
        ("Il a dit autre chose que ce qu'il ne veut pas dire.", ["ne veut pas"]),
        ("Ce ne sont pas que des mots.", []),
        ("La transition n'est plus qu'une farce.", []),
        ("Il avance à petits pas.", []),
    ],
)
def test_the_negations_of_the_french(french: str, found: list[str]) -> None:
    assert [match[0] for match in negations(french)] == found


@pytest.mark.parametrize(
    ("english", "many"),
    [
        ("he did not see nobody", 2),
        ("not only this", 0),
        ("there is no. 5 and no 5", 0),
        ("nothing.", 1),
        ("they don't know", 1),
        ("another note, northern and known", 0),
        ("neither he nor she", 2),
    ],
)
def test_the_negations_of_the_english(english: str, many: int) -> None:
    assert len(denying().findall(english)) == many


@pytest.mark.parametrize(
    ("english", "misses"),
    [
        ("they did arrive", True),
        ("he does know", True),
        ("what they do", False),
        ("they want to do whatever is right", False),
        ("they can do without rules", False),
        ("he did not do enough", False),
    ],
)
def test_a_do_that_has_lost_its_not(english: str, misses: bool) -> None:
    assert bool(stranded().search(english)) is misses
