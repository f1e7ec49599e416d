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
        ("Garry Mc Carthy a parlé lundi.", "Garry McCarthy spoke on Monday."),
        ("Il vit à Providence (Rhode Island).", "He lives in Providence, RI."),
        ("Elle est sénatrice (Virginie).", "She is a senator (Va.)."),
        ("Le public d'Angleterre a applaudi.", "The English public applauded."),
        ("Le colonialisme du XIXème siècle.", "Nineteenth-century colonialism."),
        ("L'Allemagne de l'Est a disparu.", "The German Democratic Republic vanished."),
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


@pytest.mark.parametrize(
    ("french", "english", "flagged"),
    [
        ("Selon Peter Englund, tout va.", "All is well, Mr. Englund says.", False),
        ("Le porte-parole de Richard D. Lugar ment.", "Lugar's spokesman is lying.", False),
        ("Le chef de la firme, Thomas J. Watson Sr.", "The company's head, J. Watson Sr.", True),
        ("Le ministre a vu Peter Englund.", "The minister saw Grenoble Englund.", True),
    ],
)
def test_a_given_name_may_be_left_out_but_not_changed(
    findings: Findings, french: str, english: str, flagged: bool
) -> None:
    assert bool(findings(Names(), french, english)) is flagged


def test_the_people_of_a_place_stand_for_it_only_where_they_are_not_their_own() -> None:
    from pipeline.article import Role
    from pipeline.checks.base import Row
    from pipeline.checks.names import candidates
    from pipeline.checks.termbase import load_termbase

    def lost(french: str) -> list[str]:
        row = Row("p1.s1", Role.PARAGRAPH, french, "He met the English ambassador yesterday.")
        return [one.text for one in candidates(row, load_termbase())]

    assert "Angleterre" not in lost("Il a rencontré hier l'ambassadeur d'Angleterre.")
    assert "Angleterre" in lost("Il a vu hier en Angleterre l'ambassadeur anglais.")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le maire de Lyon a vu Angela Merkel.", "The mayor of Lyon saw Angela Merkel."),
        ("Lundi, M. Obama a quitté Dakar.", "On Monday Mr Obama left Dakar."),
        ("Le maire de Lyon a vu Angela Merkel.", "The mayor of Lyon saw her."),
        ("Dakar accueille le sommet.", "The summit is held."),
        ("Lyon bat Lyon.", "Lyon beats itself."),
        ("L'A320 a décollé.", "The A330 took off."),
        ("Il vit aux U.S.", "He lives there."),
        ("", ""),
    ],
)
def test_the_quick_look_hides_no_candidate(french: str, english: str) -> None:
    from pipeline.article import Role
    from pipeline.checks import names
    from pipeline.checks.base import Row
    from pipeline.checks.termbase import EMPTY

    row = Row("p1.s1", Role.PARAGRAPH, french, english)
    assert not (names._agree(row) and names.candidates(row, EMPTY))


def test_a_name_said_less_often_is_seen_in_its_english_form_too() -> None:
    from pipeline.article import Role
    from pipeline.checks.base import Row
    from pipeline.checks.names import candidates
    from pipeline.checks.termbase import load_termbase

    french = "À Londres, le vote est libre, et le maire de Londres attend."
    rows = [
        Row("p1.s1", Role.PARAGRAPH, french, english)
        for english in (
            "In London the vote is free, and London's mayor waits.",
            "In London the vote is free, and the mayor of waits.",
        )
    ]
    kinds = [[one.kind for one in candidates(row, load_termbase())] for row in rows]
    assert kinds == [[], ["few"]]


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
