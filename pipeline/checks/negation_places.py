"""Where the negations of a row stand on both sides, and which of the French is the odd one out.

A negation of the French is looked for in the English where its neighbours are: words whose usual
English stands in one place there. Then those of both sides are paired in order, as near as can be,
and what is known of the one that is worst off goes to the regression.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Mapping, Sequence

from pipeline.checks.base import Row
from pipeline.checks.fitted import fitted
from pipeline.checks.lexicon import Word, lexicon, stem, words
from pipeline.checks.negation_words import (
    DENYING,
    DENYING_PREFIXES,
    SHUNNING,
    lowered,
    turned,
)
from pipeline.checks.seams import pieces

FAR = 20.0
"""Words from which on it does not matter how far away something is."""
_NEAR, _AWAY, _BESIDE = 5, 9, 3
"""Words within which something is near, from which on it is away, and within which it is beside."""
_MANY = 12
"""Negations of a side that are looked at."""
_ANCHORS = 4
"""Words of the French, nearest to a negation, by which its place in the English is told."""
_BEHIND = 3
"""Words after a negation among which the negated one is looked for."""
_PREFIXED = 6
"""Letters from which on a word may carry a prefix that denies."""
_NO_WORDS = frozenset(
    """se s me m te t le la les l lui leur y en nous vous a ai as ont est sont était étaient ait
    être avoir avait avaient sera seront serait fut furent soit pas plus jamais rien ne n été eu
    peut peuvent doit va vont fait""".split()  # noqa: SIM905 - reads better
)


def unanswered(row: Row, french: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """The negations that English does not say in a way of its own: by the opposite of the negated
    word (*pas claire*, "unclear"), or turned (*tant qu'il n'y a pas*, "until there is").
    """
    source, target = lowered(row.source), lowered(row.target)
    left = [match for match in french if not _is_turned(match, source, target)]
    return _without_opposites(row, left) if left else left


def _is_turned(match: re.Match[str], source: str, target: str) -> bool:
    around = source[max(0, match.start() - _BEFORE) : match.end() + _AFTER]
    return any(french.search(around) and english.search(target) for french, english in turned())


_BEFORE, _AFTER = 25, 25
"""Characters around a negation in which the words are by which it is turned."""


def _without_opposites(row: Row, french: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    denied = {
        stem(word.folded[len(prefix) :])
        for word in words(row.target)
        if word.folded.startswith(DENYING_PREFIXES) and len(word.folded) >= _PREFIXED
        for prefix in DENYING_PREFIXES
        if word.folded.startswith(prefix)
    }
    if not denied:
        return french
    source = words(row.source)
    starts = [word.start for word in source]
    left = []
    for match in french:
        first, last = _words_of(match, starts)
        near = (lexicon().find(stem(word.folded)) for word in source[first : last + _BEHIND])
        if not any(entry and not denied.isdisjoint(entry.english) for entry in near):
            left.append(match)
    return left


def places(row: Row, french: Sequence[re.Match[str]], plain: Sequence[int]) -> dict[str, float]:
    """What speaks for a negation that has none of the English to itself.

    Args:
        row: French and English.
        french: negations of the source.
        plain: offsets of those of the target.

    Returns:
        Signs by name, of the negation that is farthest from the one it is paired with.
    """
    source, target = words(row.source), words(row.target)
    begins = [word.start for word in target]
    found = _places(source, target, french[:_MANY])
    negated = [float(bisect.bisect_left(begins, at)) for at in plain[:_MANY]]
    apart = _paired([at for at, _ in found], negated)
    worst = max(range(len(found)), key=lambda one: apart[one])
    at, anchored = found[worst]
    denies, shuns, nearest = (
        min([abs(other - at) for other in others], default=FAR)
        for others in (
            [i for i, word in enumerate(target) if word.folded.startswith(DENYING)],
            [i for i, word in enumerate(target) if word.folded in SHUNNING],
            negated,
        )
    )
    return {
        "worst": apart[worst],
        "worst near": float(apart[worst] > _NEAR),
        "worst away": float(apart[worst] > _AWAY),
        "worst sure": float(apart[worst] > _NEAR and anchored <= _BESIDE),
        "anchored": min(anchored, FAR),
        "unpaired": float(sum(one >= FAR for one in apart)),
        "apart": sum(apart) / len(apart),
        "denies": min(denies, FAR),
        "denies near": float(denies <= _NEAR),
        "shuns beside": float(shuns <= _BESIDE),
        "nearest": min(nearest, FAR),
        "nearest near": float(nearest <= _NEAR),
        "seam near": _seam(row.target, begins, at),
    }


def _words_of(match: re.Match[str], starts: Sequence[int]) -> tuple[int, int]:
    """The words of a match, half open, by where all words start."""
    return bisect.bisect_left(starts, match.start()), bisect.bisect_left(starts, match.end())


def _places(
    source: Sequence[Word], target: Sequence[Word], french: Sequence[re.Match[str]]
) -> list[tuple[float, float]]:
    """For each negation its place among the words of the English, and how far from it the
    nearest word is whose place is known.
    """
    where: dict[str, list[int]] = {}
    for at, word in enumerate(target):
        where.setdefault(stem(word.folded), []).append(at)
    known = [(i, at) for i, word in enumerate(source) if (at := _translated(word, where)) >= 0]
    starts = [word.start for word in source]
    pace = len(target) / max(1, len(source))
    found = []
    for match in french:
        first, last = _words_of(match, starts)
        middle = (first + last) / 2
        split = bisect.bisect_left(known, (middle, -1))
        near = sorted(
            known[max(0, split - _ANCHORS) : split + _ANCHORS],
            key=lambda anchor: abs(anchor[0] - middle),
        )[:_ANCHORS]
        if near:
            guesses = [(at + (middle - i) * pace, 1 / (1 + abs(i - middle))) for i, at in near]
            found.append((_weighted_median(guesses), abs(near[0][0] - middle)))
        else:
            found.append((middle * pace, FAR))
    return found


def _translated(word: Word, where: Mapping[str, Sequence[int]]) -> int:
    """Where a French word's usual English stands, if in one place; -1 if not."""
    if word.folded in _NO_WORDS or len(word.folded) < 3:
        return -1
    entry = lexicon().find(stem(word.folded))
    found = (where.get(english, ()) for english in (entry.english if entry else ()))
    return next((places[0] for places in found if len(places) == 1), -1)


