"""Small decision trees over named signs, whose leaves add up to log-odds.

Gradient boosting (Friedman 2001), estimated by ``training/checks.py``, which writes
``trees.json``. A tree is a list of a sign, a threshold, and what is on either side of it: a tree
again, or the nats of a leaf. A sign that is not seen counts as 0.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("trees.json")

Tree = list[Any]
"""Sign, threshold, tree or leaf up to it, tree or leaf beyond it."""


@functools.cache
def trees() -> tuple[float, list[Tree | float]]:
    """The bias and the trees, read once."""
    import json

    read = json.loads(FILE.read_text("utf-8"))
    return read["bias"], read["trees"]


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    trees.cache_clear()


def log_odds(signs: Mapping[str, float]) -> float:
    """Sum of the leaves that signs lead to, and of the bias; nats."""
    total, every = trees()
    value = signs.get
    for node in every:
        while isinstance(node, list):
            sign, most, low, high = node
            node = low if value(sign, 0.0) <= most else high
        total += node
    return total
