"""Several items in one wire, files that are used again, and wires that change under way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import Observer, desk_rules
from pipeline.batch.items import packed_articles
from pipeline.readers import read_path

NAMES = ["Badenkor", "Limarno", "Pelrousa"]


def news(name: str, version: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "uri": f"urn:agence:{name}",
        "version": str(version),
        "versioncreated": f"2026-03-01T0{version}:00:00Z",
        "language": "fr",
        "headline": f"Une usine ferme à {name}",
        "body_text": f"Le maire a annoncé la fermeture de l'usine à {name} mardi.\n"
        "La ministre dénonce 12 accords selon la police.",
        "pubstatus": "usable",
        **more,
    }


def killed(name: str, version: int = 2) -> dict[str, Any]:
    return news(name, version, pubstatus="canceled")


class Wires:
    def __init__(self, night: Any, folder: Path) -> None:
        self.night = night
        self.folder = folder
        folder.mkdir()

    def put(self, name: str, *items: dict[str, Any], blanks: int = 0) -> Path:
        path = self.folder / f"{name}.json"
        text = json.dumps(list(items) if len(items) > 1 else items[0])
        path.write_text("\n" * blanks + text, "utf-8")
        return path

    def run(self, **options: Any) -> dict[str, str]:
        options.setdefault("decide", desk_rules())
        report = self.night.run(self.folder, **options)
        states: dict[str, str] = self.night.states(report)
        return {name.removesuffix(".json"): state for name, state in states.items()}

    @property
    def pages(self) -> dict[str, str]:
        """The name of the place in each page that is out, by file."""
        return {
            file: ",".join(name for name in NAMES if name in page.decode())
            for file, page in self.night.files().items()
            if file != "index.md" and not file.startswith("withdrawn/")
        }

    def index(self) -> str:
        page: bytes = self.night.files()["index.md"]
        return page.decode()


@pytest.fixture
def wires(night: Any, tmp_path: Path) -> Wires:
    return Wires(night, tmp_path / "items")


def test_a_withdrawal_takes_one_of_several_briefs_of_another_wire(wires: Wires) -> None:
    wires.put("feed", news("Badenkor"), news("Limarno"))
    wires.run()
    assert wires.pages == {"feed-1.md": "Badenkor", "feed-2.md": "Limarno"}
    wires.put("k", killed("Badenkor"))
    for _ in range(2):
        wires.run()
        assert wires.pages == {"feed-2.md": "Limarno"}
        assert "(feed-2.md)" in wires.index()
        assert "[Une usine ferme à Badenkor](feed-1.md)" not in wires.index()
    assert "withdrawn/feed-1.md" in wires.night.files()
    assert "withdrawn/feed-2.md" not in wires.night.files()


def test_a_withdrawal_among_usable_items_of_its_own_wire(wires: Wires) -> None:
    wires.put("feed", news("Badenkor"), news("Limarno"))
    wires.run()
    wires.put("feed", killed("Badenkor"), news("Limarno"))
    for _ in range(2):
        wires.run()
        assert wires.pages == {"feed-2.md": "Limarno"}
    assert "withdrawn/feed-1.md" in wires.night.files()


def test_items_that_move_down_a_feed_keep_their_files(wires: Wires) -> None:
    wires.put("feed", news("Badenkor"), news("Limarno"))
    wires.run()
    wires.put("feed", news("Pelrousa"), news("Badenkor"), news("Limarno"))
    for _ in range(2):
        wires.run()
        pages = wires.pages
        assert (pages.pop("feed-1.md"), pages.pop("feed-2.md")) == ("Badenkor", "Limarno")
        assert list(pages.values()) == ["Pelrousa"]
        assert all(f"({name})" in wires.index() for name in pages)


def test_a_file_that_is_used_again_for_another_item(wires: Wires) -> None:
    wires.put("x", news("Badenkor"))
    wires.run()
    wires.put("x", news("Limarno"))
    wires.run()
    assert sorted(wires.pages.values()) == ["Badenkor", "Limarno"]
    wires.put("y", news("Badenkor", 2))
    for _ in range(2):
        wires.run()
        assert sorted(wires.pages.values()) == ["Badenkor", "Limarno"]
        assert wires.pages["x.md"] == "Badenkor"


@pytest.mark.parametrize(
    ("then", "state"),
    [
        (killed("Badenkor", 2), "withdrawn"),
        (news("Badenkor", 2, embargoed="2199-01-01T00:00:00Z"), "held"),
    ],
)
def test_a_wire_that_changes_between_the_survey_and_its_turn(
    wires: Wires, then: dict[str, Any], state: str
) -> None:
    """What was decided of the one content says nothing of the other."""
    wires.put("a", news("Badenkor"))

    class Agency(Observer):
        pass

    surveyed = desk_rules()

    def decide(article: Any) -> Any:
        verdict = surveyed(article)
        wires.put("a", then)  # the survey has read it; its turn has not come
        return verdict

    assert wires.run(decide=decide)["a"] == state
    assert wires.pages == {}


def test_blanks_before_a_withdrawal_do_not_hide_it(wires: Wires) -> None:
    wires.put("a", news("Badenkor"))
    wires.put("k", killed("Badenkor"), blanks=600)
    assert wires.run() == {"a": "withdrawn", "k": "withdrawn"}
    assert wires.pages == {}


def test_a_withdrawal_that_comes_while_its_story_is_under_way(wires: Wires) -> None:
    wires.put("a", news("Badenkor"))
    wires.put("k", news("Limarno"))
    rules, asked = desk_rules(), 0

    def decide(article: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == 2:  # the survey has read both; it is now k's turn to be another
            wires.put("k", killed("Badenkor"))
        return rules(article)

    for _ in range(2):
        assert wires.run(decide=decide) == {"a": "withdrawn", "k": "withdrawn"}
        assert wires.pages == {}


def test_what_is_held_and_withdrawn_waits_for_no_embargo(wires: Wires) -> None:
    wires.put("a", news("Badenkor", embargoed="2199-01-01T00:00:00Z"))
    assert wires.run() == {"a": "held"}
    wires.put("k", killed("Badenkor"))
    assert wires.run() == {"a": "withdrawn", "k": "withdrawn"}
    wires.put("b", news("Badenkor", 3, embargoed="2199-01-01T00:00:00Z"))
    assert wires.run()["b"] == "held"


def test_two_withdrawals_of_one_night_never_move_over_each_other(wires: Wires) -> None:
    wires.put("a", news("Badenkor"))
    wires.put("a-2", news("Limarno"))
    wires.run()
    (wires.night.out / "withdrawn").mkdir()
    (wires.night.out / "withdrawn/a.md").write_text("Of an earlier night.\n")
    wires.put("k", killed("Badenkor"))
    wires.put("l", killed("Limarno"))
    wires.run()
    moved = {f: p for f, p in wires.night.files().items() if f.startswith("withdrawn/a")}
    assert len(moved) == 3
    assert {name for name in NAMES for page in moved.values() if name in page.decode()} == {
        "Badenkor", "Limarno",
    }  # fmt: skip  # one a page


def test_two_copies_of_a_wire_that_was_moved_share_no_brief(night: Any, tmp_path: Path) -> None:
    old, one, two = (tmp_path / name for name in ("old", "one", "two"))
    for folder in (old, one, two):
        folder.mkdir()
    (old / "a.txt").write_text(night.story(1), "utf-8")
    night.run(old)
    content = (old / "a.txt").read_bytes()
    (old / "a.txt").unlink()
    (one / "a.txt").write_bytes(content)
    (two / "a.txt").write_bytes(content)
    report = night.run(one, two)
    outputs = [name for wire in report.wires for name in wire.outputs]
    assert len(outputs) == len(set(outputs)) == 2


def test_a_wire_that_changes_while_it_is_read_leaves_nothing_under_its_old_content(
    night: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.batch import job
    from pipeline.readers import read_path

    folder = tmp_path / "one"
    folder.mkdir()
    wire = folder / "a.txt"
    first, second = night.story(1).encode(), night.story(2).encode()
    wire.write_bytes(first)

    def late(path: Path) -> Any:
        path.write_bytes(second)
        return read_path(path)

    with monkeypatch.context() as patched:
        patched.setattr(job, "read_path", late)
        night.run(folder)
    wire.write_bytes(first)
    night.run(folder, out=tmp_path / "other")
    page = (tmp_path / "other/a.md").read_text("utf-8")
    assert "Limarno" in page
    assert "Pelrousa" not in page


def test_a_brief_that_is_edited_while_the_night_runs_is_kept(
    wires: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor saves it after it was looked at and before the new one is written."""
    from pipeline.batch import committer
    from pipeline.batch.outputs import put

    wires.put("a", news("Badenkor"))
    wires.run()
    wires.put("a", news("Badenkor", 2, headline="Deux usines ferment"))

    def late(folder: Path, planned: Any) -> Any:
        (folder / "a.md").write_text("Mine.\n")
        return put(folder, planned)

    with monkeypatch.context() as patched:
        patched.setattr(committer, "put", late)
        assert wires.run() == {"a": "kept"}
    for _ in range(2):
        files = wires.night.files()
        assert files["a.md"] == b"Mine.\n"
        assert b"Badenkor" in files["a.new.md"]
        assert "was edited by hand" in wires.index()
        wires.run()