def _weighted_median(values: Sequence[tuple[float, float]]) -> float:
    """The value at which half of the weights is reached."""
    half = sum(weight for _, weight in values) / 2
    reached = 0.0
    for value, weight in sorted(values):
        reached += weight
        if reached >= half:
            return value
    return values[-1][0]  # where rounding kept it from being reached


def _paired(french: Sequence[float], english: Sequence[float]) -> list[float]:
    """How far each place of one side is from the one of the other that it is paired with, each
    with at most one and none crossing another, so that the sum is least; :data:`FAR` where none
    is left.
    """
    order = sorted(range(len(french)), key=lambda one: french[one])
    # Costs of pairing the first so many of either side, row by row.
    costs = [[0.0] * (len(english) + 1)]
    for one in order:
        before, now = costs[-1], [costs[-1][0] + FAR]
        for j, at in enumerate(english):
            paired = before[j] + min(FAR, abs(french[one] - at))
            now.append(min(before[j + 1] + FAR, now[j], paired))
        costs.append(now)
    apart, j = [FAR] * len(french), len(english)
    for i in range(len(order), 0, -1):
        one = order[i - 1]
        while j and costs[i][j] == costs[i][j - 1]:
            j -= 1
        if j and costs[i][j] != costs[i - 1][j] + FAR:
            apart[one] = min(FAR, abs(french[one] - english[j - 1]))
            j -= 1
    return apart


def _seam(text: str, begins: Sequence[int], place: float) -> float:
    """The worst seam near a place among the words of an English text, as
    :func:`pipeline.checks.seams.seam` has it of all of it.
    """
    table = fitted("seams negation")
    classes, starts = pieces(text)
    worst = 0.0
    for start, pair in zip(starts, itertools.pairwise(classes), strict=False):
        found = table.get(" ".join(pair), 0.0)
        if found > worst and abs(bisect.bisect_left(begins, start) - place) <= _NEAR:
            worst = found
    return worst
