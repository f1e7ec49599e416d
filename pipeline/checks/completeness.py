"""Completeness: what of the French has left no trace in the English.

Of every row the stretch that looks most as if it had been dropped (:mod:`.gaps`), after a plain sum
has sent away the rows that look sound. Of rows by a model that is known to lose words also single
words (:mod:`.lost`), and less must speak for a stretch: what a human translator leaves out he
mostly says elsewhere, while such a model mostly does not say it at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.gaps import Gap, gap
from pipeline.checks.length import deviation
from pipeline.checks.lost import lost_words
from pipeline.checks.tracing import Trace, trace

__all__ = ["Completeness", "Trace", "gap", "glance", "suspicious", "trace"]

DOUBTFUL, WRONG = 3.1, 4.6
"""Log-odds from which on a stretch is reported, and is an error."""
TORN = 2.0
"""The same where no stretch can be named and the English alone looks torn; always a warning."""

LEAN = 1.5
"""What is added to the log-odds of a stretch where the model is known to lose words."""
LOST, NAMED = 1.2, 0.9
"""Log-odds of a lost word from which on a row is reported, and from which on a word is named."""

LONG = 0.0
"""Standard deviations from its usual length from which on English is too long to lack a clause;
every second row is."""

# Weights of a logistic regression over what the first look sees, ``free`` the last; log-odds.
SCREEN = (0.615, -1.396, 1.064, 1.958, 0.262, -3.930)
SUSPECT = 3.9


class Completeness:
    """Looks for the stretch of the French that is most likely missing, and for lost words."""

    id = "completeness"
    about = "A clause or a word of the French that seems to have no counterpart in the English."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """At most one finding for a stretch, and one for all words outside it."""
        odds, found = _stretch(row)
        told = (found.start, found.end) if found is not None and found.telling else (0, 0)
        if told[1]:
            part = " ".join(row.source[slice(*told)].split())
            shown = part if len(part) <= 90 else f"{part[:60].rstrip()} … {part[-25:].lstrip()}"
            yield Finding(
                Severity.ERROR if odds >= WRONG else Severity.WARNING,
                f"Nothing in the English seems to stand for “{shown}”.",
                (told,),
            )
        lost = _lost(row, told)
        if lost:
            names = [f"“{row.source[start:end]}”" for start, end in lost]
            listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
            yield Finding(
                Severity.WARNING, f"Nothing in the English seems to stand for {listed}.", lost
            )
        elif found is not None and not found.telling:
            yield Finding(
                Severity.WARNING,
                "The English looks as if a part of the sentence were missing.",
                ((0, len(row.source)),),
            )


def _stretch(row: Row) -> tuple[float, Gap | None]:
    """The stretch that is likely enough to be reported, with its log-odds."""
    if not suspicious(row.source, row.target):
        return 0.0, None
    found = gap(row.source, row.target)
    if found is None:
        return 0.0, None
    odds = found.odds
    if row.loss is not None:
        odds += max(0.0, LEAN + row.loss)
    return odds, found if odds >= (DOUBTFUL if found.telling else TORN) else None


def _lost(row: Row, told: Span) -> tuple[Span, ...]:
    """Places of the words that a model lost outside a stretch, if it is likely that it did."""
    if row.loss is None:
        return ()
    found = [
        (word, odds)
        for word, _, odds in lost_words(row.source, row.target, NAMED - row.loss)
        if not told[0] <= word.start < told[1]
    ]
    if all(odds < LOST - row.loss for _, odds in found):
        return ()
    return tuple((word.start, word.end) for word, _ in found)


def suspicious(source: str, target: str) -> bool:
    """Whether a first, cheap look says that something may have been dropped."""
    if deviation(len(source), len(target)) > LONG:
        return False
    seen = trace(source, target)
    *signs, free = SCREEN
    odds = sum([w * s for w, s in zip(signs, glance(seen), strict=True)])
    # How free the row is takes longest to see, and can only speak for it.
    return odds >= SUSPECT and odds + free * seen.free >= SUSPECT


def glance(seen: Trace) -> tuple[float, ...]:
    """What the first look sees, but how free the row is: evidence of the best stretch, lengths."""
    length = seen.length
    return min(seen.best, 12.0), length, max(0.0, length), seen.loose, len(seen.weights) / 20
