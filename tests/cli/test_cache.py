from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.cache import Cache
from pipeline.cli import cache as command
from pipeline.cli import console


@pytest.fixture
def filled() -> None:
    with Cache.open() as cache:
        cache.put_many({f"key{i}": {"text": "x" * 1000} for i in range(5)}, "translation")


def entries() -> int:
    with Cache.open() as cache:
        return cache.stats().entries


@pytest.mark.usefixtures("filled")
def test_stats(depeche: Any, place: Path) -> None:
    ended = depeche("cache", "stats")
    assert (ended.code, ended.err) == (0, "")
    rows = dict(line.rsplit("  ", 1) for line in ended.out.splitlines())
    found = {key.strip(): value.strip() for key, value in rows.items()}
    assert found["location"] == str(place / "cache.sqlite")
    assert found["outputs"] == found["translation"] == "5"
    assert "oldest use" in found


def test_stats_of_an_empty_cache(depeche: Any) -> None:
    data = json.loads(depeche("cache", "stats", "--json").out)
    assert (data["entries"], data["oldest_use"]) == (0, None)


@pytest.mark.usefixtures("filled")
def test_prune(depeche: Any) -> None:
    assert depeche("cache", "prune").out == "Removed 0 outputs (0 B).\n"
    assert depeche("cache", "prune", "--max-size", "2.5kB").out.startswith("Removed 3 outputs")
    assert entries() == 2
    assert depeche("cache", "prune", "--max-age", "0m").out.startswith("Removed 2 outputs")


def test_the_help_says_what_prune_goes_by() -> None:
    assert all(limit in str(command.prune.__doc__) for limit in command.DEFAULT_LIMITS)


@pytest.mark.usefixtures("filled")
def test_clear_asks_nobody_where_there_is_nobody(depeche: Any) -> None:
    ended = depeche("cache", "clear")
    assert (ended.code, ended.out) == (2, "")
    assert "--yes" in ended.err
    assert entries() == 5
    assert depeche("cache", "clear", "--yes").out.startswith("Removed 5 outputs")
    assert entries() == 0


@pytest.mark.parametrize("arguments", [("clear", "--yes"), ("prune", "--max-size", "0")])
@pytest.mark.usefixtures("filled")
def test_what_cannot_be_removed_is_an_error(
    arguments: tuple[str, ...], depeche: Any, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    def locked(_: object) -> Cache:
        cache = Cache(str(place / "cache.sqlite"))
        cache.stats()  # connects
        assert cache._connection is not None
        cache._connection.exec_driver_sql("PRAGMA query_only = ON")
        cache._connection.rollback()
        return cache

    monkeypatch.setattr(Cache, "open", classmethod(locked))
    ended = depeche("cache", *arguments)
    assert (ended.code, ended.out) == (50, "")
    assert "Not all that was asked is removed" in ended.err
    monkeypatch.undo()


@pytest.mark.parametrize(("answer", "left"), [("y", 0), ("n", 5), ("", 5)])
@pytest.mark.usefixtures("filled")
def test_clear_asks(answer: str, left: int, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(console, "can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    command.clear()
    assert "Remove 5 outputs (5" in capsys.readouterr().err
    assert entries() == left


def test_a_damaged_cache_is_set_aside_with_a_note(depeche: Any, place: Path) -> None:
    (place / "cache.sqlite").write_bytes(b"no database" * 1000)
    ended = depeche("cache", "stats")
    assert ended.code == 0
    assert "depeche: note: The cache" in ended.err
