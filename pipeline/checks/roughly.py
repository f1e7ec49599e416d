"""Round numbers: *une trentaine* is some thirty, in whatever words, but not one or five."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator

from pipeline.article import Severity
from pipeline.checks.base import Finding, Row
from pipeline.checks.quantities import Key

_TENS = ("vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine")
_ROUND = {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
"""Those that translators turn into the number itself; *dizaine* and *centaine* have many words, and
*quinzaine* is a fortnight, too."""


@functools.cache
def _french() -> re.Pattern[str]:
    # "La quarantaine" alone is a quarantine or an age.
    return re.compile(rf"\bune (?:petite |bonne )?({'|'.join(_TENS)}) (?:de |d['’])", re.IGNORECASE)


@functools.cache
def _english() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:dozens?|scores?|several|many|hundreds?|numerous|multiple|handful|few"
        r"|twent|thirt|fort|fift|sixt)",
        re.IGNORECASE,
    )


def lost(row: Row, known: Collection[Key]) -> Iterator[Finding]:
    """Round numbers of the French for which the English has nothing.

    Args:
        row: French and English.
        known: keys of the English quantities.
    """
    for match in _french().finditer(row.source):
        value = _ROUND[match[1].lower()]
        if value not in known and not _english().search(row.target):
            yield Finding(
                Severity.WARNING,
                f'"{match[1]}" (some {value}) is not in the English.',
                (match.span(1),),
            )
