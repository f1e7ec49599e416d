"""Names that vanish, change or turn up from nowhere: people, places, organisations.

A name is a capital where neither the sentence's start nor the language asks for one. It is
found again on the other side by its letters, without accents, by the way it sounds across
transliterations (Poutine, Putin), by the termbase (Londres, London), or as an acronym or its
words. What is left on both sides at once is a name that changed; on one side, one that
vanished or came from nowhere.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.article import Severity
from pipeline.checks import capitals
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.lexicon import lexicon, stem
from pipeline.checks.termbase import Termbase, Word, words

_BREAK = frozenset('.!?¿¡:;"«»“”„…–—(|*[•\n')
_PARTICLES = frozenset(
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
    union republique assemble etats senateurs senat juge prevision quel ainsi jusqu voir selon sacs
    while likes""".split()  # noqa: SIM905 - reads better
)
_FINITE = frozenset(
    "a est avait était ont sont va n ne aura sera doit peut veut fait s se".split()  # noqa: SIM905 - reads better
)
_INITIAL_VOWELS = "aeiouyhj"
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
_TITLE_CASE = 0.6
_USUAL = 3


@functools.lru_cache(maxsize=1 << 13)
def skeleton(word: str) -> str:
    """What is heard of a folded name whatever the transliteration: classes of consonants.

    >>> skeleton("poutine") == skeleton("putin"), skeleton("kadhafi") == skeleton("gaddafi")
    (True, True)
    """
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    heard = word.translate(_CLASSES)
    return "".join(c for i, c in enumerate(heard) if i == 0 or c != heard[i - 1])


def _similar(one: str, other: str) -> bool:
    """Whether two folded names may be spellings of one: shared pairs of letters (Dice)."""
    mine = {one[i : i + 2] for i in range(len(one) - 1)}
    theirs = {other[i : i + 2] for i in range(len(other) - 1)}
    return 2 * len(mine & theirs) > 0.5 * (len(mine) + len(theirs))


