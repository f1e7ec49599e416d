"""Connecting :mod:`pipeline.cache` to its database, and telling what ails a sick file.

All that is particular to SQLite, as a file and as a driver, is here.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.errors import CacheError
from pipeline.files import at_home, is_folder

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Table
    from sqlalchemy.exc import DBAPIError

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+_-]+://")
_PRIMARY = 0xFF  # the low byte of an extended SQLite result code is its primary code
_HINT = "Check DEPECHE_CACHE, or run with --no-cache."


class Trouble(Enum):
    """Why a statement failed, as far as it matters to a cache."""

    SICK = "is damaged"
    BUSY = "is busy"
    READ_ONLY = "is read-only"
    FULL = "cannot grow, the disk is full"
    OTHER = "cannot be written"


class SickError(Exception):
    """The file is no cache of ours, or not one that can be read; ``why`` completes "The cache"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class UnwritableError(Exception):
    """The file cannot be made or written but may be sound; ``why`` completes "The cache"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


_CODES = {
    sqlite3.SQLITE_CORRUPT: Trouble.SICK,
    sqlite3.SQLITE_NOTADB: Trouble.SICK,
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.READ_ONLY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
}


def diagnose(error: DBAPIError) -> Trouble:
    """What the driver's error means for the cache."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code in {sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}:
        return Trouble.SICK
    # A flipped byte in the schema page shows as bad SQL or a missing column of our own tables.
    if code == sqlite3.SQLITE_ERROR and re.search("no such|malformed|no column", str(error.orig)):
        return Trouble.SICK
    return _CODES.get((code or 0) & _PRIMARY, Trouble.OTHER)


def reason(trouble: Trouble) -> str:
    """Completes "The cache"."""
    return trouble.value


def file_of(location: str) -> Path | None:
    """The file that a location names; ``None`` for memory and for a URL."""
    if _URL.match(location) or location == ":memory:":
        return None
    path = at_home(location)
    return path / "cache.sqlite" if is_folder(path) else path


