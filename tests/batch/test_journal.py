from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch.journal import Entry, Journal, Output, Record
from pipeline.errors import OutputError

TEXT = st.text(max_size=8) | st.sampled_from(["a\nb", "\udce9", "|", "\u202e", "\u2028", "🎉"])
OUTPUTS = st.builds(Output, name=TEXT, digest=TEXT, beside=TEXT, size=st.integers(-1, 99))
ENTRIES = st.builds(
    Entry, TEXT, TEXT, st.integers(0, 99), st.dictionaries(TEXT, st.integers(1, 9), max_size=2),
    TEXT, st.dictionaries(TEXT, TEXT, max_size=2),
)  # fmt: skip  # one a field
RECORDS = st.builds(
    Record, wire=TEXT, name=TEXT, stem=TEXT, state=st.just("written"), reason=TEXT,
    done=st.booleans(), outputs=st.lists(OUTPUTS, max_size=2).map(tuple),
    entries=st.lists(ENTRIES, max_size=2).map(tuple),
)  # fmt: skip  # one a field


def record(wire: str, **more: str) -> Record:
    return Record(wire, wire, wire, "written", **more)  # type: ignore[arg-type]  # texts only


@given(st.lists(RECORDS, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_added_is_read_again(tmp_path: Path, records: list[Record]) -> None:
    path = tmp_path / "journal"
    path.unlink(missing_ok=True)
    Journal(path).add(records, sync=False)
    again = Journal(path)
    assert again.records == {record.wire: record for record in records}
    assert again.damaged == 0


def test_a_file_cut_off_anywhere_loses_the_last_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path)
    journal.add([record("a")], sync=True)
    first = len(path.read_bytes())
    journal.add([record("b")], sync=True)
    whole = path.read_bytes()
    for length in range(first, len(whole) - 1):
        path.write_bytes(whole[:length])
        cut = Journal(path)
        assert set(cut.records) == {"a"}
        cut.add([record("c")], sync=False)
        assert set(Journal(path).records) == {"a", "c"}


@pytest.mark.parametrize("position", [0, 5, 9, 20, -2])
def test_a_damaged_line_is_left_out(tmp_path: Path, position: int) -> None:
    path = tmp_path / "journal"
    Journal(path).add([record("a")], sync=True)
    data = bytearray(path.read_bytes())
    data[position] ^= 4
    path.write_bytes(bytes(data) + b"\x00\xff\nnull\n\n")
    journal = Journal(path)
    assert journal.records == {}
    assert journal.damaged >= 3
    journal.add([record("b")], sync=True)
    journal.tidy()
    assert set(Journal(path).records) == {"b"}
    assert Journal(path).damaged == 0


def test_forgetting_lasts(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.add([record("a"), record("b")], sync=False)
    journal.forget(["a"])
    assert set(journal.records) == set(Journal(tmp_path / "journal").records) == {"b"}


def test_tidying_keeps_the_last_of_each(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path)
    for number in range(9):
        journal.add([record("a", digest=str(number))], sync=False)
    long = path.stat().st_size
    journal.tidy()
    assert path.stat().st_size < long / 8
    assert Journal(path).records["a"].digest == "8"
    short = path.read_bytes()
    journal.tidy()
    assert path.read_bytes() == short


def test_what_cannot_be_written_or_read(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    with pytest.raises(OutputError, match="journal"):
        Journal(tmp_path / "journal")
    with pytest.raises(OutputError, match="journal"):
        Journal(tmp_path / "none/journal").add([record("a")], sync=True)
