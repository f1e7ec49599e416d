"""All checks in one place, and what runs them over the rows of an article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.article import Flag, Severity
from pipeline.checks.attribution import Attribution
from pipeline.checks.base import Check, Context, Row
from pipeline.checks.characters import Characters
from pipeline.checks.completeness import Completeness
from pipeline.checks.dates import Dates
from pipeline.checks.invented import Invented
from pipeline.checks.length import Length
from pipeline.checks.names import Names
from pipeline.checks.negation import Negation
from pipeline.checks.numbers import Numbers
from pipeline.checks.punctuation import Punctuation
from pipeline.checks.quotes import Quotes
from pipeline.checks.repetition import Repetition
from pipeline.checks.sentences import Sentences
from pipeline.checks.termbase import Termbase
from pipeline.checks.terms import Terms
from pipeline.checks.untranslated import Untranslated
from pipeline.checks.verbatim import Verbatim
from pipeline.errors import UsageError

CHECKS: tuple[Check, ...] = (
    Untranslated(),
    Completeness(),
    Numbers(),
    Dates(),
    Names(),
    Negation(),
    Quotes(),
    Attribution(),
    Terms(),
    Length(),
    Repetition(),
    Invented(),
    Verbatim(),
    Characters(),
    Punctuation(),
    Sentences(),
)
"""Every check, the most telling first."""

_WORST_FIRST = {severity: place for place, severity in enumerate(Severity)}

# Where one of these speaks, those beside it would only say the same thing again.
_SILENCES = {"untranslated": frozenset({"completeness"})}


def check_rows(
    rows: Sequence[Row], *, termbase: Termbase, ignore: Collection[str] = ()
) -> tuple[Flag, ...]:
    """Run the checks over rows that a model translated.

    Args:
        rows: of one article, in order.
        termbase: names, acronyms and terms, the desk's own included.
        ignore: ids of checks not to run.

    Returns:
        Flags in the order of the rows, worst first within a row.

    Raises:
        UsageError: ``ignore`` has an id that no check has.
    """
    chosen = checks_without(ignore)
    context = Context(termbase, tuple(rows))
    flags: list[Flag] = []
    for row in rows:
        of_row = list(_of_row(row, context, chosen))
        silent = {other for flag in of_row for other in _SILENCES.get(flag.check, ())}
        of_row = [flag for flag in of_row if flag.check not in silent]
        flags += sorted(of_row, key=lambda flag: _WORST_FIRST[flag.severity])
    return tuple(flags)


def checks_without(ignore: Collection[str]) -> tuple[Check, ...]:
    """The checks less those named.

    Raises:
        UsageError: no check has one of the ids.
    """
    known = {check.id for check in CHECKS}
    if unknown := sorted(set(ignore) - known):
        raise UsageError(
            f"There is no check {unknown[0]!r} to ignore.",
            hint=f"The checks are {', '.join(sorted(known))}.",
        )
    return tuple(check for check in CHECKS if check.id not in ignore)


def _of_row(row: Row, context: Context, checks: Sequence[Check]) -> Iterator[Flag]:
    for check in checks:
        for found in check(row, context):
            yield Flag(check.id, found.severity, row.id, found.message, found.source, found.target)
