"""What stands at the head of a wire: where a word to the desk is looked for."""

from __future__ import annotations

from pipeline.article import Article

_BLOCKS = 4
"""A word to the desk stands above the story or on its first lines."""

_CHARACTERS = 400
"""Of a block that are looked at: what is said to the desk is said first."""


def heads(article: Article) -> tuple[str, ...]:
    """The first lines, and the headline of the metadata, each on one line."""
    lines = [article.item.headline]
    lines += [article.content(block) for block in article.blocks[:_BLOCKS]]
    return tuple(" ".join(line[:_CHARACTERS].split()) for line in lines if line.strip())


def excerpt(line: str) -> str:
    """The first words of a line, for a message."""
    words = " ".join(line.split())
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + " …"
