"""Whatever happens in a command becomes one clear line on stderr and an exit code.

What a command prints is gathered and handed to stdout when it has ended: an error leaves
nothing half-written there, and the ways in which stdout can fail are met in one place.
"""

from __future__ import annotations

import contextlib
import io
import os
import platform
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from pipeline import __version__
from pipeline.cli import console
from pipeline.errors import DepecheError, GenerationError, UsageError

SIGNALS = {130: "interrupted", 141: "the reader of the output has gone", 143: "terminated"}
"""Exit codes that are not of an error: 128 and the signal's number, as shells count them."""


class TerminatedError(BaseException):
    """SIGTERM came; no ``Exception``, so that nobody but :func:`run` stops it."""


def prepare_process() -> None:
    """What only a process of our own may do: signals, descriptors, warnings."""
    signal.signal(signal.SIGTERM, _terminate)
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # Closed by whoever started us: a file opened later must not take its number.
            os.open(os.devnull, os.O_RDWR)
    if not sys.warnoptions:
        # Warnings are for those who write code; what matters to a user is a note.
        warnings.simplefilter("ignore")


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: without the name of the command itself.

    Returns:
        The exit code; see :mod:`pipeline.errors` and :data:`SIGNALS`.
    """
    printed = io.StringIO()
    whole = False

    def act() -> int:
        nonlocal whole
        with contextlib.redirect_stdout(printed):
            code = _invoke(arguments)
        whole = True
        return code

    def hand_over() -> int:
        console.deliver(printed.getvalue())
        return 0

    # What a failing command did print, such as a table of damaged models, is handed over too; so
    # is the report of a night that came to its own end after a signal, but never half a page.
    code = _guarded(act, arguments)
    if code in SIGNALS and not whole:
        return code
    failed = _guarded(hand_over, arguments)
    return code or failed


def _invoke(arguments: Sequence[str]) -> int:
    from pipeline.cli.app import command

    root = command()
    try:
        with root.make_context("depeche", list(arguments)) as context:
            root.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "depeche"
        message = " ".join(error.format_message().split())
        message += "" if message.endswith((".", "?", "!", ")")) else "."
        raise UsageError(message, hint=f"See '{path} --help'.") from error
    return 0


def _guarded(action: Callable[[], int], arguments: Sequence[str]) -> int:
    try:
        return action()
    except DepecheError as error:
        console.fail(error.message, error.hint)
        return error.exit_code
    except BrokenPipeError:
        console.fail("nothing more was written", kind=SIGNALS[141])
        return 141
    except KeyboardInterrupt:
        console.fail("nothing more was written", kind=SIGNALS[130])
        return 130
    except TerminatedError:
        console.fail("nothing more was written", kind=SIGNALS[143])
        return 143
    except MemoryError:
        console.fail(
            "This machine has not enough memory for that.",
            "Close other programs, or choose a smaller profile: 'depeche models list'.",
        )
        return GenerationError.exit_code
    except Exception as error:  # noqa: BLE001  # the last stop: no traceback reaches a user
        console.fail(_one_line(error), _kept(error, arguments), kind="internal error")
        return DepecheError.exit_code


def _terminate(_number: int, _frame: object) -> None:
    raise TerminatedError


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _kept(error: Exception, arguments: Sequence[str]) -> str:
    """Keep the traceback in a file; the sentence that says where, or why not."""
    try:
        path = _log_folder() / f"error-{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = (
            f"depeche {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
            f"arguments: {list(arguments)!r}\n\n"
        )
        trace = "".join(traceback.format_exception(error))
        path.write_text(head + trace, encoding="utf-8", errors="backslashreplace")
    except OSError as failure:
        return f"This is a bug. The details could not be kept: {failure}."
    return f"This is a bug. The details are in {path}; please report it with them."


def _log_folder() -> Path:
    from pipeline.doctor import log_folder

    return log_folder()
