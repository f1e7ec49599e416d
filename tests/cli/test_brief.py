from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline.article import Article
from pipeline.brief import ENGINES
from pipeline.cli import brief as command
from pipeline.cli.options import Engine
from pipeline.cli.progress import Bar
from pipeline.readers import read_bytes
from pipeline.render import RENDERERS
from pipeline.render.base import Align

DATA_ERRORS = {
    "empty": (b"", 11, "holds no text"),
    "blank": (b" \n\t\r\n  \n", 11, "holds no text"),
    "binary": (bytes(range(256)) * 40, 12, ""),
    "too-large": (b"Le mot. " * 2_600_000, 14, "larger than 20 MB"),
}


BABBLE = re.compile(
    "depeche: (note: The (model did not come to an end|model gave no English|grades are general)"
    "|[^:]+: [0-9]+ (error|warning)s?.* to check$)"
)
"""What is said of a model of random weights, and of no other."""


def notes(ended: Any) -> list[str]:
    return [line for line in ended.err.splitlines() if not BABBLE.match(line)]


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"cache.sqlite", "home"}


@pytest.mark.usefixtures("desk")
def test_markdown_on_stdout(wire: Path, depeche: Any) -> None:
    ended = depeche("brief", wire)
    assert (ended.code, notes(ended)) == (0, [])
    assert ended.out.startswith("---\n")
    assert "profile: desk" in ended.out
    assert "Le président a annoncé" in ended.out
    assert "p2.s2" in ended.out


@pytest.mark.usefixtures("desk")
def test_json(wire: Path, depeche: Any) -> None:
    ended = depeche("brief", wire, "--format", "json", "--words", 40)
    data = json.loads(ended.out)
    assert "p3.s1" in ended.out
    assert "words:40" in data["signature"]


@pytest.mark.usefixtures("desk")
def test_paragraphs(wire: Path, depeche: Any) -> None:
    by_sentence = depeche("brief", wire).out
    by_paragraph = depeche("brief", wire, "--align", "paragraph").out
    assert by_paragraph != by_sentence


@pytest.mark.usefixtures("desk")
def test_from_a_pipe(wire: Path, depeche: Any) -> None:
    piped = depeche("brief", "-", stdin=wire.read_bytes())
    assert (piped.code, notes(piped)) == (0, [])
    read = depeche("brief", wire).out
    assert piped.out.splitlines()[-4:] == read.splitlines()[-4:]


