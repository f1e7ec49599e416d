"""Printing: results to stdout; notes, questions and errors to stderr; tables and JSON."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from pipeline.article import Notice
from pipeline.errors import OutputError

_SHOWN_IDS = 3


def emit(text: str) -> None:
    """Print a result; :func:`deliver` hands all of them over when the command has ended."""
    sys.stdout.write(text)


def deliver(text: str) -> None:
    """Write what a command printed to the real stdout, in UTF-8 whatever the locale.

    Raises:
        OutputError: it cannot be written, e.g. the disk is full.
        BrokenPipeError: nobody reads it any more.
    """
    if not text:
        return
    if sys.stdout is None:
        raise OutputError("Standard output is closed.", hint="Open it, or name a file with -o.")
    try:
        # A path given in another encoding comes out with the bytes it came in with.
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.flush()
    except OSError as error:
        abandon(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise
        reason = error.strerror or str(error)
        raise OutputError(
            f"Cannot write to standard output: {reason}.",
            hint="Free some space, or name a file on another disk with -o.",
        ) from error


def abandon(stream: TextIO) -> None:
    """Send a stream that failed to nowhere, so that Python's own flush at exit is silent."""
    with contextlib.suppress(OSError, ValueError):
        descriptor = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def say(text: str) -> None:
    """A line on stderr; a stderr that cannot be written is no reason to stop."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(_printable(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        abandon(sys.stderr)


def fail(message: str, hint: str = "", *, kind: str = "error") -> None:
    """The one line that an error ends in, and one more with what to do."""
    say(f"depeche: {kind}: {message}" + (f"\n  {hint}" if hint else ""))


def notes(notices: Iterable[Notice]) -> None:
    """Notices, each once, one a line."""
    for notice in dict.fromkeys(notices):
        ids = ", ".join(notice.ids[:_SHOWN_IDS])
        more = ", …" if len(notice.ids) > _SHOWN_IDS else ""
        say(f"depeche: note: {notice.message}" + (f" ({ids}{more})" if ids else ""))


def on_terminal() -> bool:
    """Whether stderr is a terminal, where something that moves may be drawn."""
    return sys.stderr is not None and sys.stderr.isatty()


def can_ask() -> bool:
    """Whether there is a person at stdin and stderr."""
    return sys.stdin is not None and sys.stdin.isatty() and on_terminal()


def confirm(question: str) -> bool:
    """Ask on stderr and read the answer from stdin; only ``y`` and ``yes`` are yes."""
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def table(rows: Sequence[Sequence[str]], *, indent: str = "") -> str:
    """Rows in aligned columns two spaces apart, the last one ragged."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)) for row in rows)
    return "".join(f"{indent}{line}".rstrip() + "\n" for line in lines)


def as_json(value: object) -> str:
    """A dataclass, or anything made of them, as indented JSON with a final line break."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n"


def plain(value: Any) -> Any:
    """Dataclasses and mappings as dictionaries, sequences and sets as lists, paths as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    return str(value) if isinstance(value, Path) else value


def _printable(text: str) -> str:
    """Without the controls that a file name or a wire could steer a terminal with."""
    if text.isprintable():
        return text
    return "".join(
        ascii(c)[1:-1] if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs") else c
        for c in text
    )
