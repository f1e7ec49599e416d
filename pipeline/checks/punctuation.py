"""Punctuation: how the sentence ends, and brackets that open and never close."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row, Span

_CLOSERS = " \t\n\u00a0\u202f\"'”’»)]›"
_PAIRS = {"(": ")", "[": "]"}
_NAMES = {"(": "round", "[": "square"}
# Words of an indirect question, or of a direct one whose mark was forgotten.
_ASKING = """
est-ce comment pourquoi où quel quelle quels quelles combien qui quand demande demander question
how why what where which who when whether if ask asks asked wonder wonders
"""
_SHORT = 20
"""Characters under which a row may be a heading, whose end says nothing."""


class Punctuation:
    """Compares the final mark and the brackets."""

    id = "punctuation"
    about = "A question that is none any more, a sentence that breaks off, an unclosed bracket."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """At most one finding for the end and one for each kind of bracket."""
        yield from _end(row)
        for opening, closing in _PAIRS.items():
            if opening not in row.target and closing not in row.target:
                continue
            here = _unpaired(row.source, opening, closing)
            there = _unpaired(row.target, opening, closing)
            if there and not here:
                yield Finding(
                    Severity.WARNING,
                    f"A {_NAMES[opening]} bracket of the English has no counterpart.",
                    target=tuple((at, at + 1) for at in there),
                )


def _end(row: Row) -> Iterator[Finding]:
    source, target = row.source.rstrip(_CLOSERS), row.target.rstrip(_CLOSERS)
    if not source or not target:
        return
    here, there = source[-1], target[-1]
    last_here: Span = (len(source) - 1, len(source))
    last_there: Span = (len(target) - 1, len(target))
    if here == "?" and "?" not in row.target and not _asks(row.target):
        yield Finding(
            Severity.WARNING,
            "The French asks a question and the English does not.",
            (last_here,),
            (last_there,),
        )
    elif there == "?" and "?" not in row.source and not _asks(row.source):
        yield Finding(
            Severity.WARNING,
            "The English asks a question and the French does not.",
            (last_here,),
            (last_there,),
        )
    elif here in ".!?…" and there in ",;:-–—(" and len(source) > _SHORT:
        yield Finding(
            Severity.WARNING,
            "The English breaks off without a final mark.",
            (last_here,),
            (last_there,),
        )


@functools.cache
def _asking() -> frozenset[str]:
    return frozenset(_ASKING.split())


def _asks(text: str) -> bool:
    return not _asking().isdisjoint(text.lower().replace(":", " ").replace("t'", " ").split())


def _unpaired(text: str, opening: str, closing: str) -> list[int]:
    """Offsets of the brackets without a partner; ``a)`` and ``:)`` open none."""
    waiting: list[int] = []
    alone: list[int] = []
    for at, character in enumerate(text):
        if character == opening:
            waiting.append(at)
        elif character == closing:
            if waiting:
                waiting.pop()
            elif at > 1 and text[at - 2].isalnum() and text[at - 1] != ":":
                alone.append(at)
    return alone + waiting
