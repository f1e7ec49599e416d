"""Names that vanish, change or turn up from nowhere: people, places, organisations.

A name is a capital where neither the sentence's start nor the language asks for one. It is
found again on the other side by its letters, without accents, or by the termbase (Londres,
London). What is not is a candidate, and signs are weighed for and against it: whether it may be
there in another spelling, by its sound or by a word that the lexicon has for it; whether
something is left over on the other side that it may have been changed into; how freely the row,
and the part around it, is translated, since people leave names out too; what stands where its
neighbours landed on the other side, and whether the English looks cut there. The weights are a
logistic regression (``training/checks.py``); a second one makes the odds of a row of those of its
candidates, and rows that it doubts are weighed once more by decision trees, which see what goes
with what.

Most rows are right, so that they had better be told by little: those whose capitals are the same
on both sides, and, by a third regression, those whose candidates come to nothing whatever the row
around them is like.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.article import Severity
from pipeline.checks import capitals
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.dates import MONTHS, WEEKDAYS
from pipeline.checks.fitted import fitted, log_odds
from pipeline.checks.lexicon import Word as Plain
from pipeline.checks.lexicon import lexicon, stem
from pipeline.checks.matching import (
    PARTICLES,
    Side,
    acronym_of,
    capitals_of,
    explain,
    groups,
    kinship,
    likeness,
    opening,
)
from pipeline.checks.name_odds import Candidates, Lost, glance_signs, row_odds, weigh, weigh_each
from pipeline.checks.termbase import KIN, Termbase, Word, fold, forms, tokens, words

# Log-odds of a row from which on it is reported, and called an error.
DOUBTFUL, WRONG = 1.7, 5.2
TELLING = 2.4
"""Log-odds from which on a candidate is named beside the likeliest one."""
GLANCE = -3.0
"""Log-odds at a glance, before the row itself is looked at, up to which it is not reported."""

_USUAL = 3
_ALIKE = 0.5
_SHORT, _LONG = 4, 6
_ROMAN = re.compile("[ivx]+(?:e|eme)s?")
"""A century as French writes it: *XXIe*."""
_SAY_NOTHING = ("Mr", "Mrs", "The", "A", "I", "M", "L", "C", "D")
_SURNAME = re.compile(r"[\s-](?P<initials>(?:[A-ZÀ-Þ]\.?[\s-])*)(?P<name>[^\W\d_]{2,})")
"""What may follow a given name."""
_ARTICLES = frozenset({"le", "la", "les", "l", "the", "des", "du"})


class Names:
    """Names that vanish, change or turn up from nowhere."""

    id = "names"
    about = "A person, place or organisation vanished, changed or came from nowhere."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:
        """Findings in a row."""
        found = candidates(row, context.termbase, glance=True)
        if found and (odds := row_odds(found)) > DOUBTFUL:
            yield from _judge(found, odds)


def candidates(row: Row, termbase: Termbase, *, glance: bool = False) -> list[Lost]:
    """The names of either side that the other does not plainly have, with their signs.

    Args:
        row: a row.
        termbase: names and their English.
        glance: give none where those signs that cost little leave no doubt.
    """
    if glance and _agree(row):
        return []
    seen = _look(row, termbase)
    if seen is None or (glance and not _is_doubtful(seen.all)):
        return []
    weigh(row, seen)
    return seen.all


def _look(row: Row, termbase: Termbase) -> Candidates | None:
    """The candidates of a row; nothing where there are none that are worth weighing."""
    source = Side(row.source, words(row.source), capitals.french())
    target = Side(row.target, words(row.target), capitals.english())
    if not source.row or not target.row or source.shouts() or target.shouts():
        return None
    french, more_french = capitals_of(source, french=True)
    english, more_english = capitals_of(target, french=False)
    entries = explain(source, target, termbase)
    traces = _Traces(source, target, termbase)
    vanished = _lost(source, target, french, "fr", traces)
    nowhere = _lost(target, source, english, "en", traces)
    vanished += _lost(source, target, more_french, "ofr", traces)
    nowhere += _lost(target, source, more_english, "oen", traces)
    vanished += _entries(source, target, entries, vanished, traces)
    vanished += _fewer(source, target, french, termbase)
    if all("all traced" in lost.signs or (lost.kind == "en" and lost.weak) for lost in nowhere):
        vanished = [lost for lost in vanished if not _is_given(lost, source, target)]
    if _harmless(vanished, nowhere):
        return None
    return Candidates((source, target), vanished, nowhere, len(french) - len(english))


def first_look(row: Row, termbase: Termbase) -> dict[str, float]:
    """What :func:`glance_signs` has of a row; empty where it has no candidates."""
    seen = _look(row, termbase)
    if seen is None:
        return {}
    weigh_each(seen.all)
    return glance_signs(seen.all)


def _agree(row: Row) -> bool:
    """Whether all words with a capital, but for those that say nothing, stand on both sides, and
    none more than once: there is no candidate then. It is so in most rows, and quickly told.
    """
    french, english = tokens(row.source), tokens(row.target)
    if not french or not english:
        return True
    names = _with_capital(french, opens=_opens_only(french[0].folded))
    known = set(names)
    if len(known) < len(names) or not known - forms(row.target) <= _no_names():
        return False
    return set(_with_capital(english, opens=True)) - forms(row.source) <= _no_names()


def _with_capital(row: Sequence[Word | Plain], *, opens: bool) -> list[str]:
    """Words with a capital, folded; ``opens`` where the first has it from opening the row."""
    words = row[1:] if opens and not row[0].text.isupper() else row
    return [word.folded for word in words if word.text != word.folded and word.text[0].isupper()]


def _opens_only(word: str) -> bool:
    """Whether a French word that opens a row has its capital from that alone."""
    return word in capitals.openers() or word in capitals.french()


@functools.cache
def _no_names() -> frozenset[str]:
    """The commonest of the words with a capital that are no names."""
    return frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS, *_SAY_NOTHING))


def _is_given(lost: Lost, source: Side, target: Side) -> bool:
    """Whether no more is missing than what stands before a surname that the English has: given
    names, which it leaves out or replaces with a title ("Mr Lugar") as it likes.
    """
    follows = _SURNAME.match(source.text, lost.words[-1].end)
    if lost.kind != "fr" or follows is None or follows["name"][0].islower():
        return False
    surname = fold(follows["name"])
    initials = {letter.lower() for letter in follows["initials"] if letter.isalpha()}
    return (
        surname in target.forms
        and surname not in source.common
        and initials.isdisjoint(target.forms)
    )


def _harmless(vanished: Sequence[Lost], nowhere: Sequence[Lost]) -> bool:
    """Whether the candidates are not worth weighing: names that both sides have, spelt otherwise,
    or nothing but adjectives of the termbase.
    """
    if not all(lost.weak and not lost.kind.startswith("o") for lost in (*vanished, *nowhere)):
        return False
    return bool(nowhere) or all(lost.kind == "term" for lost in vanished)


def _is_doubtful(found: Sequence[Lost]) -> bool:
    """Whether what the candidates look like alone leaves room for doubt."""
    weigh_each(found)
    return log_odds(fitted("names at a glance"), glance_signs(found)) > GLANCE


class _Traces:
    """What the lexicon and the termbase have for words of one side among those of the other."""

    def __init__(self, source: Side, target: Side, termbase: Termbase) -> None:
        self._source, self._target, self._termbase = source, target, termbase

    def forwards(self, word: str) -> bool:
        """Whether one of the usual translations of a French word is in the English, other than
        one that is there for a word like itself: the lexicon has Berlin beside Merkel.
        """
        head = stem(word)
        entry = lexicon().find(head)
        if entry is None:
            return False
        there, here = self._target.stems, self._source.stems
        return any(
            one in there and (one not in here or one == head) for one in entry.english[:_USUAL]
        )

    def backwards(self, word: str) -> bool:
        """Whether an English word is a usual translation of some word of the French."""
        return stem(word) in self._usual

    def akin(self, name: str) -> bool:
        """Whether the English has the people of a French place, or the place of a people, while
        the French has no other word for either: *le public d'Angleterre*, the English public.
        What the English has is explained then.
        """
        forms = self._termbase.akin(name)
        if not forms or forms.isdisjoint(self._target.forms):
            return False
        if sum([one.startswith(name[:KIN]) for one in self._source.forms]) > 1:
            return False
        row = self._target.row
        self._target.explained.update([at for at in self._target.upper if row[at].folded in forms])
        return True

    @functools.cached_property
    def _usual(self) -> frozenset[str]:
        """The usual translations of the words of the French that are not in the English."""
        find = lexicon().find
        entries = [find(one) for one in self._source.stems - self._target.stems]
        return frozenset().union(*[entry.english[:_USUAL] for entry in entries if entry])


def _lost(side: Side, other: Side, found: Sequence[int], kind: str, traces: _Traces) -> list[Lost]:
    """Names of ``side`` that are not in ``other`` letter by letter."""
    row, explained, glued = side.row, side.explained, "".join([w.folded for w in other.row])
    gone = {
        at
        for at in found
        if (name := row[at].folded) not in other.forms
        and at not in explained
        # What a name may be part of is costly to look up, and hardly any is.
        and not (name.removesuffix("s") in glued and other.has(name))
        and not _ROMAN.fullmatch(name)
        and not _is_in_two(row, at, other)
        and not (kind == "fr" and traces.akin(name))
    }
    if not gone:
        return []
    return [
        _candidate(side, other, group, missing, kind, traces)
        for group in groups(side, found)
        if (missing := [at for at in group if at in gone])
    ]


def _is_in_two(row: Sequence[Word], at: int, other: Side) -> bool:
    """Whether a word and one beside it are one word on the other side: Mc Carthy, McCarthy."""
    pairs = [row[one : one + 2] for one in (at - 1, at) if 0 <= one < len(row) - 1]
    return any(one.folded + two.folded in other.forms for one, two in pairs)


def _candidate(
    side: Side,
    other: Side,
    group: Sequence[int],
    missing: Sequence[int],
    kind: str,
    traces: _Traces,
) -> Lost:
    own = tuple([side.row[at] for at in missing])
    forwards = not kind.endswith("en")
    closest = [_closest(word, other) for word in own]
    kin = [
        _kin(word, other, traces.forwards if forwards else traces.backwards, likest > _ALIKE)
        for word, likest in zip(own, closest, strict=True)
    ]
    if len(group) > 1 and _has_acronym(other, "".join([side.row[at].folded[0] for at in group])):
        kin = [signs | {"acronym of"} for signs in kin]
    shared = kin[0].intersection(*kin[1:])
    find = lexicon().find
    absent = [entry.absent for word in own if (entry := find(stem(word.folded)))]
    sizes = [len(word.folded) for word in own]
    opens = opening(side, group[0])
    before = side.row[group[0] - 1].folded if group[0] else ""
    signs = {f"any {sign}": 1.0 for sign in kin[0].union(*kin[1:])}
    signs.update({f"all {sign}": 1.0 for sign in shared})
    signs |= {
        "sim": min(closest),
        "whole": float(len(missing) == len(group)),
        "tail": float(missing[-1] == group[-1]),
        "group": float(min(len(group), 4)),
        "many": float(len(missing) > 1),
        "opens": float(opens == "sentence"),
        "quoted": float(opens == "quotation"),
        "acronym": float(all(word.text.isupper() for word in own)),
        "short": float(min(sizes) < _SHORT),
        "long": float(max(sizes) > _LONG),
        "institution": float(_in_institution(side, group)),
        "unknown": float(not absent),
        "absent": max(absent, default=0.0),
        "twice": float([word.folded for word in side.row].count(own[-1].folded) > 1),
        "article": float(before in _ARTICLES),
    }
    return Lost(kind, own, signs, weak=bool(shared) or kind.startswith("o"))


def _closest(word: Word, other: Side) -> float:
    return max((likeness(word.folded, one) for one in other.index.capitals), default=0.0)


def _kin(word: Word, other: Side, traced: Callable[[str], bool], alike: bool) -> frozenset[str]:
    """In which other form a word may be on the other side."""
    signs = set(kinship(word.folded, other))
    if word.text.isupper() and acronym_of(word.folded, other):
        signs.add("acronym of")
    if traced(word.folded):
        signs.add("traced")
    if alike:
        signs.add("alike")
    return frozenset(signs)


def _has_acronym(side: Side, initials: str) -> bool:
    """Whether the first letters of a name are there as a word in capitals: RI, Rhode Island."""
    return initials in side.forms and any(
        side.row[at].folded == initials and side.row[at].text.isupper() for at in side.upper
    )


def _in_institution(side: Side, group: Sequence[int]) -> bool:
    """Whether a capitalised common noun stands by the name: it is part of a title then."""
    at = group[0] - 1
    while at >= 0 and side.row[at].folded in PARTICLES:
        at -= 1
    if at <= 0 or "," in side.text[side.row[at].end : side.row[group[0]].start]:
        return False
    return side.row[at].text[0].isupper() and side.row[at].folded in side.common


def _entries(
    source: Side,
    target: Side,
    entries: Sequence[tuple[int, int]],
    vanished: Sequence[Lost],
    traces: _Traces,
) -> list[Lost]:
    """Entries of the termbase whose English is not there, adjectives of peoples among them."""
    result = []
    for start, end in entries:
        own = tuple(source.row[start:end])
        places = {word.start for word in own}
        hit = [lost for lost in vanished if any(word.start in places for word in lost.words)]
        for lost in hit:
            lost.signs["termbase"] = 1.0
        lower = not own[0].text[0].isupper()
        if hit or (lower and len(own[0].folded) < _SHORT):
            continue
        if any(target.has(word.folded) or kinship(word.folded, target) for word in own):
            continue
        signs = {
            "lower": float(lower),
            "phrase": float(len(own) > 1),
            "traced": float(all(traces.forwards(word.folded) for word in own)),
            "short": float(len(own[0].folded) < _SHORT),
            "acronym": float(own[0].text.isupper()),
        }
        result.append(Lost("term", own, signs, weak=True))
    return result


def _fewer(source: Side, target: Side, french: Sequence[int], termbase: Termbase) -> list[Lost]:
    """Names that the English says less often; it may say "he" instead."""
    names = [source.row[at].folded for at in french]
    if len(set(names)) == len(names):
        return []
    said = Counter(names)
    kept = Counter([word.folded.removesuffix("s") for word in target.row])
    result = []
    for at in french:
        word = source.row[at]
        times = said.pop(word.folded, 0)
        if times < 2 or len(word.folded) < _SHORT:
            continue
        forms = {word.folded, *termbase.english_for(word.folded)}
        there = sum([kept[form] for form in {form.removesuffix("s") for form in forms}])
        if 0 < there < times:
            signs = {"half": float(2 * there <= times), "acronym": float(word.text.isupper())}
            signs["exonym"] = float(at in source.explained)
            result.append(Lost("few", (word,), signs, weak=True))
    return result


def _judge(found: Sequence[Lost], odds: float) -> Iterator[Finding]:
    """The candidates to name: what was lost with what stands for it, else the worst of them."""
    worst = max(found, key=lambda lost: lost.odds)
    telling = [lost for lost in found if lost is worst or lost.odds > TELLING]
    vanished = [lost for lost in telling if lost.french]
    nowhere = [lost for lost in telling if not lost.french]
    for at, lost in enumerate(vanished):
        if at < len(nowhere):
            yield Finding(
                Severity.ERROR if odds > WRONG else Severity.WARNING,
                f'"{lost.text}" is not in the English, which has "{nowhere[at].text}".',
                (lost.span,),
                (nowhere[at].span,),
            )
        elif lost.kind == "few":
            message = f'"{lost.text}" is said less often in the English.'
            yield Finding(Severity.WARNING, message, (lost.span,))
        else:
            yield Finding(Severity.WARNING, f'"{lost.text}" is not in the English.', (lost.span,))
    for lost in nowhere[len(vanished) :]:
        message = f'"{lost.text}" is not in the French.'
        yield Finding(Severity.WARNING, message, (), (lost.span,))
