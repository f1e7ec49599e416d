"""Model outputs, and the pages that a night made of them, kept on disk, so that a second run of
a wire starts no model.

Content-addressed: :func:`cache_key` hashes everything that shapes an output, so an entry
never goes stale and needs no invalidation; it is only ever added, refreshed or pruned.
SQLite in write-ahead mode through SQLAlchemy Core, so that another database is a URL away.

A cache is a convenience: when its file is damaged, read-only or the disk is full, the run
goes on without it and says so once, in :attr:`Cache.notices`. How it behaves is told in
``docs/cache.md``; the tables are in :mod:`pipeline._cache_tables`, how a sick file is
diagnosed in :mod:`pipeline._sqlite`.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from pipeline import _cache_tables
from pipeline.article import Notice
from pipeline.files import is_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline import _sqlite

T = TypeVar("T")
JSON = str | int | float | bool | None | list["JSON"] | Mapping[str, "JSON"]

_TOUCH_AFTER = 86_400.0  # seconds; noting a use more often would write at every run
_LOCK_WAIT = 30.0  # seconds to wait for another process's transaction


def cache_key(**parts: JSON) -> str:
    """SHA-256, in hexadecimal, over the canonical JSON of ``parts``.

    Canonical: keys sorted, no white space, ASCII only. ``1`` and ``1.0`` differ, so give
    numbers in one type.

    Raises:
        TypeError: a part is not JSON.
        ValueError: a part holds a number that JSON has not (infinity, not-a-number).

    >>> cache_key(text="Bonjour", beam=4) == cache_key(beam=4, text="Bonjour")
    True
    """
    canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What is kept.

    Attributes:
        location: path or URL (a password in it is masked); empty for no cache at all.
        entries: how many outputs.
        size: bytes of the outputs themselves.
        file_size: bytes on disk with the write-ahead log; 0 where there is no file.
        kinds: entries of each kind, e.g. ``translation``.
        oldest_use: seconds since the epoch, ``None`` when empty; exact to a day.
    """

    location: str
    entries: int = 0
    size: int = 0
    file_size: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    oldest_use: float | None = None


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed: ``entries`` outputs of ``size`` bytes in all."""

    entries: int
    size: int


class OutputCache(Protocol):
    """What a step of the chain may ask of a cache, be it :class:`Cache` or :class:`NullCache`."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the user should know, each said once."""
        ...

    def get_many(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The entries that exist among ``keys``."""
        ...

    def put_many(self, values: Mapping[str, Mapping[str, Any]], kind: str) -> None:
        """Keep ``values`` by key; they are on disk when this returns."""
        ...


class NullCache:
    """Keeps nothing: for ``--no-cache``."""

    notices: tuple[Notice, ...] = ()

    def get_many(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:  # noqa: ARG002  # protocol
        """Nothing, ever."""
        return {}

    def put_many(self, values: Mapping[str, Mapping[str, Any]], kind: str) -> None:
        """Forget ``values``."""

    def stats(self) -> CacheStats:
        """All zero."""
        return CacheStats(location="")

    def prune(
        self,
        max_bytes: int | None = None,  # noqa: ARG002  # protocol
        max_age: timedelta | None = None,  # noqa: ARG002  # protocol
    ) -> Pruned:
        """Nothing to remove."""
        return Pruned(0, 0)

    def clear(self) -> Pruned:
        """Nothing to remove."""
        return Pruned(0, 0)

    def close(self) -> None:
        """Nothing to close."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Cache:
    """The cache on disk. Made by :meth:`open`; safe for threads and for several processes."""

    def __init__(self, location: str) -> None:
        from pipeline import _sqlite

        self._notices: dict[str, Notice] = {}
        self._lock = threading.RLock()
        self._used: set[str] = set()
        self._writable = True
        self._connection: Connection | None = None
        self._location = location
        file = _sqlite.file_of(location)
        # A file that is there is connected to when plain look-ups do not do.
        self._plain = (
            _sqlite.Peeker(file, _cache_tables.SCHEMA_VERSION)
            if file is not None and is_file(file)
            else None
        )
        if self._plain is None:
            self._connect()

    @functools.cached_property
    def _database(self) -> _sqlite.Database:
        from pipeline import _sqlite

        return _sqlite.Database(self._location, wait=_LOCK_WAIT)

    @classmethod
    def open(cls, location: str | Path | None = None) -> Cache:
        """Open, making what does not exist.

        Args:
            location: path of the file (or of a folder to hold ``cache.sqlite``), ``:memory:``,
                or an SQLAlchemy URL; ``None`` takes ``DEPECHE_CACHE`` and, when that is unset
                or empty, ``cache.sqlite`` in the user's cache folder.

        Raises:
            CacheError: a URL names a database that cannot be reached or has no driver. A file
                that is damaged or cannot be written is no error but a notice.
        """
        return cls(str(location or os.environ.get("DEPECHE_CACHE") or default_location()))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the user should know, each said once."""
        return tuple(self._notices.values())

    def get_many(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The entries that exist among ``keys``; a damaged entry counts as absent."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, dict[str, Any]] = {}
        yesterday = time.time() - _TOUCH_AFTER

        def take(rows: Iterable[Any]) -> None:
            for key, value, checksum, used in rows:
                if checksum == _checksum(key, value):
                    found[key] = json.loads(value)
                    if used < yesterday:
                        self._used.add(key)

        def read(connection: Connection) -> None:
            outputs, _ = _cache_tables.tables()
            columns = (outputs.c.key, outputs.c.value, outputs.c.checksum, outputs.c.used)
            for chunk in _cache_tables.chunks(wanted):
                query = outputs.select().with_only_columns(*columns)
                take(connection.execute(query.where(outputs.c.key.in_(chunk))))

        if not self._peek(wanted, take):
            self._run(read, None, "read")
        return found

    def _peek(self, keys: Sequence[str], take: Callable[[Iterable[Any]], None]) -> bool:
        """Whether plain look-ups did."""
        with self._lock:
            if self._plain is None:
                return False
            for chunk in _cache_tables.chunks(keys):
                rows = self._plain.look_up(chunk)
                try:
                    if rows is None:
                        return False
                    take(rows)
                except (TypeError, ValueError, AttributeError):  # a flipped bit; see _run
                    return False
        return True

    def put_many(self, values: Mapping[str, Mapping[str, Any]], kind: str) -> None:
        """Keep ``values`` (JSON objects) by key, in one transaction, on disk at return.

        Putting a key again replaces its entry.

        Raises:
            TypeError, ValueError: a value is not JSON.
        """
        now = time.time()
        rows = []
        for key, value in values.items():
            data = json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")
            row = {"key": key, "kind": kind, "value": data, "checksum": _checksum(key, data)}
            rows.append({**row, "size": len(data), "created": now, "used": now})
        if rows and self._writable:
            self._run(lambda connection: _cache_tables.upsert(connection, rows), None, "write")

    def stats(self) -> CacheStats:
        """Count what is kept."""
        from sqlalchemy import func

        def read(connection: Connection) -> CacheStats:
            outputs, _ = _cache_tables.tables()
            columns = (outputs.c.kind, func.count(), func.sum(outputs.c.size))
            query = outputs.select().with_only_columns(*columns, func.min(outputs.c.used))
            rows = connection.execute(query.group_by(outputs.c.kind).order_by("kind")).all()
            return CacheStats(
                location=self._database.location,
                entries=sum(row[1] for row in rows),
                size=sum(int(row[2]) for row in rows),
                file_size=self._database.file_size(),
                kinds={row[0]: row[1] for row in rows},
                oldest_use=min((row[3] for row in rows), default=None),
            )

        return self._run(read, CacheStats(location=self._database.location), "read")

    def prune(self, max_bytes: int | None = None, max_age: timedelta | None = None) -> Pruned:
        """Remove what was not used for ``max_age``, then the least recently used entries
        until the rest is at most ``max_bytes`` of outputs; ``None`` sets no limit.
        """
        from sqlalchemy import func, select

        self._flush_uses()

        def remove(connection: Connection) -> Pruned:
            outputs, _ = _cache_tables.tables()
            before = _cache_tables.totals(connection)
            if max_age is not None:
                oldest = time.time() - max_age.total_seconds()
                connection.execute(outputs.delete().where(outputs.c.used < oldest))
            if max_bytes is not None:
                order = (outputs.c.used.desc(), outputs.c.key)
                running = func.sum(outputs.c.size).over(order_by=order).label("running")
                kept = select(outputs.c.key, running).subquery()
                surplus = select(kept.c.key).where(kept.c.running > max_bytes)
                connection.execute(outputs.delete().where(outputs.c.key.in_(surplus)))
            after = _cache_tables.totals(connection)
            return Pruned(before[0] - after[0], before[1] - after[1])

        pruned = self._run(remove, Pruned(0, 0), "write")
        if pruned.entries:
            self._shrink()
        return pruned

    def clear(self) -> Pruned:
        """Remove everything."""

        def remove(connection: Connection) -> Pruned:
            before = _cache_tables.totals(connection)
            connection.execute(_cache_tables.tables()[0].delete())
            return Pruned(*before)

        self._used.clear()
        pruned = self._run(remove, Pruned(0, 0), "write")
        self._shrink()
        return pruned

    def close(self) -> None:
        """Note the uses and close the file. Closing twice does nothing."""
        with self._lock:
            self._flush_uses()
            self._leave_plain()
            if self._connection is not None:
                self._database.disconnect(self._connection)
                self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _connect(self) -> None:
        """Connect, setting a sick file aside at most once."""
        from pipeline import _sqlite

        self._leave_plain()
        for _ in range(2):
            try:
                self._connection = self._database.connect(
                    _cache_tables.tables(), _cache_tables.SCHEMA_VERSION
                )
            except _sqlite.SickError as sick:
                if not self._set_aside(sick.why):
                    return
                continue
            except _sqlite.UnwritableError as error:
                self._stop_storing(error.why)
                self._connection = self._database.connect_read_only(
                    _cache_tables.tables(), _cache_tables.SCHEMA_VERSION
                )
            return
        self._stop_storing("a new file cannot be used either")

    def _leave_plain(self) -> None:
        """No more plain look-ups: the file is let go before it is moved or shrunk."""
        if self._plain is not None:
            self._plain.close()
            self._plain = None

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Hold the lock, the whole road taken; the connection may be ``None`` all the same."""
        with self._lock:
            if self._plain is not None:
                self._connect()
            yield

    def _run(self, operation: Callable[[Connection], T], otherwise: T, what: str) -> T:
        """``operation`` in a transaction; ``otherwise`` where the cache cannot do it."""
        from sqlalchemy.exc import DBAPIError

        from pipeline import _sqlite

        with self._connected():
            for _ in range(2):
                if self._connection is None:
                    return otherwise
                try:
                    with self._connection.begin():
                        return operation(self._connection)
                except DBAPIError as error:
                    trouble = _sqlite.diagnose(error)
                except (TypeError, ValueError, AttributeError):
                    # A flipped bit can turn bytes into text and a number into nothing: SQLite
                    # gives what it finds, whatever the column was declared to hold.
                    if self._database.path is None:
                        raise
                    trouble = _sqlite.Trouble.SICK
                if trouble is _sqlite.Trouble.SICK and self._database.path is not None:
                    self._database.disconnect(self._connection)
                    self._connection = None
                    if self._set_aside("is damaged"):
                        self._connect()
                        continue
                elif trouble is _sqlite.Trouble.BUSY:
                    self._say("cache-busy", "was busy for too long; some results were not kept")
                elif what == "write":
                    self._stop_storing(_sqlite.reason(trouble))
                else:
                    self._say("cache-unreadable", "cannot be read; everything is made anew")
                return otherwise
        return otherwise

    def _set_aside(self, why: str) -> bool:
        try:
            name = self._database.set_aside()
        except OSError:
            self._say("cache-damaged", f"{why} and cannot be moved; it is not used", stop=True)
            return False
        kept = f"; it was set aside as {name}" if name else ""
        self._say("cache-damaged", f"{why}{kept} and a new one was begun")
        return True

    def _stop_storing(self, why: str) -> None:
        self._say("cache-not-stored", f"{why}; results are not kept", stop=True)

    def _say(self, code: str, message: str, *, stop: bool = False) -> None:
        self._writable = self._writable and not stop
        notice = Notice(code, f"The cache ({self._database.name}) {message}.")
        self._notices.setdefault(code, notice)

    def _flush_uses(self) -> None:
        """Note the last use in one go; losing that to a full disk is worth no message."""
        with self._lock:
            keys, self._used = sorted(self._used), set()
            if keys and self._plain is not None:
                self._connect()
            if not keys or not self._writable or self._connection is None:
                return
            from sqlalchemy.exc import DBAPIError

            outputs, _ = _cache_tables.tables()
            try:
                with self._connection.begin():
                    for chunk in _cache_tables.chunks(keys):
                        update = outputs.update().where(outputs.c.key.in_(chunk))
                        self._connection.execute(update.values(used=time.time()))
            except (DBAPIError, UnicodeDecodeError):
                return

    def _shrink(self) -> None:
        with self._connected():
            if self._connection is not None and self._writable:
                self._database.shrink(self._connection)


def default_location() -> Path:
    """``cache.sqlite`` in the user's cache folder."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("depeche", appauthor=False)) / "cache.sqlite"


def _checksum(key: str, value: bytes) -> int:
    # SQLite keeps no checksums of its own: a flipped bit in a value would be shown as news.
    return zlib.crc32(value, zlib.crc32(key.encode("utf-8", "surrogatepass")))
