"""The half of the day: French counts twenty-four hours, English twice twelve.

*11h48* is in the morning, *23h48* at night; both stand on the same place of the dial, which is what
:mod:`pipeline.checks.numbers` compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Finding, Row
from pipeline.patterns import pattern

_FRENCH = pattern(
    r"(?<![\d.,])(?P<hour>[01]?\d|2[0-3])[ \u00a0\u202f]?(?:h|heures?)"
    r"(?:[ \u00a0\u202f]?(?P<minute>[0-5]\d))?(?![^\W\d_])",
    re.IGNORECASE,
)
_ENGLISH = pattern(
    r"(?<![\d.,:])(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?[ \u00a0]?"
    r"(?P<half>[ap])\.?[ \u00a0]?m\b\.?",
    re.IGNORECASE,
)
# French that counts twelve hours says of which half of the day.
_TWELVE = pattern(
    r"\b(?:matin(?:ée)?|soir(?:ée)?|après-midi|nuit|GMT|UTC|heures? (?:locales?|d[eu']))",
    re.IGNORECASE,
)


def _on_dial(time: re.Match[str]) -> tuple[int, int]:
    return int(time["hour"]) % 12, int(time["minute"] or 0)


def halves(row: Row) -> Iterator[Finding]:
    """English times that are in the other half of the day than the same time of the French."""
    target = list(_ENGLISH.finditer(row.target))
    if not target or _TWELVE.search(row.source):
        return
    source = list(_FRENCH.finditer(row.source))
    for match in target:
        same = [one for one in source if _on_dial(one) == _on_dial(match)]
        late = match["half"].lower() == "p"
        if same and all((int(one["hour"]) >= 12) != late for one in same):
            yield Finding(
                Severity.ERROR,
                f"“{same[0][0]}” is in the other half of the day than “{match[0]}”.",
                tuple(one.span() for one in same),
                (match.span(),),
            )
