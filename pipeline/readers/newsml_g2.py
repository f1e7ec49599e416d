"""NewsML-G2 2.x: news items, packages of them, and messages that carry several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.article import Article, Notice
from pipeline.errors import EmptyInputError
from pipeline.readers import assembly, nitf, vocabulary
from pipeline.readers.markup import Part, is_story, parts_of, string_parts, text_of
from pipeline.readers.xml_tools import LANG, parse, root_of
from pipeline.wire import Dateline, Status, WireItem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMESPACE = "http://iptc.org/std/nar/"
_NEWS = ("newsItem", "packageItem")
_OTHER = {
    "conceptItem": "a concept for a vocabulary",
    "knowledgeItem": "a vocabulary",
    "catalogItem": "a catalogue of vocabularies",
    "planningItem": "the planning of coverage",
}
_PIECES = ("contentMeta", "contentSet", "groupSet")
_EMPTY = "there is no text in its content"
_NO_CONTENT = "there is no content in it"
_NO_TEXT = "there is no text in it"
_NOT_TEXT = ("picture", "graphic", "video", "audio", "animation")


class NewsmlG2Reader:
    """An article for each ``newsItem`` with text."""

    name = "NewsML-G2"

    def sniff(self, data: bytes) -> bool:
        """Whether the root element is one of NewsML-G2's, in its namespace or in none."""
        root, attributes = root_of(data)
        if root not in ("newsMessage", *_NEWS, *_OTHER, *_PIECES):
            return False
        return _NAMESPACE in attributes or "xmlns" not in attributes

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read the articles; see :class:`pipeline.readers.base.Reader`.

        Raises:
            EmptyInputError: no item has text; the message says what they are.
            InputError: and what :func:`pipeline.readers.xml_tools.parse` raises.
        """
        parsed = parse(data, name)
        if parsed.root.tag in ("contentMeta", "groupSet"):
            raise EmptyInputError(
                f"{name} is a piece of NewsML-G2 ({parsed.root.tag}), not an item, and holds no "
                "story.",
                hint="Give the whole file as the agency sent it.",
            )
        articles, left_out = [], []
        lost = False
        for element in assembly.bounded(_items(parsed.root)):
            item, notices = _item(element)
            body, inner, why = _content(element)
            article = assembly.assemble(
                name,
                body,
                encoding=parsed.encoding,
                item=vocabulary.merged(item, inner),
                metadata=dict(_metadata(element)),
                notices=(*parsed.notices, *notices),
            )
            if article:
                articles.append(article)
            else:
                left_out.append(f"{item.identity or element.tag}: {why}")
                lost = lost or _should_have_text(element, why)
        return assembly.finish(name, articles, left_out, self.name, lost=lost)


def _should_have_text(element: Element, why: str) -> bool:
    """Whether an item that has no text says that it is one, or nothing of what it is."""
    kind = vocabulary.tail(_code(element.find("itemMeta/itemClass")))
    return kind == "text" or (not kind and why in (_EMPTY, _NO_CONTENT, _NO_TEXT))


def _items(root: Element) -> Iterator[Element]:
    """The items of a message in their order, or the one that is the whole file."""
    if root.tag == "newsMessage":
        yield from (child for item_set in root.iter("itemSet") for child in item_set)
    else:
        yield root


def _item(element: Element) -> tuple[WireItem, tuple[Notice, ...]]:
    rights, meta, content = (element.find(n) for n in ("rightsInfo", "itemMeta", "contentMeta"))
    embargo, status, notices = _release(meta)
    tongue = _language(element, content)
    headline, subheadline = _headlines(content, tongue)
    terms = vocabulary.joined(text_of(e) for e in _all(rights, "usageTerms"))
    holder = _name(_find(rights, "copyrightHolder"), tongue)
    notice = vocabulary.joined(text_of(e) for e in _all(rights, "copyrightNotice"))
    return WireItem(
        identity=element.get("guid", "").strip(),
        version=vocabulary.number(element.get("version")),
        created=vocabulary.moment(_text(meta, "versionCreated")),
        provider=_name(_find(meta, "provider"), tongue),
        slug=_text(content, "slugline"),
        headline=headline,
        subheadline=subheadline,
        byline=vocabulary.joined((text_of(e) for e in _all(content, "by")), ", "),
        dateline=_dateline(content),
        language=tongue,
        urgency=vocabulary.urgency(_text(content, "urgency")),
        keywords=tuple(_keywords(element, content, tongue)),
        genre=vocabulary.joined((_name(e, tongue) for e in _all(content, "genre")), ", "),
        credit=_text(content, "creditline"),
        copyright=notice or holder,
        usage_terms=terms,
        editor_note=vocabulary.notes(text_of(e) for e in _all(meta, "edNote")),
        embargo=embargo,
        status=status,
        signals=vocabulary.signals(
            vocabulary.tail(_code(e)) for e in (*_all(meta, "signal"), *_all(meta, "role"))
        ),
        links=tuple(dict.fromkeys(_links(element))),
        captions=tuple(_captions(element, content)),
    ), notices


def _content(element: Element) -> tuple[list[Part], WireItem, str]:
    """The parts of the first rendition with text, what it says itself, or why there is none."""
    if element.tag in _OTHER:
        return [], WireItem(), f"it is {_OTHER[str(element.tag)]}, not news"
    if element.tag == "packageItem":
        return [], WireItem(), "it is a package, which names its items but does not hold them"
    content = element if element.tag == "contentSet" else element.find("contentSet")
    if content is None:
        return [], WireItem(), _NO_CONTENT
    reasons = []
    # The children of a contentSet are renditions of the same content.
    for inline in (*content.findall("inlineXML"), *content.findall("inlineData")):
        read = _inline_xml if inline.tag == "inlineXML" else _inline_data
        parts, own, why = read(inline)
        if parts:
            return parts, own, ""
        reasons.append(why)
    if not reasons and content.find("remoteContent") is not None:
        reasons = ["its content lies elsewhere (remoteContent), which is not fetched"]
    return [], WireItem(), vocabulary.joined(reasons, ", ") or _NO_TEXT


def _inline_xml(inline: Element) -> tuple[list[Part], WireItem, str]:
    article = inline.find("nitf")
    story = inline if article is None else article
    if not is_story(story):
        names = ", ".join(dict.fromkeys(str(child.tag) for child in inline))
        return [], WireItem(), f"its content is data ({names})" if names else _EMPTY
    if article is None:
        return parts_of(story), WireItem(), _EMPTY
    return nitf.body_of(story), nitf.item_of(story), _EMPTY


def _inline_data(inline: Element) -> tuple[list[Part], WireItem, str]:
    kind = inline.get("contenttype", "text/plain").lower()
    if inline.get("encoding") or not kind.startswith(("text/", "application/xhtml")):
        return [], WireItem(), f"its content is encoded data ({kind})"
    parts = string_parts(inline.text or "") if len(inline) == 0 else parts_of(inline)
    return parts, WireItem(), _EMPTY


def _release(meta: Element | None) -> tuple[str, Status, tuple[Notice, ...]]:
    """Embargo and state; whatever cannot be understood counts as withheld."""
    word = vocabulary.tail(_code(_find(meta, "pubStatus")))
    status, notices = vocabulary.status(word or "usable"), []
    if status is None:
        status = Status.WITHHELD
        notices.append(
            Notice("unknown-status", f"The state {word!r} is unknown and taken as withheld.")
        )
    moments = [vocabulary.moment(text_of(e)) for e in _all(meta, "embargoed")]
    # The latest counts where there are several.
    embargo = max((found for found in moments if found), default="")
    if moments and not embargo:
        # NewsML-G2: present but empty means until further notice.
        status = Status.WITHHELD if status is Status.USABLE else status
        notices.append(
            Notice("embargo-without-time", "The item is under embargo until further notice.")
        )
    return embargo, status, tuple(notices)


def _language(element: Element, content: Element | None) -> str:
    said = [e.get("tag", "") for e in _all(content, "language")]
    said += [e.get(LANG, "") for e in _all(element, "contentSet/inlineXML")]
    said += [element.get(LANG, "")]
    return next((tag for tag in map(vocabulary.language, said) if tag), "")


def _headlines(content: Element | None, tongue: str) -> tuple[str, str]:
    heads = _all(content, "headline")
    sub = [e for e in heads if "sub" in e.get("role", "").lower()]
    main = [e for e in heads if e not in sub]
    chosen = _in_language(main, tongue)
    return text_of(chosen), text_of(_in_language(sub, tongue))


def _in_language(elements: list[Element], tongue: str) -> Element | None:
    """The first in the item's language, else the first of all."""
    base = tongue.partition("-")[0]
    own = [e for e in elements if base and e.get(LANG, "").lower().partition("-")[0] == base]
    return next(iter(own or elements), None)


