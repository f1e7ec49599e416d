from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.pool import Broken, Lost, Made, Pool, Through
from pipeline.errors import GenerationError
from pipeline.translate import Finished
from pipeline.translate.outputs import Output


@dataclass
class Speaker:
    """Says every text in capitals, two at a time, but fails on some."""

    bad: frozenset[str] = frozenset()
    before: Callable[[], None] = lambda: None  # a default that does nothing
    made: list[str] = field(default_factory=list)

    def stream(self, texts: Mapping[str, str]) -> Iterator[dict[str, Finished]]:
        yield {}
        waiting = [text for text in texts if text not in self.made]
        for start in range(0, len(waiting), 2):
            some = waiting[start : start + 2]
            self.before()
            if self.bad & set(some):
                raise GenerationError("No memory.")
            self.made += some
            yield {text: Finished(Output(text.upper(), -0.1, 1)) for text in some}


def drain(pool: Pool) -> tuple[dict[str, str], set[str], list[BaseException]]:
    made: dict[str, str] = {}
    lost: set[str] = set()
    broken: list[BaseException] = []
    while pool.outstanding:
        match pool.get():
            case Made(texts):
                assert not made.keys() & texts.keys()
                made.update((text, finished.output.text) for text, finished in texts.items())
            case Lost(text, _):
                lost.add(text)
            case Broken(error):
                broken.append(error)
    pool.close()
    return made, lost, broken


@given(
    st.lists(st.sets(st.integers(0, 200), min_size=1, max_size=30), max_size=4),
    st.sets(st.integers(0, 200), max_size=6),
)
def test_every_text_comes_once_and_only_the_bad_are_lost(
    windows: list[set[int]], bad: set[int]
) -> None:
    parts = [{f"t{number}.{text}": "x" for text in window} for number, window in enumerate(windows)]
    wrong = frozenset(text for part in parts for text in part if int(text.split(".")[1]) in bad)
    pool = Pool(Speaker(wrong))
    for part in parts:
        pool.submit(part)
    made, lost, broken = drain(pool)
    assert broken == []
    assert lost == wrong
    assert made.keys() == {text for part in parts for text in part} - wrong
    assert all(value == text.upper() for text, value in made.items())


def test_the_model_is_loaded_by_one_stream_alone() -> None:
    calls: list[float] = []

    def load() -> None:
        calls.append(0)
        if len(calls) == 1:
            time.sleep(0.1)
            calls.append(1)

    speaker = Speaker(before=load)
    pool = Pool(speaker)
    for number in range(2):
        pool.submit({f"{number}-{text}": "" for text in range(12)})
    made, _, _ = drain(pool)
    assert calls[:2] == [0, 1], "another stream began while the first one was loading"
    assert len(made) == 24


def test_two_streams_run_at_once() -> None:
    both = threading.Barrier(2)

    def meet() -> None:
        if len(speaker.made) >= 2:
            both.wait(10)

    speaker = Speaker(before=meet)
    pool = Pool(speaker)
    pool.submit({"first": "", "second": ""})
    while pool.outstanding:
        pool.get()
    for number in range(2):
        pool.submit({f"{number}": ""})
    made, _, broken = drain(pool)
    assert (len(made), broken) == (2, [])


def test_a_stop_ends_after_the_batch_in_hand() -> None:
    begun, go = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        assert go.wait(10)

    speaker = Speaker(before=wait)
    pool = Pool(speaker, streams=1)
    pool.submit({str(number): "" for number in range(10)})
    pool.submit({"never": ""})
    assert begun.wait(10)
    pool.stop()
    go.set()
    made, lost, _ = drain(pool)
    assert len(made) == 2
    assert lost == set()
    assert "never" not in speaker.made


@pytest.mark.parametrize("error", [MemoryError(), LookupError("a bug")])
def test_what_is_no_failure_of_a_sentence_breaks_the_pool(error: Exception) -> None:
    def fail() -> None:
        raise error

    pool = Pool(Speaker(before=fail))
    pool.submit({"a": ""})
    assert drain(pool)[2] == [error]


def test_a_window_is_through_after_all_its_messages() -> None:
    pool = Pool(Speaker(frozenset({"b"})), streams=1)
    pool.submit({"a": "", "b": "", "c": ""})
    messages = []
    while pool.outstanding:
        messages.append(pool.get())
    pool.close()
    assert isinstance(messages[-1], Through)
    assert pool.get(wait=False) is None
    assert len([m for m in messages if isinstance(m, Lost)]) == 1


def test_freed_memory_is_given_back_after_each_window(monkeypatch: pytest.MonkeyPatch) -> None:
    trimmed: list[tuple[int, bool]] = []
    speaker = Speaker(frozenset({"c"}))

    def trim(*, cycles: bool) -> None:
        trimmed.append((len(speaker.made), cycles))

    monkeypatch.setattr("pipeline.batch.pool.trim", trim)
    pool = Pool(speaker, streams=1)
    pool.submit({"a": "", "b": ""})
    pool.submit({"c": ""})
    pool.submit({"d": ""})
    drain(pool)
    assert trimmed == [(2, False), (2, False), (3, False)]


def test_a_pool_that_was_never_used_closes() -> None:
    pool = Pool(Speaker())
    pool.close()
    assert pool.outstanding == 0
    assert not [t for t in threading.enumerate() if t.name.startswith("stream-")]


def test_threads_give_way_sooner_while_it_works_and_no_longer() -> None:
    before = sys.getswitchinterval()
    pool = Pool(Speaker())
    try:
        pool.submit({"a": "p1.s1"})
        assert sys.getswitchinterval() < before
    finally:
        pool.close()
    assert sys.getswitchinterval() == before
