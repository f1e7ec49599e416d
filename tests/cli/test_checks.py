"""The list of the checks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Role
from pipeline.checks import CHECKS, Row, check_rows
from pipeline.checks.confidence import FILE
from pipeline.checks.facts import unsupported
from pipeline.checks.termbase import load_termbase
from pipeline.trust import FACTS

IDS = [*(check.id for check in CHECKS), FACTS]


def test_every_check_is_listed_with_what_it_looks_for(depeche: Any) -> None:
    ended = depeche("checks")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines] == IDS
    for check, line in zip(CHECKS, lines, strict=False):
        assert line.endswith(check.about)
    assert "silenced" not in ended.out


def test_what_is_silenced_and_by_which_file(depeche: Any) -> None:
    Path("desk.yaml").write_text("ignore: [length]\n", "utf-8")
    ended = depeche("checks", "--settings", "desk.yaml", "--ignore", "facts, names")
    silent = [line.split()[0] for line in ended.out.splitlines() if " silenced " in line]
    assert silent == ["names", "length", "facts"]
    assert ended.out.endswith("\nSettings: desk.yaml\n")


def test_json(depeche: Any) -> None:
    listed = json.loads(depeche("checks", "--json", "--ignore", "length").out)
    assert listed["settings"] is None
    assert [each["id"] for each in listed["checks"]] == IDS
    by_id = {each.pop("id"): each for each in listed["checks"]}
    assert [id_ for id_, each in by_id.items() if each["silenced"]] == ["length"]
    assert by_id["length"]["severities"] == ["error", "warning"]
    assert set(by_id["facts"]) == {"about", "severities", "silenced"}


def test_an_unknown_check_is_an_error(depeche: Any) -> None:
    ended = depeche("checks", "--ignore", "atributions")
    assert (ended.code, ended.out) == (2, "")
    assert "Did you mean 'attribution'?" in ended.err


PAGE = (Path(__file__).resolve().parents[2] / "docs/trust.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))


def test_the_docs_have_an_entry_for_every_check() -> None:
    assert list(SECTIONS) == IDS


@pytest.mark.parametrize("check", IDS)
def test_the_docs_say_what_to_do_and_their_examples_are_true(check: str) -> None:
    section = SECTIONS[check]
    assert re.search(r"\*[A-Z][^*]+\*", section), "what to do stands in italics"
    (example,) = re.findall(r"^```\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    said = dict(line.split(": ", 1) for line in example.splitlines())
    row = Row("p1.s1", Role.PARAGRAPH, said.pop("French"), said.pop("English"))
    if brief := said.pop("Brief", ""):
        found = [(f.severity.value, f.message) for f in unsupported(brief, [row], load_termbase())]
    else:
        flags = check_rows([row], termbase=load_termbase())
        found = [(flag.severity.value, flag.message) for flag in flags if flag.check == check]
    assert list(said.items()) == found


def test_the_docs_give_the_grades_as_they_were_measured() -> None:
    digest = re.search(r"shipped weights `([0-9a-f]{12})` came to", PAGE)
    assert digest
    models = json.loads(FILE.read_text("utf-8"))["models"]
    measured = [model for key, model in models.items() if key.startswith(digest[1])]
    assert measured, "bring the grades up to date: python -m benchmarks.confidence"
    for model in measured:
        for grade, (rows, poor) in model["poor"]["newstest2013"].items():
            assert f"| `{grade}` | {rows:,} | {poor:.0%} |".replace("%", " %") in PAGE


def test_the_docs_have_their_picture() -> None:
    picture = Path(__file__).resolve().parents[2] / "docs/img/page.png"
    assert "](img/page.png)" in PAGE
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 300_000
