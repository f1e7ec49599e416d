"""Datelines: ``STRASBOURG, 10 juil 2024 (AFP) -`` alone or at the head of a paragraph.

What counts as one is decided by what stands together, never by a single word: an agency in
brackets or a place with a date, and, where a sentence follows, the dash that agencies set
between the two. An ordinary first sentence has none of these, in this order.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.article import Block, Role
from pipeline.readers.layout import INVISIBLE
from pipeline.readers.wording import is_agency, is_agency_name
from pipeline.wire import Dateline, WireItem

_LONGEST = 160
"""No dateline is longer; nothing beyond is looked at, which bounds every search here."""

_PARAGRAPHS_LOOKED_AT = 3
"""A word to the desk, such as ``(Actualisé avec …)``, may stand before the story's head."""

_MONTHS = {
    "jan": 1, "fév": 2, "fev": 2, "mar": 3, "avr": 4, "mai": 5, "juin": 6, "jui": 7, "jul": 7,
    "aoû": 8, "aou": 8, "sep": 9, "oct": 10, "nov": 11, "déc": 12, "dec": 12,
}  # fmt: skip  # a table reads better in rows
"""By the first letters, ``juin`` before ``jui``."""

_UPPER = "A-ZÀ-ÖØ-ÞŒŸ"
_MONTH = (
    r"(?:janv(?:ier|\.)?|jan\.?|f[ée]v(?:rier|r?\.?)|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?"
    r"|jul\.?|ao[ûu]t|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_GAP = r"[^\S\n]"


@dataclass(frozen=True, slots=True)
class _Patterns:
    agency: re.Pattern[str]
    place: re.Pattern[str]
    date: re.Pattern[str]
    dash: re.Pattern[str]
    by_calendar: re.Pattern[str]
    by_numbers: re.Pattern[str]
    by_iso: re.Pattern[str]
    edge: re.Pattern[str]
    inner: re.Pattern[str]
    high: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    # Compiled when first needed: a run that reads no wire pays nothing.
    word = rf"[{_UPPER}](?:[\w’'.-]*[\w.])?"
    low = r"(?:sur|sous|en|la|le|les|l['’]|de|du|des|d['’]|et|aux?|à|lez|lès|près)"
    aboard = r"[AÀ] bord (?:du|de la|de l['’]|des?)\s|[AÀ] BORD (?:DU|DE LA|DE L['’]|DES?)\s"
    part = rf"(?:{aboard})?{word}(?:\s+(?:{low}\s+)*(?:d['’]|l['’])?{word}){{0,4}}"
    region = r"(?:\s*\([^()\d]{2,40}\))?"
    return _Patterns(
        agency=re.compile(r"\(([^()\n]{2,60})\)"),
        place=re.compile(rf"{part}{region}(?:(?:\s*/\s*|\s+et\s+|,\s+){part}{region}){{0,3}}"),
        date=re.compile(
            rf"(?:le\s+)?(?:{_WEEKDAY}\s+)?"
            rf"(?:(?:1er|\d{{1,2}})\s+{_MONTH}(?!\w)(?:\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}"
            r"|\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?(?![\d/]))"
            rf"|{_WEEKDAY}(?!\w)",
            re.IGNORECASE,
        ),
        dash=re.compile(rf"{_GAP}*\.?(?:[-–—=]{{1,3}}|:)(?=\s|$|[{_UPPER}\"«“])"),
        by_calendar=re.compile(rf"(1er|\d{{1,2}})\s+({_MONTH})(?:\s+(\d{{4}}))?", re.IGNORECASE),
        by_numbers=re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?!\d)"),
        by_iso=re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
        edge=re.compile(rf"[\s{INVISIBLE}]*"),
        inner=re.compile(r"\s*[-–—]\s+(?=\()"),
        high=re.compile(rf"\s+[\"«“(]?\s?(?:[ldLD]['’])?[{_UPPER}\d]"),
    )


