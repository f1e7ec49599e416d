"""The rules of the desk over whole nights: versions, withdrawals, embargoes, urgency."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import State, Stop, desk_rules
from pipeline.batch.report import NightReport

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ITEM = "urn:agence:limarno:1"
FIRST = "Le maire de Paris a annoncé la fermeture de l'usine à Limarno mardi."
SECOND = "La ministre dénonce 12 accords selon la police."
THIRD = "Le gouvernement a confirmé une hausse des prix jeudi."


def rules(now: datetime = NOON, *, ignore_embargo: bool = False) -> Any:
    return desk_rules(ignore_embargo=ignore_embargo, now=lambda: now)


class Inbox:
    """A folder of ninjs wires, and nights over it by the rules of the desk."""

    def __init__(self, night: Any, folder: Path) -> None:
        self.night = night
        self.folder = folder
        folder.mkdir()

    def put(self, name: str, version: int, *paragraphs: str, **more: Any) -> Path:
        value = {
            "uri": ITEM,
            "version": str(version),
            "versioncreated": f"2026-03-01T0{version}:00:00Z",
            "language": "fr",
            "headline": "Une usine ferme",
            "body_text": "\n".join(paragraphs or (FIRST, SECOND)),
            "pubstatus": "usable",
            **more,
        }
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(value), "utf-8")
        moment = 1_772_000_000 + version  # not the order of writing
        os.utime(path, (moment, moment))
        return path

    def kill(self, name: str, version: int, **more: Any) -> Path:
        note = "La police dément. Prière de ne pas diffuser."
        return self.put(name, version, pubstatus="canceled", ednote=note, **more)

    def run(self, now: datetime = NOON, **options: Any) -> NightReport:
        decide = options.pop("decide", None) or rules(now)
        report: NightReport = self.night.run(self.folder, decide=decide, **options)
        return report

    def states(self, now: datetime = NOON, **options: Any) -> dict[str, str]:
        states = self.night.states(self.run(now, **options))
        return {name.removesuffix(".json"): state for name, state in states.items()}

    @property
    def files(self) -> dict[str, str]:
        return {name: content.decode() for name, content in self.night.files().items()}

    def forget(self, out: Path) -> None:
        self.night.out = out


@pytest.fixture
def inbox(night: Any, tmp_path: Path) -> Inbox:
    return Inbox(night, tmp_path / "inbox")


def opening(page: str) -> str:
    """The lines in bold quotes on top of a page."""
    return "\n".join(line for line in page.splitlines() if line.startswith("> **"))


def test_alert_update_correction_kill(inbox: Inbox) -> None:
    inbox.put("a", 1, FIRST, headline="ALERTE - Une usine ferme", urgency=1)
    assert inbox.states() == {"a": "written"}
    assert "Alert" in opening(inbox.files["a.md"])
    assert "**alert**" in inbox.files["index.md"]
    made = len(inbox.night.counting.made)

    inbox.put("b", 2, FIRST, SECOND, ednote="Actualisé avec réaction")
    assert inbox.states() == {"a": "superseded", "b": "written"}
    assert set(inbox.files) == {"a.md", "index.md"}
    assert "adds a paragraph at the end" in opening(inbox.files["a.md"]).lower()
    assert len(inbox.night.counting.made) == made + 2  # the rest is known

    inbox.put("c", 3, FIRST, SECOND.replace("12", "13"), ednote="Bien lire 13 accords")
    assert inbox.states() == {"a": "superseded", "b": "superseded", "c": "written"}
    top = opening(inbox.files["a.md"])
    assert "Corrects figure in paragraph 2" in top
    assert "Bien lire 13 accords" in top
    before = inbox.files
    assert inbox.states() == {"a": "superseded", "b": "superseded", "c": "unchanged"}
    assert inbox.files == before

    inbox.kill("d", 4)
    states = inbox.states()
    assert states == {"a": "superseded", "b": "superseded", "c": "withdrawn", "d": "withdrawn"}
    assert set(inbox.files) == {"withdrawn/a.md", "withdrawn/d.notice.md", "index.md"}
    assert inbox.files["withdrawn/a.md"] == before["a.md"]
    notice = inbox.files["withdrawn/d.notice.md"]
    assert "La police dément" in notice
    assert "When: 2026-03-01T04" in notice
    index = inbox.files["index.md"]
    assert index.index("## Withdrawn") < index.index("## Superseded")
    assert "(withdrawn/a.md)" in index
    assert index.count("withdrawn/d.notice.md") == 2  # text and address of one link
    before = inbox.files
    assert inbox.states() == states
    assert inbox.files == before


def test_a_kill_in_the_same_file(inbox: Inbox) -> None:
    inbox.put("a", 1)
    inbox.run()
    inbox.kill("a", 2)
    assert inbox.states() == {"a": "withdrawn"}
    assert set(inbox.files) == {"withdrawn/a.md", "withdrawn/a.notice.md", "index.md"}
    assert inbox.states() == {"a": "withdrawn"}


def test_a_kill_of_a_text_that_names_no_item(inbox: Inbox) -> None:
    wire = inbox.folder / "a.txt"
    wire.write_text(f"{FIRST}\n\n{SECOND}\n", "utf-8")
    inbox.run()
    assert "a.md" in inbox.files
    wire.write_text("ANNULATION - la dépêche est annulée\n\nMerci.\n", "utf-8")
    inbox.run()
    assert set(inbox.files) == {"withdrawn/a.md", "withdrawn/a.notice.md", "index.md"}


def test_a_kill_that_comes_first_and_a_version_that_revives(inbox: Inbox) -> None:
    inbox.kill("k", 2)
    assert inbox.states() == {"k": "withdrawn"}
    inbox.put("a", 1)
    assert inbox.states() == {"a": "withdrawn", "k": "withdrawn"}
    assert set(inbox.files) == {"withdrawn/k.notice.md", "index.md"}
    inbox.put("b", 2)  # no later than the withdrawal
    assert inbox.states()["b"] == "withdrawn"
    inbox.put("c", 3)
    states = inbox.states()
    assert states == {"a": "superseded", "b": "superseded", "c": "written", "k": "superseded"} | {
        "a": states["a"], "b": states["b"]
    }  # fmt: skip  # what was withdrawn stays named so or superseded
    assert "## Withdrawn" not in inbox.files["index.md"]
    assert any(name.endswith(".md") and "/" not in name for name in set(inbox.files) - {"index.md"})


def test_a_withdrawal_is_remembered_when_its_wire_is_gone(inbox: Inbox) -> None:
    inbox.put("a", 1)
    inbox.run()
    inbox.kill("k", 2)
    inbox.run()
    (inbox.folder / "k.json").unlink()
    (inbox.night.out / "withdrawn/k.notice.md").unlink()
    for _ in range(2):
        inbox.run()
    inbox.run(words=30)  # other settings: everything is looked at again
    assert "a.md" not in inbox.files


def test_an_older_version_that_comes_late(inbox: Inbox) -> None:
    inbox.put("b", 2, FIRST, THIRD)
    inbox.run()
    before = inbox.files["b.md"]
    inbox.put("a", 1)
    assert inbox.states() == {"a": "superseded", "b": "unchanged"}
    assert inbox.files["b.md"] == before
    assert "a.md" not in inbox.files
    inbox.put("b", 1)  # over the file of the newer one
    assert inbox.states()["b"] == "superseded"
    assert inbox.files["b.md"] == before
    assert "](b.md)" in str(inbox.files["index.md"])


def test_versions_of_one_night_in_any_order(inbox: Inbox, tmp_path: Path) -> None:
    seen = set()
    for number, names in enumerate(itertools.permutations("pqr")):
        for path in inbox.folder.iterdir():
            path.unlink()
        inbox.forget(tmp_path / f"out-{number}")
        inbox.put(names[0], 1, FIRST)
        inbox.put(names[1], 2, FIRST, SECOND)
        inbox.put(names[2], 3, FIRST, SECOND, THIRD)
        states = inbox.states()
        assert states == {names[0]: "superseded", names[1]: "superseded", names[2]: "written"}
        page = inbox.files[f"{names[0]}.md"]
        assert "adds a paragraph at the end" in opening(page).lower()
        seen.add(page.replace(f"{names[2]}.json", "wire"))
    assert len(seen) == 1


def test_two_nights_give_what_one_gives(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put("a", 1, FIRST)
    inbox.put("z", 2, FIRST, SECOND)
    inbox.run()
    whole = inbox.files
    inbox.forget(tmp_path / "halves")
    stop = Stop()
    stop(15)
    assert inbox.run(stop=stop).exit_code == 143
    inbox.run()
    assert inbox.files == whole


def test_a_version_in_the_same_file(inbox: Inbox) -> None:
    inbox.put("a", 1, FIRST)
    inbox.run()
    inbox.put("a", 2, FIRST, SECOND)
    assert inbox.states() == {"a": "written"}
    assert "adds a paragraph" in opening(inbox.files["a.md"]).lower()
    page = inbox.files["a.md"]
    inbox.run(words=40)
    assert opening(inbox.files["a.md"]) == opening(page)


def test_a_brief_edited_by_hand_is_kept_from_a_newer_version(inbox: Inbox) -> None:
    inbox.put("a", 1)
    inbox.run()
    (inbox.night.out / "a.md").write_text("Mine.\n")
    inbox.put("b", 2, FIRST, THIRD)
    assert inbox.states() == {"a": "superseded", "b": "kept"}
    assert inbox.files["a.md"] == "Mine.\n"
    assert "a.new.md" in inbox.files
    inbox.kill("k", 3)
    inbox.run()
    assert inbox.files["withdrawn/a.md"] == "Mine.\n"
    assert set(inbox.files) == {
        "withdrawn/a.md", "withdrawn/a.new.md", "withdrawn/k.notice.md", "index.md",
    }  # fmt: skip  # one a file


class TestEmbargo:
    def test_a_later_run_releases_it_by_itself(self, inbox: Inbox) -> None:
        inbox.put("a", 1, embargoed="2026-03-01T15:00:00+01:00")
        report = inbox.run()
        assert report.wires[0].state is State.HELD
        assert report.wires[0].until == "2026-03-01T14:00:00+00:00"
        assert "held until 2026-03-01 14:00 UTC" in inbox.files["index.md"]
        assert inbox.states(NOON.replace(hour=13, minute=59)) == {"a": "held"}
        assert set(inbox.files) == {"index.md"}
        assert inbox.states(NOON.replace(hour=14)) == {"a": "written"}
        assert "a.md" in inbox.files
        assert "held until" not in inbox.files["index.md"]

    def test_a_held_version_leaves_the_one_that_is_out(self, inbox: Inbox) -> None:
        inbox.put("a", 1)
        inbox.put("b", 2, FIRST, THIRD, embargoed="2026-03-01T15:00:00Z")
        assert inbox.states() == {"a": "written", "b": "held"}
        page = inbox.files["a.md"]
        assert inbox.states(NOON.replace(hour=16)) == {"a": "superseded", "b": "written"}
        assert inbox.files["a.md"] != page

    def test_set_aside_it_says_so(self, inbox: Inbox) -> None:
        inbox.put("a", 1, embargoed="2026-03-01T15:00:00Z")
        assert inbox.states(decide=rules(ignore_embargo=True)) == {"a": "written"}
        assert "embargo was set aside" in opening(inbox.files["a.md"])


def test_another_language_is_left_out_and_not_read_again(inbox: Inbox) -> None:
    inbox.put("a", 1, language="de")
    assert inbox.states() == {"a": "skipped"}
    assert inbox.states() == {"a": "skipped"}
    assert "another language" in inbox.files["index.md"]


def test_urgency_orders_the_index(inbox: Inbox) -> None:
    for name, urgency in (("a", 6), ("b", 2), ("c", 0), ("d", 1)):
        inbox.put(name, 1, f"{FIRST} {name}.", uri=f"urn:x:{name}", urgency=urgency)
    inbox.run()
    rows = [line for line in inbox.files["index.md"].splitlines() if ".json |" in line]
    assert [row.rstrip(" |")[-6] for row in rows] == ["d", "b", "c", "a"]


@pytest.mark.parametrize("moment", ["files", "records"])
def test_cut_off_while_a_version_or_a_kill_is_written(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moment: str
) -> None:
    """As if killed before the files of a night, or between them and its last records."""
    from pipeline.batch import committer as module

    steps: list[Callable[[], object]] = [
        lambda: inbox.put("a", 1, FIRST),
        lambda: inbox.put("b", 2, FIRST, SECOND),
        lambda: inbox.kill("k", 3),
        lambda: inbox.put("z", 4, FIRST, THIRD),
    ]
    for step in steps:
        step()
        inbox.run()
    whole = inbox.files

    class CutError(Exception):
        pass

    def cut(*_: object, **__: object) -> Any:
        raise CutError

    for path in inbox.folder.iterdir():
        path.unlink()
    inbox.forget(tmp_path / "cut")
    for step in steps:
        step()
        target = "_put" if moment == "files" else "_released"
        with monkeypatch.context() as patched:
            patched.setattr(module.Committer, target, cut)
            with pytest.raises(CutError):
                inbox.run()
        inbox.run()
    assert inbox.files == whole
