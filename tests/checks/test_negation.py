from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Severity
from pipeline.checks.base import Check, Finding
from pipeline.checks.negation import Negation

Findings = Callable[[Check, str, str], list[Finding]]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Il n'est pas venu à Londres.", "He did not come to London."),
        (
            "Le gouvernement n'a pas respecté l'accord.",
            "The government failed to respect the deal.",
        ),
        ("Elle n'a qu'un fils.", "She has only one son."),
        ("Il est sans doute parti.", "He has probably left."),
        ("Non seulement il a perdu, mais il est parti.", "He lost and left, too."),
        ("C'est inacceptable pour nous.", "It is not acceptable to us."),
        ("Les secours ont cherché en vain.", "Rescuers found nothing."),
    ],
)
def test_negation_kept_in_other_words(findings: Findings, french: str, english: str) -> None:
    assert findings(Negation(), french, english) == []


@pytest.mark.parametrize(
    ("french", "english", "span"),
    [
        ("La Russie n'a pas bombardé l'hôpital.", "Russia bombed the hospital.", "n'a pas"),
        ("Il ne viendra jamais.", "He will come.", "ne viendra jamais"),
        (
            "Le ministre n'a pas voulu commenter cette affaire.",
            "The minister did want to comment on this case.",
            "n'a pas",
        ),
    ],
)
def test_a_negation_lost_is_shown_in_the_french(
    findings: Findings, french: str, english: str, span: str
) -> None:
    (found,) = findings(Negation(), french, english)
    assert [french[a:b] for a, b in found.source] == [span]
    assert found.severity is Severity.WARNING


def test_a_negation_from_nowhere_is_shown_in_the_english(findings: Findings) -> None:
    english = "The cat is not black."
    (found,) = findings(Negation(), "Le chat est noir.", english)
    assert [english[a:b] for a, b in found.target] == ["not"]
