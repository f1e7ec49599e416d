"""Putting files in place, never over what somebody has edited by hand.

The digest of a file goes on record before the file is written. Whatever is in its place and
has neither that digest nor the one before it was not put there by us.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.disk import digest_at, digest_of
from pipeline.batch.journal import Output, Record
from pipeline.files import exists, write_atomically

RACY_NS = 2_000_000_000
"""A file that changed so shortly before it was looked at may have changed again with the same
time on it: the coarsest clock of a file system in use counts in steps of two seconds."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to write.

    Attributes:
        output: what will be on record of it.
        content: of it.
        target: where that goes; ``None`` where it is in place already.
        there: digest of what was there when this was planned; empty where nothing was.
        taken: as of :func:`plan`.
    """

    output: Output
    content: bytes
    target: str | None
    there: str
    taken: Callable[[str], bool]


def plan(
    folder: Path,
    name: str,
    content: bytes,
    known: Output | None,
    taken: Callable[[str], bool],
) -> Planned:
    """Decide where a new version goes.

    Args:
        folder: the output folder.
        name: path of the file below it.
        content: of the new version.
        known: what is on record of the file.
        taken: whether a name below the folder is another wire's.
    """
    new = digest_of(content)
    ours = {known.digest, known.before} - {""} if known else set()
    path = folder / name
    there = digest_at(path) if exists(path) else None
    if there is None or there in ours or there == new:
        output = Output(name, new, before=there or "")
        return Planned(output, content, None if there == new else name, there or "", taken)
    # Somebody has edited it: the new version goes beside it, and never over one edited too.
    stem, dot, suffix = name.rpartition(".")
    for number in itertools.count(1):
        mark = "" if number == 1 else f"-{number}"
        beside = f"{stem}.new{mark}{dot}{suffix}"
        if taken(beside):
            continue
        lies = digest_at(folder / beside) if exists(folder / beside) else None
        last = known is not None and beside == known.beside and lies in ours
        if last or lies in (None, new):
            output = Output(name, new, before=known.digest if known else "", beside=beside)
            target = None if lies == new else beside
            return Planned(output, content, target, lies or "", taken)
    raise AssertionError  # numbers do not end


def put(folder: Path, planned: Sequence[Planned]) -> tuple[Planned, ...]:
    """Write what is not in place.

    Returns:
        The same; files that somebody has edited since they were planned, beside those.

    Raises:
        OutputError: a file cannot be written.
    """
    return tuple(_put(folder, item) for item in planned)


def _put(folder: Path, item: Planned) -> Planned:
    while item.target is not None:
        path = folder / item.target
        if not exists(path) or digest_at(path) in (item.there, item.output.digest):
            write_atomically(path, item.content)
            break
        name, ours = item.output.name, item.output.before or item.there
        again = plan(folder, name, item.content, Output(name, ours), item.taken)
        item = replace(again, output=replace(again.output, kind=item.output.kind))
    return item


def seen(folder: Path, output: Output) -> Output:
    """With size and time of the file in place, by which it is known again without reading.

    One edited by hand gets none, and is read every time.
    """
    if output.beside:
        return output
    status = (folder / output.name).stat()
    return replace(output, size=status.st_size, mtime_ns=status.st_mtime_ns)


def in_place(folder: Path, record: Record) -> tuple[bool, tuple[str, ...], Record]:
    """Whether all files of a record are there.

    Returns:
        That, the names of those edited by hand since, and the record with what was seen of
        files that had to be read to be sure.
    """
    edited: list[str] = []
    outputs: list[Output] = []
    now = time.time_ns()
    for output in record.outputs:
        if output.kind == "withdrawn":
            outputs.append(output)
            continue
        path = folder / output.name
        try:
            status = path.stat()
        except OSError:
            return False, (), record
        same = (status.st_size, status.st_mtime_ns) == (output.size, output.mtime_ns)
        if same and record.seen - status.st_mtime_ns > RACY_NS:
            outputs.append(output)
            continue
        there = digest_at(path)
        if there == output.digest:
            outputs.append(seen(folder, replace(output, beside="")))
        elif there == output.before and not output.beside:
            return False, (), record
        else:
            edited.append(output.name)
            # Somebody who took the new version away has dealt with it.
            kept = bool(output.beside) and exists(folder / output.beside)
            outputs.append(replace(output, beside=output.beside if kept else "", size=-1))
    if tuple(outputs) != record.outputs or any(map(_young(record), outputs)):
        record = replace(record, outputs=tuple(outputs), seen=now)
    return True, tuple(edited), record


def _young(record: Record) -> Callable[[Output], bool]:
    return lambda output: (
        output.kind != "withdrawn" and 0 <= record.seen - output.mtime_ns <= RACY_NS
    )
