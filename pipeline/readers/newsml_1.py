"""NewsML 1.0 to 1.2, as AFP, Belga and ATS send it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.article import Article, Notice, Role
from pipeline.readers import assembly, nitf, vocabulary
from pipeline.readers.markup import Part, is_story, parts_of, string_parts, text_of
from pipeline.readers.xml_tools import LANG, parse, root_of
from pipeline.wire import Dateline, Signal, Status, WireItem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_REVISION = re.compile(r":\d+[A-Z]?\Z")
"""The end of a ``PublicIdentifier``: revision and whether it is an update."""

_CAPTIONS = frozenset({"caption", "legend", "légende", "photocaption"})
_TITLES = frozenset({"title", "headline", "titre"})
_PICTURES = frozenset({"photo", "picture", "graphic", "image", "video", "audio", "animation"})

_NO_CONTENT = "there is no content in it"
_NO_TEXT = "there is no text in its DataContent"


class Newsml1Reader:
    """An article for each ``NewsItem`` with text."""

    name = "NewsML 1.2"

    def sniff(self, data: bytes) -> bool:
        """Whether the root element is ``NewsML``."""
        return root_of(data)[0] == "NewsML"

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read the articles; see :class:`pipeline.readers.base.Reader`.

        Raises:
            EmptyInputError: no item has text; the message says what they are.
            InputError: and what :func:`pipeline.readers.xml_tools.parse` raises.
        """
        parsed = parse(data, name)
        articles, left_out = [], []
        lost = False
        for element in assembly.bounded(parsed.root.iter("NewsItem")):
            item, notices = _item(element)
            body, inner, why = _content(element, item.headline)
            article = assembly.assemble(
                name,
                body,
                encoding=parsed.encoding,
                item=vocabulary.merged(item, inner),
                metadata=dict(_metadata(parsed.root, element)),
                notices=(*parsed.notices, *notices),
            )
            if article:
                articles.append(article)
            elif element.find(".//NewsItem") is None:  # else those in it speak for it
                left_out.append(f"{item.identity or 'NewsItem'}: {why}")
                lost = lost or why in (_NO_CONTENT, _NO_TEXT)
        return assembly.finish(name, articles, left_out, self.name, lost=lost)


def _item(element: Element) -> tuple[WireItem, tuple[Notice, ...]]:
    embargo, status, notices = _release(element)
    revision = element.find("Identification/NewsIdentifier/RevisionId")
    own = list(_own(element))
    lines = [line for component in own for line in component.findall("NewsLines/*")]

    def line(*names: str) -> str:
        return next((text for e in lines if e.tag in names and (text := text_of(e))), "")

    headline = line("HeadLine") or _titled(own)
    credit = line("CreditLine")
    return WireItem(
        identity=_identity(element),
        version=vocabulary.number(revision.text if revision is not None else ""),
        created=vocabulary.moment(_text(element, "NewsManagement/ThisRevisionCreated")),
        provider=_named(own, "AdministrativeMetadata/Provider/Party")
        or _text(element, "Identification/NewsIdentifier/ProviderId"),
        slug=line("SlugLine") or _text(element, "Identification/NameLabel"),
        headline=headline,
        subheadline=line("SubHeadLine"),
        byline=line("ByLine"),
        dateline=_dateline(line("DateLine"), own),
        language=_language(element, own),
        urgency=vocabulary.urgency(_formal(element, "NewsManagement/Urgency")),
        keywords=tuple(dict.fromkeys(_keywords(own, lines))),
        genre=vocabulary.joined(_names(own, "DescriptiveMetadata/Genre"), ", "),
        credit=credit,
        copyright=line("CopyrightLine") or _holder(own),
        usage_terms=vocabulary.joined(
            [
                *(text_of(e) for e in lines if e.tag == "RightsLine"),
                *(text_of(e) for c in own for e in c.findall("RightsMetadata/UsageRights/*")),
            ]
        ),
        editor_note=_editor_note(element, lines),
        embargo=embargo,
        status=status,
        signals=_signals(element, revision, own),
        links=tuple(dict.fromkeys(_links(element))),
    ), notices


def _own(element: Element) -> Iterator[Element]:
    """All components of an item from the outside in, but not those of an item within it."""
    for component in element.iter("NewsComponent"):
        if next(component.iterancestors("NewsItem"), None) is element:
            yield component


