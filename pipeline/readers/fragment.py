"""HTML fragments, as ninjs, feeds and Markdown carry them: from tags to parts with roles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.article import Role
from pipeline.errors import InputError
from pipeline.readers.layout import INVISIBLE
from pipeline.readers.markup import Part, html_tree, parts_of, plain_parts
from pipeline.readers.roles import stands_alone
from pipeline.text import canonical

_NEAR = 4


def html_parts(markup: str, name: str = "The text") -> list[Part]:
    """The blocks of an HTML fragment in reading order.

    As :func:`pipeline.readers.markup.parts_of`; what that leaves to the rules for plain text is
    a paragraph here, unless it looks like furniture.

    Args:
        markup: HTML, whole or in part; plain text is HTML of one paragraph.
        name: what messages call it.

    Raises:
        InputError: nested so deeply that the parser gives up.
        InputTooLargeError: more blocks than any story has.
    """
    if not re.search(rf"[^\s{INVISIBLE}]", markup):
        return []
    markup = clean(markup)
    if "<" not in markup and "&" not in markup:
        return [(running_role(markup), markup)]
    root, too_deep = html_tree(markup)
    if too_deep:
        raise InputError(
            f"{name} has HTML tags nested more deeply than any page needs.",
            hint="Save its text as plain text and give that.",
        )
    parts = [] if root is None else parts_of(root, page=True, name=f"A story in {name}")
    return [(role or running_role(text), text) for role, text in parts]


def text_parts(text: str, name: str = "The text") -> list[Part]:
    """The blocks of plain text that a format carries, wrapped or one a line.

    Raises:
        InputTooLargeError: more lines than any story has.
    """
    parts = plain_parts(clean(text), f"A story in {name}", marks=False)
    return [(running_role(piece), piece) for _, piece in parts if re.search(r"\w", piece)]


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
