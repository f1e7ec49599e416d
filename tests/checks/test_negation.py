from __future__ import annotations

import json
from collections.abc import Callable
from math import isfinite

import pytest

from pipeline.article import Role, Severity
from pipeline.checks.base import Check, Finding, Row
from pipeline.checks.negation import FILE, Negation, words_of

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
        ("La loi n'a pas encore été adoptée.", "The law has yet to be adopted."),
        ("Le ministre a démenti cette rumeur.", "The minister dismissed this rumour."),
        ("Il a nié les faits.", "He denied the charges."),
        ("Le dernier empereur vivait en Iran.", "The last emperor lived in Iran."),
        ("La manifestation a été interdite.", "The demonstration was banned."),
        ("Il n'exclut pas un accord.", "He does not rule out a deal."),
        ("Il n'est pas clair s'il viendra.", "It is unclear whether he will come."),
        ("La question n'est pas réglée.", "The matter is unresolved."),
        ("La police n'a pas tardé à intervenir.", "The police quickly intervened."),
        ("Il n'est pas étranger à cette décision.", "He had his share in this decision."),
        ("La ville est plus grande qu'elle ne l'était.", "The town is larger than it was."),
        ("On ignore si l'accord tient ou non.", "Nobody knows whether the deal holds."),
        ("Il habite tout près de la gare.", "He lives not far from the station."),
        ('"This is not the end", a-t-il dit.', '"This is not the end," he said.'),
    ],
)
def test_negation_kept_in_other_words(findings: Findings, french: str, english: str) -> None:
    assert findings(Negation(), french, english) == []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        # What stands before or beside it looks like one that says nothing.
        (
            "Le pire est que cette famille ne prend pas de petit déjeuner.",
            "The worst is that this family takes breakfast.",
        ),
        ("Il ne dit pas que le train est parti.", "He does say that the train has left."),
        ("Les trains ne sont pas arrivés hier.", "The trains did arrive yesterday."),
    ],
)
def test_a_negation_beside_harmless_words_is_asked_for(
    findings: Findings, french: str, english: str
) -> None:
    (found,) = findings(Negation(), french, english)
    assert "may have lost it" in found.message


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


@pytest.mark.parametrize(
    ("french", "english", "verb"),
    [
        ("Le ministre a démenti cette rumeur.", "The minister spread this rumour.", "a démenti"),
        ("Elle a nié les faits.", "She confessed to the charges.", "a nié"),
        ("La marche est interdite.", "The march is permitted.", "interdite"),
        ("Paris refuse de payer la rançon.", "Paris accepts to pay the ransom.", "refuse"),
    ],
)
def test_a_denial_that_got_lost_is_shown_in_the_french(
    findings: Findings, french: str, english: str, verb: str
) -> None:
    (found,) = findings(Negation(), french, english)
    assert [french[a:b] for a, b in found.source] == [verb]


def test_every_weight_of_a_word_is_a_number() -> None:
    tables = json.loads(FILE.read_text("utf-8"))
    row = Row("p1.s1", Role.PARAGRAPH, "Il n'est pas venu.", "He did not come.")
    assert set(tables) == set(words_of(row))
    assert all(isfinite(weight) for table in tables.values() for weight in table.values())
