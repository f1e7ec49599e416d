"""Boosted regression trees: the sum of their leaves, found quickly for all of them at once.

QuickScorer (Lucchese et al. 2015): all leaves of all trees are bits of one long number. A test
that a row fails takes out the leaves on its other side, and since the tests of one column are
sorted by their thresholds, all that the row fails there come out with one mask. The lowest bit
left of each tree is its leaf. Walking the trees gives the same sum, to the last bit, in four
times the time.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Node = float | tuple[int, float, "Node", "Node"]
"""A leaf's value, or (column, threshold, where at most the threshold, where above)."""

_WIDTHS = ((8, "B"), (16, "H"), (32, "I"), (64, "Q"))
"""Bits that the leaves of a tree may take, and the code of :mod:`array` for as many."""


_SWAPPED = sys.byteorder == "big"


def walk(tree: Node, row: Sequence[float]) -> float:
    """The value of one tree for a row of features."""
    place = tree
    while isinstance(place, tuple):
        place = place[2] if row[place[0]] <= place[1] else place[3]
    return place


@dataclass(frozen=True, slots=True)
class Boosted:
    """Boosted regression trees (Friedman 2001); the sum of their leaves."""

    base: float
    trees: tuple[Node, ...]
    _quick: list[QuickScorer] = field(default_factory=list, init=False, repr=False, compare=False)

    def predict(self, row: Sequence[float]) -> float:
        """The sum over all trees for one row of features."""
        if not self._quick:
            self._quick.append(QuickScorer(self.trees))
        return self._quick[0].add_to(self.base, row)


def parse(stored: Mapping[str, Any]) -> Boosted:
    """Read trees from JSON: ``base``, and ``trees`` of nested ``[column, threshold, where at most
    the threshold, where above]``.

    Raises:
        ValueError, TypeError, KeyError: that is not what they are.
    """
    return Boosted(float(stored["base"]), tuple(map(_node, stored["trees"])))


def _node(stored: object) -> Node:
    if isinstance(stored, (int, float)):
        return float(stored)
    if isinstance(stored, list) and len(stored) == 4:
        column, threshold, below, above = stored
        return int(column), float(threshold), _node(below), _node(above)
    raise ValueError(stored)


class QuickScorer:
    """Adds up trees.

    Args:
        trees: any; where one has more than 64 leaves all are walked.
    """

    def __init__(self, trees: Sequence[Node]) -> None:
        self._trees = trees
        leaves = [list(_leaves(tree)) for tree in trees]
        most = max(map(len, leaves), default=0)
        self._code = next((code for width, code in _WIDTHS if width >= most), "")
        if not self._code:
            return
        width = next(width for width, _ in _WIDTHS if width >= most)
        size = width * len(trees)
        self._bytes = size // 8
        self._full = (1 << size) - 1
        self._values = [{1 << at: value for at, value in enumerate(row)} for row in leaves]
        tests: dict[int, dict[float, int]] = {}
        for number, tree in enumerate(trees):
            for column, threshold, first, last in _tests(tree):
                gone = ((1 << (last - first)) - 1) << (number * width + first)
                of_column = tests.setdefault(column, {})
                of_column[threshold] = of_column.get(threshold, 0) | gone
        self._columns: list[tuple[int, list[float], list[int]]] = []
        for column, masks in sorted(tests.items()):
            thresholds = sorted(masks)
            left = [self._full]
            for threshold in thresholds:
                left.append(left[-1] & ~masks[threshold])
            self._columns.append((column, thresholds, left))

    def add_to(self, base: float, row: Sequence[float]) -> float:
        """A number and the values of all trees for a row, added up in their order.

        Args:
            base: what is added to.
            row: of features, none of them NaN.
        """
        total = base
        if not self._code:
            for tree in self._trees:
                total += walk(tree, row)
            return total
        left = self._full
        for column, thresholds, masks in self._columns:
            left &= masks[bisect_left(thresholds, row[column])]
        bits = array(self._code, left.to_bytes(self._bytes, "little"))
        if _SWAPPED:
            bits.byteswap()
        for values, rest in zip(self._values, bits, strict=True):
            total += values[rest & -rest]
        return total


def _leaves(tree: Node) -> Iterator[float]:
    """Values from left to right."""
    if isinstance(tree, tuple):
        yield from _leaves(tree[2])
        yield from _leaves(tree[3])
    else:
        yield tree


def _tests(tree: Node, first: int = 0) -> Iterator[tuple[int, float, int, int]]:
    """(column, threshold, first leaf that is out of reach where it fails, and the one after)."""
    if isinstance(tree, tuple):
        middle = first + sum(1 for _ in _leaves(tree[2]))
        yield tree[0], tree[1], first, middle
        yield from _tests(tree[2], first)
        yield from _tests(tree[3], middle)
