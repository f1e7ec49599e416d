from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.seams import classes, pieces, seam


@pytest.mark.parametrize(
    ("whole", "cut", "missing"),
    [
        ("They did not have time.", "They did have time.", "negation"),
        ("It does not seem right.", "It does seem right.", "negation"),
    ],
)
def test_a_seam_shows_where_something_was_cut(whole: str, cut: str, missing: str) -> None:
    assert seam(cut, missing) > max(2.0, seam(whole, missing))


def test_words_that_are_no_function_words_stand_for_their_form() -> None:
    assert classes("Dupont's 12 reports vanished slowly.") == (
        *("^", "A's", "#", "-s", "-ed", "-ly", ".", "$"),
    )


def test_pieces_know_where_they_begin() -> None:
    assert pieces("In , and") == (("^", "in", ",", "and", "$"), (0, 3, 5))


@given(st.text(max_size=60))
def test_any_text_has_classes_and_a_seam_of_at_least_nothing(text: str) -> None:
    assert classes(text)[0] == "^"
    assert classes(text)[-1] == "$"
    assert seam(text, "negation") >= 0
