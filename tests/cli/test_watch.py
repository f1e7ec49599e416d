"""A watch in a process of its own, over a tiny model: what arrives, how, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")

PATIENCE = 60.0


class Watch:
    """A running watch and the events that it has told of."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self.running = running
        self.events: list[dict[str, Any]] = []
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def until(self, event: str, wire: str = "") -> dict[str, Any]:
        """Wait for an event of a wire that was not waited for before."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                pytest.fail(f"no {event} of {wire!r} came, only {self.events}")
            assert line, f"it ended with {self.running.wait(PATIENCE)}: {self.err()}"
            found: dict[str, Any] = json.loads(line)
            self.events.append(found)
            if (found["event"], found.get("wire", "")) == (event, wire):
                return found

    def end(self, number: int) -> int:
        self.running.send_signal(number)
        return self.running.wait(timeout=PATIENCE)

    def err(self) -> str:
        assert self.running.stderr is not None
        return self.running.stderr.read().decode()

    def _read(self) -> None:
        assert self.running.stdout is not None
        for line in self.running.stdout:
            self._lines.put(line)
        self._lines.put(b"")


Start = Callable[..., Watch]


@pytest.fixture
def start(process: Any, desk: Any, place: Path) -> Iterator[Start]:  # noqa: ARG001  # its models
    (place / "inbox").mkdir()
    begun: list[Watch] = []

    def begin(*options: str) -> Watch:
        arguments = ("watch", "inbox", "--out", "briefs", "--json", "--settle", "0.6", *options)
        begun.append(Watch(process(*arguments)))
        begun[-1].until("ready")
        return begun[-1]

    yield begin
    for each in begun:
        if each.running.poll() is None:
            each.running.kill()
        each.running.wait(PATIENCE)
        for stream in (each.running.stdout, each.running.stderr):
            if stream is not None:
                stream.close()


def test_from_the_first_wire_to_a_restart(start: Start, wire: Path, place: Path) -> None:
    inbox = place / "inbox"
    (inbox / "there.txt").write_bytes(wire.read_bytes())
    watch = start()
    assert watch.until("written", "there.txt")["outputs"] == ["there.md"]

    (inbox / "new.txt").write_bytes(wire.read_bytes().replace(b"douze", b"treize"))
    told = watch.until("written", "new.txt")
    assert told["seconds"] >= 0.5  # it had to stand still
    assert (place / "briefs/new.md").is_file()

    # Moved into place from a name that is not looked at: whole at once.
    (inbox / ".moved.txt.x1").write_bytes(wire.read_bytes().replace(b"douze", b"vingt"))
    (inbox / "sub").mkdir()
    (inbox / "moved.txt.part").write_bytes(b"half")
    (inbox / ".moved.txt.x1").rename(inbox / "moved.txt")
    watch.until("written", "moved.txt")
    (inbox / "sub/deep.txt").write_bytes(wire.read_bytes())
    watch.until("written", "sub/deep.txt")
    (inbox / "bad.txt").write_bytes(b" \n")
    assert "holds no text" in watch.until("failed", "bad.txt")["reason"]
    assert watch.end(signal.SIGTERM) == 143
    assert "terminated" in watch.err()
    assert {event.get("wire") for event in watch.events} == {
        None, "there.txt", "new.txt", "moved.txt", "sub/deep.txt", "bad.txt",
    }  # fmt: skip  # what is unfinished was never read

    (inbox / "meanwhile.txt").write_bytes(wire.read_bytes())
    again = start()
    again.until("written", "meanwhile.txt")
    assert again.end(signal.SIGINT) == 130
    assert not [e for e in again.events if e.get("wire") == "there.txt"]  # done before


def test_a_file_that_comes_in_pieces_is_read_once_and_whole(
    start: Start, wire: Path, place: Path
) -> None:
    watch = start()
    data = wire.read_bytes()
    step = len(data) // 6 + 1
    with (place / "inbox/slow.txt").open("wb") as file:
        for begin in range(0, len(data), step):
            file.write(data[begin : begin + step])
            file.flush()
            time.sleep(0.2)
    watch.until("written", "slow.txt")
    (place / "inbox/last.txt").write_bytes(data)
    watch.until("written", "last.txt")
    told = [event for event in watch.events if event.get("wire") == "slow.txt"]
    assert [event["event"] for event in told] == ["written"]
    page = (place / "briefs/slow.md").read_text("utf-8")
    assert "M. Dupont" in page
    assert "AFP/VNA" in page
    assert watch.end(signal.SIGTERM) == 143


def test_an_embargo_ends_by_itself(start: Start, place: Path) -> None:
    watch = start()
    until = datetime.now(UTC) + timedelta(seconds=4)
    item = {
        "uri": "urn:x:1",
        "version": "1",
        "language": "fr",
        "headline": "Une usine ferme",
        "body_text": "Le maire de Paris a annoncé la fermeture de l'usine mardi.",
        "embargoed": until.isoformat(timespec="seconds"),
    }
    (place / "inbox/a.json").write_text(json.dumps(item))
    assert watch.until("held", "a.json")["until"]
    assert not (place / "briefs/a.md").exists()
    watch.until("written", "a.json")
    assert datetime.now(UTC) >= until.replace(microsecond=0)
    assert (place / "briefs/a.md").is_file()


def test_one_watch_a_folder_and_it_waits_for_a_night(
    start: Start, process: Any, wire: Path, place: Path
) -> None:
    from pipeline.batch.lock import locked

    watch = start()
    second = process("watch", "inbox", "--out", "briefs")
    err = second.communicate(timeout=PATIENCE)[1].decode()
    assert second.returncode == 82
    assert f"watching for briefs: process {watch.running.pid} on " in err
    with locked(place / "briefs/.depeche"):
        (place / "inbox/a.txt").write_bytes(wire.read_bytes())
        assert str(os.getpid()) in watch.until("waiting")["reason"]
        assert not (place / "briefs/a.md").exists()
    watch.until("written", "a.txt")


def test_what_cannot_be_watched(depeche: Any, desk: Any) -> None:  # noqa: ARG001  # its models
    ended = depeche("watch", "nowhere", "--out", "briefs")
    assert ended.code == 10
    assert "There is no folder" in ended.err
    assert depeche("watch", ".", "--out", " ").code == 2
