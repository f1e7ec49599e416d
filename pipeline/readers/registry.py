"""The input formats, and from bytes to articles by the first that knows them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.article import Article
from pipeline.errors import EmptyInputError, InputTooLargeError
from pipeline.readers.anpa1312 import Anpa1312Reader
from pipeline.readers.base import Reader
from pipeline.readers.docx_file import DocxReader
from pipeline.readers.feed import FeedReader
from pipeline.readers.html import HtmlReader
from pipeline.readers.iptc7901 import Iptc7901Reader
from pipeline.readers.markdown import MarkdownReader
from pipeline.readers.newsml_1 import Newsml1Reader
from pipeline.readers.newsml_g2 import NewsmlG2Reader
from pipeline.readers.ninjs import NinjsReader
from pipeline.readers.nitf import NitfReader
from pipeline.readers.plaintext import PlainTextReader

MAX_BYTES = 20_000_000
"""Largest input, in bytes; a wire is a few thousand, a night of them a few million."""

READERS: tuple[Reader, ...] = (
    NewsmlG2Reader(),
    Newsml1Reader(),
    NitfReader(),
    FeedReader(),
    NinjsReader(),
    DocxReader(),
    Iptc7901Reader(),
    Anpa1312Reader(),
    HtmlReader(),  # after all that may have HTML in it
    MarkdownReader(),
    PlainTextReader(),  # claims everything, so it stays last
)
"""Tried in this order; the first whose ``sniff`` says yes reads the input."""


def read_bytes(
    data: bytes, *, name: str, readers: Sequence[Reader] = READERS
) -> tuple[Article, ...]:
    """Read the articles in ``data``.

    Args:
        data: the content of a file.
        name: file name or ``-``; for messages and :attr:`Article.name`.
        readers: formats to try, in order; the last must claim everything.

    Returns:
        The articles in their order, at least one; plain text gives exactly one.

    Raises:
        InputTooLargeError: over :data:`MAX_BYTES`, or in more lines than any wire has.
        EmptyInputError: no bytes, or nothing but blanks.
        BinaryInputError: not text; the message says what it looks like.
        EncodingError: text that no encoding we know decodes.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if not data.strip():
        raise EmptyInputError(
            f"{name} holds no text.", hint="Give a file with the text of a French wire."
        )
    reader = next(reader for reader in readers if reader.sniff(data))
    return reader.read(data, name)


def too_large(name: str) -> InputTooLargeError:
    """The error for an input over :data:`MAX_BYTES`."""
    return InputTooLargeError(
        f"{name} is larger than {MAX_BYTES // 1_000_000} MB.",
        hint="Split it into one file an article.",
    )
