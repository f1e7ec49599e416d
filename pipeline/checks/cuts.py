"""Cuts: places of an English text where a name may have been taken out.

Where a name is missing, what stood left and right of it meets: "in , and", "Rep. Bob (R-Va.)",
"name was recorded". How much likelier the two words left and the two right of a place are to
meet over a cut than in sound English is a logistic regression over words and classes of words,
estimated by ``training/cuts.py`` on English news from which names were taken. Frequent words and
marks stand for themselves there, all others for their ending, capital or figure.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("cuts.tsv")
NEVER = -4.0
"""Log-odds of a cut where there is no place for one."""

_ENDINGS = (
    *("tion", "ment", "ing", "ed", "ly", "er", "al", "ive", "ous", "ity", "es", "s", "en", "e"),
    "y",
)
_YEAR = 4


@functools.cache
def token_pattern() -> re.Pattern[str]:
    """What a token is: a word, with its ``'s``, a figure or a mark."""
    return re.compile(r"[^\W\d_]+(?:['’](?:s|t)\b)?|\d+(?:[.,]\d+)*|[^\w\s]")


class Table(NamedTuple):
    """What was estimated.

    Attributes:
        bias: log-odds before anything is seen.
        function: words that are a class of their own.
        frequent: words that are told from the others of their class.
        weights: what is seen → nats.
    """

    bias: float
    function: frozenset[str]
    frequent: frozenset[str]
    weights: Mapping[str, float]


@functools.cache
def table() -> Table:
    """The table, read once; a few milliseconds."""
    bias, function, frequent, *lines = FILE.read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return Table(
        float(bias),
        frozenset(function.split(" ")),
        frozenset(frequent.split(" ")),
        {sign: int(weight) / 100 for sign, weight in pairs},
    )


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    table.cache_clear()
    _classes.cache_clear()
    tokens.cache_clear()


@functools.lru_cache(maxsize=1 << 12)
def _classes(token: str) -> tuple[str, str]:
    """A token as it is told from others, finely and coarsely."""
    known = table()
    coarse = coarse_class(token, known.function)
    return (token if token in known.frequent else coarse), coarse


def coarse_class(token: str, function: frozenset[str]) -> str:
    """The class of a token.

    >>> [coarse_class(token, frozenset(["of"])) for token in ("Of", "Bank's", "1991", "slowly")]
    ['of', "A's", '#4', '-ly']
    """
    word = token.lower()
    if word in function or not token[0].isalnum():
        return word
    if token[0].isdigit():
        return "#4" if len(token) == _YEAR else "#"
    if word.endswith(("n't", "n’t")):
        return "n't"
    if word.endswith(("'s", "’s")):
        return "A's" if token[0].isupper() else "x's"
    if token[0].isupper():
        return "AA" if len(token) > 1 and token.isupper() else "A"
    return next((f"-{ending}" for ending in _ENDINGS if word.endswith(ending)), "x")


class Tokens(NamedTuple):
    """A text as its gaps are looked at: where each token begins, and its classes.

    Two are added before and after; the gap before token ``i`` is between ``i + 1`` and ``i + 2``
    of the classes.
    """

    starts: tuple[int, ...]
    fine: tuple[str, ...]
    coarse: tuple[str, ...]


@functools.lru_cache(maxsize=16)
def tokens(text: str) -> Tokens:
    """Words and marks of an English text."""
    matches = list(token_pattern().finditer(text))
    classes = [_classes(match[0]) for match in matches]
    return Tokens(
        tuple(match.start() for match in matches),
        ("^", "^", *(fine for fine, _ in classes), "$", "$"),
        ("^", "^", *(coarse for _, coarse in classes), "$", "$"),
    )


def seen(fine: tuple[str, ...], coarse: tuple[str, ...], at: int) -> Iterator[str]:
    """What is seen of the gap before a token, by its place among the classes."""
    before, left, right, after = coarse[at - 2 : at + 2]
    one, two = fine[at - 1], fine[at]
    yield f"1{one}|{two}"
    yield f"2{before} {left}|{right}"
    yield f"3{left}|{right} {after}"
    yield f"4{one}|{right}"
    yield f"5{left}|{two}"
    yield f"6{one}"
    yield f"7{two}"
    yield f"8{left}|{right}"
    yield f"9{before} {left}"
    yield f"0{right} {after}"


def cut(text: str, start: int, end: int) -> float:
    """Log-odds of the likeliest cut of a text whose place is after ``start``, up to ``end``."""
    starts, fine, coarse = tokens(text)
    known = table()
    first = bisect.bisect_right(starts, start)
    last = bisect.bisect_right(starts, end) if end < len(text) else len(starts) + 1
    weigh = known.weights.get
    return known.bias + max(
        (
            sum(weigh(sign, 0.0) for sign in seen(fine, coarse, at))
            for at in range(first + 2, last + 2)
        ),
        default=NEVER - known.bias,
    )
