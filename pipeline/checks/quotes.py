"""Quotations: how many, whether what is closed in the French is closed in the English, and
whether what was said is still there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.article import Severity
from pipeline.checks.attribution import SPOKEN
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.completeness import trace

_OPEN = frozenset("«“„")
_CLOSE = frozenset("»”")
_MIN_SIDE = 25
_CUT = 0.35
_SHORT = 0.62
"""Length of the English over the French from which on text is missing; 0.87 is usual."""
_MISSING, _LOOSE = -0.8, 0.3
"""Length in standard deviations, and share of the words without counterpart, by which text is
taken to be missing together with its marks."""
_LONG = 4
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
        """Findings in a row."""
        french, english = _quotes(row.source), _quotes(row.target)
        if not french.marks and not english.marks:
            return
        source = tuple((at, at + 1) for at in french.marks)
        target = tuple((at, at + 1) for at in english.marks)
        # Apostrophes typed as quote marks, and single marks, may stand for what seems missing.
        if _stray().search(row.target) or _stray().search(row.source):
            return
        message = _difference(row, context, french, english)
        if message and french.marks and not (_careful(row) or _shorter(row)):
            return
        if message:
            yield Finding(Severity.WARNING, message, source, target)
        elif len(french.inside) == len(english.inside):
            yield from _cut(french, english)


def _difference(row: Row, context: Context, french: _Quotes, english: _Quotes) -> str:
    """What is wrong with the marks, for a journalist; empty where nothing is."""
    said, kept = _speech(row.source, french), _speech(row.target, english)
    lost = len(french.marks) - len(english.marks)
    if said and not english.marks:
        return "The quotation marks of the French are missing in the English."
    if kept and not french.marks and not _within(row, context):
        if _aside().search(row.source):
            return ""  # direct speech without marks, as much of the French press has it
        return "The English has a quotation that the French has not."
    if french.marks and not len(french.marks) % 2 and len(english.marks) % 2:
        return "A quotation that the French opens and closes is left open in the English."
    if kept < said and lost > 0 and not english.open:
        return (
            f"Of {said} quotation{'s' * (said > 1)} in the French, "
            f"{kept or 'none'} {'is' if kept == 1 else 'are'} in the English."
        )
    if lost > 1 and len(row.target) < _SHORT * len(row.source):
        return "A quotation of the French is missing in the English."
    return ""


def _careful(row: Row) -> bool:
    """Whether the marks of the French show which opens and which closes: then none is a slip."""
    return '"' not in row.source and "''" not in row.source


def _shorter(row: Row) -> bool:
    """Whether more than the marks seems to be missing: translators drop and misplace straight
    ones all the time, and nobody is misquoted by it.
    """
    seen = trace(row.source, row.target)
    return seen.length < _MISSING or seen.loose > _LOOSE


def _speech(text: str, quotes: _Quotes) -> int:
    """How many of the quotations are long enough to be speech."""
    return sum(len(text[start:end].split()) >= _LONG for start, end in quotes.inside)


@functools.cache
def _aside() -> re.Pattern[str]:
    """A verb of speaking put into or behind what is said: *…, dit-elle*, *… - a expliqué X*."""
    return re.compile(
        rf"(?:,|\s[-–—])\s(?:(?:a|avait|ont)(?:-t-(?:il|elle|on))?\s)?(?:dit|{SPOKEN})\w*\b"
    )


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
