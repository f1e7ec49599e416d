"""What a check is: a row in, findings out; deterministic, no model, no file, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.article import Role, Severity
from pipeline.checks.termbase import Termbase

Span = tuple[int, int]
"""Half open, in code points of the text of one side."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and its translation.

    Attributes:
        id: of the sentence.
        role: of its block.
        source: French, as it stands in the wire.
        target: English, as shown.
        loss: where a model made it that is known to lose words, how much likelier it is to than
            that on which the checks were fitted, nats (:func:`pipeline.checks.confidence.loss`).
    """

    id: str
    role: Role
    source: str
    target: str
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in one row; the registry makes a :class:`pipeline.article.Flag` of it.

    ``message`` is one sentence for a journalist and names what differs, e.g.
    ``"3,5 %" is "35 percent" in the English.``
    """

    severity: Severity
    message: str
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beyond its row.

    Attributes:
        termbase: names, acronyms and terms, the desk's own included.
        rows: all rows of the article, in order.
    """

    termbase: Termbase
    rows: tuple[Row, ...] = field(default=())


class Check(Protocol):
    """One check. A new one is a module with such a class and one line in the registry."""

    id: str
    """By which it is silenced, e.g. ``numbers``."""

    about: str
    """What it looks for, one sentence; for the docs and ``depeche checks``."""

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:
        """Findings in a row; must not raise, whatever the texts, nor take long
        over a row of thousands of words.
        """
        ...
