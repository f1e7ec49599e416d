"""Embargoes: until when an item may not be published, by its metadata or in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from pipeline.article import Article
from pipeline.desk.heads import excerpt, heads, notes
from pipeline.patterns import pattern

_ISO = pattern(
    r"(\d{4})-?(\d{2})(?:-?(\d{2})(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?",
    re.IGNORECASE,
)
_ZONES = {"z": 0, "gmt": 0, "utc": 0, "tu": 0, "cet": 60, "hec": 60, "cest": 120, "est": -300}
_UNDER_EMBARGO = pattern(
    r"(?:^[\s(\[*+\"«#-]*(?:(?:attention|note|texte|dépêche|article|document|discours)\b[\s:,!–-]*)?"
    r"|\(\s*)(?P<open>(?:strictement\s+)?(?:sous\s+)?embargo)\b"
    r"(?=\s*(?:$|[(–—!*,.-]|jusqu|avant|au?\s+\d|le\s+\d|à\s+\d|until|\d|absolu|total|strict"
    r"|(?:pour\s+)?(?:demain|aujourd['’]hui|ce\s+(?:matin|midi|soir))\b"
    r"|:\s*(?:$|[^:]*\d|jusqu)))"
    r"|\bsous\s+embargo\s+(?:strict\s+)?jusqu"
    r"|\b(?-i:EMBARGO)\s*:"
    r"|^[\s(\[*+\"«#-]*(?-i:EMBARGO)\s*(?:[\])/]|(?:LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI|SAMEDI"
    r"|DIMANCHE)\b)"
    r"|^[\s(\[*+\"«#-]*(?:\w+\s*[:,!–-]+\s*)?(?:(?:prière|merci) de\s+)?(?:à\s+|a\s+)?"
    r"ne pas (?:publier|diffuser|utiliser)\s+avant\b",
    re.IGNORECASE,
)
_LIFTED = pattern(
    r"embargo\s+(?:est\s+|a été\s+)?levé|(?:levée|fin|sans|hors|plus) (?:de l['’]|d['’])?\s*embargo"
    r"|aucun embargo",
    re.IGNORECASE,
)
_MONTHS = (
    "janv", "f[ée]v", "mars", "avr", "mai", "juin", "juil", "ao[uû]t", "sept", "oct", "nov",
    "d[ée]c",
)  # fmt: skip  # a table reads better in rows
_TIME = pattern(
    r"(?<![\d/.])(?P<hour>\d{1,2})\s?(?:heures?|h|:)\s?(?P<minute>\d{2})?(?![\d/])"
    r"(?:[\s,]*\(?\s*(?P<zone>GMT|UTC|TU|Z|CEST|CET|HEC"
    r"|heure (?:d['’]été |d['’]hiver )?de (?:Paris|Bruxelles|Genève|Berne)\b"
    r"|heures?\s+(?:locales?|d\w*|du|des)\b|[+-]\d{2}:?\d{2}|(?-i:[ACEHMNP][A-Z]{1,3}T?))(?!\w))?",
    re.IGNORECASE,
)
_DOTTED = pattern(r"(?:\bà|,)\s+\d{1,2}\.\d{2}(?![\d.])", re.IGNORECASE)
"""A time that could be taken for a day and month."""
_NAMED_TIME = pattern(r"\b(?P<noon>midi)\b|\bminuit\b", re.IGNORECASE)
_NUMBERED = pattern(r"(?<!\d)(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?!\d)")
_NAMED = pattern(
    rf"(?<!\d)(1er|\d{{1,2}})\s+({'|'.join(_MONTHS)})\w*\.?(?:\s+(\d{{4}}))?", re.IGNORECASE
)
_TOMORROW = pattern(r"\bdemain\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Embargo:
    """An embargo as a wire states it.

    Attributes:
        until: when it ends; ``None`` where that cannot be read.
        said: the end in words for a journalist, or what could not be read.
    """

    until: datetime | None
    said: str


def embargoes(article: Article, now: datetime) -> Iterator[Embargo]:
    """The embargoes of an item: the metadata's own, and those that its head speaks of.

    Args:
        article: as read.
        now: helps to date a time of day in a wire that has no date at all.
    """
    stated = article.item.embargo.strip()
    if stated:
        yield _embargo(moment(stated), stated)
    for line in (*heads(article), *notes(article)):
        if _is_embargo(line):
            yield _embargo(_in_words(line, article, now), line)


def _embargo(found: tuple[datetime, bool] | None, text: str) -> Embargo:
    if found is None:
        return Embargo(None, f"“{excerpt(text)}”")
    until, sure = found
    said = until.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Embargo(until, said if sure else f"{said} (no zone given: UTC taken)")


def _is_embargo(line: str) -> bool:
    """Whether a line speaks of an embargo on itself rather than of one in the news."""
    folded = line.casefold()  # few lines have either word, and the pattern is slow to compile
    if "embargo" not in folded and "ne pas" not in folded:
        return False
    return bool(_UNDER_EMBARGO.search(line)) and not _LIFTED.search(line)


def moment(text: str) -> tuple[datetime, bool] | None:
    """An ISO 8601 moment and whether it named its zone; ``None`` where it is none.

    Day, month, hour or minute alone stand for their beginning.
    """
    found = _ISO.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        named = datetime(year, month, day or 1, hour, minute, second, tzinfo=UTC)
        offset = _offset(found[7] or "")
        return named - timedelta(minutes=offset or 0), offset is not None
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> int | None:
    """Minutes east of Greenwich; ``None`` where nothing is said."""
    if not zone:
        return None
    if number := re.fullmatch(r"([+-])(\d{2}):?(\d{2})?", zone):
        minutes = int(number[2]) * 60 + int(number[3] or 0)
        return -minutes if number[1] == "-" else minutes
    return _ZONES.get(zone.casefold())


def _in_words(line: str, article: Article, now: datetime) -> tuple[datetime, bool] | None:
    """The end of an embargo as a French text words it; ``None`` where it cannot be read."""
    try:
        return _worded(line, article, now)
    except OverflowError:  # the last day of the year 9999, and the hours after it
        return None


def _worded(line: str, article: Article, now: datetime) -> tuple[datetime, bool] | None:
    found = _UNDER_EMBARGO.search(line)
    line = line[found.start() :] if found else line
    if iso := re.search(
        r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?\s?(?:Z|[+-]\d{2}:?\d{2})?)?", line
    ):
        return moment(iso[0])
    clock = _TIME.search(line)
    if _DOTTED.search(line) and not clock:
        return None
    day = _day(line, article, now)
    if day is None or (clock is None and not (_NUMBERED.search(line) or _NAMED.search(line))):
        return None
    hour, minute = (int(clock["hour"]), int(clock["minute"] or 0)) if clock else (0, 0)
    if clock is None and (named := _NAMED_TIME.search(line)):
        hour = 12 if named["noon"] else 24  # of the two midnights of a day, the later
    wall = datetime(day.year, day.month, day.day, tzinfo=UTC)
    wall += timedelta(hours=hour, minutes=minute)
    if hour > 24 or minute > 59:
        return None
    zone = (clock["zone"] or "").casefold() if clock else ""
    if zone.startswith("heure") and zone.endswith(("paris", "bruxelles", "genève", "berne")):
        local = wall.replace(tzinfo=_paris(wall))
        return local.astimezone(UTC), True
    offset = _offset(zone)
    if zone and offset is None:  # local to a place that is not said, or not known here
        return None
    return wall - timedelta(minutes=offset or 0), offset is not None


def _day(line: str, article: Article, now: datetime) -> date | None:
    """The day an embargo names; where none is named, the day of the wire."""
    base = _day_of(article, now)
    if found := _NUMBERED.search(line):
        numbers = (int(found[3] or 0), int(found[2]), int(found[1]))
    elif found := _NAMED.search(line):
        start = found[2].casefold()
        month = next(i for i, name in enumerate(_MONTHS, 1) if re.match(name, start))
        numbers = (int(found[3] or 0), month, 1 if found[1].casefold() == "1er" else int(found[1]))
    elif re.search(
        r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", line, re.IGNORECASE
    ):
        return None  # which of them, the wire alone does not say
    else:
        return base + timedelta(days=1) if _TOMORROW.search(line) else base
    year, month, day = numbers
    year = year + 2000 if 0 < year < 100 else year or _year_of(base, month)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of(article: Article, now: datetime) -> date:
    """The day of a wire: its making, else its dateline, else today."""
    if made := moment(article.item.created):
        return made[0].date()
    stated = article.item.dateline.date
    if re.fullmatch(r"--\d{2}-\d{2}", stated, re.ASCII):
        stated = f"{_year_of(now.date(), int(stated[2:4]))}{stated[1:]}"
    dated = moment(stated)
    return (dated[0] if dated else now).date()


def _year_of(base: date, month: int) -> int:
    """The year of a month that is named without one: a January said in December is the next."""
    return base.year + (1 if base.month - month > 6 else 0)


def _paris(wall: datetime) -> timezone:
    """Central European time at a wall clock: summer time from the last Sunday of March to the
    last of October (directive 2000/84/EC), without a database of zones.
    """

    def last_sunday(month: int) -> date:
        end = date(wall.year, month, 31)
        return end - timedelta(days=(end.weekday() + 1) % 7)

    summer = last_sunday(3) <= wall.date() < last_sunday(10)
    return timezone(timedelta(hours=2 if summer else 1))
