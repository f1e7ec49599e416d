"""What holds for every check: right pairs are left alone, no text breaks one, spans lie inside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Role
from pipeline.checks import CHECKS
from pipeline.checks.base import Check, Context, Finding, Row
from pipeline.checks.termbase import load_termbase

Findings = Callable[[Check, str, str], list[Finding]]
TERMBASE = load_termbase()
RIGHT = [
    (
        "Le président Vladimir Poutine est arrivé à Pékin.",
        "President Vladimir Putin has arrived in Beijing.",
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
    ("Les Français ont voté dimanche.", "The French voted on Sunday."),
]
UGLY = [
    *("", " ", "\x00\x07", "😀 😀", "\u200fشكرا\u200e", "a|b", "12\u00a0000\u202f%", '"', "« »"),
    *("N'", "É.", "U.S.", "’s", "--", "M. M. M."),
]


@pytest.mark.parametrize(("french", "english"), RIGHT)
def test_right_pairs_are_left_alone(findings: Findings, french: str, english: str) -> None:
    for check in CHECKS:
        assert findings(check, french, english) == [], check.id


@pytest.mark.parametrize("french", UGLY)
@pytest.mark.parametrize("english", UGLY)
def test_ugly_rows_do_not_raise(findings: Findings, french: str, english: str) -> None:
    for check in CHECKS:
        for one in findings(check, french, english):
            assert one.message


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gives_findings_within_it(french: str, english: str) -> None:
    row = Row("p1.s1", Role.PARAGRAPH, french, english)
    for check in CHECKS:
        for one in check(row, Context(TERMBASE, (row,))):
            assert all(0 <= a <= b <= len(french) for a, b in one.source)
            assert all(0 <= a <= b <= len(english) for a, b in one.target)


@pytest.mark.parametrize("identifier", ["names", "negation", "quotes", "attribution", "terms"])
def test_a_paragraph_of_thousands_of_words(findings: Findings, identifier: str) -> None:
    french = "Le président Nicolas Dupont n'est pas à Londres « aujourd'hui », dit Anne. " * 400
    english = "President Nicolas Dupont is not in London “today”, says Anne. " * 400
    (check,) = [check for check in CHECKS if check.id == identifier]
    assert findings(check, french, english) == []
