"""Text inside Markdown: whatever the wire holds, the page shows those characters.

Made for GitHub, Pandoc and VS Code at once, which read Markdown differently:

* what only Markdown gives a meaning gets a backslash: ``\\*``;
* what also shapes tables, code or HTML becomes a character reference, which no parser
  takes for structure: ``&#124;``;
* what GitHub looks for *after* Markdown, in the finished text (mentions, issue numbers,
  emoji shortcodes, formulas, addresses), is set apart in a bare ``<span>``.

White space: line breaks, tabs and runs of plain spaces become one space, as a browser would
show them. No-break, thin and other special spaces are kept. Control characters, which HTML
cannot carry, show as their pictures (``␀``). Direction controls are kept as character
references: a page still has them, while the file cannot be shown in a misleading order.
"""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    # C1 controls and lone surrogates have no pictures and cannot be written.
    **dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD),
}

DIRECTION_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""As the inside of a character class: the Unicode bidirectional formatting characters."""

_SPECIAL = re.compile(
    rf"""
      (?P<apart>
          [@$]                  # mentions, citations, mail addresses; formulas
        | \#(?=\d)              # issue numbers
        | :(?=[\w+-]+:)         # emoji shortcodes
        | :(?=//)               # addresses
        | (?<=mailto): | (?<=xmpp):
        | (?<=www)\.
      )
    | (?P<reference> [&<>|`\\] | [{DIRECTION_CONTROLS}] )
    | (?P<mark> [*_\[\]{{}}~^\#] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_OUTER_SPACE = re.compile(r"\A\s|\s\Z")
# What begins a list, a definition or a division at the start of a line.
_LINE_START = re.compile(r"\A(?P<open>[-+=:%(])|\A(?P<number>\w{1,9})(?P<close>[.)])(?=\s|\Z)")

_CLOSER = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


def squeeze(text: str) -> str:
    """Line breaks, tabs and runs of plain spaces as one space; controls as their pictures."""
    return _BLANKS.sub(" ", text).translate(_PICTURES)


def fold(text: str) -> str:
    """The text that a reader of the page sees: :func:`squeeze` without plain outer spaces.

    >>> fold(" deux\\n lignes ")
    'deux lignes'
    """
    return squeeze(text).strip(" ")


def marks(text: str) -> str:
    """Escape a piece of squeezed text; pieces so escaped can be joined."""
    return _SPECIAL.sub(_escaped, text)


def edges(escaped: str) -> str:
    """Trim an escaped text as Markdown would, but keep special spaces at its ends."""
    return _OUTER_SPACE.sub(lambda match: _reference(match[0]), escaped.strip(" "))


def escape(text: str) -> str:
    """Text for a table cell: rendered, it reads as :func:`fold` of it.

    >>> escape("a*b | <i>")
    'a\\\\*b &#124; &lt;i&gt;'
    """
    return edges(marks(squeeze(text)))


def flow(text: str) -> str:
    """Text for running prose: :func:`escape`, and no direction reaches what follows.

    A table cell needs no such care, being a paragraph of its own to the Unicode
    bidirectional algorithm (UAX #9).
    """
    return escape(text) + "".join(map(_reference, _open_directions(text)))


def line(text: str) -> str:
    """Text that begins a line or a list item: :func:`flow`, and it begins no list."""
    return _LINE_START.sub(_literal_start, flow(text))


def _escaped(match: re.Match[str]) -> str:
    if match["apart"]:
        return f"<span>{_reference(match[0])}</span>"
    return _reference(match[0]) if match["reference"] else f"\\{match[0]}"


def _reference(character: str) -> str:
    return _NAMED.get(character) or f"&#{ord(character)};"


def _literal_start(match: re.Match[str]) -> str:
    if match["open"]:
        return f"\\{match['open']}"
    return f"{match['number']}\\{match['close']}"


def _open_directions(text: str) -> list[str]:
    """What closes the embeddings, overrides and isolates left open, innermost first."""
    closers: list[str] = []
    for character in text:
        if character in _CLOSER:
            closers.append(_CLOSER[character])
        elif character == "\u202c" and closers[-1:] == ["\u202c"]:
            closers.pop()
        elif character == "\u2069" and "\u2069" in closers:
            while closers.pop() != "\u2069":
                pass
    return closers[::-1]
