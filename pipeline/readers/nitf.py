"""NITF, the News Industry Text Format 3.x: a file of its own, or the text within NewsML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.article import Article, Notice, Role
from pipeline.readers import assembly, vocabulary
from pipeline.readers.markup import Part, parts_of, text_of
from pipeline.readers.xml_tools import LANG, parse, root_of
from pipeline.wire import Dateline, Signal, Status, WireItem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class NitfReader:
    """One article a file."""

    name = "NITF"

    def sniff(self, data: bytes) -> bool:
        """Whether the root element is ``nitf``."""
        return root_of(data)[0] == "nitf"

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read one article; see :class:`pipeline.readers.base.Reader`.

        Raises:
            EmptyInputError: no text in it.
            InputError: and what :func:`pipeline.readers.xml_tools.parse` raises.
        """
        parsed = parse(data, name)
        item = item_of(parsed.root)
        article = assembly.assemble(
            name,
            body_of(parsed.root),
            encoding=parsed.encoding,
            item=item,
            metadata=dict(_metadata(parsed.root)),
            notices=(*parsed.notices, *_notices(parsed.root)),
        )
        why = "there is a headline but no text" if item.headline else "there is no text in it"
        return assembly.finish(
            name, [article] if article else [], [] if article else [why], self.name, lost=True
        )


def item_of(nitf: Element) -> WireItem:
    """What ``docdata`` and the head of the body say."""
    docdata = _first(nitf, "head/docdata")
    head = _first(nitf, "body/body.head")
    embargo, status = _release(docdata)
    headline, subheadline = _headlines(nitf, head)
    version = _value(docdata, "du-key", "version") or _value(docdata, "du-key", "generation")
    return WireItem(
        identity=_value(docdata, "doc-id", "id-string"),
        version=vocabulary.number(version),
        created=vocabulary.moment(_value(docdata, "date.issue", "norm")),
        provider=_value(docdata, "doc-id", "regsrc")
        or text_of(_child(head, "distributor"))
        or _value(docdata, "del-list/from-src", "src-name"),
        slug=_value(docdata, "fixture", "fix-id"),
        headline=headline,
        subheadline=subheadline,
        byline=text_of(_child(head, "byline")),
        dateline=_dateline(_child(head, "dateline")),
        language=vocabulary.language(
            nitf.get("baselang") or nitf.get(LANG) or _language(nitf) or ""
        ),
        urgency=vocabulary.urgency(_value(docdata, "urgency", "ed-urg")),
        keywords=_keywords(nitf, docdata),
        genre=vocabulary.joined(
            (p.get("tobject.property.type", "") for p in nitf.iter("tobject.property")), ", "
        ),
        credit=text_of(_child(_first(nitf, "body/body.end"), "tagline")),
        copyright=_copyright(docdata, head),
        usage_terms=_usage(docdata, head),
        editor_note=_editor_note(docdata, head),
        embargo=embargo,
        status=status,
        signals=_signals(nitf, docdata),
        links=tuple(
            dict.fromkeys(
                m.get("source", "") for m in nitf.iter("media-reference") if m.get("source")
            )
        ),
    )


def body_of(nitf: Element) -> list[Part]:
    """The parts of the story.

    An abstract comes first where the text does not have it; an editor's note never does.
    """
    head = _first(nitf, "body/body.head")
    content = _first(nitf, "body/body.content")
    if content is None and head is None:
        content = nitf  # less than the DTD asks for, but text all the same
    parts = parts_of(content) if content is not None else []
    shown = _letters(" ".join(text for _, text in parts))
    abstract = _child(head, "abstract")
    if abstract is not None and _letters(text_of(abstract)) not in shown:
        opening: list[Part] = [(Role.PARAGRAPH, text) for _, text in parts_of(abstract)]
        parts = opening + parts
    end = _first(nitf, "body/body.end")
    return parts + (parts_of(end) if end is not None else [])


def _headlines(nitf: Element, head: Element | None) -> tuple[str, str]:
    hedline = _child(head, "hedline")
    title = text_of(_child(hedline, "hl1"))
    if hedline is not None and not title:
        title = text_of(hedline)
    second = vocabulary.joined(text_of(hl2) for hl2 in _all(hedline, "hl2"))
    title = title or text_of(_first(nitf, "head/title"))
    return title, "" if second == title else second


