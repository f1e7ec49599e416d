"""What comes at a night's end, and what is needed to tell of it."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.disk import digest_at, digest_of, unwritable
from pipeline.batch.index import index
from pipeline.batch.journal import Journal, Record
from pipeline.batch.report import NightReport, State
from pipeline.batch.wires import Wire
from pipeline.errors import DepecheError, NothingRanError, OutputError, SomeFailedError
from pipeline.files import exists, write_atomically

HIDDEN = ".depeche"
"""Folder in the output folder for what a night remembers."""
INDEX = "index.md"
REPORT = "report.json"

_TEMPORARY = re.compile(r"\.depeche-[0-9a-f]{16}\.tmp")  # as pipeline/files.py names them


@dataclass(frozen=True, slots=True)
class Clock:
    """When a night began, on the wall and by a clock that is never set."""

    started_ns: int
    monotonic: float

    @classmethod
    def now(cls) -> Clock:
        """It begins."""
        return cls(time.time_ns(), time.monotonic())

    @property
    def started(self) -> str:
        """ISO 8601, UTC."""
        return stamp(self.started_ns / 1e9)

    @property
    def run(self) -> str:
        """Name of the night."""
        return f"{self.started.replace(':', '').replace('-', '')}-{os.getpid()}"

    def seconds(self) -> float:
        """Since then."""
        return time.monotonic() - self.monotonic


def stamp(moment: float) -> str:
    """Seconds since the epoch as ISO 8601 in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))


def adopt_moved(journal: Journal, wires: Collection[Wire]) -> None:
    """Let wires whose folder was moved or renamed keep their records.

    A wire is taken for one on record when it has the same name below its folder, the same
    content, and the file of the record is no longer there.
    """
    here = {wire.path for wire in wires}
    lost: dict[str, Record] = {}
    for record in journal.records.values():
        if record.wire not in here and record.digest and not exists(Path(record.wire)):
            lost[record.name] = record
    if not lost:
        return
    moved = []
    for wire in wires:
        if wire.name not in lost or wire.path in journal.records:
            continue
        if digest_at(Path(wire.path)) == lost[wire.name].digest:
            moved.append((lost[wire.name], wire))
            del lost[wire.name]  # a copy of it is a wire of its own
    journal.add((replace(record, wire=wire.path) for record, wire in moved), sync=False)
    journal.forget({record.wire for record, _ in moved})


def sweep(folder: Path) -> None:
    """Remove the temporary files of a night that was killed while it wrote.

    A mark that is there while a night runs tells whether the last one was; without it, nothing
    is searched.

    Raises:
        OutputError: the mark cannot be written.
    """
    mark = folder / HIDDEN / "running"
    if exists(mark):
        for place, _, files in os.walk(folder):
            for name in files:
                if _TEMPORARY.fullmatch(name):
                    with contextlib.suppress(OSError):
                        (Path(place) / name).unlink()
    else:
        write_atomically(mark, "")


def some_failed(count: int) -> DepecheError:
    """The error for a night in which wires failed."""
    return SomeFailedError(
        f"{count} wire{'s' if count != 1 else ''} failed; what else was to do is done.",
        hint="index.md and report.json say why; the next run tries them again.",
    )


def error_of(report: NightReport) -> DepecheError | None:
    """Why a night ends with a code other than 0."""
    failed = report.count(State.FAILED)
    if report.error and not isinstance(report.error, SomeFailedError):
        return report.error
    if report.signal:
        return None
    if not report.wires:
        return NothingRanError(
            "There is no wire in what was named.",
            hint="Name files, folders or patterns; hidden files are left out.",
        )
    if failed == len(report.wires):
        first = report.wires[0]
        return NothingRanError(
            f"All {failed} wires failed." if failed > 1 else f"{first.wire} failed.",
            hint=f"{first.reason}" + (" index.md has the others." if failed > 1 else ""),
        )
    if report.error:
        return SomeFailedError(
            "A wire failed, and the night was to stop at that.",
            hint="Without --fail-fast, one wire fails alone.",
        )
    return some_failed(failed) if failed else None


def close(folder: Path, journal: Journal, report: NightReport, gone: Iterable[str]) -> NightReport:
    """Write the index and the report, and tidy the journal.

    Returns:
        The report, with the error of a disk that takes no more.
    """
    lost = list(gone)
    left = [path for path in lost if _forgettable(folder, journal.records[path])]
    try:
        journal.forget(left)
        page = index(journal.records.values(), lost)
        if digest_at(folder / INDEX) != digest_of(page.encode()):
            write_atomically(folder / INDEX, page)
        journal.tidy()
        write_atomically(folder / REPORT, report.pieces())
        (folder / HIDDEN / "running").unlink(missing_ok=True)
    except OutputError as error:
        return replace(report, error=report.error or error)
    except OSError as error:
        return replace(report, error=report.error or unwritable(folder, error))
    return report


def _forgettable(folder: Path, record: Record) -> bool:
    """Whether a record of a deleted wire says nothing that matters: a withdrawal always does."""
    if any(item.use == "killed" for item in record.items):
        return False
    return not any(exists(folder / output.name) for output in record.outputs)
