from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.dates import MONTHS, WEEKDAYS, Dates
from pipeline.checks.termbase import EMPTY

FRENCH_MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]
FRENCH_DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def check(source: str, target: str) -> list[Finding]:
    return [*Dates()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("jeudi 1er octobre", "Thursday, October 1"),
        ("les 3 et 4 octobre", "October 3 and 4"),
        ("les 3 et 4 octobre", "the 3rd and 4th of October"),
        ("du 3 au 14 mai", "from 3 to 14 May"),
        ("en mars", "in March"),
        ("lundi prochain", "next Monday"),
        ("le 11/09/2001", "on September 11, 2001"),
        ("le 11 sept. 2001", "on Sept. 11, 2001"),
        ("12 nov. (AFP)", "Nov 12 (AFP)"),
        ("Il peut marcher", "He may march"),
        ("tous les dimanches", "on Sundays"),
        ("dans la nuit de dimanche", "on Saturday night"),
        ("Mars, la planète", "the planet Mars"),
        ("", ""),
    ],
)
def test_right_pairs_pass(source: str, target: str) -> None:
    assert check(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "message", "severity"),
    [
        ("mardi", "Monday", '"mardi" is "Monday" in the English, not Tuesday.', Severity.ERROR),
        ("en mai", "in June", '"mai" is "June" in the English, not May.', Severity.ERROR),
        ("mardi", "then", '"mardi" (Tuesday) is not in the English.', Severity.WARNING),
        ("hier", "on Monday", '"Monday" is not in the French.', Severity.WARNING),
        (
            "le 3 octobre",
            "October 4",
            'Day "3" of October is "4" in the English.',
            Severity.ERROR,
        ),
        ("le 3 octobre", "October", 'Day "3" of October is not in the English.', Severity.ERROR),
        (
            "dans la nuit de dimanche",
            "on Thursday night",
            '"dimanche" is "Thursday" in the English, not Sunday.',
            Severity.ERROR,
        ),
    ],
)
def test_wrong_pairs_are_named(source: str, target: str, message: str, severity: Severity) -> None:
    (finding,) = check(source, target)
    assert (finding.message, finding.severity) == (message, severity)
    for text, spans in ((source, finding.source), (target, finding.target)):
        for start, end in spans:
            assert f'"{text[start:end]}"' in message


def test_a_day_elsewhere_does_not_stand_for_the_day_of_the_month() -> None:
    assert check("le 3 octobre, 4 morts", "October 4, 3 dead")


dates = st.tuples(st.integers(1, 12), st.integers(1, 28), st.integers(0, 6))


@given(dates, dates)
def test_dates_agree_exactly_when_equal(
    one: tuple[int, int, int], two: tuple[int, int, int]
) -> None:
    source = f"{FRENCH_DAYS[one[2]]} {one[1]} {FRENCH_MONTHS[one[0] - 1]}, dit-il"
    target = f"he says on {WEEKDAYS[two[2]]}, {MONTHS[two[0] - 1]} {two[1]}"
    assert bool(check(source, target)) == (one != two)
