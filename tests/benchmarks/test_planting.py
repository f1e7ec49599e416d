from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.planting import KINDS, plant
from benchmarks.trust import more
from pipeline.article import Flag, Role, Severity
from pipeline.checks import Row

PEOPLE = ["Anne Petit", "Karl Weber", "Ivan Popov", "Jean Rossi", "Rosa Gomez", "Tom Baker"]
ROWS = [
    Row(
        f"p{number}.s1",
        Role.PARAGRAPH,
        "« Nous ne signerons pas cet accord », a dit lundi à Lyon Marie Durand, qui dirige "
        f"{number + 20} usines, avant de partir pour Berlin où l'attendait {PEOPLE[number % 6]}.",
        "“We will not sign this agreement with anyone,” said Marie Durand in Lyon on Monday, who "
        f"runs {number + 20} factories, before she left for Berlin to meet {PEOPLE[number % 6]}.",
    )
    for number in range(1, 13)
]


@pytest.mark.parametrize("kind", KINDS)
def test_one_error_is_planted_and_always_the_same(kind: str) -> None:
    for row in ROWS:
        wrong = plant(kind, row, ROWS)
        assert wrong == plant(kind, row, ROWS)
        assert wrong is not None
        assert wrong != row.target


def test_what_is_planted_is_of_its_kind() -> None:
    for row in ROWS:
        words = Counter(row.target.split())

        def lost(kind: str, row: Row = row, words: Counter[str] = words) -> Counter[str]:
            return words - Counter((plant(kind, row, ROWS) or "").split())

        def new(kind: str, row: Row = row, words: Counter[str] = words) -> Counter[str]:
            return Counter((plant(kind, row, ROWS) or "").split()) - words

        assert any(word.isdigit() for word in lost("number") + new("number"))
        assert list(lost("date")) == ["Monday,"]
        assert list(lost("negation")) == ["not"]
        assert all(word[0].isupper() for word in lost("name"))
        assert sum(lost("clause").values()) >= 4
        assert not lost("repetition")
        assert new("repetition")
        assert "usines," in new("french")


def test_false_statements_leave_nothing_out() -> None:
    for row in ROWS:
        number = plant("number", row, ROWS, false=True)
        assert number is not None
        assert len(number.split()) >= len(row.target.split())


@pytest.mark.parametrize("kind", KINDS)
def test_where_there_is_no_place_nothing_is_planted(kind: str) -> None:
    row = Row("p1.s1", Role.PARAGRAPH, "Oui", "Yes")
    assert plant(kind, row, [row]) is None


def test_what_was_flagged_before_is_not_caught_by_being_flagged_again() -> None:
    old = Flag("numbers", Severity.WARNING, "p1.s1", "before")
    worse = Flag("numbers", Severity.ERROR, "p1.s1", "after")
    other = Flag("names", Severity.WARNING, "p1.s1", "new")
    assert not more([old], [old])
    assert more([old], [worse])["numbers"] == 1
    assert more([old], [old, other]) == Counter({"names": 1})
    assert not more([old, other], [])
