from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.invented import FILE, Invented, is_known
from pipeline.checks.termbase import EMPTY


def findings(source: str, target: str) -> list[Finding]:
    return list(Invented()(Row("p1.s1", Role.PARAGRAPH, source, target), Context(EMPTY)))


def test_a_word_that_is_none_is_shown() -> None:
    (found,) = findings("Quinze patients en soins.", "Fifteen patients in reimatement care.")
    assert found.severity is Severity.WARNING
    ((start, end),) = found.target
    assert "Fifteen patients in reimatement care."[start:end] == "reimatement"
    assert "“reimatement”" in found.message


@pytest.mark.parametrize(
    "target",
    [
        "The government renegotiated the overpriced contracts quickly.",  # derived
        "A lighthousekeeper saw it.",  # a compound of common words
        "Mr Brzezinski met the Zapatistas in Zihuatanejo.",  # names
        "See www.reimatement.example or write to @reimatement.",
        "It's the minister's reimatement-free day.",  # a hyphen may join anything
        "",
    ],
)
def test_what_may_be_right_is_left_alone(target: str) -> None:
    assert findings("Rien de tel.", target) == []


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("He said it was a 'reimatement' of sorts.", "reimatement"),
        ("A \u201creimatement\u201d, he said.", "reimatement"),
        ("He saw the quai from there.", "quai"),  # four letters, copied
    ],
)
def test_quotation_marks_hide_nothing(target: str, word: str) -> None:
    (found,) = findings("Il a vu le quai.", target)
    assert [target[start:end] for start, end in found.target] == [word]


def test_four_letters_that_were_not_copied_may_be_an_abbreviation() -> None:
    assert findings("Il a vu le quai.", "He saw the qxyz from there.") == []


def test_of_a_model_that_loses_words_any_copy_is_shown() -> None:
    source, target = "Les lofteuses sont parties.", "The lofteuses have gone."
    assert findings(source, target) == []
    row = Row("p1.s1", Role.PARAGRAPH, source, target, loss=0.0)
    (found,) = Invented()(row, Context(EMPTY))
    assert "“lofteuses” is French" in found.message


def test_a_regular_form_where_english_has_another_is_no_word() -> None:
    assert is_known("denied")
    assert is_known("employed")
    assert not is_known("denyed")
    assert len(findings("M. Antonov a démenti.", "Mr Antonov has denyed it.")) == 1


def test_a_cognate_of_the_french_is_left_alone() -> None:
    assert not is_known("gonococcal")
    assert findings("Une infection gonococcique.", "A gonococcal infection.") == []
    assert len(findings("Une maladie.", "A gonococcal infection.")) == 1


@pytest.mark.parametrize("word", ["marzipan", "goalies", "shawls", "goblins", "doughnuts"])
def test_words_that_the_corpora_lack_are_known(word: str) -> None:
    assert is_known(word)


def test_the_words_are_sorted_in_two_groups() -> None:
    common, rare = FILE.read_text("ascii").strip().split("\n\n")
    for group in (common.split("\n"), rare.split("\n")):
        assert group == sorted(set(group))
    assert len(common.split()) > 10_000
    assert not set(common.split()) & set(rare.split())


@given(st.text(), st.text())
def test_any_text_is_taken(source: str, target: str) -> None:
    for found in findings(source, target):
        ((start, end),) = found.target
        assert target[start:end].islower()


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("La façade est rabotée.", "The front is raboted.", "raboted"),  # inflected as a verb
        ("Le baccalauréat commence.", "The baccalareat begins.", "baccalareat"),  # a slip
        ("Ils se disent camarades.", "They say they are newté.", "newté"),  # an accent is no help
    ],
)
def test_what_is_only_made_of_the_french_is_no_cognate(source: str, target: str, word: str) -> None:
    (found,) = findings(source, target)
    ((start, end),) = found.target
    assert target[start:end] == word


def test_a_french_word_that_has_an_english_one_is_shown_with_its_place() -> None:
    source, target = "Le vote a eu lieu mercredi.", "The vote took place mercredi."
    (found,) = findings(source, target)
    assert "French" in found.message
    assert [source[start:end] for start, end in found.source] == ["mercredi"]
    assert findings("Un karst immense.", "A huge karst.") == []
