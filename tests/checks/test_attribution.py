from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.checks.attribution import Attribution
from pipeline.checks.base import Check, Finding

Findings = Callable[[Check, str, str], list[Finding]]


@pytest.mark.parametrize(
    ("french", "english", "span"),
    [
        ("Le train est parti, a-t-il déclaré.", "The train has left.", "a-t-il déclaré"),
        ("Le train aurait été attaqué.", "The train was attacked.", "aurait été attaqué"),
        ("Selon la police, il est mort.", "The man died.", "Selon la"),
    ],
)
def test_a_source_or_a_rumour_lost(
    findings: Findings, french: str, english: str, span: str
) -> None:
    (found,) = findings(Attribution(), french, english)
    ((start, end),) = found.source
    assert french[start:end].startswith(span)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le train est parti, a-t-il déclaré.", "The train has left, he told reporters."),
        ("Le train aurait été attaqué.", "The train was reportedly attacked."),
        ("Il aurait gagné s'il avait couru.", "He would have won had he run."),
    ],
)
def test_a_source_kept_in_other_words(findings: Findings, french: str, english: str) -> None:
    assert findings(Attribution(), french, english) == []
