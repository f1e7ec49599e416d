"""Telling names from other words, and one spelling of a name from another.

What is said of a word here holds for one side of a row; :mod:`pipeline.checks.names` makes
findings of it.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.checks import capitals
from pipeline.checks.lexicon import stem
from pipeline.checks.termbase import Termbase, Word

_BREAK = frozenset('.!?¿¡:;"«»“”„…–—(|*[•\n')
_QUOTE = frozenset('"«“(')
PARTICLES = frozenset(
    """de du des d la le van von der den ten bin ben al el abou abu ibn da di dos of
    the""".split()  # noqa: SIM905 - reads better
)
_TITLES = frozenset(
    """m mm mr mrs ms mme mlle mgr dr pr me st ste prof gen col lt capt sen rep gov sgt jr sr
    no""".split()  # noqa: SIM905 - reads better
)
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep oct
    nov dec lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin
    juillet aout septembre octobre novembre decembre""".split()  # noqa: SIM905 - reads better
)
_NOT_NAMES = frozenset(
    """personne rien tout tous toutes cela ca ceci il elle on ils elles qui que ce je tu nous vous
    celui celle ceux aucun aucune nul chacun l c s d n j m y lequel certains beaucoup plusieurs
    quelqu mais or et donc car ni si quand comme pourquoi combien i ok ii iii iv vi vii viii ix xi
    xii xiii xiv xv xvi xvii xviii xix xx xxi internet web tv am pm gmt edt est etc un une the
    an monsieur madame messieurs a what no yes he she it they we
    union republique assemble etats senateurs senat juge prevision quel ainsi jusqu selon""".split()  # noqa: SIM905 - reads better
)
_ENDINGS = (
    *("ment", "ant", "ants", "ante", "antes", "er", "ir", "ez", "ons", "ees", "es", "tion"),
    *("tions", "ure", "age", "isme", "ables", "able", "eur", "eurs", "euse", "eux", "ique", "ite"),
)
"""Of French words that open a sentence, which hardly any name has."""
_SOUNDS = (
    ("tch", "k"),
    ("sch", "k"),
    ("ch", "k"),
    ("sh", "k"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "v"),
    ("th", "t"),
    ("dj", "k"),
    ("zh", "k"),
)
_CLASSES = str.maketrans(
    "bcdfgkmnpqstvxwz",
    "bktvkknnpkstvsvs",
    "aeiouyhj",
)
_LEAST = 2
_PREFIX = 4
_MANY = 48
_TITLE_CASE = 0.75


def skeleton(word: str) -> str:
    """What is heard of a folded name whatever the transliteration: classes of consonants.

    >>> skeleton("poutine") == skeleton("putin"), skeleton("kadhafi") == skeleton("gaddafi")
    (True, True)
    """
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    heard = word.translate(_CLASSES)
    return "".join(c for i, c in enumerate(heard) if i == 0 or c != heard[i - 1])


@functools.lru_cache(maxsize=1 << 11)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[i : i + 2] for i in range(len(word) - 1))


def likeness(one: str, other: str) -> float:
    """Share of pairs of letters that two folded names have in common (Dice), 0 to 1."""
    mine, theirs = _pairs(one), _pairs(other)
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))


