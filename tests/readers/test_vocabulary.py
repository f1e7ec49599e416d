from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import vocabulary
from pipeline.wire import Signal, Status, WireItem


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20240710T125902Z", "2024-07-10T12:59:02Z"),
        ("20140829T134951+0000", "2014-08-29T13:49:51Z"),
        ("2017-10-11T10:41:00+0100", "2017-10-11T10:41:00+01:00"),
        ("2018-10-12T06:42:04Z ", "2018-10-12T06:42:04Z"),
        ("2020-09-07T14:45:26", "2020-09-07T14:45:26"),  # no offset is made up
        ("20240710", "2024-07-10"),
        ("demain à midi", "demain à midi"),
        ("", ""),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert vocabulary.moment(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20240710T125902Z", "2024-07-10T12:59:02+00:00"),
        ("2017-10-11T10:41:00+0100", "2017-10-11T10:41:00+01:00"),
        (" 2020-09-07T14:45:26", "2020-09-07T14:45:26+00:00"),
        ("Tue, 12 Mar 2024 08:00:00 +0100", "2024-03-12T08:00:00+01:00"),
        ("Tue, 12 Mar 2024 08:00:00 -0000", "2024-03-12T08:00:00+00:00"),
        ("2024-07-10", "2024-07-10"),
        ("20240710", "2024-07-10"),
        ("2024-02-30", ""),
        ("demain à midi", ""),
        ("", ""),
    ],
)
def test_moments_of_sloppier_formats(text: str, moment: str) -> None:
    assert vocabulary.moment_with_offset(text) == moment


@given(st.text(max_size=40))
def test_any_text_is_a_moment_with_an_offset_or_none(text: str) -> None:
    once = vocabulary.moment_with_offset(text)
    assert vocabulary.moment_with_offset(once) == once


@given(st.text(max_size=40))
def test_a_moment_is_stable(text: str) -> None:
    once = vocabulary.moment(text)
    assert vocabulary.moment(once) == once


@pytest.mark.parametrize(
    ("text", "tag"),
    [("fr", "fr"), ("FR_ch", "fr-ch"), ("fra", "fra"), (" fr ", "fr"), ("français", ""), ("", "")],
)
def test_languages(text: str, tag: str) -> None:
    assert vocabulary.language(text) == tag


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("0", 0), ("9", 0), ("", 0), ("²", 0), ("1" * 40, 0), ("x", 0)]
)
def test_urgency(text: str, number: int) -> None:
    assert vocabulary.urgency(text) == number


def test_signals_by_many_names() -> None:
    assert vocabulary.signals(["Write-Thru", "KILL", "update", "Newsalert", "autre", ""]) == (
        Signal.UPDATE,
        Signal.KILL,
        Signal.ALERT,
    )


@pytest.mark.parametrize(
    ("code", "tail"),
    [("stat:usable", "usable"), ("http://cv.example/pubstatus/usable/", "usable"), ("", "")],
)
def test_tails(code: str, tail: str) -> None:
    assert vocabulary.tail(code) == tail


def test_an_envelope_wins_but_the_stricter_state_counts() -> None:
    outer = WireItem(headline="A", urgency=3, signals=(Signal.UPDATE,))
    inner = WireItem(
        headline="B", byline="C", status=Status.WITHHELD, signals=(Signal.UPDATE, Signal.ALERT)
    )
    both = vocabulary.merged(outer, inner)
    assert (both.headline, both.byline, both.urgency) == ("A", "C", 3)
    assert both.status is Status.WITHHELD
    assert both.signals == (Signal.UPDATE, Signal.ALERT)
    assert vocabulary.merged(inner, outer).status is Status.WITHHELD


def test_datelines() -> None:
    line = vocabulary.dateline("Brest, 4 mars 2025 (AFP) --")
    assert (line.text, line.place, line.date, line.agency) == (
        "Brest, 4 mars 2025 (AFP)",
        "Brest",
        "2025-03-04",
        "AFP",
    )
    machine = vocabulary.dateline("2014-07-17 00:24:11 GMT+00:00")
    assert (machine.text, machine.date) == ("", "2014-07-17")
    assert vocabulary.dateline("").text == ""
    assert vocabulary.dateline("Brest, 4 mars (AFP)", date="2025-03-04").date == "2025-03-04"
    assert vocabulary.dateline("Brest, 4 mars (AFP)", date="2025-03-05").date == "--03-04"


def test_notes_are_told_from_one_another() -> None:
    assert vocabulary.notes(["Avec photos", " ", "Corrige.", "Embargo", "Avec photos"]) == (
        "Avec photos; Corrige. Embargo"
    )
    assert vocabulary.notes([]) == ""
