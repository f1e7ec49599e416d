"""Numbers: every quantity of the French must be in the English, and none may turn up there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.article import Severity
from pipeline.checks import roughly
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.clock import halves
from pipeline.checks.english_numbers import english
from pipeline.checks.french_numbers import french
from pipeline.checks.measures import without_converted
from pipeline.checks.quantities import Key, Quantity, Reading
from pipeline.patterns import pattern

_SMALL = 10
"""Under it a number that only one side has is often a turn of phrase, not a slip."""


class Numbers:
    """Quantities in digits and in words, compared by their values.

    Days of a month are the business of :mod:`pipeline.checks.dates`.
    """

    id = "numbers"
    about = "A number that is lost, changed or new in the English, in digits or in words."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:  # noqa: ARG002  # protocol
        """Findings in a row; linear time."""
        one, two = french(row.source), english(row.target)
        if not one.quantities and not two.quantities:
            return ()
        found = list(_findings(row, one, two))
        if any(quantity.firm for quantity in two.quantities):
            found += halves(row)  # whose times are in figures
        found += roughly.lost(row, two)
        return found


_LOOK_AHEAD = 8
"""How many new numbers are compared with one that is lost."""
_CURRENCY = 3
"""Letters of a currency's code, by which it is told from ``%``."""


def _findings(row: Row, one: Reading, two: Reading) -> Iterator[Finding]:
    lost, new = missing(one, two), missing(two, one)
    if lost or new:
        lost, new = without_converted(row, lost, new, one, two)
    for a, b in pairs(lost, new):
        if a is not None and b is not None:
            yield _changed(row, a, b)
        elif a is not None and _telling(row.source, a) and not _of_a_word(row.source, a):
            message = f'"{row.source[a.start : a.end]}" is not in the English.'
            yield Finding(_severity(a), message, (_span(a),))
        elif b is not None and b.firm and not _of_a_word(row.target, b):
            message = f'"{row.target[b.start : b.end]}" is not in the French.'
            # Translators add a figure from what they know; models hardly ever do.
            severity = _severity(b) if b.unit or b.scale > 1 else Severity.WARNING
            yield Finding(severity, message, (), (_span(b),))
    if not lost and not new:
        yield from _fewer(row, one, two)
        yield from _currencies(row, one, two)


def missing(these: Reading, others: Reading) -> list[Quantity]:
    """Exact quantities, days of a month apart, that the other text does not have.

    "One" in words is left out: it is an article or a pronoun more often than a number.
    """
    known: set[Key] | None = None
    result = []
    for quantity in these.quantities:
        if quantity.month or not quantity.exact or (not quantity.firm and quantity.keys <= _ONE):
            continue
        known = others.pool() if known is None else known
        if not found(quantity, known):
            result.append(quantity)
    return result


_ONE: frozenset[Key] = frozenset({1, Decimal("1.5")})


_FRACTIONS: Mapping[Key, Key] = {50: "1/2", 25: "1/4", 33: "1/3", 20: "1/5", 10: "1/10"}
"""What else a percentage is called."""


def found(quantity: Quantity, known: set[Key]) -> bool:
    """Whether one of the values of a quantity is known, or all of its parts are."""
    if not known.isdisjoint(quantity.keys):
        return True
    if quantity.unit == "%" and any(_FRACTIONS.get(key) in known for key in quantity.keys):
        return True
    return bool(quantity.parts) and known.issuperset(quantity.parts)


def pairs(
    lost: Sequence[Quantity], new: Sequence[Quantity]
) -> list[tuple[Quantity | None, Quantity | None]]:
    """Pair what is lost with what is new: the most alike first, the rest in order."""
    result: list[tuple[Quantity | None, Quantity | None]] = []
    left: list[Quantity] = list(new)
    for quantity in lost:
        # Bounded, so that a page of figures stays linear.
        other = max(left[:_LOOK_AHEAD], key=lambda q: _likeness(quantity, q), default=None)
        if other is not None:
            left.remove(other)
        result.append((quantity, other))
    result.extend((None, quantity) for quantity in left)
    return result


def _likeness(one: Quantity, two: Quantity) -> tuple[int, bool, bool]:
    digits = _leading_digits(one), _leading_digits(two)
    return _shared(*digits), one.unit == two.unit, one.scale == two.scale


