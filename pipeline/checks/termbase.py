"""The termbase: what the desk wants a French term to be in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Termbase:
    """Names, acronyms and terms of the package and of the desk."""


EMPTY = Termbase()
