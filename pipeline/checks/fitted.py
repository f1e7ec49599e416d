"""Weights of the checks that were fitted to text rather than set by hand.

They are logistic regressions over named signs, estimated by ``training/checks.py``, which writes
``fitted.json``; a sign that is not in the table weighs nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("fitted.json")


@functools.cache
def fitted(name: str, kind: str = "") -> Mapping[str, float]:
    """A table of the file by its name: sign → weight, nats for one unit of the sign.

    With a ``kind`` only its signs, whose names begin with it in the file.
    """
    table = _tables()[name]
    if not kind:
        return table
    return {sign.removeprefix(kind): w for sign, w in table.items() if sign.startswith(kind)}


@functools.cache
def _tables() -> dict[str, dict[str, float]]:
    import json

    tables: dict[str, dict[str, float]] = json.loads(FILE.read_text("utf-8"))
    return tables


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    fitted.cache_clear()
    _tables.cache_clear()


def log_odds(weights: Mapping[str, float], signs: Mapping[str, float], prefix: str = "") -> float:
    """Sum of the signs by their weights, and of the table's ``bias``; nats."""
    total = weights.get(f"{prefix}bias", 0.0)
    for sign, value in signs.items():
        if value:
            total += weights.get(f"{prefix}{sign}", 0.0) * value
    return total
