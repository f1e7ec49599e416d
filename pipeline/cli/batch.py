"""``depeche batch``: a night of wires."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer

from pipeline.cli import console
from pipeline.cli.brief_options import (
    DEFAULT_FORMAT,
    AlignBy,
    EngineName,
    Formats,
    IgnoreEmbargo,
    OutFolder,
    ProfileName,
    Words,
    Workers,
)
from pipeline.cli.options import (
    AsJson,
    EnforceTerms,
    Ignore,
    ModelsFile,
    Offline,
    Quiet,
    SettingsFile,
    desk_settings,
    forbid_network,
)
from pipeline.errors import UsageError
from pipeline.summarize.base import DEFAULT_WORDS

if TYPE_CHECKING:
    from pipeline.batch import NightReport, Stop, WireReport

ENDED = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}
"""What is said of a run that a signal ended."""


def batch(
    wires: Annotated[
        list[str],
        typer.Argument(
            metavar="WIRES",
            help="Files, folders (searched in depth, hidden files left out) and patterns such as "
            "'wires/**/*.txt'.",
        ),
    ],
    out: OutFolder,
    format_: Formats = DEFAULT_FORMAT,
    align: AlignBy = "sentence",
    words: Words = DEFAULT_WORDS,
    profile: ProfileName = None,
    engine: EngineName = "ctranslate2",
    models: ModelsFile = None,
    settings: SettingsFile = None,
    ignore: Ignore = None,
    workers: Workers = None,
    *,
    enforce_terms: EnforceTerms = False,
    offline: Offline = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="A wire that is not French fails, and one in which the checks find an error is "
            "held back: the report and the index name it.",
        ),
    ] = False,
    ignore_embargo: IgnoreEmbargo = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first wire that fails.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Turn a folder of French wires into a folder of English briefs.

    A wire that has not changed since its brief was written is passed over, and of one that has
    changed only the new sentences are translated. A brief that was edited by hand is kept, and
    the new one put beside it. A wire that cannot be done fails alone. A wire under embargo is held
    until a later run; a newer version replaces the brief of an older one; a brief that its agency
    withdraws is moved to DIR/withdrawn.

    DIR gets the briefs, index.md for people and report.json for programs. It may be stopped at
    any moment and run again: it goes on where it was. Ctrl-C ends it after the batch in hand; a
    second Ctrl-C ends it at once.

    The path of index.md goes to standard output, or the report with --json. Progress, failures
    and a table of what was done go to standard error.

    \b
    Examples:
      depeche batch wires --out briefs
      depeche batch wires --out briefs --format markdown,json --profile opus
      depeche batch 'in/2024-07-*/*.xml' --out briefs --dry-run
    """
    if offline:
        forbid_network()
    if not str(out).strip():
        raise UsageError("The name after --out is empty.", hint="Name a folder.")
    from pipeline.batch import NightSettings, Stop, desk_rules, run_night
    from pipeline.batch.late import LateCache
    from pipeline.brief import Chain
    from pipeline.models import load_registry

    wanted = NightSettings(
        wires=tuple(wires),
        out=out,
        formats=tuple(format_.split(",")),
        align=align,
        words=words,
        strict=strict,
        fail_fast=fail_fast,
        dry_run=dry_run,
    )
    registry = load_registry(models)
    with LateCache() as cache, stopped_by_signals(Stop()) as stop:
        chain = Chain.open(
            profile,
            registry=registry,
            engine=engine,
            cache=cache,
            threads=workers,
            settings=desk_settings(settings, ignore, enforce_terms=enforce_terms),
        )
        with _Screen(bar=not quiet and console.on_terminal(), lines=not quiet) as screen:
            report = run_night(
                wanted,
                chain,
                decide=desk_rules(ignore_embargo=ignore_embargo),
                observer=screen.observer(),
                stop=stop,
            )
    if not quiet:
        console.notes([*report.notices, *cache.notices])
        console.say(_table(report).rstrip("\n"))
    if json:
        console.emit(report.as_json())
    elif dry_run:
        console.emit("".join(_dry(wire) for wire in report.wires))
    else:
        console.emit(f"{out / 'index.md'}\n")
    if report.signal:
        console.fail(
            "what was finished is written; run it again to go on",
            kind=ENDED[signal.Signals(report.signal)],
        )
        raise typer.Exit(128 + report.signal)
    if report.error:
        raise report.error


@contextlib.contextmanager
def stopped_by_signals(stop: Stop) -> Iterator[Stop]:
    """SIGINT and SIGTERM ask a night to end; the second one ends the process."""

    def ask(number: int, _frame: object) -> None:
        if stop.signal:
            os._exit(128 + number)  # whatever is on disk is sound at any moment
        stop(number)

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, ask) for number in ENDED}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Screen:
    """A bar by sentences on a terminal, and a line for each failure anywhere.

    Args:
        bar: whether to draw one; rich is imported when something is to be done.
        lines: whether to say what failed.
    """

    def __init__(self, *, bar: bool, lines: bool) -> None:
        self._bar = bar
        self._lines = lines
        self._bars: Any = None
        self._task: Any = None
        self._began = 0.0

    def observer(self) -> Any:
        """What the night tells; made here, since its class is not imported at the top."""
        from pipeline.batch import Observer

        screen = self

        class Watching(Observer):
            def begun(self, wires: int) -> None:
                screen.begun(wires)

            def moved(self, done: int, expected: int, words: int) -> None:
                screen.moved(done, expected, words)

            def ended(self, wire: WireReport) -> None:
                screen.ended(wire)

        return Watching()

    def begun(self, wires: int) -> None:
        """Draw the bar."""
        self._began = time.monotonic()
        if self._bar and wires:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._bars = Progress(
                TextColumn("sentences"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[speed]} words/s", markup=False),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bars.start()
            self._task = self._bars.add_task("sentences", total=None, speed="–")

    def moved(self, done: int, expected: int, words: int) -> None:
        """Move it."""
        if self._bars is not None:
            speed = f"{words / max(1e-3, time.monotonic() - self._began):,.0f}"
            self._bars.update(self._task, completed=done, total=max(done, expected), speed=speed)

    def ended(self, wire: WireReport) -> None:
        """Say what failed."""
        from pipeline.batch import State

        if wire.state is State.FAILED and self._lines:
            if self._bars is not None:
                # Rich moves the bar below what is printed while it is drawn.
                self._bars.console.print(
                    f"depeche: failed: {_plain(wire.wire)}: {_plain(wire.reason)}",
                    markup=False,
                    highlight=False,
                    soft_wrap=True,
                )
            else:
                console.say(f"depeche: failed: {wire.wire}: {wire.reason}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()


def _plain(text: str) -> str:
    """Without controls that could steer a terminal."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _dry(wire: WireReport) -> str:
    return f"{wire.wire}: {'to do' if wire.state == 'waiting' else wire.state}. {wire.reason}\n"


def _table(report: NightReport) -> str:
    from pipeline.batch import State

    totals = report.totals()
    rows = [[str(totals[state]), state.value] for state in State if totals[state]]
    if totals["gone"]:
        rows.append([str(totals["gone"]), "deleted wires, their briefs are kept"])
    new, cached = totals["sentences_new"], totals["sentences_cached"]
    if new or cached:
        rows.append([f"{new:,}", f"sentences translated, {cached:,} known before"])
    if totals["words"]:
        rows.append([f"{totals['words_per_second']:,.0f}", "words a second"])
    rows.append([f"{report.seconds:.1f}", "seconds"])
    width = max(len(row[0]) for row in rows)
    return console.table([[number.rjust(width), what] for number, what in rows])
