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
"""

from __future__ import annotations

import bisect
import functools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Severity
from pipeline.checks import capitals
from pipeline.checks.base import Context, Finding, Row, Span
from pipeline.checks.completeness import Trace, trace
from pipeline.checks.cuts import NEVER as NO_CUT
from pipeline.checks.cuts import cut
from pipeline.checks.fitted import fitted, log_odds
from pipeline.checks.landing import Landing, Window
from pipeline.checks.lexicon import lexicon, stem
from pipeline.checks.lexicon import words as plain_words
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
from pipeline.checks.termbase import Termbase, Word, words
from pipeline.trees import Boosted, parse

TREES = Path(__file__).with_name("fitted_names.json")
"""Written by ``training/checks.py``."""

# Log-odds of a row from which on it is reported, and called an error.
DOUBTFUL, WRONG = 1.5, 5.2
TELLING = 2.4
"""Log-odds from which on a candidate is named beside the likeliest one."""
GLANCE = -2.0
"""Log-odds of a candidate by its own signs under which it comes to nothing in the end."""
LOOK = -1.5
"""Log-odds by the regressions from which on a row is given to the trees."""
NEVER = -5.0
"""Log-odds that count as none."""

_USUAL = 3
_ALIKE = 0.5
_SHORT, _LONG = 4, 6
_AROUND = 4
_NEAR, _FAR = 0.08, 0.25
_ARTICLES = frozenset({"le", "la", "les", "l", "the", "des", "du"})


@dataclass(slots=True)
class Lost:
    """A candidate: a name without its like on the other side.

    Attributes:
        kind: ``fr`` and ``en`` for names of that side, ``ofr`` and ``oen`` for capitalised
            common nouns, ``term`` for an entry of the termbase in lower case, ``few`` for a
            name that the English says less often.
        words: those that were not found.
        signs: what speaks for and against it, by name.
        weak: it may be there in another form.
    """

    kind: str
    words: tuple[Word, ...]
    signs: dict[str, float]
    weak: bool = False
    odds: float = 0.0

    @property
    def french(self) -> bool:
        """Whether it stands in the French."""
        return not self.kind.endswith("en")

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return self.words[0].start, self.words[-1].end


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
    source = Side(row.source, words(row.source), capitals.french())
    target = Side(row.target, words(row.target), capitals.english())
    if not source.row or not target.row or source.shouts() or target.shouts():
        return []
    french, more_french = capitals_of(source, french=True)
    english, more_english = capitals_of(target, french=False)
    entries = explain(source, target, termbase)
    vanished = _lost(source, target, french, "fr")
    nowhere = _lost(target, source, english, "en")
    vanished += _lost(source, target, more_french, "ofr")
    nowhere += _lost(target, source, more_english, "oen")
    vanished += _entries(source, target, entries, vanished)
    vanished += _fewer(source, target, french)
    if _harmless(vanished, nowhere):
        return []
    if glance and not _is_doubtful((*vanished, *nowhere)):
        return []
    if vanished or nowhere:
        _weigh(row, (source, target), vanished, nowhere, len(french) - len(english))
    return [*vanished, *nowhere]


def _harmless(vanished: Sequence[Lost], nowhere: Sequence[Lost]) -> bool:
    """Whether the candidates are not worth weighing: names that both sides have, spelt otherwise,
    or nothing but adjectives of the termbase.
    """
    if not all(lost.weak and not lost.kind.startswith("o") for lost in (*vanished, *nowhere)):
        return False
    return bool(nowhere) or all(lost.kind == "term" for lost in vanished)


def _is_doubtful(found: Sequence[Lost]) -> bool:
    """Whether what the candidates look like alone leaves room for doubt."""
    weights = fitted("names")
    return any(log_odds(weights, lost.signs, f"{lost.kind} ") > GLANCE for lost in found)


def _lost(side: Side, other: Side, found: Sequence[int], kind: str) -> list[Lost]:
    """Names of ``side`` that are not in ``other`` letter by letter."""
    return [
        _candidate(side, other, group, missing, kind)
        for group in groups(side, found)
        if (
            missing := [
                at
                for at in group
                if at not in side.explained and not other.has(side.row[at].folded)
            ]
        )
    ]


def _candidate(
    side: Side, other: Side, group: Sequence[int], missing: Sequence[int], kind: str
) -> Lost:
    own = tuple(side.row[at] for at in missing)
    closest = [_closest(word, other) for word in own]
    kin = [
        _kin(word, side, other, kind, alike=likest > _ALIKE)
        for word, likest in zip(own, closest, strict=True)
    ]
    shared = frozenset.intersection(*kin)
    known = [entry for word in own if (entry := lexicon().find(stem(word.folded))) is not None]
    opens = opening(side, group[0])
    before = side.row[group[0] - 1].folded if group[0] else ""
    signs = {
        **{f"any {sign}": 1.0 for sign in frozenset.union(*kin)},
        **{f"all {sign}": 1.0 for sign in shared},
        "sim": min(closest),
        "whole": float(len(missing) == len(group)),
        "tail": float(missing[-1] == group[-1]),
        "group": float(min(len(group), 4)),
        "many": float(len(missing) > 1),
        "opens": float(opens == "sentence"),
        "quoted": float(opens == "quotation"),
        "acronym": float(all(word.text.isupper() for word in own)),
        "short": float(min(len(word.folded) for word in own) < _SHORT),
        "long": float(max(len(word.folded) for word in own) > _LONG),
        "institution": float(_in_institution(side, group)),
        "unknown": float(not known),
        "absent": max((entry.absent for entry in known), default=0.0),
        "twice": float(sum(word.folded == own[-1].folded for word in side.row) > 1),
        "article": float(before in _ARTICLES),
    }
    return Lost(kind, own, signs, weak=bool(shared) or kind.startswith("o"))


def _closest(word: Word, other: Side) -> float:
    return max((likeness(word.folded, one) for one in other.index.capitals), default=0.0)


def _kin(word: Word, side: Side, other: Side, kind: str, *, alike: bool) -> frozenset[str]:
    """In which other form a word may be on the other side."""
    signs = set(kinship(word.folded, other))
    if word.text.isupper() and acronym_of(word.folded, other):
        signs.add("acronym of")
    if (_backwards if kind.endswith("en") else _forwards)(word.folded, side, other):
        signs.add("traced")
    if alike:
        signs.add("alike")
    return frozenset(signs)


def _in_institution(side: Side, group: Sequence[int]) -> bool:
    """Whether a capitalised common noun stands by the name: it is part of a title then."""
    at = group[0] - 1
    while at >= 0 and side.row[at].folded in PARTICLES:
        at -= 1
    if at <= 0 or "," in side.text[side.row[at].end : side.row[group[0]].start]:
        return False
    return side.row[at].text[0].isupper() and side.row[at].folded in side.common


def _forwards(word: str, side: Side, other: Side) -> bool:
    """Whether one of the usual translations of a French word is in the English, other than
    one that is there for a word like itself: the lexicon has Berlin beside Merkel.
    """
    entry = lexicon().find(stem(word))
    return entry is not None and any(
        one in other.stems and (one not in side.stems or one == stem(word))
        for one in entry.english[:_USUAL]
    )


def _backwards(word: str, side: Side, other: Side) -> bool:
    """Whether an English word is a usual translation of some word of the French."""
    known, wanted = lexicon(), stem(word)
    entries = (known.find(one) for one in other.stems - side.stems)
    return any(entry is not None and wanted in entry.english[:_USUAL] for entry in entries)


def _entries(
    source: Side, target: Side, entries: Sequence[tuple[int, int]], vanished: Sequence[Lost]
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
            "traced": float(all(_forwards(word.folded, source, target) for word in own)),
            "short": float(len(own[0].folded) < _SHORT),
            "acronym": float(own[0].text.isupper()),
        }
        result.append(Lost("term", own, signs, weak=True))
    return result


def _fewer(source: Side, target: Side, french: Sequence[int]) -> list[Lost]:
    """Names that the English says less often; it may say "he" instead."""
    said = Counter(source.row[at].folded for at in french)
    if not said or max(said.values()) < 2:
        return []
    kept = Counter(word.folded.removesuffix("s") for word in target.row)
    result = []
    for at in french:
        word = source.row[at]
        times, there = said.pop(word.folded, 0), kept[word.folded.removesuffix("s")]
        if 0 < there < times and len(word.folded) >= _SHORT:
            signs = {"half": float(2 * there <= times), "acronym": float(word.text.isupper())}
            result.append(Lost("few", (word,), signs, weak=True))
    return result


def _weigh(
    row: Row,
    sides: tuple[Side, Side],
    vanished: Sequence[Lost],
    nowhere: Sequence[Lost],
    surplus: int,
) -> None:
    """Add the signs that come from the row and from the other candidates."""
    seen = trace(row.source, row.target)
    local = _local(row, seen)
    landed = _Landed(row, sides, vanished, nowhere)
    strong = [[_place(lost, row) for lost in side if not lost.weak] for side in (vanished, nowhere)]
    for lost in (*vanished, *nowhere):
        mine, theirs = strong if lost.french else strong[::-1]
        others, opposite = len(mine) - (not lost.weak), len(theirs)
        signs = lost.signs
        signs["loose"], signs["free"] = seen.loose, seen.free
        signs["length-"], signs["length+"] = min(seen.length, 0.0), max(seen.length, 0.0)
        signs["no sign"] = float(not opposite)
        signs["others"] = float(min(others, 3))
        signs["opposite"] = float(opposite > 0)
        signs["opposites"] = float(max(0, min(opposite, 4) - 1))
        signs["odd one"] = float(opposite == 1 and not others)
        signs["words"] = min(len(sides[0].row), 60) / 20
        signs["surplus"] = max(-3, min(3, surplus)) * (1.0 if lost.french else -1.0)
        signs.update(landed.signs(lost))
        if lost.french:
            signs["local"], signs["local there"] = local(lost)
        if theirs:
            signs.update(_facing(lost, _place(lost, row), theirs, seen, alone=not others))


class _Landed:
    """What stands where a candidate should be on the other side."""

    def __init__(
        self,
        row: Row,
        sides: tuple[Side, Side],
        vanished: Sequence[Lost],
        nowhere: Sequence[Lost],
    ) -> None:
        self._row, self._sides = row, sides
        self._landing = Landing(sides[0].row, sides[1].row)
        self._starts = [[word.start for word in side.row] for side in sides]
        self._found = [
            [(*self._words(lost), lost.weak) for lost in side] for side in (vanished, nowhere)
        ]

    def _words(self, lost: Lost) -> tuple[int, int]:
        """First and last word of a candidate."""
        starts = self._starts[not lost.french]
        return (
            bisect.bisect_left(starts, lost.words[0].start),
            bisect.bisect_left(starts, lost.words[-1].start),
        )

    def signs(self, lost: Lost) -> dict[str, float]:
        """Signs of the words between those that the neighbours were found as."""
        first, last = self._words(lost)
        window = self._landing.window(first, last, french=lost.french)
        theirs = self._sides[lost.french].row
        links = self._landing.back if lost.french else self._landing.there
        inside = range(max(0, window.left + 1), min(len(theirs), window.right))
        strangers = [theirs[at] for at in inside if not links[at]]
        opposite = [
            weak
            for start, end, weak in self._found[lost.french]
            if end >= window.left and start <= window.right
        ]
        signs = {
            "anchored": float(window.anchored),
            "ordered": float(window.ordered),
            "strangers": float(min(4, sum(len(word.folded) >= _SHORT for word in strangers))),
            "strange names": float(min(3, sum(word.text[0].isupper() for word in strangers))),
            "facing": float(bool(opposite)),
            "facing strong": float(not all(opposite)),
        }
        if window.anchored:
            signs["squeeze-"] = float(min(0, window.squeeze))
            signs["squeeze+"] = float(max(0, window.squeeze))
            signs["steps"] = float(window.steps)
            signs["tight"] = float(window.ordered and window.squeeze < 0)
        if lost.french:
            gone = self._cut(window)
            signs["cut"] = max(NO_CUT, gone)
            signs["cut likely"] = max(0.0, gone + 1)
            if window.ordered:
                signs["cut tight"] = max(0.0, gone + 1)
            if not self._found[1]:
                signs["cut alone"] = max(0.0, gone + 1)
        return signs

    def _cut(self, window: Window) -> float:
        """How much the English looks cut between two of its words."""
        row = self._sides[1].row
        start = row[window.left].start if window.left >= 0 else -1
        end = row[window.right].start if window.right < len(row) else len(self._row.target)
        return cut(self._row.target, start, end)


def _facing(
    lost: Lost, place: float, theirs: Sequence[float], seen: Trace, *, alone: bool
) -> dict[str, float]:
    """Signs of what is left over on the other side."""
    distance = min(abs(place - other) for other in theirs)
    signs = {
        "near": float(distance < _NEAR),
        "far": float(distance > _FAR),
        "distance": distance,
    }
    if lost.signs.get("whole"):
        signs["whole swap"] = 1.0
        if alone and not lost.weak and len(theirs) == 1:
            signs["pair"], signs["pair near"] = 1.0, float(distance < _NEAR)
            signs["pair free"], signs["pair loose"] = seen.free, seen.loose
    return signs


def _place(lost: Lost, row: Row) -> float:
    """Where in its text a candidate stands, 0 to 1."""
    start, end = lost.span
    return (start + end) / 2 / len(row.source if lost.french else row.target)


def _local(row: Row, seen: Trace) -> Callable[[Lost], tuple[float, float]]:
    """How freely the French around a candidate is translated, and how much of it is there."""
    every = plain_words(row.source)
    starts = [word.start for word in every]

    def around(lost: Lost) -> tuple[float, float]:
        own = {word.start for word in lost.words}
        at = bisect.bisect_left(starts, lost.words[0].start)
        weights = [
            seen.weights[i]
            for i in range(max(0, at - _AROUND), min(len(every), at + _AROUND + 1))
            if starts[i] not in own
        ]
        missing = sum(weight for weight in weights if weight > 0)
        there = -sum(weight for weight in weights if weight < 0)
        return missing / max(1.0, missing + there), min(there, 12.0)

    return around


def row_signs(found: Sequence[Lost]) -> dict[str, float]:
    """What the candidates of a row say together, by their odds."""
    french = sorted((max(lost.odds, NEVER) for lost in found if lost.french), reverse=True)
    english = sorted((max(lost.odds, NEVER) for lost in found if not lost.french), reverse=True)
    one, other = (side[0] if side else NEVER for side in (french, english))
    return {
        "french": one,
        "english": other,
        "no french": float(not french),
        "no english": float(not english),
        "french alone": 0.0 if english else one,
        "french names": float(len(french)),
        "english names": float(len(english)),
        "second": french[1] if len(french) > 1 else NEVER,
        "lesser": min(one, other),
        "both": sum(math.log1p(math.exp(min(odds, 8.0))) for odds in (one, other)),
    }


def row_odds(found: Sequence[Lost]) -> float:
    """Log-odds that a row has a wrong name, by its candidates, of which each gets its own.

    The regressions tell which rows are worth a closer look; what they leave far below.
    """
    weigh_each(found)
    odds = log_odds(fitted("names of a row"), row_signs(found))
    if odds <= LOOK:
        return odds + NEVER
    columns, boosted = _trees()
    signs = all_signs(found)
    return boosted.predict([signs.get(column, 0.0) for column in columns])


@functools.cache
def _trees() -> tuple[list[str], Boosted]:
    """The signs that the trees ask for, in the order of their columns, and the trees."""
    import json

    stored = json.loads(TREES.read_text("utf-8"))
    return stored["signs"], parse(stored)


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    _trees.cache_clear()


def weigh_each(found: Sequence[Lost]) -> None:
    """Give each candidate its odds."""
    weights = fitted("names")
    for lost in found:
        lost.odds = log_odds(weights, lost.signs, f"{lost.kind} ")


def all_signs(found: Sequence[Lost]) -> dict[str, float]:
    """The signs of a row and of the likeliest candidate of each side, for the trees."""
    signs = {f"row {sign}": value for sign, value in row_signs(found).items()}
    for side in (True, False):
        own = [lost for lost in found if lost.french is side]
        if own:
            name, worst = "fr" if side else "en", max(own, key=lambda lost: lost.odds)
            signs |= {f"{name} {sign}": value for sign, value in worst.signs.items()}
            signs[f"{name} kind {worst.kind}"] = 1.0
            signs[f"{name} letters"] = float(len(worst.text))
    return signs


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
