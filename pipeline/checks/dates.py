"""Dates: days, months and weekdays of the French must be those of the English."""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.english_numbers import english
from pipeline.checks.french_numbers import french
from pipeline.checks.quantities import Mention, Quantity, Reading

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Dates:
    """Days of a month, months and weekdays."""

    id = "dates"
    about = "A day, a month or a weekday that is lost, changed or new in the English."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:  # noqa: ARG002  # protocol
        """Findings in a row; linear time."""
        one, two = french(row.source), english(row.target)
        if not (one.months or one.weekdays or two.months or two.weekdays):
            return ()
        return (
            *_named(row, one.weekdays, two.weekdays, WEEKDAYS),
            *_named(row, one.months, two.months, MONTHS),
            *_days(row, one, two),
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """What of one text's dates the other does not have."""

    weekdays: tuple[Mention, ...]
    months: tuple[Mention, ...]
    days: tuple[Quantity, ...]


def missing(these: Reading, others: Reading) -> Missing:
    """Weekdays, months and days of a month that the other text does not have."""
    return Missing(
        _without(these.weekdays, others.weekdays),
        _without(these.months, others.months),
        tuple(missing_days(these, others)),
    )


def _without(these: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    known = {mention.value for mention in others}
    return tuple(m for m in these if m.sure and m.value not in known)


def _named(
    row: Row, source: Sequence[Mention], target: Sequence[Mention], names: Sequence[str]
) -> Iterator[Finding]:
    lost, new = list(_without(source, target)), list(_without(target, source))
    for at in range(max(len(lost), len(new))):
        a = lost[at] if at < len(lost) else None
        b = new[at] if at < len(new) else None
        if a is not None and b is not None:
            if names is WEEKDAYS and _night_before(row.source, a, b):
                continue
            yield Finding(
                Severity.ERROR,
                f'"{row.source[a.start : a.end]}" is "{row.target[b.start : b.end]}" '
                f"in the English, not {names[a.value - 1]}.",
                ((a.start, a.end),),
                ((b.start, b.end),),
            )
        elif a is not None:
            yield Finding(
                Severity.WARNING,
                f'"{row.source[a.start : a.end]}" ({names[a.value - 1]}) is not in the English.',
                ((a.start, a.end),),
            )
        elif b is not None:
            yield Finding(
                Severity.WARNING,
                f'"{row.target[b.start : b.end]}" is not in the French.',
                (),
                ((b.start, b.end),),
            )


def _night_before(text: str, day: Mention, other: Mention) -> bool:
    """Whether a French day is said of a night, of which English may name the evening:
    *dans la nuit de dimanche* is Saturday night.
    """
    before = text[max(0, day.start - _NIGHT) : day.start]
    return (day.value - other.value) % len(WEEKDAYS) == 1 and (
        "nuit" in before or "premières heures" in before
    )


_NIGHT = 30
"""Letters before a day in which a night is looked for."""


def _days(row: Row, one: Reading, two: Reading) -> Iterator[Finding]:
    lost, new = missing_days(one, two), missing_days(two, one)
    for at in range(max(len(lost), len(new))):
        a = lost[at] if at < len(lost) else None
        b = new[at] if at < len(new) else None
        if a is not None and b is not None:
            yield Finding(
                Severity.ERROR,
                f'Day "{row.source[a.start : a.end]}" of {MONTHS[a.month - 1]} is '
                f'"{row.target[b.start : b.end]}" in the English.',
                ((a.start, a.end),),
                ((b.start, b.end),),
            )
        elif a is not None:
            yield Finding(
                Severity.ERROR,
                f'Day "{row.source[a.start : a.end]}" of {MONTHS[a.month - 1]} '
                "is not in the English.",
                ((a.start, a.end),),
            )
        elif b is not None:
            yield Finding(
                Severity.ERROR,
                f'Day "{row.target[b.start : b.end]}" of {MONTHS[b.month - 1]} '
                "is not in the French.",
                (),
                ((b.start, b.end),),
            )


def missing_days(these: Reading, others: Reading) -> list[Quantity]:
    """Days of a month that the other text does not have.

    Where both texts give days of a month, those must agree; elsewhere any such number will do.
    """
    days = [quantity for quantity in these.quantities if quantity.month]
    if not days:
        return []
    known = others.pool()
    of_month: dict[int, set[object]] = {}
    for quantity in others.quantities:
        if quantity.month:
            of_month.setdefault(quantity.month, set()).update(quantity.keys)
    return [
        quantity
        for quantity in days
        if of_month.get(quantity.month, known).isdisjoint(quantity.keys)
    ]
