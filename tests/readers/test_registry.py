from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.article import Article, Block, Role
from pipeline.errors import EmptyInputError, InputTooLargeError
from pipeline.readers import MAX_BYTES, READERS, read_bytes

ROOT = Path(__file__).resolve().parents[2]


class Toy:
    """What another format has to be: a class with a name, ``sniff`` and ``read``."""

    name = "toy"

    def sniff(self, data: bytes) -> bool:
        return data.startswith(b"TOY")

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        texts = data[3:].decode().split("|")
        block = Block("p1", Role.PARAGRAPH, 0, 1, 0, 1)
        return tuple(Article(name, text, "utf-8", (block,), {"format": "toy"}) for text in texts)


def test_a_new_format_is_one_class_and_one_line() -> None:
    articles = read_bytes(b"TOYa|b", name="t", readers=(Toy(), *READERS))
    assert [article.text for article in articles] == ["a", "b"]
    assert articles[0].metadata == {"format": "toy"}


def test_content_decides_not_the_suffix() -> None:
    (article,) = read_bytes(b"Pas un jouet.", name="wire.toy", readers=(Toy(), *READERS))
    assert article.text == "Pas un jouet."
    assert article.name == "wire.toy"


def test_plain_text_is_the_last_resort() -> None:
    assert READERS[-1].name == "plain text"
    assert READERS[-1].sniff(b"\xff\x00")


@pytest.mark.parametrize("data", [b"", b" ", b"\n\r\n\t  \n", b"\x0c"])
def test_nothing_but_blanks(data: bytes) -> None:
    with pytest.raises(EmptyInputError, match=r"wire\.txt holds no") as caught:
        read_bytes(data, name="wire.txt")
    assert caught.value.hint


def test_size_limit_is_exact() -> None:
    line = b"Une phrase sans fin "
    (article,) = read_bytes(line * (MAX_BYTES // len(line)), name="big")
    assert len(article.blocks) == 1
    with pytest.raises(InputTooLargeError, match="20 MB"):
        read_bytes(line * (MAX_BYTES // len(line)) + b"x", name="big")


def test_reading_imports_nothing_heavy() -> None:
    program = (
        "import sys; from pipeline.readers import read_bytes;"
        "read_bytes('Le café, à Paris.'.encode('cp1252'), name='x');"
        "print([m for m in ('charset_normalizer', 'numpy', 'torch') if m in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  # our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"
