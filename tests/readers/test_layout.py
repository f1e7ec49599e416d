from __future__ import annotations

import textwrap
from collections.abc import Iterable

import pytest

from pipeline.readers.layout import split
from pipeline.readers.roles import stands_alone

PARAGRAPHS = [
    (
        "Le gouvernement a présenté mercredi son projet de budget, qui prévoit une baisse de la "
        "dépense publique et une hausse de certains impôts, a annoncé le ministre."
    ),
    (
        "Les syndicats, réunis dans la soirée à Lyon, ont aussitôt appelé à manifester contre ce "
        "texte, jugé injuste pour les ménages les plus modestes."
    ),
    "Le vote est attendu mardi.",
    (
        "L'opposition, elle, dénonce un calendrier beaucoup trop serré pour permettre aux "
        "députés d'examiner sérieusement les quelque trois cents articles du projet."
    ),
]


def contents(text: str) -> list[str]:
    spans = split(text, stands_alone)
    return [" ".join(text[s.content_start : s.content_end].split()) for s in spans]


def wrapped(paragraphs: Iterable[str], width: int, between: str, indent: str = "") -> str:
    return between.join(
        textwrap.fill(p, width, initial_indent=indent, break_on_hyphens=False) for p in paragraphs
    )


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \t\n", "\n\n\n\n", "\n\u00a0\n", "\f"])
def test_one_block_a_line(between: str) -> None:
    assert contents(between.join(PARAGRAPHS) + "\n") == PARAGRAPHS


@pytest.mark.parametrize("width", [40, 60, 66, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_wrapped_lines_are_joined(width: int, between: str) -> None:
    assert contents(wrapped(PARAGRAPHS, width, between)) == PARAGRAPHS


@pytest.mark.parametrize("width", [60, 72])
def test_wrapped_and_indented(width: int) -> None:
    assert contents(wrapped(PARAGRAPHS, width, "\n", "   ")) == PARAGRAPHS
    assert contents(wrapped(PARAGRAPHS, width, "\n", "\t")) == PARAGRAPHS


def test_wrapped_capitals() -> None:
    capitals = [p.upper() for p in PARAGRAPHS if len(p) > 100]
    assert contents(wrapped(capitals, 60, "\n\n")) == capitals


def test_ragged_wrapping_by_hand() -> None:
    text = (
        "Le gouvernement a présenté\nmercredi son projet, qui prévoit\nune baisse des dépenses.\n"
    )
    assert contents(text) == [" ".join(text.split())]


def test_a_line_of_its_own_is_not_joined() -> None:
    text = wrapped(PARAGRAPHS[:2], 60, "\n- Colère -\n") + "\njd/ap/mm\n"
    assert contents(text) == [PARAGRAPHS[0], "- Colère -", PARAGRAPHS[1], "jd/ap/mm"]


def test_an_agency_at_the_end_of_a_sentence_is_no_credit() -> None:
    text = "Trois femmes ont été arrêtées lundi par la police, selon l'agence turque\nAnadolu.\n"
    text = wrapped(PARAGRAPHS, 72, "\n\n") + "\n\n" + text
    assert contents(text)[-1].endswith("selon l'agence turque Anadolu.")


def test_one_long_address_does_not_change_the_width() -> None:
    address = "https://example.org/" + "a" * 150
    text = wrapped(PARAGRAPHS, 72, "\n\n") + "\n\n" + address + "\n"
    assert contents(text) == [*PARAGRAPHS, address]


def test_hyphen_at_the_end_of_a_line_is_left_alone() -> None:
    text = (
        "Le gouvernement a annoncé hier soir une ren-\ncontre au sommet, dans la ville de Lyon.\n"
    )
    assert contents(text) == [
        "Le gouvernement a annoncé hier soir une ren- contre au sommet, dans la ville de Lyon."
    ]


def test_short_lines_are_a_list_not_wrapped_text() -> None:
    assert contents("pommes\npoires\ncerises\n") == ["pommes", "poires", "cerises"]


def test_rules_and_invisible_lines_belong_to_the_block_before() -> None:
    text = "\u200b\nUn.\n* * *\n\x03\nDeux.\n-----\n"
    spans = split(text)
    assert [text[s.content_start : s.content_end] for s in spans] == ["Un.", "Deux."]
    assert [text[s.start : s.end] for s in spans] == ["\u200b\nUn.\n* * *\n\x03", "Deux.\n-----"]


def test_rules_alone_are_one_block() -> None:
    (span,) = split("\n***\n---\n")
    assert (span.start, span.end, span.content_start, span.content_end) == (1, 8, 1, 8)


def test_nothing_gives_nothing() -> None:
    assert split(" \n ") == ()
