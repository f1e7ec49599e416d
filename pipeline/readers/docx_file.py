"""Word documents (.docx, ISO/IEC 29500), through python-docx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.article import Article, Notice, Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers.compose import compose
from pipeline.readers.fragment import (
    one_line,
    running_role,
    with_headline,
)
from pipeline.readers.markup import Part, bound
from pipeline.readers.vocabulary import moment_with_offset
from pipeline.wire import WireItem

MAX_INFLATED = 100_000_000
"""Most bytes that all parts of the archive may hold once inflated, pictures included."""
MAX_XML = 20_000_000
"""Most bytes of one part in XML, of which the parser makes a tree ten times as large."""
_MOST_PARTS = 5_000
_CHUNK = 1 << 16

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class DocxReader:
    """One document, one article; headers, footers and comments are left out."""

    name = "Word"

    def sniff(self, data: bytes) -> bool:
        """A ZIP archive with a Word document in it, or one that is encrypted."""
        if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            return _ENCRYPTED in data
        return data.startswith(b"PK\x03\x04") and b"word/document" in data

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Read the document; see :class:`pipeline.readers.base.Reader`.

        Raises:
            InputTooLargeError: inflated, it would be over the limits.
            InputError: encrypted, with macros, or damaged.
            EmptyInputError: no text in it.
        """
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise _encrypted(name)
        footnotes = _checked(data, name)
        try:
            parts, item, metadata = _document(data, name)
        except InputError:
            raise
        except Exception as error:  # a damaged document may fail anywhere in the library
            raise _damaged(name, f"{type(error).__name__}") from error
        notices: tuple[Notice, ...] = ()
        if footnotes:
            notices = (Notice("footnotes", "The document has footnotes, which were not read."),)
        if item.headline:
            parts = with_headline(item.headline, parts)
        article = compose(
            name, parts, encoding="utf-8", item=item, metadata=metadata, notices=notices
        )
        if not article.blocks:
            raise EmptyInputError(
                f"{name} is a Word document without text.",
                hint="It may hold only pictures; give the text itself.",
            )
        return (article,)


def _encrypted(name: str) -> InputError:
    return InputError(
        f"{name} is a Word document locked with a password.",
        hint="Open it in Word, remove the password and save it again.",
    )


def _damaged(name: str, what: str) -> InputError:
    return InputError(
        f"{name} is a damaged Word document ({what}).",
        hint="Open it in a word processor and save it again, or give its text.",
    )


