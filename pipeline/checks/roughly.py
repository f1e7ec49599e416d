"""Round numbers: *une trentaine* is some thirty, in whatever words, but not one or five."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Finding, Row
from pipeline.checks.quantities import Reading
from pipeline.patterns import pattern

_TENS = ("vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine")
_ROUND = {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
"""Those that translators turn into the number itself; *dizaine* and *centaine* have many words, and
*quinzaine* is a fortnight, too."""

_ENDING = "taine"


# "La quarantaine" alone is a quarantine or an age.
_FRENCH = pattern(rf"\bune (?:petite |bonne )?({'|'.join(_TENS)}) (?:de |d['’])", re.IGNORECASE)
_ENGLISH = pattern(
    r"\b(?:dozens?|scores?|several|many|hundreds?|numerous|multiple|handful|few"
    r"|twent|thirt|fort|fift|sixt)",
    re.IGNORECASE,
)


def lost(row: Row, english: Reading) -> Iterator[Finding]:
    """Round numbers of the French for which the English has nothing.

    Args:
        row: French and English.
        english: quantities of the target.
    """
    if _ENDING not in row.source.lower():
        return
    known = english.pool()
    for match in _FRENCH.finditer(row.source):
        value = _ROUND[match[1].lower()]
        if value not in known and not _ENGLISH.search(row.target):
            yield Finding(
                Severity.WARNING,
                f'"{match[1]}" (some {value}) is not in the English.',
                (match.span(1),),
            )
