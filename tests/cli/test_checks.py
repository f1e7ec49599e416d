"""The list of the checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.checks import CHECKS
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
