from __future__ import annotations

import json
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

from pipeline.checks import trees


def test_leaves_add_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "trees.json"
    grown = [["a", 0.5, -1.0, ["b", 2.0, 1.0, 3.0]], 0.25]
    file.write_text(json.dumps({"bias": 0.5, "trees": grown}), "utf-8")
    monkeypatch.setattr(trees, "FILE", file)
    trees.forget()
    try:
        assert trees.log_odds({}) == pytest.approx(-0.25)
        assert trees.log_odds({"a": 1.0}) == pytest.approx(1.75)
        assert trees.log_odds({"a": 1.0, "b": 3.0}) == pytest.approx(3.75)
    finally:
        trees.forget()


def test_every_leaf_is_a_number() -> None:
    def leaves(node: Any) -> list[float]:
        return [*leaves(node[2]), *leaves(node[3])] if isinstance(node, list) else [node]

    bias, every = trees.trees()
    assert isfinite(bias)
    assert len(every) > 50
    assert all(isfinite(leaf) for tree in every for leaf in leaves(tree))
