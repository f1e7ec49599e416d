"""Nights over a tiny model: what is done, what is not done twice, and what becomes of trouble."""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it has no types

from pipeline.article import Article
from pipeline.batch import NightReport, Observer, State, Stop, Verdict, WireReport
from pipeline.batch import night as night_module
from pipeline.batch import outputs as outputs_module
from pipeline.batch import pool as pool_module
from pipeline.checks import CHECKS
from pipeline.errors import (
    GenerationError,
    ModelLoadError,
    NothingRanError,
    OutputError,
    SomeFailedError,
)
from pipeline.settings import Settings
from pipeline.trust import FACTS

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8"))
MONDE = ["monde/wire-00.txt", "monde/wire-02.txt", "monde/wire-04.txt"]
FRANCE = ["france/wire-01.txt", "france/wire-03.txt", "france/wire-05.txt"]
ALL = [*FRANCE, *MONDE]


def valid(report: NightReport) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(report.as_json())
    Draft202012Validator(SCHEMA).validate(value)
    return value


def test_the_folder_mirrors_the_wires(night: Any) -> None:
    report = night.run(formats=("markdown", "json"))
    assert night.states(report) == dict.fromkeys(ALL, "written")
    names = {name.removesuffix(".txt") for name in ALL}
    assert set(night.files()) == {f"{n}{s}" for n in names for s in (".md", ".json")} | {"index.md"}
    assert report.exit_code == 0
    assert (night.out / "report.json").read_text("utf-8") == report.as_json()
    value = valid(report)
    assert value["totals"]["written"] == value["totals"]["articles"] == 6
    assert value["totals"]["words"] > 100
    assert [model["role"] for model in value["models"]] == ["translation", "summarisation"]


def test_the_report_comes_in_pieces_and_steers_no_screen(night: Any) -> None:
    report = night.run()
    odd = replace(report, out="a\u202eb\u2028é")
    pieces = list(odd.pieces())
    assert len(pieces) > 10 * len(odd.wires)
    text = "".join(pieces)
    assert text == odd.as_json()
    assert "a\\u202eb\u2028é" in text
    assert json.loads(text)["wires"] == [asdict(wire) | _lists(wire) for wire in odd.wires]


def _lists(wire: WireReport) -> dict[str, list[str]]:
    return {name: list(getattr(wire, name)) for name in ("outputs", "edited", "beside")}


def test_a_brief_is_what_the_chain_makes_of_the_wire_alone(night: Any) -> None:
    from pipeline.readers import read_path
    from pipeline.render import RENDERERS, RenderOptions

    night.run(formats=("json",))
    article = read_path(night.wires / MONDE[0])[0]
    alone = RENDERERS["json"].render(night.chain.brief(article), RenderOptions())
    assert (night.out / "monde/wire-00.json").read_text("utf-8") == alone


