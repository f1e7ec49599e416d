"""A folder that is watched: each wire that has arrived whole goes through a night of its own.

A file is whole when its size and time have stood still for a while. One that is moved into place
under its name from a name that is not looked at, or with an old time on it, is whole at once.
"""

from __future__ import annotations

import os
import queue
import stat
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.closing import HIDDEN
from pipeline.batch.lock import locked
from pipeline.batch.night import NightSettings, Observer, Stop, run_night
from pipeline.batch.report import NightReport, State, WireReport
from pipeline.batch.verdict import Decide
from pipeline.batch.wires import seen_from
from pipeline.errors import InputError, LockedError, NothingRanError, SomeFailedError

if TYPE_CHECKING:
    from pipeline.brief import Chain

RESCAN = 60.0
"""Seconds between looks at the whole folder: what tells of changes may lose some."""

BUSY = 2.0
"""Seconds between tries while a night holds the output folder."""

DEBOUNCE_MS = 50
UNFINISHED = (".part", ".tmp", ".partial", ".crdownload", ".filepart")
"""Ends of names, lower case, that say that a file is still being written."""

Changes = Iterable[tuple[bool, str]]
"""Whether a file is there now, and its path."""


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """What to watch.

    Attributes:
        night: what to do with a wire; ``wires`` is the one folder to watch.
        settle: seconds for which a file must not have changed.
        polling: look at all files again and again, where the system tells of no changes.
    """

    night: NightSettings
    settle: float = 1.0
    polling: bool = False


class Watcher:
    """Told what happens; this one does nothing."""

    def ready(self, found: int) -> None:
        """The folder is watched; so many files were in it."""

    def waiting(self, why: str) -> None:
        """Another run has the output folder."""

    def ended(self, wire: WireReport, seconds: float | None) -> None:
        """Something has become of a wire, so many seconds after it had arrived; ``None`` where
        it was there before, or was held.
        """


@dataclass(slots=True)
class _Arriving:
    size: int
    mtime_ns: int
    since: float  # monotonic: when it was first seen like this
    seen: float  # wall clock of that
    whole: bool = False


def watch(
    settings: WatchSettings,
    chain: Chain,
    decide: Decide,
    *,
    watcher: Watcher | None = None,
    stop: Stop | None = None,
) -> None:
    """Turn wires into briefs as they arrive, until told to stop.

    Begins with all that is in the folder, so that nothing is missed between two watches. A held
    wire is looked at again when its embargo ends.

    Raises:
        InputError: there is no such folder, or it has gone.
        LockedError: another watch has the output folder.
        DepecheError: what ends a night: a disk that takes no more, a model that does not load.
    """
    inbox = Path(os.path.abspath(settings.night.wires[0]))  # noqa: PTH100  # links stay, as in a night
    if not inbox.is_dir():
        raise InputError(f"There is no folder {inbox}.", hint="Make it, or name another.")
    hidden = settings.night.out / HIDDEN
    with locked(hidden, name="watch", what="watching for"):
        _Watch(settings, chain, decide, watcher or Watcher(), stop or Stop(), inbox).run()


