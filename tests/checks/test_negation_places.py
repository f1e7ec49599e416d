from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Role
from pipeline.checks.base import Row
from pipeline.checks.negation_places import FAR, _paired, places, unanswered
from pipeline.checks.negation_words import denying, negations


def row(french: str, english: str) -> Row:
    return Row("p1.s1", Role.PARAGRAPH, french, english)


@pytest.mark.parametrize(
    ("french", "english", "left"),
    [
        ("Ce n'est pas clair.", "This is unclear.", 0),
        ("Ce n'est pas clair.", "This is clear.", 1),
        ("Ce n'est pas clair, et il ne vient pas.", "This is unclear, and he comes.", 1),
        ("Il ne vient pas.", "He is under way.", 1),
        (
            "Ils se battront tant qu'il n'y aura pas d'accord.",
            "They fight until there is a deal.",
            0,
        ),
        ("Les prix ne changeront pas.", "Prices will stay the same.", 0),
        ("Il n'est pas un élu typique.", "He is far from a typical councillor.", 0),
        ("Elle n'a pas le droit de sortir.", "She is barred from going out.", 0),
        ("Les prix ne changeront pas.", "Prices will change.", 1),
        ("Le chômage n'a jamais été aussi élevé.", "Unemployment is the highest on record.", 0),
        ("Ce n'est pas difficile à dire.", "This is easily said.", 0),
        ("Le gain n'est pas suffisant.", "The gain is too small.", 0),
        ("Vous ne l'ignorez pas.", "You are well aware of it.", 0),
    ],
)
def test_what_english_says_in_a_way_of_its_own_is_answered(
    french: str, english: str, left: int
) -> None:
    assert len(unanswered(row(french, english), negations(french))) == left


def test_the_negation_that_has_none_to_itself_is_the_one_that_is_told_of() -> None:
    french = "Le ministre n'a pas confirmé la visite, mais le président ne viendra pas à Paris."
    english = "The minister did not confirm the visit, but the president will come to Paris."
    plain = [match.start() for match in denying().finditer(english)]
    signs = places(row(french, english), negations(french), plain)
    assert signs["worst"] == FAR
    assert signs["unpaired"] == 1


_SPOTS = st.lists(st.floats(0, 60), max_size=6)


@given(_SPOTS.filter(bool), _SPOTS)
def test_no_more_are_paired_than_there_are(french: list[float], english: list[float]) -> None:
    apart = _paired(french, sorted(english))
    assert len(apart) == len(french)
    assert all(0 <= one <= FAR for one in apart)
    assert sum(one < FAR for one in apart) <= len(english)


@given(_SPOTS.filter(bool))
def test_the_same_places_are_paired_with_themselves(spots: list[float]) -> None:
    assert _paired(spots, sorted(spots)) == [0.0] * len(spots)
