"""Terms of the termbase: hit, inflected or missed, each with its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.termbase import Term, Word, base_forms, fold_phrase, forms, words

_STEM = 5
_ENDINGS = frozenset(["", "s", "es", "d", "ed", "ing", "ies", "y", "e", "al", "ly", "er", "ers"])


class Use(StrEnum):
    """How a term of the French came out."""

    HIT = "hit"
    INFLECTED = "inflected"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Usage:
    """One occurrence of a term in the French.

    Attributes:
        term: the entry.
        row: id of the sentence.
        use: how it came out.
        source: where it stands in the French.
        target: where its English was found; ``None`` where it was not.
    """

    term: Term
    row: str
    use: Use
    source: Span
    target: Span | None


def _same_french(found: str, wanted: str) -> bool:
    return found == wanted or not set(base_forms(found)).isdisjoint(base_forms(wanted))


def _same_english(found: str, wanted: str) -> bool:
    """Whether one folded word is an inflection of the other."""
    if found == wanted:
        return True
    short = min(len(found), len(wanted))
    common = 0
    while common < short and found[common] == wanted[common]:
        common += 1
    # An ending may change the last letter of the stem: city, cities.
    return (
        common >= min(_STEM, max(len(wanted) - 1, 3))
        and found[common:] in _ENDINGS
        and wanted[common:] in _ENDINGS
    )


def _occurrences(row: Sequence[Word], term: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Half-open places of a French term, its words inflected or not."""
    for at in range(len(row) - len(term) + 1):
        if all(_same_french(row[at + i].folded, wanted) for i, wanted in enumerate(term)):
            yield at, at + len(term)


def _find(row: Sequence[Word], term: Term) -> tuple[Use, Span] | None:
    """The first right form in the English: as written before inflected."""
    inflected: Span | None = None
    for form in term.english:
        wanted = fold_phrase(form).split(" ")
        for at in range(len(row) - len(wanted) + 1):
            found = row[at : at + len(wanted)]
            if all(word.folded == want for word, want in zip(found, wanted, strict=True)):
                return Use.HIT, (found[0].start, found[-1].end)
            if inflected is None and all(
                _same_english(word.folded, want) for word, want in zip(found, wanted, strict=True)
            ):
                inflected = found[0].start, found[-1].end
    return None if inflected is None else (Use.INFLECTED, inflected)


class Terms:
    """Terms that are not what the termbase wants them to be."""

    id = "terms"
    about = "A term of the termbase is not in the English as the desk wants it."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:
        """Findings in a row, in linear time."""
        for usage in self.usage((row,), context):
            if usage.use is not Use.MISSED:
                continue
            term = usage.term
            should = (
                "is to be kept as it is"
                if term.keep
                else "is to be " + " or ".join(f'"{form}"' for form in term.english[:3])
            )
            start, end = usage.source
            yield Finding(
                Severity.ERROR if term.desk else Severity.WARNING,
                f'"{row.source[start:end]}" {should} in the English, and is not there.',
                (usage.source,),
            )

    def usage(self, rows: Iterable[Row], context: Context) -> tuple[Usage, ...]:
        """Each occurrence of a term in the French of ``rows``, in order of the text."""
        if not context.termbase.terms:
            return ()
        found: list[Usage] = []
        for row in rows:
            openers = context.termbase.openers(forms(row.source))
            if not openers:
                continue
            source = words(row.source)
            target: Sequence[Word] | None = None
            here: list[Usage] = []
            seen: set[str] = set()
            for folded in [word.folded for word in source if word.folded in openers]:
                for term_words, term in context.termbase.beginning(folded):
                    if term.french in seen:
                        continue
                    seen.add(term.french)
                    target = words(row.target) if target is None else target
                    result = _find(target, term)
                    for start, end in _occurrences(source, term_words):
                        here.append(
                            Usage(
                                term,
                                row.id,
                                result[0] if result else Use.MISSED,
                                (source[start].start, source[end - 1].end),
                                result[1] if result else None,
                            )
                        )
            found += sorted(here, key=lambda usage: usage.source)
        return tuple(found)