def _dateline(element: Element | None) -> Dateline:
    if element is None:
        return Dateline()
    story_date = _child(element, "story.date")
    date = vocabulary.moment(story_date.get("norm", "")) if story_date is not None else ""
    text = text_of(element)
    if story_date is not None and re.fullmatch(r"[\d:TZ+-]{8,}", text_of(story_date)):
        # A date for machines is no part of the line.
        text = text.replace(text_of(story_date), "")
    location = _child(element, "location")
    if location is not None and story_date is not None and not location.tail:
        # Two elements side by side, with nothing between them.
        glued = re.compile(rf"({re.escape(text_of(location))})(?={re.escape(text_of(story_date))})")
        text = glued.sub(r"\1, ", text, count=1) if text_of(story_date) else text
    city = _child(location, "city")
    place = text_of(city if city is not None else location)
    return vocabulary.dateline(text.strip(" ,"), place, date[:10])


def _keywords(nitf: Element, docdata: Element | None) -> tuple[str, ...]:
    keys = [k.get("key", "") for k in _all(docdata, "key-list/keyword")]
    for subject in nitf.iter("tobject.subject"):
        keys += [
            subject.get(f"tobject.subject.{part}", "") for part in ("type", "matter", "detail")
        ]
    return tuple(dict.fromkeys(key.strip() for key in keys if key.strip()))


def _copyright(docdata: Element | None, head: Element | None) -> str:
    year, holder = (_value(docdata, "doc.copyright", key) for key in ("year", "holder"))
    return f"© {year} {holder}".replace("  ", " ") if holder else text_of(_child(head, "copyrite"))


def _usage(docdata: Element | None, head: Element | None) -> str:
    rights = _child(head, "rights")
    # An owner alone allows and forbids nothing.
    terms = (
        [text_of(rights)] if rights is not None and _child(rights, "rights.owner") is None else []
    )
    return vocabulary.joined(
        [*terms, *(r.get("limitations", "") for r in _all(docdata, "doc.rights"))]
    )


def _editor_note(docdata: Element | None, head: Element | None) -> str:
    notes = [message.get("info", "").strip() for message in _all(docdata, "ed-msg")]
    notes += [correction.get("info", "").strip() for correction in _all(docdata, "correction")]
    notes += [text_of(note) for note in _all(head, "note")]
    return vocabulary.notes(notes)


def _release(docdata: Element | None) -> tuple[str, Status]:
    """Embargo and state: ``date.release`` holds an item whose state is ``embargoed``."""
    word = docdata.get("management-status", "").lower() if docdata is not None else ""
    release = vocabulary.moment(_value(docdata, "date.release", "norm"))
    if word == "embargoed" and not release:
        return "", Status.WITHHELD
    return release, vocabulary.status(word) or Status.USABLE


def _signals(nitf: Element, docdata: Element | None) -> tuple[Signal, ...]:
    words = [p.get("tobject.property.type", "") for p in nitf.iter("tobject.property")]
    words += [t.get("tobject.type", "") for t in nitf.iter("tobject")]
    words += [message.get("msg-type", "") for message in _all(docdata, "ed-msg")]
    words += ["correction" for _ in _all(docdata, "correction")]
    return vocabulary.signals(words)


def _notices(nitf: Element) -> tuple[Notice, ...]:
    docdata = _first(nitf, "head/docdata")
    if docdata is None:
        return ()
    notices = []
    if docdata.get("management-status") == "embargoed" and not _all(docdata, "date.release"):
        notices.append(
            Notice(
                "embargo-without-time", "The item is under embargo but says no time for its end."
            )
        )
    other, state = docdata.get("management-doc-idref"), docdata.get("management-idref-status")
    if other and state and vocabulary.status(state) is not Status.USABLE:
        notices.append(
            Notice("other-item", f"The item says that another one, {other}, is {state}.")
        )
    return tuple(notices)


def _metadata(nitf: Element) -> Iterator[tuple[str, str]]:
    docdata = _first(nitf, "head/docdata")
    for path, key in (
        ("date.release", "norm"), ("date.expire", "norm"), ("doc-scope", "scope"),
        ("evloc", "city"), ("evloc", "iso-cc"), ("series", "series.name"),
    ):  # fmt: skip  # pairs
        if value := _value(docdata, path, key):
            yield f"{path} {key}", value
    for key in ("management-doc-idref", "management-idref-status"):
        if docdata is not None and docdata.get(key):
            yield key, docdata.get(key, "")
    if title := text_of(_first(nitf, "head/title")):
        yield "title", title


def _language(nitf: Element) -> str | None:
    """The language of the first paragraph that says one."""
    return next((p.get(LANG) for p in nitf.iter("p", "body", "body.content") if p.get(LANG)), None)


def _first(element: Element | None, path: str) -> Element | None:
    return element.find(path) if element is not None else None


def _child(element: Element | None, name: str) -> Element | None:
    return _first(element, name)


def _all(element: Element | None, path: str) -> list[Element]:
    return element.findall(path) if element is not None else []


def _value(element: Element | None, path: str, key: str) -> str:
    """An attribute of the first element there that has it."""
    return next((e.get(key, "").strip() for e in _all(element, path) if e.get(key)), "")


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
