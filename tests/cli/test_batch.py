"""The command around a night: what it prints, its exit codes, and signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HEAVY = {"torch", "transformers", "ctranslate2", "numpy", "sentencepiece", "sqlalchemy", "rich"}


SIGNALLED = """\
import os, time
import pipeline.batch.night as night
begin, count = night.begin, 0
def signalled(*arguments, **options):
    global count
    count += 1
    if count == 150:
        time.sleep(1)  # the sentences of the wires before are through by then
        os.kill(os.getpid(), {number})
    begin(*arguments, **options)
night.begin = signalled
"""


@pytest.fixture
def wires(wire: Path) -> Path:
    """Three wires, one of them in a folder of its own."""
    folder = wire.parent / "wires"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        text = wire.read_text("utf-8").replace("douze", f"des milliers ({name})")
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.usefixtures("desk", "wires")
class TestANight:
    def test_it_prints_the_index_and_says_what_it_did(self, depeche: Any, place: Path) -> None:
        ended = depeche("batch", "wires", "--out", "briefs", "--format", "markdown, json")
        assert (ended.code, ended.out) == (0, "briefs/index.md\n")
        assert "3  written" in ended.err
        assert "words a second" in ended.err
        assert sorted(path.name for path in (place / "briefs").rglob("[abc].*")) == [
            "a.json", "a.md", "b.json", "b.md", "c.json", "c.md",
        ]  # fmt: skip  # a table
        again = depeche("batch", "wires", "--out", "briefs", "--format", "markdown,json")
        assert "3  unchanged" in again.err
        # Where the briefs lie among the wires they are none.
        assert depeche("batch", ".", "-o", "briefs", "-q").code == 80

    def test_json_and_quiet(self, depeche: Any, place: Path) -> None:
        ended = depeche("batch", "wires", "--out", "briefs", "--json", "-q", "--workers", "1")
        assert (ended.code, ended.err) == (0, "")
        assert ended.out == (place / "briefs/report.json").read_text("utf-8")
        assert json.loads(ended.out)["totals"]["written"] == 3

    def test_a_failure_has_its_line_and_its_code(self, depeche: Any, wires: Path) -> None:
        (wires / "bad\x1b.txt").write_text("")
        ended = depeche("batch", "wires", "--out", "briefs")
        assert ended.code == 80
        assert "depeche: failed: bad\\x1b.txt: " in ended.err
        assert ended.err.endswith(
            "depeche: error: 1 wire failed; what else was to do is done.\n"
            "  index.md and report.json say why; the next run tries them again.\n"
        )
        assert ended.out == "briefs/index.md\n"
        assert depeche("batch", "wires/bad*", "--out", "other", "-q").code == 81
        assert depeche("batch", "wires/*.none", "--out", "other", "-q").code == 81
        assert depeche("batch", "wires", "--out", "third", "--fail-fast", "-q").code == 80

    def test_a_dry_run(self, depeche: Any, place: Path) -> None:
        ended = depeche("batch", "wires", "--out", "briefs", "--dry-run", "-q")
        assert ended.code == 0
        assert ended.out == "".join(
            f"{name}: to do. It is new.\n" for name in ("a.txt", "b.txt", "sub/c.txt")
        )
        assert not (place / "briefs").exists()

    def test_options_that_are_wrong(self, depeche: Any) -> None:
        assert depeche("batch", "wires").code == 2
        assert depeche("batch", "--out", "briefs").code == 2
        assert depeche("batch", "wires", "--out", " ").code == 2
        assert depeche("batch", "wires", "--out", "b", "--format", "markdown,odt").code == 2
        assert depeche("batch", "wires", "--out", "b", "--workers", "0").code == 2
        assert depeche("batch", "wires", "--out", "b", "--profile", "none").code == 21
        assert depeche("batch", "wires", "--out", "wires/a.txt").code == 40


def code_of(running: subprocess.Popen[bytes]) -> int:
    running.communicate(timeout=60)
    return running.returncode


@pytest.mark.usefixtures("desk", "wires")
class TestProcesses:
    def test_nothing_heavy_is_imported_when_nothing_has_changed(
        self, process: Any, depeche: Any
    ) -> None:
        assert depeche("batch", "wires", "-o", "briefs", "-q").code == 0
        running = process("batch", "wires", "-o", "briefs", python=("-X", "importtime"))
        err = running.communicate(timeout=60)[1].decode()
        lines = [line for line in err.splitlines() if line.startswith("import time:")]
        modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
        assert running.returncode == 0
        assert "3  unchanged" in err
        assert not modules & HEAVY

    def test_nothing_is_loaded_when_every_sentence_is_known(
        self, process: Any, depeche: Any
    ) -> None:
        assert depeche("batch", "wires", "-o", "briefs", "-q").code == 0
        running = process("batch", "wires", "-o", "other", python=("-X", "importtime"))
        err = running.communicate(timeout=60)[1].decode()
        lines = [line for line in err.splitlines() if line.startswith("import time:")]
        modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
        assert running.returncode == 0
        assert "3  written" in err
        assert not modules & {"torch", "transformers", "ctranslate2", "huggingface_hub"}

    @pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")
    @pytest.mark.parametrize(
        ("number", "code", "kind"),
        [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")],
    )
    def test_a_signal_ends_it_after_the_batch_in_hand(
        self, number: int, code: int, kind: str, process: Any, wires: Path, place: Path
    ) -> None:
        text = (wires / "a.txt").read_text("utf-8")
        for count in range(200):
            (wires / f"{count:03}.txt").write_text(text.replace("mardi", f"le {count}"), "utf-8")
        (place / "sitecustomize.py").write_text(SIGNALLED.format(number=int(number)))
        root = Path(__file__).resolve().parents[2]
        path = os.pathsep.join([str(place), str(root)])
        running = process("batch", "wires", "-o", "briefs", "--json", env={"PYTHONPATH": path})
        out, err = running.communicate(timeout=60)
        assert running.returncode == code
        assert out == (place / "briefs/report.json").read_bytes()
        assert f"depeche: {kind}: what was finished is written".encode() in err
        report = json.loads((place / "briefs/report.json").read_text("utf-8"))
        assert (report["exit_code"], report["signal"]) == (code, number)
        states = {wire["state"] for wire in report["wires"]}
        assert states == {"written", "waiting"}
        for found in report["wires"]:
            assert all((place / "briefs" / name).is_file() for name in found["outputs"])
        # It goes on where it was.
        assert code_of(process("batch", "wires", "-o", "briefs", "-q")) == 0
        report = json.loads((place / "briefs/report.json").read_text("utf-8"))
        assert report["totals"]["unchanged"] >= 1
        assert report["totals"]["waiting"] == 0

    def test_two_nights_at_once(self, process: Any) -> None:
        code = (
            "import sys, time\nfrom pathlib import Path\nfrom pipeline.batch.lock import locked\n"
            "with locked(Path('briefs/.depeche')):\n  print('held', flush=True)\n  time.sleep(60)\n"
        )
        root = Path(__file__).resolve().parents[2]
        holder = subprocess.Popen(  # noqa: S603  # our own Python
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=subprocess.PIPE,
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            second = process("batch", "wires", "-o", "briefs")
            err = second.communicate(timeout=60)[1].decode()
        finally:
            holder.kill()
            holder.communicate(timeout=20)
        assert second.returncode == 82
        assert f"process {holder.pid} on " in err
        assert code_of(process("batch", "wires", "-o", "briefs", "-q")) == 0

    def test_a_bar_on_a_terminal(self, process: Any, wires: Path) -> None:
        pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
        (wires / "bad.txt").write_text("")
        terminal, theirs = pty.openpty()
        running = process("batch", "wires", "-o", "briefs", stderr=theirs)
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
        running.communicate(timeout=60)
        os.close(terminal)
        assert running.returncode == 80
        assert b"words/s" in drawn
        assert b"depeche: failed: bad.txt: " in drawn
        assert b"3  written" in drawn
