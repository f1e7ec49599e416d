"""A night that is killed again and again ends in the folder that an undisturbed one gives."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 40
SEED = 20

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")

# Imports once what a night imports, so that forty processes do not each take a second for it,
# and forks a process for each night. It says the process id; the test kills that and is told
# how it ended.
NURSERY = """\
import os, sys
import ctranslate2, sentencepiece, sqlalchemy, numpy
import pipeline.batch, pipeline.brief, pipeline.cli.app, pipeline.summarize.ranker
from pipeline.cli.run import prepare_process, run
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        prepare_process()
        os._exit(run(line.rstrip("\\n").split("\\t")))
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Nursery:
    """Real processes, started fast."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own Python
            [sys.executable, "-c", NURSERY],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(
        self, *arguments: str | Path, kill_after: float | None = None, once: Path | None = None
    ) -> int:
        """Exit code of a night, negative where a signal ended it.

        Args:
            arguments: of the command.
            kill_after: seconds; never where ``None``.
            once: counted from when this file grows rather than from the start.
        """
        size = once.stat().st_size if once and once.exists() else 0
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join(map(str, arguments)) + "\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        if kill_after is not None:
            for _ in range(5000 if once else 0):
                if not alive(child) or (once and once.exists() and once.stat().st_size > size):
                    break
                time.sleep(0.002)
            time.sleep(kill_after)
            # It may have ended by now; its number is not given to another one so soon.
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=30)


@pytest.fixture
def nursery(desk: Any, tmp_path: Path) -> Iterator[Nursery]:
    made = Nursery(
        {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path / "home"),
            "DEPECHE_HOME": str(desk.store),
            "DEPECHE_MODELS": str(desk.models),
            "DEPECHE_CACHE": str(tmp_path / "cache.sqlite"),
            "OMP_NUM_THREADS": "1",
        }
    )
    yield made
    made.close()


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def write_version(path: Path, uri: str, version: int, text: str, **more: str) -> None:
    value = {"uri": uri, "version": str(version), "language": "fr", "body_text": text, **more}
    path.write_text(json.dumps({"headline": "Une usine ferme", **value}), "utf-8")


def forget(tmp_path: Path) -> None:
    for path in tmp_path.glob("cache.sqlite*"):
        path.unlink()


def test_killed_at_forty_moments(
    nursery: Nursery,
    tmp_path: Path,
    wires_of: Callable[[Path, int], Path],
    files_of: Callable[[Path], dict[str, bytes]],
) -> None:
    wires = wires_of(tmp_path / "wires", 16)
    (wires / "empty.txt").write_text(" \n")
    (wires / "monde/wire-00.text").write_text((wires / "france/wire-01.txt").read_text("utf-8"))
    # Two versions of an item; a story and its withdrawal.
    write_version(wires / "v1.json", "urn:x", 1, "Le maire a parlé mardi.")
    write_version(wires / "v2.json", "urn:x", 2, "Le maire a parlé jeudi.")
    write_version(wires / "w1.json", "urn:y", 1, "La ministre a parlé.")
    write_version(wires / "w2.json", "urn:y", 2, "", pubstatus="canceled")
    night = ("batch", wires, "--format", "markdown,json", "-q", "--out")
    start = time.perf_counter()
    assert nursery.run(*night, tmp_path / "whole") == 80  # the empty one
    length = time.perf_counter() - start
    whole = files_of(tmp_path / "whole")
    assert len(whole) == 2 * 18 + 2
    assert {"v1.md", "withdrawn/w2.notice.md"} <= set(whole)

    rng = random.Random(SEED)
    kills, half_done, rounds = 0, 0, 0
    while kills < KILLS:
        # From nothing to the end, however often it is killed on the way.
        rounds += 1
        out = tmp_path / f"out-{rounds}"
        forget(tmp_path)
        code = -signal.SIGKILL
        while code == -signal.SIGKILL:
            moment: float | None = None
            once: Path | None = None
            if kills < KILLS and rng.random() < 0.5:
                moment = rng.uniform(0, 1.1 * length)
            elif kills < KILLS:
                # While briefs are written, which a moment of the whole night rarely meets.
                moment, once = rng.uniform(0, 0.03), out / ".depeche/journal"
            code = nursery.run(*night, out, kill_after=moment, once=once)
            kills += code == -signal.SIGKILL
            there = {
                name: content
                for name, content in (files_of(out) if out.exists() else {}).items()
                if not Path(name).name.startswith(".depeche-")
            }
            # Whatever is there is whole.
            assert {name: whole[name] for name in there} == there
            half_done += 0 < len(there) < len(whole)
        assert code in (0, 80)
        # What the last one before had finished was not made again, and nothing lies about.
        assert files_of(out) == whole
        report = json.loads((out / "report.json").read_text("utf-8"))
        assert report["totals"]["failed"] == 1
        assert nursery.run(*night, out) == 80
        assert files_of(out) == whole
        report = json.loads((out / "report.json").read_text("utf-8"))
        assert report["totals"]["unchanged"] == 18
    assert kills >= KILLS
    assert half_done >= 3, "no kill came while briefs were being written"
