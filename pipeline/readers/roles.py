"""What each block of a wire is: readable rules in one ordered table.

:data:`RULES` is the whole decision: the first rule that holds gives the role. Rules look at a
:class:`Candidate`, the words of one block and its place among the others; the wording rules
(link, caption, marked crosshead, dateline, byline, credit) come before those that only go by
length and place (headline, unmarked crosshead).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

from pipeline.article import Block, Role
from pipeline.readers.datelines import is_whole, split_head
from pipeline.readers.layout import INVISIBLE, Span
from pipeline.readers.wording import (
    is_advisory,
    is_byline,
    is_credit,
    is_dateline,
    is_initials,
    is_reading_tip,
    is_routing,
    is_sign_off,
)

_LONGEST_TITLE = 160
_LONGEST_CROSSHEAD = 80
_LONGEST_MARKED_CROSSHEAD = 120
_MOST_CROSSHEAD_WORDS = 14

_FULL_STOP = re.compile(r"[.…][\"'»”’)\]\s]*$")
_ONE_STOP = re.compile(r"(?<![.])[.][\"'»”’)\]\s]*$")  # an ellipsis may end a headline
_UNFINISHED = re.compile(r"[:;,][\"'»”’)\]\s]*$")
_ASKS = re.compile(r"[!?][\"'»”’)\]\s]*$")
_BEGINS_HIGH = re.compile(r"[^\w]*[A-ZÀ-ÖØ-ÞŒŸ0-9]")
_FOLD = re.compile(rf"[\s{INVISIBLE}]+")

_LINK = re.compile(r"(?:>>+|»»|→|➜|⇒|=>)\s*(?=\w|[\"'«“‘(\[¿¡])")
_CAPTION_WORD = re.compile(r"(?:photos?|images?|légende|infographie|vidéo)\s*:", re.IGNORECASE)
_PICTURE_CREDIT = re.compile(r"(?:/\s*AFP|AFP\s*/\s*Archives|\(photo\b[^)]*\))\.?$", re.IGNORECASE)
_DASHES = ("-", "–", "—")
_DASHED = re.compile(r"([-–—]{1,2})(\s*)(?=\S)(.*\S)(\s*)\1\Z", re.DOTALL)
_BULLET = re.compile(r"(?:[•▪■●►▶◆]\s*|\*\s+|#{1,3}\s+)(?=\w|[\"'«“‘(\[])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One block as the rules see it.

    Attributes:
        text: its content on one line, single spaces, no invisible characters.
        given: roles of the blocks before it.
        last: role of the block just before it.
        prose_before: how many blocks before it read like paragraphs.
        prose_after: how many after it do.
        follows_short: whether the block before is as short as a crosshead.
        next_short: whether the block after is.
    """

    text: str
    given: AbstractSet[Role]
    last: Role | None
    prose_before: int
    prose_after: int
    follows_short: bool
    next_short: bool

    @property
    def head(self) -> bool:
        """Whether the story has not begun, or only its first paragraph is past."""
        return self.prose_before <= 1

    @property
    def tail(self) -> bool:
        """Whether no paragraph comes after it."""
        return not self.prose_after


def _is_link(c: Candidate) -> bool:
    return bool(_LINK.match(c.text)) or is_reading_tip(c.text)


def _is_caption(c: Candidate) -> bool:
    if c.text.endswith("|") or _CAPTION_WORD.match(c.text):
        return True
    return bool(_PICTURE_CREDIT.search(c.text[-200:])) and len(c.text.split()) > 4


def _is_marked_crosshead(c: Candidate) -> bool:
    return len(c.text) <= _LONGEST_MARKED_CROSSHEAD and bool(_dashed(c.text))


def _is_dateline(c: Candidate) -> bool:
    return (c.head or c.tail) and _is_place_and_date(c.text)  # in between, a date heads a day


def _is_byline(c: Candidate) -> bool:
    return (c.head or c.tail) and is_byline(c.text)


def _is_credit(c: Candidate) -> bool:
    return is_credit(c.text) or (c.tail and (is_initials(c.text) or is_sign_off(c.text)))


def _is_headline(c: Candidate) -> bool:
    """The first block that is no paragraph and no furniture, before any paragraph."""
    return (
        not {Role.HEADLINE, Role.PARAGRAPH} & c.given
        and not c.tail
        and len(c.text) <= _LONGEST_TITLE
        and not _ONE_STOP.search(c.text)
        and not _UNFINISHED.search(c.text)
        and not _is_for_the_desk(c.text)
        and split_head(c.text) is None  # an alert of one line, not its title
    )


