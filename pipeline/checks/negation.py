"""Negation lost or gained.

A French clause is negated by ``ne`` with its second half, by ``sans``, ``aucun``, ``ni`` or
``non``; ``ne … que`` is "only", and the ``ne`` after ``avant que`` or ``craindre`` says nothing.
English has many more ways to say no than "not": words such as *fail*, *lack*, *unless*,
*hardly* and the prefixes of *unable* or *impossible* all count as kept. What the words of both
sides, and the negations counted on each, say for one that was lost is weighed by a logistic
regression; where that looks bad, a second one weighs it against where the negations of both sides
stand, a seam where a "not" may be gone, and how freely the row is translated
(``training/checks.py``). Verbs that deny or forbid (*démentir*, *interdire*) are
negations of their own: some English word of that kind must stand for them.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.completeness import Trace, trace
from pipeline.checks.fitted import fitted, log_odds
from pipeline.checks.lexicon import words
from pipeline.checks.negation_places import places, unanswered
from pipeline.checks.negation_words import (
    any_french,
    denials,
    denying,
    lowered,
    negations,
    said_by_the_way,
    stranded,
)
from pipeline.checks.seams import classes, seam

_WORD = re.compile(r"[^\W\d_]+")
_START, _PREFIX = 4, 3
"""First letters that the forms of a word share, and that a prefix has."""
_DO = frozenset({"do", "does", "did"})
_PREFIXED = 6
"""Letters from which on a word may carry a prefix that denies."""
_NOT_UN = frozenset(
    {"unde", "unit", "univ", "unio", "uniq", "unif", "unan", "unti", "unle", "unil"}
)
"""How words begin that have no such "un"."""
_AFTER = 30
"""Characters after a negation in which the next two words are looked for."""

WORTH = -1.0
"""What the words must say for a negation to be looked for more closely; nats."""
DOUBTFUL = 0.5
"""Log-odds from which on a row is reported."""
FREE, LOOSE = 0.3, 0.25
"""Shares of a row's words without counterpart from which on its "not" may be a turn of phrase."""
_HALVES = (
    *("plus", "jamais", "rien", "personne", "aucun", "ni", "pas", "sans", "non", "que"),
    *("guère", "point"),
)


FILE = Path(__file__).with_name("fitted_negation.json")
"""What words weigh, by the kinds of :func:`wording`; fitted by ``training/checks.py``."""


@functools.cache
def _tables() -> dict[str, dict[str, float]]:
    import json

    tables: dict[str, dict[str, float]] = json.loads(FILE.read_text("utf-8"))
    return tables


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    _tables.cache_clear()


def wording(
    source: str, target: str, french: Sequence[re.Match[str]], plain: int
) -> dict[str, set[str]]:
    """The words of a row that may tell whether a negation was taken out of the English.

    Args:
        source: French.
        target: English.
        french: negations of the source.
        plain: how many the target has.

    Returns:
        By kind: words of the English, and the first letters of the longer ones; which of its
        words and marks meet; words of the French, those of its negations, and the two after
        each; how many negations there are on either side, and other things worth counting.
    """
    english = {word.folded for word in words(target)}
    lower = lowered(source)
    few, none = min(3, len(french)), min(3, plain)
    counts = {
        f"more {max(-2, min(3, len(french) - plain))}",
        f"french {min(4, len(french))}",
        f"english {min(4, plain)}",
        f"both {few} {none}",
    }
    starts: set[str] = set()
    for word in english:
        found, counted = _starts(word)
        starts.update(found)
        counts.update(counted)
    if not english.isdisjoint(_DO) and stranded().search(lowered(target)):
        counts.add("stranded")
    met = classes(target)
    return {
        "english": english,
        "start": starts,
        "met": {f"{one} {other}" for one, other in itertools.pairwise(met)},
        "french": set(_WORD.findall(lower)),
        "negation": {word for match in french for word in _WORD.findall(match[0])},
        "after": {
            word
            for match in french
            for word in _WORD.findall(lower[match.end() : match.end() + _AFTER])[:2]
        },
        "counts": counts,
    }