def _content(element: Element, headline: str) -> tuple[list[Part], WireItem, str]:
    """The parts of all components, what NITF in them says itself, or why there is no text."""
    parts: list[Part] = []
    own = WireItem()
    why = _NO_CONTENT
    chosen: set[Element] = set()
    for component in _own(element):
        parent = component.getparent()
        if parent is not None and parent.get("EquivalentsList") == "yes" and parent in chosen:
            continue  # another form of what was read
        found: list[Part] = []
        for content in component.findall("ContentItem"):
            some, inner, reason = _content_item(component, content)
            found += some
            own = vocabulary.merged(own, inner)
            why = reason or why
        if not any(role is not Role.HEADLINE for role, _ in found):
            continue
        chosen.update(a for a in component.iterancestors() if a.get("EquivalentsList") == "yes")
        title = text_of(component.find("NewsLines/HeadLine"))
        if title and title != headline and parts and not _is_caption(found):
            found.insert(0, (Role.CROSSHEAD, title))
        parts += [part for part in found if part[0] is not Role.HEADLINE]
    return parts, own, why


def _content_item(component: Element, content: Element) -> tuple[list[Part], WireItem, str]:
    """The parts of a ``ContentItem``; a title among them is the headline."""
    data = content.find("DataContent")
    if data is None:
        return [], WireItem(), "its content lies elsewhere (Href), which is not fetched"
    if content.find("Encoding") is not None or data.get("Encoding"):
        return [], WireItem(), "its content is encoded data"
    role = _formal(component, "Role").lower()
    kinds = {_formal(c, "MediaType").lower() for c in component.findall("ContentItem")}
    story = data.find("nitf")
    inner = nitf.item_of(story) if story is not None else WireItem()
    if story is not None:
        parts = nitf.body_of(story)
    elif len(data) == 0:
        parts = string_parts(data.text or "")
    elif is_story(data):
        parts = parts_of(data)
    else:
        names = ", ".join(dict.fromkeys(str(child.tag) for child in data))
        return [], WireItem(), f"its content is data ({names})"
    if role in _TITLES:
        parts = [(Role.HEADLINE, text) for _, text in parts]
    elif role in _CAPTIONS or kinds & _PICTURES:
        parts = [(Role.CAPTION, text) for _, text in parts]
    return parts, inner, "" if parts else _NO_TEXT


def _is_caption(parts: list[Part]) -> bool:
    return all(role is Role.CAPTION for role, _ in parts)


def _titled(components: list[Element]) -> str:
    """The headline where it is a component of its own (Belga)."""
    for component in components:
        if _formal(component, "Role").lower() in _TITLES:
            for content in component.findall("ContentItem"):
                if text := " ".join(text for _, text in _content_item(component, content)[0]):
                    return text
    return ""


def _identity(element: Element) -> str:
    """The ``PublicIdentifier`` less its revision, or what it is made of."""
    place = "Identification/NewsIdentifier/"
    if public := _text(element, f"{place}PublicIdentifier"):
        return _REVISION.sub("", public)
    parts = [_text(element, place + name) for name in ("ProviderId", "DateId", "NewsItemId")]
    return "urn:newsml:" + ":".join(parts) if parts[2] else ""


def _release(element: Element) -> tuple[str, Status, tuple[Notice, ...]]:
    """Embargo and state: ``StatusWillChange`` says when an item becomes usable."""
    word = _formal(element, "NewsManagement/Status")
    future = _formal(element, "NewsManagement/StatusWillChange/FutureStatus").lower()
    when = vocabulary.moment(_text(element, "NewsManagement/StatusWillChange/DateAndTime"))
    status = vocabulary.status(word or "usable")
    if status in (None, Status.WITHHELD) and when and future in ("usable", ""):
        return when, Status.USABLE, ()
    if status is not None:
        return "", status, ()
    if word.lower() == "embargoed":
        message = "The item is under embargo but says no time for its end."
        return "", Status.WITHHELD, (Notice("embargo-without-time", message),)
    message = f"The state {word!r} is unknown and taken as withheld."
    return "", Status.WITHHELD, (Notice("unknown-status", message),)


