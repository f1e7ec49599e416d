"""What only a process of its own can show: signals, pipes, descriptors, what is imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

FULL = Path("/dev/full")
HEAVY = {"torch", "transformers", "ctranslate2", "numpy", "sentencepiece", "huggingface_hub"}
NOT_FOR_HELP = HEAVY | {"sqlalchemy", "rich", "yaml", "pydantic", "platformdirs"}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX systems")


def end(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    text = (err or b"").decode()
    assert "Traceback" not in text
    assert "Exception ignored" not in text
    return process.returncode, (out or b"").decode(), text


def imported(process: Any, *arguments: str | Path) -> tuple[set[str], int]:
    code, _, err = end(process(*arguments, python=("-X", "importtime")))
    lines = [line for line in err.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}, code


def test_help_imports_nothing_heavy(process: Any) -> None:
    modules, code = imported(process, "--help")
    assert code == 0
    assert "typer" in modules
    assert not modules & NOT_FOR_HELP


@pytest.mark.usefixtures("desk")
def test_a_second_run_starts_no_model(process: Any, wire: Path) -> None:
    first = end(process("brief", wire))
    modules, code = imported(process, "brief", wire)
    assert (first[0], code) == (0, 0)
    assert not modules & {"torch", "transformers", "ctranslate2", "huggingface_hub", "rich"}
    assert end(process("brief", wire))[1] == first[1]


@pytest.mark.parametrize(
    ("number", "code", "line"),
    [
        (signal.SIGINT, 130, "depeche: interrupted: nothing more was written\n"),
        (signal.SIGTERM, 143, "depeche: terminated: nothing more was written\n"),
    ],
)
def test_signals(number: int, code: int, line: str, process: Any, place: Path) -> None:
    running = process("brief", "-", "-o", "out.md", stdin=subprocess.PIPE)
    wait_for_read(running)
    running.send_signal(number)
    assert end(running) == (code, "", line)
    assert not (place / "out.md").exists()


def wait_for_read(running: subprocess.Popen[bytes]) -> None:
    """Until the process sleeps in a read of its standard input."""
    state = Path(f"/proc/{running.pid}/wchan")
    for _ in range(200):
        time.sleep(0.05)
        if not state.exists() or "pipe" in state.read_text():
            break
    if not state.exists() or not state.read_text().strip("0"):
        time.sleep(1)  # a system that does not tell


@pytest.mark.parametrize("arguments", [["--help"], ["brief", "wire.txt"], ["models", "list"]])
@pytest.mark.usefixtures("desk", "wire")
def test_a_reader_that_has_gone(arguments: list[str], process: Any) -> None:
    read, write = os.pipe()
    os.close(read)
    running = process(*arguments, "--quiet" if "brief" in arguments else "-h", stdout=write)
    os.close(write)
    line = "depeche: the reader of the output has gone: nothing more was written\n"
    assert end(running) == (141, "", line)


@pytest.mark.usefixtures("desk")
def test_a_named_pipe_whose_reader_has_gone(process: Any, wire: Path, place: Path) -> None:
    os.mkfifo(place / "pipe")
    running = process("brief", wire, "-q", "-o", "pipe")
    os.close(os.open(place / "pipe", os.O_RDONLY))  # waits for the writer, and leaves
    # A page is smaller than a pipe holds, so the writer may not have noticed.
    assert end(running)[0] in (0, 141)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["brief", "wire.txt", "-q"], ["--version"]])
@pytest.mark.usefixtures("desk", "wire")
def test_a_full_disk_behind_stdout(arguments: list[str], process: Any) -> None:
    with FULL.open("wb") as full:
        code, _, err = end(process(*arguments, stdout=full))
    assert code == 40
    assert err.startswith("depeche: error: Cannot write to standard output: No space left")
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("closed", [0, 1, 2])
@pytest.mark.usefixtures("desk", "wire")
def test_a_closed_descriptor(closed: int, process: Any, place: Path) -> None:
    running = process("brief", "wire.txt", "-q", preexec_fn=lambda: os.close(closed))
    code, out, err = end(running)
    assert code == (40 if closed == 1 else 0)
    assert bool(out) is (closed != 1)
    assert ("Standard output is closed" in err) is (closed == 1)
    # What was opened in its stead must not have been the cache.
    assert (place / "cache.sqlite").read_bytes().startswith(b"SQLite format 3")


@pytest.mark.usefixtures("desk", "wire")
def test_a_stderr_that_fails_loses_the_notes_and_nothing_else(process: Any) -> None:
    read, write = os.pipe()
    os.close(read)
    running = process("brief", "wire.txt", stderr=write)
    os.close(write)
    code, out, _ = end(running)
    assert code == 0
    assert out.startswith("---\n")


@pytest.mark.parametrize("locale", ["C", "POSIX", "fr_FR.ISO-8859-1"])
@pytest.mark.usefixtures("desk", "wire")
def test_utf_8_whatever_the_locale(locale: str, process: Any) -> None:
    env = {"LC_ALL": locale, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    code, out, _ = end(process("brief", "wire.txt", env=env))
    assert code == 0
    assert "Le président a annoncé" in out


def test_a_name_that_is_not_utf_8(process: Any, place: Path) -> None:
    (place / os.fsdecode(b"d\xe9p\xeache.txt")).write_text(" ")
    code, _, err = end(process("brief", os.fsdecode(b"d\xe9p\xeache.txt")))
    assert code == 11
    assert "\\xe9p" in err.replace("udce9", "xe9")


@pytest.mark.usefixtures("desk", "wire")
def test_progress_on_a_terminal(process: Any) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    terminal, theirs = pty.openpty()
    running = process("brief", "wire.txt", stderr=theirs)
    os.close(theirs)
    drawn = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other side has gone
            break
        if not piece:
            break
        drawn += piece
    out = running.communicate(timeout=60)[0]
    os.close(terminal)
    assert running.returncode == 0
    assert b"translating" in drawn
    assert out.startswith(b"---\n")


def test_a_bug_in_a_process(process: Any, place: Path) -> None:
    (place / "sitecustomize.py").write_text(
        "import pipeline.cli.run as run\ndef broken(_): raise LookupError('lost')\n"
        "run._invoke = broken\n"
    )
    path = os.pathsep.join([str(place), str(Path(__file__).resolve().parents[2])])
    code, out, err = end(process("doctor", env={"PYTHONPATH": path}))
    assert (code, out) == (1, "")
    assert err.startswith("depeche: internal error: LookupError: lost\n")
    assert sys.executable not in err
