"""Choosing pairs for the words that training has seldom shown.

Most of a large text that is unlike the news repeats what the model knows; a small part of it holds
words that wires use and that the model has hardly met. Pairs are taken in the order in which they
come as long as they hold a word that is still short of its share, and each counts for all its
words: set cover by a single pass (a coverage form of data selection, after Eck et al. 2005).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 45
"""French words of the longest pair that is taken."""


def words(text: str) -> set[str]:
    """The distinct words of three letters and more, in lower case.

    >>> sorted(words("L'armée a démenti l'armée."))
    ['armée', 'démenti']
    """
    return set(_WORD.findall(text.lower()))


def shortage(wanted: Iterable[str], seen: Iterable[str], *, often: int, share: int) -> Counter[str]:
    """How many more sentences each word should be shown in.

    Args:
        wanted: French sentences like those that will be translated.
        seen: French sentences that were trained on.
        often: a word counts if so many sentences of ``wanted`` have it.
        share: sentences that each such word should have been seen in.
    """
    used: Counter[str] = Counter()
    for line in wanted:
        used.update(words(line))
    short = Counter({word: share for word, count in used.items() if count >= often})
    for line in seen:
        for word in words(line):
            if word in short:
                short[word] -= 1
    return +short


def cover(
    pairs: Iterable[tuple[str, str]], short: Counter[str], *, seen: Container[str] = ()
) -> Iterator[tuple[str, str]]:
    """The pairs that have a word that is still short; ``short`` is counted down.

    Args:
        pairs: French and English, the best text first.
        short: from :func:`shortage`.
        seen: French sentences that are not taken, since training has shown them.
    """
    for french, english in pairs:
        if len(french.split()) > _LONGEST or french in seen:
            continue
        lacking = [word for word in words(french) if short[word] > 0]
        if lacking:
            short.subtract(lacking)
            yield french, english
