from __future__ import annotations

import pytest

from pipeline.article import Role, Severity
from pipeline.checks.base import Row
from pipeline.checks.english_numbers import english
from pipeline.checks.roughly import lost


def messages(source: str, target: str) -> list[str]:
    row = Row("p1.s1", Role.PARAGRAPH, source, target)
    found = list(lost(row, english(target)))
    assert all(one.severity is Severity.WARNING for one in found)
    assert all(source[one.source[0][0] : one.source[0][1]] in one.message for one in found)
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("bloqué par une trentaine de grévistes", "blocked by one"),
        ("âgé d'une cinquantaine d'années", "aged five years"),
        ("une bonne vingtaine de pays", "good countries"),
    ],
)
def test_a_round_number_with_nothing_for_it_is_shown(source: str, target: str) -> None:
    assert len(messages(source, target)) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("une trentaine de grévistes", "some 30 strikers"),
        ("une trentaine de grévistes", "about thirty strikers"),
        ("une trentaine de grévistes", "dozens of strikers"),
        ("une cinquantaine d'années", "a man in his fifties"),
        ("en quarantaine depuis lundi", "in quarantine since Monday"),
        ("la quarantaine de dix jours", "the ten-day quarantine"),
        ("", ""),
    ],
)
def test_other_words_for_it_are_right(source: str, target: str) -> None:
    assert messages(source, target) == []
