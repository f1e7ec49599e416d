"""Completeness: a stretch of the French that has left no trace in the English.

Each word of the French is evidence: for a dropped stretch where none of the English words that
it is usually found beside is there, and against where one is. The stretch with the most evidence
is the maximum-scoring run of the words (Kadane's algorithm; a scan statistic), which had better
begin and end where clauses do. A free translation leaves such stretches too, but then the rest
of the row is free as well, and there is English that nothing in the French accounts for. Those
signs and the lengths are weighed by a logistic regression.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.length import deviation
from pipeline.checks.lexicon import Entry, Word, lexicon, stem, words

# Fitted by benchmarks/completeness.py: weights in the order of Signs, and log-odds.
WEIGHTS = (
    *(0.393, 0.228, -0.760, -0.119, -3.226, 0.040, 3.941, 0.576, 1.445, 0.947),
    *(-0.091, 0.148, 0.567, 0.154, 1.780, 0.932, -0.126, -0.479, 0.376),
)
BIAS = -4.99
DOUBTFUL, WRONG = 1.9, 4.5

LEAST = 3
"""Words without counterpart that a stretch must have."""

_FIGURE_LOST, _FIGURE_KEPT = 0.8, -1.5
_NAME_LOST, _NAME_KEPT = 0.9, -2.5
_WORD_LOST, _WORD_KEPT = 0.5, -2.0
_COGNATE, _COUSIN = 5, 4
"""First letters that two words share to be taken for one another, and to be related."""
_WITHIN = 1.0
"""Nats that it costs to begin or end within a clause; half of them before a word like "pour"."""
_MARKS = frozenset(',;:()–—".«»“”!?…')
_BREAKS = frozenset(",;:(")

_LINKS = """
et mais ou car qui que dont ou lorsque quand si comme selon puisque alors tandis afin apres avant
depuis pendant pour avec dans sans sur par en
"""
# English that may come from nowhere.
_FREE = """
the of and to in that is was for it with as his on be at by had are but from or have an they which
one you were her all she there would their we him been has when who will no more if out so said
what up its about into than them can only other new some could time these two may then do first
any my now such like our over even most after also did many before must through where much your
well down should because each just those how too very make still own see between being under never
last while might this not he us me
"""


class Signs(NamedTuple):
    """What is seen of a row and its stretch.

    Attributes:
        evidence: of the stretch's words, nats.
        shorter: how much likelier the English is this short if the stretch was dropped; nats.
        length: deviation of the English from its usual length, in standard deviations.
        elsewhere: evidence of the words without counterpart outside the stretch, nats.
        free: share of the English content words that nothing in the French accounts for.
        breaks: commas and the like that the French has more.
        loose: share of the evidence outside the stretch that is for missing words.
        words: of the stretch, in tens.
        share: of the row that the stretch is, in characters.
        edges: how many of its two ends are where a mark, or the row, ends.
        kept: evidence within the stretch for words that are there, nats.
        density: evidence for missing words for each word of it, nats.
        row: words of the row, in twenties.
        misfit: how far the English is from nine tenths of the French, in lengths of the stretch.
        capitals: share of its words that have one.
        figures: 1 where it has any, else 0.
        whole, rest: logarithm of the length of the English over that of the row, and of the row
            without the stretch.
        last: 1 where it ends the row, else 0.
    """

    evidence: float
    shorter: float
    length: float
    elsewhere: float
    free: float
    breaks: float
    loose: float
    words: float
    share: float
    edges: float
    kept: float
    density: float
    row: float
    misfit: float
    capitals: float
    figures: float
    whole: float
    rest: float
    last: float


class Gap(NamedTuple):
    """A stretch of the French: its span, and what is seen of it."""

    start: int
    end: int
    signs: Signs

    @property
    def odds(self) -> float:
        """Logarithmic odds that it was dropped, were half of all rows cut."""
        return BIAS + sum(w * s for w, s in zip(WEIGHTS, self.signs, strict=True))


class Completeness:
    """Looks for the one stretch of the French that is most likely missing."""

    id = "completeness"
    about = "A clause of the French that seems to have no counterpart in the English."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """At most one finding."""
        found = gap(row.source, row.target)
        if found is None or (odds := found.odds) < DOUBTFUL:
            return
        part = " ".join(row.source[found.start : found.end].split())
        shown = part if len(part) <= 90 else f"{part[:60].rstrip()} … {part[-25:].lstrip()}"
        yield Finding(
            Severity.ERROR if odds >= WRONG else Severity.WARNING,
            f"Nothing in the English seems to stand for “{shown}”.",
            ((found.start, found.end),),
        )


class Trace(NamedTuple):
    """What the lexicon finds of a row's French in its English.

    Attributes:
        weights: of each French word, evidence that it was dropped; nats.
        free: share of the English content words that nothing in the French accounts for.
        loose: share of the evidence that is for missing words.
        length: deviation of the English from its usual length, in standard deviations.
    """

    weights: tuple[float, ...]
    free: float
    loose: float
    length: float


@functools.lru_cache(maxsize=16)  # several checks ask for the same row, one after the other
def trace(source: str, target: str) -> Trace:
    """How freely a row is translated, as far as the lexicon tells."""
    french, english = words(source), words(target)
    table = lexicon()
    entries = [table.get(stem(word.folded)) for word in french]
    weights = tuple(_weights(french, entries, english))
    missing = sum(weight for weight in weights if weight > 0)
    there = -sum(weight for weight in weights if weight < 0)
    return Trace(
        weights,
        _free(french, entries, english),
        missing / max(1.0, missing + there),
        _bounded(deviation(len(source), len(target)), -6, 4),
    )


def gap(source: str, target: str) -> Gap | None:
    """The stretch of the source that looks most as if it had been dropped."""
    french = words(source)
    if len(french) <= LEAST or not words(target):
        return None
    seen = trace(source, target)
    weights = seen.weights
    best = _stretch(weights, _costs(french, source))
    if best is None:
        return None
    first, last = best
    if sum(weight > 0 for weight in weights[first : last + 1]) < LEAST:
        return None
    start, end = french[first].start, french[last].end
    outside = weights[:first] + weights[last + 1 :]
    missing = sum(weight for weight in outside if weight > 0)
    there = -sum(weight for weight in outside if weight < 0)
    whole = seen.length
    rest = deviation(max(1, len(source) - end + start), len(target))
    breaks = sum(map(source.count, _BREAKS)) - sum(map(target.count, _BREAKS))
    signs = Signs(
        evidence=sum(weights[first : last + 1]),
        shorter=_bounded((whole**2 - rest**2) / 2, -6, 6),
        length=whole,
        elsewhere=missing,
        free=seen.free,
        breaks=_bounded(breaks, -2, 2),
        loose=missing / max(1.0, missing + there),
        **_shape(source, target, french, first, last, weights),
    )
    return Gap(start, end, signs)


def _shape(
    source: str,
    target: str,
    french: Sequence[Word],
    first: int,
    last: int,
    weights: Sequence[float],
) -> dict[str, float]:
    """What is seen of a stretch by its place and its size."""
    inside, start, end = french[first : last + 1], french[first].start, french[last].end
    before, after = source[:start].rstrip(), source[end:].lstrip()
    size, rest = end - start, len(source) - end + start
    gone = sum(weight for weight in weights[first : last + 1] if weight > 0)
    return {
        "words": len(inside) / 10,
        "share": size / len(source),
        "edges": float(before[-1:] in _MARKS or not before)
        + float(after[:1] in _MARKS or not after),
        "kept": -sum(weight for weight in weights[first : last + 1] if weight < 0),
        "density": gone / len(inside),
        "row": len(french) / 20,
        "misfit": min(3.0, abs(len(target) - 0.9 * len(source)) / max(10, size)),
        "capitals": sum(word.text[0].isupper() for word in inside) / len(inside),
        "figures": float(any(word.text[0].isdigit() for word in inside)),
        "whole": math.log((len(target) + 5) / (len(source) + 5)),
        "rest": math.log((len(target) + 5) / (rest + 5)),
        "last": float(end >= len(source) - 2),
    }


def _bounded(value: float, least: float, most: float) -> float:
    return max(least, min(most, value))


@functools.cache
def _links() -> frozenset[str]:
    return frozenset(_LINKS.split())


@functools.cache
def _free_words() -> frozenset[str]:
    return frozenset(_FREE.split())


def _costs(french: Sequence[Word], source: str) -> list[float]:
    """What it costs to begin before each word, or end there; the last is the row's end."""
    costs, links = [0.0], _links()
    for one, other in itertools.pairwise(french):
        between = source[one.end : other.start]
        if not _MARKS.isdisjoint(between) or " -" in between:
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