@dataclass(slots=True)
class Side:
    """The words of one text and what is known about them."""

    text: str
    row: Sequence[Word]
    common: frozenset[str]
    forms: frozenset[str] = field(init=False)
    upper: list[int] = field(init=False)
    explained: set[int] = field(default_factory=set)
    _index: _Index | None = None
    _stems: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.forms = frozenset([word.folded for word in self.row])
        self.upper = [at for at, word in enumerate(self.row) if word.text[0].isupper()]

    @property
    def index(self) -> _Index:
        """What names of the other side are looked up in."""
        if self._index is None:
            self._index = _Index(self.row)
        return self._index

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words, as the lexicon has them."""
        if self._stems is None:
            self._stems = frozenset(stem(word) for word in self.forms)
        return self._stems

    def shouts(self) -> bool:
        """Whether most words have a capital, so that capitals tell no name from another word."""
        capitals = sum(len(self.row[at].text) >= _PREFIX for at in self.upper)
        if capitals < _PREFIX:
            return False
        long = sum(len(word.text) >= _PREFIX for word in self.row)
        return long > _PREFIX and capitals > _TITLE_CASE * long

    def has(self, name: str) -> bool:
        """Whether a folded name of the other side is among the words."""
        if name in self.forms or (name[-1] == "s" and name[:-1] in self.forms):
            return True
        return f"{name}s" in self.forms or name in self.index.joined


class _Index:
    """Capitalised and other words by their first letters and by their sound."""

    __slots__ = ("capitals", "joined", "prefixes", "sounds")

    def __init__(self, row: Sequence[Word]) -> None:
        upper = [word.folded for word in row if word.text[0].isupper()]
        lower = [word.folded for word in row if not word.text[0].isupper()]
        self.capitals = upper[:_MANY]
        self.joined = frozenset(a.folded + b.folded for a, b in itertools.pairwise(row))
        self.prefixes = [
            frozenset(w[:_PREFIX] for w in u if len(w) >= _PREFIX) for u in (upper, lower)
        ]
        self.sounds = [frozenset(filter(None, map(_sound, u))) for u in (upper, lower)]


@functools.lru_cache(maxsize=1 << 13)
def _sound(word: str) -> str:
    """What is heard of a word, with its first letter where that is little; empty for too little."""
    heard = skeleton(word)
    if len(word) <= _LEAST or len(heard) < _LEAST:
        return ""
    return heard if len(heard) > _LEAST else word[0] + heard


def kinship(name: str, other: Side) -> tuple[str, ...]:
    """By what a folded name that the other side has not may yet be there in another spelling."""
    index, kinds = other.index, []
    head, sound = name[:_PREFIX] if len(name) >= _PREFIX else "", _sound(name)
    for place, suffix in enumerate(("", " lower")):
        if head in index.prefixes[place]:
            kinds.append(f"prefix{suffix}")
        if sound in index.sounds[place]:
            kinds.append(f"sound{suffix}")
    return tuple(kinds)


def opening(side: Side, at: int) -> str:
    """What a word opens, so that any word has a capital there: ``sentence`` (or an item of a
    list), ``quotation`` (or a bracket); empty for nothing.
    """
    if at == 0:
        return "sentence"
    before = side.row[at - 1]
    gap = side.text[before.end : side.row[at].start]
    if not _BREAK.isdisjoint(gap):
        # The full stop of "M." or of an initial ends nothing.
        if gap.strip() == "." and (len(before.text) == 1 or before.folded in _TITLES):
            return ""
        return "sentence" if _QUOTE.isdisjoint(gap) else "quotation"
    return "sentence" if gap.strip() == "-" and gap != "-" else ""


def _opens_as_name(folded: str) -> bool:
    """Whether a French word that opens a sentence is no word that news opens sentences with."""
    return folded not in capitals.openers() and not folded.endswith(_ENDINGS)


def capitals_of(side: Side, *, french: bool) -> tuple[list[int], list[int]]:
    """Places of the capitalised words that are names, and of those that are common nouns
    with a capital (*State*, *Conference*) and open nothing.

    Args:
        side: a text.
        french: whether it is the French one, of which some opening words are known as names.
    """
    names: list[int] = []
    ordinary: list[int] = []
    common = side.common
    never = _never_names()
    for at in side.upper:
        text, folded, _, _ = side.row[at]
        if len(folded) < _LEAST or folded in never:
            continue
        acronym = text.isupper()
        if folded in common and not acronym:
            if opening(side, at) != "sentence":
                ordinary.append(at)
        elif acronym or (french and _opens_as_name(folded)) or not opening(side, at):
            names.append(at)
    return names, ordinary


@functools.cache
def _never_names() -> frozenset[str]:
    return _CALENDAR | _NOT_NAMES | _TITLES


def groups(side: Side, found: Sequence[int]) -> Iterator[list[int]]:
    """Runs of capitals that make one name, particles between them allowed."""
    group: list[int] = []
    for at in found:
        if group:
            between = side.row[group[-1] + 1 : at]
            gap = side.text[side.row[group[-1]].end : side.row[at].start]
            if (
                len(between) > _LEAST
                or any(word.folded not in PARTICLES for word in between)
                or any(c in gap for c in ',.;:()"«»!?')
            ):
                yield group
                group = []
        group.append(at)
    if group:
        yield group


def explain(source: Side, target: Side, termbase: Termbase) -> list[tuple[int, int]]:
    """Mark what the termbase accounts for, on both sides; returns the entries it does not."""
    joined = ""
    lost: list[tuple[int, int]] = []
    for start, end, english in termbase.phrases(source.row):
        joined = joined or f" {' '.join([word.folded for word in target.row])} "
        known = False
        for form in english:
            at = -1
            for ending in ("", "s", "es"):
                at = joined.find(f" {form}{ending} ")
                if at >= 0:
                    break
            if at < 0:
                continue
            known = True
            source.explained.update(range(start, end))
            needle = f" {form}{ending} "
            while at >= 0:
                first = joined.count(" ", 0, at)
                target.explained.update(range(first, first + form.count(" ") + 1))
                at = joined.find(needle, at + 1)
        if not known:
            lost.append((start, end))
    return lost


def acronym_of(name: str, side: Side) -> bool:
    """Whether an acronym is there with its letters moved, or as the words it stands for."""
    letters = sorted(name)
    for word in side.row:
        if word.text.isupper() and sorted(word.folded) == letters:
            return True
    initials = "".join(w.folded[0] for w in side.row if w.text[0].isupper())
    return name in initials or name[::-1] in initials