def _name(concept: Element | None, tongue: str) -> str:
    """What a concept is called: its name in the item's language, else a literal or its code."""
    if concept is None:
        return ""
    name = text_of(_in_language(_all(concept, "name"), tongue))
    address = concept.get("uri", "")
    if not name and "//" in address and "newscodes" not in address and not concept.get("qcode"):
        # The address of an organisation, not of a word in a vocabulary.
        return concept.get("literal", "").strip() or address.split("/")[2]
    return name or concept.get("literal", "").strip() or vocabulary.tail(_code(concept))


def _keywords(element: Element, content: Element | None, tongue: str) -> Iterator[str]:
    """Names of subjects, which an ``assert`` may give apart from them; codes are no words."""
    asserted = {_code(e): e for e in _all(element, "assert")}
    seen = set()
    for subject in _all(content, "subject"):
        parts = [subject, *_all(subject, "mainConcept"), *_all(subject, "facetConcept")]
        for part in parts:
            elsewhere = asserted.get(_code(part))
            found = (
                text_of(_in_language(_all(part, "name"), tongue))
                or (text_of(_in_language(_all(elsewhere, "name"), tongue)))
                or part.get("literal", "").strip()
            )
            if found and found not in seen:
                seen.add(found)
                yield found
    for keyword in _all(content, "keyword"):
        if (found := text_of(keyword)) and found not in seen:
            seen.add(found)
            yield found


