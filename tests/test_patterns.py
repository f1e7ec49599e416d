"""Patterns that are compiled late are what ``re.compile`` gives, and no earlier."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline import patterns
from pipeline.patterns import pattern

SOURCE = r"(?P<word>[a-z]+)|(\d)"


@given(st.text(alphabet="ab1 Z", max_size=12))
def test_every_method_gives_what_the_compiled_pattern_gives(text: str) -> None:
    late, ready = pattern(SOURCE, re.IGNORECASE), re.compile(SOURCE, re.IGNORECASE)
    assert late.findall(text) == ready.findall(text)
    assert late.split(text) == ready.split(text)
    assert late.sub("<>", text) == ready.sub("<>", text)
    assert late.subn("<>", text) == ready.subn("<>", text)
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in ready.finditer(text)]
    for method in ("search", "match", "fullmatch"):
        found, known = getattr(late, method)(text), getattr(ready, method)(text)
        assert (found and found.groups()) == (known and known.groups())


def test_nothing_is_compiled_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def counted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    real = re.compile
    monkeypatch.setattr(re, "compile", counted)
    late = pattern("a+")
    assert compiled == []
    assert late.match("aa")
    assert late.search("baa")
    assert late.flags == re.UNICODE
    assert compiled[0] == "a+"


def test_every_late_pattern_of_the_package_compiles() -> None:
    found = 0
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if module.name == "pipeline.__main__":
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, patterns._Late):
                re.compile(*value._given)
                found += 1
    assert found > 20
