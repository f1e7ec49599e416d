"""What is to become of an article: the seam for the rules of a desk, and those rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.article import Article
from pipeline.batch.report import State
from pipeline.desk import Action
from pipeline.desk import decide as desk_decides


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of an article.

    Attributes:
        state: ``WRITTEN`` to go on with it; ``HELD``, ``WITHDRAWN``, ``SKIPPED`` or
            ``SUPERSEDED`` not to. ``HELD`` is asked about again in every night.
        reason: one sentence for a journalist; empty where it is written.
        until: when a held article is free, ISO 8601 in UTC; empty where nobody knows.
        set_aside: why it is written although a rule is against that; stands on the page.
        advisories: lines that open the page.
    """

    state: State = State.WRITTEN
    reason: str = ""
    until: str = ""
    set_aside: str = ""
    advisories: tuple[str, ...] = ()


WRITE = Verdict()

Decide = Callable[[Article], Verdict]
"""Asked once for each article that was read, before anything is translated."""


def take_all(article: Article) -> Verdict:  # noqa: ARG001  # one that does not look
    """Every article is written."""
    return WRITE


def desk_rules(
    *, ignore_embargo: bool = False, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Decide:
    """The rules of :mod:`pipeline.desk`, for a night.

    Args:
        ignore_embargo: write what is under embargo; the page says so.
        now: the clock to judge by.
    """

    def decide(article: Article) -> Verdict:
        decision = desk_decides(article, now(), ignore_embargo=ignore_embargo)
        if decision.action is Action.BRIEF:
            return Verdict(set_aside=decision.reason)
        until = decision.until.astimezone(UTC).isoformat() if decision.until else ""
        state = {
            Action.HOLD: State.HELD,
            Action.WITHDRAW: State.WITHDRAWN,
            Action.SKIP: State.SKIPPED,
        }[decision.action]
        return Verdict(state, decision.reason, until if state is State.HELD else "")

    return decide
