"""How likely a name was lost: what is seen of candidates in their row, and the odds of both.

See :mod:`pipeline.checks.names`, which finds the candidates.
"""

from __future__ import annotations

import bisect
import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.base import Row, Span
from pipeline.checks.completeness import Trace, trace
from pipeline.checks.cuts import NEVER as NO_CUT
from pipeline.checks.cuts import cut
from pipeline.checks.fitted import fitted, log_odds
from pipeline.checks.landing import Landing, Window
from pipeline.checks.lexicon import words as plain_words
from pipeline.checks.matching import Side
from pipeline.checks.termbase import Word
from pipeline.trees import Boosted, parse

TREES = Path(__file__).with_name("fitted_names.json")
"""Written by ``training/checks.py``."""

LOOK = -1.5
"""Log-odds by the regressions from which on a row is given to the trees."""
NEVER = -5.0
"""Log-odds that count as none."""

_SHORT = 4
_AROUND = 4
_NEAR, _FAR = 0.08, 0.25
_ENGLISH_PRONOUNS = frozenset(
    ("he", "she", "him", "her", "his", "hers", "they", "them", "their", "it", "its")
)
_FRENCH_PRONOUNS = frozenset(
    ("il", "elle", "lui", "son", "sa", "ses", "ils", "elles", "leur", "leurs", "eux", "on", "y")
)


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


@dataclass(frozen=True, slots=True)
class Candidates:
    """All of a row, with what is seen of each by itself.

    Attributes:
        sides: source and target.
        vanished, nowhere: the candidates of each.
        surplus: names that the French has more.
    """

    sides: tuple[Side, Side]
    vanished: list[Lost]
    nowhere: list[Lost]
    surplus: int

    @property
    def all(self) -> list[Lost]:
        """Those of both sides."""
        return [*self.vanished, *self.nowhere]


def weigh(row: Row, found: Candidates) -> None:
    """Add the signs that come from the row and from the other candidates."""
    sides, vanished, nowhere = found.sides, found.vanished, found.nowhere
    seen = trace(row.source, row.target)
    local = _local(row, seen)
    landed = _Landed(row, sides, vanished, nowhere)
    pronouns = _pronouns(sides)
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
        signs["surplus"] = max(-3, min(3, found.surplus)) * (1.0 if lost.french else -1.0)
        signs.update(landed.signs(lost))
        if lost.french:
            signs["local"], signs["local there"] = local(lost)
            signs["pronouns"] = pronouns
        if theirs:
            signs.update(_facing(lost, _place(lost, row), theirs, seen, alone=not others))


def _pronouns(sides: tuple[Side, Side]) -> float:
    """By how many pronouns that may stand for a name the English has more; up to two, or none."""
    french, english = (
        sum([word.folded in pronouns for word in side.row])
        for side, pronouns in zip(sides, (_FRENCH_PRONOUNS, _ENGLISH_PRONOUNS), strict=True)
    )
    return float(max(0, min(2, english - french)))


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


def glance_signs(found: Sequence[Lost]) -> dict[str, float]:
    """What the candidates of a row say together before the row itself is looked at."""
    signs = row_signs(found)
    for side in (True, False):
        own = [lost for lost in found if lost.french is side]
        if own:
            signs[f"worst {max(own, key=lambda lost: lost.odds).kind}"] = 1.0
    signs.update({f"kind {lost.kind}": 1.0 for lost in found})
    return signs


def row_odds(found: Sequence[Lost]) -> float:
    """Log-odds that a row has a wrong name, by its candidates, of which each gets its own.

    The regressions tell which rows are worth a closer look; what they leave far below.
    """
    weigh_each(found)
    signs = row_signs(found)
    odds = log_odds(fitted("names of a row"), signs)
    if odds <= LOOK:
        return odds + NEVER
    columns, boosted = _trees()
    parts = _parts(found, signs)
    return boosted.predict([parts[part].get(sign, 0.0) for part, sign in columns])


@functools.cache
def _trees() -> tuple[list[tuple[str, str]], Boosted]:
    """The signs that the trees ask for, each with its part, in the order of their columns, and
    the trees.
    """
    import json

    stored = json.loads(TREES.read_text("utf-8"))
    split = [sign.partition(" ") for sign in stored["signs"]]
    return [(part, sign) for part, _, sign in split], parse(stored)


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    _trees.cache_clear()


def weigh_each(found: Sequence[Lost]) -> None:
    """Give each candidate its odds."""
    for lost in found:
        lost.odds = _odds(lost)


def all_signs(found: Sequence[Lost]) -> dict[str, float]:
    """The signs of a row and of the likeliest candidate of each side, for the trees."""
    parts = _parts(found, row_signs(found))
    return {f"{part} {sign}": v for part, signs in parts.items() for sign, v in signs.items()}


def _parts(found: Sequence[Lost], row: dict[str, float]) -> dict[str, dict[str, float]]:
    """The same by what they are of: the row, or either side."""
    parts: dict[str, dict[str, float]] = {"row": row, "fr": {}, "en": {}}
    for name, side in (("fr", True), ("en", False)):
        own = [lost for lost in found if lost.french is side]
        if own:
            worst = max(own, key=lambda lost: lost.odds)
            more = {f"kind {worst.kind}": 1.0, "letters": float(len(worst.text))}
            parts[name] = worst.signs | more
    return parts


def _odds(lost: Lost) -> float:
    """Log-odds of a candidate by the signs that it has so far."""
    return log_odds(fitted("names", f"{lost.kind} "), lost.signs)
