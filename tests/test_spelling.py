"""Names that the model spelt wrong: put right where there is no doubt, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role, Sentence, Severity, Translation
from pipeline.checks.termbase import Termbase, load_termbase
from pipeline.spelling import respell
from pipeline.terms import Replaced
from pipeline.text import for_model

TERMBASE = load_termbase()


def put_right(
    french: str, english: str, termbase: Termbase = TERMBASE, *, silent: bool = False
) -> tuple[str, Replaced]:
    """The English with its names put right, and all that was done."""
    sentence = Sentence("p1.s1", "p1", Role.PARAGRAPH, 0, len(french), french)
    old = Translation("p1.s1", english, -0.5, 1, False, ("clauses",))
    done = respell([sentence], {"p1.s1": old}, termbase, silent=silent)
    return done.translations.get("p1.s1", old).text, done


@pytest.mark.parametrize(
    ("french", "english", "right"),
    [
        ("Mme Giffords a souri.", "Mrs Geiffords smiled.", "Mrs Giffords smiled."),
        (
            "Le maire, M. Roldán, et Mme Genevoix ont signé.",
            "The mayor, Mr Ráoldn, and Mrs Genevevoix signed.",
            "The mayor, Mr Roldán, and Mrs Genevoix signed.",
        ),
        ("D'après Sahagún, rien n'a changé.", "According to Sahún, nothing has changed.", None),
        ("L'accident a eu lieu à Plougastel.", "The accident took place in Plogasteel.", None),
        ("L'EI et l'OTAN", "The EI's men and OTAN", "The IS's men and NATO"),
    ],
)
def test_a_name_that_is_nearly_there(french: str, english: str, right: str | None) -> None:
    text, done = put_right(french, english)
    if right is not None:
        assert text == right
    assert text != english
    assert done.translations["p1.s1"].repairs == ("clauses", "name")
    for flag in done.flags:
        assert (flag.check, flag.severity, flag.row) == ("names", Severity.NOTE, "p1.s1")
        (source,), (target,) = flag.source, flag.target
        taken = french[slice(*source)]
        assert text[slice(*target)] in {for_model(taken), "IS", "NATO"}
        assert text[slice(*target)] in flag.message


@pytest.mark.parametrize(
    ("french", "english", "right"),
    [
        ("François Hollande a ri.", "François Netherlands laughed.", "François Hollande laughed."),
        ("Le rire de M. Hollande.", "Mr Netherlands' laugh.", "Mr Hollande' laugh."),
        (
            "Le président Hollande a ri.",
            "President Netherlands laughed.",
            "President Hollande laughed.",
        ),
        ("Michel Blanc joue Knock.", "Michel White plays Knock.", "Michel Blanc plays Knock."),
        ("Valérie Pécresse a ri.", "Valérie Presses laughed.", "Valérie Pécresse laughed."),
        ("Jean-Baptiste Djebbari", "Jean-Baptist Djebbari", "Jean-Baptiste Djebbari"),
        (  # said twice, and once in the English
            "François Hollande a ri, puis François Hollande est parti.",
            "François Netherlands laughed, then he left.",
            "François Hollande laughed, then he left.",
        ),
    ],
)
def test_a_surname_behind_its_given_name_or_title(french: str, english: str, right: str) -> None:
    text, done = put_right(french, english)
    assert text == right
    (flag,) = done.flags
    assert flag.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("La Hollande a gagné.", "The Netherlands won."),  # the country
        ("François vit en Hollande.", "François lives in the Netherlands."),
        ("François Hollande en Hollande.", "François Hollande in the Netherlands."),
        ("Radio Classique a changé.", "Radio Classic has changed."),  # nobody's surname
        ("Le président Moubarak a ri.", "President Mubarak laughed."),  # its English form
        ("Michel Blanc et Michel Rouge.", "Michel White and Michel White."),  # which?
        ("Jean Vassalot et Jean Vassalon.", "Jean Vassalo was here."),  # which?
        ("Michel BLANC a ri.", "Michel White laughed."),
        ("M. Hollande a ri.", "Mr Smith laughed."),
    ],
)
def test_what_only_looks_like_a_translated_surname_is_left(french: str, english: str) -> None:
    assert put_right(french, english)[0] == english


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("M. Poutine a parlé.", "Mr Putin spoke."),  # the termbase has it
        ("Il vit à Londres.", "He lives in London."),
        ("La Baltique est calme.", "The Baltic is calm."),
        ("Les Somaliens votent.", "The Somalians vote."),
        ("Le Conseil se réunit.", "The Council meets."),
        ("La Faculté de chimie ferme.", "The Faculter of chemistry closes."),  # no name
        ("Mme Giffords a souri.", "Mrs Smith smiled."),  # not alike
        ("Mme Giffords a souri.", "She smiled at geiffords."),  # no capital
        ("Mme Giffords, dite Geiffords, a souri.", "Mrs Geiffords smiled."),  # it is there
        ("Mme Giffords a souri.", "Mrs Giffords and Mrs Geiffords smiled."),  # it is there
        ("Karlov et Karlova sont là.", "Karlovo is there."),  # which?
        ("Martinat est là.", "Martinet and Martinot are here."),  # which?
        ("L'ONU se réunit.", "The UN meets."),
        ("L'OMS et l'ABC", "The WHO and ABC"),  # no other name in English
        ("Il a ri de l'ei.", "He laughed at EI."),  # no acronym in the French
        ("LE MAIRE ROLDAN ET MME GENEVOIX", "MAYOR RAOLDN AND MRS GENEVEVOIX"),  # all shout
    ],
)
def test_in_doubt_nothing_is_done(french: str, english: str) -> None:
    assert put_right(french, english) == (english, Replaced({}, ()))


def test_a_desk_that_silences_names_gets_no_notes() -> None:
    text, done = put_right("Mme Giffords a souri.", "Mrs Geiffords smiled.", silent=True)
    assert text == "Mrs Giffords smiled."
    assert done.flags == ()


def test_what_no_model_wrote_is_left_alone() -> None:
    french, english = "Mme Giffords a souri.", "Mrs Geiffords smiled."
    sentence = Sentence("p1.s1", "p1", Role.PARAGRAPH, 0, len(french), french)
    for translations in ({}, {"p1.s1": Translation("p1.s1", english, None)}):
        assert respell([sentence], translations, TERMBASE) == Replaced({}, ())


names = st.sampled_from(["Giffords", "Geiffords", "Roldán", "Ráoldn", "Karlov", "Karlova", "Léa"])
said = st.lists(st.one_of(names, st.sampled_from(["et", "a", ",", "|", "\u202e", "😀", "«"])))


@given(said, said)
def test_nothing_but_names_is_touched_and_twice_is_once(one: list[str], other: list[str]) -> None:
    french, english = " ".join(one), " ".join(other)
    text, done = put_right(french, english)
    before, after = english.split(" "), text.split(" ")
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert old == new or (new in one and old not in one)
    assert (text == english) == (not done.translations)
    assert put_right(french, text)[0] == text
