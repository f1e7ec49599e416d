from __future__ import annotations

import json
from math import isfinite

import pytest

from pipeline.checks.fitted import FILE, fitted, log_odds


def test_every_weight_is_a_number() -> None:
    tables = json.loads(FILE.read_text("utf-8"))
    assert {"names", "names of a row", "negation", "seams negation"} <= set(tables)
    assert all(isfinite(weight) for table in tables.values() for weight in table.values())


def test_log_odds_add_the_signs_by_their_weights() -> None:
    weights = {"bias": 1.0, "a": 2.0, "fr bias": -1.0, "fr a": 0.5}
    assert log_odds(weights, {"a": 3.0, "unknown": 9.0}) == pytest.approx(7.0)
    assert log_odds(weights, {"a": 3.0}, "fr ") == pytest.approx(0.5)


def test_tables_are_read_once() -> None:
    assert fitted("negation") is fitted("negation")
