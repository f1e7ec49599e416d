from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.dates import Dates
from pipeline.checks.numbers import Numbers
from pipeline.checks.termbase import EMPTY

CONTEXT = Context(EMPTY)
NUMBERS = Numbers()

RIGHT = [
    ("Le chômage atteint 3,5 %.", "Unemployment is at 3.5 percent."),
    ("Le chômage atteint 3,5\u00a0%.", "Unemployment is at three and a half percent."),
    ("1,6 million de personnes", "1,600,000 people"),
    ("deux milliards d'euros", "€2bn"),
    ("Env. 12.000 et 12\u202f000 hommes", "About 12,000 and 12,000 men"),
    ("depuis jeudi 1er octobre", "since Thursday, October 1"),
    ("samedi et dimanche (les 3 et 4 octobre)", "Saturday and Sunday (October 3 and 4)"),
    ("à 15h30", "at 3:30 p.m."),
    ("à 15h30", "at 15:30"),
    ("à 03H00", "at 0300"),
    ("après 5h30 de débats", "after 5 hours and 30 minutes of debate"),
    ("vers 9 heures", "at around 9 o'clock"),
    ("au XXe siècle", "in the 20th century"),
    ("une dizaine de blessés", "about ten injured"),
    ("une dizaine de blessés", "a dozen injured"),
    ("des centaines de blessés", "hundreds injured"),
    ("sa troisième victoire", "his 3rd win"),
    ("les deux tiers des élus", "two thirds of the deputies"),
    ("5 M€ et 3 euros", "€5 million and 3 euros"),
    ("de 10 à 20 millions", "10 million to 20 million"),
    ("battu 3-1, 6-4, 7-5", "beaten 3-1, 6-4, 7-5"),
    ("dans les années 1990", "in the 1990s"),
    ("dans les années 90", "in the 1990s"),
    ("soixante-dix-sept morts", "77 dead"),
    ("nonante-neuf", "99"),
    ("en mille neuf cents", "in 1900"),
    ("les deux hommes", "both men"),
    ("un homme et une femme", "a man and one woman"),
    ("la saison 2011-2012", "the 2011-12 season"),
    ("12 mois sur 24", "a dozen months out of 24"),
    ("il y a 20 ans", "two decades ago"),
    ("au 01 42 34 56 78", "on 01 42 34 56 78"),
    ("un pour cent", "one percent"),
    ("0, 5% de hausse", "a rise of 0.5%"),
    ("les émissions de CO2", "carbon dioxide emissions"),
    ("près de 500.000 personnes", "nearly half a million people"),
    ("un demi-siècle de paix", "50 years of peace"),
    ("50% plus souvent", "up to half more often"),
    ("un oléoduc de 2.735 km", "a 1,700-mile pipeline"),
    ("multiplié par trois", "increased threefold"),
    ("vers 17 heures", "at five o'clock"),
    ("un débat de 5h30", "a 5 1/2-hour debate"),
    ("3,5 trillions de dollars", "$3.5 trillion"),
    ("350 autres milliards", "another 350 billion"),
    ("un 4x4 et un onze inédit", "an SUV and a new team"),
    ("Albert 1er de Belgique", "Albert I of Belgium"),
    ("remplacé par un neuf", "replaced with a new one"),
    ("12 croyants et autant d'athées", "12 believers and 12 atheists"),
    ("à 300 mètres d'altitude", "at 1,000 feet"),
    ("gagne 7,13 points à 2.190,06 points", "rose by 7.13 points to 2 190.06 points"),
    ("à la trente-et-unième minute", "in the 31st minute"),
    ("de 22heures à 4h30", "from 10 p.m. to 4:30 a.m."),
    ("mille milliards de mille sabords", "a thousand billion blisters"),
]

WRONG = [
    ("un oléoduc de 2.735 km", "a 2,735-mile pipeline of 900 miles", '"900" is not in the French.'),
    ("un oléoduc de 2.735 km", "a 1,200-mile pipeline", '"2.735" is "1,200" in the English.'),
    ("Un A380 s'est posé.", "An A340 landed.", '"380" is "340" in the English.'),
    ("Le taux est de 3,5 %.", "The rate is 35 percent.", '"3,5 %" is "35 percent" in the English.'),
    ("Il y a 12 morts.", "There are dead.", '"12" is not in the English.'),
    ("Il y a des morts.", "There are 12 dead.", '"12" is not in the French.'),
    ("deux milliards", "two million", '"deux milliards" is "two million" in the English.'),
    ("12.000 hommes", "12.000 men", '"12.000" is written the French way in the English.'),
    ("5 euros", "5 dollars", '"5 euros" is "5 dollars" in the English.'),
    ("à 15h30", "at 4:30 p.m.", '"15h30" is "4:30 p.m." in the English.'),
    ("un juge, à 11H30", "a judge, at 1.30 p.m.", '"11H30" is "1.30 p.m." in the English.'),
    ("trois hommes", "four men", '"trois" is "four" in the English.'),
    ("4 Russes et 4 Turcs", "4 Russians and Turks", '"4" is said 2 times, 1 in the English.'),
    (
        "4 Russes et 4 Turcs, d'autant plus",
        "4 Russians and Turks, all the more",
        '"4" is said 2 times, 1 in the English.',
    ),
    ("une fille de neuf ans", "a girl", '"neuf" is not in the English.'),
]


