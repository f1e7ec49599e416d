"""Lost words: single words of the French that a model did not say in the English.

A human translator who says nothing for a word mostly says the same in other words. A small model
that says nothing for it has mostly lost it. So this looks only at rows of models that are known to
lose words (:func:`pipeline.checks.confidence.loss`), and how sure it is depends on three things:
how seldom the word goes without one of the English words that the lexicon has for it, how seldom
those turn up by chance, and how close to them the English comes by a detour: an English word is
akin to a French one if another French word that it translates shares translations with that (a
pivot, as in paraphrases; Bannard & Callison-Burch 2005). Names, numbers and dates are left to the
checks that know them.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.checks.lexicon import FILE, STEM, Entry, Word, lexicon
from pipeline.checks.tracing import COUSIN, SHORT, Trace, trace

_BIAS, _WEIGHTS = -2.849, (0.866, -0.856, -1.506)
"""A logistic regression over :class:`Signs`; ``training/losses.py``."""

_CHANCE = -2.6
"""Log-odds up to which a word's translations must turn up by chance for it to be asked for."""
_FEW = 12
"""Words of a row that are looked at closely, at most."""
_SLIP = 0.6
"""Share of their pairs of letters that two words have in common if one is a slip of the other."""
_AKIN = 0.2
"""Share of the translations of the one with fewer that two French words must have in common."""
_CHOICE = 3
"""Translations up to which one in common is enough."""
_REMEMBERED = 500
"""French stems whose akin are kept; they take about 5 MB."""

_DATES = """
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet
aout septembre octobre novembre decembre
"""
_NUMBERS = """
deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante
cent cents mille million millions milliard milliards premier premiere second seconde deuxieme
troisieme dizaine dizaines quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine
centaine centaines millier milliers demi moitie tiers quart dollar dollars euro euros
"""
_WITH_FIGURES = """
annees degre degres heure heures dernier derniere prochain prochaine
"""
_NEAR = 2
"""Words from a figure or a date within which these go without a counterpart."""


class Signs(NamedTuple):
    """What is seen of a word without counterpart.

    Attributes:
        absent, present: as the lexicon has them.
        akin: how close to them the nearest English word comes by a detour, 0 to 1.
    """

    absent: float
    present: float
    akin: float

    @property
    def odds(self) -> float:
        """Logarithmic odds that the word was lost."""
        return _BIAS + sum([w * s for w, s in zip(_WEIGHTS, self, strict=True)])


class Lost(NamedTuple):
    """A word of the French without counterpart in the English."""

    word: Word
    signs: Signs
    odds: float


def lost_words(source: str, target: str, least: float) -> list[Lost]:
    """Words that seem to be lost, in their order.

    Args:
        source: French.
        target: English.
        least: log-odds from which on a word is given.
    """
    seen = trace(source, target)
    if not seen.english:
        return []  # there is worse to say of such a row
    found = list(itertools.islice(_missing(seen, source, least), _FEW))
    if not found:
        return []
    heads = {word.folded[:COUSIN] for word in seen.english}
    spoken = [word.folded for word in seen.english if len(word.folded) > 2]
    text, american = " ".join(spoken), "U.S" in target
    lost = []
    for word, entry in found:
        stem = word.folded[:STEM]
        if stem[:COUSIN] in heads or (american and "us" in entry.english):
            continue
        if any(one[:COUSIN] in heads or one in text for one in entry.english if one[COUSIN - 1 :]):
            continue  # derived from the right word, or a compound of it
        signs = Signs(entry.absent, entry.present, nearest(stem, spoken))
        if (odds := signs.odds) >= least and not _slipped(word.folded, spoken):
            lost.append(Lost(word, signs, odds))
    return lost


def _missing(seen: Trace, source: str, least: float) -> Iterator[tuple[Word, Entry]]:
    """Words without counterpart that are likely enough unless something is akin to them."""
    for at, (word, entry, weight) in enumerate(
        zip(seen.french, seen.entries, seen.weights, strict=True)
    ):
        if weight <= 0 or entry is None or entry.present > _CHANCE:
            continue
        if (
            Signs(entry.absent, entry.present, 0.0).odds >= least
            and len(word.folded) > SHORT
            and not _for_others(seen, at, entry, source)
        ):
            yield word, entry


def _for_others(seen: Trace, at: int, entry: Entry, source: str) -> bool:
    """Whether a word is, or may be, part of a number, a date or a name."""
    word = seen.french[at]
    never, dates, with_figures = _others()
    if word.folded in never:
        return True
    if word.folded in with_figures:
        near = seen.french[max(0, at - _NEAR) : at + _NEAR + 1]
        if any(w.folded[0].isdigit() or w.folded in dates for w in near):
            return True
    if word.text[0].islower():
        return False
    # A capital at the beginning of a sentence says nothing.
    before = seen.french[at - 1] if at else None
    begins = before is None or not source[before.end : word.start].isspace()
    named = len(entry.english) == 1 or entry.english[0][:COUSIN] == word.folded[:COUSIN]
    return named or not begins or word.text[1:2].isupper()


class _Others(NamedTuple):
    never: frozenset[str]
    dates: frozenset[str]
    with_figures: frozenset[str]


@functools.cache
def _others() -> _Others:
    dates = frozenset(_DATES.split())
    return _Others(dates.union(_NUMBERS.split()), dates, frozenset(_WITH_FIGURES.split()))


def nearest(stem: str, english: Iterable[str]) -> float:
    """How close the nearest of some English words comes to a French stem by a detour, 0 to 1."""
    akin = _akin(stem)
    return max([akin.get(one[:STEM], 0.0) for one in english], default=0.0)


@functools.cache
def _pivots() -> dict[str, str]:
    """The French stems of each English one, in one string: they are many."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        french, _, _, english = line.split("\t")
        for one in english.split(" "):
            found.setdefault(one, []).append(french)
    return {one: " ".join(some) for one, some in found.items()}


@functools.lru_cache(maxsize=_REMEMBERED)
def _akin(stem: str) -> Mapping[str, float]:
    """English stems that are akin to a French one, 0 to 1."""
    find, pivots = lexicon().find, _pivots()
    entry = find(stem)
    if entry is None:
        return {}
    own = entry.english
    shared = Counter(itertools.chain.from_iterable([pivots.get(e, "").split() for e in own]))
    akin: dict[str, float] = {}
    for pivot, common in shared.items():
        if common == 1 and len(own) > _CHOICE:
            continue
        other = find(pivot)
        if other is None:
            continue
        least = min(len(own), len(other.english))
        share = common / least if least > 1 else common / 2
        if share < _AKIN:
            continue
        for one in other.english:
            if one not in own and share > akin.get(one, 0.0):
                akin[one] = share
    return akin


def _slipped(french: str, spoken: list[str]) -> bool:
    """Whether a word stands in the English but misspelt, which :mod:`.invented` tells of."""
    pairs = set(itertools.pairwise(french))
    return any(
        2 * len(pairs.intersection(itertools.pairwise(one))) >= _SLIP * (len(pairs) + len(one) - 1)
        for one in spoken
        if one[0] == french[0] or len(one) > COUSIN
    )
