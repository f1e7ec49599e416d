from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.landing import Landing
from pipeline.checks.termbase import words


def test_a_lost_name_should_stand_between_its_neighbours() -> None:
    french = words("Le ministre a quitté Grenoble lundi pour Paris.")
    english = words("The minister left on Monday for Paris.")
    at = next(i for i, word in enumerate(french) if word.text == "Grenoble")
    window = Landing(french, english).window(at, at, french=True)
    assert window.anchored
    assert window.ordered
    assert [english[i].text for i in (window.left, window.right)] == ["left", "Monday"]
    assert window.squeeze == 1


def test_a_new_name_is_led_back_to_the_french() -> None:
    french = words("Le président a rencontré les ministres.")
    english = words("The president of Peru met the ministers.")
    at = next(i for i, word in enumerate(english) if word.text == "Peru")
    window = Landing(french, english).window(at, at, french=False)
    assert french[window.left].text == "président"


def test_words_are_linked_both_ways() -> None:
    landing = Landing(words("la ville de Dijon"), words("the town of Dijon"))
    assert 3 in landing.there[3]
    assert 3 in landing.back[3]


@given(st.text(min_size=1), st.text(min_size=1), st.booleans())
def test_any_texts_have_windows(one: str, other: str, french: bool) -> None:
    mine, theirs = words(one), words(other)
    if not mine or not theirs:
        return
    landing = Landing(mine, theirs)
    for at in range(len(mine if french else theirs)):
        window = landing.window(at, at, french=french)
        assert -1 <= window.left <= window.right <= len(theirs if french else mine)