@functools.lru_cache(maxsize=1 << 12)
def _starts(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first letters of a word that count, and which kind of word that denies it is."""
    if len(word) < _START:
        return (), ()
    if len(word) < _PREFIXED:
        return (word[:_START],), ()
    starts = word[:_START], word[:_PREFIX]
    if word.endswith("less"):
        return starts, ("less",)
    return starts, ("un",) if word.startswith("un") and word[:_START] not in _NOT_UN else ()


def words_of(row: Row) -> dict[str, set[str]]:
    """The :func:`wording` of a row."""
    plain = sum(1 for _ in denying().finditer(lowered(row.target)))
    return wording(row.source, row.target, unanswered(row, negations(row.source)), plain)


def _wording(row: Row, french: Sequence[re.Match[str]], plain: int) -> float:
    """What the words of a row say for a negation that was taken out of the English; nats."""
    tables = _tables()
    total = tables["counts"]["bias"]
    for kind, found in wording(row.source, row.target, french, plain).items():
        weights = tables[kind]
        for word in found & weights.keys():
            total += weights[word]
    # In whatever order a set gives them: rounded, so that the sum is the same each time.
    return round(total, 4)


def signs(row: Row, least: float = float("-inf")) -> dict[str, float] | None:
    """What speaks for a negation that the English lost.

    Args:
        row: French and English.
        least: what the words alone must say, in nats, for it to be worth a closer look.

    Returns:
        Signs by name; nothing where the English has as many negations as the French, and none
        of its words misses one, or where ``least`` is not reached.
    """
    french: Sequence[re.Match[str]] = negations(row.source)
    if not french:
        return None
    plain = [match.start() for match in denying().finditer(lowered(row.target))]
    if len(plain) >= len(french) and not _misses_one(row.target):
        return None
    french = unanswered(row, french)
    if not french:
        return None
    said = _wording(row, french, len(plain))
    if said < least:
        return None
    seen = trace(row.source, row.target)
    kinds = Counter(match.lastgroup for match in french)
    halves = " ".join(match[0] for match in french)
    return {
        "wording": said,
        "french": float(min(len(french), 4)),
        "english": float(min(len(plain), 4)),
        "surplus": float(max(-3, min(3, len(french) - len(plain)))),
        "none": float(not plain),
        "fewer": float(len(plain) < len(french)),
        "loose": seen.loose,
        "free": seen.free,
        "local": _missing_near(row, french, seen),
        "length-": min(seen.length, 0.0),
        "length+": max(seen.length, 0.0),
        "question": float("?" in row.source[french[0].start() :]),
        "seam": seam(row.target, "negation"),
        **{kind: float(min(kinds[kind], 2)) for kind in ("clause", "fixed", "without", "bare")},
        **{half: 1.0 for half in _HALVES if re.search(rf"\b{half}", halves)},
        **places(row, french, plain),
    }


def _misses_one(target: str) -> bool:
    """Whether English has words that are only said beside a negation."""
    return " nor " in target or stranded().search(lowered(target)) is not None


def _missing_near(row: Row, french: Sequence[re.Match[str]], seen: Trace) -> float:
    """The largest share of what stands around a negation that has left no trace, by its weight."""
    starts = [word.start for word in words(row.source)]
    largest = 0.0
    for match in french:
        first = bisect.bisect_left(starts, match.start())
        last = bisect.bisect_left(starts, match.end())
        weights = seen.weights[max(0, first - 3) : last + 4]
        missing = sum(weight for weight in weights if weight > 0)
        there = -sum(weight for weight in weights if weight < 0)
        largest = max(largest, missing / max(1.0, missing + there))
    return largest


class Negation:
    """Negation lost or gained."""

    id = "negation"
    about = "A negation of the French is missing in the English, or the other way round."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:  # noqa: ARG002 - protocol
        """Findings in a row, in linear time."""
        french = negations(row.source)
        if french:
            seen = signs(row, WORTH)
            if seen is not None and log_odds(fitted("negation"), seen) > DOUBTFUL:
                said = row.source[slice(*french[0].span())]
                yield Finding(
                    Severity.WARNING,
                    f'"{_short(said)}" is negative in the French; the English may have lost it.',
                    tuple(match.span() for match in french),
                )
                return
        elif (gained := _gained(row)) is not None:
            yield gained
            return
        if (denied := _denied(row.source, row.target)) is not None:
            yield Finding(
                Severity.WARNING,
                f'"{row.source[slice(*denied)]}" denies or forbids in the French; '
                "nothing in the English does.",
                (denied,),
            )


def _gained(row: Row) -> Finding | None:
    """A "not" of the English where the French has nothing of the kind."""
    plain = tuple(match.span() for match in denying().finditer(lowered(row.target)))
    source = lowered(row.source)
    if not plain or any_french().search(source) or denying().search(source):
        return None  # the French may quote English
    if all(
        said_by_the_way().search(row.target, max(0, start - _BESIDE), end + _BESIDE)
        for start, end in plain
    ):
        return None
    seen = trace(row.source, row.target)
    if seen.free >= FREE or seen.loose >= LOOSE:
        return None
    return Finding(
        Severity.WARNING,
        f'"{row.target[slice(*plain[0])]}" in the English has nothing negative behind it '
        "in the French.",
        (),
        plain,
    )


_BESIDE = 9
"""Characters around a "not" in which the words are that make it say nothing."""


def _denied(source: str, target: str) -> Span | None:
    """A verb of denial of the French, where the English has no word that could stand for it."""
    lower = lowered(source)
    for mark, forms, english in denials():
        if mark in lower and (found := forms.search(lower)) is not None:
            kept = english.search(target) or denying().search(lowered(target))
            return None if kept else found.span()
    return None


def _short(text: str) -> str:
    """A stretch of text for a message: its first and last word where it is long."""
    found = text.split()
    return text if len(found) <= 4 else f"{found[0]} … {found[-1]}"
