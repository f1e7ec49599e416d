"""Putting a story together from its body and what the metadata say about its head and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.article import Article, Notice, Role
from pipeline.errors import EmptyInputError, InputTooLargeError, NoStoryError
from pipeline.readers.compose import compose
from pipeline.readers.datelines import split_head
from pipeline.readers.markup import Part
from pipeline.wire import Signal, Status, WireItem

T = TypeVar("T")

MAX_ITEMS = 10_000
"""More items than an agency sends in a month; a guard for time."""

_HINT = "Ask the agency for the text of the story."


def bounded(items: Iterable[T]) -> Iterator[T]:
    """The items of an input, up to :data:`MAX_ITEMS`.

    Raises:
        InputTooLargeError: more of them.
    """
    for count, item in enumerate(items):
        if count == MAX_ITEMS:
            raise InputTooLargeError(
                f"There are more than {MAX_ITEMS:,} items in it.",
                hint="Split it into several files.",
            )
        yield item


def is_withdrawn(item: WireItem) -> bool:
    """Whether the desk must hear of an item even if it has no text."""
    return item.status is not Status.USABLE or Signal.KILL in item.signals


def is_alert(item: WireItem) -> bool:
    """Whether a headline alone can be the whole item."""
    return bool({Signal.ALERT, Signal.URGENT} & set(item.signals)) or 1 <= item.urgency <= 2


def assemble(
    name: str,
    body: Sequence[Part],
    *,
    encoding: str,
    item: WireItem,
    metadata: Mapping[str, str],
    notices: tuple[Notice, ...] = (),
) -> Article | None:
    """The article of an item.

    Headline, byline, dateline and credit of the metadata become blocks where the body does
    not have them. The captions of the body join those of the item.

    Returns:
        ``None`` where there is nothing to be read: no text, neither an alert that is all
        headline nor an item that was withdrawn (which is an article without blocks).
    """
    # What a picture shows is no story.
    if not any(role is not Role.CAPTION for role, _ in body):
        if is_withdrawn(item):
            body = ()
        elif not (item.headline and is_alert(item)) and not body:
            return None
    captions = [" ".join(text.split()) for role, text in body if role is Role.CAPTION]
    item = replace(item, captions=tuple(dict.fromkeys([*item.captions, *captions])))
    silent = not body and is_withdrawn(item)
    parts = [] if silent else _headed(item, list(body))
    article = compose(name, parts, encoding=encoding, item=item, metadata=metadata, notices=notices)
    return _one_headline(article)


def finish(
    name: str, articles: Sequence[Article], left_out: Sequence[str], what: str, *, lost: bool
) -> tuple[Article, ...]:
    """The articles of an input, each with a notice on what was left out beside it.

    Args:
        name: what messages call the input.
        articles: those that can be read.
        left_out: why each other item was left out.
        what: name of the format.
        lost: whether one of those should have had a text.

    Raises:
        EmptyInputError: no article at all, though there should be.
        NoStoryError: no article at all, for every item is something else.
    """
    reasons = list(dict.fromkeys(left_out)) or ["there is no item in it"]
    shown = "; ".join(reasons[:5]) + ("; …" if len(reasons) > 5 else "")
    if not articles:
        kind = EmptyInputError if lost or not left_out else NoStoryError
        raise kind(f"{name} ({what}) holds no story: {shown}.", hint=_HINT)
    if not left_out:
        return tuple(articles)
    notice = Notice("item-left-out", f"Of the items in {name}, {len(left_out)} left out: {shown}.")
    return tuple(replace(article, notices=(*article.notices, notice)) for article in articles)


def _headed(item: WireItem, body: list[Part]) -> list[Part]:
    roles = {role for role, _ in body}
    front: list[Part] = []
    if item.headline:
        if body and _same(body[0][1], item.headline):
            body[0] = (Role.HEADLINE, body[0][1])
            front.append(body.pop(0))
        else:
            front.append((Role.HEADLINE, item.headline))
    head = {_folded(text) for _, text in body[:3]}
    if item.byline and Role.BYLINE not in roles and _folded(item.byline) not in head:
        front.append((Role.BYLINE, item.byline))
    line = item.dateline
    if line.text and Role.DATELINE not in roles and not _opens(body, line.place or line.text):
        front.append((Role.DATELINE, line.text))
    end: list[Part] = []
    last = _folded(body[-1][1]) if body else ""
    if item.credit and Role.CREDIT not in roles and _folded(item.credit) != last:
        end.append((Role.CREDIT, item.credit))
    return [*front, *body, *end]


def _opens(body: Sequence[Part], dateline: str) -> bool:
    """Whether the body begins with a dateline of its own, or with the place of this one."""
    place = re.split(r"[,(]", dateline)[0].strip().casefold()
    for role, text in body:
        if role is None or role is Role.PARAGRAPH:
            head = " ".join(text.split())
            if split_head(head):
                return True
            rest = head[len(place) : len(place) + 60]
            return head.casefold().startswith(place) and bool(
                re.match(r"[^.]{0,40}(?:\([^)]{2,30}\)|\s[-–—=]{1,2}\s)", rest)
            )
    return False


def _one_headline(article: Article) -> Article:
    """With a headline from the metadata, no other block is one by the rules for plain text."""
    first = article.of_role(Role.HEADLINE)[:1]
    blocks = tuple(
        replace(block, role=Role.CROSSHEAD)
        if block.role is Role.HEADLINE and block not in first
        else block
        for block in article.blocks
    )
    return replace(article, blocks=blocks)


def _same(text: str, other: str) -> bool:
    return _folded(text) == _folded(other)


def _folded(text: str) -> str:
    """For likeness: letters and figures only, in lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))
