"""Putting finished wires on disk while the next ones are worked on.

Waiting for a disk is most of what writing costs, so several files are written at once, and the
records of many wires reach the disk together.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.disk import ends_all
from pipeline.batch.job import Job
from pipeline.batch.journal import Journal, Record
from pipeline.batch.outputs import Planned, put, seen
from pipeline.errors import OutputError

WRITERS = 8


@dataclass(frozen=True, slots=True)
class Ready:
    """A wire whose files can be written, and the record of it once they are."""

    job: Job
    planned: Sequence[Planned]
    record: Record
    flags: dict[str, int]


@dataclass(frozen=True, slots=True)
class Put:
    """A wire whose files are written, or why they are not."""

    ready: Ready
    record: Record
    error: OutputError | None = None


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
        self._journal.add([ready.record for ready in batch], sync=True)
        made = list(self._writers.map(self._put, batch))
        self._journal.add([put.record for put in made], sync=False)
        fatal = next((put.error for put in made if put.error and ends_all(put.error)), None)
        if fatal is not None:
            raise fatal
        return made

    def _put(self, ready: Ready) -> Put:
        start = time.perf_counter()
        try:
            put(self._folder, ready.planned)
        except OutputError as error:
            return Put(ready, ready.record, error)
        finally:
            ready.job.seconds["write"] = time.perf_counter() - start
        try:
            outputs = tuple(seen(self._folder, planned.output) for planned in ready.planned)
        except OSError:
            outputs = ready.record.outputs  # taken away already; the next night will see
        record = replace(ready.record, outputs=outputs, done=True, seen=time.time_ns())
        return Put(ready, record)
