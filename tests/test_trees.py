"""Many trees at once give what walking them gives, to the last bit."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.trees import Boosted, Node, QuickScorer, parse, walk

VALUES = st.floats(-1e6, 1e6)
# Few thresholds and features, so that rows meet thresholds exactly and trees share tests.
THRESHOLDS = st.sampled_from([-1.0, 0.0, 0.5, 2.0])
TREES: st.SearchStrategy[Node] = st.recursive(
    VALUES, lambda node: st.tuples(st.integers(0, 2), THRESHOLDS, node, node), max_leaves=40
)
ROWS = st.lists(st.sampled_from([-2.0, -1.0, 0.0, 0.25, 0.5, 2.0, 3.0]), min_size=3, max_size=3)


def walked(base: float, trees: list[Node], row: list[float]) -> float:
    return reduce(lambda total, tree: total + walk(tree, row), trees, base)


@given(VALUES, st.lists(TREES, max_size=12), ROWS)
def test_the_sum_is_that_of_walking_each_tree(
    base: float, trees: list[Node], row: list[float]
) -> None:
    assert QuickScorer(trees).add_to(base, row) == walked(base, trees, row)


def test_a_tree_with_more_leaves_than_a_number_has_bits_is_walked() -> None:
    tree: Node = 0.0
    for number in range(80):
        tree = (0, float(80 - number), tree, float(number))
    for value in (-1.0, 0.5, 40.0, 79.5, 99.0):
        assert QuickScorer([tree, 1.5]).add_to(2.0, [value]) == walked(2.0, [tree, 1.5], [value])


def test_stored_trees_are_read_back() -> None:
    stored = {"base": -1.0, "trees": [[0, 0.5, 2.0, [1, 3.0, 4.0, 8.0]], 0.25]}
    read = parse(stored)
    assert read == Boosted(-1.0, ((0, 0.5, 2.0, (1, 3.0, 4.0, 8.0)), 0.25))
    assert [read.predict(row) for row in ((0.5, 9.0), (0.6, 3.0), (0.6, 3.1))] == [1.25, 3.25, 7.25]


@pytest.mark.parametrize("node", ["leaf", [0, 1.0, 2.0], None])
def test_what_is_no_tree_is_refused(node: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse({"base": 0.0, "trees": [node]})