def parse(text: str) -> Dateline:
    """Read a string that is a dateline, from the metadata or a block of its own.

    Args:
        text: e.g. ``Strasbourg, 10 juil 2024 (AFP) -``; the dash may be missing.

    Returns:
        What could be told; only ``text`` is filled where nothing could, and everything is
        empty where there is nothing to be seen.

    >>> parse("Damas, 1er octobre (Xinhua) --").date
    '--10-01'
    """
    found = _scan(text)
    if found is not None and not text[found.after :].strip():
        return found.dateline
    whole = " ".join(text.split()).rstrip(" -–—=:")
    return Dateline(text=whole, date=_date(whole[:_LONGEST]))


def is_whole(words: str) -> bool:
    """Whether a line is a dateline and nothing else, by the forms of this module."""
    found = _scan(words)
    return found is not None and found.sure and not words[found.after :].strip()


def split_head(text: str) -> tuple[Dateline, int] | None:
    """The dateline with which a paragraph opens.

    Args:
        text: a paragraph.

    Returns:
        The dateline and the offset at which the story's own words begin, behind the dash
        and the white space; ``None`` where it opens with none, or nothing follows.
    """
    found = _scan(text)
    if found is None or not found.sure or not _goes_on(text, found.after):
        return None
    if not found.dashed and not found.needs_no_dash:
        return None
    return found.dateline, _skip(text, found.after)


@dataclass(frozen=True, slots=True)
class _Found:
    """``end`` is where the dateline ends, ``after`` where its dash does."""

    dateline: Dateline
    start: int
    end: int
    after: int
    dashed: bool
    sure: bool
    needs_no_dash: bool


def _scan(text: str) -> _Found | None:
    """The dateline at the head of ``text``, however much of one there is."""
    p = _patterns()
    start = _skip(text, 0)
    head = text[: start + _LONGEST]
    at = start
    agency = place = date = ""
    if (first := p.agency.match(head, at)) and is_agency(first[1]):
        agency, at = first[1], first.end()
    named = p.place.match(head, _blank(head, at))
    if named and (cut := _without_date(named[0])):
        place = cut
        at = _blank(head, at) + len(cut)
    behind = _dated(head, at)
    if behind is not None and (place or agency):
        date, at = behind
    inner = p.inner.match(head, at)  # "Bagdad, 3 mars - (AFP) -"
    if not agency and (found := p.agency.match(head, inner.end() if inner else _blank(head, at))):
        if is_agency(found[1]) or (place and date and is_agency_name(found[1])):
            agency, at = found[1], found.end()
        elif place:
            return None  # a bracket that is no agency: a sentence, as "Le RN (extrême droite) - "
    if not place and not agency:
        return None
    dash = p.dash.match(head, at)
    if dash and not agency and ":" in dash[0]:
        dash = None  # "Emmanuel Macron, 3 mars : …" is a heading of a chronicle
    after = dash.end() if dash else at
    said = " ".join(text[start:at].split())
    # A weekday alone is no date, but "PARIS, lundi -" is as good as one.
    sure = bool(agency) or bool(place and behind is not None and _is_place(place))
    known = Dateline(said, " ".join(place.split()), _date(date), " ".join(agency.split()))
    # A known agency alone, or after place and date, needs no dash: Belga sets none.
    alone = is_agency(agency) and bool(date) == bool(place) and bool(p.high.match(head, after))
    return _Found(known, start, at, after, bool(dash), sure, alone)


def _dated(head: str, at: int) -> tuple[str, int] | None:
    """The date after a place, behind a comma or a space, and where it ends."""
    comma = re.compile(r"\s*,\s*|\s+").match(head, at)
    if comma is None:
        return None
    found = _patterns().date.match(head, comma.end())
    return (found[0], found.end()) if found else None


def _without_date(place: str) -> str:
    """A place as matched, less a date or an agency that only looks like part of one."""
    last = re.search(r"\s*\(([^()]*)\)$", place)
    if last and is_agency(last[1]):
        place = place[: last.start()]
    kept = re.split(rf",\s+(?=(?:le\s+)?(?:{_WEEKDAY}|{_MONTH})\b)", place, flags=re.IGNORECASE)[0]
    return kept if _is_place(kept) else ""


