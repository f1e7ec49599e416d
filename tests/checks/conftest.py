from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Role
from pipeline.checks.base import Check, Context, Finding, Row
from pipeline.checks.termbase import load_termbase

TERMBASE = load_termbase()


@pytest.fixture(scope="session")
def findings() -> Callable[[Check, str, str], list[Finding]]:
    """Run one check over one row, with the termbase of the package."""

    def run(check: Check, french: str, english: str) -> list[Finding]:
        row = Row("p1.s1", Role.PARAGRAPH, french, english)
        return list(check(row, Context(TERMBASE, (row,))))

    return run
