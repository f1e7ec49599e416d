"""The fact gate: what a sentence of the brief says must stand in the rows it rests on.

Every number, date, name and quotation of the sentence is looked for twice: in the English of
those rows, since a summary may invent, and in the French behind them, since a translation may.
Numbers and dates are compared by their values, names by their folded letters, with exonyms
from the termbase.
"""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.article import Severity
from pipeline.checks.base import Finding, Row
from pipeline.checks.dates import missing as missing_dates
from pipeline.checks.english_numbers import english
from pipeline.checks.french_numbers import french
from pipeline.checks.numbers import found
from pipeline.checks.quantities import Key, Mention, Quantity, Reading
from pipeline.checks.termbase import Termbase, Word, words

Language = Literal["en", "fr"]

_QUOTED = re.compile(r"[\"“«„]\s?([^\"“”«»„]+?)\s?[\"”»]")
_SENTENCE_END = re.compile(r"(?:[.!?…:][\"”’»)]*\s+|^|[\"“«„‘(]\s?)$")
_STEM = 4
"""Letters by which a name and its people agree: Iran, Iranian."""
_QUOTATION = 3
"""Words from which on a quoted piece is a quotation, not a nickname or an ironic word."""

_HEAD = 3
"""Letters by which a name is taken to be in the French in some form."""
_SMALL = 10
"""Under it a figure that the French does not say is often a turn of phrase."""
ROWS = "the rows it rests on"
FRENCH = "the French of its rows"

