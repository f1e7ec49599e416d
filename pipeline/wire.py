"""What a wire says about itself: the data that stands outside its text.

The words follow IPTC's NewsML-G2 and ninjs. Everything is as the wire has it: empty where it
says nothing, and never given to a model. What the desk must do about it is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """Whether an item may be used (IPTC ``pubStatus``)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Signal(StrEnum):
    """What an item is in the course of a story (IPTC ``signal``, and the words of the text)."""

    ALERT = "alert"
    URGENT = "urgent"
    UPDATE = "update"
    CORRECTION = "correction"
    KILL = "kill"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a story: ``STRASBOURG, 10 juil 2024 (AFP) -``.

    Attributes:
        text: as it stands in the wire, without the dash.
        place: as it stands, e.g. ``STRASBOURG`` or ``Paris/Londres``.
        date: ISO 8601 date, ``--07-10`` where the year is not said, or empty.
        agency: e.g. ``AFP``; empty where not said.
    """

    text: str = ""
    place: str = ""
    date: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class WireItem:
    """Identity, rights and state of an item.

    Attributes:
        identity: the same for all versions of an item (``guid``, ``uri``,
            ``PublicIdentifier`` without its revision).
        version: a number that grows; 0 where the wire says none.
        created: when this version was made, ISO 8601.
        provider: e.g. ``AFP``.
        slug: e.g. ``Syrie-conflit``.
        headline, subheadline, byline: as the metadata has them, in the item's language.
        dateline: parsed, from the metadata or the head of the text.
        language: BCP 47, lower case, e.g. ``fr`` or ``fr-ch``; empty where not said.
        urgency: 1 (most) to 8 (least), IPTC's editorial urgency; 0 where not said.
        keywords: subjects in words.
        genre: e.g. ``analyse``.
        credit: the line that must be carried, e.g. ``AFP``.
        copyright: the notice as it stands.
        usage_terms: as they stand.
        editor_note: a message to the desk, such as what a correction corrects.
        embargo: ISO 8601 moment with its offset before which nothing may be published;
            empty for none.
        status: whether it may be used at all.
        signals: alert, update, correction, kill …
        links: what it points at (remote content, related items), as the wire names them.
        captions: texts of pictures that came with it.
    """

    identity: str = ""
    version: int = 0
    created: str = ""
    provider: str = ""
    slug: str = ""
    headline: str = ""
    subheadline: str = ""
    byline: str = ""
    dateline: Dateline = field(default_factory=Dateline)
    language: str = ""
    urgency: int = 0
    keywords: tuple[str, ...] = ()
    genre: str = ""
    credit: str = ""
    copyright: str = ""
    usage_terms: str = ""
    editor_note: str = ""
    embargo: str = ""
    status: Status = Status.USABLE
    signals: tuple[Signal, ...] = ()
    links: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
