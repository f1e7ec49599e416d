"""Which lines belong together: from text to the spans of its blocks.

Wires come in two layouts, told apart by statistics over the whole text:

*one a line*
    Every line that is not blank is a block, whether or not blank lines stand between them.
*hard-wrapped*
    Lines are broken at a constant width. It shows by lines that run on: one that does not
    end a sentence before one that begins in lower case. Where at least two in five
    neighbouring lines do, or (for text all in capitals) where nearly every line is so long
    that the next word would not have fitted, the text is wrapped. A block then goes on until
    a blank line, an indented line, a line that could have taken the next word but did not,
    or a line that has a block of its own by its wording.

A hyphen at a line's end is left alone, since nothing tells a broken word from a compound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Controls and marks that cannot be seen; with white space, all that "blank" means here.
INVISIBLE = r"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_VISIBLE_START = re.compile(rf"[^\s{INVISIBLE}]")
_VISIBLE = re.compile(rf"[^\s{INVISIBLE}](?:.*[^\s{INVISIBLE}])?", re.DOTALL)
_RULE = re.compile(r"[-–—―_=~*#·•.+<>|/\\\s]+")
"""A line of these alone is a rule (``* * *``, ``-----``), never words."""

_ENDS_SENTENCE = re.compile(r"[.!?…][\"'»”’)\]\s]*$")
_BEGINS_LOW = re.compile(r"[\"'«“(\[\s]*[a-zà-öø-ÿœ]")
_FIRST_WORD = re.compile(r"\S+")

_NARROWEST, _WIDEST = 25, 132
_RUNNING_ON = 0.4
_FULL_LINES = 0.75
_FEWEST_FULL = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A block before it has a role: the visible part and the marks around it, if any."""

    start: int
    end: int
    content_start: int
    content_end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it; ``start``/``end`` leave outer white space out."""

    start: int
    end: int
    text: str
    indent: int
    apart: bool  # a blank line or a rule stands before it
    mark: bool  # nothing to read on it: a rule, or controls alone


def split(text: str, stands_alone: Callable[[str], bool] = lambda _: False) -> tuple[Span, ...]:
    """The blocks of ``text``: every visible character is in one, in order.

    Args:
        text: canonical text with at least one visible character.
        stands_alone: whether a line is a block by its wording, whatever stands around it;
            asked in hard-wrapped text only.
    """
    lines = list(_lines(text))
    words = [line for line in lines if not line.mark]
    if not words:  # nothing but rules: one block with all of it
        return (_span(text, lines[0].start, lines[-1].end),) if lines else ()
    groups = _join(words, stands_alone)
    starts = [group[0].start for group in groups]
    starts[0] = lines[0].start
    # Marks go with the block before them, so that nothing but white space is between blocks.
    ends = [group[-1].end for group in groups]
    position = 0
    for line in lines:
        if line.mark:
            while position + 1 < len(groups) and starts[position + 1] <= line.start:
                position += 1
            ends[position] = max(ends[position], line.end)
    return tuple(
        _span(text, start, end, group[0].start, group[-1].end)
        for start, end, group in zip(starts, ends, groups, strict=True)
    )


def _span(text: str, start: int, end: int, low: int | None = None, high: int | None = None) -> Span:
    """A span whose content is what can be seen between ``low`` and ``high``."""
    low, high = start if low is None else low, end if high is None else high
    seen = _VISIBLE.search(text, low, high)
    return Span(start, end, *seen.span()) if seen else Span(start, end, start, end)


def _lines(text: str) -> Iterator[_Line]:
    previous = 0
    apart = False
    for match in _LINE.finditer(text):
        raw = match[0]
        body = raw.strip()
        # More than one line end since the last line: there was an empty one.
        apart = apart or match.start() - previous > 1
        previous = match.end()
        if not body:
            apart = True
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        mark = not _VISIBLE_START.search(body) or bool(_RULE.fullmatch(body))
        yield _Line(start, start + len(body), body, len(raw[:indent].expandtabs(4)), apart, mark)
        apart = mark


@dataclass(frozen=True, slots=True)
class _Wrap:
    """How hard-wrapped text is set: width and margin in columns, what parts paragraphs."""

    width: int
    margin: int
    by_blank: bool
    by_indent: bool

    @property
    def slack(self) -> int:
        """Room that a line may have and yet go on, where paragraphs are parted clearly."""
        return self.width // 4 if self.by_blank or self.by_indent else 0


def _join(lines: list[_Line], stands_alone: Callable[[str], bool]) -> list[list[_Line]]:
    wrap = _wrap(lines)
    if wrap is None:
        return [[line] for line in lines]
    groups = [[lines[0]]]
    for a, b in pairwise(lines):
        if b.apart or (not _runs_on(a, b) and _breaks(a, b, wrap, stands_alone)):
            groups.append([b])
        else:
            groups[-1].append(b)
    return groups


def _breaks(a: _Line, b: _Line, wrap: _Wrap, stands_alone: Callable[[str], bool]) -> bool:
    """Whether a block ends between two lines of wrapped text, the first not running on."""
    room, ended = _room(a, b, wrap.width), bool(_ENDS_SENTENCE.search(a.text))
    # "selon l'agence" on a full line and "Xinhua." on the next are one sentence.
    if stands_alone(a.text) or (stands_alone(b.text) and (ended or room > 0)):
        return True
    indented = b.indent > wrap.margin + 1
    if indented and (wrap.by_indent or a.indent <= wrap.margin + 1):
        return True
    if room > wrap.slack:
        return True
    # A full line that ends a sentence: more often than not, where neither blank lines nor
    # indents part the paragraphs, the paragraph ends there too.
    return not wrap.slack and ended and not _BEGINS_LOW.match(b.text)


def _runs_on(a: _Line, b: _Line) -> bool:
    return not _ENDS_SENTENCE.search(a.text) and bool(_BEGINS_LOW.match(b.text))


def _room(a: _Line, b: _Line, width: int) -> int:
    """By how many columns the first word of ``b`` would have fitted on line ``a``, the space
    before it not counted: 1 or more where it would have.
    """
    word = _FIRST_WORD.match(b.text)
    return width - a.indent - len(a.text) - (len(word[0]) if word else 0)


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which the text is wrapped, in columns; ``None`` for one block a line."""
    neighbours = [(a, b) for a, b in pairwise(lines) if not b.apart]
    if not neighbours:
        return None
    running = [a for a, b in neighbours if _runs_on(a, b)]
    if len(running) >= _RUNNING_ON * len(neighbours):
        width = _longest(running)
        return width if _NARROWEST <= width <= _WIDEST else None
    if len(neighbours) < _FEWEST_FULL:
        return None
    width = _longest([a for a, _ in neighbours])
    full = sum(_room(a, b, width) <= 0 for a, b in neighbours)
    return width if 40 <= width <= 100 and full >= _FULL_LINES * len(neighbours) else None


def _longest(lines: list[_Line]) -> int:
    """The longest of the lines, but for the odd one in twenty (an address, a table)."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    return lengths[int(0.95 * (len(lengths) - 1) + 0.5)]


def _wrap(lines: list[_Line]) -> _Wrap | None:
    """How the text is wrapped; ``None`` for one block a line.

    Blank lines or indents part the paragraphs where most lines that had room for the next
    word have one after them.
    """
    width = _wrap_width(lines)
    if width is None:
        return None
    margin = min(line.indent for line in lines)
    last = [
        (b.apart, b.indent > margin + 1)
        for a, b in pairwise(lines)
        if _room(a, b, width) > 0 and not _runs_on(a, b)
    ]
    enough = 0.7 * len(last)
    blank = sum(apart for apart, _ in last) >= enough
    return _Wrap(width, margin, blank, not blank and sum(deep for _, deep in last) >= enough)
