from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch.wires import find_wires


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "in/b.txt",
        "in/a.xml",
        "in/deep/er/c.txt",
        "in/.hidden.txt",
        "in/.git/d.txt",
        "in/briefs/e.md",
        "other/a.xml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def names(*given: str, out: str = "out") -> list[str]:
    found, missing = find_wires(given, Path(out))
    assert missing == []
    return [wire.name for wire in found]


@pytest.mark.usefixtures("tree")
def test_folders_are_searched_in_depth_and_hidden_files_left_out() -> None:
    assert names("in") == ["a.xml", "b.txt", "briefs/e.md", "deep/er/c.txt"]
    assert names("in/", out="in/briefs") == ["a.xml", "b.txt", "deep/er/c.txt"]
    assert names(".", out=".") == []


@pytest.mark.usefixtures("tree")
def test_files_are_taken_as_they_are_named() -> None:
    assert names("in/b.txt", "in/.hidden.txt") == [".hidden.txt", "b.txt"]
    # A file that is named twice keeps its first name.
    assert names("in/deep", "in") == ["a.xml", "b.txt", "briefs/e.md", "er/c.txt"]
    assert names("in", "in/deep") == ["a.xml", "b.txt", "briefs/e.md", "deep/er/c.txt"]
    assert names("in/a.xml", "other/a.xml") == ["a.xml", "a.xml"]


@pytest.mark.usefixtures("tree")
def test_patterns() -> None:
    assert names("in/*.txt") == ["b.txt"]
    assert names("in/**/*.txt") == ["b.txt", "deep/er/c.txt"]
    assert names("*/a.xml") == ["in/a.xml", "other/a.xml"]
    assert names("in/d*") == ["deep/er/c.txt"]
    assert names("in/**", out="in/briefs") == ["a.xml", "b.txt", "deep/er/c.txt"]


def test_briefs_among_the_wires_are_left_out_whatever_links_lead_there(tree: Path) -> None:
    (tree / "link").symlink_to("in")
    for given, out in (("link", "in/briefs"), ("in", "link/briefs")):
        assert names(given, out=out) == ["a.xml", "b.txt", "deep/er/c.txt"]
        assert names(f"{given}/*", out=out) == ["a.xml", "b.txt", "deep/er/c.txt"]


@pytest.mark.usefixtures("tree")
def test_briefs_above_the_wires_hide_none_of_them() -> None:
    assert names("in/*.txt", out=".") == names("in/*.txt") == ["b.txt"]
    assert names("in/deep", out=".") == ["er/c.txt"]
    assert names("*/a.xml", out=".") == []


def test_a_file_whose_name_looks_like_a_pattern(tree: Path) -> None:
    (tree / "in/[AFP] wire.txt").write_text("x")
    assert names("in/[AFP] wire.txt") == ["[AFP] wire.txt"]


@pytest.mark.usefixtures("tree")
def test_what_is_not_there() -> None:
    found, missing = find_wires(["in/b.txt", "no.txt", "no*.txt", "", "a\0b"], Path("out"))
    assert [wire.name for wire in found] == ["b.txt"]
    assert sorted(item.name for item in missing) == ["", "a\0b", "no*.txt", "no.txt"]
    assert all(item.error.hint and item.error.exit_code == 10 for item in missing)


def test_links(tree: Path) -> None:
    (tree / "in/loop").symlink_to(tree / "in")
    (tree / "in/link.txt").symlink_to(tree / "other/a.xml")
    (tree / "in/lost.txt").symlink_to(tree / "nowhere")
    found, missing = find_wires(["in"], Path("out"))
    assert [w.name for w in found] == ["a.xml", "b.txt", "briefs/e.md", "deep/er/c.txt", "link.txt"]
    assert [item.name for item in missing] == ["lost.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look anywhere")
def test_a_closed_folder(tree: Path) -> None:
    (tree / "in/deep").chmod(0)
    try:
        found, missing = find_wires(["in"], Path("out"))
    finally:
        (tree / "in/deep").chmod(0o700)
    assert len(found) == 3
    assert [item.name for item in missing] == ["deep/"]
