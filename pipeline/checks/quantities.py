"""Quantities and calendar words of a text, in one notation for both languages.

Each language has its own words and its own way to write digits; from their tokens this module
reads numbers as both languages build them (units, tens, hundreds, scales) and gives every
quantity the set of values that it may stand for. Two quantities agree where those sets meet:
``3,5 millions`` and ``3,500,000`` do, ``une dizaine`` and ``a dozen`` do, ``12.000`` and
``12.000`` do not, since it is twelve thousand in French and twelve in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, auto
from typing import NamedTuple

Key = int | Decimal | str
"""A value; as text where it is no plain number, e.g. ``1/3`` or ``t210`` (half past three)."""

BLANKS = " \t\n\r\u00a0\u2009\u202f"
WIDEST_GAP = 12
"""Characters that may stand between two tokens of one number."""
LONGEST = 30
"""Digits that a number may have; a longer run is an identifier and is compared as text."""


class Kind(IntEnum):
    """What a word can do in a number or a date; an integer, since those are hashed fastest."""

    DIGITS = auto()
    NUMBER = auto()  # below a hundred
    HUNDRED = auto()
    SCALE = auto()
    ORDINAL = auto()
    GROUP = auto()  # dizaine, dozen, decade: multiplies, and is never meant to the unit
    FUZZY = auto()  # twice, half: says a number without being one
    AND = auto()
    MONTH = auto()
    WEEKDAY = auto()


class Word(NamedTuple):
    """What a word of the lexicon stands for.

    ``keys`` are other values it may stand for, ``number`` is what it is where it is no month.
    """

    kind: Kind
    value: int
    keys: frozenset[Key] = frozenset()
    number: int | None = None


class Token(NamedTuple):
    """A word or a run of digits that matters, half open, in code points."""

    start: int
    end: int
    word: Word


class Digits(NamedTuple):
    """How a run of digits can be read.

    Attributes:
        keys: values it may stand for.
        parts: values which together may stand for it on the other side.
        date: (day, month, year) where it is a date.
    """

    keys: frozenset[Key]
    parts: tuple[Key, ...] = ()
    date: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text.

    Attributes:
        start, end: half open, in code points.
        keys: values that it may stand for.
        firm: in digits, or in words that leave no doubt a figure is meant.
        parts: values which together may stand for it on the other side.
        scale: the power of ten said in words, 1 where none is.
        month: of which it is a day, 1 to 12; 0 where it is no day.
        unit: ``%`` or a currency (ISO 4217); empty where neither is said.
        exact: false where it is a group (a dozen) or says a number by the way (twice).
        ordinal: whether it is an ordinal in words.
    """

    start: int
    end: int
    keys: frozenset[Key]
    firm: bool
    parts: tuple[Key, ...] = ()
    scale: int = 1
    month: int = 0
    unit: str = ""
    exact: bool = True
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A month (1 to 12) or a weekday (1 to 7, Monday first).

    ``sure`` is false where the word may be another one, such as ``May``.
    """

    start: int
    end: int
    value: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says in quantities and dates, each in the order of the text."""

    quantities: tuple[Quantity, ...] = ()
    months: tuple[Mention, ...] = ()
    weekdays: tuple[Mention, ...] = ()

    def pool(self) -> set[Key]:
        """All values that the text says in any way."""
        known: set[Key] = set()
        for quantity in self.quantities:
            known |= quantity.keys
            known.update(quantity.parts)
        return known


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes numbers and dates.

    Attributes:
        lexer: finds words and, where there is one, digits.
        words: by their lower-case form.
        digits: reads a run of digits.
        tail: what may follow digits: a time of day (``hour``, ``min``, ``half`` of the day),
            a power of ten (``scale``), or the ending of an ordinal or a decade (``ending``).
        units: finds a unit after a number; ``before`` finds one in front of it.
        adds: whether a number under a hundred goes on with the number read so far.
        is_month: whether a word of the text is its month (0 no, 1 perhaps, 2 surely).
        ranges: words between two numbers of one range.
        half: what follows a number to add a half to it.
        decades: words before a decade, such as ``années``.
        article: what makes one of a bare hundred or million.
        bare_hundred: whether a hundred without a number is a hundred ("cent").
        forms: words as they were met, by their spelling; filled while reading.
        day_month, month_day: what stands between a day and its month, and the reverse.
    """

    lexer: re.Pattern[str]
    words: Mapping[str, Word]
    digits: Callable[[str], Digits]
    tail: re.Pattern[str]
    scales: Mapping[str, int]
    units: re.Pattern[str]
    before: re.Pattern[str]
    unit_names: Mapping[str, str]
    adds: Callable[[int, int], int | None]
    is_month: Callable[[str, int, int], int]
    ranges: frozenset[str]
    half: re.Pattern[str]
    day_month: frozenset[str]
    month_day: frozenset[str]
    article: tuple[str, ...]
    decades: tuple[str, ...]
    bare_hundred: bool
    forms: dict[str, Word | None] = field(default_factory=dict, compare=False)


def time_of_day(hours: int, minutes: int = 0) -> str:
    """A key for a time on a dial of twelve hours: 15h30 and 3:30 p.m. are the same."""
    return f"t{(hours % 12) * 60 + minutes}"


def gap(text: str, start: int, end: int) -> str | None:
    """What stands between two tokens, without its blanks; ``None`` where it is long."""
    return text[start:end].strip(BLANKS).lower() if 0 <= end - start <= WIDEST_GAP else None