def _is_place(words: str) -> bool:
    first = re.split(r"[\s,]", words, maxsplit=1)[0].casefold()
    return first not in _NO_PLACES and not is_agency(words.split("'")[-1].split("’")[-1])


def _date(words: str) -> str:
    """ISO 8601, ``--MM-DD`` without a year; empty where there is no date or no such day."""
    p = _patterns()
    if iso := p.by_iso.search(words):
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    if named := p.by_calendar.search(words):
        day = 1 if named[1].casefold() == "1er" else int(named[1])
        start = named[2].casefold()
        month = next(number for key, number in _MONTHS.items() if start.startswith(key))
        return _checked(int(named[3] or 0), month, day)
    if numbers := p.by_numbers.search(words):
        year = int(numbers[3] or 0)
        year += 2000 if numbers[3] and len(numbers[3]) == 2 else 0
        return _checked(year, int(numbers[2]), int(numbers[1]))
    return ""


def _checked(year: int, month: int, day: int) -> str:
    from datetime import date

    try:
        # 2024 is a leap year: without a year, February 29 is a day.
        date(year or 2024, month, day)
    except ValueError:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _skip(text: str, at: int) -> int:
    found = _patterns().edge.match(text, at)
    return found.end() if found else at


def _goes_on(text: str, at: int) -> bool:
    """Whether anything can be seen from ``at`` on."""
    return _skip(text, at) < len(text)


_NO_PLACES = frozenset(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin
    juillet août septembre octobre novembre décembre le les un une des du ce cet cette ces hier
    aujourd'hui publié mis modifié actualisé créé photo photos vidéo en il elle
    """.split()  # noqa: SIM905  # a list would take a screen
)


def set_apart(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Make a block of its own of the dateline with which the story opens.

    Args:
        text: the article's text.
        blocks: labelled, in order.

    Returns:
        The blocks, numbered anew where one was parted in two: the dateline's ``start`` to
        ``end`` covers the dash, its content does not, and the paragraph begins after it.
    """
    paragraphs = [block for block in blocks if block.role is Role.PARAGRAPH]
    for block in paragraphs[:_PARAGRAPHS_LOOKED_AT]:
        head = _scan_block(text, block)
        if head is None:
            continue
        low, (end, after) = block.content_start, head
        rest = low + _skip(text[low : block.content_end], after)
        first = Block("", Role.DATELINE, block.start, low + after, low, low + end)
        second = replace(block, start=_seen(text, low + after), content_start=rest)
        parted = [part for b in blocks for part in ((first, second) if b is block else (b,))]
        return tuple(replace(part, id=f"p{n}") for n, part in enumerate(parted, start=1))
    return tuple(blocks)


def _scan_block(text: str, block: Block) -> tuple[int, int] | None:
    """Where the dateline of a block ends without and with its dash, from its content on."""
    content = text[block.content_start : block.content_end]
    if split_head(content) is None:
        return None
    found = _scan(content)
    return (found.end, found.after) if found else None


def _seen(text: str, at: int) -> int:
    """The first character from ``at`` on that is not white space."""
    return _blank(text, at)


def filled(item: WireItem, text: str, blocks: Sequence[Block]) -> WireItem:
    """The item with its dateline parsed: from the metadata or, where they know no more than a
    place, from the text's own.
    """
    given = item.dateline
    if given.text and not given.place:
        given = _merged(parse(given.text), given)
    said = [
        parse(text[block.content_start : block.content_end])
        for block in blocks
        if block.role is Role.DATELINE
    ]
    # "Publié le …" may stand beside the dateline proper.
    own = next((d for d in said if d.place or d.agency), said[0] if said else None)
    whole = given.place and (given.date or given.agency)
    if own is None or whole or (given.place and not own.place):
        return item if given == item.dateline else replace(item, dateline=given)
    return replace(item, dateline=own)


def _merged(parsed: Dateline, given: Dateline) -> Dateline:
    return Dateline(
        given.text, parsed.place, given.date or parsed.date, given.agency or parsed.agency
    )
