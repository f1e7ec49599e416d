"""The same quantity in another measure: kilometres as miles, *18 mois* as "a year and a half"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.checks.base import Row
from pipeline.checks.quantities import Quantity, Reading
from pipeline.patterns import pattern

_METRES = r"[ \u00a0\u202f]?m(?:[eè]tres?)?\b"
_MEASURES = (
    (pattern(r"[ \u00a0\u202f]?(?:km\b|kilom[eè]tres?)"), pattern(r"[ -]?miles?\b"), 0.6214),
    (pattern(_METRES), pattern(r"[ -]?(?:feet|foot|ft)\b"), 3.281),
    (pattern(_METRES), pattern(r"[ -]?yards?\b"), 1.094),
    (pattern(r"[ \u00a0\u202f]?(?:kg|kilos?)\b"), pattern(r"[ -]?(?:pounds?|lbs?)\b"), 2.205),
    (pattern(r"[ \u00a0\u202f]?hectares?\b"), pattern(r"[ -]?acres?\b"), 2.471),
)
"""Measures of French, what English says instead, and how many of these one of those is."""
_ROUNDED = 0.06
_LOOK_AHEAD = 8
"""How many new quantities are compared with one that is lost."""

_MINUTES: Mapping[str, float] = {
    **dict.fromkeys(("minute", "min"), 1),
    **dict.fromkeys(("heure", "h", "hour"), 60),
    **dict.fromkeys(("jour", "journée", "day"), 1440),
    **dict.fromkeys(("semaine", "week"), 7 * 1440),
    "fortnight": 14 * 1440,
}
_MONTHS: Mapping[str, float] = {
    **dict.fromkeys(("mois", "month"), 1),
    **dict.fromkeys(("an", "année", "year"), 12),
    **dict.fromkeys(("décennie", "decade"), 120),
    **dict.fromkeys(("siècle", "century", "centurie"), 1200),
}
"""Units of time by what they last; a month has no fixed number of days."""
_ROUND_DAYS: Mapping[float, float] = {8: 7, 15: 14}
"""*Huit jours* is a week, *quinze jours* are two."""

_FRENCH = r"(?P<unit>minute|heure|jour|journée|semaine|mois|an|année|décennie|siècle)s?\b"
_ENGLISH = r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?\b"
_FRENCH_HALF = r"(?: et (?P<more>quart|demie?)\b)?"
_ENGLISH_HALF = r"(?: and a (?P<more>half|quarter)\b)?"


class _Language:
    """How a language says what time something takes: a unit after a number, or without one."""

    def __init__(self, after: str, alone: str, hours: str) -> None:
        self.after = pattern(after, re.IGNORECASE)
        self.alone = pattern(alone, re.IGNORECASE)
        self.hours = pattern(hours, re.IGNORECASE)


_OF_FRENCH = _Language(
    r"[ \u00a0\u202f-]?(?:(?:derni|premi)(?:ers?|ères?)\s|prochaine?s?\s)?"
    + _FRENCH
    + _FRENCH_HALF,
    r"\b(?P<one>une? demi[ -]|demi-|une? )" + _FRENCH + _FRENCH_HALF,
    r"(?:heures?|h)$",
)
_OF_ENGLISH = _Language(
    r"(?:[ -]and[ -]a[ -]half)?[ -]?(?:more |last )?" + _ENGLISH + _ENGLISH_HALF,
    r"\b(?P<one>half[ -]an?[ -]|half[ -]|(?:an?|one)[ -]|(?:each|every|per) )(?:full |single )?"
    + _ENGLISH
    + _ENGLISH_HALF,
    r"(?:hours?|h)$",
)
_MORE: Mapping[str, float] = {
    "demi": 0.5,
    "demie": 0.5,
    "half": 0.5,
    "quart": 0.25,
    "quarter": 0.25,
}

Duration = tuple[str, float]
"""In minutes up to weeks, in months from there on."""


def _duration(number: float, unit: str, more: str | None) -> Duration:
    number += _MORE.get((more or "").lower(), 0.0)
    if unit in _MINUTES:
        return "minutes", number * _MINUTES[unit]
    return "months", number * _MONTHS[unit]


def _lasts(text: str, quantity: Quantity, language: _Language) -> set[Duration]:
    """What time a quantity of a text may be."""
    match = language.after.match(text, quantity.end)
    if match is not None:
        unit, more = match["unit"].lower(), match["more"]
    elif language.hours.search(text, quantity.start, quantity.end):
        unit, more = "hour", None
    else:
        return set()
    numbers = {float(key) for key in quantity.keys if not isinstance(key, str)}
    if unit == "jour":
        numbers |= {_ROUND_DAYS[number] for number in numbers if number in _ROUND_DAYS}
    return {_duration(number, unit, more) for number in numbers}


def _durations(text: str, reading: Reading, language: _Language) -> set[Duration]:
    """All times that a text says something takes."""
    said: set[Duration] = set()
    for quantity in reading.quantities:
        said |= _lasts(text, quantity, language)
    for match in language.alone.finditer(text):
        number = 0.5 if match["one"].lower().endswith(_HALVES) else 1.0
        said.add(_duration(number, match["unit"].lower(), match["more"]))
    return said


_HALVES = ("demi-", "demi ", "half ", "half-", "half a ", "half an ", "half-a-", "half-an-")


def without_converted(
    row: Row, lost: Sequence[Quantity], new: Sequence[Quantity], one: Reading, two: Reading
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left of both lists without quantities that are there in another measure.

    Args:
        row: French and English.
        lost: quantities that only the French has.
        new: those that only the English has.
        one: all that the French says.
        two: all that the English says.
    """
    if lost:
        said = _durations(row.target, two, _OF_ENGLISH)
        lost = [q for q in lost if said.isdisjoint(_lasts(row.source, q, _OF_FRENCH))]
    if new:
        said = _durations(row.source, one, _OF_FRENCH)
        new = [q for q in new if said.isdisjoint(_lasts(row.target, q, _OF_ENGLISH))]
    kept, left = [], list(new[:_LOOK_AHEAD])
    for quantity in lost:
        other = next((q for q in left if _is_converted(row, quantity, q)), None)
        if other is None:
            kept.append(quantity)
        else:
            left.remove(other)
    return kept, [*left, *new[_LOOK_AHEAD:]]


def _is_converted(row: Row, one: Quantity, two: Quantity) -> bool:
    for metric, other, rate in _MEASURES:
        if _is_in(metric, row.source, one) and _is_in(other, row.target, two):
            return any(
                abs(float(key) * rate - float(value)) <= _ROUNDED * float(value)
                for key in one.keys
                for value in two.keys
                if not isinstance(key, str) and not isinstance(value, str)
            )
    return False


def _is_in(measure: re.Pattern[str], text: str, quantity: Quantity) -> bool:
    """Whether a quantity is in a measure; "pounds" may have been read as the currency."""
    start, end = quantity.start, quantity.end
    return bool(measure.match(text, end) or measure.search(text, start, end))
