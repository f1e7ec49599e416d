from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.french import places
from pipeline.french.datelines import to_english
from pipeline.french.places import english_country, english_place
from pipeline.wire import Dateline


@pytest.mark.parametrize(
    ("place", "date", "agency", "english"),
    [
        ("STRASBOURG", "2024-07-10", "AFP", "STRASBOURG, July 10 (AFP)"),
        ("Paris", "--11-12", "AFP", "PARIS, November 12 (AFP)"),
        ("PARIS/LONDRES", "", "Reuters", "PARIS/LONDON (Reuters)"),
        ("Pékin et Moscou", "--03-01", "", "BEIJING and MOSCOW, March 1"),
        ("Bruxelles, La Haye", "", "BELGA", "BRUSSELS, THE HAGUE (BELGA)"),
        ("GENEVE", "--03-03", "ATS", "GENEVA, March 3 (ATS)"),
        ("Le Caire", "--02-29", "AFP", "CAIRO, February 29 (AFP)"),
        ("RAMALLAH (Territoires palestiniens)", "--08-03", "AFP",
         "RAMALLAH (Palestinian Territories), August 3 (AFP)"),
        ("TRÈBES (Aude)", "--03-23", "AFP", "TRÈBES (Aude), March 23 (AFP)"),
        ("Nations unies (New York)", "", "AFP", "UNITED NATIONS (New York) (AFP)"),
        ("À bord du Charles-de-Gaulle", "--03-03", "", "ABOARD THE CHARLES-DE-GAULLE, March 3"),
        ("SAINT-DENIS", "", "Agence France-Presse", "SAINT-DENIS (AFP)"),
        ("", "", "AFP", "(AFP)"),
        ("", "2015-11-12", "", "x"),
        ("PARIS", "--13-09", "", "PARIS"),
    ],
)  # fmt: skip  # a table reads better in rows
def test_house_style(place: str, date: str, agency: str, english: str) -> None:
    assert to_english(Dateline("x", place, date, agency)) == english


def test_what_was_not_parsed_stands() -> None:
    assert to_english(Dateline("Quelque part")) == "Quelque part"
    assert to_english(Dateline()) == ""


def test_a_year_that_does_not_go_without_saying() -> None:
    dateline = Dateline("x", "Paris", "2016-03-15", "AFP")
    assert to_english(dateline, default_year=2016) == "PARIS, March 15 (AFP)"
    assert to_english(dateline, default_year=2024) == "PARIS, March 15, 2016 (AFP)"
    assert to_english(Dateline("x", "Paris", "--03-15"), default_year=2024) == "PARIS, March 15"


def test_a_weekday_stands_for_the_date() -> None:
    dateline = Dateline("MOSCOU, lundi (Reuters)", "MOSCOU", "", "Reuters")
    assert to_english(dateline) == "MOSCOW, Monday (Reuters)"


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Londres", "London"), ("PEKIN", "Beijing"), ("Athènes", "Athens"), ("ATHENES", "Athens"),
        ("Varsovie", "Warsaw"), ("Alger", "Algiers"), ("Jérusalem", "Jerusalem"),
        ("Nouvelle-Delhi", "New Delhi"), ("Nouvelle Delhi", "New Delhi"), ("Damas", "Damascus"),
        ("Beyrouth", "Beirut"), ("La Havane", "Havana"), ("Port-d’Espagne", "Port of Spain"),
        ("Édimbourg", "Edinburgh"), ("Vienne", "Vienna"), ("Sevran", "Sevran"), ("", ""),
    ],
)  # fmt: skip  # likewise
def test_places(french: str, english: str) -> None:
    assert english_place(french) == english


def test_the_tables_are_sound() -> None:
    for countries in (False, True):
        names = places._names(countries)
        assert all(french and english for french, english in names.items())
        # An English name that is looked up again stays, so that nothing is translated twice.
        again = english_country if countries else english_place
        assert {e for e in names.values() if again(e) != e} <= {"Mexico City"}
    assert len(places._names(False)) >= 150


@given(st.text(), st.text(), st.text())
def test_any_words(place: str, date: str, agency: str) -> None:
    english = to_english(Dateline("x", place, date, agency))
    assert english
    assert not agency or english.endswith(")")
