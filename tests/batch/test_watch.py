from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.batch import WRITE, NightSettings, Stop
from pipeline.batch.watch import Watcher, WatchSettings, _Watch
from pipeline.settings import Settings
from pipeline.trust import Trust


def watch_of(inbox: Path, out: Path) -> _Watch:
    night = NightSettings((str(inbox),), out)
    return _Watch(
        WatchSettings(night),
        None,  # type: ignore[arg-type]  # nothing is briefed here
        lambda _: WRITE,
        Watcher(),
        Stop(),
        inbox,
    )


def test_files_that_are_taken_away_are_forgotten(tmp_path: Path) -> None:
    wires = [tmp_path / f"{number}.txt" for number in range(3)]
    for wire in wires:
        wire.write_text("Un texte.")
    watch = watch_of(tmp_path, tmp_path / "out")
    for wire in wires:
        status = wire.stat()
        watch._known[str(wire)] = (status.st_size, status.st_mtime_ns)
    wires[0].unlink()
    assert watch._look_at_all() == 2
    assert sorted(watch._known) == [str(wire) for wire in wires[1:]]
    assert not watch._arriving


def test_terms_that_change_under_a_watch_are_for_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "terms.yaml"
    file.write_text("terms: {}\n")
    settings = Settings(termbase=file)
    trust, same = Trust(settings, ""), Trust(settings, "").signature
    watch = watch_of(tmp_path, tmp_path / "out")
    watch._chain = SimpleNamespace(trust=trust)  # type: ignore[assignment]  # nothing is briefed
    watch._stop(15)
    watch.run()
    file.write_text("{ no YAML")
    assert trust.termbase is not None
    assert trust.signature == same


@pytest.mark.parametrize("linked", ["inbox", "out"])
def test_briefs_are_no_wires_whatever_links_lead_there(tmp_path: Path, linked: str) -> None:
    real = tmp_path / "real"
    (real / "briefs").mkdir(parents=True)
    (real / "briefs/a.md").write_text("A brief.")
    (real / "a.txt").write_text("Un texte.")
    (tmp_path / "link").symlink_to(real)
    link = tmp_path / "link"
    inbox, out = (link, real / "briefs") if linked == "inbox" else (real, link / "briefs")
    watch = watch_of(inbox, out)
    assert watch._look_at_all() == 1
    assert list(watch._arriving) == [os.fspath(inbox / "a.txt")]
