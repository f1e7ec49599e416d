"""Boosted trees, as tables: fitted with scikit-learn by the benchmarks, weighed here without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Tree(NamedTuple):
    """Nodes by number, the root first.

    Attributes:
        signs: which sign a node asks for; -1 in a leaf.
        most: up to which value of it one goes left; in a leaf, the leaf's nats.
        left, right: numbers of the nodes below.
    """

    signs: tuple[int, ...]
    most: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


class Forest(NamedTuple):
    """Trees, whose leaves are added up, and what they are added to; nats."""

    bias: float
    trees: tuple[Tree, ...]


def forest(table: Mapping[str, Any]) -> Forest:
    """A forest as it stands in a file: ``bias``, and ``trees`` of four lists each."""
    return Forest(float(table["bias"]), tuple(Tree(*map(tuple, tree)) for tree in table["trees"]))


def weigh(trees: Forest, signs: Sequence[float]) -> float:
    """The log-odds that the trees give."""
    total = trees.bias
    for asked, most, left, right in trees.trees:
        at = 0
        while (sign := asked[at]) >= 0:
            at = left[at] if signs[sign] <= most[at] else right[at]
        total += most[at]
    return total