# Capitalised in English whatever they stand for, or by their office.
_COMMON = frozenset(
    """
    i mr mrs ms dr sir monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec president prime minister ministry secretary chancellor senator judge
    general chief state government parliament court congress senate house the a an of and
    st am pm gmt god internet
    """.split()
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be checked in a text.

    Attributes:
        reading: its quantities, months and weekdays.
        names: capitalised words that are names, in order.
        quotations: spans between quotation marks, of three words or more; half open.
    """

    reading: Reading
    names: tuple[Word, ...]
    quotations: tuple[tuple[int, int], ...]


def facts(text: str, language: Language) -> Facts:
    """The checkable facts of an English or French text; any text will do, in linear time."""
    every = words(text)
    return Facts(
        english(text) if language == "en" else french(text),
        tuple(_names(text, every)),
        tuple(
            match.span(1) for match in _QUOTED.finditer(text) if len(match[1].split()) >= _QUOTATION
        ),
    )


def unsupported(brief_text: str, rows: Sequence[Row], termbase: Termbase) -> tuple[Finding, ...]:
    """What a brief sentence states that its rows do not; nothing where all of it holds.

    Args:
        brief_text: an English sentence of the brief.
        rows: the rows it rests on; without any, all its facts are unsupported.
        termbase: names that English writes in another way than French.

    Returns:
        One finding a fact, of severity error, with its span in ``brief_text``.
    """
    said = facts(brief_text, "en")
    target = _Side.of([row.target for row in rows], "en")
    source = _Side.of([row.source for row in rows], "fr")
    result = [*_unsaid(brief_text, said, target, source)]
    result.extend(_strange_names(said, target, source, termbase))
    result.extend(_strange_quotations(brief_text, said, target))
    return tuple(sorted(result, key=lambda finding: finding.target))


@dataclass(frozen=True, slots=True)
class _Side:
    """All that the rows say in one language; ``text`` is folded, a blank around each word."""

    reading: Reading
    pool: set[Key]
    every: Sequence[Word]
    words: frozenset[str]
    text: str

    @classmethod
    def of(cls, texts: Sequence[str], language: Language) -> _Side:
        read = english if language == "en" else french
        readings = [read(text) for text in texts]
        every = [word for text in texts for word in words(text)]
        folded = [word.folded for word in every]
        whole = Reading(
            tuple(q for reading in readings for q in reading.quantities),
            tuple(m for reading in readings for m in reading.months),
            tuple(w for reading in readings for w in reading.weekdays),
        )
        return cls(whole, whole.pool(), every, frozenset(folded), f" {' '.join(folded)} ")


def _unsaid(text: str, said: Facts, target: _Side, source: _Side) -> Iterator[Finding]:
    """Numbers and dates that the rows do not have."""
    yield from _unsaid_numbers(text, said, target, source)
    yield from _unsaid_dates(text, said, target, source)


def _unsaid_numbers(text: str, said: Facts, target: _Side, source: _Side) -> Iterator[Finding]:
    changed = any(
        quantity.exact and not found(quantity, target.pool)
        for quantity in source.reading.quantities
    )
    for quantity in said.reading.quantities:
        if quantity.month or not quantity.exact:
            continue
        span = quantity.start, quantity.end
        if not found(quantity, target.pool):
            yield _finding(f'The number "{text[slice(*span)]}" is not in {ROWS}.', *span)
        elif quantity.firm and not found(quantity, source.pool):
            small = not quantity.unit and all(
                isinstance(key, int) and key < _SMALL for key in quantity.keys
            )
            # "400.000" is wrong in English, but not a false number.
            known = french(text[slice(*span)]).quantities
            if (changed or not small) and not any(found(q, source.pool) for q in known):
                yield _finding(f'The number "{text[slice(*span)]}" is not in {FRENCH}.', *span)


def _unsaid_dates(text: str, said: Facts, target: _Side, source: _Side) -> Iterator[Finding]:
    seen: set[int] = set()
    for side, where in ((target, ROWS), (source, FRENCH)):
        dates = missing_dates(said.reading, side.reading)
        weekdays = dates.weekdays
        if side is source and not missing_dates(source.reading, target.reading).weekdays:
            weekdays = ()  # the French says no other day: a translator may have named it
        things: list[tuple[str, Quantity | Mention]] = [
            *(("weekday", weekday) for weekday in weekdays),
            *(("month", month) for month in dates.months),
            *(("day", day) for day in dates.days),
        ]
        for kind, thing in things:
            if thing.start not in seen:
                said_as = text[thing.start : thing.end]
                yield _finding(f'The {kind} "{said_as}" is not in {where}.', thing.start, thing.end)
            seen.add(thing.start)
    for kind, ours, theirs in (
        ("weekday", said.reading.weekdays, target.reading.weekdays),
        ("month", said.reading.months, target.reading.months),
    ):
        for thing in _too_often(ours, theirs):
            if thing.start not in seen:
                said_as = text[thing.start : thing.end]
                message = f'The {kind} "{said_as}" is said more often than in {ROWS}.'
                yield _finding(message, thing.start, thing.end)


def _too_often(ours: Sequence[Mention], theirs: Sequence[Mention]) -> Iterator[Mention]:
    """Days or months that are said again where the rows say them once: one of the two stands in
    the place of another, as in "Saturday and Saturday".
    """
    left = Counter(mention.value for mention in theirs)
    for mention in ours:
        if mention.sure and mention.value in left:
            left[mention.value] -= 1
            if left[mention.value] < 0:
                yield mention


def _strange_names(
    said: Facts, target: _Side, source: _Side, termbase: Termbase
) -> Iterator[Finding]:
    """Names that the English of the rows does not have, or that the French contradicts."""
    stems = {word[:_STEM] for word in target.words if len(word) >= _STEM}
    swapped = _untranslated(source, target, termbase) if said.names else False
    for name in said.names:
        if name.folded in target.words:
            if swapped and _contradicted(name, source, termbase):
                yield _finding(f'The name "{name.text}" is not in {FRENCH}.', name.start, name.end)
            continue
        related = len(name.folded) > _STEM and name.folded[:_STEM] in stems
        if related and _akin(name.folded, target.words):
            continue
        if _initials(name.folded, target.text) or _in_french(name.folded, source, termbase):
            continue
        yield _finding(f'The name "{name.text}" is not in {ROWS}.', name.start, name.end)


def _akin(name: str, known: frozenset[str]) -> bool:
    """Whether a name is another form of a known word: Iranian of Iran, but not Irish."""
    return any(
        word.startswith(name[: max(_STEM, min(len(name), len(word)) - 1)])
        for word in known
        if word[:_STEM] == name[:_STEM]
    )


def _initials(name: str, text: str) -> bool:
    """Whether a short name is the initials of words that follow each other: UN, IMF."""
    if not 2 <= len(name) <= 5 or not name.isalpha():
        return False
    between = r"\w* (?:(?:of|the|for|and) )?"
    return re.search(" " + between.join(map(re.escape, name)), text) is not None


def _in_french(name: str, source: _Side, termbase: Termbase) -> bool:
    return any(f" {form} " in source.text for form in termbase.french_for(name))


def _untranslated(source: _Side, target: _Side, termbase: Termbase) -> bool:
    """Whether a name of the French that the termbase knows is in no form in the English."""
    heads = {word[:_HEAD] for word in target.words}
    for start, end, forms in termbase.phrases(source.every):
        if not source.every[start].text[0].isupper():
            continue
        parts = {part for form in forms for part in form.split()}
        parts |= {word.folded for word in source.every[start:end]}
        if heads.isdisjoint(part[:_HEAD] for part in parts):
            return True
    return False


def _contradicted(name: Word, source: _Side, termbase: Termbase) -> bool:
    """Whether the termbase knows the name's French and the rows have nothing like it.

    A name that it does not know may be written otherwise in French, so nothing is concluded;
    nor is anything where no name of the French went missing, since translators name what the
    French only alludes to.
    """
    forms = termbase.french_for(name.folded)
    if not forms or name.folded in source.words:
        return False
    parts = {part for form in forms for part in form.split()} | {name.folded}
    return {word[:_HEAD] for word in source.words}.isdisjoint(part[:_HEAD] for part in parts)


def _strange_quotations(text: str, said: Facts, target: _Side) -> Iterator[Finding]:
    for start, end in said.quotations:
        quoted = " ".join(word.folded for word in words(text[start:end]))
        if f" {quoted} " not in target.text:
            message = f'The quotation "{text[start:end]}" is not in {ROWS}.'
            yield _finding(message, start, end)


def _names(text: str, every: Sequence[Word]) -> Iterator[Word]:
    """Capitalised words within sentences; those that begin one only if met again inside."""
    if not any(word.text.islower() and len(word.text) > 2 for word in every):
        return  # capitals say nothing in a heading of capitals
    first = [
        _SENTENCE_END.search(text, max(0, word.start - 6), word.start) is not None for word in every
    ]
    inside = {
        word.folded
        for word, opens in zip(every, first, strict=True)
        if not opens and word.text[0].isupper()
    }
    for at, (word, opens) in enumerate(zip(every, first, strict=True)):
        if not word.text[0].isupper() or word.folded in _COMMON or len(word.folded) < 2:
            continue
        if opens and word.folded not in inside and not _opens_with_name(every, first, at):
            continue
        yield word


def _opens_with_name(every: Sequence[Word], first: Sequence[bool], at: int) -> bool:
    """Whether the word after an opening one is capitalised too: "Maria Zakharova said"."""
    if at + 1 >= len(every) or first[at + 1] or every[at].folded in _OPENERS:
        return False
    one, two = every[at], every[at + 1]
    return two.text[0].isupper() and two.start - one.end == 1


_OPENERS = frozenset(
    """
    the a an in on at by for from with to of and but or as if when while after before since until
    during his her its their our your my this that these those he she it they we you there here
    both all some many most several two three four five one according former new young only even
    though although because despite under over between among against about like unlike last next
    what who where why how is are was were has have had not no yes
    """.split()
)


def _finding(message: str, start: int, end: int) -> Finding:
    return Finding(Severity.ERROR, message, (), ((start, end),))
