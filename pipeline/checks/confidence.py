"""Confidence: what the model's own score says of a row, in three grades.

The score is the mean log-probability of the target's tokens. By itself it says little: each model
is as sure of itself as its training made it. So scores are calibrated by model on a test set with
human translations (``benchmarks/confidence.py``; after Platt 1999, with thresholds in place of a
curve), and a grade has one meaning whatever the model.
"""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.article import Grade

FILE = Path(__file__).with_name("confidence.json")

POOR = 40.0
"""chrF2 (0 to 100) against a human translation under which a row strays far from it."""

TUNED = "newstest2012"
"""The set that models are calibrated on."""

HIGH_RISK, LOW_RISK = 0.20, 0.40
"""A row is graded high where at most this share of rows with such a score is poor, and low where
at least that share is."""


FITTED_POOR = 0.256
"""Share of poor rows of the model that the odds of a lost word were fitted on
(``training/losses.py``)."""
LEAST_POOR = 0.15
"""Share of poor rows under which a model is too good to be asked for single words: of human
translations, which leave out none, every second would be suspected."""


class Thresholds(NamedTuple):
    """Least scores of the grades high and medium, and whether they are the model's own."""

    high: float
    medium: float
    calibrated: bool


def grade(score: float | None, model_digest: str = "") -> Grade:
    """The grade of a row.

    Args:
        score: mean log-probability per target token, in nats (≤ 0); ``None`` where the model
            gave nothing, which is the lowest grade.
        model_digest: SHA-256 of the translation model, hexadecimal; an unknown one gets the
            thresholds of models in general, see :func:`thresholds`.
    """
    if score is None or score != score:
        return Grade.LOW
    high, medium, _ = thresholds(model_digest)
    if score >= high:
        return Grade.HIGH
    return Grade.MEDIUM if score >= medium else Grade.LOW


def doubt(score: float | None, model_digest: str = "") -> float:
    """The chance that a row strays far from its source, between 0 and 1: the logistic curve that
    has :data:`HIGH_RISK` and :data:`LOW_RISK` where the grades begin and end.

    Args:
        score: as of :func:`grade`; none is as bad as can be.
        model_digest: as there.
    """
    if score is None or score != score:
        return 1.0
    high, medium, _ = thresholds(model_digest)
    low, least = math.log(HIGH_RISK / (1 - HIGH_RISK)), math.log(LOW_RISK / (1 - LOW_RISK))
    slope = (least - low) / (medium - high)
    return 1 / (1 + math.exp(min(700.0, -low - slope * (score - high))))


@functools.cache
def thresholds(model_digest: str) -> Thresholds:
    """The thresholds of a model: its own where it was calibrated, else the general ones."""
    held = _held()
    own = held["models"].get(model_digest)
    chosen = held["generic"] if own is None else own
    return Thresholds(float(chosen["high"]), float(chosen["medium"]), own is not None)


@functools.lru_cache(maxsize=16)
def loss(model_digest: str) -> float | None:
    """How much likelier a model is to lose what is missing than that on which the odds were fitted.

    A word of the French that nothing in the English stands for was said in another way by a good
    translator, and lost by a bad one. The odds of that are taken to rise with those of a poor row,
    whatever the row's score: of the words that are missing, as many are lost where the model was
    sure of itself.

    Returns:
        Nats; ``None`` for a model that was not calibrated, or has too few poor rows.
    """
    own = _held()["models"].get(model_digest)
    if own is None:
        return None
    grades = own["poor"][TUNED].values()
    poor = sum(count * share for count, share in grades) / sum(count for count, _ in grades)
    if not LEAST_POOR <= poor < 1:
        return None
    return round(math.log(poor / (1 - poor)) - math.log(FITTED_POOR / (1 - FITTED_POOR)), 2)


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    for cached in (_held, thresholds, loss):
        cached.cache_clear()


@functools.cache
def _held() -> dict[str, Any]:
    """What was measured, by model; read once."""
    import json

    held: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return held
