"""Roles and layout on real stories rebuilt as text, in five layouts."""

from __future__ import annotations

import json
import lzma
import re
import textwrap
from pathlib import Path

import pytest

from pipeline.readers import read_bytes

STORIES = 500
_WIDTH = 72

# Measured on all 2,577 stories: .9994 .9994 .9994 .9388 .9987. Without blank lines or indents
# a full last line cannot be told from a sentence that ends in the middle of a paragraph.
FLOORS = {
    "blank": 0.997,
    "lines": 0.997,
    "wrapped, blank": 0.997,
    "wrapped": 0.955,
    "wrapped, indented": 0.997,
}


@pytest.fixture(scope="module")
def stories(shared: Path) -> list[list[tuple[str, set[str]]]]:
    """Stories as (text, roles that are right)."""
    found = []
    with lzma.open(shared / "articles" / "french-news-valid.jsonl.xz", "rt", encoding="utf-8") as f:
        for line, _ in zip(f, range(STORIES), strict=False):
            story = json.loads(line)
            parts = [story["title"], story["abstract"], *story["paragraphs"]]
            texts = [" ".join(part.split()) for part in parts if re.search(r"\w", part)]
            found.append([(text, expected(i, text)) for i, text in enumerate(texts)])
    return found


def expected(position: int, text: str) -> set[str]:
    if position == 0:
        return {"headline"}
    if re.fullmatch(r"-.{1,120}-", text):
        return {"crosshead"}
    if position == 1 and re.fullmatch(r"(?:1er|\d{1,2}) \w+", text):
        return {"dateline"}
    # The data do not mark every crosshead: a short line that is no sentence may be either.
    if len(text) <= 80 and not re.search(r"[.…:;,][\"'»”)\s]*$", text):
        return {"paragraph", "crosshead"}
    return {"paragraph"}


def lay_out(texts: list[str], layout: str) -> str:
    if not layout.startswith("wrapped"):
        return ("\n\n" if layout == "blank" else "\n").join(texts)
    indent = "   " if layout.endswith("indented") else ""
    title, *body = (
        textwrap.fill(
            text,
            _WIDTH,
            initial_indent=indent if i else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for i, text in enumerate(texts)
    )
    return title + "\n\n" + ("\n\n" if layout.endswith("blank") else "\n").join(body)


@pytest.mark.parametrize("layout", FLOORS)
def test_agreement(stories: list[list[tuple[str, set[str]]]], layout: str) -> None:
    right = total = 0
    for story in stories:
        text = lay_out([text for text, _ in story], layout)
        (article,) = read_bytes(text.encode(), name="x")
        roles = {
            " ".join(article.text[b.start : b.end].split()): b.role.value for b in article.blocks
        }
        right += sum(roles.get(text) in wanted for text, wanted in story)
        total += len(story)
    assert right / total >= FLOORS[layout], f"{right} of {total} blocks"
