"""A cache that is opened when it is first asked: a night that finds everything unchanged needs
none, and opening one takes longer than looking at hundreds of wires.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from pipeline.article import Notice
from pipeline.cache import Cache


class LateCache:
    """An :class:`pipeline.cache.OutputCache`; safe for threads.

    Args:
        opener: gives the cache itself, once.
    """

    def __init__(self, opener: Callable[[], Cache] = Cache.open) -> None:
        self._opener = opener
        self._lock = threading.Lock()
        self._cache: Cache | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the user should know, each said once."""
        return self._cache.notices if self._cache else ()

    def get_many(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """See :meth:`pipeline.cache.Cache.get_many`."""
        return self._open().get_many(keys)

    def put_many(self, values: Mapping[str, Mapping[str, Any]], kind: str) -> None:
        """See :meth:`pipeline.cache.Cache.put_many`."""
        self._open().put_many(values, kind)

    def close(self) -> None:
        """Close the cache, if it was opened."""
        with self._lock:
            if self._cache is not None:
                self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self) -> Cache:
        with self._lock:
            if self._cache is None:
                self._cache = self._opener()
            return self._cache
