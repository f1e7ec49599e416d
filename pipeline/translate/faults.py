"""What can be seen to be wrong with a translation by comparing two texts.

Used to choose among the hypotheses of one beam search: all of them are about as likely, so
the first without a visible fault is taken.
"""

from __future__ import annotations

import re

_THOUSANDS = re.compile(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


def numbers(text: str) -> set[str]:
    """Digit sequences, thousands separators taken out.

    >>> sorted(numbers("12.000 morts en 2015, soit 3,5 %"))
    ['12000', '2015', '3', '5']
    """
    return set(_DIGITS.findall(_THOUSANDS.sub("", text)))


def lost_numbers(source: str, target: str) -> set[str]:
    """Digit sequences of the source that the target has not."""
    return numbers(source) - numbers(target)


def loops(source: str, target: str) -> set[tuple[str, ...]]:
    """Three-word sequences that come three times running in the target but not in the source.

    >>> loops("le ministre", "the air of the air of the air of")
    {('the', 'air', 'of')}
    """
    return _running(target) - _running(source)


def _running(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    three = [tuple(words[i : i + 3]) for i in range(len(words) - 2)]
    return {a for a, b, c in zip(three, three[3:], three[6:], strict=False) if a == b == c}


def faults(source: str, target: str) -> int:
    """How many: numbers lost or made up, and loops."""
    made_up = numbers(target) - numbers(source)
    return len(lost_numbers(source, target)) + len(made_up) + len(loops(source, target))
