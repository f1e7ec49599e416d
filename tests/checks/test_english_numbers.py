from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks.english_numbers import english


def values(text: str) -> list[set[object]]:
    return [set(quantity.keys) for quantity in english(text).quantities]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5", Decimal("3.5")),
        ("1,200", 1200),
        ("1,200,000.5", Decimal("1200000.5")),
        ("12\u00a0000", 12000),
        ("three and a half", Decimal("3.5")),
        ("3.5 million", 3_500_000),
        ("$3.5m", 3_500_000),
        ("1.2bn", 1_200_000_000),
        ("two hundred and five", 205),
        ("a hundred thousand", 100_000),
        ("twenty-one", 21),
        ("nineteen hundred", 1900),
        ("a dozen", 12),
        ("two decades", 20),
        ("half", "1/2"),
        ("two thirds", "1/3"),
        ("twenty-third", 23),
        ("the 23rd", 23),
        ("3:30 p.m.", "t210"),
        ("3.30pm", "t210"),
        ("1530 GMT", "t210"),
        ("noon", "t0"),
        ("the 1990s", 1990),
        ("the mid-90s", 1990),
        ("the nineties", 1990),
        ("Henry VIII", 8),
    ],
)
def test_values(text: str, value: object) -> None:
    assert any(value in keys for keys in values(f"It was {text}, they say."))


def test_a_full_stop_groups_nothing() -> None:
    assert values("12.000 men") == [{Decimal("12.000")}]


def test_days_stand_on_either_side_of_the_month() -> None:
    for text in ("October 3 and 4", "3 and 4 October", "the 3rd and 4th of October", "Oct. 3-4"):
        assert [(q.month, 3 in q.keys or 4 in q.keys) for q in english(text).quantities] == [
            (10, True),
            (10, True),
        ], text
    assert [q.month for q in english("October 2015").quantities] == [0]


def test_may_and_march_are_words_too() -> None:
    assert [m.sure for m in english("They may march in May.").months] == [True]
    assert [m.sure for m in english("May he rest. March on!").months] == [False, False]
    assert [m.sure for m in english("the May bill, a March vote").months] == [True, True]
    assert [m.sure for m in english("the March on Rome, the May I know").months] == [False, False]


def test_weekdays() -> None:
    assert [m.value for m in english("Mondays and Sunday").weekdays] == [1, 7]


@pytest.mark.parametrize("text", ["", "\x00\x01", "\u200f١٢٣ 🎉 ②", "1" * 5000, "one " * 5000])
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) for q in english(text).quantities)
