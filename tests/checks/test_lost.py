from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.lost import Signs, lost_words, nearest

LEAST = 1.5


def lost(source: str, target: str, least: float = LEAST) -> list[str]:
    return [found.word.text for found in lost_words(source, target, least)]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        (
            "Cinq personnes touchées par le coronavirus sont à l'hôpital.",
            "Five people affected by the east are in hospital.",
            ["coronavirus"],
        ),
        ("La fillette était à l'hôpital.", "The was in hospital.", ["fillette"]),
        (
            "Les survivants du camp de réfugiés parlent.",
            "The of the refugee camp are speaking.",
            ["survivants"],
        ),
        (
            "La crise a privé sa soeur et sa fille de leurs emplois.",
            "The crisis has deprived his sore and his daughter of their jobs.",
            ["soeur"],
        ),
    ],
)
def test_a_word_that_the_model_lost_is_found(source: str, target: str, words: list[str]) -> None:
    assert lost(source, target) == words


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La fillette était à l'hôpital.", "The girl was in hospital."),
        # said in other words, derived, compounded, abbreviated, or misspelt
        ("Il travaille avec nervosité.", "He works nervously."),
        ("Les Américains ont voté.", "The U.S. has voted."),
        ("Une personne en chaise roulante.", "A person in a wheelchair."),
        ("Il travaille avec nervosité.", "He works with nrvosity."),
        # for the checks of numbers, dates and names
        ("Cela coûte 18 milliards de dollars.", "It costs $18 billion."),
        ("Il est venu jeudi 4 octobre dernier.", "He came on October 4."),
        ("Depuis les années 1920, rien.", "Since the 1920s, nothing."),
        ("Vers 14:00 heures, rien.", "At about 14:00, nothing."),
        ("Elle a vu Fillette à Paris.", "She saw it in Paris."),
        # nothing to look at
        ("", ""),
        ("La fillette.", ""),
        ("12 %", "12%"),
    ],
)
def test_what_is_said_in_another_way_or_for_others_is_left_alone(source: str, target: str) -> None:
    assert lost(source, target) == []


def test_a_capital_counts_only_where_no_sentence_begins() -> None:
    assert lost("Fillettes et garçons.", "And boys.") == ["Fillettes"]
    assert lost("Les garçons et les Fillettes.", "The boys and the.") == []


def test_the_words_are_those_of_the_french() -> None:
    source = "Une fillette et sa soeur, survivants."
    for found in lost_words(source, "A and his.", LEAST):
        assert source[found.word.start : found.word.end] == found.word.text
        assert found.odds >= LEAST
    assert len(lost_words(source, "A and his.", LEAST)) == 3


def test_more_speaks_for_a_loss_the_less_a_word_goes_without_its_translations() -> None:
    assert Signs(3.0, -5.0, 0.0).odds > Signs(1.0, -5.0, 0.0).odds
    assert Signs(3.0, -5.0, 0.0).odds > Signs(3.0, -2.0, 0.0).odds
    assert Signs(3.0, -5.0, 0.0).odds > Signs(3.0, -5.0, 0.5).odds


def test_words_are_akin_by_the_translations_that_they_share() -> None:
    assert nearest("fillet", ["banana"]) == 0
    assert 0 < nearest("fillet", ["banana", "daughter"]) < 1
    assert nearest("zzzzzz", ["girl"]) == 0
    assert nearest("fillet", []) == 0


def test_a_row_without_end_takes_no_time_without_end() -> None:
    assert len(lost("fillette " * 5000, "word " * 5000)) <= 12


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_borne(source: str, target: str) -> None:
    for found in lost_words(source, target, float("-inf")):
        assert found.word.text in source
