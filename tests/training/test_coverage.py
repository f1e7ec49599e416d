"""Pairs are chosen for words that were seldom shown, and for no others."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from training.coverage import cover, shortage, words

LINES = st.lists(st.lists(st.sampled_from(["mot", "nom", "rue", "ville"]), max_size=4), max_size=8)


def test_a_word_that_was_seen_often_enough_is_not_short() -> None:
    wanted = ["Antonov dément", "Le ministre dément", "rare"]
    assert shortage(wanted, ["il dément"], often=2, share=3) == Counter({"dément": 2})
    assert shortage(wanted, ["il dément"] * 3, often=2, share=3) == Counter()


def test_pairs_are_taken_until_each_word_has_its_share() -> None:
    pairs = [("Il dément.", "He denies."), ("Il court.", "He runs."), ("Elle dément.", "She does.")]
    assert list(cover(pairs, Counter({"dément": 1}))) == [pairs[0]]
    assert list(cover(pairs, Counter({"dément": 9}))) == [pairs[0], pairs[2]]


def test_what_was_shown_is_not_taken_again() -> None:
    pairs = [("Il dément.", "He denies."), ("Elle dément.", "She does.")]
    assert list(cover(pairs, Counter({"dément": 9}), seen={"Il dément."})) == [pairs[1]]


def test_a_pair_longer_than_training_takes_is_left_out() -> None:
    assert not list(cover([(" ".join(["dément"] * 60), "long")], Counter({"dément": 1})))


@given(LINES, LINES, LINES)
def test_every_pair_taken_brings_a_word_that_was_short_then(
    wanted: list[list[str]], seen: list[list[str]], pool: list[list[str]]
) -> None:
    before = shortage(map(" ".join, wanted), map(" ".join, seen), often=1, share=2)
    short = Counter(before)
    taken = list(cover(((" ".join(line), "x") for line in pool), short))
    left = Counter(before)
    for french, _ in taken:
        brought = {word for word in words(french) if left[word] > 0}
        assert brought
        left.subtract(brought)
    assert not any(left[word] < 0 for word in before)
