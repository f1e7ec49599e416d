"""What a night remembers of the nights before it: one line of JSON a wire, only ever added to.

A line that was half-written when the power went is ignored, and so is every line with a wrong
checksum. When a night ends and half of the lines are out of date, the file is written anew.
"""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from pipeline.batch.disk import unwritable
from pipeline.errors import OutputError
from pipeline.files import write_atomically

FORM = 2
"""Raised when a record of an older form could not be understood."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written for a wire.

    Attributes:
        name: path below the output folder, with ``/``.
        digest: SHA-256 of what was last made for it, hexadecimal.
        before: the digest of what was made for it before; what is there while the new one has
            not been moved into place.
        beside: where the last one was put because ``name`` had been edited by hand; or empty.
        size: of the file ``name``, in bytes; -1 until it was seen in place.
        mtime_ns: of the file ``name``.
        kind: ``brief``; ``notice`` of a withdrawal; ``withdrawn`` for a brief moved out of sight,
            which nobody looks for again.
    """

    name: str
    digest: str
    before: str = ""
    beside: str = ""
    size: int = -1
    mtime_ns: int = 0
    kind: str = "brief"


@dataclass(frozen=True, slots=True)
class Item:
    """A version of an item, as a wire had it.

    Attributes:
        identity, version, created: as of :class:`pipeline.wire.WireItem`.
        number: which article of the wire it is, from 1.
        use: ``usable``, ``killed``, ``held`` or ``skipped``.
        mtime_ns: of the wire; tells versions apart that say nothing of their order.
        home: path of the item's brief without a suffix, the same for all its versions.
        change: what it changes in the version before it, in English.
        text: its French paragraphs, packed.
    """

    identity: str
    version: int
    created: str
    number: int
    use: str
    mtime_ns: int
    home: str = ""
    change: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says about an article.

    Attributes:
        headline: English.
        credit: as the wire has it.
        words: of the brief.
        flags: how many, by severity.
        moment: when the wire was made, ISO 8601 in UTC.
        files: what was written, paths below the output folder, by format.
        item: identity of the item; empty where it has none.
        urgency: 1 (most) to 8 (least).
        signals: alert, update, correction … of the item.
    """

    headline: str
    credit: str
    words: int
    flags: Mapping[str, int]
    moment: str
    files: Mapping[str, str]
    item: str = ""
    urgency: int = 5
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a wire.

    Attributes:
        wire: its absolute path.
        name: its path below the folder it was found in.
        stem: its brief's path below the output folder, without a suffix.
        state: as the last night that looked at it left it, a :class:`.report.State`; empty
            in a line that says to forget the wire.
        reason: why, where that is to be said; ends in what to do about it.
        size, mtime_ns, digest: of the wire when it was read; the digest is empty where it
            could not be.
        signature: of everything else that shapes the outputs.
        done: the outputs are in place; false from when their digests are known until then.
        seen: when size and time of wire and outputs were looked at, nanoseconds since the epoch.
        outputs: written by now.
        entries: for the index, one for each article that was written.
        items: of its articles that have an identity, and earlier ones that still count.
        until: when a held wire is free, ISO 8601 in UTC; empty where it is not held or nobody
            knows.
    """

    wire: str
    name: str
    stem: str
    state: str
    reason: str = ""
    size: int = -1
    mtime_ns: int = 0
    digest: str = ""
    signature: str = ""
    done: bool = False
    seen: int = 0
    outputs: tuple[Output, ...] = ()
    entries: tuple[Entry, ...] = field(default=())
    items: tuple[Item, ...] = ()
    until: str = ""


class Journal:
    """All records of an output folder, in memory and on disk. Safe for threads.

    Args:
        path: the file; it need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._lines = 0
        self.records: dict[str, Record] = {}
        self.damaged = 0
        self._read()

    def add(self, records: Iterable[Record], *, sync: bool) -> None:
        """Remember records.

        Args:
            records: each replaces an earlier one of the same wire.
            sync: whether they must have reached the disk when this returns.

        Raises:
            OutputError: they cannot be written.
        """
        known = list(records)
        if not known:
            return
        data = "".join(map(_line, known)).encode("ascii")
        with self._lock:
            try:
                self._append(data, sync=sync)
            except OSError as error:
                raise unwritable(self._path, error) from error
            self._lines += len(known)
            self.records.update((record.wire, record) for record in known)

    def forget(self, wires: Iterable[str]) -> None:
        """Drop the records of wires.

        Raises:
            OutputError: that cannot be written.
        """
        known = [self.records[wire] for wire in wires]
        self.add([replace(record, state="") for record in known], sync=False)
        for record in known:
            del self.records[record.wire]

    def tidy(self) -> None:
        """Write the file anew where half of it is out of date, or a line of it damaged.

        Raises:
            OutputError: it cannot be written.
        """
        with self._lock:
            if self._lines <= 2 * len(self.records) and not self.damaged:
                return
            write_atomically(self._path, "".join(map(_line, self.records.values())))
            self._lines, self.damaged = len(self.records), 0

    def _append(self, data: bytes, *, sync: bool) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        descriptor = os.open(self._path, flags, 0o666)
        with os.fdopen(descriptor, "ab") as file:
            end = os.fstat(descriptor).st_size
            if end and os.pread(descriptor, 1, end - 1) != b"\n":
                data = b"\n" + data  # what was cut off must not take our first line with it
            file.write(data)
            file.flush()
            if sync:
                os.fsync(descriptor)

    def _read(self) -> None:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise OutputError(
                f"Cannot read {self._path}: {error.strerror or error}.",
                hint="Check its permissions; without it, nobody knows which briefs are ours.",
            ) from error
        for line in data.splitlines():
            self._lines += 1
            record = _parsed(line)
            if record is None:
                self.damaged += 1
            elif record.state:
                self.records[record.wire] = record
            else:
                self.records.pop(record.wire, None)


def _line(record: Record) -> str:
    text = json.dumps([FORM, asdict(record)], separators=(",", ":"))
    return f"{zlib.crc32(text.encode('ascii')):08x} {text}\n"


def _parsed(line: bytes) -> Record | None:
    checksum, _, text = line.partition(b" ")
    try:
        if int(checksum, 16) != zlib.crc32(text):
            return None
        form, value = json.loads(text)
        return _record(value) if form == FORM else None
    except (ValueError, TypeError, KeyError):
        return None


_NAMES = {field.name for field in fields(Record)}


def _record(value: dict[str, Any]) -> Record:
    if set(value) != _NAMES:
        raise ValueError("fields of another form")
    outputs = tuple(Output(**output) for output in value["outputs"])
    entries = tuple(
        Entry(**{**entry, "signals": tuple(entry["signals"])}) for entry in value["entries"]
    )
    items = tuple(Item(**item) for item in value["items"])
    return Record(**{**value, "outputs": outputs, "entries": entries, "items": items})
