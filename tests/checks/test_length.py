from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.length import Length, deviation
from pipeline.checks.termbase import EMPTY

FRENCH = (
    "Le président de la commission a souligné mercredi que les négociations entre les deux pays "
    "avaient avancé, malgré les nombreuses difficultés rencontrées depuis le début de l'année."
)


def findings(source: str, target: str) -> list[Finding]:
    return list(Length()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


def test_no_english_at_all_is_an_error() -> None:
    (found,) = findings(FRENCH, " \u00a0")
    assert found.severity is Severity.ERROR
    assert found.source == ((0, len(FRENCH)),)


def test_far_too_short_and_far_too_long_are_told_apart() -> None:
    (short,) = findings(FRENCH, "The chairman spoke on Wednesday.")
    (long,) = findings("Il est venu hier soir.", "He came " + "and then he went away again " * 5)
    assert "short" in short.message
    assert "(32 characters for" in short.message
    assert "long" in long.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            FRENCH,
            (
                "The chairman of the commission stressed on Wednesday that the talks between the "
                "two countries had moved on despite the many difficulties met since January."
            ),
        ),
        ("Non.", "No."),
        ("Oui, bien sûr.", "Of course."),
        ("", ""),
        ("", "Something"),
    ],
)
def test_usual_lengths_are_fine(source: str, target: str) -> None:
    assert findings(source, target) == []


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(1, 500))
def test_more_english_never_looks_shorter(french: int, english: int, more: int) -> None:
    assert deviation(french, english) <= deviation(french, english + more)
