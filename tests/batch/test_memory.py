"""What a night has in its hands at once does not depend on how many wires it has."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import weakref
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.article import Article
from pipeline.batch import job as job_module
from pipeline.batch import night as night_module
from pipeline.batch.job import Job
from pipeline.batch.pool import STREAMS
from pipeline.readers import read_path

WINDOW = 3
"""Articles in a window."""
LOT = 2
"""Wires that are written together."""
UNDER_WAY = (STREAMS + 3) * WINDOW
"""Windows that are translated, those that wait, and the one that is read."""
WAITING = 4 * LOT
"""Being finished, with one lot for the disk, one that may wait, and the one that is told of."""


class Alive:
    """Counts things from when they are made until nothing holds them."""

    def __init__(self) -> None:
        self.now = self.most = self.all = 0
        self._refs: dict[int, weakref.ref[Any]] = {}

    def watch(self, thing: object) -> None:
        number = self.all = self.all + 1
        self._refs[number] = weakref.ref(thing, lambda _: self._gone(number))
        self.now += 1
        self.most = max(self.most, self.now)

    def _gone(self, number: int) -> None:
        del self._refs[number]
        self.now -= 1


class WatchedArticle(Article):
    """Unlike the real one, it can be referred to weakly."""


class WatchedJob(Job):
    """Likewise."""

    alive: Alive

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.alive.watch(self)


@pytest.mark.parametrize("wires", [40, 80])
def test_no_more_is_under_way_in_a_longer_night(
    night: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wires_of: Any, wires: int
) -> None:
    jobs, articles = Alive(), Alive()

    def read(path: Path) -> tuple[Article, ...]:
        made = tuple(
            WatchedArticle(
                **{field.name: getattr(article, field.name) for field in fields(article)}
            )
            for article in read_path(path)
        )
        for article in made:
            articles.watch(article)
        return made

    monkeypatch.setattr(WatchedJob, "alive", jobs, raising=False)
    monkeypatch.setattr(night_module, "Job", WatchedJob)
    monkeypatch.setattr(job_module, "read_path", read)
    monkeypatch.setattr(night_module, "COMMIT", LOT)
    monkeypatch.setattr(night_module, "UNWRITTEN", 1)
    report = night.run(wires_of(tmp_path / "many", wires), window_articles=WINDOW)
    assert set(night.states(report).values()) == {"written"}
    assert jobs.all == articles.all == len(report.wires) == wires
    for alive in (jobs, articles):
        assert alive.most <= UNDER_WAY + WAITING
        assert alive.now <= 1  # the last one may still be a local name somewhere


MOST_REMEMBERED = 1 << 13
"""Words that a cache of results may hold; a night of 200 stories must fill nearly all of it."""
FEW = {"_is_latin", "_names", "_script", "_weights", "fitted", "library_version", "thresholds"}
"""Unbounded, of what there is not much of: characters, tables, models, libraries."""


def test_what_is_remembered_of_texts_is_bounded() -> None:
    caches = 0
    for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if found.name.endswith("__main__"):
            continue
        for name, each in vars(importlib.import_module(found.name)).items():
            if not isinstance(each, functools._lru_cache_wrapper):
                continue
            caches += 1
            most = each.cache_info().maxsize
            if most is None and name not in FEW:
                assert not inspect.signature(each).parameters, f"{found.name}.{name} grows"
            assert (most or 0) <= MOST_REMEMBERED, f"{found.name}.{name}"
    assert caches > 10, "none was found"
