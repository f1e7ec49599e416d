from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.summarize.linking import MAX_ROWS, Linker

ROWS = [
    (
        "p1.s1",
        "Russian air strikes destroyed 1,200 targets in Syria, the Defence Ministry said Monday.",
    ),
    ("p1.s2", "President Vladimir Putin said the operation would go on until the spring."),
    ("p2.s1", "Rebels near Aleppo fled after the raids, the Observatory said."),
    ("p3.s1", "The United Nations called for a truce."),
    ("p3.s2", "Some 40 civilians died in Iranian villages, according to the Red Cross."),
    ("p4.s1", "French ministers will meet their NATO partners in Brussels on October 5."),
    ("p5.s1", "He did not say when."),
]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(ROWS)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # paraphrases
        ("Russia destroyed 1200 targets in Syria with air strikes.", ("p1.s1",)),
        ("Putin said the operation would go on.", ("p1.s2",)),
        ("Rebels have fled raids near Aleppo, says the Observatory.", ("p2.s1",)),
        ("Forty civilians died in villages in Iran.", ("p3.s2",)),
        ("The UN called for a truce.", ("p3.s1",)),
        ("France will meet North Atlantic Treaty Organization partners.", ("p4.s1",)),
        ("the united nations called for a truce .", ("p3.s1",)),
        # two rows in one sentence
        ("Russian raids destroyed targets and rebels near Aleppo fled.", ("p1.s1", "p2.s1")),
        (
            "The United Nations called for a truce as 40 civilians died.",
            ("p3.s1", "p3.s2"),
        ),
        # a sentence of stop words
        ("He did not say when.", ("p5.s1",)),
    ],
)
def test_supported(linker: Linker, text: str, rows: tuple[str, ...]) -> None:
    assert linker.link(text).rows == rows


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        # invented figures
        ("Russian air strikes destroyed 1,300 targets in Syria.", ("1300",)),
        ("Russian air strikes destroyed 1.2 million targets in Syria.", ("1200000",)),
        ("Some 40 civilians and 3 soldiers died in Iranian villages.", ("3",)),
        # invented names
        ("President Emmanuel Macron said the operation would go on.", ("Emmanuel", "Macron")),
        ("Macron said the operation would go on until the spring.", ("Macron",)),
        ("Some 40 civilians died in Iraqi villages.", ("Iraqi",)),
        ("Rebels near Aleppo fled after the raids on Friday.", ("Friday",)),
        ("The EU called for a truce.", ("EU",)),
        # other news
        ("Football fans cheered in London after the cup final.", ("London",)),
        ("Share prices rose as investors hoped for lower interest rates.", ()),
        ("", ()),
        ("!!! 💥", ()),
    ],
)
def test_unsupported(linker: Linker, text: str, missing: tuple[str, ...]) -> None:
    link = linker.link(text)
    assert link.rows == ()
    assert link.missing == missing


def test_a_country_is_not_the_neighbour_it_sounds_like() -> None:
    linker = Linker([("p1.s1", "The army of Nigeria freed 20 hostages.")])
    assert linker.link("The Nigerian army freed 20 hostages.").rows == ("p1.s1",)
    assert linker.link("The army of Niger freed 20 hostages.").rows == ()


def test_a_name_must_be_in_the_rows_that_are_linked() -> None:
    rows = [
        ("p1.s1", "The mayor closed the school after the flood."),
        *((f"p{i}.s1", f"Nothing happened in town number {i}.") for i in range(2, 6)),
        ("p9.s1", "Corinne Masiero won a prize."),
    ]
    # Both rows are needed, and both are given.
    link = Linker(rows).link("The mayor, Corinne Masiero, closed the school after the flood.")
    assert link.rows == ("p1.s1", "p9.s1")


def test_three_coincidences_are_no_source() -> None:
    rows = [
        (f"p{i}.s1", f"{word} things were seen somewhere else yesterday evening by everybody")
        for i, word in enumerate(["blue", "costly", "rainy", "wooden"], start=1)
    ]
    link = Linker(rows).link("blue costly rainy wooden dogs and cats have never barked here")
    assert link.rows == ()


def test_an_article_of_no_rows_supports_nothing() -> None:
    assert Linker([]).link("The UN called for a truce.").rows == ()


def test_capitals_alone_make_no_names(linker: Linker) -> None:
    assert linker.link("THE UNITED NATIONS CALLED FOR A TRUCE").rows == ("p3.s1",)


TEXTS = st.lists(st.text(min_size=1, max_size=60), max_size=8)
VOCABULARY = (
    *("Putin", "said", "the", "raids", "in", "Syria", "killed"),
    *("40", "rebels", "UN", "1,200", ".", ",", "a"),
)
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    max_size=14,
).map(" ".join)


@given(texts=TEXTS, text=st.text(max_size=60))
@example(texts=["\u200f", "|", "\x00"], text="\u200f")
def test_sources_exist_and_are_in_text_order(texts: list[str], text: str) -> None:
    rows = [(f"p{number}.s1", text) for number, text in enumerate(texts, start=1)]
    link = Linker(rows).link(text)
    ids = [row_id for row_id, _ in rows]
    positions = [ids.index(row_id) for row_id in link.rows]
    assert positions == sorted(set(positions))
    assert len(link.rows) <= MAX_ROWS
    assert 0 <= link.coverage <= 1 + 1e-9


@given(rows=st.lists(WORDS, min_size=1, max_size=8), number=st.integers(0, 7))
def test_a_verbatim_row_links_to_that_row(rows: list[str], number: int) -> None:
    chosen = rows[number % len(rows)]
    ids = [f"p{at}.s1" for at in range(len(rows))]
    link = Linker(list(zip(ids, rows, strict=True))).link(chosen)
    if not chosen.strip():
        assert link.rows == ()
        return
    assert len(link.rows) == 1
    linked = rows[ids.index(link.rows[0])]
    # Rows that differ in punctuation only are the same row.
    letters = [char for char in chosen if char.isalnum()]
    assert [char for char in linked if char.isalnum()] == letters


@given(rows=st.lists(WORDS, min_size=1, max_size=8), text=WORDS, seed=st.integers(0, 99))
def test_the_same_answer_every_time(rows: list[str], text: str, seed: int) -> None:
    pairs = [(f"p{at}.s1", row) for at, row in enumerate(rows)]
    first = Linker(pairs)
    expected = first.link(text)
    others = list(rows)
    random.Random(seed).shuffle(others)
    for other in others:
        first.link(other)
    assert first.link(text) == Linker(pairs).link(text) == expected
