"""Invented words: words of the English that no English text we know has.

A model that writes words in pieces can put pieces together that make no word (``reimatement``).
Known is what occurs in the English of the training corpora or is a rare word of news
(``training/wordlist.py``), what inflection, derivation or a prefix makes of that, and compounds
of two common words. A word that begins like one of the French row may well be the rare English
cognate and is left alone, unless it is inflected as a verb or a slip of the French one. A word that
is copied from the French is shown where the lexicon has another for it, or where the model is
one that is known to lose words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.lexicon import Word, fold, lexicon, stem, words

FILE = Path(__file__).with_name("words.txt")

_MADE_UP = 5
"""Letters of a word from which on it may be called made up; a shorter one may be short for a
long one."""
_COGNATE = 4
"""Letters in common at the beginning that make a word a cognate."""
_VERBAL = ("ed", "ing")
_LONG = 8
"""Letters of a French word from which on one like it counts as a slip."""
_PART = 4
"""Letters of parts of a compound, the second one more, of which only the first must be common."""
_SUFFIXES = """
    s es ed d ing ly er ers r or ness able ible ised ized ise ize ises izes ising izing ment
    ments ism ist ists ful less like ish y ier iest est al ally ation ations ion ions ity ship
    hood wide ward wards free fold proof style ic ical istic ics esque let lets ling lings ery age
    ance ious ous ive ian ians ite ites dom like most person people man men woman women maker
    makers making goer goers lessness fulness
    ization izations isation isations ability ibility ification ster sters
"""
_AFTER_I = frozenset({"ed", "es", "est"})
_PREFIXES = """
    un re non pre over anti co mis dis out under inter super sub semi multi counter de in im bio
    eco geo micro mini mega neo post pro trans ultra up down fore mid self tele auto cyber
    electro hydro photo psycho socio euro afro nano hyper mono poly neuro cardio gastro immuno
    thermo petro agri aqua cyto osteo arch quasi vice step
"""


@functools.cache
def _pattern() -> re.Pattern[str]:
    # Words in small letters only: a name may be any. One with a letter that French has not either,
    # such as the í of "política", is from elsewhere: no model makes it of French.
    # A quotation mark may stand beside it, but no apostrophe.
    return re.compile(r"(?<![\w.@/-])(?<!\w['’])[a-zàâæçèéêëîïôœùûüÿ]{4,}(?![\w@/-]|['’]\w)")


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """All words, and those common enough to be parts of compounds."""
    common, _, rare = FILE.read_text("ascii").partition("\n\n")
    often = frozenset(common.split())
    return often | frozenset(rare.split()), often


@functools.cache
def _affixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Prefixes and suffixes."""
    return tuple(_PREFIXES.split()), tuple(_SUFFIXES.split())


class Invented:
    """Looks for words that do not exist."""

    id = "invented"
    about = "Words that are neither English as far as we know nor taken from the French."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """One finding for each such word."""
        french: tuple[Word, ...] | None = None
        for match in _pattern().finditer(row.target):
            word = fold(match[0])
            if is_known(word):
                continue
            if french is None:
                french = words(row.source)
            if word in {one.folded for one in french}:
                # Of a good translator a word that the lexicon does not know may be a term.
                if row.loss is not None or _has_other_english(word):
                    yield Finding(
                        Severity.WARNING,
                        f"“{match[0]}” is French, and was left as it is.",
                        tuple((one.start, one.end) for one in french if one.folded == word),
                        (match.span(),),
                    )
            elif len(word) >= _MADE_UP and not _is_cognate(word, [one.folded for one in french]):
                yield Finding(
                    Severity.WARNING,
                    f"“{match[0]}” is no word that we know; the model may have made it up.",
                    (),
                    (match.span(),),
                )


def _has_other_english(word: str) -> bool:
    """Whether a French word is known to have an English one that begins otherwise."""
    entry = lexicon().find(stem(word))
    return entry is not None and stem(word) not in entry.english


def _is_cognate(word: str, french: Sequence[str]) -> bool:
    """Whether a word may be a rare English one that is akin to a word of the French.

    One that is inflected as a verb is not: verbs of that kind are made of French ones, such as
    "raboted" of *raboté*. Nor is a French word that is only misspelt.
    """
    akin = [one for one in french if one[:_COGNATE] == word[:_COGNATE]]
    if not akin or word.endswith(_VERBAL):
        return False
    return not any(len(one) >= _LONG and _is_slip(word, one) for one in akin)


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter was changed, left out or put in."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, left = one[start:], other[start:]
    return rest[1:] == left[1:] or rest == left[1:] or rest[1:] == left


@functools.lru_cache(maxsize=1 << 13)
def is_known(word: str) -> bool:
    """Whether a word in small letters is English, as far as can be told.

    >>> is_known("governments"), is_known("reimatement")
    (True, False)
    """
    known, common = _words()
    if not known.isdisjoint(_bases(word)):
        return True
    for prefix in _affixes()[0]:
        rest = word.removeprefix(prefix)
        if 3 <= len(rest) < len(word) and not known.isdisjoint(_bases(rest)):
            return True
    return any(
        word[:cut] in common
        and not (known if _PART <= cut <= len(word) - _PART - 1 else common).isdisjoint(
            _bases(word[cut:])
        )
        for cut in range(3, len(word) - 2)
    )


def _bases(word: str) -> Iterator[str]:
    """The word and what it may be inflected or derived from."""
    yield word
    for suffix in _affixes()[1]:
        base = word.removesuffix(suffix)
        if len(base) < 3 or base == word:
            continue
        if suffix in _AFTER_I and base[-1] == "y" and base[-2] not in "aeiou":
            continue  # "denied", not "denyed"
        yield base
        yield base + "e"
        if base[-1] == "i":
            yield base[:-1] + "y"
        if len(base) > 3 and base[-1] == base[-2]:
            yield base[:-1]
