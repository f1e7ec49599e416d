"""Nights with a summariser that takes several wires at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.errors import DepecheError, GenerationError
from pipeline.summarize import Summarized, SummaryRequest
from pipeline.summarize.extractive import Extractive


class Together(Extractive):
    """Records how many wires it gets at once, and stumbles over one of them."""

    def __init__(self, fails_on: str = "") -> None:
        super().__init__()
        self.fails_on = fails_on
        self.sizes: list[int] = []

    def summarize_many(self, requests: Sequence[SummaryRequest]) -> list[Summarized | DepecheError]:
        self.sizes.append(len(requests))
        return [self._one(request) for request in requests]

    def _one(self, request: SummaryRequest) -> Summarized | DepecheError:
        if request.article.name == self.fails_on:
            return GenerationError("The summariser stumbled.")
        brief = self.summarize(
            request.article,
            request.sentences,
            request.translations,
            request.words,
            request.doubts,
        )
        return Summarized(brief, self.info())


def test_wires_that_become_ready_together_are_summarised_together(night: Any) -> None:
    expected = night.run(out=night.out.parent / "one-by-one")
    night.chain.cache.clear()
    night.chain.summarizer = Together()
    report = night.run()
    assert night.states(report) == night.states(expected)
    assert set(night.states(report).values()) == {"written"}
    assert max(night.chain.summarizer.sizes) > 1
    one_by_one, together = night.out.parent / "one-by-one", night.out
    for path in one_by_one.rglob("*.md"):
        assert (together / path.relative_to(one_by_one)).read_bytes() == path.read_bytes()
    assert all(wire.seconds["finish"] > 0 for wire in report.wires)


def test_a_wire_whose_summary_fails_fails_alone(night: Any) -> None:
    night.chain.summarizer = Together("wire-02.txt")
    report = night.run()
    states = night.states(report)
    assert states.pop("monde/wire-02.txt") == "failed"
    assert set(states.values()) == {"written"}
    assert "The summariser stumbled." in next(wire.reason for wire in report.wires if wire.code)


def test_a_bug_in_one_wire_of_several(night: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    summarizer = night.chain.summarizer = Together()
    one = summarizer._one

    def buggy(request: SummaryRequest) -> Summarized | DepecheError:
        if request.article.name == "wire-03.txt":
            raise LookupError("lost")
        return one(request)

    monkeypatch.setattr(summarizer, "_one", buggy)
    report = night.run()
    states = night.states(report)
    assert states.pop("france/wire-03.txt") == "failed"
    assert set(states.values()) == {"written"}
