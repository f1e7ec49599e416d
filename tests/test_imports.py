"""The house holds: imports go down, rooms of one floor do not know each other."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "pipeline"

FLOORS = {
    "__main__": 6,
    "cli": 5,
    "review": 5,
    "batch": 4,
    "cluster": 4,
    "doctor": 4,
    "evaluate": 4,
    "brief": 3,
    "desk": 3,
    "checks": 2,
    "french": 2,
    "settings": 2,
    "readers": 2,
    "render": 2,
    "summarize": 2,
    "translate": 2,
    "cache": 1,
    "models": 1,
    "article": 0,
    "wire": 0,
    "errors": 0,
    "files": 0,
    "patterns": 0,
    "trees": 0,
    "text": 0,
    "versions": 0,
    "": 0,  # pipeline/__init__.py, which holds the version
}
PARTS = {
    "_cache_tables": "cache",
    "_sqlite": "cache",
    "spelling": "brief",
    "terms": "brief",
    "trust": "brief",
}
"""Modules that belong to a room though they lie beside it."""

LAZY = {
    "ctranslate2",
    "docx",
    "feedparser",
    "huggingface_hub",
    "lxml",
    "markdown_it",
    "numpy",
    "rich",
    "sqlalchemy",
    "torch",
    "trafilatura",
    "transformers",
    "watchfiles",
}
"""Imported inside functions only; numpy where a cached run would pay for it."""


def room(module: str) -> str:
    """``pipeline.render.base`` is in ``render``."""
    part = module.partition(".")[2].partition(".")[0]
    return PARTS.get(part, part)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Full names of the modules imported anywhere in a tree, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            name = node.module or ""
            assert node.level == 0, "imports are absolute"
            # `from pipeline import cache` names a module, not something in one.
            if name == "pipeline":
                yield from ((f"pipeline.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield name, node.lineno


def at_the_top(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Imports that run when the module is imported."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(ast.Module([node], []))


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def test_every_room_has_its_floor() -> None:
    rooms = {room(name) for name in MODULES}
    assert rooms <= set(FLOORS), "a new room: give it a floor above"
    assert {"cli", "brief", "models", "article"} <= rooms


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_down(name: str) -> None:
    here = room(name)
    wrong = []
    for other, line in imports(TREES[name]):
        if other.partition(".")[0] != "pipeline":
            continue
        there = room(other if room(other) in FLOORS else "pipeline")
        if there == here:
            continue
        # The nouns of floor 0 may speak of each other.
        if FLOORS[there] > FLOORS[here] or FLOORS[there] == FLOORS[here] != 0:
            wrong.append(f"{name}:{line} (floor {FLOORS[here]}) imports {other}")
    assert wrong == []


@pytest.mark.parametrize("name", MODULES)
def test_the_heavy_libraries_are_imported_where_they_are_used(name: str) -> None:
    tops = {other.partition(".")[0] for other, _ in at_the_top(TREES[name])}
    assert not tops & LAZY


@pytest.mark.parametrize("module", ["pipeline.cli.app", "pipeline.brief", "pipeline.doctor"])
def test_importing_starts_nothing(module: str, tmp_path: Path) -> None:
    """No heavy library, no thread, no file: in a process that has imported nothing else."""
    code = (
        f"import sys, threading; before = set(sys.modules); import {module}\n"
        f"assert threading.active_count() == 1\n"
        f"print(*sorted({{name.partition('.')[0] for name in set(sys.modules) - before}}))"
    )
    folders = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    env = {**os.environ, "PYTHONPATH": str(ROOT), **dict.fromkeys(folders, str(tmp_path))}
    done = subprocess.run(  # noqa: S603  # our own Python
        [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert not set(done.stdout.decode().split()) & LAZY
    assert list(tmp_path.iterdir()) == []
