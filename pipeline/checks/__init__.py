"""Checks: what can be seen to be wrong with a translation, row by row.

One check a module, listed in :mod:`pipeline.checks.registry`; :func:`check_rows` runs them.
"""

from __future__ import annotations

from pipeline.checks.base import Check, Context, Finding, Row
from pipeline.checks.confidence import grade
from pipeline.checks.registry import CHECKS, check_rows

__all__ = ["CHECKS", "Check", "Context", "Finding", "Row", "check_rows", "grade"]
