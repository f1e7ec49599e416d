from __future__ import annotations

import ctypes
import gc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.batch import heap


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    heap._asked.cache_clear()
    yield
    heap._asked.cache_clear()


def test_the_library_is_asked_for_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Library:
        malloc_trim = staticmethod(asked.append)

    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library)
    heap.trim(cycles=True)
    heap.trim(cycles=True)
    assert asked == [0, 0]


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_where_it_cannot_be_asked_nothing_happens(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    asked: list[Any] = []

    def closed(name: Any) -> Any:
        asked.append(name)
        raise error

    monkeypatch.setattr(ctypes, "CDLL", closed)
    heap.trim(cycles=True)
    assert asked == [None]


def test_it_is_called_for_real() -> None:
    heap.trim(cycles=True)  # whatever the library of this machine is


def test_what_only_a_cycle_holds_is_let_go() -> None:
    class Link:
        other: Link

    one, two = Link(), Link()
    one.other, two.other = two, one
    watched = weakref.ref(one)
    del one, two
    heap.trim(cycles=True)
    assert watched() is None


def test_what_is_there_at_first_is_looked_at_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    heap.settle.cache_clear()
    try:
        heap.settle()
        heap.settle()
    finally:
        heap.settle.cache_clear()
    assert frozen == [True]
