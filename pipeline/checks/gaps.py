"""Gaps: the stretch of the French that looks most as if it had been dropped.

The stretch with the most evidence is the maximum-scoring run of the words (Kadane's algorithm; a
scan statistic), which had better begin and end where clauses do.

A free translation leaves such stretches too, but then there is English in their place that nothing
in the French accounts for. Where something was dropped, what stands left of the stretch and right
of it are neighbours in the English, with less between them than the stretch would need, and often
with a seam: ", ." or "which and". Those signs and the lengths are weighed by boosted trees.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import math
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.checks.length import deviation
from pipeline.checks.lexicon import Word
from pipeline.checks.places import UNPLACED, place_words
from pipeline.checks.seams import pieces
from pipeline.checks.tracing import free_words, trace
from pipeline.trees import Boosted, parse

FILE = Path(__file__).with_name("fitted_completeness.json")
"""Trees and seams, fitted by ``benchmarks/completeness.py``."""

LEAST = 3
"""Words without counterpart that a stretch must have."""

_SHARED = 0.2
"""Of the evidence for a word that is there, where another word of the French has taken it."""
_WITHIN = 1.0
"""Nats that it costs to begin or end within a clause; half of them before a word like "pour"."""
_MARKS = frozenset(',;:()–—".«»“”!?…')
_PLAIN = frozenset({" ", "'", "’", "-"})
"""What stands between most words of a clause."""
_BREAKS = ",;:("
_QUOTES_FRENCH, _QUOTES_ENGLISH = '"«»“”', '"“”'
_USUAL = 0.9
"""Length of the English over that of the French, roughly."""
_TAKEN, _FREE_WORD, _OWN = -1.5, 0.1, 0.7
"""What a word of the English is worth as part of a stretch that nothing in the French accounts
for: one that something does, a function word, any other."""
_BESIDE, _NEAR = 8, 4
"""Words left and right of the stretch that are looked at, and of them those that count."""
_LINKS = """
et mais ou car qui que dont ou lorsque quand si comme selon puisque alors tandis afin apres avant
depuis pendant pour avec dans sans sur par en
"""


class Signs(NamedTuple):
    """What is seen of a row and its stretch; ``flanks`` are the English of the words beside it.

    Attributes:
        evidence: of the stretch's words, nats.
        shorter: how much likelier the English is this short if the stretch was dropped; nats.
        length: deviation of the English from its usual length, in standard deviations.
        free: share of the English content words that nothing in the French accounts for.
        breaks: commas and the like that the French has more.
        edges: how many of its two ends are where a mark, or the row, ends.
        capitals: share of its words that have one.
        whole: logarithm of the length of the English over that of the row.
        other: worth of the longest stretch of English that nothing accounts for.
        place: how far that is from the stretch, as a share of the row.
        lost: characters of the French words without counterpart, in twenties.
        gained: the same of the English.
        surplus: what is lost outside the stretch, less what is gained.
        shared: share of the French words whose English another one has taken.
        ratio: characters between the nearest flanks over those of the French between their words.
        between, gap, proportion: those between the outermost flanks, in twenties; what the French
            is longer there; and the ratio of both.
        uncovered: what the stretch is longer than the unaccounted English between the flanks.
        unsaid: worth of the English words between the middle flanks.
        joined: how often the French says "et" more often than the English "and".
        seam: the worst pair of neighbours in the English.
        close: the same at its end.
        beside, within: the same around the flanks, and between the nearest.
        tail, rest: words of the French, and of the English, after the last that has a counterpart,
            in tens.
        fewer: words that the French has more.
        marks: quotation marks that the French has more.
        figures: of the French without counterpart, up to three.
        placed: share of the French words that have a counterpart of their own.
    """

    evidence: float
    shorter: float
    length: float
    free: float
    breaks: float
    edges: float
    capitals: float
    whole: float
    other: float
    place: float
    lost: float
    gained: float
    surplus: float
    shared: float
    ratio: float
    between: float
    gap: float
    proportion: float
    uncovered: float
    unsaid: float
    joined: float
    seam: float
    close: float
    beside: float
    within: float
    tail: float
    rest: float
    fewer: float
    marks: float
    figures: float
    placed: float


class Gap(NamedTuple):
    """A stretch of the French.

    Attributes:
        start, end: its span.
        telling: whether enough of its words have no counterpart for it to be what is missing.
        signs: what is seen of it.
    """

    start: int
    end: int
    telling: bool
    signs: Signs

    @property
    def odds(self) -> float:
        """Logarithmic odds that it was dropped, were half of all rows cut."""
        return _tables().trees.predict(self.signs)


def gap(source: str, target: str) -> Gap | None:
    """The stretch of the source that looks most as if it had been dropped."""
    seen = trace(source, target)
    french, english = seen.french, seen.english
    if len(french) <= LEAST or not english:
        return None
    places, taken = place_words(french, english, seen.entries)
    weights = list(seen.weights)
    for at, place in enumerate(places):
        if place == UNPLACED and weights[at] <= 0:
            weights[at] = _SHARED * weights[at] if len(french[at].folded) > LEAST else 0.0
    first, last = _stretch(weights, _costs(french, source)) or (0, 0)
    start, end = french[first].start, french[last].end
    size = end - start
    loss = outside = figures = 0
    for at, (word, place) in enumerate(zip(french, places, strict=True)):
        if place < 0:
            figures += word.folded[0].isdigit()
            if place == -1 and len(word.folded) > LEAST:
                loss += len(word.text) + 1
                if not first <= at <= last:
                    outside += len(word.text) + 1
    worths, gain = _worths(english, taken)
    other, begin, final = _run(worths)
    beside = _beside(places, first, last, len(english))
    seams = _seams(target)
    inside = french[first : last + 1]
    found = [place for place in places if place >= 0]
    length = deviation(len(source), len(target))
    rest = deviation(max(1, len(source) - size), len(target))
    width, height = len(french), len(english)
    ends = [at for at, place in enumerate(places) if place >= 0]
    left = ends[at - 1] if (at := bisect.bisect_left(ends, first)) else -1
    right = ends[at] if (at := bisect.bisect_right(ends, last)) < len(ends) else width
    around = (french[right].start if right < width else len(source)) - (
        french[left].end if left >= 0 else 0
    )
    nearest = _between(english, target, *beside.nearest)
    outermost = _between(english, target, *beside.outermost)
    low, high = beside.nearest
    uncovered = sum(
        [len(english[at].text) + 1 for at in range(low + 1, min(height, high)) if at not in taken]
    )
    before, after = source[:start].rstrip(), source[end:].lstrip()
    middle = sorted(beside.middle)
    nearby = sorted(beside.nearest) if low < high else middle
    spread = sorted((*beside.nearest, *beside.middle))
    ands = sum([word.folded == "et" for word in french])
    ands -= sum([word.folded == "and" for word in english])
    signs = Signs(
        evidence=sum(weights[first : last + 1]),
        shorter=_bounded((_bounded(length, -6, 4) ** 2 - rest**2) / 2, -6, 6),
        length=length,
        free=seen.free,
        breaks=float(sum(map(source.count, _BREAKS)) - sum(map(target.count, _BREAKS))),
        edges=float(before[-1:] in _MARKS or not before) + float(after[:1] in _MARKS or not after),
        capitals=sum(word.text[0].isupper() for word in inside) / len(inside),
        whole=math.log((len(target) + 5) / (len(source) + 5)),
        other=other,
        place=abs((first + last) / 2 / width - (begin + final) / 2 / height) if other else 1.0,
        lost=loss / 20,
        gained=gain / 20,
        surplus=(outside - gain) / 20,
        shared=places.count(UNPLACED) / width,
        ratio=(nearest + 5) / (around + 5),
        between=outermost / 20,
        gap=(_USUAL * around - outermost) / 20,
        proportion=(outermost + 5) / (around + 5),
        uncovered=(_USUAL * size - uncovered) / 20,
        unsaid=sum([max(0.0, one) for one in worths[max(0, middle[0]) : middle[1]]]),
        joined=float(_bounded(ands, -2, 2)),
        seam=max([value for _, value in seams]),
        close=max([value for _, value in seams[-2:]]),
        beside=_worst(seams, english, target, spread[0], spread[-1]),
        within=_worst(seams, english, target, *nearby),
        tail=(width - (ends[-1] if ends else 0)) / 10,
        rest=(height - max(found, default=0)) / 10,
        fewer=float(width - height),
        marks=float(
            sum(map(source.count, _QUOTES_FRENCH)) - sum(map(target.count, _QUOTES_ENGLISH))
        ),
        figures=float(min(3, figures)),
        placed=len(found) / width,
    )
    telling = sum(weight > 0 for weight in weights[first : last + 1]) >= LEAST
    return Gap(start, end, telling, signs)


class _Beside(NamedTuple):
    """Places in the English of what stands left and right of a stretch, by how they are chosen;
    -1 and the number of English words where nothing does.
    """

    nearest: tuple[int, int]
    outermost: tuple[int, int]
    middle: tuple[int, int]


def _beside(places: Sequence[int], first: int, last: int, height: int) -> _Beside:
    left = [p for p in places[max(0, first - _BESIDE) : first] if p >= 0][-_NEAR:]
    right = [p for p in places[last + 1 : last + 1 + _BESIDE] if p >= 0][:_NEAR]
    return _Beside(
        (left[-1] if left else -1, right[0] if right else height),
        (max(left, default=-1), min(right, default=height)),
        (
            sorted(left)[len(left) // 2] if left else -1,
            sorted(right)[(len(right) - 1) // 2] if right else height,
        ),
    )


def _between(english: Sequence[Word], target: str, low: int, high: int) -> float:
    """Characters between two words of the English; where they changed places, less than none."""
    if high <= low:
        return -3.0 * (low - high)
    start = english[low].end if low >= 0 else 0
    return float((english[high].start if high < len(english) else len(target)) - start)


def _worths(english: Sequence[Word], taken: Collection[int]) -> tuple[list[float], int]:
    """What each word is worth, and characters of those that nothing accounts for."""
    functional = free_words()
    gain = 0
    worths: list[float] = []
    for at, word in enumerate(english):
        if at in taken:
            worths.append(_TAKEN)
        elif word.folded in functional or len(word.folded) <= 2:
            worths.append(_FREE_WORD)
        else:
            worths.append(_OWN)
            gain += len(word.text) + 1
    return worths, gain


def _run(worths: Sequence[float]) -> tuple[float, int, int]:
    """Worth of the best stretch, with its first and last word."""
    best, first, last = 0.0, 0, -1
    total, begin = 0.0, 0
    for at, worth in enumerate(worths):
        if total <= 0:
            total, begin = 0.0, at
        total += worth
        if total > best:
            best, first, last = total, begin, at
    return best, first, last


def _seams(target: str) -> list[tuple[int, float]]:
    """Where two neighbours of the English meet, and how much likelier that is over a cut; nats."""
    table = _tables().seams
    found, starts = pieces(target)
    return [
        (at, table.get(f"{one} {other}", 0.0))
        for at, (one, other) in zip((*starts, len(target)), itertools.pairwise(found), strict=True)
    ]


def _worst(
    seams: Sequence[tuple[int, float]], english: Sequence[Word], target: str, low: int, high: int
) -> float:
    """The worst seam from one word of the English to another, and two characters on."""
    start = english[low].start if low >= 0 else -1
    end = english[high].end if high < len(english) else len(target) + 1
    return max([value for at, value in seams if start <= at <= end + 2], default=0.0)


class _Tables(NamedTuple):
    seams: dict[str, float]
    trees: Boosted


@functools.cache
def _tables() -> _Tables:
    import json

    tables = json.loads(FILE.read_text("utf-8"))
    return _Tables(tables["seams"], parse(tables["trees"]))


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    _tables.cache_clear()


def _bounded(value: float, least: float, most: float) -> float:
    return max(least, min(most, value))


@functools.cache
def _links() -> frozenset[str]:
    return frozenset(_LINKS.split())


def _costs(french: Sequence[Word], source: str) -> list[float]:
    """What it costs to begin before each word, or end there; the last is the row's end."""
    costs, links = [0.0], _links()
    for one, other in itertools.pairwise(french):
        between = source[one.end : other.start]
        if between not in _PLAIN and (not _MARKS.isdisjoint(between) or " -" in between):
            costs.append(0.0)
        else:
            costs.append(_WITHIN / 2 if other.folded in links else _WITHIN)
    return [*costs, 0.0]


def _stretch(weights: Sequence[float], costs: Sequence[float]) -> tuple[int, int] | None:
    """First and last word of the run with the most evidence less its costs."""
    best, most, begin = None, 0.0, 0
    total = float("-inf")
    for i, weight in enumerate(weights):
        if total < -costs[i]:
            total, begin = -costs[i], i
        total += weight
        if total - costs[i + 1] > most:
            most, best = total - costs[i + 1], (begin, i)
    return best