def _is_crosshead(c: Candidate) -> bool:
    """A short line by itself among paragraphs; short lines in a row are a list.

    A line for the desk is one wherever it stands, lest it be taken for the headline.
    """
    if _is_for_the_desk(c.text):
        return not c.tail
    begun = bool({Role.PARAGRAPH, Role.HEADLINE} & c.given)
    in_list = c.next_short or (c.follows_short and c.last is Role.PARAGRAPH)
    return begun and not c.tail and not in_list and _is_short(c.text)


def _is_anything(_: Candidate) -> bool:
    return True


RULES: tuple[tuple[Role, Callable[[Candidate], bool]], ...] = (
    (Role.LINK, _is_link),
    (Role.CAPTION, _is_caption),
    (Role.CROSSHEAD, _is_marked_crosshead),
    (Role.DATELINE, _is_dateline),
    (Role.BYLINE, _is_byline),
    (Role.CREDIT, _is_credit),
    (Role.HEADLINE, _is_headline),
    (Role.CROSSHEAD, _is_crosshead),
    (Role.PARAGRAPH, _is_anything),
)
"""Tried in this order; the first that holds gives the role."""


def label(text: str, spans: Sequence[Span]) -> tuple[Block, ...]:
    """Give every span its role and leave the role's marks out of its content.

    Args:
        text: canonical text.
        spans: its blocks in order, as :func:`pipeline.readers.layout.split` gives them.
    """
    folded = [_FOLD.sub(" ", text[span.content_start : span.content_end]) for span in spans]
    prose = list(accumulate(map(_is_prose, folded), initial=0))
    short = [_is_short(words) for words in folded]
    roles: list[Role] = []
    given: set[Role] = set()
    for i, words in enumerate(folded):
        candidate = Candidate(
            text=words,
            given=given,
            last=roles[-1] if roles else None,
            prose_before=prose[i],
            prose_after=prose[-1] - prose[i + 1],
            follows_short=i > 0 and short[i - 1],
            next_short=i + 1 < len(folded) and short[i + 1],
        )
        roles.append(next(role for role, holds in RULES if holds(candidate)))
        given.add(roles[-1])
    return tuple(
        _block(text, i, span, role)
        for i, (span, role) in enumerate(zip(spans, roles, strict=True), start=1)
    )


def stands_alone(line: str) -> bool:
    """Whether a line is a block by its wording, wherever it stands.

    What :func:`pipeline.readers.layout.split` asks about the lines of hard-wrapped text.
    """
    words = _FOLD.sub(" ", line).strip()
    if not words:
        return False
    return (
        bool(_LINK.match(words) or _dashed(words))
        or is_reading_tip(words)
        or _is_place_and_date(words)
        or is_byline(words)
        or is_credit(words)
        or is_initials(words)
    )


def _is_prose(words: str) -> bool:
    """Whether a block reads like a paragraph, by its form alone."""
    if _LINK.match(words) or words.endswith("|"):
        return False
    if len(words) > _LONGEST_TITLE:
        return True
    if is_credit(words) or is_sign_off(words) or is_byline(words):
        return False
    if _FULL_STOP.search(words):
        return words.count(" ") >= 3
    return bool(_ASKS.search(words)) and len(words) > 120


def _is_place_and_date(words: str) -> bool:
    return is_dateline(words) or is_whole(words)


def _is_for_the_desk(words: str) -> bool:
    return is_advisory(words) or is_routing(words)


def _is_short(words: str) -> bool:
    """Whether a block has the form of a crosshead: short, and no sentence."""
    return (
        len(words) <= _LONGEST_CROSSHEAD
        and words.count(" ") < _MOST_CROSSHEAD_WORDS
        and not _FULL_STOP.search(words)
        and not _UNFINISHED.search(words)
        and bool(_BEGINS_HIGH.match(words))
    )


def _dashed(words: str) -> re.Match[str] | None:
    """``- words -``: dashes of one kind on both sides, with room or quotes inside them."""
    match = _DASHED.match(words) if words[-1:] in _DASHES else None
    if match is None:
        return None
    inner = match[3]
    spaced = match[2] and match[4]
    quoted = inner[0] in '"«“' and inner[-1] in '"»”'
    return match if spaced or quoted else None


def _block(text: str, number: int, span: Span, role: Role) -> Block:
    """The block, its content without the marks of its role; never empty."""
    low, high = span.content_start, span.content_end
    content = text[low:high]
    if role is Role.LINK and (match := _LINK.match(content)):
        low += match.end()
    elif role is Role.CAPTION and content.endswith("|"):
        high = low + len(content[:-1].rstrip())
    elif role is Role.CROSSHEAD and (match := _dashed(content)):
        low, high = low + match.start(3), low + match.end(3)
    elif role in (Role.CROSSHEAD, Role.HEADLINE) and (match := _BULLET.match(content)):
        low += match.end()
    if low >= high:
        low, high = span.content_start, span.content_end
    return Block(f"p{number}", role, span.start, span.end, low, high)
