from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.base import Row
from pipeline.checks.facts import facts, unsupported
from pipeline.checks.termbase import Termbase

TERMBASE = Termbase(
    {"Londres": ("London",), "Russie": ("Russia",), "Pays-Bas": ("Netherlands",)},
)


def row(source: str, target: str, name: str = "p1.s1") -> Row:
    return Row(name, Role.PARAGRAPH, source, target)


ROWS = (
    row(
        "Mardi, Maria Zakharova a dit à Londres que la Russie enverra 1.200 soldats le 3 mai.",
        "On Tuesday, Maria Zakharova said in London that Russia will send 1,200 soldiers on May 3.",
    ),
    row(
        '"Nous resterons trois ans", a déclaré M. Antonov après un vote à 54 % aux Nations unies.',
        '"We will stay for three years," said Mr Antonov after a 54% vote at the United Nations.',
        "p1.s2",
    ),
)


def problems(text: str, rows: tuple[Row, ...] = ROWS) -> list[str]:
    return [finding.message for finding in unsupported(text, rows, TERMBASE)]


@pytest.mark.parametrize(
    "text",
    [
        ROWS[0].target,
        ROWS[1].target,
        "Russia will send 1.2 thousand soldiers.",
        "Antonov, quoted after the UN vote, wants three years.",
        'The Russian side: "We will stay for three years."',
        "Zakharova spoke on Tuesday.",
        "However, the vote was at 54 percent.",
        "",
        "RUSSIA TO STAY",
    ],
)
def test_what_the_rows_say_passes(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Russia sends 1,300 soldiers.", 'The number "1,300" is not in the rows it rests on.'),
        ("They stay for four years.", 'The number "four" is not in the rows it rests on.'),
        ("She spoke on Monday.", 'The weekday "Monday" is not in the rows it rests on.'),
        (
            "On Tuesday she spoke, and on Tuesday she left.",
            'The weekday "Tuesday" is said more often than in the rows it rests on.',
        ),
        (
            "From May 3 to May, Russia sends soldiers.",
            'The month "May" is said more often than in the rows it rests on.',
        ),
        ("She goes in June.", 'The month "June" is not in the rows it rests on.'),
        ("She goes on May 4.", 'The day "4" is not in the rows it rests on.'),
        ("She was in Berlin.", 'The name "Berlin" is not in the rows it rests on.'),
        ("Maria Ivanova said so.", 'The name "Ivanova" is not in the rows it rests on.'),
        (
            'He said "we will leave at once" to her.',
            'The quotation "we will leave at once" is not in the rows it rests on.',
        ),
    ],
)
def test_what_they_do_not_say_is_named(text: str, message: str) -> None:
    (finding,) = unsupported(text, ROWS, TERMBASE)
    assert (finding.message, finding.severity) == (message, Severity.ERROR)
    ((start, end),) = finding.target
    assert f'"{text[start:end]}"' in message


def test_the_french_behind_is_asked_too() -> None:
    english = "Russia lost 35 men in the Netherlands on Friday."
    wrong = (row("La Russie a perdu 53 hommes à Londres jeudi.", english),)
    assert problems(english, wrong) == [
        'The number "35" is not in the French of its rows.',
        'The name "Netherlands" is not in the French of its rows.',
        'The weekday "Friday" is not in the French of its rows.',
    ]
    right = (row("La Russie a perdu 35 hommes aux Pays-Bas vendredi.", english),)
    assert problems(english, right) == []


def test_nothing_is_supported_without_rows() -> None:
    assert len(problems("On Monday, 12 men left London.", ())) == 3


def test_facts_of_either_language() -> None:
    found = facts("Hier, Maria Zakharova a dit : « Nous partons demain matin » à 12 élus.", "fr")
    assert [name.text for name in found.names] == ["Maria", "Zakharova"]
    assert [set(q.keys) for q in found.reading.quantities] == [{12}]
    assert len(found.quotations) == 1


@given(st.text(max_size=200))
def test_a_row_supports_itself_in_english(text: str) -> None:
    rows = (row(text, text),)
    for finding in unsupported(text, rows, TERMBASE):
        assert "French" in finding.message or "quotation" in finding.message


def test_false_facts_are_stopped() -> None:
    draw = random.Random(5)
    names, days = ["Kabul", "Erdogan", "Madrid", "Pfizer"], ["Monday", "Friday", "Sunday"]
    missed = []
    for _ in range(200):
        text = draw.choice(ROWS).target
        old, new = draw.choice(
            [
                ("London", draw.choice(names)),
                ("Zakharova", draw.choice(names)),
                ("Antonov", draw.choice(names)),
                ("1,200", str(draw.randint(60, 999))),
                ("54%", f"{draw.randint(55, 99)}%"),
                ("Tuesday", draw.choice(days)),
                ("May 3", f"May {draw.randint(4, 28)}"),
            ]
        )
        false = text.replace(old, new)
        if false != text and not problems(false):
            missed.append(false)
    assert missed == []
