"""Splits a sentence that is longer than a model takes, where a reader would pause.

Every place where the text could be cut has a *cost*: nothing after a semicolon, most inside
a word. Pieces are cut off from the left, each at the cheapest place near where equal pieces
would end, so that a sentence just over the limit becomes two halves and not a long piece
and a stump.

``fits`` is asked about growing stretches, doubling and then halving the step from the last
piece's size on, so that the characters it sees in all stay in proportion to the text
(times the logarithm of a piece's words), however long the text is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.patterns import pattern

# Costs, in pieces' lengths: how far from the best balance a better mark is worth going.
_SENTENCE, _STRONG, _CONJUNCTION, _COMMA, _BARE, _SPACE, _GLUED = 0.0, 0.1, 0.2, 0.3, 0.45, 0.7, 3.0
_EXTRA_PIECE = 0.6
_SHORTEST = 0.25  # of the longest piece that fits; never cut off less where there is a choice

_LINKS = (
    r"(?:et|ou|mais|car|or|donc|puis|ainsi|alors|tandis|lorsque|lorsqu|quand|si|comme|pour|afin"
    r"|parce|puisque|puisqu|qui|que|qu|dont|où|(?:au(?:x|)|du|des|)(?:l|)(?:e|a|es|)quel(?:le|)s?"
    r"|avant|après|selon|sans|avec|dans|soit|ce|celui|celle|ceux|celles|notamment)(?![\w])"
)
_GAP = pattern(r"\s+")
_LINK = pattern(_LINKS, re.IGNORECASE)
_BARE_LINK = pattern(r"(?:et|ou|mais|car|qui|que|qu|dont|où|lorsqu(?:e|)|afin|pour)(?![\w])")
_DASH = pattern(r"[–—-](?=\s)")
_TITLE = pattern(r"(?:^|\W)(?:MM?|M(?:me|lle|gr|r)s?|Dr|Pr|St|Ste|n°|n\u00ba|[A-Z])\.?$")
_NEVER_BEFORE = tuple("»”)]}.,;:!?%…›")
_NO_BREAK = "\u00a0\u202f\u2007"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place to cut: the left piece ends at ``end``, the right one starts at ``start``."""

    end: int
    start: int
    cost: float


