"""Words that news writes with a capital at times and that are no names.

Data only: words that are capitalised inside sentences of French or English news (offices,
institutions, titles) but stand there in lower case at least twice as often (institutions: a
seventh as often). Counted on the project's training text; folded as
:func:`pipeline.checks.termbase.fold` does. The file has three groups, an empty line between two:
French words, English words, and French words that sentences open with.
"""

from __future__ import annotations

import functools
from pathlib import Path

FILE = Path(__file__).with_name("capitals.txt")


def french() -> frozenset[str]:
    """French words, folded."""
    return _groups()[0]


def english() -> frozenset[str]:
    """English words, folded."""
    return _groups()[1]


def openers() -> frozenset[str]:
    """French words, folded, that sentences open with and that are no names."""
    return _groups()[2]


@functools.cache
def _groups() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    first, second, third = FILE.read_text("ascii").split("\n\n")
    return frozenset(first.split()), frozenset(second.split()), frozenset(third.split())
