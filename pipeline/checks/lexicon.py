"""The lexicon: which English words a French word is found beside, and what that is worth.

Not a dictionary but evidence. It was estimated from parallel text by ``training/lexicon.py``;
what is kept are stems and weights, so that a check can ask of a stretch of French whether it
has left any trace in the English. A line of the file is a French stem, the two weights in tenths
of a nat, and the English stems; the lines are sorted, so that none need be parsed to find one.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

STEM = 6
"""Letters of a word that count: enough to tell words apart, few enough to join their forms."""

_REMEMBERED = 6_000
"""Words, and stems, known or not, that are kept at most."""

FILE = Path(__file__).with_name("lexicon.tsv")

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})


class Entry(NamedTuple):
    """What is known of a French stem.

    Attributes:
        absent: log-odds that the word was dropped where none of ``english`` is there, in nats.
        present: the same where one of them is (negative).
        english: stems of its translations.
    """

    absent: float
    present: float
    english: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case without accents and ligatures.

    >>> fold("Œuvres d'ÉTÉ")
    "oeuvres d'ete"
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", text.translate(_LIGATURES).lower())
    return "".join(c for c in text if not unicodedata.combining(c))


_folded: dict[str, str] = {}
"""Words as they stand, folded: a dictionary, since any other cache takes twice the time."""


def _fold(word: str) -> str:
    if len(_folded) > _REMEMBERED:
        _folded.clear()
    folded = _folded[word] = fold(word)
    return folded


class Word(NamedTuple):
    """A word of a text: half-open offsets, as it stands, and folded."""

    start: int
    end: int
    text: str
    folded: str


@functools.cache
def _word() -> re.Pattern[str]:
    return re.compile(r"([^\W\d_]+|\d+(?:[.,]\d+)*)")


@functools.lru_cache(maxsize=64)  # several checks ask for the words of the same few rows
def words(text: str) -> tuple[Word, ...]:
    """Runs of letters, and figures, in order; an apostrophe or hyphen ends a word.

    >>> [word.folded for word in words("L'Élysée, 3,5 %")]
    ['l', 'elysee', '3,5']
    """
    parts = _word().split(text)  # what is before a word, the word, what is before the next
    ends = list(itertools.accumulate(map(len, parts)))
    found = parts[1::2]
    folded = list(map(_folded.get, found))
    if None in folded:
        folded = [known or _fold(word) for word, known in zip(found, folded, strict=True)]
    plain = zip(ends[:-1:2], ends[1::2], found, folded, strict=True)
    # Several times as fast as the constructor, which would take most of the time here.
    return tuple(map(tuple.__new__, itertools.repeat(Word), plain))


@functools.lru_cache(maxsize=64)
def forms(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset([word.folded for word in words(text)])


def stem(word: str) -> str:
    """The letters of a folded word by which it is looked up."""
    return word[:STEM]


class Lexicon(Mapping[str, Entry]):
    """The entries by French stem, each parsed when it is first asked for.

    Args:
        lines: of the file, in the order of their code points.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._known: dict[str, Entry | None] = {}

    def __iter__(self) -> Iterator[str]:
        return (line.partition("\t")[0] for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, french: str) -> Entry:
        entry = self.find(french)
        if entry is None:
            raise KeyError(french)
        return entry

    def __contains__(self, french: object) -> bool:
        return isinstance(french, str) and self.find(french) is not None

    def find(self, french: str) -> Entry | None:
        """The entry of a stem, if there is one."""
        try:
            return self._known[french]
        except KeyError:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            entry = self._known[french] = self._look_up(french)
            return entry

    def _look_up(self, french: str) -> Entry | None:
        key = french + "\t"
        at = bisect.bisect_left(self._lines, key)
        if at == len(self._lines) or not self._lines[at].startswith(key):
            return None
        _, absent, present, english = self._lines[at].split("\t")
        return Entry(int(absent) / 10, int(present) / 10, tuple(english.split(" ")))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once; a few milliseconds."""
    return Lexicon(FILE.read_text("utf-8").splitlines())
