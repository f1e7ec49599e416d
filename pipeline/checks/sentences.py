"""Sentence counts: sentences of a row that were run together, or turned up in the English."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.length import deviation

LOST, ADDED = 2.0, 3.5
"""Standard deviations of the length at which a different count is no matter of style; people
part sentences, and say more, more often than they leave one out."""


@functools.cache
def _boundary() -> re.Pattern[str]:
    # A stop after a word of two letters or more that is no title, or a final mark; then a
    # capital. Initials, "St." and the like end nothing.
    return re.compile(
        r"(?:(?<=[^\W\d_]{3})\.(?<!\bProf\.)(?<!\bGen\.)(?<!\bSen\.)(?<!\bGov\.)(?<!\bRep\.)"
        r"(?<!\bMme\.)(?<!\bMlle\.)(?<!\bMgr\.)(?<!\bMrs\.)(?<!\bVol\.)(?<!\bInc\.)(?<!\bLtd\.)"
        r"|[!?…]|\.\.\.)[\"”»’')\]\s]*\s[\s\"“«‘'(\[–-]*(?=[A-ZÀ-ÖØ-ÞŒ])"
    )


def _ends(text: str) -> list[Span]:
    return [m.span() for m in _boundary().finditer(text)]


class Sentences:
    """Counts the sentences of both sides.

    To join or to part sentences is a translator's right; it is reported where the length, too,
    says that one was lost or added.
    """

    id = "sentences"
    about = "A sentence within a row that was lost, or that turned up in the English."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """At most one finding."""
        by = deviation(len(row.source), len(row.target))
        if -LOST < by < ADDED:
            return  # whatever the counts; most rows end here
        here, there = _ends(row.source), _ends(row.target)
        if len(here) == len(there) or (by < 0) != (len(there) < len(here)):
            return
        so = "shorter than usual" if by < 0 else "longer than usual"
        yield Finding(
            Severity.WARNING,
            f"The French has {_count(here)}, the English {_count(there)} and is {so}.",
            tuple(here),
            tuple(there),
        )


def _count(boundaries: list[Span]) -> str:
    return f"{len(boundaries) + 1} sentence{'s' if boundaries else ''}"