@dataclass(slots=True)
class _Side:
    """The words of one text and what is known about them."""

    text: str
    row: list[Word]
    common: frozenset[str]
    forms: frozenset[str] = field(init=False)
    explained: set[int] = field(default_factory=set)
    _prefixes: frozenset[str] | None = None
    _skeletons: frozenset[str] | None = None
    _joined: frozenset[str] | None = None
    _stems: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.forms = frozenset(word.folded for word in self.row)

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words, as the lexicon has them."""
        if self._stems is None:
            self._stems = frozenset(stem(word) for word in self.forms)
        return self._stems

    def shouts(self) -> bool:
        """Whether most words have a capital, so that capitals tell no name from another word."""
        long = [word.text[0].isupper() for word in self.row if len(word.text) >= _PREFIX]
        return len(long) > _PREFIX and sum(long) > _TITLE_CASE * len(long)

    def knows(self, name: str) -> bool:
        """Whether a folded name of the other side is among the words, spelt alike."""
        if name in self.forms or (name[-1] == "s" and name[:-1] in self.forms):
            return True
        if self._prefixes is None or self._skeletons is None or self._joined is None:
            self._prefixes = frozenset(w[:_PREFIX] for w in self.forms if len(w) >= _PREFIX)
            self._skeletons = frozenset(
                s if len(s) > _LEAST else w[0] + s
                for w in self.forms
                if len(w) > _LEAST and len(s := skeleton(w)) >= _LEAST
            )
            self._joined = frozenset(
                a.folded + b.folded for a, b in zip(self.row, self.row[1:], strict=False)
            )
        if len(name) >= _PREFIX and name[:_PREFIX] in self._prefixes:
            return True
        if name in self._joined:
            return True
        sound = skeleton(name)
        if len(sound) < _LEAST or len(name) <= _LEAST:
            return False
        return (sound if len(sound) > _LEAST else name[0] + sound) in self._skeletons


def _starts(side: _Side, at: int) -> bool:
    """Whether a word opens a sentence, a quotation or an item, where any word has a capital."""
    if at == 0:
        return True
    before = side.row[at - 1]
    gap = side.text[before.end : side.row[at].start]
    if not _BREAK.isdisjoint(gap):
        # The full stop of "M." or of an initial ends nothing.
        return not (gap.strip() == "." and (len(before.text) == 1 or before.folded in _TITLES))
    return gap.strip() == "-" and gap != "-"


def _capitals(side: _Side, *, french: bool) -> list[int]:
    found: list[int] = []
    row, common = side.row, side.common
    for at, (text, folded, _, _) in enumerate(row):
        if not text[0].isupper() or len(folded) < _LEAST:
            continue
        acronym = text.isupper()
        if (
            (folded in common and not acronym)
            or folded in _CALENDAR
            or folded in _NOT_NAMES
            or folded in _TITLES
        ):
            continue
        if not acronym and _starts(side, at):
            after = row[at + 1] if at + 1 < len(row) else None
            if not french or after is None or after.text not in _FINITE:
                continue
        found.append(at)
    return found


def _groups(side: _Side, found: Sequence[int]) -> Iterator[list[int]]:
    """Runs of capitals that make one name, particles between them allowed."""
    group: list[int] = []
    for at in found:
        if group:
            between = side.row[group[-1] + 1 : at]
            gap = side.text[side.row[group[-1]].end : side.row[at].start]
            if (
                len(between) > _LEAST
                or any(word.folded not in _PARTICLES for word in between)
                or any(c in gap for c in ',.;:()"«»!?')
            ):
                yield group
                group = []
        group.append(at)
    if group:
        yield group


def _explain(source: _Side, target: _Side, termbase: Termbase) -> None:
    """Mark what the termbase accounts for, on both sides."""
    joined = f" {' '.join(word.folded for word in target.row)} "
    for start, end, english in termbase.phrases(source.row):
        for form in english:
            at = -1
            for ending in ("", "s", "es"):
                at = joined.find(f" {form}{ending} ")
                if at >= 0:
                    break
            if at < 0:
                continue
            source.explained.update(range(start, end))
            needle = f" {form}{ending} "
            while at >= 0:
                first = joined.count(" ", 0, at)
                target.explained.update(range(first, first + form.count(" ") + 1))
                at = joined.find(needle, at + 1)


def _acronym_of(name: str, side: _Side) -> bool:
    """Whether an acronym is there with its letters moved, or as the words it stands for."""
    letters = sorted(name)
    for word in side.row:
        if word.text.isupper() and sorted(word.folded) == letters:
            return True
    initials = "".join(w.folded[0] for w in side.row if w.text[0].isupper())
    return name in initials or name[::-1] in initials


@dataclass(frozen=True, slots=True)
class _Lost:
    """A name without its like on the other side.

    Attributes:
        words: those that were not found.
        whole: nothing else of the name was found either.
        sure: it has the form of a proper name, not of an institution or an acronym.
        tail: the last word of the name is lost: with people, the one that counts.
        acronym: all of it is in capitals.
    """

    words: tuple[Word, ...]
    whole: bool
    sure: bool
    tail: bool
    acronym: bool

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def span(self) -> Span:
        return self.words[0].start, self.words[-1].end


def _lost(side: _Side, other: _Side, found: Sequence[int], traced: _Traced) -> list[_Lost]:
    """Names of ``side`` that are not in ``other``; ``traced`` knows words by translation."""
    lost: list[_Lost] = []
    near: list[str] | None = None
    for group in _groups(side, found):
        missing = []
        for at in group:
            word = side.row[at]
            if at in side.explained or other.knows(word.folded):
                continue
            if near is None:
                near = [w.folded for w in other.row if w.text[0].isupper()][:_MANY]
            if any(_similar(word.folded, one) for one in near):
                continue
            if word.text.isupper() and _acronym_of(word.folded, other):
                continue
            if traced(word.folded):
                continue
            missing.append(at)
        if missing:
            lost.append(
                _Lost(
                    tuple(side.row[at] for at in missing),
                    whole=len(missing) == len(group),
                    sure=all(
                        len(side.row[at].folded) >= _PREFIX and not side.row[at].text.isupper()
                        for at in missing
                    )
                    and not _in_institution(side, group),
                    tail=missing[-1] == group[-1],
                    acronym=all(side.row[at].text.isupper() for at in missing),
                )
            )
    return lost


def _in_institution(side: _Side, group: Sequence[int]) -> bool:
    """Whether a capitalised common noun stands by the name: it is part of a title then."""
    common = side.common
    at = group[0] - 1
    while at >= 0 and side.row[at].folded in _PARTICLES:
        at -= 1
    if at <= 0 or "," in side.text[side.row[at].end : side.row[group[0]].start]:
        return False
    return side.row[at].text[0].isupper() and side.row[at].folded in common


_Traced = Callable[[str], bool]


def _forwards(side: _Side, other: _Side) -> _Traced:
    """Whether one of the usual translations of a French word is in the English, other than
    one that is there for a word like itself: the lexicon has Berlin beside Merkel.
    """

    def traced(word: str) -> bool:
        entry = lexicon().get(stem(word))
        return entry is not None and any(
            one in other.stems and (one not in side.stems or one == stem(word))
            for one in entry.english[:_USUAL]
        )

    return traced


def _backwards(side: _Side, other: _Side) -> _Traced:
    """Whether an English word is a usual translation of some word of the French."""

    def traced(word: str) -> bool:
        known = lexicon()
        wanted = stem(word)
        entries = (known.get(one) for one in other.stems - side.stems)
        return any(entry is not None and wanted in entry.english[:_USUAL] for entry in entries)

    return traced


class Names:
    """Names that vanish, change or turn up from nowhere."""

    id = "names"
    about = "A person, place or organisation vanished, changed or came from nowhere."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:
        """Findings in a row, in linear time."""
        source = _Side(row.source, words(row.source), capitals.french())
        target = _Side(row.target, words(row.target), capitals.english())
        if not source.row or not target.row or source.shouts() or target.shouts():
            return
        french = _capitals(source, french=True)
        english = _capitals(target, french=False)
        if not french and not english:
            return
        _explain(source, target, context.termbase)
        vanished = _lost(source, target, french, _forwards(source, target))
        nowhere = _lost(target, source, english, _backwards(target, source))
        yield from _judge(vanished, nowhere)


def _judge(vanished: Sequence[_Lost], nowhere: Sequence[_Lost]) -> Iterator[Finding]:
    """What is worth a flag: a human translator leaves names out too, a machine changes them."""
    left = list(nowhere)
    for name in vanished:
        if left and name.acronym and any(other.acronym for other in left):
            # Acronyms are translated with their words: another one is no change of name.
            left = [other for other in left if not other.acronym]
        elif left:
            other = left.pop(0)
            sure = name.sure and other.sure and name.whole and other.whole
            yield Finding(
                Severity.ERROR if sure else Severity.WARNING,
                f'"{name.text}" is not in the English, which has "{other.text}".',
                (name.span,),
                (other.span,),
            )
        elif (name.sure and (name.whole or name.tail or len(name.words) > 1)) or (
            name.acronym and name.whole
        ):
            yield Finding(Severity.WARNING, f'"{name.text}" is not in the English.', (name.span,))
    for other in left:
        if other.whole and other.sure and len(other.words) > 1:
            yield Finding(
                Severity.WARNING, f'"{other.text}" is not in the French.', (), (other.span,)
            )
