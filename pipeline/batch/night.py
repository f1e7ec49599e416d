"""A night: find the wires, leave what is done, put the rest through one pool of sentences,
write each brief as soon as its last sentence is there, and say what happened.
"""

from __future__ import annotations

import functools
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.article import Article, ModelInfo, Notice
from pipeline.batch import closing
from pipeline.batch.committer import Committer, Put, Ready
from pipeline.batch.disk import digest_at
from pipeline.batch.items import Items
from pipeline.batch.job import Job, begin, finish, finish_together, keep
from pipeline.batch.journal import Entry, Journal, Output, Record
from pipeline.batch.lock import locked
from pipeline.batch.names import Names
from pipeline.batch.outputs import RACY_NS, Planned, in_place, plan
from pipeline.batch.pool import Broken, Lost, Made, Message, Pool
from pipeline.batch.report import NightReport, State, WireReport, shared, total
from pipeline.batch.verdict import Decide, take_all
from pipeline.batch.wires import Missing, Wire, find_wires
from pipeline.batch.withdrawn import FOLDER, Moves, moves, notice
from pipeline.errors import DepecheError, FlaggedError, GenerationError, InputError, OutputError
from pipeline.files import exists
from pipeline.render import Align
from pipeline.summarize.base import DEFAULT_WORDS

if TYPE_CHECKING:
    from pipeline.brief import Chain
    from pipeline.translate import Finished

BATCH_CODE_VERSION = 5
"""Raised whenever this package makes other files of the same wires."""

FIRST_TEXTS = 64
"""Texts of the first window, which only has the model loaded while the next one is read."""

SHARES, LAST_TEXTS = 3, 192
"""A window takes at most this share of the texts that are left, but no fewer than the second:
sentences of one length are translated together, and of few there are few.
"""

_NOT_OUT = (State.WITHDRAWN, State.SUPERSEDED, State.SKIPPED)
"""States that do not depend on when a wire is looked at."""

COMMIT = 32
"""Wires that are written together, at most."""

UNWRITTEN = 3
"""Lots of them that may wait for the disk before the night waits, too."""


@dataclass(frozen=True, slots=True)
class NightSettings:
    """What a night is to do.

    Attributes:
        wires: files, folders and patterns.
        out: the output folder.
        formats: names of :data:`pipeline.render.RENDERERS`, the first the one to link to.
        align: as of :class:`pipeline.render.RenderOptions`.
        words: budget of a brief, in English words.
        strict: a wire that is not French fails, one that has an error left is held back.
        fail_fast: stop at the first wire that fails.
        dry_run: do nothing but say what would be done.
        window_texts: distinct texts in a window of the pool; memory grows with it.
        window_articles: articles in one, at most.
        only: absolute paths of the wires to look at; all that ``wires`` name where ``None``.
    """

    wires: tuple[str, ...]
    out: Path
    formats: tuple[str, ...] = ("markdown",)
    align: Align = "sentence"
    words: int = DEFAULT_WORDS
    strict: bool = False
    fail_fast: bool = False
    dry_run: bool = False
    window_texts: int = 256
    window_articles: int = 48
    only: frozenset[str] | None = None


class Observer:
    """Told how a night goes; this one does nothing."""

    def begun(self, wires: int) -> None:
        """So many wires must be done."""

    def moved(self, done: int, expected: int, words: int) -> None:
        """Texts that are there, of how many as far as that can be told, and French words of
        the wires that are done.
        """

    def ended(self, wire: WireReport) -> None:
        """Something has become of a wire."""


class Stop:
    """Asks a night to end after the batch in hand; may be called in a signal handler."""

    def __init__(self) -> None:
        self.signal = 0
        self.wake: Callable[[], None] | None = None

    def __call__(self, number: int) -> None:
        """End because of a signal."""
        self.signal = number
        if self.wake is not None:
            self.wake()


