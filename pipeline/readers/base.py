"""What every reader is: a format that recognises its own bytes and turns them into articles."""

from __future__ import annotations

from typing import Protocol

from pipeline.article import Article


class Reader(Protocol):
    """One input format.

    A new format is a module with such a class and one line in
    :data:`pipeline.readers.registry.READERS`.
    """

    name: str
    """Short name of the format, for messages and documentation, e.g. ``plain text``."""

    def sniff(self, data: bytes) -> bool:
        """Whether ``data`` is in this format.

        Looks at the content, never at a file name; must not raise, whatever the bytes, and
        should be quick: it sees every input that no earlier reader claimed.
        """
        ...

    def read(self, data: bytes, name: str) -> tuple[Article, ...]:
        """Turn ``data`` into its articles, at least one, in their order.

        Args:
            data: the whole input, neither empty nor over the size limit.
            name: what messages call it; becomes :attr:`Article.name`.

        Raises:
            InputError: or a class below it, where the content cannot be used.
        """
        ...
