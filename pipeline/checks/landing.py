"""Landing: where the words of one text stand in the other, as far as the lexicon tells.

Not an alignment, but what one needs to know of a name that is missing: between which words of the
other text it should stand, because its neighbours are found there, and what stands there instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.checks.lexicon import STEM, lexicon
from pipeline.checks.termbase import Word

_LEAST, _COGNATE = 4, 5
"""Letters of a word that is looked for by itself, and that make two words cognates."""
_REACH = 6
"""Words left and right among which a neighbour is looked for."""
_ASTRAY = 8
"""Words that a neighbour may stand from where it is expected."""
_GUESS = 4
"""Words around the place that is expected where no neighbour is found."""


class Window(NamedTuple):
    """Where in the other text something should stand.

    Attributes:
        left, right: the words around it, -1 and the number of words for the text's ends.
        anchored: whether neighbours on both sides were found.
        ordered: whether they are in the order of this text.
        squeeze: words between them beyond those that this text has there, the name left out.
        steps: words to the neighbours, of both sides.
    """

    left: int
    right: int
    anchored: bool
    ordered: bool
    squeeze: int
    steps: int


class Landing:
    """Links between the words of two texts.

    Args:
        french, english: their words.
    """

    def __init__(self, french: Sequence[Word], english: Sequence[Word]) -> None:
        stems: dict[str, list[int]] = {}
        heads: dict[str, list[int]] = {}
        for at, word in enumerate(english):
            folded = word.folded
            stems.setdefault(folded[:STEM], []).append(at)
            if len(folded) >= _COGNATE:
                heads.setdefault(folded[:_COGNATE], []).append(at)
        known = lexicon().find
        self.there: list[set[int]] = []
        self.back: list[set[int]] = [set() for _ in english]
        for at, word in enumerate(french):
            folded, found = word.folded, set[int]()
            if len(folded) >= _COGNATE:
                found.update(heads.get(folded[:_COGNATE], ()))
            elif len(folded) >= _LEAST or not word.text[0].islower():
                found.update(stems.get(folded, ()))
            entry = known(folded[:STEM])
            if entry is not None:
                for one in entry.english:
                    if one in stems:
                        found.update(stems[one])
            self.there.append(found)
            for place in found:
                self.back[place].add(at)

    def window(self, first: int, last: int, *, french: bool) -> Window:
        """Where words ``first`` to ``last`` of one text should stand in the other."""
        links = self.there if french else self.back
        size, other = len(links), len(self.back if french else self.there)
        expected = (first + last) / 2 / size * other
        before = _anchor(links, range(first - 1, max(-1, first - 1 - _REACH), -1), expected, -1)
        after = _anchor(links, range(last + 1, min(size, last + 1 + _REACH)), expected, 1)
        if before is None and first <= 2:
            before = first + 1, -1
        if after is None and size - last <= 3:
            after = size - last, other
        if before is not None and after is not None:
            (near, left), (far, right) = before, after
            squeeze = right - left - 1 - (near + far - 2)
            ends = min(left, right), max(left, right)
            return Window(*ends, True, left < right, max(-8, min(8, squeeze)), near + far)
        if before is not None:
            near, left = before
            return Window(left, min(other, left + near + 3), False, False, 0, near)
        if after is not None:
            far, right = after
            return Window(max(-1, right - far - 3), right, False, False, 0, far)
        at = int(expected)
        return Window(max(-1, at - _GUESS), min(other, at + _GUESS), False, False, 0, 0)


def _anchor(
    links: Sequence[set[int]], places: Iterable[int], expected: float, step: int
) -> tuple[int, int] | None:
    """The next neighbour that is found: how many words away, and where it stands."""
    for away, at in enumerate(places, 1):
        if not links[at]:
            continue
        wanted = expected + step * away
        place = min(links[at], key=lambda other: (abs(other - wanted), other))
        if abs(place - wanted) < _ASTRAY:
            return away, place
    return None
