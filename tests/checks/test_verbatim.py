from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.termbase import EMPTY
from pipeline.checks.verbatim import Verbatim


def findings(source: str, target: str) -> list[Finding]:
    return list(Verbatim()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


@pytest.mark.parametrize(
    "text",
    [
        "https://www.exemple.fr/a/b?c=d",
        "www.exemple.fr",
        "desk.paris@agence-exemple.fr",
        "@le_desk",
        "#Élections2017",
    ],
)
def test_what_is_lost_or_changed_is_an_error_on_its_own_place(text: str) -> None:
    source = f"Voir {text}, dit-il."
    assert findings(source, f"See {text}, he says.") == []
    (lost,) = findings(source, "See there, he says.")
    assert lost.severity is Severity.ERROR
    assert [source[a:b] for a, b in lost.source] == [text]
    (new,) = findings("Voir là.", f"See {text}.")
    assert text in new.message
    (changed,) = findings(source, f"See {text}x, he says.")
    assert text in changed.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Sur http://exemple.fr/", "At exemple.fr."),
        ("Sur EXEMPLE.com", "On Exemple.com"),
        ("Le n° 1 (#1)", "The number 1"),
        ("à 3,5 €/h.", "at 3.5 euros/h."),
        ("", ""),
    ],
)
def test_the_same_address_otherwise_written_is_fine(source: str, target: str) -> None:
    assert findings(source, target) == []


def test_a_site_by_name_is_a_warning() -> None:
    (found,) = findings("Selon Exemple.fr, oui.", "According to them, yes.")
    assert found.severity is Severity.WARNING


@given(st.text(alphabet="@#./:wcom frég-", max_size=200))
def test_any_text_is_the_same_as_itself(text: str) -> None:
    assert findings(text, text) == []
