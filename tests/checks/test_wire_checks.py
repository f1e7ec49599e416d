"""Names, negation, quotes, attribution and terms, on pairs of our own and on ugly input."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.attribution import Attribution
from pipeline.checks.base import Check, Context, Finding, Row
from pipeline.checks.names import Names, skeleton
from pipeline.checks.negation import Negation
from pipeline.checks.quotes import Quotes
from pipeline.checks.termbase import load_termbase
from pipeline.checks.terms import Terms, Use

TERMBASE = load_termbase()
CHECKS: tuple[Check, ...] = (Names(), Negation(), Quotes(), Attribution(), Terms())


def findings(check: Check, french: str, english: str) -> list[Finding]:
    row = Row("p1.s1", Role.PARAGRAPH, french, english)
    return list(check(row, Context(TERMBASE, (row,))))


RIGHT = [
    (
        "Le président Vladimir Poutine est arrivé à Pékin.",
        "President Vladimir Putin is in Beijing.",
    ),
    ("Selon l'OTAN, les États-Unis ont prévenu l'ONU.", "According to NATO, the US warned the UN."),
    ("Les Nations unies ont aidé la Grèce.", "The United Nations helped Greece."),
    ("Mouammar Kadhafi a fui Tripoli.", "Moammar Gaddafi has fled Tripoli."),
    ("Il n'est pas venu à Londres.", "He did not come to London."),
    ("L'accord est impossible sans eux.", "The deal is impossible without them."),
    ("Elle n'a qu'un fils, Karim.", "She has only one son, Karim."),
    ("« C'est une bonne nouvelle », a-t-il dit.", "“It is good news,” he said."),
    (
        "Le train aurait été attaqué par des rebelles.",
        "The train was reportedly attacked by rebels.",
    ),
    ("Il aurait gagné s'il avait couru.", "He would have won had he run."),
]


@pytest.mark.parametrize(("french", "english"), RIGHT)
def test_right_pairs_are_left_alone(french: str, english: str) -> None:
    for check in CHECKS:
        assert findings(check, french, english) == [], check.id


WRONG = [
    (
        Names(),
        "Le ministre a reçu Angela Merkel à Berlin.",
        "The minister met Theresa May in Berlin.",
    ),
    (Names(), "Le ministre a reçu Angela Merkel à Berlin.", "The minister met her in Berlin."),
    (Names(), "Il a quitté la ville de Grenoble hier.", "He left the town of Bordeaux yesterday."),
    (Negation(), "La Russie n'a pas bombardé l'hôpital.", "Russia bombed the hospital."),
    (Negation(), "Il ne viendra jamais.", "He will come."),
    (Negation(), "Le chat est noir.", "The cat is not black."),
    (Quotes(), "« Nous allons tous gagner demain », dit-il.", "We will all win tomorrow, he says."),
    (
        Quotes(),
        "« Nous allons tous gagner demain », dit-il.",
        '"We will all win tomorrow, he says.',
    ),
    (Quotes(), "Il a gagné hier.", '"He won the race yesterday."'),
    (Attribution(), "Le train est parti, a-t-il déclaré.", "The train has left."),
    (Attribution(), "Le train aurait été attaqué.", "The train was attacked."),
]


@pytest.mark.parametrize(("check", "french", "english"), WRONG)
def test_wrong_pairs_are_flagged(check: Check, french: str, english: str) -> None:
    found = findings(check, french, english)
    assert found
    for one in found:
        assert all(0 <= a < b <= len(french) for a, b in one.source)
        assert all(0 <= a < b <= len(english) for a, b in one.target)


def test_a_name_changed_is_an_error_with_both_spans() -> None:
    french, english = "Il a quitté la ville de Grenoble.", "He left the town of Bordeaux."
    (found,) = findings(Names(), french, english)
    assert found.severity is Severity.ERROR
    assert [french[a:b] for a, b in found.source] == ["Grenoble"]
    assert [english[a:b] for a, b in found.target] == ["Bordeaux"]


def test_skeleton_hears_through_transliterations() -> None:
    for french, english in (("khrouchtchev", "khrushchev"), ("netanyahou", "netanyahu")):
        assert skeleton(french) == skeleton(english)
    assert skeleton("merkel") != skeleton("sarkozy")


def test_a_quotation_that_runs_on_from_the_row_before() -> None:
    rows = (
        Row("p1.s1", Role.PARAGRAPH, "« Nous partons demain matin.", "“We leave tomorrow morning."),
        Row("p1.s2", Role.PARAGRAPH, "Tout est prêt.", '"All of it is ready."'),
    )
    context = Context(TERMBASE, rows)
    assert list(Quotes()(rows[1], context)) == []
    assert list(Quotes()(rows[1], Context(TERMBASE, rows[1:])))


def test_terms_hit_inflected_missed(tmp_path: Path) -> None:
    path = tmp_path / "termbase.yaml"
    path.write_text("terms:\n  sapeur-pompier: firefighter\n  laïcité: keep\n", "utf-8")
    rows = (
        Row("a", Role.PARAGRAPH, "Un sapeur-pompier.", "A firefighter."),
        Row("b", Role.PARAGRAPH, "Des sapeurs-pompiers.", "Some firefighters."),
        Row("c", Role.PARAGRAPH, "La laïcité.", "Secularism."),
    )
    context = Context(load_termbase(path), rows)
    assert [(u.row, u.use) for u in Terms().usage(rows, context)] == [
        ("a", Use.HIT),
        ("b", Use.INFLECTED),
        ("c", Use.MISSED),
    ]
    (found,) = Terms()(rows[2], context)
    assert found.severity is Severity.ERROR
    assert rows[2].source[slice(*found.source[0])] == "laïcité"


UGLY = [
    "",
    " ",
    "\x00\x07",
    "😀 😀",
    "\u200fشكرا\u200e",
    "a|b",
    "12\u00a0000\u202f%",
    '"',
    "« »",
    "N'",
    "É.",
]


@pytest.mark.parametrize("french", UGLY)
@pytest.mark.parametrize("english", UGLY)
def test_ugly_rows_do_not_raise(french: str, english: str) -> None:
    for check in CHECKS:
        for one in findings(check, french, english):
            assert one.message


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gives_findings_within_it(french: str, english: str) -> None:
    for check in CHECKS:
        for one in findings(check, french, english):
            assert all(0 <= a <= b <= len(french) for a, b in one.source)
            assert all(0 <= a <= b <= len(english) for a, b in one.target)


def test_a_paragraph_of_thousands_of_words() -> None:
    french = "Le président Nicolas Dupont n'est pas à Londres « aujourd'hui », dit Anne. " * 400
    english = "President Nicolas Dupont is not in London “today”, says Anne. " * 400
    for check in CHECKS:
        assert findings(check, french, english) == []


TOWNS = ["Grenoble", "Bordeaux", "Madrid", "Varsovie", "Dakar", "Kaboul", "Osaka", "Lima"]
ENGLISH = {"Varsovie": "Warsaw", "Kaboul": "Kabul"}


def test_planted_names_and_negations_are_caught() -> None:
    draw = random.Random(4)
    names = negations = 0
    for _ in range(60):
        town, other = draw.sample(TOWNS, 2)
        french = f"Le ministre n'a pas quitté la ville de {town} lundi."
        right = f"The minister did not leave the city of {ENGLISH.get(town, town)} on Monday."
        assert findings(Names(), french, right) == []
        assert findings(Negation(), french, right) == []
        swapped = right.replace(ENGLISH.get(town, town), ENGLISH.get(other, other))
        names += bool(findings(Names(), french, swapped))
        negations += bool(findings(Negation(), french, right.replace("did not leave", "left")))
    assert names >= 54
    assert negations >= 51
