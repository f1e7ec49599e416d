"""Plain text: the last resort among the formats, and the commonest."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.article import Article, Block, Notice
from pipeline.errors import EmptyInputError, InputTooLargeError
from pipeline.readers.datelines import filled, set_apart
from pipeline.readers.encoding import decode
from pipeline.readers.layout import INVISIBLE, split
from pipeline.readers.roles import label, stands_alone
from pipeline.wire import WireItem

MAX_LINES = 500_000
"""More lines than 20 MB of any story have; a guard for memory, since each may be a block."""

_SEEN = re.compile(rf"[^\s{INVISIBLE}]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKUP = re.compile(
    r"\s*<(?:\?xml|!DOCTYPE|html|nitf|NewsML|newsItem|newsMessage)\b", re.IGNORECASE
)
# The C0 names of ECMA-48 that wire envelopes (IPTC 7901, ANPA 1312) use.
_NAMES = {
    0x00: "NUL", 0x01: "SOH", 0x02: "STX", 0x03: "ETX", 0x04: "EOT", 0x07: "BEL", 0x08: "BS",
    0x0E: "SO", 0x0F: "SI", 0x11: "DC1", 0x12: "DC2", 0x13: "DC3", 0x14: "DC4", 0x16: "SYN",
    0x1A: "SUB", 0x1B: "ESC", 0x1C: "FS", 0x1D: "GS", 0x1E: "RS", 0x1F: "US", 0x7F: "DEL",
}  # fmt: skip  # a table reads better in rows


class PlainTextReader:
    """One article a file, its blocks told from the lines, its roles from the words."""

    name = "plain text"

    def sniff(self, data: bytes) -> bool:  # noqa: ARG002  # the protocol's argument; the last resort claims all
        """Always true."""
        return True

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read one article; see :class:`pipeline.readers.base.Reader`.

        Raises:
            EmptyInputError: nothing that can be seen in it.
            BinaryInputError: not text.
            EncodingError: text in an unknown encoding.
            InputTooLargeError: more than :data:`MAX_LINES` lines.
        """
        decoded = decode(data, name)
        text = decoded.text
        if not _SEEN.search(text):
            raise EmptyInputError(
                f"{name} holds nothing but blanks.",
                hint="Give a file with the text of a French wire.",
            )
        if text.count("\n") > MAX_LINES:
            raise InputTooLargeError(
                f"{name} has more than {MAX_LINES:,} lines.",
                hint="Split it into one file an article.",
            )
        blocks = set_apart(text, label(text, split(text, stands_alone)))
        notices = (
            *_control_notice(text, blocks),
            *_damage_notice(text, decoded.damaged, blocks),
            *_markup_notice(text),
        )
        item = filled(WireItem(), text, blocks)
        return (Article(name, text, decoded.encoding, blocks, item=item, notices=notices),)


def _control_notice(text: str, blocks: tuple[Block, ...]) -> tuple[Notice, ...]:
    found = Counter(_CONTROLS.findall(text))
    if not found:
        return ()
    kinds = ", ".join(
        f"{_NAMES.get(ord(sign), f'U+{ord(sign):04X}')} × {count}"
        for sign, count in sorted(found.items())
    )
    message = f"The text has control characters, which were kept: {kinds}."
    return (Notice("control-characters", message, _ids(_CONTROLS, text, blocks)),)


def _damage_notice(text: str, damaged: int, blocks: tuple[Block, ...]) -> tuple[Notice, ...]:
    lost = text.count("\ufffd")
    if not damaged and not lost:
        return ()
    what = f"{damaged} bytes were damaged and guessed" if damaged else "Characters were lost"
    message = f"{what} before or while reading; {lost} cannot be recovered (\ufffd)."
    return (Notice("damaged-characters", message, _ids(re.compile("\ufffd"), text, blocks)),)


def _markup_notice(text: str) -> tuple[Notice, ...]:
    if not _MARKUP.match(text):
        return ()
    return (Notice("markup", "The file looks like XML or HTML; it was read as plain text."),)


def _ids(pattern: re.Pattern[str], text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The blocks in which the pattern occurs."""
    return tuple(b.id for b in blocks if pattern.search(text, b.start, b.end))
