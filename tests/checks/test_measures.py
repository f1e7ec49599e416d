from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.checks.base import Check, Finding
from pipeline.checks.numbers import Numbers

Findings = Callable[[Check, str, str], list[Finding]]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("un oléoduc de 2.735 km", "a 1,700-mile pipeline"),
        ("un sac de 20 kg", "a bag of 44 pounds"),
        ("ces 18 derniers mois", "the last one and a half years"),
        ("au bout d'une heure et quart", "after 75 minutes"),
        ("dans un délai de 24 heures", "within a day"),
        ("dans les 48 heures", "within two days"),
        ("pendant 6 mois", "for half a year"),
        ("une demi-journée", "12 hours"),
        ("dans 15 jours", "in two weeks"),
        ("dans 8 jours", "in a week"),
        ("une peine de 120 mois", "a sentence of 10 years"),
    ],
)
def test_the_same_in_another_measure(findings: Findings, french: str, english: str) -> None:
    assert findings(Numbers(), french, english) == []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("un oléoduc de 2.735 km", "a 2,735-mile pipeline of 1,200 feet"),
        ("dans un délai de 24 heures", "within two days"),
        ("pendant 18 mois", "for two years"),
        ("pendant 24 heures", "during the day"),
        ("dans 15 jours", "in three weeks"),
    ],
)
def test_another_quantity(findings: Findings, french: str, english: str) -> None:
    assert findings(Numbers(), french, english)
