"""What is to become of an article: the seam for the rules of a desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.article import Article
from pipeline.batch.report import State


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of an article.

    Attributes:
        state: ``WRITTEN`` to go on with it; ``HELD``, ``WITHDRAWN`` or ``SKIPPED`` not to. Those
            three are asked about again in every night, since an answer may depend on the time.
        reason: one sentence for a journalist; empty where it is written.
    """

    state: State = State.WRITTEN
    reason: str = ""


WRITE = Verdict()

Decide = Callable[[Article], Verdict]
"""Asked once for each article that was read, before anything is translated."""


def take_all(article: Article) -> Verdict:  # noqa: ARG001  # one that does not look
    """Every article is written."""
    return WRITE
