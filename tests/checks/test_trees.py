from __future__ import annotations

import pytest

from pipeline.checks.trees import forest, weigh

TABLE = {
    "bias": -1.0,
    "trees": [
        [[0, -1, 1, -1, -1], [0.5, 2.0, 3.0, 4.0, 8.0], [1, 0, 3, 0, 0], [2, 0, 4, 0, 0]],
        [[-1], [0.25], [0], [0]],
    ],
}


@pytest.mark.parametrize(
    ("signs", "odds"),
    [((0.5, 9.0), 1.25), ((0.6, 3.0), 3.25), ((0.6, 3.1), 7.25)],
)
def test_each_tree_adds_the_leaf_that_the_signs_lead_to(
    signs: tuple[float, ...], odds: float
) -> None:
    assert weigh(forest(TABLE), signs) == pytest.approx(odds)


def test_no_trees_leave_the_bias() -> None:
    assert weigh(forest({"bias": 0.5, "trees": []}), ()) == 0.5
