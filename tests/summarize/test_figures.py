from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summarize.figures import figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200 and 1200 and 1 200", {"1200", "1", "200"}),
        ("1\u202f200 men, 1\u00a0200 women", {"1200"}),
        ("1.2 million", {"1200000"}),
        ("$1.2bn, €5m", {"1200000000", "5000000"}),
        ("one hundred and twenty people", {"120"}),
        ("two hundred and five thousand", {"205000"}),
        ("two thousand five hundred", {"2500"}),
        ("forty-two, three", {"42", "3"}),
        ("a dozen, two dozen", {"12", "24"}),
        ("one million", {"1000000"}),
        ("one of them; no one", set()),
        ("hundreds of thousands, first, second", set()),
        ("1 man", {"1"}),
        ("12.50%", {"12.5"}),
        ("10/12/2015 at 9:30", {"10", "12", "2015", "9", "30"}),
        ("version 1.2.3", {"1", "2", "3"}),
        ("in 2015 two men", {"2015", "2"}),
        ("20 and 30", {"20", "30"}),
        ("nineteen eighty-four", {"19", "84"}),
        ("١٢ dead", {"12"}),
        ("007", {"7"}),
        ("", set()),
        ("no figures 💥", set()),
    ],
)
def test_values(text: str, values: set[str]) -> None:
    assert figures(text) == values


@given(st.integers(min_value=2, max_value=10**12))
def test_grouping_changes_nothing(number: int) -> None:
    assert figures(f"some {number:,} men") == figures(f"some {number} men") == {str(number)}


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(value.replace(".", "", 1).isdecimal() for value in figures(text))


def test_a_very_long_number_is_read() -> None:
    assert len(figures("9" * 20_000)) == 1
    assert len(figures("hundred dozen " * 5_000)) == 1
