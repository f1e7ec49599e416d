"""IPTC 7901, the recommended message format of 1979 that agencies' text services still use.

::

    SOH source number priority category words optional CR LF
    keywords CR LF
    STX text ETX
    day hour minute GMT month year … EOT
"""

from __future__ import annotations

import re

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError
from pipeline.readers import vocabulary
from pipeline.readers.fragment import one_line
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
from pipeline.readers.teletype_head import head_lines, notes_of
from pipeline.wire import WireItem

_HEADER = (
    rb"(?P<source>[A-Za-z]{2,4})(?P<number>\d{3,4}) (?P<priority>[1-9])"
    rb" ?(?P<category>[A-Za-z]{1,3})? (?P<words>\d{1,5})\b(?P<rest>[^\r\n\x02]{0,200})"
)
_STAMP = r"\b(\d\d)(\d\d)(\d\d)\s+GMT\s+([A-Za-zéûÉÛ]{3,9})\.?\s+(\d{4}|\d\d)\b"


class Iptc7901Reader:
    """Messages between SOH and EOT; several in a file are several articles."""

    name = "IPTC 7901"

    def sniff(self, data: bytes) -> bool:
        """A header line after SOH, or at the very beginning with an STX to follow."""
        head = data[:2048].lstrip(PADDING + b" \r\n")
        found = re.match(rb"(\x01\s{0,4})?" + _HEADER, head)
        return bool(found and (found[1] or b"\x02" in head))

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read its messages; see :class:`pipeline.readers.base.Reader`.

        Raises:
            EmptyInputError: no message has text.
            BinaryInputError, EncodingError: not text.
        """
        made: list[Article] = []
        failed: list[EmptyInputError] = []
        for message in _messages(data, name):
            try:
                made.append(_message(message, name))
            except EmptyInputError as error:
                failed.append(error)
        return gathered(made, failed, name)


def _messages(data: bytes, name: str) -> list[bytes]:
    starts = [
        m.start() for m in re.finditer(rb"(?:\x01\s{0,4}|\A[\s\x00\x16\x7f]*)" + _HEADER, data)
    ]
    within(starts, name)
    return [data[low:high] for low, high in zip(starts, [*starts[1:], None], strict=True)]


def _message(data: bytes, name: str) -> Article:
    found = re.search(_HEADER, data)
    fields = {
        key: (text or b"").decode("latin-1").strip()
        for key, text in (found.groupdict() if found else {}).items()
    }
    after = data[found.end() if found else 0 :]
    head, begun, body = after.partition(b"\x02")
    if not begun:  # without STX the text begins after the first blank line
        head, _, body = after.partition(b"\r\n\r\n")
        body = body or after
    body, _, tail = body.partition(b"\x03")
    body = re.split(rb"\x04", body)[0]
    keywords, _ = to_text(head, name) if head.strip(b" \r\n" + PADDING) else ("", "")
    text, encoding = to_text(body, name)
    slug = one_line(keywords)[:200].rstrip("/= ")
    trailer = tail.decode("latin-1")
    created = _stamp(trailer[:2000]) or _stamp(text[-200:])
    text = re.sub(rf"\n(?:[A-Z]{{2,8}} )?{_STAMP}\s*\Z", "\n", text)
    lines, rest = head_lines(text)
    rest, desk = _for_the_desk(rest)
    parts, advisories, byline = read_head(lines)
    provider = _provider(fields)
    item = WireItem(
        created=created,
        provider=provider,
        slug=slug,
        headline=next((t for role, t in parts if role is Role.HEADLINE), ""),
        byline=byline,
        urgency=min(int(fields.get("priority") or 0), 8),
        keywords=tuple(dict.fromkeys(w for w in re.split(r"[/,]+", slug) if w.strip()))[:50],
        credit=provider,
        editor_note=vocabulary.notes([*notes_of(advisories), *_notes(desk)]),
        signals=signals(" ; ".join([slug, *advisories])),
    )
    metadata = {
        "source": fields.get("source", ""),
        "number": fields.get("number", ""),
        "category": fields.get("category", ""),
        "words": fields.get("words", ""),
        "service": fields.get("rest", "").strip(),
        "advisories": "; ".join(advisories),
        "desk": one_line(desk),
    }
    metadata = {key: value for key, value in metadata.items() if value}
    return article(name, [*parts, *paragraphs(rest, name)], encoding, item, metadata)


def _stamp(text: str) -> str:
    found = re.search(_STAMP, text)
    return stamped(found[1], found[4], found[5], found[2], found[3]) if found else ""


def _provider(fields: dict[str, str]) -> str:
    """The agency, from the optional part of the header: ``/AFP-AB12``, ``dpa 061``."""
    found = re.search(r"([A-Za-z]{2,8})(?:-[A-Za-z]{2}\d\d|\s+\d{1,4})\s*$", fields.get("rest", ""))
    return found[1] if found else ""


def _for_the_desk(text: str) -> tuple[str, str]:
    """What follows "not for publication" is for the desk; so is a notebook above it."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if re.search(
            r"not (?:intended )?for publication|ne pas publier"
            r"|pas destin[ée]e?s? (?:à la publication|[àa] publier)|#{1,2} .{0,20}notebook\s*$",
            line[:200],
            re.IGNORECASE,
        ):
            cut = i - 1 if i and re.fullmatch(r"[\s*_=-]+", lines[i - 1] or " ") else i
            return "\n".join(lines[:cut]), "\n".join(lines[cut:])
    return text, ""


def _notes(desk: str) -> list[str]:
    """The lines under "Note to editors"."""
    found = re.search(
        r"#{0,3} ?(?:note to editors|note aux rédactions|note à la rédaction):?\s*\n"
        r"((?:\s*- .+\n?)+)",
        desk,
        re.IGNORECASE,
    )
    return [one_line(line).lstrip("- ") for line in found[1].splitlines()] if found else []