class _Watch:
    def __init__(
        self,
        settings: WatchSettings,
        chain: Chain,
        decide: Decide,
        watcher: Watcher,
        stop: Stop,
        inbox: Path,
    ) -> None:
        self._settings = settings
        self._chain = chain
        self._decide = decide
        self._watcher = watcher
        self._stop = stop
        self._inbox = inbox
        self._out = seen_from(str(inbox), os.path.abspath(settings.night.out))  # noqa: PTH100  # as above
        self._events: queue.SimpleQueue[Changes | BaseException | None] = queue.SimpleQueue()
        self._arriving: dict[str, _Arriving] = {}
        self._known: dict[str, tuple[int, int]] = {}
        self._held: dict[str, float] = {}
        self._rescan = 0.0
        self._told = ""
        self._ended = threading.Event()
        self._listening = threading.Event()

    def run(self) -> None:
        """Until told to stop."""
        # Both read now, at once: pages are known by the signature of the terms they were made with.
        _ = self._chain.trust.termbase, self._chain.trust.signature
        self._stop.wake = self._wake
        thread = threading.Thread(target=self._listen, name="watch", daemon=True)
        thread.start()
        try:
            # Heard before looked at: nothing can arrive in between and be missed.
            self._listening.wait(timeout=30)
            found = self._look_at_all()
            self._watcher.ready(found)
            while not self._stop.signal:
                self._hear(self._next_due())
                if not self._stop.signal:
                    self._act()
        finally:
            self._ended.set()
            thread.join(timeout=5)

    def _wake(self) -> None:
        self._events.put(None)

    # Hearing

    def _listen(self) -> None:
        """In a thread of its own: what changes in the folder."""
        from watchfiles import Change
        from watchfiles import watch as changes_of

        try:
            for changes in changes_of(
                self._inbox,
                watch_filter=None,
                debounce=DEBOUNCE_MS,
                step=20,
                rust_timeout=250,
                yield_on_timeout=True,  # the first time says that it hears now
                stop_event=self._ended,
                force_polling=self._settings.polling or None,
                poll_delay_ms=200,
                ignore_permission_denied=True,
                raise_interrupt=False,
            ):
                self._listening.set()
                if changes:
                    self._events.put([(what is not Change.deleted, path) for what, path in changes])
        except Exception as error:  # noqa: BLE001  # handed to the thread that waits
            self._events.put(error)
        finally:
            self._listening.set()

    def _hear(self, until: float) -> None:
        """Take in what has changed, or wait until something is due."""
        try:
            heard = self._events.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            return
        while heard is not None:
            if isinstance(heard, BaseException):
                raise InputError(
                    f"{self._inbox} can no longer be watched: {heard}.",
                    hint="Is it still there? --polling helps where the system tells of no changes.",
                ) from heard
            self._take_in(heard)
            try:
                heard = self._events.get_nowait()
            except queue.Empty:
                return

    def _take_in(self, changes: Changes) -> None:
        changes = list(changes)
        left = {Path(path) for there, path in changes if not there and not self._counts(path)}
        for there, path in changes:
            if there and self._counts(path):
                self._see(path, renamed=any(_was(old, Path(path)) for old in left))
            elif there and Path(path).is_dir() and self._inside(path):
                self._look_at_all()  # a folder that was moved in says nothing of its files

    def _look_at_all(self) -> int:
        """See every file in the folder."""
        self._rescan = time.monotonic() + RESCAN
        found = 0
        there: dict[str, tuple[int, int]] = {}
        for folder, folders, files in os.walk(self._inbox):
            folders[:] = [name for name in folders if self._inside(os.path.join(folder, name))]  # noqa: PTH118  # paths as text, by the thousand
            for name in files:
                path = os.path.join(folder, name)  # noqa: PTH118  # as above
                if self._counts(path):
                    found += 1
                    self._see(path)
                    if path in self._known:
                        there[path] = self._known[path]
        self._known = there  # without those that were taken away: they would add up for months
        if not self._inbox.is_dir():
            raise InputError(f"{self._inbox} has gone.", hint="Make it again, and start again.")
        return found

    def _see(self, path: str, *, renamed: bool = False) -> None:
        try:
            status = Path(path).stat()
        except OSError:
            self._arriving.pop(path, None)
            return
        if not stat.S_ISREG(status.st_mode):
            return
        # A move leaves its mark on the inode alone, a write on both: without that difference, an
        # unfinished file was taken away and another one of like name has been begun.
        renamed = renamed and status.st_ctime_ns > status.st_mtime_ns
        mark = (status.st_size, status.st_mtime_ns)
        before = self._arriving.get(path)
        if self._known.get(path) == mark and not before:
            return
        if before and (before.size, before.mtime_ns) == mark:
            before.whole = before.whole or renamed
            return
        self._arriving[path] = _Arriving(*mark, time.monotonic(), time.time(), whole=renamed)

    def _inside(self, path: str) -> bool:
        """Below the folder, not hidden, and not among the briefs."""
        if path == self._out or path.startswith(self._out + os.sep):
            return False
        below = os.path.relpath(path, self._inbox)
        return not any(part.startswith(".") for part in Path(below).parts)

    def _counts(self, path: str) -> bool:
        return not path.lower().endswith(UNFINISHED) and self._inside(path)

    # Acting

    def _next_due(self) -> float:
        """When something is to be looked at, by the monotonic clock."""
        now, wall = time.monotonic(), time.time()
        due = [self._rescan]
        due += [now + self._left(arriving) for arriving in self._arriving.values()]
        # Not slept through in one go: the wall clock may be set.
        due += [now + min(max(0.0, moment - wall), RESCAN) for moment in self._held.values()]
        return min(due)

    def _left(self, arriving: _Arriving) -> float:
        """Seconds until a file may be taken for whole."""
        if arriving.whole:
            return 0.0
        still = time.monotonic() - arriving.since
        age = time.time() - arriving.mtime_ns / 1e9
        return max(0.0, self._settings.settle - max(still, age))

    def _act(self) -> None:
        if time.monotonic() >= self._rescan:
            self._look_at_all()
        for path in list(self._arriving):
            self._see(path)
        arrived = {p: a for p, a in self._arriving.items() if self._left(a) <= 0}
        released = {path for path, moment in self._held.items() if moment <= time.time()}
        if not arrived and not released:
            return
        observer = _Telling(self._watcher, {p: a.seen for p, a in arrived.items()})
        night = replace(self._settings.night, only=frozenset(arrived) | released)
        try:
            report = run_night(
                night, self._chain, decide=self._decide, observer=observer, stop=self._stop
            )
        except LockedError as error:
            if error.message != self._told:
                self._told = error.message
                self._watcher.waiting(error.message)
            self._hear(time.monotonic() + BUSY)
            return
        finally:
            self._stop.wake = self._wake
        self._told = ""
        if report.error and not isinstance(report.error, SomeFailedError | NothingRanError):
            raise report.error
        if self._stop.signal:
            return
        for path, arriving in arrived.items():
            self._known[path] = (arriving.size, arriving.mtime_ns)
            if self._arriving.get(path) is arriving:
                del self._arriving[path]
        self._hold(report, released | set(arrived))

    def _hold(self, report: NightReport, looked: set[str]) -> None:
        for path in looked:
            self._held.pop(path, None)
        for wire in report.wires:
            if wire.state is State.HELD and wire.until:
                self._held[wire.path] = datetime.fromisoformat(wire.until).timestamp()


class _Telling(Observer):
    def __init__(self, watcher: Watcher, seen: dict[str, float]) -> None:
        self._watcher = watcher
        self._seen = seen

    def ended(self, wire: WireReport) -> None:
        seen = self._seen.get(wire.path)
        self._watcher.ended(wire, time.time() - seen if seen else None)


def _was(old: Path, new: Path) -> bool:
    """Whether a file that has gone was the unfinished form of one that has come."""
    return old.parent == new.parent and (new.name in old.name)
