"""Quotations: how many, whether what is closed in the French is closed in the English, and
whether what was said is still there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row, Span

_OPEN = frozenset("«“„")
_CLOSE = frozenset("»”")
_MIN_SIDE = 25
_CUT = 0.35
_SHORT = 0.62
"""Length of the English over the French from which on text is missing; 0.87 is usual."""
_LONG = 3
"""Words from which on a stretch in quote marks is speech and not a coinage, whose marks
translators drop and add at will."""


@functools.cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[«»“”„\"]|''")


@functools.cache
def _stray() -> re.Pattern[str]:
    """Marks that are not what they look like: an apostrophe typed as a double quote mark, a
    quotation closed with a single one.
    """
    return re.compile(r"\w[\"”]\w|s\"\s(?=[A-Za-z])|[,.!?]['’](?=\s|$)|(?:^|\s)['‘](?=\w)")


@dataclass(frozen=True, slots=True)
class _Quotes:
    """The double quote marks of a text, and the stretches between them."""

    marks: tuple[int, ...]
    inside: tuple[Span, ...]
    open: bool


def _quotes(text: str) -> _Quotes:
    marks: list[int] = []
    inside: list[Span] = []
    start: int | None = None
    for match in _marks().finditer(text):
        at, mark = match.start(), match[0]
        if mark == '"' and at and text[at - 1].isdigit() and start is None:
            continue  # inches
        marks.append(at)
        opens = mark in _OPEN or (mark not in _CLOSE and start is None)
        if opens and start is None:
            start = match.end()
        elif not opens and start is not None:
            inside.append((start, at))
            start = None
    return _Quotes(tuple(marks), tuple(inside), start is not None)


class Quotes:
    """Quotations lost, gained, cut or not closed."""

    id = "quotes"
    about = "A quotation of the French is missing, cut or not closed in the English."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:
        """Findings in a row, in linear time."""
        french, english = _quotes(row.source), _quotes(row.target)
        if not french.marks and not english.marks:
            return
        source = tuple((at, at + 1) for at in french.marks)
        target = tuple((at, at + 1) for at in english.marks)
        said, kept = _speech(row.source, french), _speech(row.target, english)
        # Apostrophes typed as quote marks, and single marks, may stand for what seems missing.
        if _stray().search(row.target) or _stray().search(row.source):
            return
        lost = len(french.marks) - len(english.marks)
        message = ""
        if said and not english.marks:
            message = "The quotation marks of the French are missing in the English."
        elif kept and not french.marks and not _within(row, context):
            message = "The English has a quotation that the French has not."
        elif french.marks and not len(french.marks) % 2 and len(english.marks) % 2:
            message = "A quotation that the French opens and closes is left open in the English."
        elif kept < said and lost > 0 and not english.open:
            message = (
                f"Of {said} quotation{'s' * (said > 1)} in the French, "
                f"{kept or 'none'} {'is' if kept == 1 else 'are'} in the English."
            )
        elif lost > 1 and len(row.target) < _SHORT * len(row.source):
            message = "A quotation of the French is missing in the English."
        if message:
            yield Finding(Severity.WARNING, message, source, target)
        elif len(french.inside) == len(english.inside):
            yield from _cut(french, english)


def _speech(text: str, quotes: _Quotes) -> int:
    """How many of the quotations are long enough to be speech."""
    return sum(len(text[start:end].split()) >= _LONG for start, end in quotes.inside)


def _within(row: Row, context: Context) -> bool:
    """Whether the row before leaves a quotation open, which this one then belongs to."""
    for before, after in zip(context.rows, context.rows[1:], strict=False):
        if after is row or after.id == row.id:
            return _quotes(before.source).open
    return False


def _cut(french: _Quotes, english: _Quotes) -> Iterable[Finding]:
    """Quotations of which the English has far less than the French."""
    said = sum(end - start for start, end in french.inside)
    kept = sum(end - start for start, end in english.inside)
    if said >= _MIN_SIDE and kept < _CUT * said:
        yield Finding(
            Severity.WARNING,
            "Most of what is quoted in the French is missing from the quotation in the English.",
            french.inside,
            english.inside,
        )
