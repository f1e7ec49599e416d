from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.checks.french_numbers import french


def values(text: str) -> list[set[object]]:
    return [set(quantity.keys) for quantity in french(text).quantities]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,5", Decimal("3.5")),
        ("1.200", 1200),
        ("12 000", 12000),
        ("12\u00a0000", 12000),
        ("12\u202f000,5", Decimal("12000.5")),
        ("1'250'000", 1_250_000),
        ("3,5 millions", 3_500_000),
        ("5 M€", 5_000_000),
        ("2,1 Mds€", 2_100_000_000),
        ("5 mille 352", 5352),
        ("5 millions 143 mille 312", 5_143_312),
        ("deux milliards", 2_000_000_000),
        ("soixante-dix", 70),
        ("soixante et onze", 71),
        ("quatre-vingt-onze", 91),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-neuf", 99),
        ("septante-deux", 72),
        ("nonante", 90),
        ("mille neuf cents", 1900),
        ("dix-neuf cent quatre-vingt-quatre", 1984),
        ("cent vingt-trois mille quatre cent cinq", 123_405),
        ("vingt-troisième", 23),
        ("3e", 3),
        ("1er", 1),
        ("XXe siècle", 20),
        ("une trentaine", 30),
        ("deux douzaines", 24),
        ("un tiers", "1/3"),
        ("la moitié", "1/2"),
        ("15h30", "t210"),
        ("15 heures 30", "t210"),
        ("15:30", "t210"),
        ("minuit", "t0"),
        ("les années 90", 1990),
        ("trois ans et demi", Decimal("3.5")),
    ],
)
def test_values(text: str, value: object) -> None:
    assert any(value in keys for keys in values(f"Il y en a {text}, dit-on."))


def test_lists_ranges_and_scores_are_several_numbers() -> None:
    assert values("6-4, 7-5") == [{6}, {4}, {7}, {5}]
    assert values("de 10 à 20 millions") == [{10, 10_000_000}, {20_000_000}]
    assert 2012 in values("en 2011-12")[1]


def test_a_percentage_has_no_hundred() -> None:
    (quantity,) = french("onze pour cent").quantities
    assert (set(quantity.keys), quantity.unit) == ({11}, "%")


def test_sept_is_seven_and_september() -> None:
    assert values("sept cents") == [{700}]
    assert [month.value for month in french("le 12 sept. 2015").months] == [9]


def test_roman_numerals_are_in_capitals() -> None:
    assert values("la vie du VIe") == [{6}]


def test_days_belong_to_their_month() -> None:
    found = french("Ils ont parlé les 3 et 4 octobre, à 12 soldats.").quantities
    assert [(set(q.keys), q.month) for q in found] == [({3}, 10), ({4}, 10), ({12}, 0)]
    assert [q.month for q in french("jeudi 1er octobre").quantities] == [10]


def test_a_numeric_date_is_day_month_year() -> None:
    reading = french("le 11/09/2001")
    assert [m.value for m in reading.months] == [9]
    assert [q.month for q in reading.quantities] == [9, 0]


def test_money() -> None:
    units = [q.unit for q in french("3 euros, 5 M€, 2 millions de dollars, £10").quantities]
    assert units == ["EUR", "EUR", "USD", "GBP"]
