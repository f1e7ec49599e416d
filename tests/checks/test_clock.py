from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.base import Finding, Row
from pipeline.checks.clock import halves


def found(source: str, target: str) -> list[Finding]:
    return list(halves(Row("p1.s1", Role.PARAGRAPH, source, target)))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("à 11h48", "at 11.48 p.m."),
        ("à 23h30", "at 11:30 am"),
        ("à 8 heures", "at 8 p.m."),
        ("à 0h15", "at 12:15 p.m."),
        ("à 12h15", "at 12:15 a.m."),
    ],
)
def test_the_other_half_of_the_day_is_an_error(source: str, target: str) -> None:
    (finding,) = found(source, target)
    assert finding.severity is Severity.ERROR
    ((start, end),), ((begin, stop),) = finding.source, finding.target
    assert source[start:end] in finding.message
    assert target[begin:stop] in finding.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("à 11h48", "at 11:48 a.m."),
        ("à 15h30", "at 3:30 p.m."),
        ("à 8 heures du soir", "at 8 p.m."),  # French that counts twelve
        ("à 11h48 GMT", "at 11.48 p.m."),  # another zone may be meant
        ("à 9h00", "at 10 p.m."),  # another time: the business of the numbers
        ("de 3h à 15h", "from 3 a.m. to 3 p.m."),
        ("", "at 5 p.m."),
    ],
)
def test_what_may_be_right_is_left_alone(source: str, target: str) -> None:
    assert found(source, target) == []


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_put_rightly_is_never_flagged_and_its_opposite_always(
    hour: int, minute: int
) -> None:
    french = f"à {hour}h{minute:02}"
    half, other = ("a.m.", "p.m.") if hour < 12 else ("p.m.", "a.m.")
    english = f"at {hour % 12 or 12}:{minute:02} "
    assert not found(french, english + half)
    assert found(french, english + other)
