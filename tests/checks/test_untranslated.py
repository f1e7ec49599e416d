from __future__ import annotations

import pytest

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.termbase import EMPTY
from pipeline.checks.untranslated import Untranslated


def findings(source: str, target: str) -> list[Finding]:
    return list(Untranslated()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


FRENCH = "Le gouvernement a décidé de reporter la réforme des retraites à l'année prochaine."


def test_a_row_left_in_french_is_an_error() -> None:
    (found,) = findings(FRENCH, FRENCH)
    assert found.severity is Severity.ERROR
    assert found.message == "The sentence was left in French."
    assert found.source == found.target != ()


@pytest.mark.parametrize(
    ("target", "left"),
    [
        (
            "The government has decided de reporter la réforme des retraites à l'année prochaine.",
            "réforme des retraites",
        ),
        ("The government a décidé de reporter la pension reform to next year.", "décidé"),
    ],
)
def test_a_part_left_in_french_is_shown_where_it_is(target: str, left: str) -> None:
    (found,) = findings(FRENCH, target)
    ((start, end),) = found.target
    assert left in target[start:end]
    assert "government" not in target[start:end]


def test_french_in_capitals_is_seen() -> None:
    text = "LE MINISTRE DES AFFAIRES ÉTRANGÈRES EST DANS LA VILLE"
    assert findings(text, text)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (FRENCH, "The government has decided to put off the pension reform until next year."),
        (
            "Marine Le Pen a parlé au Monde et à La Voix du Nord.",
            "Marine Le Pen spoke to Le Monde and La Voix du Nord.",
        ),
        (
            "Le Tour de France passe par Saint-Rémy-de-Provence et Aix-en-Provence.",
            "The Tour de France goes through Saint-Rémy-de-Provence and Aix-en-Provence.",
        ),
        (
            "Il a chanté « Non, je ne regrette rien » au café.",
            "He sang a song in a café with a certain joie de vivre.",
        ),
        ("Médecins sans frontières est là.", "Médecins Sans Frontières is there."),
        ("", ""),
        ("Oui.", "Yes."),
        ("Émile Zola", "Émile Zola"),
    ],
)
def test_names_titles_and_loan_words_are_fine(source: str, target: str) -> None:
    assert findings(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "left"),
    [
        ("L'opératrice définitivement condamnée", "The operator définitivement condemned", True),
        ("Les députés ont voté.", "The députés voted.", True),
        ("Il prend un café.", "He takes a café.", False),
        ("M. Müller est arrivé à Orléans.", "Mr Müller arrived in Orléans.", False),
    ],
)
def test_one_word_with_its_accents_is_enough(source: str, target: str, left: bool) -> None:
    row = Row("p1.s1", Role.PARAGRAPH, source, target)
    assert bool(list(Untranslated()(row, Context(EMPTY)))) is left
