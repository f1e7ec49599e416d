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
        ("Le suspect serait en fuite.", "The suspect is on the run.", "serait"),
        ("L'entreprise compterait 300 salariés.", "The company has 300 employees.", "compterait"),
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
        ("Le suspect serait en fuite.", "The suspect is thought to be on the run."),
        ("Si la loi passait, elle serait un succès.", "The law is a success if it is passed."),
        ("Il a dit qu'il serait là.", "He said that he was to be there."),
        ("Il considérait la question.", "He considered the matter."),
        ("Ils sont nommés selon le modèle allemand.", "They are chosen in the German way."),
        ("Le jour d'après la fête, il pleuvait.", "The day after the feast it rained."),
        (
            "L'accord selon lequel la dette serait effacée est signé.",
            "The deal to wipe out the debt is signed.",
        ),
    ],
)
def test_a_source_kept_in_other_words(findings: Findings, french: str, english: str) -> None:
    assert findings(Attribution(), french, english) == []


def test_two_speakers_that_changed_places_are_shown(findings: Findings) -> None:
    french = "« Nous partirons », a déclaré M. Dupont à l'envoyé de M. Martin."
    english = "“We will leave,” said Mr Martin to the envoy of Mr Dupont."
    (found,) = findings(Attribution(), french, english)
    assert [french[a:b] for a, b in found.source] == ["Dupont"]
    assert [english[a:b] for a, b in found.target] == ["Martin"]


@pytest.mark.parametrize(
    "english",
    [
        "“We will leave,” said Mr Dupont to the envoy of Mr Martin.",
        "“We will leave,” he said to the envoy of Mr Martin.",
        "“We will leave,” Mr Dupont told the envoy of Mr Martin.",
    ],
)
def test_a_speaker_who_still_speaks_is_fine(findings: Findings, english: str) -> None:
    french = "« Nous partirons », a déclaré M. Dupont à l'envoyé de M. Martin."
    assert findings(Attribution(), french, english) == []
