from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import manual
from pipeline.errors import tree

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/cli.md").read_text("utf-8")
HELPS = dict(manual.helps())
COMMANDS = [
    "depeche batch",
    "depeche watch",
    "depeche brief",
    "depeche checks",
    "depeche doctor",
    "depeche evaluate",
    "depeche models list",
    "depeche models show",
    "depeche models pull",
    "depeche models verify",
    "depeche cache stats",
    "depeche cache prune",
    "depeche cache clear",
]


def test_the_page_is_what_the_help_says_now() -> None:
    # In a process of its own: other tests may have made errors of their own.
    made = subprocess.run(
        [sys.executable, "-m", "pipeline.cli.manual"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "50"},
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert made == PAGE, "run: python -m pipeline.cli.manual > docs/cli.md"


def test_every_command_is_on_the_page() -> None:
    assert set(COMMANDS) <= set(HELPS)
    for path, text in HELPS.items():
        assert f"## `{path}`" in PAGE
        assert text in PAGE


@pytest.mark.parametrize("path", list(HELPS))
def test_every_help_says_what_the_command_and_each_option_does(path: str) -> None:
    from pipeline.cli.app import command

    text = HELPS[path]
    assert len(text.splitlines()) > 6
    assert max(map(len, text.splitlines())) <= manual.WIDTH
    node = command()
    for word in path.split()[1:]:
        node = node.commands[word]
    assert node.help
    for parameter in node.params:
        assert parameter.help, f"{path} {parameter.name}"
        assert any(name in text for name in (*parameter.opts, parameter.metavar or ""))


@pytest.mark.parametrize("path", list(HELPS))
def test_the_page_shows_the_help_that_is_given(path: str, depeche: Any) -> None:
    ended = depeche(*path.split()[1:], "--help")
    # Wrapped for another width there.
    assert ended.out.split() == HELPS[path].split()


def test_every_exit_code_is_in_the_help_and_on_the_page() -> None:
    table = PAGE[PAGE.index("## Exit codes") :]
    for error in tree():
        if error.__module__ == "pipeline.errors":
            assert f"| {error.exit_code} | `{error.__name__}` |" in table
            assert f"\n    {str(error.exit_code).ljust(5)}" in HELPS["depeche"]
    for code in (0, 130, 141, 143):
        assert f"| {code} |" in table
        assert f"\n    {str(code).ljust(5)}" in HELPS["depeche"]


def test_no_two_errors_share_a_code() -> None:
    errors = [error for error in tree() if error.__module__ == "pipeline.errors"]
    assert len({error.exit_code for error in errors}) == len(errors)
    assert not {error.exit_code for error in errors} & {0, 126, 127, 130, 141, 143}


@pytest.mark.parametrize(
    "name", ["DEPECHE_HOME", "DEPECHE_CACHE", "DEPECHE_MODELS", "DEPECHE_SETTINGS"]
)
def test_the_environment_is_documented(name: str) -> None:
    assert name in HELPS["depeche"]
