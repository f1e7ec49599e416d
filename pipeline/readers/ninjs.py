"""ninjs, the IPTC's news in JSON: versions 1.x, 2.x and 3.x, and Superdesk's dialect of 1.x."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.article import Article, Notice
from pipeline.errors import EmptyInputError, InputError, NoStoryError
from pipeline.readers.compose import compose
from pipeline.readers.encoding import decode
from pipeline.readers.fragment import (
    fold,
    html_parts,
    one_line,
    plain,
    text_parts,
    with_headline,
)
from pipeline.readers.markup import Part
from pipeline.readers.vocabulary import moment_with_offset
from pipeline.wire import Dateline, Signal, Status, WireItem

MAX_ITEMS = 10_000
"""Most items that one file may hold."""

_MOST_LINKS = 200
_TEXT_TYPES = ("", "text", "composite", "article", "story")


class NinjsReader:
    """One item, a list of items, or an object with ``items``; all other JSON is refused."""

    name = "ninjs"

    def sniff(self, data: bytes) -> bool:
        """An object or a list of objects, by the first characters: no wire begins so."""
        head = data[:4096].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
        head = head.removeprefix(b"\xfe\xff").replace(b"\0", b"")
        return bool(re.match(rb'\s*(?:\[\s*)?\{\s*(?:"|\}\s*\Z)', head))

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read its items; see :class:`pipeline.readers.base.Reader`.

        Raises:
            InputError: not JSON, or not ninjs.
            EmptyInputError: no item in it has text, though one should have.
            NoStoryError: every item in it is something else, such as a picture.
            BinaryInputError, EncodingError: not text.
        """
        decoded = decode(data, name)
        items = _items(_parsed(decoded.text, name), name)
        articles: list[Article] = []
        without: list[str] = []
        for item in items:
            article = _article(item, name, decoded.encoding)
            if isinstance(article, Article):
                articles.append(article)
            else:
                without.append(article)
        if not articles:
            lost = any(_text(item, "type") in _TEXT_TYPES for item in items)
            raise (EmptyInputError if lost else NoStoryError)(
                f"{name} holds no text: {'; '.join(without[:3])}.",
                hint="Give an item with body_text, body_xhtml or bodies.",
            )
        if without:
            said = Notice("items-left-out", f"Left out, without text: {'; '.join(without[:10])}.")
            articles[0] = _noticed(articles[0], said)
        return tuple(articles)


def _parsed(text: str, name: str) -> Any:
    import json

    try:
        return json.loads(text)
    except RecursionError as error:
        raise InputError(
            f"{name} is JSON nested more deeply than any wire is.",
            hint="Ask the sender for a sound file.",
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name} looks like JSON but is broken at line {error.lineno}: {error.msg}.",
            hint="It may have been cut off; get it again.",
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(
            f"{name} is JSON with a number that is too long.",
            hint="Ask the sender for a sound file.",
        ) from error


def _items(value: Any, name: str) -> list[dict[str, Any]]:
    """The news items in a file: itself, its list, or the list in ``items`` or ``data``."""
    listed = value
    if isinstance(value, dict) and not _is_item(value):
        listed = next((value[k] for k in ("items", "data", "_items") if value.get(k)), value)
        if isinstance(listed, dict) and isinstance(listed.get("items"), list):
            listed = listed["items"]
    found = listed if isinstance(listed, list) else [listed]
    # Some senders wrap each item: {"item": {...}}.
    found = [one.get("item", one) if isinstance(one, dict) else one for one in found]
    items = [one for one in found if isinstance(one, dict) and _is_item(one)]
    if not items:
        raise InputError(
            f"{name} is JSON, but no ninjs item: it has no uri with a headline or a body.",
            hint="Give a ninjs file, or the text of the wire as plain text.",
        )
    if len(items) > MAX_ITEMS:
        raise InputError(
            f"{name} holds more than {MAX_ITEMS:,} items.", hint="Split it into several files."
        )
    return items


def _is_item(value: dict[str, Any]) -> bool:
    """The standard demands ``uri`` alone, which Superdesk calls ``guid``; schemas have neither."""
    named = isinstance(value.get("uri", value.get("guid")), str)
    body = any(key.startswith(("body_", "description_")) or key in _ITEM_KEYS for key in value)
    return body and (named or "headline" in value or "headlines" in value)


_ITEM_KEYS = frozenset(
    {"bodies", "descriptions", "headline", "headlines", "pubstatus", "versioncreated", "type"}
)


