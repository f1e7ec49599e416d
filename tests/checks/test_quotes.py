from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Role
from pipeline.checks.base import Check, Context, Finding, Row
from pipeline.checks.quotes import Quotes
from pipeline.checks.termbase import EMPTY

Findings = Callable[[Check, str, str], list[Finding]]
LONG = (
    '"Nous avons perdu toutes nos maisons et toutes nos récoltes cette année", a dit hier le maire '
    "devant les habitants du village."
)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("« C'est une bonne nouvelle », a-t-il dit.", "“It is good news,” he said."),
        # Straight marks are dropped and misplaced by people; nothing that was said is missing.
        ('Il a parlé de "la fin de la crise".', "He spoke of the end of the crisis."),
        ("Un écran de 5 pouces", 'A 5" screen'),
        (
            "Le sénateur se réjouit de son travail, dit-elle.",
            '"The senator enjoys work," she said.',
        ),
    ],
)
def test_marks_that_mislead_nobody_are_left_alone(
    findings: Findings, french: str, english: str
) -> None:
    assert findings(Quotes(), french, english) == []


@pytest.mark.parametrize(
    ("french", "english", "part"),
    [
        (
            "« Nous allons tous gagner demain », dit-il.",
            "We will all win tomorrow, he says.",
            "are missing",
        ),
        (
            "« Nous allons tous gagner demain », dit-il.",
            '"We will all win tomorrow, he says.',
            "left open",
        ),
        ("Il a gagné hier.", '"He won the race yesterday."', "the French has not"),
        (LONG, "The mayor said yesterday to the people.", "are missing"),
        (LONG, '"We have lost all, said the mayor.', "left open"),
    ],
)
def test_quotations_lost_left_open_or_invented(
    findings: Findings, french: str, english: str, part: str
) -> None:
    (found,) = findings(Quotes(), french, english)
    assert part in found.message


def test_a_quotation_that_runs_on_from_the_row_before() -> None:
    rows = (
        Row("p1.s1", Role.PARAGRAPH, "« Nous partons demain matin.", "“We leave tomorrow morning."),
        Row("p1.s2", Role.PARAGRAPH, "Tout est prêt.", '"All of it is ready."'),
    )
    assert list(Quotes()(rows[1], Context(EMPTY, rows))) == []
    assert list(Quotes()(rows[1], Context(EMPTY, rows[1:])))
