"""What a page opens with: what the item is in the course of its story, and what it changes."""

from __future__ import annotations

from pipeline.article import Article, Role
from pipeline.desk.advisory import advisory
from pipeline.desk.rules import signals_of
from pipeline.wire import Signal


def opening(article: Article, change: str | None = None, set_aside: str = "") -> tuple[str, ...]:
    """The advisories of an item that is briefed, in English; empty for most.

    Args:
        article: as read.
        change: what it changes in the version before it, from :func:`change_of`; ``None`` where
            no earlier version is known, which leaves the editor's note.
        set_aside: why it is out although it is under embargo; empty where it is not.
    """
    marks = [s.value for s in signals_of(article) if s is not Signal.KILL]
    version = article.item.version
    if version > 1 and (marks or change):
        marks.append(f"version {version}")
    said = change_of(article, None) if change is None else change
    head = ", ".join(marks)
    head = head[:1].upper() + head[1:]
    line = ": ".join(part for part in (head, said) if part)
    return tuple(part for part in (set_aside, line) if part)


def change_of(article: Article, old: tuple[str, ...] | None) -> str:
    """What an item changes in the paragraphs of an earlier version, and its editor's note.

    Args:
        article: the item.
        old: paragraphs of the version before; ``None`` where none is known.
    """
    new = paragraphs(article)
    corrects = Signal.CORRECTION in signals_of(article)
    return advisory(new if old is None else old, new, article.item.editor_note, corrects=corrects)


def paragraphs(article: Article) -> tuple[str, ...]:
    """The running text in French, by paragraphs, as an advisory counts them."""
    return tuple(article.content(block) for block in article.of_role(Role.PARAGRAPH))
