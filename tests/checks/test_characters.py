from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.characters import Characters
from pipeline.checks.termbase import EMPTY


def findings(source: str, target: str) -> list[Finding]:
    return list(Characters()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("A \x07 bell", "\x07"),
        ("A \ufffd mark", "\ufffd"),
        ("A \u2581piece", "\u2581"),
        ("An <unk> word", "<unk>"),
        ("The cafÃ© is", "Ã©"),
        ("Black &amp; white", "&amp;"),
        ("The Мoscow line", "Мoscow"),  # the first letter is Cyrillic
        ("The Москва line", "Москва"),
    ],
)
def test_what_belongs_to_no_english_text_is_shown(target: str, wrong: str) -> None:
    (found,) = findings("Une phrase.", target)
    assert [target[a:b] for a, b in found.target] == [wrong]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le café de Kraków et Čech", "The café of Kraków and Čech"),
        ("Le mot « Москва »", "The word “Москва”"),
        ("Prix : 5 € – ½", "Price: 5 € – ½ …"),
        ("🚀", "🚀"),
        ("AT&T; et R&D", "AT&T; and R&D"),
        ("", ""),
    ],
)
def test_what_is_right_is_left_alone(source: str, target: str) -> None:
    assert findings(source, target) == []


@given(st.text(max_size=80))
def test_what_the_french_has_itself_is_no_fault_of_the_english(text: str) -> None:
    assert findings(text, text) == []
