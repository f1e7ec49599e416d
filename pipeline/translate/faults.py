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
    """Sequences of one to six words that come three times running in the target but not in
    the source; a single word must come five times, since speech has "no, no, no".

    >>> sorted(loops("le ministre", "the air of the air of the air of")) [0]
    ('air', 'of', 'the')
    """
    return _running(target) - _running(source)


def _running(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    found = set()
    for length in range(1, 7):
        times = 5 if length == 1 else 3
        for start in range(len(words) - times * length + 1):
            part = words[start : start + length]
            if words[start : start + times * length] == part * times:
                found.add(tuple(sorted(part)))
    return found


def faults(source: str, target: str) -> int:
    """How many: numbers lost or made up, and loops."""
    made_up = numbers(target) - numbers(source)
    return len(lost_numbers(source, target)) + len(made_up) + len(loops(source, target))