def _shared(one: str, two: str) -> int:
    """Length of what two texts have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one))


def _leading_digits(quantity: Quantity) -> str:
    numbers = [key for key in quantity.keys if not isinstance(key, str)]
    return str(max(numbers)).replace(".", "").strip("0") if numbers else ""


def _of_a_word(text: str, quantity: Quantity) -> bool:
    """Whether digits belong to a word, which may be said otherwise: CO2 is carbon dioxide,
    a *4x4* is an SUV.
    """
    at = quantity.start
    if at > 0 and text[at].isdigit() and text[at - 1].isalpha():
        return True
    return _FOUR_BY_FOUR.match(text, quantity.end) is not None


def _changed(row: Row, one: Quantity, two: Quantity) -> Finding:
    source, target = row.source[one.start : one.end], row.target[two.start : two.end]
    spans = (_span(one),), (_span(two),)
    if "." in target and one.keys & _as_in_french(target):
        message = f'"{target}" is written the French way in the English.'
        return Finding(Severity.WARNING, message, *spans)
    severity = Severity.ERROR if one.firm or two.firm else Severity.WARNING
    return Finding(severity, f'"{source}" is "{target}" in the English.', *spans)


def _as_in_french(target: str) -> frozenset[Key]:
    """What an English figure is worth if its full stops group digits: "12.000"."""
    return frozenset(key for quantity in french(target).quantities for key in quantity.keys)


def _telling(text: str, quantity: Quantity) -> bool:
    """Whether a number that only one side has is worth a word.

    Of those in words, small ones come and go with the style ("the two men", "les deux"), and
    so do ordinals and names (Three Mile Island).
    """
    if quantity.firm:
        return not _REGNAL.search(text, max(0, quantity.start - _NAME), quantity.end)
    if _NO_NUMBER.search(text, max(0, quantity.start - _NAME), quantity.end + 1):
        return False
    if quantity.ordinal or text[quantity.start].isupper():
        return False
    return all(not isinstance(key, str) and key > 2 for key in quantity.keys)


_FOUR_BY_FOUR = pattern(r"(?<=\b4)[x×]4\b")
_NAME = 20
"""Characters in which the word before a number is looked for."""
_REGNAL = pattern(r"\b[A-ZÀ-Þ][^\W\d_]{3,} (?:1er|1re|1ère)$")
"""*Albert 1er* is "Albert I", which is read as a word."""
# New, and a team.
_NO_NUMBER = pattern(
    r"\b(?:de|du|un|à|tout|flambant) neuf(?:$|[.,;:!?»\")])|\b(?:un|son|ce|leur) onze\b"
)


def _severity(quantity: Quantity) -> Severity:
    """Of a number that only one side has."""
    if not quantity.firm:
        return Severity.WARNING
    small = all(isinstance(key, int) and key < _SMALL for key in quantity.keys)
    return Severity.WARNING if small and not quantity.unit else Severity.ERROR


def _fewer(row: Row, one: Reading, two: Reading) -> Iterator[Finding]:
    """Figures that one side says more often than the other."""
    if not _repeats(one) and not _repeats(two):
        return
    if _AS_MANY.search(row.source) or _AS_MANY.search(row.target):
        return  # twelve believers and as many atheists
    for these, others, where in ((one, two, "the English"), (two, one, "the French")):
        there = Counter(key for quantity in others.quantities for key in quantity.keys)
        said: dict[Key, list[Quantity]] = {}
        for quantity in these.quantities:
            for key in quantity.keys if quantity.firm else ():
                said.setdefault(key, []).append(quantity)
        for key, places in said.items():
            last = places[-1]
            if isinstance(key, str) or not 0 < there[key] < len(places) or last.month:
                continue
            text = row.source if these is one else row.target
            message = (
                f'"{text[last.start : last.end]}" is said {len(places)} times, '
                f"{there[key]} in {where}."
            )
            spans: tuple[Span, ...] = tuple(map(_span, places))
            both = (spans, ()) if these is one else ((), spans)
            yield Finding(Severity.WARNING, message, *both)


_AS_MANY = pattern(
    r"(?<!d['’])\bautant\s(?:de\b|d['’])|\bas many\b|\bthe same (?:number|amount)\b", re.IGNORECASE
)


def _repeats(reading: Reading) -> bool:
    firm = [quantity.keys for quantity in reading.quantities if quantity.firm]
    return len(firm) > 1 and len(frozenset().union(*firm)) < sum(map(len, firm))


def _currencies(row: Row, one: Reading, two: Reading) -> Iterator[Finding]:
    """Amounts that are in another currency."""
    if not any(quantity.unit for quantity in one.quantities):
        return
    units = {quantity.unit for quantity in two.quantities}
    amounts = {key: q for q in two.quantities if len(q.unit) == _CURRENCY for key in q.keys}
    for quantity in one.quantities:
        if len(quantity.unit) != _CURRENCY or quantity.unit in units:
            continue
        other = next((amounts[key] for key in quantity.keys if key in amounts), None)
        if other is not None:
            message = (
                f'"{row.source[quantity.start : quantity.end]}" is '
                f'"{row.target[other.start : other.end]}" in the English.'
            )
            yield Finding(Severity.ERROR, message, (_span(quantity),), (_span(other),))


def _span(quantity: Quantity) -> Span:
    return quantity.start, quantity.end
