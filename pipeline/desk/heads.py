"""What stands at the head of a wire: where a word to the desk is looked for."""

from __future__ import annotations

import re

from pipeline.article import Article

_BLOCKS = 4
"""A word to the desk stands above the story or on its first lines."""

_CHARACTERS = 400
"""Of a block that are looked at: what is said to the desk is said first."""


_STATEMENTS = 100
"""Of an editor's note that are looked at; no agency says as much."""


def heads(article: Article) -> tuple[str, ...]:
    """The first lines, and the headline of the metadata, each on one line."""
    lines = [article.item.headline]
    lines += [article.content(block) for block in article.blocks[:_BLOCKS]]
    return tuple(" ".join(line[:_CHARACTERS].split()) for line in lines if line.strip())


def notes(article: Article) -> tuple[str, ...]:
    """The editor's note from the beginning of each of its statements to the end: what the second
    says is as binding as the first. To the end, since ``12 oct. 06h00`` is one statement.
    """
    return _from_each(article, r"[.;:!?…]\s+|\n\s*|\s[–—-]\s")


def statements(article: Article) -> tuple[str, ...]:
    """The same, and each by itself; not what follows a colon or a dash, which may be the news."""
    alone = re.split(r"(?<=[.;!?…])\s+|\n", article.item.editor_note)[:_STATEMENTS]
    lines = (" ".join(line[:_CHARACTERS].split()).rstrip(" .;") for line in alone)
    return (*_from_each(article, r"[.;!?…]\s+|\n\s*"), *(line for line in lines if line))


def _from_each(article: Article, beginning: str) -> tuple[str, ...]:
    note = article.item.editor_note
    starts = [0, *(found.end() for found in re.finditer(beginning, note))]
    lines = (" ".join(note[at : at + _CHARACTERS].split()) for at in starts[:_STATEMENTS])
    return tuple(line for line in lines if line)


def excerpt(line: str) -> str:
    """The first words of a line, for a message."""
    words = " ".join(line.split())
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + " …"