def check(source: str, target: str) -> list[Finding]:
    row = Row("p1.s1", Role.PARAGRAPH, source, target)
    return [*NUMBERS(row, CONTEXT)]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_right_pairs_pass(source: str, target: str) -> None:
    assert check(source, target) == []


@pytest.mark.parametrize(("source", "target", "message"), WRONG)
def test_wrong_pairs_are_named(source: str, target: str, message: str) -> None:
    (finding,) = check(source, target)
    assert finding.message == message
    for text, spans in ((source, finding.source), (target, finding.target)):
        for start, end in spans:
            assert f'"{text[start:end]}"' in message


def test_severity() -> None:
    def of(source: str, target: str) -> list[Severity]:
        return [finding.severity for finding in check(source, target)]

    assert of("52 morts", "25 dead") == [Severity.ERROR]
    assert of("52 morts", "dead") == [Severity.ERROR]
    assert of("5 morts", "dead") == [Severity.WARNING]
    assert of("trois morts", "four dead") == [Severity.WARNING]
    assert of("12.000", "12.000") == [Severity.WARNING]


def test_days_are_left_to_the_dates() -> None:
    assert check("le 3 octobre", "in October") == []


def test_the_likest_are_paired() -> None:
    messages = [finding.message for finding in check("3 km et 4,5 %", "45 % and 3.1 km")]
    assert messages[:1] == ['"3" is "3.1" in the English.']
    assert '"4,5 %" is "45 %" in the English.' in messages


FRENCH_GROUPS = [".", " ", "\u00a0", "\u202f", ""]


@given(st.integers(2, 10**9), st.sampled_from(FRENCH_GROUPS), st.integers(0, 99))
def test_a_number_in_both_conventions_passes_and_another_never(
    whole: int, group: str, hundredths: int
) -> None:
    decimals = f"{hundredths:02}"
    french = f"{whole:,}".replace(",", group) + f",{decimals}"
    assert check(f"Il a dit {french} hier.", f"He said {whole:,}.{decimals} yesterday.") == []
    other = f"{whole + 1:,}.{decimals}"
    assert check(f"Il a dit {french} hier.", f"He said {other} yesterday.")


@given(st.integers(10, 10**9), st.integers(10, 10**9))
def test_whole_numbers_agree_exactly_when_equal(one: int, two: int) -> None:
    source, target = f"Il a dit {one:,} hier.".replace(",", "\u202f"), f"He said {two:,} yesterday."
    assert bool(check(source, target)) == (one != two)


@settings(max_examples=150)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_are_checked(source: str, target: str) -> None:
    for finding in [*check(source, target), *Dates()(Row("r", Role.LINK, source, target), CONTEXT)]:
        assert all(0 <= a < b <= len(source) for a, b in finding.source)
        assert all(0 <= a < b <= len(target) for a, b in finding.target)


@pytest.mark.parametrize("text", ["", " ", "|", "\u200f 12 \u202e", "🎉 3 🎉", "x\x00 4"])
def test_a_text_agrees_with_itself(text: str) -> None:
    assert check(text, text) == []


def test_a_page_of_figures_is_still_checked() -> None:
    findings = check(" ".join(map(str, range(1000, 6000))), "none")
    assert len(findings) > 1000


SENTENCES = [
    (
        "Le 3 mai, 14 soldats et 250 civils ont fui.",
        "On May 3, 14 soldiers and 250 civilians fled.",
    ),
    ("Lundi 12 octobre, 3,5 % des 1.200 élus.", "Monday, October 12, 3.5% of the 1,200 deputies."),
    ("Il a perdu 6 kg en juin et 27 en août.", "He lost 6 kg in June and 27 in August."),
    ("Dimanche 31 janvier 2016 à 18h45", "Sunday, January 31, 2016 at 6:45 p.m."),
]


def planted(draw: random.Random, target: str) -> str:
    """The text with one number changed, dropped or added."""
    place = draw.choice([*re.finditer(r"\d+(?:[.,]\d+)?(?![\d:])", target)])
    how = draw.choice(("changed", "dropped", "added"))
    if how == "added":
        return f"{target[: place.start()]}{draw.randint(300, 999)} men, {target[place.start() :]}"
    new = "" if how == "dropped" else place.group()
    while new == place.group():
        at = draw.randrange(len(new))
        if new[at].isdigit():
            new = new[:at] + draw.choice("123456789") + new[at + 1 :]
    return target[: place.start()] + new + target[place.end() :]


def test_planted_errors_are_caught() -> None:
    draw = random.Random(11)
    cases = [(source, planted(draw, target)) for source, target in SENTENCES * 50]
    missed = [
        case
        for case in cases
        if not check(*case) and not [*Dates()(Row("r", Role.PARAGRAPH, *case), CONTEXT)]
    ]
    assert len(missed) <= len(cases) * 0.03, missed
