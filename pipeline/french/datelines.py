"""The English dateline, made by rule: no model is asked for the name of a place or a month."""

from __future__ import annotations

import re

from pipeline.french.places import english_country, english_place
from pipeline.patterns import pattern
from pipeline.wire import Dateline

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip  # a table reads better in rows
_DATE = pattern(r"(?:(\d{4})|-)-(0[1-9]|1[0-2])-(\d{2})", re.ASCII)
_WEEKDAYS = {
    "lundi": "Monday", "mardi": "Tuesday", "mercredi": "Wednesday", "jeudi": "Thursday",
    "vendredi": "Friday", "samedi": "Saturday", "dimanche": "Sunday",
}  # fmt: skip  # likewise
_WEEKDAY = pattern(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_AGENCIES = {
    "agence france-presse": "AFP", "agence france presse": "AFP", "chine nouvelle": "Xinhua",
    "la presse canadienne": "The Canadian Press", "presse canadienne": "The Canadian Press",
    "agence belga": "Belga", "agence vietnamienne d'information": "VNA",
}  # fmt: skip  # likewise
_BETWEEN = pattern(r"(\s*/\s*|,\s+|\s+et\s+|\s+and\s+)", re.IGNORECASE)
_REGION = pattern(r"(?P<city>.*?)\s*\((?P<region>[^()]*)\)")
_ABOARD = pattern(r"[aà] bord (?:du |de la |de l['’]|des? )", re.IGNORECASE)


def to_english(dateline: Dateline, *, default_year: int | None = None) -> str:
    """The dateline in the house style of an English brief, without its dash.

    Args:
        dateline: as :mod:`pipeline.readers.datelines` parsed it.
        default_year: the year that goes without saying; a dateline of another year names
            it. ``None`` where no year is to be named, which is the house style of the day.

    Returns:
        E.g. ``STRASBOURG, July 10 (AFP)``; one without a place or an agency stands as
        it is, and an empty one gives an empty string.

    >>> to_english(Dateline("Pékin, 1er mai (AFP)", "Pékin", "--05-01", "AFP"))
    'BEIJING, May 1 (AFP)'
    """
    if not dateline.place and not dateline.agency:
        return dateline.text  # "Publié le …" is no dateline to be put into a house style
    place = _places(dateline.place)
    when = _date(dateline.date, default_year) or _weekday(dateline.text)
    agency = _AGENCIES.get(dateline.agency.casefold().replace("’", "'"), dateline.agency)
    said = ", ".join(part for part in (place, when) if part)
    return " ".join(part for part in (said, f"({agency})" if agency else "") if part)


def _places(places: str) -> str:
    whole = english_place(places)
    if whole != places:  # a name with a comma or an "et" of its own
        return whole.upper()
    parts = _BETWEEN.split(places)
    joined = ((_joint if i % 2 else _place)(part) for i, part in enumerate(parts))
    return "".join(joined)


def _joint(words: str) -> str:
    return " and " if words.strip().casefold() == "et" else words


def _place(name: str) -> str:
    if found := _REGION.fullmatch(name):
        return f"{_city(found['city'])} ({_region(found['region'])})"
    return _city(name)


def _city(name: str) -> str:
    if ship := _ABOARD.match(name):
        return f"ABOARD THE {name[ship.end() :]}".upper()
    return english_place(name).upper()


def _region(name: str) -> str:
    country = english_country(name)
    return country if country != name else english_place(name)


def _date(date: str, default_year: int | None) -> str:
    found = _DATE.fullmatch(date)
    if not found:
        return ""
    day = f"{_MONTHS[int(found[2]) - 1]} {int(found[3])}"
    year = int(found[1] or 0)
    return f"{day}, {year}" if year and default_year not in (None, year) else day


def _weekday(text: str) -> str:
    found = _WEEKDAY.search(text)
    return _WEEKDAYS[found[0].casefold()] if found else ""
