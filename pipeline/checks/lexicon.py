"""The lexicon: which English words a French word is found beside, and what that is worth.

Not a dictionary but evidence. It was estimated from parallel text by ``training/lexicon.py``;
what is kept are stems and weights, so that a check can ask of a stretch of French whether it
has left any trace in the English.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

STEM = 6
"""Letters of a word that count: enough to tell words apart, few enough to join their forms."""

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


class Word(NamedTuple):
    """A word of a text: half-open offsets, as it stands, and folded."""

    start: int
    end: int
    text: str
    folded: str


@functools.cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")


@functools.lru_cache(maxsize=64)  # several checks ask for the words of the same few rows
def words(text: str) -> tuple[Word, ...]:
    """Runs of letters, and figures, in order; an apostrophe or hyphen ends a word.

    >>> [word.folded for word in words("L'Élysée, 3,5 %")]
    ['l', 'elysee', '3,5']
    """
    return tuple(
        Word(m.start(), m.end(), m.group(), fold(m.group())) for m in _word().finditer(text)
    )


def stem(word: str) -> str:
    """The letters of a folded word by which it is looked up."""
    return word[:STEM]


@functools.cache
def lexicon() -> Mapping[str, Entry]:
    """The lexicon by French stem, read once; a few milliseconds."""
    entries = {}
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        french, absent, present, english = line.split("\t")
        entries[french] = Entry(int(absent) / 10, int(present) / 10, tuple(english.split(" ")))
    return entries