def test_a_bug_met_in_the_survey_fails_one_wire_alone(wires: Wires) -> None:
    wires.put("a", news("Badenkor"))
    wires.put("b", news("Limarno"))
    rules = desk_rules()

    def decide(article: Any) -> Any:
        if "Limarno" in article.text:
            raise LookupError("lost")
        return rules(article)

    assert wires.run(decide=decide) == {"a": "written", "b": "failed"}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, in order."""
    from pipeline.batch import items, job

    done: list[str] = []

    def counted(path: Path) -> Any:
        done.append(path.stem)
        return read_path(path)

    monkeypatch.setattr(items, "read_path", counted)
    monkeypatch.setattr(job, "read_path", counted)
    return done


def test_a_wire_is_read_once_in_a_night(wires: Wires, reads: list[str]) -> None:
    for name in NAMES:
        wires.put(name, news(name))
    (wires.folder / "plain.txt").write_text(wires.night.story(1), "utf-8")
    wires.run()
    assert sorted(reads) == sorted([*NAMES, "plain"])
    assert len(wires.pages) == 4


def test_what_is_kept_of_a_survey_is_bounded(
    wires: Wires, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        wires.put(name, news(name))
    sizes = [len(packed_articles(read_path(wires.folder / f"{name}.json"))) for name in NAMES]
    monkeypatch.setattr("pipeline.batch.items.KEPT_BYTES", max(sizes))
    wires.run()
    assert sorted(reads) == sorted([NAMES[0], *NAMES[1:], *NAMES[1:]])
    assert sorted(wires.pages.values()) == sorted(NAMES)


def test_a_wire_that_changes_after_the_survey_is_read_again(wires: Wires, reads: list[str]) -> None:
    wires.put("a", news("Badenkor"))
    wires.put("b", news("Limarno"))
    rules, asked = desk_rules(), []

    def decide(article: Any) -> Any:
        asked.append(article)
        if len(asked) == 2:  # both are surveyed, none is begun
            wires.put("a", news("Pelrousa"))
        return rules(article)

    wires.run(decide=decide)
    assert reads == ["a", "b", "a"]
    assert wires.pages == {"a.md": "Pelrousa", "b.md": "Limarno"}
