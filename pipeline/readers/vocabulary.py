"""From the words of news formats to our own nouns: moments, languages, states, signals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from pipeline.readers.datelines import parse
from pipeline.wire import Dateline, Signal, Status, WireItem

if TYPE_CHECKING:
    from datetime import date

_SIGNALS: dict[str, Signal] = {
    **dict.fromkeys(("alert", "alerte", "flash", "bulletin", "newsalert"), Signal.ALERT),
    **dict.fromkeys(("urgent",), Signal.URGENT),
    **dict.fromkeys(
        ("update", "newsupdate", "writethru", "writethrough", "updated", "partialupdate"),
        Signal.UPDATE,
    ),
    **dict.fromkeys(
        ("correction", "corrected", "correct", "corrective", "rectify", "rectification", "rectif"),
        Signal.CORRECTION,
    ),
    **dict.fromkeys(
        ("kill", "newskill", "delete", "cancel", "cancelled", "canceled", "cancellation",
         "withdraw", "withdrawn", "withdrawal", "retract", "retraction", "takedown",
         "annulation", "advisorykill", "mandatorykill"),
        Signal.KILL,
    ),
}  # fmt: skip  # a table reads better in rows
_STATUS = {
    "usable": Status.USABLE,
    "withheld": Status.WITHHELD,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
    "killed": Status.CANCELED,
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}")
_TAIL = re.compile(r"[^:/#]*\Z")


def tail(code: str) -> str:
    """The local part of a QCode or of the address of a concept: ``usable`` of ``stat:usable``."""
    found = _TAIL.search(code.strip().rstrip("/"))
    return found[0] if found else ""


def moment(text: str) -> str:
    """ISO 8601 in its extended form, e.g. of ``20240710T125902Z``; a date stays a date.

    What is no moment is given back as it stands, so that nobody takes it for one that is
    past; an offset that is not said is not made up.
    """
    found = _parsed(text.strip())
    if found is None:
        return text.strip()
    return found.isoformat().replace("+00:00", "Z")


def moment_with_offset(text: str) -> str:
    """The same for formats that may be sloppier: RFC 2822 is understood too, a time without an
    offset is taken as UTC, and what is no moment is empty, for the reader to say so.
    """
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    text = text.strip()[:60]
    found = _parsed(text)
    if found is None:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return ""
    if isinstance(found, datetime) and found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found.isoformat()


def _parsed(text: str) -> date | None:
    """A ``datetime``, or a ``date`` where no time is said; ``None`` for anything else."""
    from datetime import datetime

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if re.search(r"[T ]", text) else found.date()


def language(text: str) -> str:
    """A BCP 47 tag in lower case; empty for what is none."""
    tag = text.strip().lower().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def number(text: str | None) -> int:
    """A whole number of up to nine figures, such as a version; 0 for anything else."""
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def urgency(text: str | None) -> int:
    """IPTC's editorial urgency, 1 to 8; 0 for anything else."""
    found = number(text)
    return found if 1 <= found <= 8 else 0


def status(word: str) -> Status | None:
    """``None`` for a word that is none of ours, such as ``embargoed``."""
    return _STATUS.get(word.strip().lower())


def signals(words: Iterable[str]) -> tuple[Signal, ...]:
    """The signals among words of the formats, each once, in their order."""
    folded = (re.sub(r"[\W_]", "", word.lower()) for word in words)
    return tuple(dict.fromkeys(_SIGNALS[word] for word in folded if word in _SIGNALS))


def joined(texts: Iterable[str], separator: str = " ") -> str:
    """The texts that say something, each once."""
    return separator.join(dict.fromkeys(text for text in texts if text))


def notes(texts: Iterable[str]) -> str:
    """Several messages to the desk as one, each told from the next: an embargo in the second must
    be found by those who look at how a message begins.
    """
    said = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    ended = [text if re.search(r"[.!?;:…]$", text) else f"{text};" for text in said[:-1]]
    return " ".join([*ended, *said[-1:]])


def merged(outer: WireItem, inner: WireItem) -> WireItem:
    """What an envelope says, and where it says nothing what the story in it says.

    The stricter of the two states counts, and the signals of both.
    """
    plain = WireItem()
    changes: dict[str, Any] = {
        field.name: getattr(inner, field.name)
        for field in fields(WireItem)
        if getattr(outer, field.name) == getattr(plain, field.name)
    }
    states = (Status.CANCELED, Status.WITHHELD, Status.USABLE)
    changes["status"] = next(state for state in states if state in (outer.status, inner.status))
    changes["signals"] = tuple(dict.fromkeys(outer.signals + inner.signals))
    return replace(outer, **changes)


def dateline(text: str, place: str = "", date: str = "") -> Dateline:
    """A dateline from the element that holds it, and what else the format says of it.

    An element that holds nothing but a moment for machines gives its date alone.
    """
    text = " ".join(text.split())
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d\D.*|\d{8}", text):
        return Dateline(place=place, date=date or moment(text.split()[0])[:10])
    found = parse(text)
    said = found.date
    if said.startswith("--") and date[4:] == said[1:]:  # the same day, and the year with it
        said = date
    return replace(found, place=found.place or place, date=said or date)
