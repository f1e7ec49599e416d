"""From the markup of a story (HTML, XHTML, NITF) to its parts: what is shown, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.article import Role
from pipeline.errors import InputTooLargeError
from pipeline.readers.layout import INVISIBLE, split
from pipeline.readers.roles import stands_alone
from pipeline.text import canonical

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Part = tuple[Role | None, str]
"""A role (``None``: the rules for plain text decide) and a text."""

_HIDDEN = frozenset(
    {
        "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg",
        "math", "button", "select", "textarea", "media-metadata", "media-object", "media-reference",
        "nitf-table-metadata", "distributor", "series", "hidden",
    }
)  # fmt: skip  # a table reads better in rows
_BLOCKS = frozenset(
    {
        "abstract", "address", "article", "aside", "block", "blockquote", "body", "body.content",
        "body.end", "body.head", "bq", "byline", "caption", "center", "copyrite", "credit",
        "datasource", "dateline", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "fn", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hedline",
        "hl1", "hl2", "hr", "html", "legend", "li", "main", "media", "media-caption",
        "media-producer", "menu", "nav", "nitf", "nitf-table", "nitf-table-summary", "note", "ol",
        "p", "pre", "section", "summary", "table", "tagline", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip  # as above
_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"), Role.CROSSHEAD),
    **dict.fromkeys(("caption", "figcaption", "media-caption"), Role.CAPTION),
    **dict.fromkeys(("li", "dt", "dd"), Role.PARAGRAPH),
    **dict.fromkeys(("media-producer", "tagline"), Role.CREDIT),
    "byline": Role.BYLINE,
    "dateline": Role.DATELINE,
}
MAX_PARTS = 20_000
"""More blocks than any story has; a guard for memory and time."""

_CELLS = frozenset({"td", "th"})
_BREAK = "\u2028"
_CELL = " | "

_SEEN = re.compile(rf"[^\s{INVISIBLE}]")
_BLANKS = re.compile(r"[^\S\u00a0\u202f\u2007\u2028]+")
# Indented markup puts a line end between an inline element and the comma after it.
_LOOSE_STOP = re.compile(r"[^\S\u00a0\u202f]*\n[^\S\u00a0\u202f]*(?=[,)]|\.(?![.\w]))")
# Markup that was escaped once too often; a bare & or one without its semicolon is left.
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|table|html|body|span|b|i|em|strong|a)\b", re.IGNORECASE
)
_ONLY_P = re.compile(r"</?p\s*/?>", re.IGNORECASE)
_STORY = frozenset({"p", "html", "body", "nitf", "div", "h1", "h2", "h3", "li", "table", "pre"})


def parts_of(root: Element, *, page: bool = False, name: str = "A story") -> list[Part]:
    """The parts of everything below an element, the element's own text included.

    Headings are crossheads, a list item, a table row (cells parted by `` | ``) and a caption
    are a part each; a table of one column or with several paragraphs in a cell is layout, and
    its paragraphs stand for themselves. Scripts and what is hidden are left out.

    Args:
        root: of the story.
        page: an ``h1`` before any text is the headline.
        name: what an error calls it.

    Raises:
        InputTooLargeError: more than :data:`MAX_PARTS` blocks, or lines in one of them.
    """
    flow = _Flow(page=page, name=name)
    for event, element, text in _events(root):
        if event == "text":
            flow.text(text)
        elif event == "start":
            flow.start(element, _name(element))
        else:
            flow.end(_name(element))
    flow.flush()
    return flow.parts


def is_story(root: Element) -> bool:
    """Whether what is in an element is text to be read, rather than data (results, events)."""
    if _SEEN.search(root.text or ""):
        return True
    return any(_name(element) in _STORY for element in root.iter())


def text_of(element: Element | None) -> str:
    """All text of an element on one line; empty for ``None``."""
    if element is None:
        return ""
    return " ".join(text for _, text in parts_of(element)).strip()


def plain_parts(text: str, name: str = "A story", *, marks: bool = True) -> list[Part]:
    """The blocks of plain text, wrapped or one a line; with the marks that tell their roles,
    such as ``>>`` before a link, or without.

    Raises:
        InputTooLargeError: more than :data:`MAX_PARTS` lines.
    """
    text = canonical(text)
    if not _SEEN.search(text):
        return []
    bound(text.count("\n"), name)
    return [
        (None, text[s.start : s.end] if marks else text[s.content_start : s.content_end])
        for s in split(text, stands_alone)
    ]


def string_parts(text: str) -> list[Part]:
    """The parts of a string that may be plain text or, in a CDATA section, markup."""
    if not _TAG.search(text):
        return plain_parts(_unescaped(text))
    bare = _ONLY_P.sub("\n\n", text)
    if not _TAG.search(bare) and "<" not in bare and len(_ONLY_P.findall(text)) <= 2:
        # One <p> around plain text with its own lines.
        return plain_parts(_unescaped(bare.strip("\n")))
    root, too_deep = html_tree(text)
    if root is None or too_deep:
        # Nothing in it but tags, or more of them inside each other than the parser takes.
        return plain_parts(_unescaped(re.sub(r"<[^<>]*>", "\n", text)))
    return parts_of(root)


def html_tree(text: str) -> tuple[Element | None, bool]:
    """The tree of a page or a fragment of one, and whether its tags are nested so deeply that
    the parser gave up; no tree where there is nothing in it.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = html.fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):  # nothing in it but comments
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)


