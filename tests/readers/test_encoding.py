from __future__ import annotations

import codecs
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BinaryInputError, DepecheError, EncodingError
from pipeline.readers.encoding import decode
from pipeline.text import canonical

PLAIN = (
    "La réunion s'est tenue à Genève, où le préfet a été reçu dès l'aube.\n"
    'Il a dit : "Ça suffit, nous voilà prêts."\n'
)
TYPOGRAPHIC = PLAIN.replace("'", "’") + "« Le cœur » – un coût de 12 € – n’y est pas…\n"
LATIN_9 = PLAIN + "Le cœur de l'Œuvre a coûté 12 €, dit sa sœur à L'HAŸ-LES-ROSES.\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (TYPOGRAPHIC, "utf-8", "utf-8"),
        (TYPOGRAPHIC, "utf-8-sig", "utf-8"),
        ("Rien que de l'ASCII.\n", "ascii", "utf-8"),
        (TYPOGRAPHIC, "utf-16-le", "utf-16-le"),
        (TYPOGRAPHIC, "utf-16-be", "utf-16-be"),
        (TYPOGRAPHIC, "cp1252", "windows-1252"),
        (PLAIN, "latin-1", "iso-8859-1"),
        (PLAIN + "Article 3½, ¼ de finale, le §2 bis", "latin-1", "iso-8859-1"),
        (LATIN_9, "iso-8859-15", "iso-8859-15"),
        ("Dépense de 3 €.\n", "iso-8859-15", "iso-8859-15"),
        ("Des œufs frais.\n", "iso-8859-15", "iso-8859-15"),
        ("L’été\n", "cp1252", "windows-1252"),
        ("é\n", "latin-1", "iso-8859-1"),
    ],
)
def test_encodings_of_french_wires(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec), "x")
    assert (decoded.text, decoded.encoding, decoded.damaged) == (text, name, 0)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_marks(mark: bytes, codec: str) -> None:
    decoded = decode(mark + TYPOGRAPHIC.encode(codec), "x")
    assert (decoded.text, decoded.encoding) == (TYPOGRAPHIC, codec)


@pytest.mark.parametrize("codec", ["mac_roman", "cp850"])
def test_older_encodings_are_left_to_statistics(codec: str) -> None:
    text = PLAIN * 5
    assert "réunion" in decode(text.encode(codec), "x").text


def test_another_alphabet_is_left_to_statistics() -> None:
    text = "Президент России заявил, что переговоры продолжатся в Москве на этой неделе. " * 5
    decoded = decode(text.encode("cp1251"), "x")
    assert decoded.text == text


def test_text_is_canonical() -> None:
    assert decode("e\u0301te\u0301\r\nfin\r".encode(), "x").text == "été\nfin\n"


def test_cut_or_mixed_utf8_is_mended() -> None:
    whole = (TYPOGRAPHIC * 3).encode()
    cut = decode(whole + "é".encode()[:1], "x")
    assert cut.text == TYPOGRAPHIC * 3 + "\ufffd"
    assert (cut.encoding, cut.damaged) == ("utf-8", 1)
    mixed = decode(whole + "détaché\n".encode("cp1252") + whole, "x")
    assert mixed.text == TYPOGRAPHIC * 3 + "détaché\n" + TYPOGRAPHIC * 3
    assert mixed.damaged == 2
    marked = decode(codecs.BOM_UTF8 + whole + b"\xe9t\xe9\n", "x")
    assert marked.text.endswith("été\n")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "Office"),
        (rb"{\rtf1\ansi Bonjour}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"RIFF\x00\x10\x00\x00WEBP", "RIFF"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"Un texte\x00\x00\x00\x00 plein de NUL", "binary data"),
        (bytes(range(256)) * 8, "binary data"),
        (b"\x01\x02\x03\x04" * 50, "binary data"),
        (b"\x00\x01\x02bin", "binary data"),
        (b"a\x00b", "binary data"),
        (b"\x01\x02\x03ab", "binary data"),
        (zlib.compress(TYPOGRAPHIC.encode() * 90), "binary data"),
    ],
)
def test_binary_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryInputError, match=kind) as caught:
        decode(data, "wire.txt")
    assert "wire.txt" in caught.value.message
    assert caught.value.hint


def test_random_bytes_are_never_text() -> None:
    noise = random.Random(7)
    for length in (400, 4_000):
        with pytest.raises((BinaryInputError, EncodingError)):
            decode(noise.randbytes(length), "x")


@pytest.mark.parametrize("text", ["RIFF et rififi à Paris.", "ID3 bis", "BZh", "PK, une rumeur"])
def test_words_that_look_like_signatures_are_words(text: str) -> None:
    assert decode(text.encode(), "x").text == text


def test_wire_controls_and_a_stray_nul_are_text() -> None:
    text = "\x01FRA0123 4 G 0211\n\x02Un titre\nUn texte\x00 assez long pour une dépêche.\n\x03\x04"
    assert decode(text.encode("cp1252"), "x").text == text


@pytest.mark.parametrize("text", ["Où ?", "é", "Oui", "A\n"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_few_letters_of_utf16_are_text(text: str, codec: str) -> None:
    mark = codecs.BOM_UTF16_LE if codec.endswith("le") else codecs.BOM_UTF16_BE
    assert decode(mark + text.encode(codec), "x").text == text
    if text.isascii():
        assert decode(text.encode(codec), "x").text == text


def test_broken_utf16() -> None:
    with pytest.raises(EncodingError, match="UTF-16-LE"):
        decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "x")


@given(st.text(min_size=1))
def test_any_text_survives_as_utf8(text: str) -> None:
    try:
        decoded = decode(text.encode(), "x")
    except BinaryInputError:
        assert any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in text) or text[0] in "%PR{GIBOM7"
    else:
        assert decoded.text in (canonical(text), canonical(text.removeprefix("\ufeff")))


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        decoded = decode(data, "x")
    except DepecheError as error:
        hint = error.hint
    else:
        assert decoded.text == canonical(decoded.text)
        return
    assert hint
