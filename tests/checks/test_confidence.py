from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.confidence import Scored, by_grade, calibrate, isotonic, no_larger_share
from pipeline.article import Grade
from pipeline.checks.confidence import (
    FILE,
    FITTED_POOR,
    HIGH_RISK,
    LEAST_POOR,
    LOW_RISK,
    POOR,
    TUNED,
    doubt,
    grade,
    loss,
    thresholds,
)

ORDER = [Grade.LOW, Grade.MEDIUM, Grade.HIGH]
SCORES = st.floats(-20, 0)


def test_nothing_from_the_model_is_the_lowest_grade() -> None:
    assert grade(None) is Grade.LOW
    assert grade(math.nan) is Grade.LOW


def test_each_grade_can_be_had() -> None:
    high, medium, calibrated = thresholds("")
    assert not calibrated
    assert [grade(high), grade(medium), grade(medium - 0.001)] == ORDER[::-1]


def test_a_doubt_is_the_risk_at_which_the_grades_part() -> None:
    high, medium, _ = thresholds("")
    assert doubt(high) == pytest.approx(HIGH_RISK)
    assert doubt(medium) == pytest.approx(LOW_RISK)
    assert doubt(None) == doubt(math.nan) == doubt(-math.inf) == 1.0


@given(SCORES, SCORES)
def test_a_better_score_is_never_more_in_doubt(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 < doubt(high) <= doubt(low) <= 1.0


@given(SCORES, SCORES)
def test_a_better_score_is_never_a_worse_grade(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert ORDER.index(grade(low)) <= ORDER.index(grade(high))


def test_a_calibrated_model_has_its_own_thresholds() -> None:
    held = json.loads(FILE.read_text("utf-8"))
    assert held["models"], "the embedded model is calibrated"
    for digest, entry in held["models"].items():
        assert len(digest) == 64
        own = thresholds(digest)
        assert own.calibrated
        assert (own.high, own.medium) == (entry["high"], entry["medium"])
        assert own.high > own.medium
        for grades in entry["poor"].values():
            shares = [grades[name][1] for name in ("high", "medium", "low")]
            assert shares == sorted(shares)


@given(st.lists(st.tuples(SCORES, st.floats(0, 100)), min_size=1, max_size=60))
def test_shares_only_fall_and_keep_the_total(rows: list[tuple[float, float]]) -> None:
    scored = [Scored(*row) for row in rows]
    pools = isotonic(scored)
    shares = [share for _, share, _ in pools]
    assert shares == sorted(shares, reverse=True)
    assert sum(count for *_, count in pools) == len(rows)
    poor = sum(row.chrf < POOR for row in scored)
    assert sum(share * count for _, share, count in pools) == pytest.approx(poor)


def test_calibration_finds_where_the_risk_changes() -> None:
    scored = []
    for n in range(1000):
        score = -n / 1000
        risk = 0.1 if score > -0.3 else 0.3 if score > -0.6 else 0.6
        scored.append(Scored(score, POOR - 1 if (n * 7) % 10 < 10 * risk else POOR + 1))
    high, medium = calibrate(scored)
    assert high == pytest.approx(-0.3, abs=0.03)
    assert medium == pytest.approx(-0.6, abs=0.03)
    assert HIGH_RISK < LOW_RISK


def test_where_nothing_is_good_nothing_is_high() -> None:
    bad = [Scored(-n / 10, 10.0) for n in range(20)]
    high, medium = calibrate(bad)
    held = thresholds("")._replace(high=high, medium=medium)
    assert {g: len(part) for g, part in by_grade(bad, held).items() if part} == {Grade.LOW: 20}


@given(
    st.lists(st.floats(-2, 0), min_size=1, max_size=40),
    st.lists(st.floats(-2, 0), min_size=1, max_size=40),
    st.sampled_from([-1.5, -0.8, -0.3]),
)
def test_real_stories_get_no_larger_share_of_a_grade(
    ours: list[float], news: list[float], least: float
) -> None:
    rows = [Scored(score, 50.0) for score in ours]
    found = no_larger_share(least, rows, sorted(news))
    assert found >= least
    share = sum(row.score >= least for row in rows) / len(rows)
    # Scores are rounded to thousandths, and one row may stand on the threshold.
    assert sum(score > found + 0.001 for score in news) <= share * len(news) + 1


def test_a_model_that_is_surer_on_news_needs_a_higher_score_there() -> None:
    rows = [Scored(-tenths / 10, 50.0) for tenths in range(10)]
    news = sorted(-tenths / 20 for tenths in range(10))
    assert no_larger_share(-0.5, rows, news) == -0.25
    assert no_larger_share(-0.5, rows, [row.score for row in rows][::-1]) == -0.5


def test_only_a_model_that_was_measured_is_known_to_lose_words() -> None:
    assert loss("") is None
    assert loss("0" * 64) is None
    for digest, entry in json.loads(FILE.read_text("utf-8"))["models"].items():
        grades = entry["poor"][TUNED].values()
        share = sum(count * poor for count, poor in grades) / sum(count for count, _ in grades)
        found = loss(digest)
        assert (found is None) == (share < LEAST_POOR)
        if found is not None:
            assert found == pytest.approx(4 * (share - FITTED_POOR), abs=0.4)
