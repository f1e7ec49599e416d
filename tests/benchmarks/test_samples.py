"""The table of the samples, made of wires of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import fuzz, samples
from pipeline.article import Article
from pipeline.readers import READERS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, (name, data) in enumerate(fuzz.samples().items()):
        path = tmp_path / name.partition(",")[0].replace("/", "-") / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "a|b.json").write_text('{"uri": "x:1", "type": "picture", "headline": "A"}')
    (tmp_path / "odd" / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "odd" / "empty").write_bytes(b"")
    return tmp_path


def test_every_sample_has_a_row_and_every_row_its_cells(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert samples.main([str(folder)]) == 0
    text = capsys.readouterr().out
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    count = len(fuzz.samples())
    assert len(rows) == count + 3
    assert text.startswith(f"Of {count + 3} samples {count} were read, 3 refused.")
    assert {row.replace("\\|", "").count("|") for row in rows} == {7}
    for reader in READERS:
        assert any(f"| {reader.name} |" in row for row in rows)


def test_a_row_says_what_was_read(folder: Path) -> None:
    text, found = samples.page(folder)
    ninjs = next(sample for sample in found if sample.path.startswith("ninjs/"))
    row = ninjs.row()
    assert row in text
    assert "1 headline, 1 crosshead, 3 paragraphs" in row
    assert "identity, version" in row
    assert "**update**" in row
    assert "port" not in row


def test_a_row_says_why_nothing_was(folder: Path) -> None:
    _, found = samples.page(folder)
    why = {sample.path: sample.refused for sample in found if sample.refused}
    assert why["odd/a|b.json"] == "refused: the item is of type picture, with no body."
    assert all(reason.startswith("refused: ") for reason in why.values())
    assert set(why) == {"odd/a|b.json", "odd/binary.txt", "odd/empty"}


def test_reasons_are_told_once_and_without_names() -> None:
    message = "w.xml (NewsML-G2) holds no story: urn:a:b: there is none; N1: cut; N2: cut."
    assert samples.reason(message, "w.xml") == "refused: there is none; cut (2 times)."
    assert samples.reason("w.xml is a piece (a), not: it.", "w.xml") == (
        "refused: it is a piece (a), not: it."
    )


def test_a_bug_is_shown_and_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(path: Path) -> tuple[Article, ...]:
        raise LookupError(f"lost in {path.name}")

    monkeypatch.setattr(samples, "read_path", read)
    assert samples.main([str(folder)]) == 1
    assert "**a bug**: LookupError: lost in 0.txt" in capsys.readouterr().out


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert samples.main([str(tmp_path / "none")]) == 0
    assert "not looked at" in capsys.readouterr().out


def test_the_table_in_the_documentation_is_the_one_that_is_printed() -> None:
    if not samples.WIRES.is_dir():
        pytest.skip("the agency samples are not here")
    text, _ = samples.page(samples.WIRES)
    assert text in (ROOT / "docs/formats.md").read_text("utf-8")
