from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import options


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("500MB", 500_000_000),
        ("2 GB", 2_000_000_000),
        ("1.5kB", 1500),
        ("1k", 1000),
        ("7", 7),
        ("0", 0),
        ("3tb", 3_000_000_000_000),
    ],
)
def test_sizes(text: str, count: int) -> None:
    assert options.size(text) == count


@pytest.mark.parametrize("text", ["", "MB", "-1MB", "5 miles", "1e3", "٣MB", "5MiB", "5 0"])
def test_no_sizes(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not a size"):
        options.size(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30d", timedelta(days=30)),
        ("8 w", timedelta(weeks=8)),
        ("1.5H", timedelta(minutes=90)),
        ("10m", timedelta(minutes=10)),
        ("0d", timedelta()),
    ],
)
def test_ages(text: str, span: timedelta) -> None:
    assert options.age(text) == span


@pytest.mark.parametrize("text", ["", "30", "d", "-1d", "1y", "99999999999w"])
def test_no_ages(text: str) -> None:
    with pytest.raises(typer.BadParameter, match=r"is not an age|century"):
        options.age(text)


@given(st.integers(0, 999 * 10**12))
def test_a_size_shown_reads_as_nearly_the_same_size(count: int) -> None:
    shown = options.show_size(count)
    assert len(shown) <= 8
    assert options.size(shown) == pytest.approx(count, rel=0.006)


@given(st.text(max_size=12))
def test_any_text_is_a_size_or_a_clear_error(text: str) -> None:
    reads: tuple[Callable[[str], Any], ...] = (options.size, options.age)
    for read in reads:
        try:
            value = read(text)
        except typer.BadParameter:
            continue
        assert value * 2 >= value


def test_forbidding_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(name, "0")
    options.forbid_network()
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"