def bound(count: int, name: str = "A story") -> None:
    """Refuse more blocks than any story has.

    Raises:
        InputTooLargeError: ``count`` is over :data:`MAX_PARTS`.
    """
    if count > MAX_PARTS:
        raise InputTooLargeError(
            f"{name} has more than {MAX_PARTS:,} paragraphs.",
            hint="Split it into one file an article.",
        )


def _name(element: Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_hidden(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return (
        _name(element) in _HIDDEN
        or "display:none" in style
        or "visibility:hidden" in style
        or element.get("hidden") is not None
    )


def _events(root: Element) -> Iterator[tuple[str, Element, str]]:
    """Starts, texts and ends in the order of the document, without recursion."""
    yield "start", root, ""
    yield "text", root, root.text or ""
    stack = [(root, iter(root))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element, ""
            if stack:
                yield "text", element, element.tail or ""
        elif not isinstance(child.tag, str) or _is_hidden(child):
            yield "text", child, child.tail or ""
        else:
            yield "start", child, ""
            yield "text", child, child.text or ""
            stack.append((child, iter(child)))


class _Flow:
    """Collects text until a block begins or ends."""

    def __init__(self, *, page: bool, name: str) -> None:
        self._page = page
        self._name = name
        self.parts: list[Part] = []
        self._buffer: list[str] = []
        self._seen = False
        self._roles: list[Role | None] = [None]
        self._rows = 0
        self._verbatim = 0

    def text(self, text: str) -> None:
        self._seen = self._seen or bool(_SEEN.search(text))
        self._buffer.append(text.replace("\n", _BREAK) if self._verbatim else text)

    def start(self, element: Element, name: str) -> None:
        if name == "br":
            self._buffer.append(_BREAK)
        elif name == "byttl":
            # Name and title are set apart by layout alone.
            before = "".join(self._buffer[-2:]).rstrip()
            self._buffer.append(", " if self._seen and not before.endswith(",") else " ")
        if name not in _BLOCKS:
            return
        if self._rows:
            self._buffer.append(_CELL if name in _CELLS and self._seen else " ")
        else:
            self.flush()
        if name == "tr" and (self._rows or _is_record(element)):
            self._rows += 1
            self._roles.append(Role.PARAGRAPH)
        else:
            # A paragraph in a caption is caption.
            headline = name == "h1" and self._page and not self.parts
            role = Role.HEADLINE if headline else _ROLES.get(name)
            self._roles.append(role or self._roles[-1])
        self._verbatim += name == "pre"

    def end(self, name: str) -> None:
        if name not in _BLOCKS:
            return
        if not self._rows or (self._rows == 1 and name == "tr"):
            self.flush()
        else:
            self._buffer.append(" ")
        if name == "tr" and self._rows:
            self._rows -= 1
        self._roles.pop()
        self._verbatim -= name == "pre"

    def flush(self) -> None:
        text, seen = "".join(self._buffer), self._seen
        self._buffer, self._seen = [], False
        if not seen:
            return
        role = self._roles[-1]
        text = _unescaped(_BLANKS.sub(" ", _LOOSE_STOP.sub("", text)).strip())
        if role is None and _BREAK in text:
            text = text.replace(_BREAK, "\n")
            self.parts += plain_parts(text, self._name, marks=not self._page)
        else:
            text = re.sub(rf" *{_BREAK}+ *", " ", text)
            self.parts.append((role, text.strip(" |") if self._rows else text.strip()))
        bound(len(self.parts), self._name)


def _is_record(row: Element) -> bool:
    """Whether a row is one of a table of data, rather than layout."""
    cells = [cell for cell in row if _name(cell) in _CELLS]
    names = [[_name(inside) for inside in cell.iter()] for cell in cells]
    return len(cells) > 1 and all(
        "table" not in each and each.count("p") + each.count("div") <= 1 for each in names
    )


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    import html

    return _ESCAPED.sub(lambda match: html.unescape(match[0]), text)
