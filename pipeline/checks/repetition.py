"""Repetition: words or phrases that the English says again and the French does not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.lexicon import Word, words

LONGEST = 60
"""Words of the longest phrase whose immediate repetition is looked for; also bounds the cost."""

APART = 6
"""Words that must come twice for a repetition at a distance."""

APART_FRENCH = 3
"""Words that the French must say twice to excuse it."""

# Doubled in good English, and in good French.
_DOUBLES = frozenset(("had", "that", "very", "ha", "bye"))
_FRENCH_DOUBLES = frozenset(("vous", "nous", "faire", "de", "que"))


class Repetition:
    """Immediate repetition of one to 60 words, and of six words or more anywhere."""

    id = "repetition"
    about = "Words or phrases repeated in the English but not in the French."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """Findings from left to right: the first repetition of each kind."""
        found = words(row.target)
        if not _may_repeat(found):
            return
        french = words(row.source)
        excused = {
            alone
            for alone in (True, False)
            if _immediate(french, row.source, _FRENCH_DOUBLES, alone=alone) is not None
        }
        runs = (
            _immediate(found, row.target, _DOUBLES, alone=alone)
            for alone in (True, False)
            if alone not in excused
        )
        at = next((run for run in runs if run is not None), None)
        if at is not None:
            first, length, times = at
            yield _finding(row, found[first], found[first + length * times - 1], times, length)
            return
        apart = _apart(found, APART)
        if apart is not None and _apart(french, APART_FRENCH) is None:
            first, second, length = apart
            spans = tuple((found[i].start, found[i + length - 1].end) for i in (first, second))
            shown = _shown(row.target[spans[0][0] : spans[0][1]])
            yield Finding(
                Severity.ERROR,
                f"“{shown}” is there twice in the English but once in the French.",
                target=spans,
            )


def _may_repeat(found: Sequence[Word]) -> bool:
    """Whether as many words come again at one distance as make a repetition; quickly told."""
    places: dict[str, list[int]] = {}
    distances: dict[int, int] = {}
    for at, word in enumerate(found):
        before = places.setdefault(word.folded, [])
        for earlier in before:
            distance = at - earlier
            distances[distance] = distances.get(distance, 0) + 1
        if len(before) == _LOOKED_AT:
            return True  # something comes very often: look closer
        before.append(at)
    return any(times >= min(distance, APART) for distance, times in distances.items())


_LOOKED_AT = 40
"""Places of one word that are compared."""


def _finding(row: Row, first: Word, last: Word, times: int, length: int) -> Finding:
    span = (first.start, last.end)
    shown = _shown(row.target[span[0] : span[1]])
    what = "A word" if length == 1 else "A phrase"
    often = "twice" if times == 2 else f"{times} times"
    return Finding(
        Severity.ERROR,
        f"{what} comes {often} running in the English but not in the French: “{shown}”.",
        target=(span,),
    )


def _shown(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rstrip() + "…"


def _immediate(
    found: Sequence[Word], text: str, doubles: Collection[str], *, alone: bool
) -> tuple[int, int, int] | None:
    """First word, length and number of times of the first run that repeats itself at once.

    Args:
        found: the words.
        text: that they are from.
        doubles: words that may be doubled.
        alone: look for a single word, else for phrases.
    """
    folded = [w.folded for w in found]
    longest = min(LONGEST, len(folded) // 2)
    for length in range(1 if alone else 2, (1 if alone else longest) + 1):
        same = 0
        for i in range(length, len(folded)):
            same = same + 1 if folded[i] == folded[i - length] else 0
            if same < length:
                continue
            first = i - 2 * length + 1
            if length == 1 and not _is_double(found[first], found[i], text, doubles):
                continue
            # "… of Deutsche Bank: Deutsche Bank …": a name ends one sentence and begins the next.
            if (
                length < APART
                and _is_name(found[first : first + length])
                and _ends(text[found[first + length - 1].end : found[first + length].start])
            ):
                continue
            times, end = 2, i + 1
            while folded[end : end + length] == folded[first : first + length]:
                times, end = times + 1, end + length
            return first, length, times
    return None


def _is_double(one: Word, other: Word, text: str, doubles: Collection[str]) -> bool:
    """Whether a word said twice is a slip: a comma or a hyphen between them makes it none."""
    if not text[one.end : other.start].isspace() or one.folded.isdigit():
        return False
    return one.folded not in doubles


def _is_name(phrase: Sequence[Word]) -> bool:
    return all(not word.text[0].islower() for word in phrase)


def _ends(between: str) -> bool:
    return any(mark in between for mark in ".:;!?,–—")


def _apart(found: Sequence[Word], least: int) -> tuple[int, int, int] | None:
    """Two places and a length: the first run of ``least`` words or more that comes again."""
    folded = [w.folded for w in found]
    places: dict[tuple[str, ...], int] = {}
    for i in range(len(folded) - least + 1):
        first = places.setdefault(tuple(folded[i : i + least]), i)
        if first + least <= i:
            length = least
            while (
                i + length < len(folded)
                and first + length < i
                and folded[first + length] == folded[i + length]
            ):
                length += 1
            return first, i, length
    return None