@pytest.mark.parametrize(
    ("output", "written"),
    [
        ("brief.md", "brief.md"),
        ("new/deep/brief.md", "new/deep/brief.md"),
        ("there", "there/wire.md"),
        ("there/", "there/wire.md"),
        ("new/", "new/wire.md"),
        (".", "wire.md"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_file_is_written_and_its_path_printed(
    output: str, written: str, wire: Path, depeche: Any, place: Path
) -> None:
    (place / "there").mkdir()
    ended = depeche("brief", wire, "-o", output)
    assert (ended.code, ended.out, notes(ended)) == (0, f"{written}\n", [])
    assert (place / written).read_text("utf-8") == depeche("brief", wire).out


@pytest.mark.usefixtures("desk")
def test_the_suffix_is_that_of_the_format(wire: Path, depeche: Any) -> None:
    assert depeche("brief", wire, "-o", ".", "--format", "json").out == "wire.json\n"
    text = wire.read_bytes()
    assert depeche("brief", "-", "-o", "out/", stdin=text).out == "out/wire.md\n"


@pytest.mark.usefixtures("desk")
def test_an_output_called_minus_is_stdout(wire: Path, depeche: Any) -> None:
    assert depeche("brief", wire, "-o", "-").out == depeche("brief", wire).out
    assert not Path("-").exists()


@pytest.mark.usefixtures("desk")
def test_several_articles_give_several_documents(
    wire: Path, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two(path: Path) -> tuple[Article, ...]:
        (article,) = read_bytes(path.read_bytes(), name=path.name)
        return article, replace(article, name="second.txt")

    monkeypatch.setattr("pipeline.readers.read_path", two)
    ended = depeche("brief", wire, "-o", "out/page.md")
    assert ended.out == "out/page-1.md\nout/page-2.md\n"
    pages = [Path(line).read_text("utf-8") for line in ended.out.splitlines()]
    assert "second.txt" in pages[1]
    assert depeche("brief", wire).out == "".join(pages)


@pytest.mark.parametrize("output", ["wire.txt", "./wire.txt", "link.txt"])
@pytest.mark.usefixtures("desk")
def test_the_wire_is_never_overwritten(output: str, wire: Path, depeche: Any, place: Path) -> None:
    (place / "link.txt").symlink_to(wire)
    before = wire.read_bytes()
    ended = depeche("brief", wire, "-o", output)
    assert ended.code == 2
    assert "would overwrite the wire" in ended.err
    assert wire.read_bytes() == before


@pytest.mark.usefixtures("desk")
def test_an_empty_name_after_o(wire: Path, depeche: Any) -> None:
    assert depeche("brief", wire, "-o", "").code == 2


@pytest.mark.parametrize("case", DATA_ERRORS)
@pytest.mark.parametrize("way", ["file", "pipe"])
def test_bad_content(case: str, way: str, depeche: Any, place: Path) -> None:
    data, code, says = DATA_ERRORS[case]
    if way == "file":
        (place / "bad.txt").write_bytes(data)
        ended = depeche("brief", "bad.txt", "-o", "out.md")
    else:
        ended = depeche("brief", "-", "-o", "out.md", stdin=data)
    assert (ended.code, ended.out) == (code, "")
    assert says in ended.err
    assert ended.err.startswith("depeche: error: ")
    assert len(ended.err.splitlines()) == 2
    assert files(place) <= {"bad.txt"}


def test_no_such_file(depeche: Any) -> None:
    ended = depeche("brief", "wïre\x1b[31m.txt")
    assert ended.code == 10
    assert "There is no file wïre\\x1b[31m.txt" in ended.err


def test_a_folder(depeche: Any, place: Path) -> None:
    ended = depeche("brief", place)
    assert ended.code == 10
    assert "is a folder" in ended.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(wire: Path, depeche: Any) -> None:
    wire.chmod(0)
    assert depeche("brief", wire).code == 10


def test_a_closed_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.errors import InputError

    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="Standard input is closed"):
        command._read("-", quiet=False)


@pytest.mark.usefixtures("desk")
def test_one_paragraph_of_5000_words(depeche: Any, place: Path) -> None:
    words = "Le maire de Paris a confirmé un accord devant la presse jeudi soir, 7 morts. "
    (place / "long.txt").write_text(words * 334, encoding="utf-8")
    ended = depeche("brief", "long.txt", "--format", "json")
    assert ended.code == 0
    assert ended.out.count("p1.s334") >= 1


@pytest.mark.parametrize(
    "text",
    [
        "Le maire\x00 de Paris\x07 a confirmé\x1b[31m un accord\u202e jeudi\u200f soir.",
        "Le 🙂 maire | de « Paris » a confirmé <b>un</b> *accord* `jeudi`\u00a0; 👩‍👩‍👧 soir.",
    ],
)
@pytest.mark.usefixtures("desk")
def test_odd_characters(text: str, depeche: Any) -> None:
    ended = depeche("brief", "-", stdin=text.encode())
    assert ended.code in (0, 12)
    assert bool(ended.out) is (ended.code == 0)


ENGLISH = (
    b"The president announced on Tuesday that the government would close the factory in the "
    b"north of the country. The minister said that he had not been told of the decision.\n"
)


@pytest.mark.usefixtures("desk")
def test_a_wire_that_is_not_french_is_noted_and_goes_on(depeche: Any) -> None:
    ended = depeche("brief", "-", stdin=ENGLISH)
    assert ended.code == 0
    (note,) = notes(ended)
    assert note.startswith("depeche: note: - does not read as French")
    quiet = depeche("brief", "-", "--quiet", stdin=ENGLISH)
    assert (quiet.code, quiet.err) == (0, "")
    assert quiet.out == ended.out


@pytest.mark.usefixtures("desk")
def test_strict_stops_there(depeche: Any, place: Path) -> None:
    ended = depeche("brief", "-", "--strict", "-o", "out.md", stdin=ENGLISH)
    assert (ended.code, ended.out) == (15, "")
    assert not (place / "out.md").exists()


@pytest.mark.usefixtures("desk")
def test_an_unknown_profile(wire: Path, depeche: Any) -> None:
    ended = depeche("brief", wire, "--profile", "dsk")
    assert ended.code == 21
    assert "'dsk'" in ended.err
    assert "desk" in ended.err


def test_a_model_that_is_not_here_names_the_command_that_gets_it(wire: Path, depeche: Any) -> None:
    ended = depeche("brief", wire, "--profile", "opus")
    assert (ended.code, ended.out) == (31, "")
    assert "'opus-mt-fr-en'" in ended.err
    assert "'distilbart-cnn'" in ended.err
    assert "'depeche models pull opus'" in ended.err


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
@pytest.mark.parametrize("damage", ["altered", "missing"])
def test_a_model_with_a_bad_file_is_refused(
    damage: str, name: str, pulled: Any, wire: Path, depeche: Any, place: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "tiny"
    (source,) = [
        line.split(": ", 1)[1] for line in pulled.models.read_text().splitlines() if "path:" in line
    ]
    shutil.copytree(source, folder)
    models = place / "models.yaml"
    models.write_text(pulled.models.read_text().replace(source, str(folder)))
    assert depeche("models", "pull", "tiny", "--models", models, "--quiet").code == 0
    weights = folder / name
    if damage == "missing":
        weights.unlink()
    else:
        data = bytearray(weights.read_bytes())
        data[-1] ^= 1
        weights.write_bytes(data)
    ended = depeche("brief", wire, "--models", models, "-o", "out.md")
    assert (ended.code, ended.out) == (32, "")
    assert name in ended.err
    assert not (place / "out.md").exists()
    assert depeche("models", "verify", "tiny", "--models", models).code == 32


def test_a_models_file_that_is_wrong_is_named_with_the_line(
    wire: Path, depeche: Any, place: Path
) -> None:
    (place / "models.yaml").write_text("models:\n  tiny:\n    kind: magic\n")
    ended = depeche("brief", wire, "--models", "models.yaml")
    assert ended.code == 20
    assert "models.yaml:3" in ended.err
    assert depeche("brief", wire, "--models", "none.yaml").code == 20


@pytest.mark.usefixtures("desk")
def test_an_output_folder_that_is_a_file(wire: Path, depeche: Any) -> None:
    ended = depeche("brief", wire, "-o", "wire.txt/out.md")
    assert (ended.code, ended.out) == (40, "")
    assert "not a folder" in ended.err


@pytest.mark.usefixtures("desk")
def test_a_full_disk(wire: Path, depeche: Any) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    ended = depeche("brief", wire, "-o", "/dev/full")
    assert (ended.code, ended.out) == (40, "")
    assert "disk is full" in ended.err


@pytest.mark.usefixtures("desk")
def test_a_cache_that_cannot_be_reached(
    wire: Path, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPECHE_CACHE", "nosuchdatabase://user:secret@host/depeche")
    ended = depeche("brief", wire)
    assert ended.code == 50
    assert "secret" not in ended.err
    assert depeche("brief", wire, "--no-cache").code == 0


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("output", ["x" * 300, f"{'x' * 300}/wire.md"])
@pytest.mark.usefixtures("desk")
def test_a_name_too_long_for_the_disk(output: str, wire: Path, depeche: Any) -> None:
    ended = depeche("brief", wire, "-o", output)
    assert (ended.code, ended.out) == (40, "")
    assert "name is too long" in ended.err


@pytest.mark.parametrize("location", ["x" * 300, "~nobody-of-that-name/" + "x" * 300])
@pytest.mark.usefixtures("desk")
def test_a_cache_that_cannot_be_looked_at_is_a_note(
    location: str, wire: Path, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPECHE_CACHE", location)
    ended = depeche("brief", wire)
    assert ended.code == 0
    assert "results are not kept" in ended.err


@pytest.mark.usefixtures("desk")
def test_a_store_that_cannot_be_written_is_a_note(
    wire: Path, depeche: Any, pulled: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = place / "store"
    store.mkdir()
    shutil.copy(pulled.store / "models.lock", store)
    (store / "converted").write_text("in the way")
    monkeypatch.setenv("DEPECHE_HOME", str(store))
    ended = depeche("brief", wire)
    assert ended.code == 0
    assert "depeche: note: " in ended.err
    assert "is converted into a temporary folder" in ended.err
    assert depeche("brief", wire, "-q", "--no-cache").err == ""


def test_a_damaged_cache_is_a_note(wire: Path, depeche: Any, place: Path) -> None:
    (place / "cache.sqlite").write_bytes(b"no database" * 1000)
    ended = depeche("brief", wire)
    assert ended.code == 0
    (note,) = notes(ended)
    assert note.startswith("depeche: note: The cache")
    assert "set aside" in note


@pytest.mark.usefixtures("desk")
def test_the_cache_is_used_unless_told_otherwise(wire: Path, depeche: Any, place: Path) -> None:
    first = depeche("brief", wire, "--no-cache")
    assert not (place / "cache.sqlite").exists()
    assert depeche("brief", wire).out == first.out
    assert (place / "cache.sqlite").exists()
    assert depeche("brief", wire).out == first.out


@pytest.mark.usefixtures("desk")
def test_offline_forbids_the_network(
    wire: Path, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    assert depeche("brief", wire, "--offline").code == 0
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_the_choices_are_those_of_the_house() -> None:
    assert get_args(Engine) == ENGINES
    assert get_args(Align) == ("sentence", "paragraph")
    assert command._format("json") in RENDERERS


def test_a_bar_is_drawn_only_for_work_to_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[str, int]] = []

    class Bars:
        def start(self) -> None:
            drawn.append(("start", 0))

        def add_task(self, stage: str) -> str:
            return stage

        def update(self, stage: str, *, completed: int, total: int) -> None:
            drawn.append((stage, completed * 10 + total))

        def stop(self) -> None:
            drawn.append(("stop", 0))

    monkeypatch.setattr("pipeline.cli.progress._bars", Bars)
    with Bar(shown=True) as bar:
        bar("translating", 3, 3)
        assert drawn == []
        bar("summarising", 0, 2)
        bar("summarising", 2, 2)
    assert drawn == [("start", 0), ("summarising", 2), ("summarising", 22), ("stop", 0)]
    drawn.clear()
    with Bar(shown=False) as bar:
        bar("translating", 0, 3)
    assert drawn == []
