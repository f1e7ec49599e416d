from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Notice
from pipeline.cli import console


@given(st.lists(st.tuples(*[st.text("abé |", max_size=8)] * 3), min_size=1))
def test_the_columns_of_a_table_are_aligned(rows: list[tuple[str, str, str]]) -> None:
    lines = console.table(rows, indent=" ").splitlines()
    width = max(len(row[0]) for row in rows)
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert line == line.rstrip()
        assert line.ljust(1 + width)[1 : 1 + width] == row[0].ljust(width)


def test_json_of_dataclasses() -> None:
    @dataclass(frozen=True)
    class Thing:
        path: Path
        names: tuple[str, ...]
        of: MappingProxyType[str, object]

    thing = Thing(Path("a/é"), ("b",), MappingProxyType({"c": None, "d": frozenset({"y", "x"})}))
    text = console.as_json([thing])
    assert "é" in text
    assert text.endswith("]\n")
    assert json.loads(text) == [{"path": "a/é", "names": ["b"], "of": {"c": None, "d": ["x", "y"]}}]


def test_each_note_is_said_once_with_its_ids(capsys: pytest.CaptureFixture[str]) -> None:
    many = Notice("a", "Long.", ("p1", "p2", "p3", "p4"))
    console.notes([Notice("b", "Short."), many, Notice("b", "Short.")])
    said = capsys.readouterr().err
    assert said == "depeche: note: Short.\ndepeche: note: Long. (p1, p2, p3, …)\n"


@given(st.text())
def test_nothing_said_can_steer_a_terminal(text: str) -> None:
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        console.say(text)
    said = stream.getvalue()
    assert said.endswith("\n")
    assert not {c for c in said if c < " " or c in "\x7f\x9b\u202e\u200f"} - {"\n"}


def test_what_is_printable_is_said_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("« été »\u00a0: 🙂 | \x1b[31m\u202e")
    assert capsys.readouterr().err == "« été »\u00a0: 🙂 | \\x1b[31m\\u202e\n"


def test_a_stderr_that_fails_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    console.say("lost")
    monkeypatch.setattr(sys, "stderr", None)
    console.say("lost")
    assert not console.on_terminal()


@pytest.mark.parametrize(
    ("answer", "agreed"),
    [("y", True), ("Yes", True), ("n", False), ("", False), ("yesterday", False)],
)
def test_only_yes_is_yes(
    answer: str, agreed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer + "\n" if answer else ""))
    assert console.confirm("Really?") is agreed
    out, err = capsys.readouterr()
    assert (out, err) == ("", "Really? [y/N] ")
