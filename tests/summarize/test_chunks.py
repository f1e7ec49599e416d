from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import GenerationError
from pipeline.summarize.chunks import parts


def words(text: str) -> int:
    return len(text.split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_what_fits_is_one_part() -> None:
    assert parts([["A b.", "C d."], ["E f."]], 6, words) == ["A b. C d. E f."]


def test_borders_are_between_paragraphs_and_parts_are_even() -> None:
    paragraphs = [[f"p{number} b.", "c d."] for number in range(9)]
    found = parts(paragraphs, 16, words)  # greedy would leave a last part of one paragraph
    assert [words(part) for part in found] == [12, 12, 12]
    assert all(part.startswith("p") for part in found)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = parts([["a b c."] * 7], 9, words)
    assert all(part.endswith("c.") and words(part) <= 9 for part in found)
    assert len(found) == 3
    assert sum(map(words, found)) == 21


def test_a_long_sentence_is_cut_between_words() -> None:
    found = parts([["word " * 5000]], 100, words)
    assert sum(map(words, found)) == 5000
    assert max(map(words, found)) <= 100


def test_a_long_word_is_cut_between_characters() -> None:
    assert parts([["abcdefghij"]], 4, len) == ["abcd", "efgh", "ij"]


def test_a_character_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(GenerationError, match="💥"):
        parts([["a 💥"]], 2, lambda text: 5 * text.count("💥") + len(text.split()))


@pytest.mark.parametrize("paragraphs", [[], [[]], [["", " \n"]], [[" "], ["\u00a0"]]])
def test_nothing_gives_no_part(paragraphs: list[list[str]]) -> None:
    assert parts(paragraphs, 8, words) == []


def uneven(text: str) -> int:
    """Like a subword tokenizer: what is joined need not have the sum of its tokens."""
    return sum(1 + len(word) // 3 for word in text.split()) + text.count("|")


@given(
    paragraphs=st.lists(st.lists(st.text(alphabet="ab |é. \n", max_size=40), max_size=6)),
    capacity=st.integers(2, 40),
)
def test_every_character_reaches_a_part_and_every_part_fits(
    paragraphs: list[list[str]], capacity: int
) -> None:
    for count in (words, len, uneven):
        found = parts(paragraphs, capacity, count)
        assert squeezed("".join(found)) == squeezed("".join(map("".join, paragraphs)))
        assert all(part and count(part) <= capacity for part in found)


def test_a_part_that_joining_made_too_long_is_halved() -> None:
    def superadditive(text: str) -> int:
        return words(text) + words(text) ** 2 // 10

    found = parts([["a b."]] * 20, 9, superadditive)
    assert all(superadditive(part) <= 9 for part in found)
    assert squeezed("".join(found)) == "ab." * 20
