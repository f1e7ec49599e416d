"""Putting finished wires on disk while the next ones are worked on.

Waiting for a disk is most of what writing costs, so several files are written at once, and the
records of many wires reach the disk together.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.disk import ends_all
from pipeline.batch.job import Job
from pipeline.batch.journal import Journal, Output, Record
from pipeline.batch.outputs import Planned, put, seen
from pipeline.batch.report import State
from pipeline.batch.withdrawn import move
from pipeline.errors import OutputError

WRITERS = 8


@dataclass(frozen=True, slots=True)
class Ready:
    """A wire whose files can be written, and the record of it until they are.

    Attributes:
        job: the wire.
        planned: files to write.
        record: as it is until they are written.
        flags: of its briefs, by severity.
        rest: other files that stay on record.
        moves: briefs that are withdrawn.
        takes: identities whose briefs are this wire's from now on, or nobody's.
        rivals: paths of other wires that have, or had, those items.
    """

    job: Job
    planned: Sequence[Planned]
    record: Record
    flags: Mapping[str, int]
    rest: tuple[Output, ...] = ()
    moves: tuple[tuple[str, str], ...] = ()
    takes: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Put:
    """A wire whose files are written, or why they are not; and other wires that lost theirs."""

    ready: Ready
    record: Record
    error: OutputError | None = None
    losers: tuple[Record, ...] = ()


class Committer:
    """Writes files and records, in the order in which they were handed over.

    Args:
        folder: the output folder.
        journal: of it.
    """

    def __init__(self, folder: Path, journal: Journal) -> None:
        self._folder = folder
        self._journal = journal
        self._order = ThreadPoolExecutor(1, thread_name_prefix="records")
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="files")
        # Of tonight: whose an item is now, and the files that are no other wire's any more.
        self._owners: dict[str, str] = {}
        self._claimed: dict[str, str] = {}

    def commit(self, batch: Sequence[Ready]) -> Future[list[Put]]:
        """Write a batch of wires.

        The future raises :class:`OutputError` where the disk is such that no other wire would
        fare better.
        """
        return self._order.submit(self._commit, batch)

    def close(self) -> None:
        """Wait until everything is written."""
        self._order.shutdown()
        self._writers.shutdown()

    def _commit(self, batch: Sequence[Ready]) -> list[Put]:
        # First what the files will be, then the files, then that they are: whenever this is
        # cut off, a file that is there is known to be ours.
        batch = [self._without_taken(ready) for ready in batch]
        self._journal.add([ready.record for ready in batch], sync=True)
        made = list(self._writers.map(self._put, batch))
        made = self._released(made)
        self._journal.add(
            [record for put in made for record in (*put.losers, put.record)], sync=False
        )
        fatal = next((put.error for put in made if put.error and ends_all(put.error)), None)
        if fatal is not None:
            raise fatal
        return made

    def _without_taken(self, ready: Ready) -> Ready:
        """A wire was begun before another one took an item from it."""
        path = ready.record.wire

        def ours(outputs: tuple[Output, ...]) -> tuple[Output, ...]:
            return tuple(o for o in outputs if self._claimed.get(o.name, path) == path)

        entries = ready.record.entries
        kept = tuple(e for e in entries if self._owners.get(e.item, path) == path)
        record = replace(ready.record, entries=kept, outputs=ours(ready.record.outputs))
        return replace(ready, record=record, rest=ours(ready.rest))

    def _released(self, made: list[Put]) -> list[Put]:
        """Take briefs off the records of wires whose items are another wire's now."""
        if not any(put.ready.takes for put in made):
            return made
        records = {each.record.wire: each.record for each in made}
        losers: dict[str, tuple[Record, ...]] = {}
        for each in made:
            if each.error is not None or not each.ready.takes:
                continue
            lost = []
            self._owners |= dict.fromkeys(each.ready.takes, each.record.wire)
            self._claimed |= dict.fromkeys(claims(each), each.record.wire)
            for path in sorted(each.ready.rivals - {each.record.wire}):
                record = records.get(path) or self._journal.records.get(path)
                left = released(record, each) if record else None
                if left is not None:
                    records[path] = left
                    lost.append(left)
            losers[each.record.wire] = tuple(lost)
        return [
            replace(each, record=records[each.record.wire], losers=losers.get(each.record.wire, ()))
            for each in made
        ]

    def _put(self, ready: Ready) -> Put:
        start = time.perf_counter()
        try:
            planned = put(self._folder, ready.planned)
            move(self._folder, ready.moves)
        except OutputError as error:
            return Put(ready, ready.record, error)
        finally:
            ready.job.seconds["write"] = time.perf_counter() - start
        try:
            outputs = tuple(seen(self._folder, item.output) for item in planned)
        except OSError:
            outputs = ready.record.outputs  # taken away already; the next night will see
        if outputs is not ready.record.outputs:
            outputs += ready.rest
        state = ready.record.state
        if state == State.WRITTEN and any(output.beside for output in outputs):
            state = State.KEPT
        now = time.time_ns()
        record = replace(ready.record, state=state, outputs=outputs, done=True, seen=now)
        return Put(ready, record)


def claims(put: Put) -> set[str]:
    """Files that are no other wire's once a wire is written."""
    return {output.name for output in put.record.outputs if output.kind == "brief"} | {
        source for source, _ in put.ready.moves
    }


def released(record: Record, put: Put) -> Record | None:
    """A record without what another wire has taken from it; ``None`` where that is nothing."""
    takes = put.ready.takes
    claimed = claims(put)
    entries = tuple(entry for entry in record.entries if entry.item not in takes)
    outputs = tuple(output for output in record.outputs if output.name not in claimed)
    state, reason = record.state, record.reason
    kill = bool(put.ready.job.kills)
    published = state in (State.WRITTEN, State.KEPT) and record.entries and not entries
    if published and kill:
        state = State.WITHDRAWN
        reason = f"Its agency has withdrawn it, in {put.record.name}."
    elif published or (state == State.WITHDRAWN and not kill and not entries):
        state = State.SUPERSEDED
        reason = f"A version of it that is as new or newer: {put.record.name}."
    new = replace(record, entries=entries, outputs=outputs, state=state, reason=reason)
    return new if new != record else None
