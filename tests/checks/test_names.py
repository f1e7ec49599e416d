from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from pipeline.article import Severity
from pipeline.checks.base import Check, Finding
from pipeline.checks.names import Names

Findings = Callable[[Check, str, str], list[Finding]]
TOWNS = ["Grenoble", "Bordeaux", "Madrid", "Varsovie", "Dakar", "Kaboul", "Osaka", "Lima"]
ENGLISH = {"Varsovie": "Warsaw", "Kaboul": "Kabul"}


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Il a quitté Grenoble pour Genève hier.", "He left Grenoble for Geneva yesterday."),
        ("Le ministre irakien a vu M. Hollande.", "The Iraqi minister saw Mr Hollande."),
        ("Les Genevois ont reçu Sergueï Lavrov.", "The Genevans received Sergei Lavrov."),
        ("Merkel a salué l'accord de l'UE.", "Merkel welcomed the EU's agreement."),
        ("TOUT EST CALME À BEYROUTH CE SOIR", "ALL IS QUIET IN BEIRUT TONIGHT"),
    ],
)
def test_names_in_other_spellings_are_the_same(
    findings: Findings, french: str, english: str
) -> None:
    assert findings(Names(), french, english) == []


@pytest.mark.parametrize(
    ("french", "english", "source", "target"),
    [
        (
            "Le ministre a quitté la ville de Grenoble lundi matin.",
            "The minister left the town of Bordeaux on Monday morning.",
            ["Grenoble"],
            ["Bordeaux"],
        ),
        (
            "Le ministre a reçu Angela Merkel à Berlin lundi.",
            "The minister received in Berlin on Monday.",
            ["Angela Merkel"],
            [],
        ),
        (
            "Selon le porte-parole, l'avion venait de Grèce.",
            "According to the spokesman, the plane came from .",
            ["Grèce"],
            [],
        ),
    ],
)
def test_a_name_changed_or_lost_is_named_with_its_spans(
    findings: Findings, french: str, english: str, source: list[str], target: list[str]
) -> None:
    (found,) = findings(Names(), french, english)
    assert [french[a:b] for a, b in found.source] == source
    assert [english[a:b] for a, b in found.target] == target
    assert all(f'"{name}"' in found.message for name in (*source, *target))
    assert found.severity in {Severity.WARNING, Severity.ERROR}


def test_swapped_names_are_caught() -> None:
    from pipeline.article import Role
    from pipeline.checks.base import Context, Row
    from pipeline.checks.termbase import load_termbase

    draw, context = random.Random(4), Context(load_termbase())
    caught = 0
    for _ in range(60):
        town, other = draw.sample(TOWNS, 2)
        french = f"Le ministre a quitté la ville de {town} lundi."
        right = f"The minister left the city of {ENGLISH.get(town, town)} on Monday."
        swapped = right.replace(ENGLISH.get(town, town), ENGLISH.get(other, other))
        rows = [Row("p1.s1", Role.PARAGRAPH, french, english) for english in (right, swapped)]
        assert list(Names()(rows[0], context)) == []
        caught += bool(list(Names()(rows[1], context)))
    assert caught >= 50  # Dakar and Osaka may be two spellings of one name, by their sound
