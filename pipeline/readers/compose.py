"""Making an article from parts whose roles a format tells, rather than from bare text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.article import Article, Block, Notice, Role
from pipeline.readers.datelines import filled, set_apart
from pipeline.readers.layout import INVISIBLE, Span
from pipeline.readers.roles import label
from pipeline.text import canonical
from pipeline.wire import WireItem

_SEEN = re.compile(rf"[^\s{INVISIBLE}]")


def compose(
    name: str,
    parts: Iterable[tuple[Role | None, str]],
    *,
    encoding: str,
    item: WireItem,
    metadata: Mapping[str, str] | None = None,
    notices: tuple[Notice, ...] = (),
) -> Article:
    """Build an article.

    Args:
        name: becomes :attr:`Article.name`.
        parts: role and text in reading order; white space in a part is folded to single
            spaces (no-break spaces stay), a part with nothing to be seen is left out. Where
            the role is ``None``, the rules for plain text decide it.
        encoding: what the bytes were decoded from.
        item: what the wire says about itself.
        metadata: what else it says.
        notices: what reading noticed.

    Returns:
        An article whose text is the parts, a blank line between two. A dateline that opens the
        first paragraph becomes a block of its own, and the item's is filled from it where the
        metadata had none. It has no blocks where
        no part has text; whether that is an error is the reader's to say.
    """
    kept = [(role, _folded(text)) for role, text in parts]
    kept = [(role, text) for role, text in kept if _SEEN.search(text)]
    text = "\n\n".join(text for _, text in kept)
    spans, start = [], 0
    for _, part in kept:
        spans.append(Span(start, start + len(part), start, start + len(part)))
        start += len(part) + 2
    decided = label(text, spans)
    blocks = tuple(
        block if role is None else Block(block.id, role, span.start, span.end, *_whole(span))
        for block, span, (role, _) in zip(decided, spans, kept, strict=True)
    )
    blocks = set_apart(text, blocks)
    item = filled(item, text, blocks)
    return Article(name, text, encoding, blocks, metadata or {}, item, notices)


def _folded(text: str) -> str:
    """One line, no-break spaces kept as they are."""
    return re.sub(r"[^\S\u00a0\u202f\u2007]+", " ", canonical(text)).strip()


def _whole(span: Span) -> tuple[int, int]:
    return span.content_start, span.content_end
