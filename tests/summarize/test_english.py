from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.summarize.english import split_english, tidy

CASES = [
    (
        "Mr. Assad met Dr. Ban. Gen. Mood left.",
        ["Mr. Assad met Dr. Ban.", "Gen. Mood left."],
    ),
    ("The U.S. said so. It left.", ["The U.S. said so.", "It left."]),
    ("He lives in the U.S. However, she left.", ["He lives in the U.S.", "However, she left."]),
    (
        "George W. Bush spoke. J. K. Rowling wrote.",
        ["George W. Bush spoke.", "J. K. Rowling wrote."],
    ),
    (
        "It rose 3.5 percent. Some 1,200 fled. 40 died.",
        ["It rose 3.5 percent.", "Some 1,200 fled.", "40 died."],
    ),
    (
        '"We will win. We must," he said. He left.',
        ['"We will win. We must," he said.', "He left."],
    ),
    ('He said: "We will win." Others did not.', ['He said: "We will win."', "Others did not."]),
    ("“We will win. We must.” They won.", ["“We will win. We must.”", "They won."]),
    ('An open " mark. And more.', ['An open " mark.', "And more."]),
    ('"Never!" he said. Why? Nobody knew.', ['"Never!" he said.', "Why?", "Nobody knew."]),
    ("Wait... what? Yes!", ["Wait... what?", "Yes!"]),
    ("He left at 5 p.m. Friday. She stayed.", ["He left at 5 p.m. Friday.", "She stayed."]),
    ("It ended at 5 p.m. The crowd left.", ["It ended at 5 p.m.", "The crowd left."]),
    ("On Oct. 5 it fell. It is No. 5 here.", ["On Oct. 5 it fell.", "It is No. 5 here."]),
    ("He said no. They left.", ["He said no.", "They left."]),
    (
        "Acme Inc. Chairman Bo left. Acme Inc. The end.",
        ["Acme Inc. Chairman Bo left.", "Acme Inc.", "The end."],
    ),
    ("the army struck . officials said so .", ["the army struck .", "officials said so ."]),
    ("One line\nAnother line", ["One line", "Another line"]),
    ("(He left.) She stayed.", ["(He left.)", "She stayed."]),
    ("They ran plan b. Nobody knew.", ["They ran plan b.", "Nobody knew."]),
    ("", []),
    (" \n ", []),
    ("💥. 🚒!", ["💥.", "🚒!"]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert list(split_english(text)) == sentences


@given(st.text(alphabet=st.sampled_from("ab AB.!?\"“”'()0 \n,…é|\u200f\u00a0"), max_size=80))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    sentences = split_english(text)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence.strip() == sentence != "" for sentence in sentences)


@given(st.text(max_size=200))
def test_any_text_is_cut_losslessly(text: str) -> None:
    assert "".join("".join(split_english(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" the army struck Aleppo  , he said . ", "The army struck Aleppo, he said."),
        ("He paid .5 percent ( so they say ) .", "He paid .5 percent (so they say)."),
        ("iPhone sales rose.", "iPhone sales rose."),
        ("éclair sales rose.", "éclair sales rose."),
        ("", ""),
    ],
)
def test_tidy(text: str, shown: str) -> None:
    assert tidy(text) == shown


@given(st.text(max_size=100))
def test_tidy_keeps_all_but_space_and_one_capital(text: str) -> None:
    assert "".join(tidy(text).split()).casefold() == "".join(text.split()).casefold()
    assert tidy(tidy(text)) == tidy(text)
