from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Role
from pipeline.errors import BinaryInputError, EmptyInputError, InputTooLargeError
from pipeline.readers import read_bytes, read_path
from pipeline.readers.layout import split
from pipeline.readers.plaintext import MAX_LINES, PlainTextReader
from pipeline.readers.roles import label, stands_alone

Read = Callable[[str], Article]

SCRAPS = st.sampled_from(
    [
        "\n", "\n\n", " ", "\u00a0", "\t", "\f", "\u2028", "   ", ">>", " |", "- ", " -", "• ",
        "Par Jean Dupont", "AFP", "Xinhua/VNA/CVN", "PARIS, 12 nov. (AFP) -", "Un titre",
        "Il pleut.", "de la pluie et", "\x01", "\x03", "\u200f", "🙂", "-----", "é", "e\u0301", '"',
        "Le ministre de l'Intérieur a annoncé mercredi une série de mesures pour le pays ",
    ]
)  # fmt: skip  # scraps, not lines
TEXTS = st.one_of(st.text(), st.lists(SCRAPS, max_size=40).map("".join))


def check(text: str, article: Article) -> None:
    """The laws of blocks: in order, content inside, only white space outside."""
    position, rebuilt = 0, ""
    for i, block in enumerate(article.blocks, start=1):
        assert block.id == f"p{i}"
        assert position <= block.start <= block.content_start < block.content_end <= block.end
        gap = text[position : block.start]
        assert not gap.strip()
        rebuilt += gap + text[block.start : block.end]
        position = block.end
    assert not text[position:].strip()
    assert rebuilt + text[position:] == text


@given(TEXTS)
def test_blocks_and_gaps_are_the_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    blocks = label(text, split(text, stands_alone))
    article = Article("x", text, "utf-8", blocks)
    check(text, article)
    assert bool(blocks) == bool(text.strip())
    for block in blocks:
        content = article.content(block)
        assert content.strip()


@given(TEXTS)
def test_the_same_through_bytes(text: str) -> None:
    try:
        (article,) = read_bytes(text.encode(), name="x")
    except (EmptyInputError, BinaryInputError):  # blanks, or controls by the dozen
        return
    check(article.text, article)


def test_the_seed(seed: Path) -> None:
    (article,) = read_path(seed)
    assert [block.role.value for block in article.blocks] == [
        "link", "caption", "paragraph", "paragraph", "paragraph", "crosshead", "paragraph",
        "paragraph", "paragraph", "paragraph", "paragraph", "credit",
    ]  # fmt: skip  # one line a story
    assert article.encoding == "utf-8"
    assert article.notices == ()
    link, caption = article.blocks[:2]
    assert article.content(link).startswith("L’aviation russe")
    assert article.text[link.start : link.content_start] == ">>"
    assert article.text[caption.content_end : caption.end] == " |"
    assert article.content(article.of_role(Role.CROSSHEAD)[0]) == (
        "Les voies de communication restaurées"
    )
    assert article.content(article.of_role(Role.CREDIT)[0]) == "Xinhua/VNA/CVN"
    check(article.text, article)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_seed_in_other_encodings(seed: Path, codec: str) -> None:
    (expected,) = read_path(seed)
    (article,) = read_bytes(expected.text.replace("\n", "\r\n").encode(codec), name="x")
    assert article.text == expected.text
    assert article.blocks == expected.blocks


@pytest.mark.parametrize("text", ["\u200b", "\ufeff\n\u00a0", "\u200e \u2060\n", "\x01\x03"])
def test_invisible_is_blank(text: str) -> None:
    with pytest.raises(EmptyInputError, match="blanks"):
        read_bytes(text.encode(), name="x")


def test_blanks_in_utf16() -> None:
    with pytest.raises(EmptyInputError):
        read_bytes("\n \n".encode("utf-16"), name="x")


def test_controls_are_kept_and_reported() -> None:
    # As plain text: with all its control bytes it would be read as IPTC 7901.
    text = "\x01FRA012 4 G 0211\n\n\x02Un titre\n\nUn premier paragraphe, assez long.\n\n\x03"
    (article,) = PlainTextReader().read(text.encode(), "wire")
    assert article.text == text
    (notice,) = article.notices
    assert notice.code == "control-characters"
    assert notice.ids == ("p1", "p2", "p3")
    assert "SOH × 1, STX × 1, ETX × 1" in notice.message
    assert article.content(article.blocks[1]) == "Un titre"
    check(text, article)


def test_damage_is_reported() -> None:
    (article,) = read_bytes("Déjà là, où l’été s’achève, à l’aube".encode() + b"\xc3", name="x")
    (notice,) = article.notices
    assert (notice.code, notice.ids) == ("damaged-characters", ("p1",))
    assert "1 " in notice.message


def test_markup_is_reported(read: Read) -> None:
    (notice,) = read("<?xml version='1.0'?><wire><p>Bonjour</p></wire>").notices
    assert notice.code == "markup"


def test_one_paragraph_of_5000_words(read: Read) -> None:
    article = read("Le préfet, dit-on, a parlé hier soir " * 715 + "et puis rien.")
    (block,) = article.blocks
    assert block.role is Role.PARAGRAPH
    assert len(article.content(block).split()) > 5000


def test_too_many_lines() -> None:
    with pytest.raises(InputTooLargeError, match="500,000 lines"):
        read_bytes(b"a\n" * (MAX_LINES + 1), name="x")
