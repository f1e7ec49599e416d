from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.termbase import (
    EMPTY,
    fold,
    fold_phrase,
    forms,
    load_termbase,
    tokens,
    words,
)
from pipeline.errors import ConfigError


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "termbase.yaml"


def test_shipped_table_knows_places_peoples_and_acronyms() -> None:
    termbase = load_termbase()
    assert len(termbase.names) >= 300
    assert "london" in termbase.english_for("Londres")
    assert {"us", "united states"} <= termbase.english_for("États-Unis")
    assert "italian" in termbase.english_for("italiennes")
    for french, english in (("OTAN", "NATO"), ("ONU", "UN"), ("EI", "IS"), ("UE", "EU")):
        assert fold_phrase(english) in termbase.english_for(french)
        assert fold_phrase(french) in termbase.french_for(english)
    assert "russe" in termbase.french_for("Russians")


def test_unknown_and_empty() -> None:
    assert EMPTY.english_for("Londres") == frozenset()
    assert load_termbase().english_for("") == frozenset()
    assert load_termbase().french_for("\u200f") == frozenset()


def test_own_entry_replaces_the_shipped_one(own: Path) -> None:
    own.write_text("names:\n  kiev: Kief\nterms:\n  préfet: prefect\n  laïcité: keep\n", "utf-8")
    termbase = load_termbase(own)
    assert termbase.english_for("Kiev") == {"kief"}
    desk = {term.french: term for term in termbase.terms if term.desk}
    assert desk["laïcité"].keep
    assert desk["laïcité"].english == ("laïcité",)
    assert not desk["préfet"].keep


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("names:\n  Kiev:\n", 2, "needs its English"),
        ("names:\n  Kiev: {a: b}\n", 2, "needs its English"),
        ("names:\n  Kiev: []\n", 2, "needs its English"),
        ("names:\n  Kiev: a\n  KIEV: b\n", 3, "are the same"),
        ("places:\n  Kiev: Kyiv\n", 1, "unknown key 'places'"),
        ("- Kiev\n", 1, "must be a mapping"),
        ("terms:\n  '!!': x\n", 2, "has no letters"),
        ("names: [\n", 2, "not valid YAML"),
    ],
)
def test_mistakes_name_file_and_line(own: Path, text: str, line: int, problem: str) -> None:
    own.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_termbase(own)
    assert f"{own}:{line}: " in caught.value.message
    assert problem in caught.value.message


def test_missing_and_binary_files(own: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_termbase(own)
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_termbase(own)


def test_empty_file_changes_nothing(own: Path) -> None:
    own.write_text("# nothing yet\n", "utf-8")
    assert load_termbase(own) == load_termbase()


def test_longest_phrase_wins() -> None:
    termbase = load_termbase()
    row = words("La Corée du Nord et les Nations unies")
    assert [(a, b) for a, b, _ in termbase.phrases(row)] == [(1, 4), (6, 8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Élysée, hier", ["L", "Élysée", "hier"]),
        ("les U.S. Marines", ["les", "U.S.", "Marines"]),
        ("l'A320 et 3,5 % le 11", ["l", "A320", "et", "3", "5", "le", "11"]),
        ("20minutes, 5h", ["20minutes", "5h"]),
        ("J.-C. Juncker. Fin.", ["J.-C.", "Juncker", "Fin"]),
        ("Sørensen, Weiß", ["Sørensen", "Weiß"]),
        ("", []),
    ],
)
def test_words_are_the_same_in_either_form(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected
    assert [text[word.start : word.end] for word in words(text)] == expected
    assert [word.folded for word in words(text)] == [fold(word) for word in expected]
    assert [(w.text, w.folded, w.start) for w in tokens(text)] == [
        (w.text, w.folded, w.start) for w in words(text)
    ]
    assert forms(text) == {fold(word) for word in expected}


def test_a_place_and_its_people_are_akin() -> None:
    termbase = load_termbase()
    assert {"england", "english"} <= termbase.akin("angleterre")
    assert termbase.akin("perpignan") == termbase.akin("ue") == frozenset()


def test_only_words_that_terms_begin_with_open_them() -> None:
    termbase = load_termbase()
    assert termbase.openers(frozenset({"gardes", "maire", "gilet"})) == {"gardes", "gilet"}
    assert termbase.openers(frozenset({"maire", "vue"})) == frozenset()