def _weights(
    french: Sequence[Word], entries: Sequence[Entry | None], english: Sequence[Word]
) -> list[float]:
    """Evidence of each French word that it was dropped, in nats."""
    stems = {stem(word.folded) for word in english}
    starts = {word.folded[:_COGNATE] for word in english}
    weights = []
    for word, entry in zip(french, entries, strict=True):
        folded = word.folded
        alike = folded[:_COGNATE] in starts
        if folded[0].isdigit():
            weights.append(_FIGURE_KEPT if alike else _FIGURE_LOST)
        elif entry is not None:
            if not stems.isdisjoint(entry.english):
                weights.append(entry.present)
            else:
                weights.append(min(_WORD_KEPT, entry.present) if alike else entry.absent)
        elif len(folded) <= 3:
            # Function words are not in the lexicon; they say nothing.
            weights.append(0.0)
        elif word.text[0].isupper():
            weights.append(_NAME_KEPT if alike else _NAME_LOST)
        else:
            weights.append(_WORD_KEPT if alike else _WORD_LOST)
    return weights


def _free(
    french: Sequence[Word], entries: Sequence[Entry | None], english: Sequence[Word]
) -> float:
    known: set[str] = set()
    for entry in entries:
        if entry is not None:
            known.update(entry.english)
    cousins = {word.folded[:_COUSIN] for word in french}
    functional = _free_words()
    content = [w.folded for w in english if len(w.folded) > 2 and w.folded not in functional]
    free = sum(stem(w) not in known and w[:_COUSIN] not in cousins for w in content)
    return free / max(1, len(content))