def _article(value: dict[str, Any], name: str, encoding: str) -> Article | str:
    """The article, or why there is none: a few words that name the item."""
    item, notices = _item(value)
    parts = _body(value, name)
    if not parts and item.status is Status.USABLE and Signal.KILL not in item.signals:
        kind = _text(value, "type") or "item"
        what = item.headline or item.slug or item.identity or "without a name"
        if kind in _TEXT_TYPES:
            return f"the {kind} item “{what[:80]}” has no body"
        return f"“{what[:80]}” is of type {kind[:40]}, with no body"
    if parts:
        parts = with_headline(item.headline, parts)
        parts = _with_byline(item.byline, parts)
    metadata = {
        key: text
        for key in ("type", "profile", "firstcreated", "evolvedfrom", "expires", "title", "located")
        if (text := _text(value, key))
    }
    return compose(
        name, parts, encoding=encoding, item=item, metadata=metadata, notices=tuple(notices)
    )


def _with_byline(byline: str, parts: list[Part]) -> list[Part]:
    """The byline under the headline, unless the text has it near its head or its end."""
    from pipeline.article import Role

    near = [fold(text) for _, text in (*parts[:4], *parts[-2:])]
    if not byline or any(fold(byline) in text for text in near):
        return parts
    at = 1 if parts[0][0] is Role.HEADLINE else 0
    return [*parts[:at], (Role.BYLINE, byline), *parts[at:]]


def _body(value: dict[str, Any], name: str) -> list[Part]:
    """The fullest markup there is, since it knows headings; else the plain text."""
    marked: list[str] = []
    bare: list[str] = []
    for key in ("body_xhtml", "body_html", "body_text"):
        text = value.get(key)
        if isinstance(text, str):
            (bare if key == "body_text" else marked).append(text)
    for body in _dicts(value.get("bodies")):
        text, kind = body.get("value"), f"{body.get('contenttype') or body.get('role') or ''}"
        if isinstance(text, str) and "html" in kind:
            marked.append(text)
        elif isinstance(text, str) and "xml" not in kind:  # a body in another schema's tags
            bare.append(text)
    for text in marked:
        if parts := html_parts(text, name):
            return parts
    return next((parts for text in bare if (parts := text_parts(text, name))), [])


def _item(value: dict[str, Any]) -> tuple[WireItem, list[Notice]]:
    notices: list[Notice] = []
    main, sub = _headlines(value)
    located = _text(value, "located")
    captions, links = _associations(value)
    said = {str(s).rpartition(":")[2].casefold() for s in _names(value.get("signals"))}
    note = plain(_text(value, "ednote"))
    embargo = _embargo(value, notices)
    version = _text(value, "version")
    urgency = _text(value, "urgency")
    provider = _first(
        _names(value.get("infosource")),
        _names(value.get("infosources")),
        [_text(value, "source"), _text(value, "provider"), _text(value, "copyrightholder")],
    )
    credit = _described(value, "creditline") or _text(value, "creditline")
    evolved = _text(value, "evolvedfrom")
    item = WireItem(
        identity=_text(value, "uri") or _text(value, "guid"),
        version=int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0,
        created=moment_with_offset(_text(value, "versioncreated"))
        or moment_with_offset(_text(value, "firstcreated")),
        provider=provider,
        slug=_text(value, "slugline"),
        headline=main,
        subheadline=sub,
        byline=_byline(value),
        dateline=Dateline(text=located, place=located) if located else Dateline(),
        language=_text(value, "language").casefold(),
        urgency=int(urgency) if re.fullmatch("[1-8]", urgency) else 0,
        keywords=tuple(
            dict.fromkeys(
                name
                for key in ("subject", "subjects", "keywords")
                for name in _names(value.get(key))
            )
        ),
        genre=_first(_names(value.get("genre")), _names(value.get("genres"))),
        credit=credit or provider,
        copyright=plain(_text(value, "copyrightnotice")) or _text(value, "copyrightholder"),
        usage_terms=plain(_text(value, "usageterms")),
        editor_note=note,
        embargo=embargo,
        status=_status(_text(value, "pubstatus"), notices),
        signals=_signals(said),
        links=tuple(dict.fromkeys(filter(None, (evolved, *links)))),
        captions=tuple(dict.fromkeys(captions)),
    )
    return item, notices


def _status(said: str, notices: list[Notice]) -> Status:
    """``pubstatus``; British spelling and Superdesk's words for it too.

    What is unknown, like an embargo that cannot be read, must not be published by mistake.
    """
    word = said.rpartition(":")[2].casefold()
    if word in ("canceled", "cancelled", "killed", "kill", "recalled"):
        return Status.CANCELED
    if word not in ("", "usable", "withheld", "withhold", "held"):
        notices.append(Notice("status-unclear", f"Unknown status {said}; it counts as withheld."))
    unclear = any(notice.code == "embargo-unclear" for notice in notices)
    return Status.USABLE if word in ("", "usable") and not unclear else Status.WITHHELD


