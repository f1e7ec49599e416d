"""Boosted trees of scikit-learn, as :mod:`pipeline.trees` reads them."""

from __future__ import annotations

from typing import Any


def stored_trees(model: Any, features: int) -> dict[str, Any]:
    """A fitted histogram booster as JSON: base and nested nodes.

    Args:
        model: ``HistGradientBoostingClassifier`` or ``-Regressor``, fitted.
        features: how many columns it was fitted on.

    Raises:
        ValueError: a tree asks for another column.
    """

    def stored(nodes: Any, index: int) -> Any:
        one = nodes[index]
        if one["is_leaf"]:
            return rounded(float(one["value"]))
        column = int(one["feature_idx"])
        if column >= features:
            raise ValueError(column)
        return [
            column,
            rounded(float(one["num_threshold"])),
            stored(nodes, int(one["left"])),
            stored(nodes, int(one["right"])),
        ]

    # Nothing public gives the nodes of this estimator.
    return {
        "base": rounded(float(model._baseline_prediction.ravel()[0])),  # noqa: SLF001
        "trees": [stored(step[0].nodes, 0) for step in model._predictors],  # noqa: SLF001
    }


def rounded(value: float) -> float:
    """To four significant digits, for a file."""
    return float(f"{value:.4g}")