def _signals(
    element: Element, revision: Element | None, components: list[Element]
) -> tuple[Signal, ...]:
    management = element.find("NewsManagement")
    words = [_formal(management, name) for name in ("NewsItemType", "Instruction")]
    words += [e.get("FormalName", "") for e in element.iterfind("NewsManagement/Property")]
    words += _names(components, "DescriptiveMetadata/Genre")  # where AFP says Update
    found = vocabulary.signals(words)
    later = revision is not None and (
        vocabulary.number(revision.get("PreviousRevision")) > 0
        or revision.get("Update", "N") not in ("N", "")
    )
    if later and not {Signal.CORRECTION, Signal.KILL, Signal.UPDATE} & set(found):
        found += (Signal.UPDATE,)
    return found


def _dateline(text: str, components: list[Element]) -> Dateline:
    """``DateLine``; its date is completed from ``DateLineDate``, its place is not."""
    date = next((d for c in components if (d := _text(c, "DescriptiveMetadata/DateLineDate"))), "")
    return vocabulary.dateline(text, date=vocabulary.moment(date)[:10] if text else "")


def _language(element: Element, components: list[Element]) -> str:
    said = [*_names(components, "DescriptiveMetadata/Language")]
    said += [c.get(LANG, "") for c in components] + [element.get(LANG, "")]
    return next((tag for tag in map(vocabulary.language, said) if tag), "")


def _keywords(components: list[Element], lines: list[Element]) -> Iterator[str]:
    for component in components:
        for found in component.iterfind("DescriptiveMetadata/Property"):
            if found.get("FormalName") == "Keyword" and (value := found.get("Value", "").strip()):
                yield value
    for line in lines:
        if line.tag == "KeywordLine":
            yield from (word.strip() for word in re.split(r"[,;]", text_of(line)) if word.strip())


def _holder(components: list[Element]) -> str:
    for component in components:
        found = component.find("RightsMetadata/Copyright")
        if found is not None and (holder := _text(found, "CopyrightHolder")):
            return f"© {_text(found, 'CopyrightDate')} {holder}".replace("  ", " ")
    return ""


def _editor_note(element: Element, lines: list[Element]) -> str:
    notes = [
        text_of(line.find("NewsLineText"))
        for line in lines
        if line.tag == "NewsLine"
        and re.search(r"advis|editor|ednote|note", _formal(line, "NewsLineType"), re.IGNORECASE)
    ]
    management = element.find("NewsManagement")
    notes += [text_of(e) for e in (management.iter("Comment") if management is not None else ())]
    return vocabulary.notes(notes)


def _links(element: Element) -> Iterator[str]:
    for found in element.iter("ContentItem", "NewsItemRef", "AssociatedWith", "DerivedFrom"):
        if value := (found.get("Href") or found.get("NewsItem") or "").strip():
            yield value


def _metadata(root: Element, element: Element) -> Iterator[tuple[str, str]]:
    own = list(_own(element))
    for key, value in (
        ("NewsItemType", _formal(element, "NewsManagement/NewsItemType")),
        ("FirstCreated", _text(element, "NewsManagement/FirstCreated")),
        ("Priority", _formal(root, "NewsEnvelope/Priority")),
        ("NewsService", _formal(root, "NewsEnvelope/NewsService")),
        ("NameLabel", _text(element, "Identification/NameLabel")),
        ("Creator", _named(own, "AdministrativeMetadata/Creator/Party")),
        ("Source", _named(own, "AdministrativeMetadata/Source/Party")),
    ):
        if value:
            yield key, value
    for component in own:
        for found in component.iterfind("DescriptiveMetadata/Location/Property"):
            yield f"Location {found.get('FormalName', '')}", found.get("Value", "")


def _names(components: list[Element], path: str) -> Iterator[str]:
    for component in components:
        yield from (e.get("FormalName", "").strip() for e in component.iterfind(path))


def _named(components: list[Element], path: str) -> str:
    return next((name for name in _names(components, path) if name), "")


def _formal(element: Element | None, path: str) -> str:
    found = element.find(path) if element is not None else None
    return found.get("FormalName", "").strip() if found is not None else ""


def _text(element: Element, path: str) -> str:
    return text_of(element.find(path))