def _checked(data: bytes, name: str) -> bool:
    """Refuse bombs, macros and passwords before anything is parsed.

    Sizes are looked at twice: as the archive declares them, and as they turn out when the
    parts in XML are inflated piece by piece.

    Returns:
        Whether it has footnotes with words in them.
    """
    import io
    import lzma
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if any(member.flag_bits & 1 for member in members):
                raise _encrypted(name)
            if any(n.lower().endswith("vbaproject.bin") for n in names):
                raise InputError(
                    f"{name} is a Word document with macros, which are not opened.",
                    hint="Save it as .docx without macros.",
                )
            declared = sum(member.file_size for member in members)
            if len(members) > _MOST_PARTS or declared > MAX_INFLATED or len(names) < len(members):
                raise _bomb(name)
            notes = False
            for member in members:
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                content = _inflated(archive, member, name)
                if re.search(rb"<!(?:DOCTYPE|ENTITY)", content):
                    raise _damaged(name, "it defines entities")
                if member.filename == "[Content_Types].xml" and b"macroEnabled" in content:
                    raise InputError(
                        f"{name} is a Word document with macros, which are not opened.",
                        hint="Save it as .docx without macros.",
                    )
                notes = notes or (
                    member.filename == "word/footnotes.xml"
                    and bool(re.search(rb"<w:t[ >][^<]*\w", content))
                )
            return notes
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError) as error:
        raise _damaged(name, "its archive is broken") from error
    except (NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        raise _damaged(name, "its archive is unusual") from error


def _inflated(archive: Any, member: Any, name: str) -> bytes:
    if member.file_size > MAX_XML:
        raise _bomb(name)
    content = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > MAX_XML:
                raise _bomb(name)
    return bytes(content)


def _bomb(name: str) -> InputTooLargeError:
    return InputTooLargeError(
        f"{name} is a Word document that would grow beyond {MAX_XML // 1_000_000} MB of text "
        f"or {MAX_INFLATED // 1_000_000} MB in all when opened.",
        hint="Save the text of the story by itself.",
    )


def _document(data: bytes, name: str) -> tuple[list[Part], WireItem, dict[str, str]]:
    import io

    from docx import Document  # python-docx

    document = Document(io.BytesIO(data))
    styles = _style_names(document)
    parts: list[Part] = []
    headline = ""
    for style, text in _paragraphs(document.element.body, styles):
        role = _role(style, text)
        if role is Role.HEADLINE:
            # The title, or the first large heading, where nothing but furniture is above it.
            if headline or any(r is Role.PARAGRAPH for r, _ in parts):
                role = Role.CROSSHEAD
            else:
                headline = one_line(text)
        bound(len(parts), name)
        if text.strip():
            parts.append((role, text))
    properties = document.core_properties
    stated = {
        key: one_line(str(getattr(properties, key, "") or ""))[:500]
        for key in ("title", "author", "subject", "category", "comments", "last_modified_by")
    }
    changed = properties.modified or properties.created
    item = WireItem(
        created=moment_with_offset(changed.isoformat()) if changed else "",
        headline=headline,
        byline=next((one_line(t) for r, t in parts if r is Role.BYLINE), ""),
        language=one_line(str(properties.language or "")).casefold()[:35],
        keywords=tuple(
            dict.fromkeys(
                word
                for raw in re.split(r"[,;]", str(properties.keywords or ""))
                if (word := one_line(raw))
            )
        )[:100],
        genre=stated["category"],
    )
    return parts, item, {key: text for key, text in stated.items() if text}


def _style_names(document: Any) -> dict[str, str]:
    """Names of the styles by their ids; Word keeps the built-in names English in every
    language, python-docx keeps their case.
    """
    return {
        str(style.style_id): str(style.name or "").casefold()
        for style in document.styles
        if style.style_id
    }


def _role(style: str, text: str) -> Role | None:
    if style in ("title", "titre", "heading 1"):
        return Role.HEADLINE
    if style.startswith(("heading", "titre ")) or style in ("subtitle", "sous-titre"):
        return Role.CROSSHEAD
    if style in ("caption", "légende"):
        return Role.CAPTION
    return running_role(text)


def _paragraphs(body: Any, styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Style and text of every paragraph, a row of a table as one; what tracking deleted is
    out, what it inserted is in, and so are text boxes.
    """
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        above = [ancestor.tag for ancestor in element.iterancestors()]
        if _FALLBACK in above or f"{_W}tr" in above:
            continue
        if element.tag == f"{_W}tr":
            cells = (
                " ".join(_text(p) for p in cell.iter(f"{_W}p"))
                for cell in element.iterchildren(f"{_W}tc", f"{_W}sdt")
            )
            yield "", " | ".join(text for cell in cells if (text := one_line(cell)))
        else:
            found = element.find(f"{_W}pPr/{_W}pStyle")
            style = found.get(f"{_W}val", "") if found is not None else ""
            yield styles.get(style, style.casefold()), _text(element)


def _text(paragraph: Any) -> str:
    """The text of a paragraph's own runs, those of text boxes inside it left to themselves."""
    pieces: list[str] = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        owner = next(element.iterancestors(f"{_W}p"), None)
        if owner is not paragraph:
            continue
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif element.getparent().tag == f"{_W}r":  # a tab stop in the properties is no tab
            pieces.append(" ")
    return "".join(pieces)
