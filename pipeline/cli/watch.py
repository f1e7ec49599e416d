"""``depeche watch``: briefs of wires as they arrive."""

from __future__ import annotations

import json as json_
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import console
from pipeline.cli.batch import ENDED, stopped_by_signals
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
    from pipeline.batch import WireReport


def watch(
    inbox: Annotated[
        Path, typer.Argument(metavar="INBOX", help="Folder to watch, with the folders in it.")
    ],
    out: OutFolder,
    format_: Formats = DEFAULT_FORMAT,
    align: AlignBy = "sentence",
    words: Words = DEFAULT_WORDS,
    settle: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=3600.0,
            metavar="SECONDS",
            help="A file is whole when it has not changed for so long.",
        ),
    ] = 1.0,
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
            help="A wire that is not French fails, one in which the checks find an error is held "
            "back.",
        ),
    ] = False,
    ignore_embargo: IgnoreEmbargo = False,
    polling: Annotated[
        bool,
        typer.Option(
            "--polling", help="Look again and again, for disks that do not tell of changes."
        ),
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print a JSON object on a line for each event.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Watch a folder and write a brief of each wire as it arrives.

    Begins with all wires that are in INBOX, then waits for more, with the model loaded. A file is
    read when it has arrived whole: when it has not changed for --settle seconds, or at once when
    it is moved into place from NAME.part, NAME.tmp or a hidden name. Embargoes, versions and
    withdrawals are obeyed as in 'depeche batch'; an embargo ends by itself.

    Each brief is told with the seconds since its wire's arrival. Ctrl-C or SIGTERM ends the watch
    after what is in hand.

    \b
    Examples:
      depeche watch inbox --out briefs
      depeche watch inbox --out briefs --settle 0.5 --json
    """
    if offline:
        forbid_network()
    if not str(out).strip():
        raise UsageError("The name after --out is empty.", hint="Name a folder.")
    from pipeline.batch import NightSettings, Stop, desk_rules
    from pipeline.batch.late import LateCache
    from pipeline.batch.watch import WatchSettings
    from pipeline.batch.watch import watch as watch_folder
    from pipeline.brief import Chain
    from pipeline.models import load_registry

    night = NightSettings(
        wires=(str(inbox),),
        out=out,
        formats=tuple(format_.split(",")),
        align=align,
        words=words,
        strict=strict,
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
        watch_folder(
            WatchSettings(night, settle=settle, polling=polling),
            chain,
            desk_rules(ignore_embargo=ignore_embargo),
            watcher=_teller(inbox, out, as_json=json, quiet=quiet),
            stop=stop,
        )
    console.fail(
        "what was finished is written; start it again to go on",
        kind=ENDED[signal.Signals(stop.signal)],
    )
    raise typer.Exit(128 + stop.signal)


def _teller(inbox: Path, out: Path, *, as_json: bool, quiet: bool) -> Any:
    """What the watch tells; made here, since its class is not imported at the top."""
    from pipeline.batch import State
    from pipeline.batch.watch import Watcher

    class Telling(Watcher):
        def ready(self, found: int) -> None:
            if as_json:
                _line({"event": "ready", "inbox": str(inbox), "out": str(out), "wires": found})
            if not quiet:
                console.say(f"depeche: watching {inbox}, {found} files in it")

        def waiting(self, why: str) -> None:
            if as_json:
                _line({"event": "waiting", "reason": why})
            if not quiet:
                console.say(f"depeche: waiting: {why}")

        def ended(self, wire: WireReport, seconds: float | None) -> None:
            took = None if seconds is None else round(seconds, 3)
            if as_json:
                _line(
                    {
                        "event": wire.state.value,
                        "wire": wire.wire,
                        "outputs": list(wire.outputs),
                        "reason": wire.reason,
                        "until": wire.until,
                        "seconds": took,
                        "sentences_new": wire.sentences_new,
                        "sentences_cached": wire.sentences_cached,
                    }
                )
            if quiet and wire.state is not State.FAILED:
                return
            made = wire.state in (State.WRITTEN, State.KEPT)
            what = ", ".join(wire.beside or wire.outputs) if made else wire.reason
            after = f" ({took:.2f} s after it arrived)" if made and took is not None else ""
            console.say(f"depeche: {wire.state}: {wire.wire}: {what}{after}")

    return Telling()


def _line(event: dict[str, object]) -> None:
    """On standard output at once: what a command prints is else handed over at its end."""
    stream = sys.__stdout__
    if stream is not None:
        stream.write(json_.dumps(event) + "\n")
        stream.flush()