def split_clauses(text: str, fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Offsets of the fewest balanced pieces of a sentence that each fit.

    Args:
        text: one sentence; any text will do.
        fits: whether the model takes a piece. It should hold for the parts of whatever it
            holds for; where it does not, pieces may be shorter than they need be, but each
            is checked.

    Returns:
        Spans (code points, half open) in order, without white space at their ends; they
        cover every other character. A text that fits is one span, a blank text none.
        Only a single character with its combining marks may fail to fit.

    >>> text = "Il viendra demain ; elle ne le sait pas encore."
    >>> [text[a:b] for a, b in split_clauses(text, lambda piece: len(piece) < 40)]
    ['Il viendra demain ;', 'elle ne le sait pas encore.']
    """
    stripped = text.strip()
    if not stripped:
        return []
    start = text.index(stripped)
    stop = start + len(stripped)
    # Sizes of pieces are found by growing, so a long text is not put to `fits` at first.
    cuts = _cuts(text, start, stop)
    ends = [cut.end for cut in cuts]
    spans: list[tuple[int, int]] = []
    first, size = 0, 16
    while start < stop:
        last = _longest(text, start, cuts, first, size, fits)
        if last < first:
            word_end = cuts[first].end
            # What is left of the word once it fits may take the words after it along.
            while (end := _inside_word(text, start, word_end, fits)) < word_end:
                spans.append((start, end))
                start = end
            if not fits(text[start:word_end]):  # a single character that nothing can shorten
                spans.append((start, word_end))
                start, first = cuts[first].start, first + 1
            continue
        chosen = _choose(start, stop, cuts, first, last)
        if chosen != last and not fits(text[start : cuts[chosen].end]):
            chosen = last
        spans.append((start, cuts[chosen].end))
        start, size = cuts[chosen].start, last - first + 1
        first = bisect_right(ends, cuts[chosen].end)
    return spans


def _cuts(text: str, start: int, stop: int) -> list[_Cut]:
    """Every run of white space inside ``text[start:stop]`` with its cost, and the end."""
    cuts = [
        _Cut(gap.start(), gap.end(), _cost(text, gap.start(), gap.end()))
        for gap in _GAP.finditer(text, start, stop)
    ]
    return [*cuts, _Cut(stop, stop, _SENTENCE)]


def _cost(text: str, end: int, start: int) -> float:
    """What it costs to cut at the white space ``text[end:start]``."""
    before, after = text[end - 1], text[start]
    left = text[max(0, end - 6) : end]
    if after in _NEVER_BEFORE or before in "«“([" or any(c in _NO_BREAK for c in text[end:start]):
        return _GLUED
    if (before.isdigit() and after.isdigit()) or _TITLE.search(left):
        return _GLUED
    if before in ";.!?…":
        return _SENTENCE
    if before == ":" or _DASH.match(text, start):
        return _STRONG
    if before in "–—-" and left[-2:-1].isspace():
        return _SPACE  # after an opening dash the dash would stay behind
    if before == "," and left[-2:-1] in ("»", '"', "”"):
        return _STRONG
    if before == ",":
        return _CONJUNCTION if _LINK.match(text, start) else _COMMA
    if before in "»”)" or after in "«“(":
        return _COMMA
    return _BARE if _BARE_LINK.match(text, start) else _SPACE


def _longest(
    text: str, start: int, cuts: Sequence[_Cut], first: int, size: int, fits: Callable[[str], bool]
) -> int:
    """Index of the last cut such that the piece up to it fits; ``first - 1`` if none does."""
    low, high, step = first - 1, len(cuts), max(1, size)
    while low + 1 < high:
        # Grow from the last piece's size until something is too long, then halve.
        middle = min(low + step, high - 1) if high == len(cuts) else (low + high) // 2
        if fits(text[start : cuts[middle].end]):
            low, step = middle, step * 2
        else:
            high = middle
    return low


def _choose(start: int, stop: int, cuts: Sequence[_Cut], first: int, last: int) -> int:
    """Index of the best cut at or before ``last``, the last one at which the piece fits."""
    if last == len(cuts) - 1:
        return last
    longest = cuts[last].start - start
    remaining = stop - start
    pieces = -(-remaining // longest)
    ideal = remaining / pieces
    # Shorter than this and the rest, at the size found here, needs one piece more.
    least = remaining - (pieces - 1) * longest

    def cost(index: int) -> float:
        length = cuts[index].start - start
        unbalanced = abs(length - ideal) / longest
        return cuts[index].cost + unbalanced + (_EXTRA_PIECE if length < least else 0.0)

    low = last
    while low > first and cuts[low - 1].start - start >= _SHORTEST * longest:
        low -= 1
    return min(range(low, last + 1), key=cost)


def _inside_word(text: str, start: int, stop: int, fits: Callable[[str], bool]) -> int:
    """Where to cut a word that does not fit by itself: after at least one character."""
    low, high, step = start + 1, stop + 1, 16
    while low + 1 < high:
        middle = min(low + step, high - 1) if high > stop else (low + high) // 2
        if fits(text[start:middle]):
            low, step = middle, step * 2
        else:
            high = middle
    end = low
    while end > start + 1 and end < stop and _joins(text[end - 1], text[end]):
        end -= 1
    if end == start + 1:  # one character with all that belongs to it
        while end < stop and _joins(text[end - 1], text[end]):
            end += 1
    return end


def _joins(before: str, after: str) -> bool:
    """Whether two characters are parts of what a reader sees as one."""
    return (
        unicodedata.category(after) in ("Mn", "Me", "Mc")
        or "\u200d" in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )
