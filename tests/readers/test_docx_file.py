from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from pipeline.article import Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers import read_bytes
from pipeline.readers.docx_file import MAX_XML, DocxReader


@pytest.fixture(scope="module")
def document() -> bytes:
    from docx import Document

    made = Document()
    made.add_heading("Le port de Brest ferme", 1)
    made.add_paragraph("Le port a été fermé mardi, a-t-on appris\tdans la\u00a0journée.")
    made.add_heading("Tempête", 2)
    made.add_paragraph("Le vent a forci dans la nuit.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Vent", "140 km/h"
    made.add_paragraph("Le quai, lundi.", style="Caption")
    made.core_properties.language = "fr-FR"
    made.core_properties.keywords = "mer, port"
    made.core_properties.author = "Anne Roy"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def remade(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return stream.getvalue()


def in_story(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(old, new) if name == "word/document.xml" else data


def test_a_document(document: bytes) -> None:
    (article,) = read_bytes(document, name="papier.docx")
    assert [(b.role, article.content(b)) for b in article.blocks] == [
        (Role.HEADLINE, "Le port de Brest ferme"),
        (Role.PARAGRAPH, "Le port a été fermé mardi, a-t-on appris dans la\u00a0journée."),
        (Role.CROSSHEAD, "Tempête"),
        (Role.PARAGRAPH, "Le vent a forci dans la nuit."),
        (Role.PARAGRAPH, "Vent | 140 km/h"),
        (Role.CAPTION, "Le quai, lundi."),
    ]
    assert article.item.language == "fr-fr"
    assert article.item.keywords == ("mer", "port")
    assert article.metadata["author"] == "Anne Roy"


def test_tracked_changes_are_read_as_accepted(document: bytes) -> None:
    run = b"<w:r><w:t>forci</w:t></w:r>"
    changed = in_story(
        b"Le vent a forci dans la nuit.</w:t></w:r>",
        b"Le vent a </w:t></w:r><w:ins>" + run + b"</w:ins><w:del><w:r><w:delText>baiss"
        b"</w:delText></w:r></w:del>",
    )
    (article,) = read_bytes(remade(document, changed), name="x")
    assert "Le vent a forci" in article.text
    assert "baiss" not in article.text


def test_a_bomb_is_not_inflated(document: bytes) -> None:
    bomb = remade(document, in_story(b"</w:body>", b" " * (MAX_XML + 1) + b"</w:body>"))
    assert len(bomb) < 200_000
    with pytest.raises(InputTooLargeError, match="would grow"):
        read_bytes(bomb, name="x")


def test_a_bomb_that_lies_about_its_size(document: bytes) -> None:
    inside = in_story(b"</w:body>", b" " * (MAX_XML + 1) + b"</w:body>")
    bomb = bytearray(remade(document, inside))
    # In the archive's directory: signature, 20 bytes, the size inflated at 24.
    for entry in re.finditer(rb"PK\x01\x02", bytes(bomb)):
        if bomb[entry.start() + 46 :].startswith(b"word/document.xml"):
            bomb[entry.start() + 24 : entry.start() + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(InputError, match="damaged"):
        read_bytes(bytes(bomb), name="x")


def test_refused_with_the_reason(document: bytes) -> None:
    entity = in_story(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document')
    cases = [
        (remade(document, lambda _, data: data, **{"word/vbaProject.bin": b"x"}), "macros"),
        (remade(document, entity), "entities"),
        (document[: len(document) // 2], "archive is broken"),
        (remade(document, in_story(b"</w:body>", b"")), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ]
    for data, match in cases:
        with pytest.raises(InputError, match=match) as caught:
            read_bytes(data, name="papier.docx")
        assert caught.value.hint


def test_no_text() -> None:
    from docx import Document

    stream = io.BytesIO()
    Document().save(stream)
    with pytest.raises(EmptyInputError, match="without text"):
        read_bytes(stream.getvalue(), name="x")


def test_other_archives_are_not_claimed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "Le port")
    assert not DocxReader().sniff(stream.getvalue())
    assert not DocxReader().sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")


def test_a_member_whose_compression_is_broken(document: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), compress_type=zipfile.ZIP_LZMA)
    whole = out.getvalue()
    assert read_bytes(whole, name="x.docx")[0].blocks
    refused = 0
    for at in range(60, len(whole) - 600, 97):
        flipped = whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :]
        try:
            read_bytes(flipped, name="x.docx")
        except InputError:
            refused += 1
    assert refused > 5