def _signals(said: set[str]) -> tuple[Signal, ...]:
    words = " ".join(said)
    return tuple(
        signal
        for signal, pattern in (
            (Signal.ALERT, r"alert|flash"),
            (Signal.URGENT, r"urgent"),
            (Signal.UPDATE, r"update|writethru|rewrite"),
            (Signal.CORRECTION, r"correct"),
            (Signal.KILL, r"\bkill|withdraw|retract"),
        )
        if re.search(pattern, words)
    )


def _embargo(value: dict[str, Any], notices: list[Notice]) -> str:
    """``embargoed`` (1.x, 2.x) or ``embargoedUntil``; one that is no date must still hold."""
    for key in ("embargoed", "embargoedUntil", "embargoeduntil", "embargo"):
        said = _text(value, key)
        if not said:
            continue
        if found := moment_with_offset(said):
            if len(found) == 10:
                found += "T00:00:00+00:00"
            if not re.search(r"(?:Z|[+-]\d\d:?\d\d)\s*$", said):
                notices.append(
                    Notice("embargo-offset", f"The embargo {said} has no offset; taken as UTC.")
                )
            return found
        message = f"The embargo cannot be read as a date: {said}. The item counts as withheld."
        notices.append(Notice("embargo-unclear", message))
    return ""


def _headlines(value: dict[str, Any]) -> tuple[str, str]:
    entries = [
        (str(one.get("role") or "").casefold(), plain(str(one.get("value") or "")))
        for one in _dicts(value.get("headlines"))
    ]
    main = plain(_text(value, "headline")) or next(
        (text for role, text in entries if text and role in ("main", "headline", "")), ""
    )
    main = main or next((text for _, text in entries if text), "")
    below = plain(_text(value, "subheadline")) or next(
        (text for role, text in entries if text and text != main and "sub" in role), ""
    )
    return main, below


def _byline(value: dict[str, Any]) -> str:
    for key in ("byline", "by"):
        if text := plain(_text(value, key)):
            return text
    return ", ".join(_names(value.get("bylines")) or _names(value.get("by")))


def _associations(value: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Captions and addresses of pictures, films and stories that hang on the item."""
    held = value.get("associations")
    found = list(held.values()) if isinstance(held, dict) else held
    captions: list[str] = []
    links: list[str] = []
    for one in _dicts(found)[:_MOST_LINKS]:
        if _text(one, "type") not in _TEXT_TYPES:
            caption = _text(one, "description_text") or _described(one) or _text(one, "body_text")
            if caption := plain(caption or _text(one, "description_html")):
                captions.append(caption)
        link = _text(one, "uri") or _text(one, "guid") or _text(one, "href")
        links.append(link or next((_text(r, "href") for r in _renditions(one)), ""))
    if _text(value, "type") not in _TEXT_TYPES and (own := plain(_described(value))):
        captions.append(own)
    return captions, links


def _renditions(one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    held = one.get("renditions")
    yield from _dicts(list(held.values()) if isinstance(held, dict) else held)


def _described(value: dict[str, Any], *roles: str) -> str:
    """The text of ``descriptions`` with one of the roles (``caption`` or text if none given)."""
    wanted = roles or ("caption", "text", "")
    for one in _dicts(value.get("descriptions")):
        if str(one.get("role") or "").casefold() in wanted and isinstance(one.get("value"), str):
            return one_line(one["value"])
    return ""


def _text(value: dict[str, Any], key: str) -> str:
    """A string or a number as one line; all else is empty."""
    found = value.get(key)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return one_line(str(found) if isinstance(found, str) or abs(found) < 10**12 else "")


def _names(value: Any) -> list[str]:
    """``[{"name": …}]``, one such object, or strings."""
    found = value if isinstance(value, list) else [value]
    names = []
    for one in found[:1000]:
        if isinstance(one, str):
            names.append(one_line(one))
        elif isinstance(one, dict):
            keys = ("name", "value", "byline", "literal", "uri", "code")
            names.append(next((text for key in keys if (text := _text(one, key))), ""))
    return [name for name in names if name]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _first(*lists: list[str]) -> str:
    return next((text for found in lists for text in found if text), "")


def _noticed(article: Article, notice: Notice) -> Article:
    from dataclasses import replace

    return replace(article, notices=(*article.notices, notice))
