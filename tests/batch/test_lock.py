from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.lock import locked
from pipeline.errors import LockedError, OutputError

ROOT = Path(__file__).resolve().parents[2]
HOLD = """\
import sys, time
from pathlib import Path
from pipeline.batch.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out" / ".depeche"


def test_one_after_the_other(folder: Path) -> None:
    for _ in range(2):
        with locked(folder) as trouble:
            assert trouble == ""


def test_the_second_is_told_who_holds_it_and_a_dead_one_holds_nothing(folder: Path) -> None:
    holder = subprocess.Popen(  # noqa: S603  # our own Python
        [sys.executable, "-c", HOLD, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    try:
        with pytest.raises(LockedError) as caught, locked(folder):
            pass
        assert f"process {holder.pid} on " in caught.value.message
        assert str(folder.parent) in caught.value.message
        assert ", since 20" in caught.value.message
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate(timeout=20)
    with locked(folder) as trouble:
        assert trouble == ""


def test_a_file_system_without_locks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with locked(folder) as trouble:
        assert "has no locks" in trouble


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError), locked(tmp_path / "out" / ".depeche"):
        pass
