"""ANPA 1312, the American cousin of IPTC 7901, as AP's text services send it.

::

    SYN SYN SOH service number US selector LF
    priority category DC3 DC1 slug month-day words LF
    STX ^line< … text ETX agency-desk-month-day-year time GMT<
    FF EOT
"""

from __future__ import annotations

import re

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError
from pipeline.readers import vocabulary
from pipeline.readers.fragment import one_line
from pipeline.readers.markup import Part
from pipeline.readers.teletype import (
    PADDING,
    article,
    gathered,
    paragraphs,
    signals,
    stamped,
    to_text,
    within,
)
from pipeline.readers.teletype_head import head as read_head
from pipeline.readers.teletype_head import head_lines, is_for_the_desk, notes_of
from pipeline.wire import WireItem

_MOST_HEAD_LINES = 40
_START = rb"\x01[A-Za-z]{0,3}\d{3,5}[^\x01\x02]{0,300}\x02"
_PRIORITIES = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "s": 6, "w": 6}
"""Flash, bulletin, urgent, rush, deferred, and the advances, which can wait."""


class Anpa1312Reader:
    """Messages between SOH and EOT; several in a file are several articles."""

    name = "ANPA 1312"

    def sniff(self, data: bytes) -> bool:
        """SOH, a service letter with a number, and STX soon after."""
        head = data[:1024].lstrip(PADDING + b" \r\n")
        return bool(re.match(_START, head)) and bool(re.search(rb"[\x1f\x11-\x14]", head[:300]))

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read its messages; see :class:`pipeline.readers.base.Reader`.

        Raises:
            EmptyInputError: no message has text.
            InputTooLargeError: over :data:`pipeline.readers.teletype.MAX_MESSAGES`.
            BinaryInputError, EncodingError: not text.
        """
        starts = [m.start() for m in re.finditer(_START, data)]
        within(starts, name)
        made: list[Article] = []
        failed: list[EmptyInputError] = []
        for low, high in zip(starts, [*starts[1:], None], strict=True):
            try:
                made.append(_message(data[low:high], name))
            except EmptyInputError as error:
                failed.append(error)
        return gathered(made, failed, name)


def _message(data: bytes, name: str) -> Article:
    head, _, body = data.partition(b"\x02")
    body, _, tail = body.partition(b"\x03")
    header = head.decode("latin-1")
    text, encoding = to_text(re.split(rb"\x04", body)[0], name)
    numbered = re.match(r"\x01([A-Za-z]{0,3})(\d{3,5})(?:\x1f(\w{1,12}))?", header)
    line = re.search(r"[\r\n]\s*([a-z]) ?([a-z])?\s*[\x11-\x14]+ ?([^\r\n]{0,120})", header)
    keyword = re.match(r"(.*?)\s+\d\d-\d\d\s+(\d{1,5})\s*$", one_line(line[3])) if line else None
    lines, rest = _head_lines(text)
    parts, notes, said = _head(lines)
    if not any(role is Role.HEADLINE for role, _ in parts):  # one that no mark tells apart
        unmarked, rest = head_lines(rest)
        found, to_desk, _ = read_head([_typed(line) for line in unmarked])
        parts += found
        notes += to_desk
    title = re.fullmatch(r"(.*?),\s*(\d{1,5})", said.get("slug", ""))
    slug = title[1] if title else said.get("slug") or (keyword[1] if keyword else "")
    stamp = re.search(
        r"\b([A-Z]{2,4})-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)\s+(\d\d)(\d\d)GMT", tail.decode("latin-1")
    )
    provider = stamp[1] if stamp else said.get("credit", "")
    created = stamped(stamp[3], stamp[2], stamp[4], stamp[5], stamp[6]) if stamp else ""
    item = WireItem(
        created=created,
        provider=provider,
        slug=slug,
        headline=next((t for role, t in parts if role is Role.HEADLINE), ""),
        byline=next((t for role, t in parts if role is Role.BYLINE), ""),
        urgency=_PRIORITIES.get(line[1], 0) if line else 0,
        credit=said.get("credit") or provider,
        editor_note=vocabulary.notes(notes_of(notes)),
        signals=signals(" ; ".join([slug, *notes])),
        links=tuple(said.get("photos", "").split()),
    )
    metadata = {
        "service": numbered[1] if numbered else "",
        "number": numbered[2] if numbered else "",
        "selector": (numbered[3] or "") if numbered else "",
        "category": (line[2] or "") if line else "",
        "words": title[2] if title else keyword[2] if keyword else "",
        "advisories": "; ".join(notes),
    }
    metadata = {key: value for key, value in metadata.items() if value}
    running = [(role, _typed(piece)) for role, piece in paragraphs(rest, name)]
    return article(name, [*parts, *running], encoding, item, metadata)


def _head_lines(text: str) -> tuple[list[str], str]:
    """The flush-left lines above the story: each begins with ``^`` and ends in ``<`` or ``=``."""
    lines = text.lstrip("\n").split("\n")
    end = 0
    while end < min(len(lines), _MOST_HEAD_LINES) and (
        lines[end].startswith("^") or _goes_on(lines, end)
    ):
        end += 1
    heads: list[str] = []
    for line in lines[:end]:
        if line.startswith("^") or not heads:
            heads.append(line.lstrip("^"))
        else:
            heads[-1] += " " + line
    return heads, "\n".join(lines[end:])


def _goes_on(lines: list[str], i: int) -> bool:
    """Whether a line is the rest of a head line that no mark has closed yet."""
    return (
        i > 0
        and lines[i - 1].startswith("^")
        and not re.search(r"[<=>]\s*$", lines[i - 1])
        and not lines[i].startswith((" ", "\t"))
        and bool(lines[i].strip())
    )


def _head(heads: list[str]) -> tuple[list[Part], list[str], dict[str, str]]:
    """Headline, byline and credit as parts; notes to editors; slug, photographs and credit."""
    parts: list[Part] = []
    notes: list[str] = []
    said: dict[str, str] = {}
    for i, raw in enumerate(heads):
        words = _typed(one_line(raw)).strip().rstrip("<=>").strip()
        if not words:
            continue
        if i == 0 and re.search(r"^[A-Z]{2,3}-|,\s*\d{1,5}$", words):
            said["slug"] = words
        elif is_for_the_desk(words) or re.match(
            r"(?:Eds|Editors?|NDLR)\b\.?:", words, re.IGNORECASE
        ):
            notes.append(words)
        elif re.match(r"AP (?:Photos?|Graphics?|Video)\b", words):
            said["photos"] = " ".join(re.findall(r"\b[A-Z]{2,5}\d{2,5}\b", words))
        elif re.match(r"(?:By|Par|De)\s", words, re.IGNORECASE) and len(words) < 150:
            parts.append((Role.BYLINE, words))
        elif any(role is Role.BYLINE for role, _ in parts) and len(words) < 60:
            said["credit"] = words
            parts.append((Role.CREDIT, words))
        elif not any(role is Role.HEADLINE for role, _ in parts):
            parts.append((Role.HEADLINE, words))
        else:
            parts.append((Role.PARAGRAPH, words))
    return parts, notes, said


def _typed(text: str) -> str:
    """Quotes and dashes that a 7-bit code has no signs for, as they are meant."""
    text = text.replace("``", "“").replace("''", "”")
    text = re.sub(r"(?<=[\s“(])`(?=\w)", "‘", text)
    return re.sub(r"(?<=\s)_(?=\s)", "–", text)
