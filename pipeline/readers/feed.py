"""RSS and Atom files with the text of their entries, through feedparser."""

from __future__ import annotations

import re
from typing import Any

from pipeline.article import Article, Notice
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers.compose import compose
from pipeline.readers.fragment import (
    fold,
    html_parts,
    one_line,
    plain,
    text_parts,
    with_headline,
)
from pipeline.readers.markup import Part
from pipeline.wire import WireItem

MAX_FEED_BYTES = 3_000_000
"""The parser takes seconds a megabyte; a feed with the text of fifty stories has 0.3."""
_MOST_TAGS = 100_000
MAX_ENTRIES = 2_000


class FeedReader:
    """Every entry with text is an article; nothing that a feed points at is fetched."""

    name = "RSS/Atom"

    def sniff(self, data: bytes) -> bool:
        """The root element: ``rss``, Atom's ``feed``, or RDF with RSS in it."""
        head = re.sub(rb"[\0]", b"", data[:8192].removeprefix(b"\xef\xbb\xbf"))
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
        root = re.match(
            rb"\s*(?:(?:<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,2000}-->|<!DOCTYPE[^>\[]{0,300}"
            rb"(?:\[[^\]]{0,4000}\]\s*)?>)\s*){0,10}<([\w:]{1,30})([^>]{0,2000})",
            head,
            re.IGNORECASE,
        )
        if not root:
            return False
        tag = root[1].rpartition(b":")[2].lower()
        return tag == b"rss" or (
            (tag == b"feed" and b"/Atom" in root[2]) or (tag == b"rdf" and b"/rss/" in root[2])
        )

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read its entries; see :class:`pipeline.readers.base.Reader`.

        Raises:
            InputTooLargeError: over :data:`MAX_FEED_BYTES` or :data:`MAX_ENTRIES`.
            InputError: entities that grow when expanded, or broken beyond use.
            EmptyInputError: no entry has text.
        """
        if len(data) > MAX_FEED_BYTES or data.count(b"<") + data.count(b"&lt;") > _MOST_TAGS:
            raise InputTooLargeError(
                f"{name} is a feed of more than {MAX_FEED_BYTES // 1_000_000} MB "
                f"or {_MOST_TAGS:,} tags.",
                hint="Split it, or give the stories one by one.",
            )
        if len(re.findall(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", data)) > MAX_ENTRIES:
            raise _too_many(name)
        if re.search(rb"<!ENTITY", data.replace(b"\0", b""), re.IGNORECASE):
            raise InputError(
                f"{name} is a feed that defines entities, as attacks do and no feed needs.",
                hint="Ask the sender for a feed without a DTD.",
            )
        feed = _parsed(data, name)
        entries = feed.get("entries") or []
        if len(entries) > MAX_ENTRIES:
            raise _too_many(name)
        encoding = str(feed.get("encoding") or "utf-8").lower()
        made: list[Article] = []
        without: list[str] = []
        for entry in entries:
            article = _article(entry, _dict(feed, "feed"), name, encoding)
            if article is None:
                without.append(f"“{plain(str(entry.get('title') or 'untitled'))[:80]}”")
            else:
                made.append(article)
        return _checked(made, without, name, broken=bool(feed.get("bozo")))


def _too_many(name: str) -> InputTooLargeError:
    return InputTooLargeError(
        f"{name} is a feed of more than {MAX_ENTRIES:,} entries.", hint="Split it."
    )


def _parsed(data: bytes, name: str) -> Any:
    import io
    import warnings

    import feedparser  # type: ignore[import-untyped]  # ships no types

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about its own insides, not about the feed
            # A stream: bytes or text could be taken for an address and fetched.
            return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except Exception as error:  # the library parses leniently and fails anywhere
        raise InputError(
            f"{name} is a feed that is broken beyond reading ({type(error).__name__}).",
            hint="Get it again; it may have been cut off.",
        ) from error


def _checked(
    made: list[Article], without: list[str], name: str, *, broken: bool
) -> tuple[Article, ...]:
    from dataclasses import replace

    if not made and not without:
        raise EmptyInputError(
            f"{name} is a feed without entries{' that can be read' if broken else ''}.",
            hint="Give a feed with the text of its stories.",
        )
    if not made:
        raise EmptyInputError(
            f"{name} is a feed whose entries have no text, only titles.",
            hint="Give the pages that it points at, saved as HTML.",
        )
    said: list[Notice] = []
    if without:
        listed = ", ".join(without[:10])
        said.append(Notice("items-left-out", f"Left out, without text: {listed}."))
    if broken:
        said.append(
            Notice("damaged-feed", "The feed is not well-formed XML; what could be read was read.")
        )
    made[0] = replace(made[0], notices=(*made[0].notices, *said))
    return tuple(made)


def _article(entry: Any, feed: Any, name: str, encoding: str) -> Article | None:
    full, kind, summary = _texts(entry)
    parts = _parts(full, kind, name)
    teaser = False
    if not parts:
        parts = _parts(*summary, name)
        teaser = bool(parts)
    if not parts:
        return None
    headline = plain(str(entry.get("title") or ""))
    source = _dict(entry, "source")
    provider = plain(str(source.get("title") or feed.get("title") or ""))
    identity = one_line(str(entry.get("id") or entry.get("link") or ""))
    tags = [one_line(str(tag.get("term") or "")) for tag in _dicts(entry, "tags")]
    credited = [one_line(str(c.get("content") or "")) for c in _dicts(entry, "media_credit")]
    captions = [
        plain(str(media.get("content") or ""))
        for media in [*_dicts(entry, "media_text"), *_dicts(entry, "media_description")]
    ]
    links = [one_line(str(link.get("href") or "")) for link in _dicts(entry, "links")]
    item = WireItem(
        identity=identity,
        created=_moment(entry),
        provider=provider,
        headline=headline,
        subheadline=_below(summary, full, name) if not teaser else "",
        byline=plain(str(entry.get("author") or "")),
        language=_language(entry, feed),
        keywords=tuple(dict.fromkeys(tag for tag in tags if tag)),
        credit=next((c for c in credited if c), ""),
        copyright=plain(str(entry.get("rights") or feed.get("rights") or "")),
        links=tuple(dict.fromkeys(link for link in links if link))[:200],
        captions=tuple(dict.fromkeys(c for c in captions if c)),
    )
    said = (Notice("summary-only", "The feed has only a summary of this story, which was read."),)
    return compose(
        name,
        with_headline(headline, parts),
        encoding=encoding,
        item=item,
        metadata={"feed": provider} if provider else {},
        notices=said if teaser else (),
    )


def _dict(entry: Any, key: str) -> Any:
    """What the library gives under a key, but for a feed that has an element of that name: then
    it is the text of that.
    """
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _dicts(entry: Any, key: str) -> list[Any]:
    """The same where it is a list."""
    values = entry.get(key)
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def _texts(entry: Any) -> tuple[str, str, tuple[str, str]]:
    """The longest content with its media type, and the summary with its own."""
    contents = [
        (str(one.get("value") or ""), str(one.get("type") or "text/html"))
        for one in _dicts(entry, "content")
    ]
    full, kind = max(contents, key=lambda pair: len(pair[0]), default=("", ""))
    detail = _dict(entry, "summary_detail")
    summary = str(entry.get("summary") or ""), str(detail.get("type") or "text/html")
    return full, kind, summary


def _below(summary: tuple[str, str], full: str, name: str) -> str:
    """The summary as a subheadline, where it is short and not how the text begins."""
    text = " ".join(part for _, part in _parts(*summary, name))
    text = one_line(text)
    return "" if not text or len(text) > 400 or fold(text)[:60] in fold(full) else text


def _parts(text: str, kind: str, name: str) -> list[Part]:
    if kind == "text/plain" and not re.search(r"</\w+>", text):
        return text_parts(text, name)
    return html_parts(text, name)


def _moment(entry: Any) -> str:
    """When it was last changed or published; feedparser gives it in UTC."""
    from datetime import UTC, datetime

    for key in ("updated_parsed", "published_parsed"):
        if key not in entry:  # asked first: the library warns where it takes one for the other
            continue
        try:
            year, month, day, hour, minute, second = entry[key][:6]
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
        except (ValueError, TypeError, OverflowError):
            continue
    return ""


def _language(entry: Any, feed: Any) -> str:
    details = [*_dicts(entry, "content"), _dict(entry, "title_detail")]
    found = [str(detail.get("language") or "") for detail in details]
    found += [str(entry.get("language") or ""), str(feed.get("language") or "")]
    return next((text for text in found if text), "").strip().casefold()[:35]
