from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Flag, Role, Severity
from pipeline.checks import CHECKS, Context, Row, check_rows
from pipeline.checks.registry import checks_without
from pipeline.checks.termbase import EMPTY
from pipeline.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]

UGLY = [
    "",
    " \u00a0\u202f\n",
    "\x00\x01\xff\ufffd",
    "🚀👨‍👩‍👧‍👦 12 %",
    "\u202eesrever\u202c abc",
    "a | b | c || d",
    "« Il a\u00a0dit\u00a0: “non”\u202f! »",
    "((((([[[[",
    "?!…;:-–—\"'«»",
    "www. @ # :// .com x@y",
    "\ud800 broken",
    "MAJUSCULES PARTOUT 3,5 %",
]


def row(source: str, target: str, row_id: str = "p1.s1") -> Row:
    return Row(row_id, Role.PARAGRAPH, source, target)


def check(source: str, target: str) -> tuple[Flag, ...]:
    return check_rows([row(source, target)], termbase=EMPTY)


def test_ids_are_one_word_each_and_different() -> None:
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids) > 12
    assert all(check_id.isidentifier() and check_id.islower() for check_id in ids)
    assert all(check.about.endswith(".") for check in CHECKS)


def test_flags_come_in_the_order_of_the_rows_worst_first() -> None:
    rows = [
        row("Est-il venu hier soir ?", "He has come come last night,", "p2.s1"),
        row("Le chat dort.", "The cat is asleep.", "p2.s2"),
        row("Le chien dort.", "", "p1.s1"),
    ]
    flags = check_rows(rows, termbase=EMPTY)
    assert list(dict.fromkeys(flag.row for flag in flags)) == ["p2.s1", "p1.s1"]
    first = [flag for flag in flags if flag.row == "p2.s1"]
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    assert [order.index(f.severity) for f in first] == sorted(
        order.index(f.severity) for f in first
    )
    assert {"repetition", "punctuation"} <= {flag.check for flag in first}


def test_a_check_can_be_silenced() -> None:
    rows = [row("Le chat dort.", "The the cat is asleep.")]
    assert "repetition" in {f.check for f in check_rows(rows, termbase=EMPTY)}
    silenced = check_rows(rows, termbase=EMPTY, ignore=["repetition"])
    assert "repetition" not in {f.check for f in silenced}


def test_an_unknown_check_cannot_be_silenced() -> None:
    with pytest.raises(UsageError, match="spelling") as caught:
        checks_without(["spelling"])
    assert "repetition" in caught.value.hint


@pytest.mark.parametrize("source", UGLY)
def test_no_check_fails_on_ugly_texts(source: str) -> None:
    for target in (*UGLY, "A plain sentence."):
        for flag in check(source, target):
            assert all(0 <= a <= b <= len(source) for a, b in flag.source)
            assert all(0 <= a <= b <= len(target) for a, b in flag.target)
            assert flag.message


@given(st.text(max_size=120), st.text(max_size=120))
def test_spans_lie_within_the_texts(source: str, target: str) -> None:
    for flag in check(source, target):
        assert all(0 <= a <= b <= len(source) for a, b in flag.source)
        assert all(0 <= a <= b <= len(target) for a, b in flag.target)
        assert flag.message.strip()


def test_flags_are_the_same_each_time() -> None:
    rows = [row("Le 3 mai, M. Dupont a dit non.", "On May 4, Durand said yes yes.")]
    assert check_rows(rows, termbase=EMPTY) == check_rows(rows, termbase=EMPTY)


def test_a_paragraph_of_five_thousand_words_is_checked() -> None:
    source = " ".join(f"mot{n} de la ville, le ministre" for n in range(830))
    target = " ".join(f"word{n} of the town, the minister" for n in range(830))
    context = Context(EMPTY)
    for each in CHECKS:
        for found in each(row(source, target), context):
            assert found.message


def test_importing_the_checks_opens_no_file_and_loads_no_library() -> None:
    code = (
        "import sys\nimport pipeline.checks\n"
        "heavy = {'numpy', 'yaml', 'json', 'torch', 'pydantic', 'sqlalchemy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "from pipeline.checks.lexicon import lexicon\nprint(lexicon.cache_info().currsize)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split("\n")[:2] == ["[]", "0"]