def test_windows_become_smaller_towards_the_end(
    night: Any, wires_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    submit = pool_module.Pool.submit

    def watched(self: pool_module.Pool, texts: Mapping[str, str]) -> None:
        sizes.append(len(texts))
        submit(self, texts)

    monkeypatch.setattr(pool_module.Pool, "submit", watched)
    monkeypatch.setattr(night_module, "FIRST_TEXTS", 1)
    monkeypatch.setattr(night_module, "LAST_TEXTS", 2)
    night.run(str(wires_of(tmp_path / "many", 20)))
    left = sum(sizes)
    assert left >= len(night.counting.made) > 30  # what came again is in the cache by then
    for size in sizes:
        # The wire that fills a window is in it whole, with four texts of its own and another's;
        # what is to come is an estimate by bytes.
        assert size <= max(2, left // 2) + 8
        left -= size
    assert len(sizes) > 4
    assert sizes[-1] < max(sizes[1:])


def test_a_picture_among_the_wires_is_no_failure(night: Any) -> None:
    picture = night.wires / "france" / "picture.json"
    picture.write_text('{"uri": "urn:x:1", "type": "picture", "headline": "Une frappe"}', "utf-8")
    report = night.run()
    assert report.exit_code == 0
    told = next(wire for wire in report.wires if wire.wire == "france/picture.json")
    assert told.state is State.SKIPPED
    assert "holds no text" in told.reason
    assert told.outputs == ()
    assert "france/picture.json" in (night.out / "index.md").read_text("utf-8")
    read = night.run()
    again = next(wire for wire in read.wires if wire.wire == "france/picture.json")
    assert (again.state, again.reason) == (State.SKIPPED, told.reason)
    # A story whose text was lost on the way is no picture.
    picture.write_text('{"uri": "urn:x:1", "type": "text", "headline": "Une frappe"}', "utf-8")
    assert night.states(night.run())["france/picture.json"] == "failed"
    picture.write_text(json.dumps({"uri": "urn:x:1", "body_text": night.story(9)}), "utf-8")
    assert night.states(night.run())["france/picture.json"] == "written"


def test_what_two_wires_share_is_translated_once(night: Any) -> None:
    report = night.run()
    assert len(night.counting.made) == len(set(night.counting.made))
    assert sum("source policière" in text for text in night.counting.made) == 1
    assert sum(wire.sentences_new for wire in report.wires) == len(night.counting.made)
    assert sum(wire.sentences_cached for wire in report.wires) >= 5


def test_nothing_is_done_twice(night: Any) -> None:
    first = night.run()
    before = night.files(), len(night.counting.made)
    times = {path: path.stat().st_mtime_ns for path in night.out.rglob("*.md")}
    second = night.run()
    assert night.states(second) == dict.fromkeys(ALL, "unchanged")
    assert (night.files(), len(night.counting.made)) == before
    assert times == {path: path.stat().st_mtime_ns for path in night.out.rglob("*.md")}
    assert second.signature == first.signature
    assert all("Nothing has changed" in wire.reason for wire in second.wires)
    assert valid(second)["totals"]["cache_hits"] is None


def test_a_touched_wire_is_unchanged(night: Any) -> None:
    night.run()
    os.utime(night.wires / MONDE[0], ns=(5 * 10**18 // 3, 5 * 10**18 // 3))
    assert set(night.states(night.run()).values()) == {"unchanged"}
    assert set(night.states(night.run()).values()) == {"unchanged"}


def test_a_change_that_leaves_size_and_time_is_seen(night: Any) -> None:
    """Shortly after a file was written its time cannot be trusted."""
    wire = night.wires / MONDE[0]
    night.run()
    status = wire.stat()
    wire.write_text(wire.read_text("utf-8").replace("0 accords", "7 accords"), "utf-8")
    os.utime(wire, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert wire.stat().st_size == status.st_size
    assert night.states(night.run())[MONDE[0]] == "written"


def test_a_changed_paragraph_costs_one_paragraph(night: Any) -> None:
    night.run()
    before = len(night.counting.made)
    wire = night.wires / MONDE[0]
    wire.write_text(wire.read_text("utf-8").replace("0 accords", "un accord"), "utf-8")
    report = night.run()
    assert night.states(report) == dict.fromkeys(ALL, "unchanged") | {MONDE[0]: "written"}
    assert len(night.counting.made) == before + 1
    assert next(w for w in report.wires if w.wire == MONDE[0]).reason == "The wire has changed."


@pytest.mark.parametrize("options", [{"words": 20}, {"formats": ("json",)}, {"align": "paragraph"}])
def test_other_settings_make_other_briefs(night: Any, options: dict[str, Any]) -> None:
    night.run()
    made = len(night.counting.made)
    report = night.run(**options)
    assert set(night.states(report).values()) == {"written"}
    assert "Settings" in report.wires[0].reason
    assert len(night.counting.made) == made  # the sentences are the same


def test_a_brief_that_was_removed_is_made_again(night: Any) -> None:
    night.run()
    before = night.files()
    (night.out / "monde/wire-00.md").unlink()
    assert night.states(night.run()) == dict.fromkeys(ALL, "unchanged") | {MONDE[0]: "written"}
    assert night.files() == before


def test_a_deleted_wire_leaves_its_brief(night: Any) -> None:
    night.run()
    (night.wires / MONDE[0]).unlink()
    report = night.run()
    assert report.gone == (MONDE[0],)
    assert report.exit_code == 0
    index = night.files()["index.md"].decode()
    assert "monde/wire-00.md" in night.files()
    assert "Wires that are deleted" in index
    assert "monde/wire-00" in index.partition("Wires that are deleted")[2]
    (night.out / "monde/wire-00.md").unlink()
    assert night.run().gone == (MONDE[0],)  # said a last time
    assert night.run().gone == ()


def test_a_moved_folder_is_known_again(night: Any, tmp_path: Path) -> None:
    night.run()
    before = night.files()
    night.wires.rename(tmp_path / "elsewhere")
    report = night.run(tmp_path / "elsewhere")
    assert set(night.states(report).values()) == {"unchanged"}
    assert report.gone == ()
    assert night.files() == before
    assert night.run(tmp_path / "elsewhere").gone == ()


class TestEditedByHand:
    BRIEF = "monde/wire-00.md"

    def edit(self, night: Any, name: str = BRIEF, text: str = "Mine.\n") -> None:
        (night.out / name).write_text(text, "utf-8")

    def change(self, night: Any, word: str) -> None:
        (night.wires / MONDE[0]).write_text(night.story(0, f"Il y a {word} accords."), "utf-8")

    def test_it_is_kept_and_the_new_one_put_beside_it(self, night: Any) -> None:
        night.run()
        self.edit(night)
        self.change(night, "neuf")
        report = night.run()
        wire = next(w for w in report.wires if w.wire == MONDE[0])
        assert (wire.state, wire.edited) == (State.KEPT, (self.BRIEF,))
        assert wire.beside == ("monde/wire-00.new.md",)
        assert night.files()[self.BRIEF] == b"Mine.\n"
        assert "neuf accords" in night.files()["monde/wire-00.new.md"].decode()
        index = night.files()["index.md"].decode().partition("Edited by hand")[2]
        assert "(monde/wire-00.md)" in index
        assert "(monde/wire-00.new.md)" in index
        again = night.run()
        assert night.states(again)[MONDE[0]] == "unchanged"
        assert again.wires[3].edited == (self.BRIEF,)
        self.change(night, "mille")
        night.run()
        assert night.files()[self.BRIEF] == b"Mine.\n"
        assert "mille accords" in night.files()["monde/wire-00.new.md"].decode()
        assert "monde/wire-00.new-2.md" not in night.files()

    def test_while_the_wire_stays_it_is_only_said(self, night: Any) -> None:
        night.run()
        self.edit(night)
        for _ in range(2):
            report = night.run()
            wire = next(w for w in report.wires if w.wire == MONDE[0])
            assert (wire.state, wire.edited) == (State.UNCHANGED, (self.BRIEF,))
            assert "edited by hand" in wire.reason
        assert "monde/wire-00.new.md" not in night.files()

    def test_a_new_one_that_was_edited_too_is_kept(self, night: Any) -> None:
        night.run()
        self.edit(night)
        self.change(night, "neuf")
        night.run()
        self.edit(night, "monde/wire-00.new.md", "Mine, too.\n")
        self.change(night, "mille")
        night.run()
        assert night.files()["monde/wire-00.new.md"] == b"Mine, too.\n"
        assert "mille accords" in night.files()["monde/wire-00.new-2.md"].decode()

    def test_taking_the_new_one_over_ends_it(self, night: Any) -> None:
        night.run()
        self.edit(night)
        self.change(night, "neuf")
        night.run()
        (night.out / "monde/wire-00.new.md").rename(night.out / self.BRIEF)
        assert night.run().wires[3].edited == ()
        self.change(night, "mille")
        assert night.states(night.run())[MONDE[0]] == "written"
        assert "monde/wire-00.new.md" not in night.files()
        assert "Edited by hand" not in night.files()["index.md"].decode()

    def test_taking_the_new_one_away_ends_it_too(self, night: Any) -> None:
        night.run()
        self.edit(night)
        self.change(night, "neuf")
        night.run()
        (night.out / "monde/wire-00.new.md").unlink()
        assert night.states(night.run())[MONDE[0]] == "unchanged"
        assert "monde/wire-00.new.md" not in night.files()
        assert night.files()[self.BRIEF] == b"Mine.\n"

    def test_somebody_elses_file_in_its_place(self, night: Any) -> None:
        (night.out / "monde").mkdir(parents=True)
        self.edit(night)
        night.run()
        assert night.files()[self.BRIEF] == b"Mine.\n"
        assert "monde/wire-00.new.md" in night.files()


def test_what_was_written_before_the_record_was_lost_is_ours(night: Any) -> None:
    night.run()
    before = night.files()
    shutil.rmtree(night.out / ".depeche")
    report = night.run()
    assert set(night.states(report).values()) == {"written"}
    assert night.files() == before


class TestTrouble:
    def test_a_bad_wire_fails_alone(self, night: Any) -> None:
        (night.wires / "empty.txt").write_text(" \n")
        (night.wires / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
        (night.wires / "emoji | ‮.txt").write_text("🎉 | \u200f…\n", "utf-8")
        os.mkfifo(night.wires / "pipe.txt")
        report = night.run()
        states = night.states(report)
        assert [states[name] for name in ALL] == ["written"] * 6
        assert (states["empty.txt"], states["picture.txt"]) == ("failed", "failed")
        assert states["pipe.txt"] == "failed"
        assert isinstance(report.error, SomeFailedError)
        assert report.exit_code == 80
        codes = {wire.wire: wire.code for wire in report.wires}
        assert (codes["empty.txt"], codes["picture.txt"], codes["pipe.txt"]) == (11, 12, 10)
        valid(report)
        index = night.files()["index.md"].decode()
        assert index.index("holds no text") < index.index("| Time (UTC) |")
        # Tried again, and mended.
        (night.wires / "empty.txt").write_text(night.story(1), "utf-8")
        again = night.states(night.run())
        assert (again["empty.txt"], again["picture.txt"]) == ("written", "failed")

    def test_a_wire_that_turns_bad_keeps_its_brief(self, night: Any) -> None:
        night.run()
        brief = night.files()["monde/wire-00.md"]
        wire = night.wires / MONDE[0]
        text = wire.read_text("utf-8")
        wire.write_text(" ")
        assert night.states(night.run())[MONDE[0]] == "failed"
        assert night.files()["monde/wire-00.md"] == brief
        assert "an earlier brief is kept" in night.files()["index.md"].decode()
        wire.write_text(text, "utf-8")
        assert night.states(night.run())[MONDE[0]] == "written"
        assert "failed.\n" in night.files()["index.md"].decode()
        assert "## Failed" not in night.files()["index.md"].decode()

    def test_not_french(self, night: Any) -> None:
        english = "The mayor of the town said on Tuesday that it was not his fault at all.\n" * 4
        (night.wires / "english.txt").write_text(english)
        assert night.states(night.run())["english.txt"] == "written"
        report = night.run(strict=True)
        assert {w.wire: w.code for w in report.wires}["english.txt"] == 15

    def test_nothing_could_be_done(self, night: Any, tmp_path: Path) -> None:
        (tmp_path / "none").mkdir()
        report = night.run(tmp_path / "none")
        assert isinstance(report.error, NothingRanError)
        assert report.exit_code == 81
        (tmp_path / "none/a.txt").write_text("")
        report = night.run(tmp_path / "none", tmp_path / "missing.txt", "nothing-*.txt")
        assert night.states(report) == {
            "a.txt": "failed",
            str(tmp_path / "missing.txt"): "failed",
            "nothing-*.txt": "failed",
        }
        assert report.exit_code == 81

    def test_fail_fast(self, night: Any) -> None:
        (night.wires / "empty.txt").write_text(" ")
        report = night.run(fail_fast=True)
        assert report.exit_code == 80
        assert night.states(report)["empty.txt"] == "failed"
        assert night.states(report)[MONDE[2]] == "waiting"
        valid(report)

    def test_a_sentence_that_the_model_fails_on(
        self, night: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of 22 distinct texts, one belongs to one wire."""
        engine = night.counting.translator._engine
        translate = type(engine).translate

        def failing(self: Any, batch: Any, settings: Any) -> Any:
            if any("4" in token for source in batch for token in source):
                raise RuntimeError("out of memory")
            return translate(self, batch, settings)

        monkeypatch.setattr(type(engine), "translate", failing)
        report = night.run()
        assert night.states(report) == dict.fromkeys(ALL, "written") | {MONDE[2]: "failed"}
        failed = next(wire for wire in report.wires if wire.state is State.FAILED)
        assert failed.code == GenerationError.exit_code
        assert "wire-04.txt" in failed.reason
        monkeypatch.undo()
        assert night.states(night.run())[MONDE[2]] == "written"

    def test_an_engine_with_little_memory(
        self, night: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        engine = night.counting.translator._engine
        translate = type(engine).translate

        def small(self: Any, batch: Any, settings: Any) -> Any:
            if len(batch) > 1:
                raise MemoryError
            return translate(self, batch, settings)

        monkeypatch.setattr(type(engine), "translate", small)
        assert set(night.states(night.run()).values()) == {"written"}

    def test_a_model_that_does_not_load_ends_the_night(
        self, night: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (night.wires / MONDE[0]).rename(night.wires / "later.txt")
        night.run()
        (night.wires / "new.txt").write_text(night.story(1, "Un texte nouveau."), "utf-8")

        def broken(texts: Mapping[str, str]) -> Iterator[Any]:  # noqa: ARG001  # as the stream's
            yield {}
            raise ModelLoadError("The model does not load.")

        monkeypatch.setattr(night.counting, "stream", broken, raising=False)
        report = night.run()
        assert report.exit_code == 34
        assert night.states(report).pop("new.txt") == "waiting"
        assert list(night.states(report).values()).count("unchanged") == 6
        assert (night.out / "report.json").exists()

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
    def test_a_full_disk_stops_it_and_keeps_what_was_done(
        self, night: Any, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        from pipeline.files import write_atomically as write

        def full(path: Path, content: bytes) -> None:
            if path.name == "wire-04.md":
                raise OutputError("The disk is full.") from OSError(number, "full")
            write(path, content)

        monkeypatch.setattr(outputs_module, "write_atomically", full)
        report = night.run()
        assert report.exit_code == 40
        assert "monde/wire-00.md" in night.files()
        assert "monde/wire-04.md" not in night.files()
        monkeypatch.undo()
        assert night.run().exit_code == 0
        assert set(night.states(night.run()).values()) == {"unchanged"}

    def test_a_folder_in_the_place_of_a_brief(self, night: Any) -> None:
        (night.out / "monde/wire-00.md/in").mkdir(parents=True)
        report = night.run()
        # The new one goes beside what is not ours.
        assert night.states(report)[MONDE[0]] == "kept"
        assert "monde/wire-00.new.md" in night.files()

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_closed_folder(self, night: Any) -> None:
        night.out.mkdir(mode=0o500)
        with pytest.raises(OutputError):
            night.run()

    def test_a_bug_in_one_wire(self, night: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        finish = type(night.chain).finish

        def buggy(self: Any, prepared: Any, known: Any, **how: Any) -> Any:
            if prepared.article.name == "wire-02.txt":
                raise LookupError("lost")
            return finish(self, prepared, known, **how)

        monkeypatch.setattr(type(night.chain), "finish", buggy)
        report = night.run()
        assert night.states(report) == dict.fromkeys(ALL, "written") | {MONDE[1]: "failed"}
        assert "LookupError: lost" in next(w.reason for w in report.wires if w.code)

    def test_a_damaged_journal(self, night: Any) -> None:
        night.run()
        before = night.files()
        journal = night.out / ".depeche/journal"
        journal.write_bytes(journal.read_bytes()[:-20] + b"\n\xff\xfe nonsense\n")
        report = night.run()
        assert "journal-damaged" in {notice.code for notice in report.notices}
        assert night.files() == before
        assert night.run().notices == ()


def test_two_wires_of_one_name(night: Any) -> None:
    (night.wires / "monde/wire-00.text").write_text(night.story(3), "utf-8")
    (night.wires / "index.txt").write_text(night.story(4), "utf-8")
    report = night.run()
    assert {"monde/wire-00.md", "monde/wire-00.txt.md", "index.txt.md"} <= set(night.files())
    assert sum(notice.code == "name-taken" for notice in report.notices) == 2
    before = night.files()
    assert set(night.states(night.run()).values()) == {"unchanged"}
    assert night.files() == before


def test_names_stay_when_a_rival_comes(night: Any) -> None:
    night.run()
    brief = night.files()["monde/wire-00.md"]
    (night.wires / "monde/wire-00.ninjs").write_text(night.story(3), "utf-8")
    night.run()
    assert night.files()["monde/wire-00.md"] == brief
    assert "monde/wire-00.ninjs.md" in night.files()


def test_a_dry_run_does_nothing(night: Any) -> None:
    report = night.run(dry_run=True)
    assert not night.out.exists()
    assert set(night.states(report).values()) == {"waiting"}
    assert valid(report)["dry_run"] is True
    night.run()
    before = night.files()
    (night.wires / MONDE[0]).write_text(night.story(0), "utf-8")
    report = night.run(dry_run=True)
    assert night.states(report) == dict.fromkeys(ALL, "unchanged") | {MONDE[0]: "waiting"}
    assert night.files() == before


def test_a_strict_night_holds_back_what_has_an_error(night: Any) -> None:
    report = night.run(strict=True)  # the model babbles
    assert set(night.states(report).values()) == {"flagged"}
    assert set(night.files()) == {"index.md"}
    assert report.exit_code == 0
    wire = report.wires[0]
    assert wire.code == 71
    assert wire.flags["error"] > 0
    assert "wire-01.txt is held back, the checks found" in wire.reason
    assert "## To be read first" in night.files()["index.md"].decode()
    made = len(night.counting.made)
    assert set(night.states(night.run()).values()) == {"written"}
    assert len(night.counting.made) == made


def test_a_strict_night_writes_what_has_none(night: Any, open_chain: Any) -> None:
    every = (*(check.id for check in CHECKS), FACTS)
    night.chain = open_chain(settings=Settings(ignore=every))
    assert set(night.states(night.run(strict=True)).values()) == {"written"}


def test_the_desk_decides(night: Any) -> None:
    published = False

    def decide(article: Article) -> Verdict:
        if article.name == "wire-00.txt" and not published:
            return Verdict(State.HELD, "Under embargo until noon.")
        return Verdict()

    report = night.run(decide=decide)
    assert night.states(report) == dict.fromkeys(ALL, "written") | {MONDE[0]: "held"}
    assert "monde/wire-00.md" not in night.files()
    assert "Under embargo until noon." in night.files()["index.md"].decode()
    assert report.exit_code == 0
    assert night.states(night.run(decide=decide))[MONDE[0]] == "held"
    published = True
    assert night.states(night.run(decide=decide))[MONDE[0]] == "written"
    assert "Under embargo" not in night.files()["index.md"].decode()


def test_a_stop_ends_it_and_the_next_run_goes_on(night: Any, tmp_path: Path) -> None:
    night.run(out=tmp_path / "whole")
    stop = Stop()

    class Stopping(Observer):
        def ended(self, wire: WireReport) -> None:  # noqa: ARG002  # the first will do
            stop(15)

    (night.wires / "empty.txt").write_text(" ")
    report = night.run(observer=Stopping(), stop=stop)
    assert report.exit_code == 143
    assert "waiting" in night.states(report).values()
    valid(report)
    (night.wires / "empty.txt").unlink()
    night.run()
    expected = (tmp_path / "whole/index.md").read_bytes()
    assert night.files()["index.md"] == expected


def test_windows_of_one_give_the_same_folder(night: Any, tmp_path: Path, files_of: Any) -> None:
    night.run()
    night.run(out=tmp_path / "small", window_texts=1, window_articles=1)
    assert files_of(tmp_path / "small") == night.files()


def test_a_night_is_told_as_it_goes(night: Any) -> None:
    told: list[Any] = []

    class Listening(Observer):
        def begun(self, wires: int) -> None:
            told.append(wires)

        def moved(self, done: int, expected: int, words: int) -> None:
            told.append((done, expected, words))

        def ended(self, wire: WireReport) -> None:
            told.append(wire.state)

    night.run(observer=Listening())
    assert told[0] == 6
    counts = [item for item in told if isinstance(item, tuple)]
    assert [done for done, _, _ in counts] == sorted(done for done, _, _ in counts)
    assert counts[-1][0] == counts[-1][1]
    assert told.count(State.WRITTEN) == 6


def test_the_newest_comes_first(night: Any) -> None:
    for age, name in enumerate(ALL):
        moment = int((time.time() - 3600 * age) * 1e9)
        os.utime(night.wires / name, ns=(moment, moment))
    night.run()
    rows = [line for line in night.files()["index.md"].decode().splitlines() if "wire-" in line]
    assert [row.rstrip(" |").rpartition("| ")[2] for row in rows] == ALL


class TestPagesAreKept:
    """What was made of a wire before is not made again, wherever it goes."""

    def test_another_folder_gets_the_same_without_any_work(
        self, night: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        night.run()
        first = night.files()
        monkeypatch.setattr(type(night.chain), "prepare", None)  # nothing may be split again
        night.out = tmp_path / "other"
        report = night.run()
        assert night.files() == first
        assert night.states(report) == dict.fromkeys(ALL, "written")
        assert sum(wire.sentences_new for wire in report.wires) == 0
        assert sum(wire.sentences_cached for wire in report.wires) > 0

    def test_another_setting_or_wire_is_made(self, night: Any, tmp_path: Path) -> None:
        night.run()
        cell = b">p2.s1</span>"  # the id of a sentence is shown in no row of a paragraph
        assert any(cell in page for page in night.files().values())
        night.out = tmp_path / "other"
        night.run(align="paragraph")
        assert not any(cell in page for page in night.files().values())
        changed = night.wires / ALL[0]
        changed.write_text(changed.read_text("utf-8") + "\n\nUne phrase de plus.\n", "utf-8")
        made = len(night.counting.made)
        night.out = tmp_path / "third"
        night.run()
        assert len(night.counting.made) == made + 1