class Peeker:
    """Looks rows up in a file that is there and sound, with the driver alone.

    A run that finds everything in the cache spends most of its time on imports, and those of
    SQLAlchemy are a third of them: so it looks here first and takes the whole road, with its
    diagnoses, for anything but a plain answer. Not safe for threads at once, but may be used by
    one after the other.

    Args:
        path: of the file.
        version: of the form the file must have.
    """

    def __init__(self, path: Path, version: int) -> None:
        self._path = path
        self._version = version
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def look_up(self, keys: Sequence[str]) -> list[tuple[Any, ...]] | None:
        """Rows of some keys, not more than one statement takes.

        Returns:
            (key, value, checksum, used) of those that exist; ``None`` where anything is not as
            it should be.
        """
        marks = ",".join("?" * len(keys))
        try:
            connection = self._connected()
            form = "SELECT value FROM depeche_meta WHERE name = 'schema'"
            if connection.execute(form).fetchall() != [(self._version,)]:
                return None
            columns = "SELECT key, value, checksum, used FROM depeche_outputs"
            query = f"{columns} WHERE key IN ({marks})"  # marks are question marks
            return connection.execute(query, keys).fetchall()
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, OSError):
            return None

    def close(self) -> None:
        """Let the file go; the next look-up takes it up again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> sqlite3.Connection:
        """A connection to the file that is there now: another process may have put a sick one
        aside and begun anew.
        """
        seen = self._path.stat()
        file = (seen.st_dev, seen.st_ino)
        if self._connection is None or file != self._file:
            self.close()
            address = f"file:{quote(str(self._path.absolute()))}?mode=rw"
            self._connection = sqlite3.connect(
                address, uri=True, timeout=1.0, check_same_thread=False, isolation_level=None
            )
            self._file = file
        return self._connection


class Database:
    """Where the cache is kept.

    Attributes:
        name: for messages: the file's name without its folder, or a URL without its password.
        path: the file, ``None`` in memory and for a database that is not SQLite.
    """

    def __init__(self, location: str, *, wait: float) -> None:
        from sqlalchemy import URL, make_url
        from sqlalchemy.exc import ArgumentError

        self._wait = wait
        self._inode: tuple[int, int] | None = None
        if _URL.match(location):
            try:
                self._url = make_url(location)
            except (ArgumentError, ValueError) as error:
                message = "The cache's location is not a database URL."
                raise CacheError(message, hint=_HINT) from error
        else:
            file = file_of(location)
            self._url = URL.create("sqlite", database=str(file) if file else location)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        name = self._url.database or ""
        in_memory = self.is_sqlite and (name in {"", ":memory:"} or name.startswith("file:"))
        self.path = Path(name).absolute() if self.is_sqlite and not in_memory else None
        self.location = ":memory:" if in_memory else str(self.path or self._url)
        self.name = self.path.name if self.path else self.location

    def connect(self, tables: tuple[Table, Table], version: int) -> Connection:
        """Open and, where they are missing, make the tables.

        Raises:
            SickError: damaged, or of another version.
            UnwritableError: it cannot be made here.
            CacheError: not SQLite, and not to be reached.
        """
        from sqlalchemy.exc import DBAPIError

        if self.path is not None:
            try:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise UnwritableError("has a folder that cannot be made") from error
        deadline = time.monotonic() + self._wait
        while True:
            try:
                return self._connect_once(tables, version)
            except DBAPIError as error:
                trouble = diagnose(error)
                if not self.is_sqlite:
                    message = f"The cache ({self.name}) is out of reach."
                    raise CacheError(message, hint=_HINT) from error
                # Two processes that make the file at once can meet in every step of it.
                raced = trouble is Trouble.BUSY or "already exists" in str(error.orig)
                if not raced or time.monotonic() > deadline:
                    if trouble is Trouble.SICK:
                        raise SickError(trouble.value) from error
                    raise UnwritableError(trouble.value) from error
            except UnicodeDecodeError as error:
                # SQLite's own message quoted the broken bytes, which the driver cannot decode.
                raise SickError(Trouble.SICK.value) from error
            time.sleep(0.05)

    def connect_read_only(self, tables: tuple[Table, Table], version: int) -> Connection | None:
        """Open a file that exists without writing beside it; ``None`` where that fails."""
        from sqlalchemy import URL
        from sqlalchemy.exc import DBAPIError

        if self.path is None or not os.access(self.path, os.R_OK):
            return None
        log = self.path.with_name(self.path.name + "-wal")
        # Immutable: read without the shared-memory file that a read-only folder cannot hold.
        # It would overlook a log that is still to be moved into the file.
        modes = [{"mode": "ro"}]
        if not log.exists() or log.stat().st_size == 0:
            modes.append({"mode": "ro", "immutable": "1"})
        for mode in modes:
            url = URL.create(
                "sqlite", database=f"file:{quote(str(self.path))}", query={**mode, "uri": "true"}
            )
            connection = None
            try:
                connection = self._open(url)
                if self._version(connection, tables) == version:
                    return connection
            except (DBAPIError, UnicodeDecodeError):
                pass
            if connection is not None:
                self.disconnect(connection)
        return None

    def disconnect(self, connection: Connection) -> None:
        """Close; an error in doing so changes nothing any more."""
        from sqlalchemy.exc import DBAPIError

        with contextlib.suppress(DBAPIError):
            connection.close()
        connection.engine.dispose()

    def set_aside(self) -> str:
        """Move the file and its log out of the way.

        Returns:
            The new name, empty where another process was quicker.

        Raises:
            OSError: it cannot be moved.
        """
        if self.path is None:
            return ""
        if _inode(self.path) != self._inode:
            return ""
        # Local time: the user looks for "this morning's" file.
        stamp = f"{datetime.now().astimezone():%Y%m%dT%H%M%S}"
        target = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        for number in range(2, 1000):
            if not target.exists():
                break
            target = target.with_name(f"{self.path.name}.damaged-{stamp}-{number}")
        # The log first: a new file beside an old log would be "recovered" from it.
        for suffix in ("-wal", "-shm"):
            beside = self.path.with_name(self.path.name + suffix)
            with contextlib.suppress(FileNotFoundError):
                beside.rename(target.with_name(target.name + suffix))
        with contextlib.suppress(FileNotFoundError):
            self.path.rename(target)
        return target.name

    def file_size(self) -> int:
        """Bytes on disk, the write-ahead log included; 0 where there is no file."""
        if self.path is None:
            return 0
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def shrink(self, connection: Connection) -> None:
        """Give freed pages back to the disk, unless another process is using the file."""
        from sqlalchemy.exc import DBAPIError

        if not self.is_sqlite:
            return
        with contextlib.suppress(DBAPIError, UnicodeDecodeError):
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.rollback()

    def _connect_once(self, tables: tuple[Table, Table], version: int) -> Connection:
        connection = self._open(self._url)
        try:
            self._prepare(connection, tables, version)
        except BaseException:
            self.disconnect(connection)
            raise
        return connection

    def _open(self, url: URL) -> Connection:
        from sqlalchemy import create_engine
        from sqlalchemy.exc import NoSuchModuleError
        from sqlalchemy.pool import StaticPool

        options: dict[str, Any] = {}
        if self.is_sqlite:
            arguments = {"timeout": self._wait, "check_same_thread": False}
            options = {"poolclass": StaticPool, "connect_args": arguments}
        try:
            engine = create_engine(url, **options)
        except (NoSuchModuleError, ImportError) as error:
            message = f"The cache ({self.name}) needs a database driver that is not installed."
            raise CacheError(message, hint=_HINT) from error
        connection = engine.connect()
        self._inode = _inode(self.path)
        return connection

    def _prepare(self, connection: Connection, tables: tuple[Table, Table], version: int) -> None:
        from sqlalchemy.schema import CreateIndex, CreateTable

        found = self._version(connection, tables)
        if found == version:
            return
        if found is not None:
            raise SickError(f"was written by another version of depeche (form {found})")
        if self.is_sqlite:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.commit()
        meta = tables[1]
        with connection.begin():
            for table in tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))
            # Last, so that a file made by half has no version and is made again.
            connection.execute(meta.delete().where(meta.c.name == "schema"))
            connection.execute(meta.insert().values(name="schema", value=version))

    def _version(self, connection: Connection, tables: tuple[Table, Table]) -> int | None:
        from sqlalchemy import inspect

        meta = tables[1]
        if self.is_sqlite:
            # One statement instead of an inspection: every run passes here.
            connection.exec_driver_sql("PRAGMA synchronous=NORMAL")
            query = "SELECT count(*) FROM sqlite_master WHERE name = 'depeche_meta'"
            present = bool(connection.exec_driver_sql(query).scalar())
        else:
            present = inspect(connection).has_table(meta.name)
        value = None
        if present:
            query_version = meta.select().with_only_columns(meta.c.value)
            value = connection.execute(query_version.where(meta.c.name == "schema")).scalar()
        connection.rollback()
        return value


def _inode(path: Path | None) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        if path is not None:
            status = path.stat()
            return (status.st_dev, status.st_ino)
    return None
