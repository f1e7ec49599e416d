"""Length: an English row far too short or too long for its French."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row

# log(English / French characters) = SHIFT + SLOPE · log(French), with the standard deviation
# sqrt(NEAR / French + FAR): fitted to the pairs of newstest2012.
SHIFT, SLOPE = -0.098, -0.0054
NEAR, FAR = 2.23, 0.0037

DOUBTFUL, WRONG = 4.0, 6.0
"""Standard deviations from the usual length that give a warning, and an error."""


def deviation(french: float, english: float) -> float:
    """By how many standard deviations the English is longer (or, negative, shorter) than usual.

    Args:
        french: characters, over 0.
        english: characters.
    """
    french = max(french, 1.0)
    usual = SHIFT + SLOPE * math.log(french)
    spread = math.sqrt(NEAR / french + FAR)
    return (math.log(max(english, 1.0) / french) - usual) / spread


class Length:
    """Compares lengths in characters, blanks folded, with those of human translations."""

    id = "length"
    about = "English that is empty, or far too short or too long for its French."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """At most one finding."""
        french, english = _folded(row.source), _folded(row.target)
        if not french:
            return
        if not english:
            yield Finding(
                Severity.ERROR, "There is no English for this sentence.", ((0, len(row.source)),)
            )
            return
        by = deviation(french, english)
        if abs(by) < DOUBTFUL:
            return
        severity = Severity.ERROR if abs(by) >= WRONG else Severity.WARNING
        much = "far too" if severity is Severity.ERROR else "unusually"
        what, so = (
            ("short", "something may be missing") if by < 0 else ("long", "look for additions")
        )
        yield Finding(
            severity,
            f"The English is {much} {what} for its French "
            f"({english} characters for {french}): {so}.",
            ((0, len(row.source)),),
            ((0, len(row.target)),),
        )


def _folded(text: str) -> int:
    """Characters, blanks folded; hardly a row has any that must be."""
    return len(" ".join(text.split())) if "  " in text else len(text.strip())
