"""From bytes to text: which encoding, and whether it is text at all.

French wires come as UTF-8, UTF-16 or one of three single-byte encodings that differ in few
places. The order of the questions is the order of their certainty:

1. a byte order mark;
2. the signature of a known binary format, or NUL bytes: in every second place they are
   UTF-16 without its mark, anywhere else they make it binary;
3. valid UTF-8, which other text hardly ever is by chance;
4. UTF-8 with a few damaged bytes, where whole characters outnumber those by far;
5. a single-byte encoding, decided by which bytes occur, see :func:`_single_byte`;
6. only where that makes no sense, the statistics of charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.errors import BinaryInputError, EncodingError
from pipeline.text import canonical

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a RIFF sound, film or image"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound or film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_WORDLIKE = frozenset({b"RIFF", b"ID3", b"BZh", b"OggS"})
"""Signatures in plain letters, which an article could begin with: they need NUL bytes too."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
_UTF8_SEQUENCE = (
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_HIGH_BYTES = re.compile(rb"(?P<whole>" + _UTF8_SEQUENCE + rb")|[\x80-\xff]")
_CUT_SEQUENCE = re.compile(
    rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z"
)

_HIGH = bytes(range(0x80, 0x100))
_C1 = bytes(range(0x80, 0xA0))
_C0 = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r")
_UNDEFINED_1252 = b"\x81\x8d\x8f\x90\x9d"
# Inside a French word Windows-1252 has nothing of this range but ’ (92) and œ (9C), inside a
# foreign name š or ž, between words run together a dash or an ellipsis. Any other byte
# between two letters is a letter of an older encoding: é is 82 in DOS and 8E in Mac OS.
_FOREIGN_LETTER = re.compile(rb"[a-z][\x80-\x84\x86-\x90\x93-\x95\x98\x99\x9b\x9d\x9f][a-z]")
_WORD_1252 = re.compile(rb"[a-z][\x92\x9c][a-z]")

# Where Latin-9 (ISO 8859-15) departs from Latin-1 and the neighbours of the byte tell which
# is meant: € beside a figure or a space (¤ is in no news text), œ and Œ before a letter
# (½ and ¼ follow figures), Ÿ among capitals.
_LATIN_9 = re.compile(
    rb"(?<=[0-9 \xa0])\xa4|\xa4(?=[0-9 \xa0])"
    rb"|(?<![0-9])\xbd(?=[a-z\xe0-\xff])|(?<![0-9])\xbc(?=[A-Za-z\xc0-\xff])"
    rb"|(?<=[A-Z])\xbe(?=[A-Z])"
)

_LARGEST_HIGH_SHARE = 0.25
"""French has one accented letter in 30; above this share it is another alphabet, or noise."""
_FEW_HIGH = 8
_LARGEST_CONTROL_SHARE = 0.04
"""Wire envelopes hold a dozen control characters, random bytes one in nine."""
_FEW_CONTROLS = 12
_FEW_NULS = 2
_BYTES_A_NUL = 16
"""One in a line of text is a slip of the line; one in a few bytes is no text."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was found.

    Attributes:
        text: canonical: NFC, line ends ``\\n``, no byte order mark.
        encoding: ``utf-8``, ``utf-16-le``, ``windows-1252``, ``iso-8859-15`` …
        damaged: bytes that were not valid in the encoding and had to be guessed.
    """

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, name: str) -> Decoded:
    """Decode ``data`` in the encoding that its bytes show.

    Args:
        data: content of a file, not empty.
        name: what messages call it.

    Raises:
        BinaryInputError: not text; the message says what it looks like.
        EncodingError: text, but in no encoding that fits.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    if kind := _signature(data):
        raise _binary(name, kind)
    if b"\0" in data:
        wide = _wide(data, name)
        if wide is not None:
            return wide
        if data.count(b"\0") > min(_FEW_NULS, len(data) / _BYTES_A_NUL):
            raise _binary(name, "binary data")
    try:
        return _sensible(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError:
        pass
    return _damaged_utf8(data, name) or _single_byte(data, name)


def _signature(data: bytes) -> str | None:
    """What the first bytes say the file is, where that is not text."""
    for magic, kind in _SIGNATURES:
        if data.startswith(magic) and (magic not in _WORDLIKE or b"\0" in data):
            return kind
    if data[4:8] == b"ftyp" and b"\0" in data[:4]:
        return "an MP4 film or a HEIC image"
    return None


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return _sensible(data.decode(encoding), encoding, name)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (repaired := _damaged_utf8(data, name)):
            return repaired
        raise EncodingError(
            f"{name} begins as {encoding.upper()} but byte {error.start} is not valid in it.",
            hint="Save it again as UTF-8.",
        ) from error


def _wide(data: bytes, name: str) -> Decoded | None:
    """UTF-16 without its mark: in French nearly every second byte is NUL, always the same."""
    half = len(data) // 2
    first, second = data[0::2].count(0), data[1::2].count(0)
    for encoding, many, few in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if len(data) % 2 == 0 and many > 0.5 * half and few < 0.02 * half + 1:
            try:
                return _sensible(data.decode(encoding), encoding, name)
            except UnicodeDecodeError:
                return None
    return None


def _damaged_utf8(data: bytes, name: str) -> Decoded | None:
    """UTF-8 that was cut inside a character or mixed with another encoding.

    A damaged byte is read as Windows-1252, the usual cause, or becomes U+FFFD.
    """
    whole = damaged = 0
    for match in _HIGH_BYTES.finditer(data):
        if match["whole"]:
            whole += 1
        else:
            damaged += 1
    # The end of the data may cut one character into up to three loose bytes.
    last = _CUT_SEQUENCE.search(data)
    cut = len(last[0]) if last else 0
    if not whole or (damaged - cut) * 10 > whole:
        return None
    body = data[: len(data) - cut]
    mended = _HIGH_BYTES.sub(
        lambda m: m[0] if m["whole"] else m[0].decode("cp1252", "replace").encode(), body
    )
    tail = "\ufffd" if cut else ""
    found = _sensible(mended.decode("utf-8") + tail, "utf-8", name)
    return Decoded(found.text, found.encoding, damaged)


def _single_byte(data: bytes, name: str) -> Decoded:
    """Windows-1252, Latin-1 or Latin-9, by the bytes that occur.

    Bytes 80 to 9F are letters and signs in Windows-1252 and unused controls in the two
    others, so one of them decides. Without any, Latin-1 and Windows-1252 agree on every
    byte, and Latin-9 shows by ``€ œ Œ Ÿ`` where Latin-1 has signs that make no sense there.
    """
    high = _count(data, _HIGH)
    if high > max(_FEW_HIGH, _LARGEST_HIGH_SHARE * len(data)):
        return _last_opinion(data, name)
    if not _count(data, _C1):
        encoding = "iso-8859-15" if _LATIN_9.search(data) else "iso-8859-1"
        return _sensible(data.decode(encoding), encoding, name)
    foreign, own = len(_FOREIGN_LETTER.findall(data)), len(_WORD_1252.findall(data))
    if foreign > own or _count(data, _UNDEFINED_1252):
        return _last_opinion(data, name)
    return _sensible(data.decode("cp1252"), "windows-1252", name)


def _last_opinion(data: bytes, name: str) -> Decoded:
    """Ask charset-normalizer, which is slow to import and to run."""
    # A control every few bytes is no text in any alphabet, whatever the statistics say.
    if _count(data, _C0) > max(_FEW_CONTROLS, _LARGEST_CONTROL_SHARE * len(data)):
        raise _binary(name, "binary data")

    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:  # decided on the beginning; the rest may not fit
            pass
        else:
            return _sensible(text, best.encoding.replace("_", "-"), name)
    raise EncodingError(
        f"{name} is in an encoding that cannot be recognised.", hint="Save it again as UTF-8."
    )


def _sensible(text: str, encoding: str, name: str) -> Decoded:
    """Refuse what decodes but is no text: too many control characters."""
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    few = max(_FEW_CONTROLS, _LARGEST_CONTROL_SHARE * len(text))
    if controls > few or controls < len(text) < 2 * controls:
        raise _binary(name, "binary data")
    return Decoded(canonical(text), encoding)


def _count(data: bytes, members: bytes) -> int:
    """How many bytes of ``data`` are among ``members``."""
    return len(data) - len(data.translate(None, members))


def _binary(name: str, kind: str) -> BinaryInputError:
    return BinaryInputError(
        f"{name} is not text but looks like {kind}.", hint="Give the wire as a text file."
    )
