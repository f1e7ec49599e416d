from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.journal import Record
from pipeline.batch.names import Names
from pipeline.batch.wires import Wire


def wire(name: str, folder: str = "/in") -> Wire:
    return Wire(f"{folder}/{name}", name, 0, 0)


def stems(*names: str, records: dict[str, Record] | None = None) -> dict[str, str]:
    wires = [wire(name) for name in names]
    made = Names(wires, records or {})
    return {w.name: made.of(w) for w in wires}


def test_a_brief_is_called_after_its_wire() -> None:
    assert stems("a.txt", "sub/b.tar.gz", "c", ".d") == {
        "a.txt": "a", "sub/b.tar.gz": "sub/b.tar", "c": "c", ".d": ".d",
    }  # fmt: skip  # a table


def test_one_of_two_gets_its_whole_name() -> None:
    assert stems("a.txt", "a.xml") == {"a.txt": "a", "a.xml": "a.xml"}
    assert stems("a.txt", "A.TXT") == {"a.txt": "a", "A.TXT": "A.TXT"}
    assert stems("A.TXT.x", "a.txt", "a.xml") == {
        "A.TXT.x": "A.TXT", "a.txt": "a", "a.xml": "a.xml",
    }  # fmt: skip  # a table
    assert stems("b", "b.x", "b.x.x") == {"b": "b", "b.x": "b.x", "b.x.x": "b.x.x"}
    assert stems("é", "e\u0301.x", "É") == {"é": "é", "e\u0301.x": "e\u0301.x", "É": "É~2"}
    assert stems("a.b", "a.b.c", "a.d") == {"a.b": "a", "a.b.c": "a.b", "a.d": "a.d"}


def test_our_own_files_are_no_names() -> None:
    assert stems("index.txt", "report.xml", "sub/index.txt", "a.new.txt") == {
        "index.txt": "index.txt", "report.xml": "report.xml",
        "sub/index.txt": "sub/index", "a.new.txt": "a.new.txt",
    }  # fmt: skip  # a table


def test_several_articles_in_a_wire() -> None:
    names = Names([wire("a.xml"), wire("a-1.xml"), wire("b.xml")], {})
    assert names.of_article(wire("b.xml"), 2, 3) == "b-2"
    assert names.of_article(wire("a.xml"), 1, 2) == "a.xml-1"
    assert names.of_article(wire("a.xml"), 2, 2) == "a-2"
    assert names.of_article(wire("a.xml"), 1, 1) == "a"


NAMES = st.lists(
    st.from_regex(r"(s/)?[abAéI](\.new|-1)?(\.[txTé]{1,2})?", fullmatch=True).map(
        lambda name: name.replace("I", "index")
    ),
    unique=True,
    max_size=12,
).map(sorted)


@given(NAMES, st.randoms(use_true_random=False))
def test_no_two_share_a_name_however_far_a_night_came(names: list[str], rng: object) -> None:
    whole = stems(*names)
    folded = [unicodedata.normalize("NFC", stem).casefold() for stem in whole.values()]
    assert len(set(folded)) == len(names)
    # A night that was cut off left records of any of them: the others keep their names.
    done = [name for name in names if rng.random() < 0.5]  # type: ignore[attr-defined]
    records = {f"/in/{n}": Record(f"/in/{n}", n, whole[n], "written") for n in done}
    assert stems(*names, records=records) == whole
