from __future__ import annotations

import pytest

from pipeline.article import Role
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.punctuation import Punctuation
from pipeline.checks.sentences import Sentences
from pipeline.checks.termbase import EMPTY


def findings(source: str, target: str) -> list[Finding]:
    return list(Punctuation()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


def counts(source: str, target: str) -> list[Finding]:
    return list(Sentences()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        ("Viendra-t-il demain\u00a0?", "He will come tomorrow.", "asks a question"),
        ("Il viendra demain.", "Will he come tomorrow?", "asks a question"),
        ("Il est venu hier à Paris en train.", "He came to Paris yesterday,", "breaks off"),
        ("Le pays (au nord) attend.", "The country (in the north waits.", "round bracket"),
        ("Le pays [au nord] attend.", "The country in the north] waits.", "square bracket"),
    ],
)
def test_what_went_wrong_is_said(source: str, target: str, says: str) -> None:
    (found,) = findings(source, target)
    assert says in found.message
    assert found.target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("« Viendra-t-il ? », dit-elle.", "“Will he come?” she says."),
        ("Il vient (enfin).", "He comes (at last)."),
        ("On se demande s'il viendra ?", "One wonders whether he will come."),
        ("a) Le premier point.", "a) The first point."),
        ("Un titre", "A headline,"),
        ("Il est là !", "He is here."),
        ("", "?"),
    ],
)
def test_what_is_right_is_left_alone(source: str, target: str) -> None:
    assert findings(source, target) == []


def test_a_lost_sentence_is_seen_by_count_and_length() -> None:
    french = (
        "Le ministre est parti très tôt mercredi matin. Les négociations reprendront sans doute "
        "la semaine prochaine à Bruxelles."
    )
    (found,) = counts(french, "The minister left very early on Wednesday morning.")
    assert "2 sentences, the English 1 sentence" in found.message
    joined = (
        "The minister left very early on Wednesday morning, and the talks will probably go on "
        "next week in Brussels."
    )
    assert counts(french, joined) == []


def test_abbreviations_end_no_sentence() -> None:
    assert counts("M. J. Dupont et Mme. Durand.", "Mr. J. Smith and Mrs. Jones of St. Louis.") == []
