"""HTML fragments, as ninjs, feeds and Markdown carry them: from tags to parts with roles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.article import Role
from pipeline.errors import InputError, InputTooLargeError
from pipeline.readers.layout import INVISIBLE, split
from pipeline.readers.roles import stands_alone
from pipeline.text import canonical

Part = tuple[Role | None, str]
"""A role (``None``: the rules for plain text decide) and its text."""

MAX_PARTS = 20_000
"""More blocks than any wire has; a guard for time and memory."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form header hr html legend li main menu nav ol p pre section summary table tbody
    tfoot thead tr ul
    """.split()  # noqa: SIM905  # a list would take a screen
)
_UNSEEN = frozenset(
    "script style template head svg math iframe noscript object select textarea button".split()  # noqa: SIM905  # as above
)
_PARAGRAPH_BREAK = r"\n[^\S\n]*\n\s*"
_CELL = " | "
_NEAR = 4


def html_parts(markup: str, name: str = "The text") -> list[Part]:
    """The blocks of an HTML fragment in reading order.

    A heading is a crosshead (the first ``h1`` before any text the headline), ``figcaption`` a
    caption, a row of a table one block with its cells between bars. Two line breaks in a row
    part paragraphs. Scripts, styles and what is marked hidden are left out.

    Args:
        markup: HTML, whole or in part; plain text is HTML of one paragraph.
        name: what messages call it.

    Raises:
        InputError: nested so deeply that the parser gives up.
        InputTooLargeError: more than :data:`MAX_PARTS` blocks.
    """
    if not re.search(rf"[^\s{INVISIBLE}]", markup):
        return []
    if "<" not in markup and "&" not in markup:
        return [(running_role(markup), markup)]
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.fromstring(clean(markup).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):  # nothing in it but comments
        return []
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputError(
            f"{name} has HTML tags nested more deeply than any page needs.",
            hint="Save its text as plain text and give that.",
        )
    return tree_parts(root, name)


def tree_parts(root: object, name: str = "The text") -> list[Part]:
    """The same as :func:`html_parts` from a tree of lxml."""
    from lxml import etree

    collected = _Parts(name)
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped or _unseen(tag, element):
                skipped += 1
                continue
            collected.open(tag)
            collected.add(element.text)
        else:
            if skipped:
                skipped -= 1
            else:
                collected.close(tag)
            if not skipped and element is not root:
                collected.add(element.tail)
    collected.flush()
    return collected.parts


def _unseen(tag: str, element: object) -> bool:
    get = element.get  # type: ignore[attr-defined]  # an element, whatever the stubs call it
    if not tag or tag in _UNSEEN or get("hidden") is not None:
        return True
    return bool(re.search(r"display\s*:\s*none", get("style") or ""))


class _Parts:
    """Collects text between block tags and gives it the role of the innermost that has one."""

    def __init__(self, name: str) -> None:
        self.parts: list[Part] = []
        self._name = name
        self._text: list[str] = []
        self._roles: list[tuple[str, Role]] = []
        self._in_row = 0

    def open(self, tag: str) -> None:
        if tag == "br":
            self._text.append("\n")
        elif self._in_row:
            self._in_row += tag == "tr"
            if tag in _BLOCKS:
                self._text.append(" ")
        elif tag in _BLOCKS:
            self.flush()
            if tag == "tr":
                self._in_row = 1
            elif tag in _HEADINGS:
                first = tag == "h1" and not self.parts
                self._roles.append((tag, Role.HEADLINE if first else Role.CROSSHEAD))
            elif tag == "figcaption":
                self._roles.append((tag, Role.CAPTION))

    def close(self, tag: str) -> None:
        if self._in_row:
            if tag in ("td", "th"):
                self._text.append(_CELL)
            elif tag in _BLOCKS:
                self._text.append(" ")
            self._in_row -= tag == "tr"
            if not self._in_row:
                row = " ".join("".join(self._text).split())
                self._text = [row.strip(" |")]
                self.flush(Role.PARAGRAPH)
        elif tag in _BLOCKS:
            self.flush()
            if self._roles and self._roles[-1][0] == tag:
                self._roles.pop()

    def add(self, text: str | None) -> None:
        if text:
            # A line end in the source is a blank; only <br> breaks a line.
            self._text.append(text.replace("\n", " ").replace("\r", " "))

    def flush(self, role: Role | None = None) -> None:
        text = "".join(self._text)
        self._text = []
        role = role or (self._roles[-1][1] if self._roles else None)
        for piece in re.split(_PARAGRAPH_BREAK, text):
            if re.search(rf"[^\s{INVISIBLE}]", piece):
                self.parts.append((role or running_role(piece), piece))
        if len(self.parts) > MAX_PARTS:
            raise too_many_parts(self._name)


def text_parts(text: str, name: str = "The text") -> list[Part]:
    """The blocks of plain text that a format carries, wrapped or one a line.

    Raises:
        InputTooLargeError: more than :data:`MAX_PARTS` blocks, or five times as many lines.
    """
    text = canonical(clean(text))
    if text.count("\n") > 5 * MAX_PARTS:
        raise too_many_parts(name)
    if not re.search(rf"[^\s{INVISIBLE}]", text):
        return []
    spans = split(text, stands_alone)
    if len(spans) > MAX_PARTS:
        raise too_many_parts(name)
    pieces = [text[span.content_start : span.content_end] for span in spans]
    return [(running_role(piece), piece) for piece in pieces if re.search(r"\w", piece)]


def too_many_parts(name: str) -> InputTooLargeError:
    """The error for a story of more than :data:`MAX_PARTS` blocks."""
    return InputTooLargeError(
        f"{name} has a story of more than {MAX_PARTS:,} paragraphs.",
        hint="Split it into one file an article.",
    )


def running_role(text: str) -> Role | None:
    """``PARAGRAPH``, or ``None`` for a line that looks like furniture, for the rules to judge.

    A format has said what the headline is, so that no short paragraph can become one.
    """
    return None if len(text) <= 300 and stands_alone(" ".join(text.split())) else Role.PARAGRAPH


def with_headline(headline: str, parts: Iterable[Part]) -> list[Part]:
    """``parts`` under the headline, which is not repeated where they begin with it."""
    parts = list(parts)
    if not headline.strip():
        return parts
    folded = fold(headline)
    # Near the head only: a picture may stand above the page's own headline.
    parts = [
        part
        for i, part in enumerate(parts)
        if i >= _NEAR or part[0] is Role.CAPTION or fold(part[1]) != folded
    ]
    return [(Role.HEADLINE, headline), *(_demoted(part) for part in parts)]


def _demoted(part: Part) -> Part:
    return (Role.CROSSHEAD, part[1]) if part[0] is Role.HEADLINE else part


def fold(text: str) -> str:
    """For comparing: letters and digits alone, in lower case."""
    return re.sub(r"[\W_]+", " ", canonical(text)).strip().casefold()


def plain(text: str) -> str:
    """A title or a name that may hold tags or entities, as one line of text."""
    if re.search(r"<[a-zA-Z/!]|&[#\w]{2,10};", text):
        text = " ".join(part for _, part in html_parts(text))
    return one_line(text)


def one_line(text: str) -> str:
    """White space folded, controls and loose surrogates out."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", canonical(clean(text)))
    return re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()


def clean(text: str) -> str:
    """Without what no XML and no UTF-8 can hold: NUL, loose surrogates."""
    text = text.replace("\0", "")
    if re.search("[\ud800-\udfff]", text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
