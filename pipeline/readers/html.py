"""Saved HTML pages: the story without the furniture of the site, through trafilatura."""

from __future__ import annotations

import re
from typing import Any

from pipeline.article import Article, Notice, Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers.compose import compose
from pipeline.readers.encoding import decode
from pipeline.readers.fragment import (
    clean,
    fold,
    html_parts,
    one_line,
    plain,
    running_role,
    with_headline,
)
from pipeline.readers.markup import Part
from pipeline.readers.vocabulary import moment_with_offset
from pipeline.wire import WireItem

MAX_PAGE_BYTES = 3_000_000
"""Finding the story in a page takes seconds a megabyte; pages of news have 0.2."""

_OPENING = (
    rb"\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,5}"
    rb"<(?:!doctype\s+html|(?:html|head|body|article|section|main|div|p|h[1-6]|meta|title)[\s>/])"
)
_MOST_TAGS = 100_000
_SHORT_PAGE = 200  # blocks
_LONGEST_DATA = 200_000


class HtmlReader:
    """One story a page."""

    name = "HTML"

    def sniff(self, data: bytes) -> bool:
        """The first tag: ``<!doctype html>``, ``<html>`` or one that pages have in them."""
        head = data[:4096].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
        head = head.removeprefix(b"\xfe\xff").replace(b"\0", b"")
        return bool(re.match(_OPENING, head, re.IGNORECASE))

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read its story; see :class:`pipeline.readers.base.Reader`.

        Raises:
            InputTooLargeError: over :data:`MAX_PAGE_BYTES`, or of too many tags.
            EmptyInputError: no text in it.
            InputError: nested too deeply.
            BinaryInputError, EncodingError: not text.
        """
        if len(data) > MAX_PAGE_BYTES or data.count(b"<") > _MOST_TAGS:
            raise InputTooLargeError(
                f"{name} is an HTML page of more than {MAX_PAGE_BYTES // 1_000_000} MB "
                f"or {_MOST_TAGS:,} tags.",
                hint="Save the story alone, or its text.",
            )
        text, encoding = _decoded(data, name)
        everything = html_parts(text, name)
        if not everything:
            raise EmptyInputError(
                f"{name} is an HTML page without text.",
                hint="It may be filled by scripts; save it from a browser once it is shown.",
            )
        found = _extracted(_without_bad_data(text), name)
        parts = _parted(_body(found), everything)
        notices: tuple[Notice, ...] = ()
        if not parts:
            parts = everything
            said = "No story could be told from the furniture of the page; all its text was read."
            notices = (Notice("whole-page", said),)
        item = _item(found, text, everything)
        headline = item.headline or next((t for r, t in parts if r is Role.HEADLINE), "")
        parts = _with_captions(parts, item.captions)
        parts = with_headline(headline, parts)
        metadata = {"url": item.links[0]} if item.links else {}
        return (
            compose(name, parts, encoding=encoding, item=item, metadata=metadata, notices=notices),
        )


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text by the character set that the page declares, where its bytes agree."""
    if not re.match(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff", data):
        said = re.search(
            rb"""<meta[^>]{0,200}charset\s{0,3}=\s{0,3}["']?([\w-]{2,20})""", data[:8192]
        )
        said = said or re.search(
            rb"""^\s*<\?xml[^>]{0,200}encoding\s?=\s?["']([\w-]{2,20})""", data
        )
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            if said and (text := _as_declared(data, said[1].decode("ascii", "replace"))):
                return clean(text), said[1].decode("ascii", "replace").lower()
    decoded = decode(data, name)
    return clean(decoded.text), decoded.encoding


def _as_declared(data: bytes, encoding: str) -> str:
    import codecs

    wanted = encoding.lower()
    # What pages call Latin-1 is Windows-1252 (the WHATWG's encoding standard).
    wanted = "cp1252" if wanted in ("iso-8859-1", "latin1", "us-ascii", "ascii") else wanted
    try:
        if not codecs.lookup(wanted).name.startswith(("iso8859", "cp125", "koi8", "mac")):
            return ""
        return data.decode(wanted)
    except (LookupError, UnicodeDecodeError):
        return ""


def _without_bad_data(text: str) -> str:
    """Without JSON-LD that is broken or huge, over which the library takes minutes."""
    import json

    kept: list[str] = []
    position = 0
    for opening in re.finditer(
        r"<script\b[^>]{0,300}\bld\+json\b[^>]{0,300}>", text, re.IGNORECASE
    ):
        if opening.start() < position:
            continue
        end = text.find("</script", opening.end())
        end = len(text) if end < 0 else end
        try:
            sound = end - opening.end() <= _LONGEST_DATA
            if sound:
                json.loads(text[opening.end() : end])
        except (ValueError, RecursionError):
            sound = False
        if not sound:
            kept.append(text[position : opening.end()])
            position = end
    return "".join([*kept, text[position:]])


def _extracted(text: str, name: str) -> Any:
    """What trafilatura finds, or ``None`` where it finds no story."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise InputError(
            f"{name} is an HTML page, and the library that reads them is incomplete: {error}.",
            hint="Install the package again with all it needs, or give the text of the page.",
        ) from error
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # we say it in our own words
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            text,
            fast=True,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # noqa: BLE001  # lenient parsing of anything; the whole page is read instead
        return None


def _body(found: Any) -> list[Part]:
    """The blocks of trafilatura's tree, which has the names of TEI: ``head``, ``p``, ``row``."""
    body = getattr(found, "body", None)
    if body is None:
        return []
    parts: list[Part] = []
    for element in body.iter("p", "head", "item", "quote", "row", "code"):
        inside = {"p", "item", "quote", "row", "code"} & {a.tag for a in element.iterancestors()}
        if inside:
            continue
        if element.tag == "row":
            cells = [one_line("".join(cell.itertext())) for cell in element.iter("cell")]
            text = " | ".join(cell for cell in cells if cell)
        else:
            for line_break in element.iter("lb"):
                line_break.tail = "\n" + (line_break.tail or "")
            text = "".join(element.itertext())
        if text.strip():
            role = Role.CROSSHEAD if element.tag == "head" else running_role(text)
            parts.append((role, text))
    return parts


def _parted(parts: list[Part], everything: list[Part]) -> list[Part]:
    """Of a short page the library gives all the text as one paragraph, its headline included: the
    blocks of the page that it is made of.
    """
    if len(parts) != 1 or len(everything) > _SHORT_PAGE:
        return parts
    whole = fold(parts[0][1])
    made_of = [part for part in everything if (text := fold(part[1])) and text in whole]
    covered = " ".join(fold(text) for _, text in made_of)
    return made_of if len(made_of) > 1 and covered == whole else parts


def _item(found: Any, text: str, everything: list[Part]) -> WireItem:
    def said(name: str) -> str:
        value = getattr(found, name, None)
        return plain(value) if isinstance(value, str) else ""

    def listed(name: str) -> list[str]:
        """A page may have all its keywords in one, with commas between them."""
        value = getattr(found, name, None)
        words = [plain(str(one)) for one in value] if isinstance(value, list) else []
        return [
            word for each in words for part in re.split(r"[,;]", each) if (word := part.strip())
        ]

    lang = re.search(r"""<html\b[^>]{0,500}?\blang\s?=\s?["']?([A-Za-z]{2,3}(?:-\w{2,8})*)""", text)
    stated = _meta(text, "article:modified_time") or _meta(text, "article:published_time")
    return WireItem(
        identity=said("url") or said("fingerprint"),
        created=moment_with_offset(stated) or moment_with_offset(said("date")),
        provider=said("sitename") or said("hostname"),
        headline=said("title"),
        subheadline=said("description"),
        byline=said("author").replace("; ", ", "),
        language=(lang[1] if lang else said("language")).casefold(),
        keywords=tuple(dict.fromkeys([*listed("categories"), *listed("tags")])),
        copyright=said("license"),
        links=tuple(filter(None, [said("url")])),
        captions=tuple(dict.fromkeys(one_line(t) for r, t in everything if r is Role.CAPTION)),
    )


def _meta(text: str, name: str) -> str:
    found = re.search(
        rf"""<meta\s[^>]{{0,100}}["']{re.escape(name)}["'][^>]{{0,100}}content\s?=\s?["']([^"'>]{{1,60}})""",
        text[:200_000],
        re.IGNORECASE,
    )
    return found[1] if found else ""


def _with_captions(parts: list[Part], captions: tuple[str, ...]) -> list[Part]:
    """Captions where the story has them; those it lacks come first, as under a picture."""
    known = {fold(caption) for caption in captions}
    marked = [(Role.CAPTION, text) if fold(text) in known else (role, text) for role, text in parts]
    there = {fold(text) for role, text in marked if role is Role.CAPTION}
    missing: list[Part] = [(Role.CAPTION, c) for c in captions if fold(c) not in there]
    return [*missing[:20], *marked]