def _dateline(content: Element | None) -> Dateline:
    return vocabulary.dateline(_text(content, "dateline"))


def _links(element: Element) -> Iterator[str]:
    for found in element.iter("remoteContent", "link", "itemRef"):
        for key in ("href", "residref", "guidref"):
            if value := found.get(key, "").strip():
                yield value
                break


def _captions(element: Element, content: Element | None) -> Iterator[str]:
    """What a picture item or a picture in a package shows."""
    kind = vocabulary.tail(_code(element.find("itemMeta/itemClass")))
    for description in _all(content, "description"):
        if "caption" in description.get("role", "").lower() and kind in _NOT_TEXT:
            yield text_of(description)
    for description in element.iterfind(".//itemRef/description"):
        if "caption" in description.get("role", "").lower():
            yield text_of(description)


def _metadata(element: Element) -> Iterator[tuple[str, str]]:
    meta, content = element.find("itemMeta"), element.find("contentMeta")
    tongue = _language(element, content)
    yield "item", str(element.tag)
    for key, value in (
        ("itemClass", _code(_find(meta, "itemClass"))),
        ("firstCreated", _text(meta, "firstCreated")),
        ("service", _name(_find(meta, "service"), tongue)),
        ("title", _text(meta, "title")),
        ("located", _name(_find(content, "located"), tongue)),
        ("contentCreated", _text(content, "contentCreated")),
        ("contentModified", _text(content, "contentModified")),
        ("creator", vocabulary.joined((_name(e, tongue) for e in _all(content, "creator")), ", ")),
        ("infoSource", _name(_find(content, "infoSource"), tongue)),
        ("description", vocabulary.joined(text_of(e) for e in _all(content, "description"))),
    ):
        if value:
            yield key, value


def _code(element: Element | None) -> str:
    if element is None:
        return ""
    return (element.get("qcode") or element.get("uri") or element.get("literal") or "").strip()


def _find(element: Element | None, path: str) -> Element | None:
    return element.find(path) if element is not None else None


def _all(element: Element | None, path: str) -> list[Element]:
    return element.findall(path) if element is not None else []


def _text(element: Element | None, path: str) -> str:
    return text_of(_find(element, path))