def run_night(
    settings: NightSettings,
    chain: Chain,
    *,
    decide: Decide = take_all,
    observer: Observer | None = None,
    stop: Stop | None = None,
) -> NightReport:
    """Turn wires into briefs.

    May be called any number of times with one chain. Whatever ends it, ``index.md`` and
    ``report.json`` are written as far as the disk lets them be; what a wire meets is in the
    report and no exception.

    Args:
        settings: what to do.
        chain: how, ready.
        decide: what is to become of an article.
        observer: told how it goes.
        stop: ends it early.

    Raises:
        LockedError: another night has the output folder.
        OutputError: the output folder cannot be written to at all.
    """
    night = _Night(settings, chain, decide, observer or Observer(), stop or Stop())
    if settings.dry_run:
        return night.look()
    with locked(settings.out / closing.HIDDEN) as trouble:
        return night.run([Notice("no-lock", trouble)] if trouble else [])


class _Night:
    def __init__(
        self,
        settings: NightSettings,
        chain: Chain,
        decide: Decide,
        observer: Observer,
        stop: Stop,
    ) -> None:
        self._settings = settings
        self._chain = chain
        self._decide = decide
        self._observer = observer
        self._stop = stop
        self._clock = closing.Clock.now()
        self._folder = settings.out
        self._signature = _signature(settings, chain)
        self._reports: dict[str, WireReport] = {}
        self._models: tuple[ModelInfo, ...] = ()
        self._error: DepecheError | None = None
        self._bug: BaseException | None = None
        self._pool = Pool(chain.translator)
        self._waiting: dict[str, list[Job]] = {}
        self._window: dict[str, str] = {}
        self._articles = 0
        self._first = True
        self._jobs: dict[str, Job] = {}
        self._moved_to: set[str] = set()
        self._ready: list[Ready] = []
        self._pages: dict[str, Mapping[str, Any]] = {}
        self._writing: list[Future[list[Put]]] = []
        # For the bar: texts that are there, texts and bytes that were read, bytes in all.
        self._done = self._texts = self._bytes = self._all_bytes = self._words = 0

    def look(self) -> NightReport:
        """A dry run."""
        self._journal = Journal(self._folder / closing.HIDDEN / "journal")
        wires, missing = self._find()
        for wire, why in self._to_do(wires, keep=False):
            self._end(wire, State.WAITING, reason=why)
        self._refuse(missing, keep=False)
        return self._report([*wires, *missing], [], self._gone(wires))

    def run(self, notices: list[Notice]) -> NightReport:
        """The night itself; the folder is ours."""
        closing.sweep(self._folder)
        self._journal = Journal(self._folder / closing.HIDDEN / "journal")
        if self._journal.damaged:
            text = f"Of what earlier nights did, {self._journal.damaged} lines were damaged."
            notices.append(Notice("journal-damaged", text))
        wires, missing = self._find()
        closing.adopt_moved(self._journal, wires)
        self._names = Names(wires, self._journal.records)
        notices += [
            Notice("name-taken", f"The brief of {name} is called {stem}: its own name is taken.")
            for name, stem in self._names.moved
        ]
        self._items = Items(self._journal.records, self._names, self._decide)
        self._committer = Committer(self._folder, self._journal)
        self._stop.wake = self._pool.wake
        try:
            self._refuse(missing, keep=True)
            todo = list(self._to_do(wires, keep=True))
            self._all_bytes = sum(wire.size for wire, _ in todo)
            self._observer.begun(len(todo))
            self._items.survey((wire for wire, _ in todo), self._over)
            self._work(todo)
        except DepecheError as error:
            self._fail(error)
        finally:
            self._wind_up()
        if self._bug is not None:
            raise self._bug
        for wire in wires:
            if wire.path not in self._reports:
                self._end(wire, State.WAITING, reason="The night ended before it.")
        gone = self._gone(wires)
        report = self._report([*wires, *missing], notices, gone)
        return closing.close(self._folder, self._journal, report, gone)

    # Looking

    def _find(self) -> tuple[list[Wire], list[Missing]]:
        only = self._settings.only
        return find_wires(self._settings.wires, self._folder, only=only)

    def _to_do(self, wires: Iterable[Wire], *, keep: bool) -> Iterable[tuple[Wire, str]]:
        """Wires that must be done, and why; the others are reported, and what was seen of them
        kept.
        """
        looked: list[Record] = []
        for wire in wires:
            record = self._journal.records.get(wire.path)
            if record is None:
                yield wire, "It is new."
                continue
            why, edited, new = self._changed(wire, record)
            if why:
                yield wire, why
                continue
            if new is not record:
                looked.append(new)
            files = tuple(output.name for output in new.outputs)
            beside = tuple(output.beside for output in new.outputs if output.beside)
            if new.state in _NOT_OUT:
                self._end(wire, State(new.state), new.reason, outputs=files, edited=edited)
                continue
            reason = "Nothing has changed since its brief was written."
            if edited:
                reason = "The wire has not changed; its brief was edited by hand and is kept."
            self._end(wire, State.UNCHANGED, reason, outputs=files, edited=edited, beside=beside)
        if keep:
            self._journal.add(looked, sync=False)

    def _changed(self, wire: Wire, record: Record) -> tuple[str, tuple[str, ...], Record]:
        """Why a wire on record must be done; empty where it need not be."""
        if record.state == State.FAILED:
            return "It failed in an earlier night.", (), record
        if not record.done:
            return "Its brief was not finished.", (), record
        if record.state not in (State.WRITTEN, State.KEPT, *_NOT_OUT):
            return "It was not published in an earlier night.", (), record
        if record.signature != self._signature:
            return "Settings, models or code have changed.", (), record
        same = (wire.size, wire.mtime_ns) == (record.size, record.mtime_ns)
        if not same or record.seen - wire.mtime_ns <= RACY_NS:
            if digest_at(Path(wire.path)) != record.digest:
                return "The wire has changed.", (), record
            record = replace(
                record, size=wire.size, mtime_ns=wire.mtime_ns, seen=self._clock.started_ns
            )
        there, edited, record = in_place(self._folder, record)
        return ("" if there else "Its brief is not there."), edited, record

    def _refuse(self, missing: Iterable[Missing], *, keep: bool) -> None:
        for item in missing:
            self._lose(Wire(item.path, item.name, -1, 0), item.error, None, keep=keep)

    # Working

    def _work(self, todo: list[tuple[Wire, str]]) -> None:
        for wire, why in todo:
            while self._pool.outstanding > self._pool.streams and not self._over():
                self._handle(self._pool.get())
            while not self._over() and (message := self._pool.get(wait=False)) is not None:
                self._handle(message)
            if self._over():
                return
            self._begin(Job(wire, why, self._journal.records.get(wire.path)))
        self._submit()
        while self._pool.outstanding and not self._over():
            self._handle(self._pool.get())

    def _over(self) -> bool:
        return bool(self._stop.signal or self._error or self._bug)

    def _begin(self, job: Job) -> None:
        """Read a wire, and have its texts translated with those of others."""
        self._bytes += job.wire.size
        try:
            begin(job, self._chain, self._items, self._signature, strict=self._settings.strict)
        except Exception as error:  # noqa: BLE001  # one wire fails alone, whatever it is
            self._lose(job.wire, _told(error), job)
            return
        self._jobs[job.wire.path] = job
        self._texts += len(job.missing)
        for text, name in job.texts():
            waiting = self._waiting.get(text)
            if waiting is None:
                self._waiting[text] = [job]
                self._window[text] = name
            elif job is not waiting[-1]:
                waiting.append(job)
        self._articles += job.count
        if (
            len(self._window) >= self._most_texts()
            or self._articles >= self._settings.window_articles
        ):
            self._submit()
        if not job.missing:
            self._finish(job)

    def _most_texts(self) -> int:
        """Texts of the window in hand. Towards the end of the night windows become smaller, for
        when the last one is through all its wires are still to be finished, with nothing left
        for the engine to do meanwhile.
        """
        if self._first:
            return FIRST_TEXTS
        left = self._expected() - self._texts + len(self._window)
        return min(self._settings.window_texts, max(LAST_TEXTS, left // SHARES))

    def _submit(self) -> None:
        if self._window:
            self._pool.submit(self._window)
            self._first = False
        self._window, self._articles = {}, 0

    def _handle(self, message: Message | None) -> None:
        if isinstance(message, Made):
            complete: list[Job] = []
            for text, finished in message.texts.items():
                complete += self._deliver(text, finished)
            self._finish_all(complete)
            self._observer.moved(self._done, self._expected(), self._words)
        elif isinstance(message, Lost):
            for job in self._waiting.pop(message.text, []):
                if self._jobs.pop(job.wire.path, None):
                    self._lose(job.wire, message.error, job)
        elif isinstance(message, Broken):
            self._fail(message.error)
        self._commit()

    def _expected(self) -> int:
        """Texts of the whole night, as far as those that were read let tell."""
        if not self._bytes or self._bytes >= self._all_bytes:
            return self._texts
        return round(self._texts * self._all_bytes / self._bytes)

    def _deliver(self, text: str, finished: Finished) -> list[Job]:
        """Give a text to the wires that wait for it; those that have all of theirs now."""
        complete = []
        for number, job in enumerate(self._waiting.pop(text, ())):
            job.known[text] = finished
            job.missing.discard(text)
            self._done += 1
            # Where several wires wait for one text, it was translated for the first.
            job.new += not finished.cached and number == 0
            if not job.missing:
                complete.append(job)
        return complete

    def _finish_all(self, jobs: list[Job]) -> None:
        # So many at a time that memory does not grow with what comes in one message.
        for at in range(0, len(jobs), COMMIT):
            some = [job for job in jobs[at : at + COMMIT] if job.wire.path in self._jobs]
            finish_together(some, self._chain, self._settings.words)
            for job in some:
                self._finish(job)

    def _finish(self, job: Job) -> None:
        if self._jobs.pop(job.wire.path, None) is None:
            return  # it has failed
        settings = self._settings
        if job.kills:
            self._settle()  # what it withdraws may be on its way to the disk
        try:
            made = finish(
                job,
                self._chain,
                self._items,
                settings.formats,
                settings.align,
                settings.words,
                strict=settings.strict,
            )
            takes = {entry.item for entry in made.entries if entry.item}
            rivals = self._rivals(job, takes | self._killed(job))
            known = self._known(job, rivals)
            planned = [
                plan(self._folder, page.name, page.content, known.get(page.name), self._taken(job))
                for page in made.pages
            ]
            ready = self._plan_record(job, planned, tuple(made.entries), rivals)
        except Exception as error:  # noqa: BLE001  # as above
            self._lose(job.wire, _told(error), job)
            return
        self._models = self._models or made.models
        job.let_go()
        self._ready.append(replace(ready, flags=shared(total(made.flags))))
        self._pages |= made.keep
        if len(self._ready) >= COMMIT:
            self._commit()

    def _settle(self) -> None:
        """Wait until all that is finished is written."""
        self._commit()
        while self._writing:
            self._written(wait=True)

    def _killed(self, job: Job) -> set[str]:
        return {article.item.identity for _, article, _ in job.kills} - {""}

    def _rivals(self, job: Job, identities: Iterable[str]) -> dict[str, Record]:
        """Records of other wires that have, or had, one of the items."""
        paths = {path for each in identities for path in self._items.wires_of(each)}
        records = self._journal.records
        return {p: records[p] for p in sorted(paths - {job.wire.path}) if p in records}

    def _known(self, job: Job, rivals: Mapping[str, Record]) -> dict[str, Output]:
        """What is on record of the files that a wire may write."""
        records = [*rivals.values(), *([job.record] if job.record else [])]
        return {output.name: output for record in records for output in record.outputs}

    def _plan_record(
        self,
        job: Job,
        planned: list[Planned],
        entries: tuple[Entry, ...],
        rivals: Mapping[str, Record],
    ) -> Ready:
        """What is on record of a wire until its files are in place, and from then on."""
        old = job.record
        killed = self._killed(job)
        takes = frozenset({entry.item for entry in entries if entry.item} | killed)
        rest, moved = self._left_of(old, takes, planned), Moves()
        whole = bool(job.kills) and len(job.kills) == job.count
        if job.kills:
            moved = moves(self._folder, old, rivals.values(), killed, self._moved_to, whole=whole)
            self._moved_to.update(target for _, target in moved.files)
            sources = {output.name for output in moved.before}
            rest = tuple(output for output in rest if output.name not in sources)
            planned += [self._notice(job, *kill) for kill in job.kills]
        elif old and not planned and not rest:
            rest = old.outputs  # of a brief that was written before it was held back
        names = {item.output.name for item in planned}
        rest = tuple(output for output in rest if output.name not in names)
        after = tuple(o for o in moved.after if o.name not in {output.name for output in rest})
        outputs = tuple(item.output for item in planned)
        kept = any(output.beside for output in outputs) and job.state is State.WRITTEN
        retained = tuple(
            entry
            for entry in (old.entries if old else ())
            if entry.item and entry.item not in takes and not whole
        )
        record = Record(
            wire=job.wire.path,
            name=job.wire.name,
            stem=self._names.of(job.wire),
            state=State.KEPT if kept else job.state,
            reason="" if job.state is State.WRITTEN else job.reason,
            size=job.wire.size,
            mtime_ns=job.wire.mtime_ns,
            digest=job.digest,
            signature=self._signature,
            outputs=(*outputs, *rest, *after, *moved.before),
            entries=(*entries, *retained),
            items=self._items.all_of(job.wire, old),
            until=job.until,
        )
        return Ready(
            job, planned, record, {}, (*rest, *after), moved.files, takes, frozenset(rivals)
        )

    def _left_of(
        self, old: Record | None, takes: frozenset[str], planned: list[Planned]
    ) -> tuple[Output, ...]:
        """Files of an earlier night that stay on record: of items that are not done tonight,
        and of withdrawals.
        """
        if old is None:
            return ()
        names = {
            name
            for entry in old.entries
            if entry.item and entry.item not in takes
            for name in entry.files.values()
        }
        made = {item.output.name for item in planned}
        return tuple(
            output
            for output in old.outputs
            if output.name not in made and (output.name in names or output.kind != "brief")
        )

    def _notice(self, job: Job, number: int, article: Article, why: str) -> Planned:
        stem = self._names.of_article(job.wire, number, job.count)
        name = f"{FOLDER}/{stem}.notice.md"
        known = self._known(job, {}).get(name)
        item = plan(
            self._folder, name, notice(article, job.wire.name, why), known, self._taken(job)
        )
        return replace(item, output=replace(item.output, kind="notice"))

    def _taken(self, job: Job) -> Callable[[str], bool]:
        return lambda name: self._names.taken(name.rpartition(".")[0], job.wire.path)

    def _commit(self) -> None:
        keep(self._pages, self._chain)
        self._pages = {}
        if self._ready:
            self._writing.append(self._committer.commit(self._ready))
            self._ready = []
        self._written(wait=len(self._writing) > UNWRITTEN)

    def _written(self, *, wait: bool) -> None:
        """Report the wires whose files are there.

        Args:
            wait: for the batch of them that was begun first.
        """
        while self._writing and (wait or self._writing[0].done()):
            wait = False
            for put in self._writing.pop(0).result():
                ready = put.ready
                if put.error is not None:
                    self._lose(ready.job.wire, put.error, ready.job)
                    continue
                self._tell_losers(put)
                self._words += ready.job.words
                self._end(
                    ready.job.wire,
                    State(put.record.state),
                    ready.job.reason,
                    ready.job,
                    code=FlaggedError.exit_code if ready.job.state is State.FLAGGED else 0,
                    outputs=tuple(output.name for output in put.record.outputs),
                    edited=tuple(o.name for o in put.record.outputs if o.beside),
                    beside=tuple(o.beside for o in put.record.outputs if o.beside),
                    flags=ready.flags,
                )

    def _tell_losers(self, put: Put) -> None:
        """Wires that were passed over before another one took their item from them."""
        for record in put.losers:
            told = self._reports.get(record.wire)
            if told and told.state != record.state and record.state in _NOT_OUT:
                files = tuple(output.name for output in record.outputs)
                self._reports[record.wire] = new = replace(
                    told, state=State(record.state), reason=record.reason, outputs=files
                )
                self._observer.ended(new)

    # Ending

    def _lose(self, wire: Wire, error: DepecheError, job: Job | None, *, keep: bool = True) -> None:
        """A wire has failed, alone."""
        self._end(wire, State.FAILED, str(error), job, code=error.exit_code)
        old = self._journal.records.get(wire.path)
        if keep and wire.size >= 0:
            # What is on record of its files stays: an earlier brief of it is still ours.
            blank = Record(wire.path, wire.name, self._names.of(wire), State.FAILED)
            record = replace(
                old or blank, state=State.FAILED, reason=str(error), digest="", done=False
            )
            self._journal.add([record], sync=False)
        if self._settings.fail_fast and not self._error:
            self._error = closing.some_failed(1)

    def _fail(self, error: BaseException) -> None:
        """The night has failed."""
        if isinstance(error, DepecheError):
            self._error = self._error or error
        elif isinstance(error, MemoryError):
            self._error = self._error or GenerationError(
                "There was not enough memory.", hint="Close other programs and run it again."
            )
        else:
            self._bug = self._bug or error

    def _wind_up(self) -> None:
        """No thread stays, and what is finished is written, whatever happened before."""
        self._pool.close()
        try:
            while (message := self._pool.get(wait=False)) is not None:
                self._safely(functools.partial(self._handle, message))
            self._safely(self._commit)
            while self._writing:
                self._safely(functools.partial(self._written, wait=True))
        finally:
            self._committer.close()

    def _safely(self, action: Callable[[], None]) -> None:
        try:
            action()
        except OutputError as error:
            self._fail(error)

    def _end(
        self,
        wire: Wire,
        state: State,
        reason: str,
        job: Job | None = None,
        *,
        code: int = 0,
        outputs: tuple[str, ...] = (),
        edited: tuple[str, ...] = (),
        beside: tuple[str, ...] = (),
        flags: Mapping[str, int] | None = None,
    ) -> None:
        if job and job.parts:
            job.count_up()
        done = job.sentences if job else 0
        report = WireReport(
            wire=wire.name,
            path=wire.path,
            state=state,
            reason=reason,
            until=job.until if job and state is State.HELD else "",
            code=code,
            outputs=outputs,
            edited=edited,
            beside=beside,
            articles=job.count if job else 0,
            sentences_new=job.new if job else 0,
            sentences_cached=done - job.new + job.sentences_kept if job else 0,
            words=job.words if job else 0,
            flags=flags or shared({}),
            seconds={k: round(v, 4) for k, v in job.seconds.items()} if job else {},
        )
        self._reports[wire.path] = report
        if state is not State.UNCHANGED:
            self._observer.ended(report)

    def _gone(self, wires: Iterable[Wire]) -> list[str]:
        here = {wire.path for wire in wires}
        known = self._journal.records
        return sorted(path for path in known if path not in here and not exists(Path(path)))

    def _report(
        self, wires: Iterable[Wire | Missing], notices: Iterable[Notice], gone: Iterable[str]
    ) -> NightReport:
        chain, reports = self._chain, self._reports
        report = NightReport(
            run=self._clock.run,
            version=__version__,
            profile=chain.profile,
            signature=chain.signature(self._settings.words),
            out=str(self._folder),
            started=self._clock.started,
            ended=closing.stamp(time.time()),
            seconds=self._clock.seconds(),
            dry=self._settings.dry_run,
            wires=tuple(reports[wire.path] for wire in wires if wire.path in reports),
            gone=tuple(self._journal.records[path].name for path in gone),
            models=self._models,
            notices=(*notices, *chain.notices),
            signal=self._stop.signal,
            error=self._error,
        )
        return replace(report, error=closing.error_of(report))


def _signature(settings: NightSettings, chain: Chain) -> str:
    """All that shapes the files of a wire but the wire."""
    parts = (
        chain.signature(settings.words),
        ",".join(settings.formats),
        settings.align,
        str(settings.strict),
        str(BATCH_CODE_VERSION),
    )
    return hashlib.sha256(os.fsencode("\n".join(parts))).hexdigest()


def _told(error: Exception) -> DepecheError:
    """What a person is told of an exception that one wire has met."""
    if isinstance(error, DepecheError):
        return error
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return InputError(f"It met a bug ({text}).", hint="Please report it with the wire.")
