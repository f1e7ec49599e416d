"""One pool of sentences for the whole night.

Several streams of :meth:`pipeline.translate.Translator.stream` run at once, each in a thread of
its own: while one of them takes words from pieces and keeps them, the other has a batch waiting,
so that the engine is never without work. (CTranslate2 holds no Python lock while it runs.)
"""

from __future__ import annotations

import itertools
import queue
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.batch.heap import settle, trim
from pipeline.errors import GenerationError
from pipeline.translate import Finished

STREAMS = 2
"""Two keep the engine busy; more would only make batches of sentences less alike."""


SWITCH = 0.0005
"""Seconds for which a thread may keep Python's lock from another. A stream takes it thousands of
times, for a moment each, while the thread that finishes articles wants it all the time: at Python's
own 5 ms the engine would run out of work.
"""


CYCLES = 4
"""Windows from one search for cycles of references to the next, which takes some hundredths of a
second.
"""


class Streamer(Protocol):
    """What the pool needs of a :class:`pipeline.translate.Translator`."""

    def stream(self, texts: Mapping[str, str]) -> Iterator[dict[str, Finished]]:
        """See :meth:`pipeline.translate.Translator.stream`."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """Texts that are finished."""

    texts: Mapping[str, Finished]


@dataclass(frozen=True, slots=True)
class Lost:
    """A text on which the model failed even when given that alone."""

    text: str
    error: GenerationError


@dataclass(frozen=True, slots=True)
class Broken:
    """The pool can do nothing more."""

    error: BaseException


@dataclass(frozen=True, slots=True)
class Through:
    """A window is done with."""


@dataclass(frozen=True, slots=True)
class Woken:
    """Somebody called :meth:`Pool.wake`."""


Message = Made | Lost | Broken | Through | Woken


class Pool:
    """Translates windows of texts and says what is finished.

    Args:
        translator: shared by all streams.
        streams: how many run at once.
    """

    def __init__(self, translator: Streamer, streams: int = STREAMS) -> None:
        self._translator = translator
        self._windows: queue.SimpleQueue[Mapping[str, str] | None] = queue.SimpleQueue()
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._loaded = threading.Event()
        self._loading = threading.Lock()
        self._before = sys.getswitchinterval()
        self._counted = itertools.count(1)
        self.outstanding = 0
        self.streams = streams
        self._threads: list[threading.Thread] = []

    def submit(self, texts: Mapping[str, str]) -> None:
        """Have a window of texts translated; each with the name that an error shall give it."""
        if not self._threads:
            settle()
            sys.setswitchinterval(SWITCH)
            self._threads = [
                threading.Thread(target=self._work, name=f"stream-{number}")
                for number in range(self.streams)
            ]
            for thread in self._threads:
                thread.start()
        self.outstanding += 1
        self._windows.put(texts)

    def get(self, *, wait: bool = True) -> Message | None:
        """The next message; ``None`` where there is none and none is waited for."""
        try:
            message = self._messages.get(block=wait)
        except queue.Empty:
            return None
        self.outstanding -= isinstance(message, Through)
        return message

    def wake(self) -> None:
        """Have :meth:`get` return at once; may be called in a signal handler."""
        self._messages.put(Woken())

    def stop(self) -> None:
        """Begin no more batches. Windows still come to their end, so that none is waited for."""
        self._stopped.set()

    def close(self) -> None:
        """Stop, and wait for the batches in hand."""
        self.stop()
        for _ in self._threads:
            self._windows.put(None)
        for thread in self._threads:
            thread.join()
        self._threads = []
        sys.setswitchinterval(self._before)

    def _work(self) -> None:
        while (texts := self._windows.get()) is not None:
            try:
                self._window(texts)
            except BaseException as error:  # noqa: BLE001  # handed to the thread that waits
                self._stopped.set()
                self._messages.put(Broken(error))
            finally:
                self._messages.put(Through())
            trim(cycles=next(self._counted) % CYCLES == 0)

    def _window(self, texts: Mapping[str, str]) -> None:
        """All texts but those that the model fails on, which are found by halving."""
        waiting = [dict(texts)]
        while waiting and not self._stopped.is_set():
            left = waiting.pop()
            try:
                for made in self._stream(dict(left)):
                    for text in made:
                        left.pop(text, None)
                    self._messages.put(Made(made))
                    if self._stopped.is_set():
                        return
            except GenerationError as error:
                if len(left) == 1:
                    self._messages.put(Lost(next(iter(left)), error))
                    continue
                items = list(left.items())
                middle = len(items) // 2
                waiting += [dict(items[middle:]), dict(items[:middle])]
                continue
            for text, name in left.items():
                nothing = GenerationError(f"The model gave nothing for sentence {name}.")
                self._messages.put(Lost(text, nothing))

    def _stream(self, texts: Mapping[str, str]) -> Iterator[dict[str, Finished]]:
        items = self._translator.stream(texts)
        while True:
            if self._loaded.is_set():
                made = next(items, None)
            else:
                # One stream alone until the model is there: two would load it twice.
                with self._loading:
                    made = next(items, None)
            if made is None:
                return
            if any(not finished.cached for finished in made.values()):
                self._loaded.set()
            yield made
