"""XML from strangers: from bytes to a tree, within bounded time and memory.

The prolog is read by hand and the document type left out before libxml2 sees the text: no
DTD, no entity and no address in it can do anything. HTML's named characters (``&eacute;``),
which wires use on the strength of a DTD that nobody fetches, are replaced by what they name.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.article import Notice
from pipeline.errors import EncodingError, InputError, InputTooLargeError
from pipeline.readers.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_MARKS = 1_000_000
"""Most ``<`` or ``&`` in an input, and half the most ``=``: a night of NewsML has a tenth of
it, and libxml2 needs about 150 bytes for each element or attribute."""

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""Name of the attribute ``xml:lang``."""

_HEAD = 200_000
"""Bytes within which the root element must begin."""

_LATIN = frozenset({"ascii", "iso8859-1", "iso8859-15", "cp1252"})
_TRUSTED = frozenset({"utf-8", "windows-1252", "iso-8859-15"})
"""What the bytes may show where a declaration says one of :data:`_LATIN`."""
_CODEC = re.compile(
    r"utf-(?:8|16|32)(?:-[bl]e)?|iso8859-\d+|cp\d+|ascii|mac-\w+|koi8-\w|gb\w+|big5\w*"
    r"|shift_jis\w*|euc_\w+"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree and how it was found.

    Attributes:
        root: names of elements have lost their namespaces; comments and instructions are out.
        encoding: what the bytes were decoded from.
        notices: what had to be mended.
    """

    root: Element
    encoding: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Prolog:
    """Where the root element begins, its local name and attributes, the DTD's own text."""

    start: int
    name: str
    attributes: str
    subset: str


def root_of(data: bytes) -> tuple[str, str]:
    """Local name of the root element and the text of its attributes, for sniffing.

    Never raises; both are empty where the data do not begin as XML does.
    """
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        text = head.decode("utf-16-le", "ignore")
    elif head.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        text = head.decode("utf-16-be", "ignore")
    elif not head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        return "", ""
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    prolog = _prolog(text.removeprefix("\ufeff"))
    return (prolog.name, prolog.attributes) if prolog else ("", "")


def parse(data: bytes, name: str) -> Parsed:
    """The tree of an XML document.

    Args:
        data: the whole input.
        name: what messages call it.

    Raises:
        InputError: not well-formed, cut off, nested too deep, or with entities inside
            entities in its DTD; the message gives the line.
        InputTooLargeError: more markup than :data:`MAX_MARKS`.
        BinaryInputError, EncodingError: as :func:`pipeline.readers.encoding.decode`.
    """
    text, encoding, notices = _decoded(data, name)
    if max(text.count("<"), text.count("&"), text.count("=") // 2) > MAX_MARKS:
        raise InputTooLargeError(
            f"{name} has more than {MAX_MARKS:,} pieces of markup.",
            hint="Split it into one file an article.",
        )
    prolog = _prolog(text)
    if prolog is None:
        raise InputError(
            f"{name} is not well-formed XML: its head does not end.",
            hint="Ask the sender for the whole file.",
        )
    if _NESTED_ENTITY().search(prolog.subset):
        raise InputError(
            f"{name} declares entities made of other entities, which no wire needs and which "
            "can fill any memory.",
            hint="Do not open it with other programs, and ask where it came from.",
        )
    # The lines of the head stay, so that messages count as the file does.
    text = "\n" * text.count("\n", 0, prolog.start) + text[prolog.start :]
    text, mended = _mended(text.rstrip("\0\x1a \t\r\n"))
    return Parsed(_tree(text, prolog.name, name), encoding, (*notices, *mended))


def _tree(text: str, root_name: str, name: str) -> Element:
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        why = " ".join((error.msg or "no element in it").partition(", line ")[0].split())
        last = re.search(r"</(?:[\w.-]{1,80}:)?([\w.-]{1,80})\s*>\Z", text[-400:])
        if not last or last[1] != root_name:
            why += "; the end of the file is missing"
        raise InputError(
            f"{name} is not well-formed XML: {why} (line {error.lineno or 1}).",
            hint="Ask the sender for the whole file.",
        ) from error
    for element in root.iter():
        if isinstance(element.tag, str) and "}" in element.tag:
            element.tag = element.tag.rpartition("}")[2]
    return root


# --- the head -----------------------------------------------------------------------------


@cache
def _DOCTYPE() -> re.Pattern[str]:  # noqa: N802  # a constant, compiled when first needed
    # Possessive throughout: each character has one way to match, so a head that does not end
    # is found out in linear time.
    return re.compile(
        r"<!DOCTYPE(?:\"[^\"]*+\"|'[^']*+'|[^\[>\"'])*+"
        r"(?:\[(?P<subset>(?:(?><!--.*?-->)|(?><\?.*?\?>)|\"[^\"]*+\"|'[^']*+'"
        r"|<(?!!--|\?)|[^\]\"'<])*+)\]\s*+)?>",
        re.DOTALL | re.IGNORECASE,
    )


@cache
def _NESTED_ENTITY() -> re.Pattern[str]:  # noqa: N802  # as above
    return re.compile(r"<!ENTITY\s[^\"'>]{0,300}+(?:\"[^\"]*?[&%]\w[^\"]*\"|'[^']*?[&%]\w[^']*')")


_ROOT = re.compile(r"<(?:[\w.-]{1,80}:)?([A-Za-z_][\w.-]{0,80})(?=[\s/>])([^>]{0,4000})")
_BLANKS = re.compile(r"\s*")
_ASIDES = (("<?", "?>"), ("<!--", "-->"))


def _prolog(text: str) -> _Prolog | None:
    """``None`` where no element begins after the declaration, comments and document type."""
    position, subset = 0, ""
    while blank := _BLANKS.match(text, position):
        position = blank.end()
        closing = next((end for start, end in _ASIDES if text.startswith(start, position)), "")
        if closing:
            end = text.find(closing, position)
            if end < 0:
                return None
            position = end + len(closing)
        elif doctype := _DOCTYPE().match(text, position):
            position, subset = doctype.end(), doctype["subset"] or ""
        else:
            break
    root = _ROOT.match(text, position)
    return _Prolog(position, root[1], root[2], subset) if root else None


# --- characters ---------------------------------------------------------------------------


@cache
def _REFERENCE() -> re.Pattern[str]:  # noqa: N802  # as above
    return re.compile(
        r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
        r"|&(?:#(?:(?P<decimal>\d{1,8})|[xX](?P<hexadecimal>[0-9a-fA-F]{1,7}));"
        r"|(?P<name>[A-Za-z][\w.-]{0,60});)?",
        re.DOTALL,
    )


@cache
def _ILLEGAL() -> re.Pattern[str]:  # noqa: N802  # as above
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def _mended(text: str) -> tuple[str, tuple[Notice, ...]]:
    """The text with references that libxml2 can take, and without characters that it cannot."""
    from html import escape
    from html.entities import html5

    unknown: set[str] = set()
    bare = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal bare
        found = match[0]
        if found.startswith("<") or match["name"] in ("amp", "lt", "gt", "quot", "apos"):
            return found
        if name := match["name"]:
            if named := html5.get(f"{name};"):
                return escape(named)
            unknown.add(name)
            return f"&amp;{name};"
        if match["decimal"] or match["hexadecimal"]:
            code = int(match["decimal"] or match["hexadecimal"], 10 if match["decimal"] else 16)
            return _character(code)
        bare += 1
        return "&amp;"

    notices = []
    text, controls = _ILLEGAL().subn(" ", text)
    text = _REFERENCE().sub(replaced, text)
    if controls:
        notices.append(
            Notice("control-characters", f"{controls} characters that XML forbids were left out.")
        )
    if bare:
        notices.append(Notice("markup", f"{bare} bare '&' were read as the character itself."))
    if unknown:
        names = ", ".join(f"&{name};" for name in sorted(unknown)[:5])
        notices.append(
            Notice("unknown-entity", f"{names} stands in the text as it is: no one says for what.")
        )
    return text, tuple(notices)


def _character(code: int) -> str:
    """A numeric reference, or what can stand for it."""
    if 0x80 <= code < 0xA0:  # Windows-1252 where Unicode was meant, as HTML reads it
        return bytes([code]).decode("cp1252", "replace")
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
        return f"&#{code};"
    return f"&#{code};" if 0x10000 <= code <= 0x10FFFF else " "


def _decoded(data: bytes, name: str) -> tuple[str, str, tuple[Notice, ...]]:
    """Text and encoding: what is declared, unless the bytes plainly are something else."""
    head = data[:400].removeprefix(codecs.BOM_UTF8).lstrip()
    said = re.match(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", head)
    declared = said[1].decode("ascii") if said else ""
    codec = _codec(declared)
    if codec and codec not in _LATIN and not data.startswith(_BOMS):
        try:
            return data.decode(codec), declared.lower() or codec, ()
        except UnicodeDecodeError:
            codec = ""
    try:
        found = decode(data, name)
    except EncodingError:
        if codec not in _LATIN:
            raise
        return data.decode(codec, "replace"), declared.lower(), ()
    if codec in _LATIN and (data.isascii() or found.encoding not in _TRUSTED):
        return data.decode(codec, "replace"), declared.lower(), ()
    notices = []
    if declared and _codec(found.encoding) != _codec(declared):
        notices.append(
            Notice(
                "wrong-encoding",
                f"The file says that it is in {declared} but it is in {found.encoding}, "
                "and was read so.",
            )
        )
    if found.damaged:
        notices.append(
            Notice("damaged-characters", f"{found.damaged} bytes were damaged and guessed.")
        )
    return found.text, found.encoding, tuple(notices)


_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _codec(declared: str) -> str:
    """Python's name of a declared encoding: UTF-8 where none is, empty for one unknown."""
    try:
        found = codecs.lookup(declared or "utf-8").name
    except LookupError:
        return ""
    # Python has codecs that are no character sets (unicode_escape, punycode …).
    return found if _CODEC.fullmatch(found) else ""
