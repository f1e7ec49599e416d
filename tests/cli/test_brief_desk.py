"""The rules of the desk at the face: what is refused, named, or gone on with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Article
from pipeline.readers import read_bytes
from pipeline.wire import Status, WireItem

REFUSALS = {
    16: "EMBARGO: 01/02/2099 06:00 GMT\n\n",
    17: "ATTENTION: dépêche annulée\n\n",
}


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("code", REFUSALS)
def test_refused_and_nothing_written(code: int, wire: Path, depeche: Any) -> None:
    wire.write_text(REFUSALS[code] + wire.read_text("utf-8"), "utf-8")
    ended = depeche("brief", wire, "-o", "page.md")
    assert (ended.code, ended.out) == (code, "")
    assert "depeche: error: wire.txt is not briefed. " in ended.err
    assert not Path("page.md").exists()


@pytest.mark.usefixtures("desk")
def test_an_embargo_set_aside_opens_the_page(wire: Path, depeche: Any) -> None:
    wire.write_text(REFUSALS[16] + wire.read_text("utf-8"), "utf-8")
    ended = depeche("brief", wire, "--ignore-embargo", "--format", "json")
    assert ended.code == 0
    said = json.loads(ended.out)["advisories"][0]
    assert said.startswith("The embargo was set aside: ")
    assert "held until 2099-02-01 06:00 UTC" in said
    assert f"depeche: wire.txt: {said}" in ended.err
    quiet = depeche("brief", wire, "--ignore-embargo", "--quiet")
    assert f"> **{said}**" in quiet.out
    assert quiet.err == ""


@pytest.mark.usefixtures("desk")
def test_a_night_opens_it_with_the_same_words(wire: Path, depeche: Any) -> None:
    wire.write_text(REFUSALS[16] + "URGENT -\n\n" + wire.read_text("utf-8"), "utf-8")
    one = depeche("brief", wire, "--ignore-embargo", "--format", "json")
    night = depeche("batch", wire, "--out", "night", "--ignore-embargo", "--format", "json")
    assert (one.code, night.code) == (0, 0)
    page = json.loads(Path("night/wire.json").read_text("utf-8"))
    assert page["advisories"] == json.loads(one.out)["advisories"]
    assert [words.partition(":")[0] for words in page["advisories"]] == [
        "The embargo was set aside", "Urgent",
    ]  # fmt: skip  # both in the order of the page


def several(monkeypatch: pytest.MonkeyPatch, *items: WireItem) -> None:
    def read(path: Path) -> tuple[Article, ...]:
        (article,) = read_bytes(path.read_bytes(), name=path.name)
        return tuple(replace(article, item=item) for item in items)

    monkeypatch.setattr("pipeline.readers.read_path", read)


@pytest.mark.usefixtures("desk")
def test_of_several_the_others_are_written(
    wire: Path, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = WireItem(language="en-gb", headline="Budget day")
    several(monkeypatch, english, WireItem(language="fr"), WireItem(status=Status.CANCELED))
    ended = depeche("brief", wire, "-o", "page.md", "--quiet")
    assert (ended.code, ended.out) == (0, "page.md\n")
    assert "wire.txt (Budget day) is not briefed. It declares itself" in ended.err
    assert "has cancelled it" in ended.err


def test_where_none_is_left_it_is_an_error(
    wire: Path, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(monkeypatch, WireItem(language="en"), WireItem(status=Status.WITHHELD))
    ended = depeche("brief", wire)
    assert (ended.code, ended.out) == (18, "")
    assert "error: wire.txt is not briefed. It declares itself" in ended.err
    assert "withholds it" in ended.err
