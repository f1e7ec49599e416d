"""Features: their shape, their ranges, and how quotations are followed."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.summarize.features import (
    SENTENCE_FEATURES,
    WORD_FEATURES,
    Analysis,
    Frequencies,
    Story,
    content_stems,
    lexrank,
    quotations,
    stem,
)

IDF = Frequencies({"maire": 2.0, "piscin": 4.0}, 6.0)


def analyse(*texts: str, title: str = "") -> Analysis:
    count = len(texts)
    return Analysis(Story(title, texts, tuple(range(count)), (0,) * count), IDF)


def column(analysis: Analysis, name: str) -> list[float]:
    place = SENTENCE_FEATURES.index(name)
    return [row[place] for row in analysis.sentence_rows()]


def test_stems() -> None:
    assert stem("Frappes") == stem("frappe") == "frappe"
    assert stem("1.234.567") == "1.234.567"
    assert content_stems("Les frappes de l'armée, 3.000 morts") == [
        "frappe",
        "armée",
        "3.000",
        "morts",
    ]


def test_title_words_count() -> None:
    made = analyse("La mairie ferme la piscine.", "Le soleil brille.", title="Piscine fermée")
    first, second = column(made, "title_covered")
    assert first > second == 0.0
    assert column(made, "has_title") == [1.0, 1.0]


def test_without_title_nothing_is_covered() -> None:
    assert column(analyse("La mairie ferme."), "title_covered") == [0.0]


def test_a_repeated_sentence_brings_nothing_new() -> None:
    assert column(analyse("La mairie ferme.", "La mairie ferme."), "new_share") == [1.0, 0.0]
    assert column(analyse("La mairie ferme.", "La mairie ferme."), "near_first")[
        1
    ] == pytest.approx(1.0)


def test_lexrank_prefers_the_sentence_all_are_like() -> None:
    made = analyse("piscine mairie", "piscine mairie travaux", "travaux mairie", "soleil plage")
    ranks = lexrank(made.vectors)
    assert max(range(4), key=ranks.__getitem__) == 1
    assert lexrank([]) == []


def test_word_rows_know_title_and_place() -> None:
    rows = analyse("Rien à dire.", "La piscine ferme.", title="Piscine").word_rows()
    row = dict(zip(WORD_FEATURES, rows["piscin"], strict=True))
    assert (row["in_title"], row["first"], row["idf"]) == (1.0, 1.0, 4.0)


def test_quotation_over_two_sentences() -> None:
    found = quotations(['"Un deux.', "Trois quatre.", 'Cinq", dit Paul. "Six".'], [0, 0, 0])
    assert [one.cut for one in found] == [True, True, True]
    assert found[1].share == 1.0
    assert "dit Paul" in found[2].outside


def test_a_quotation_ends_with_its_paragraph() -> None:
    found = quotations(['"Un deux.', "Trois quatre."], [0, 1])
    assert not found[1].opens


def test_a_forgotten_mark_does_no_harm_further_on() -> None:
    found = quotations(['Il dit "oui.', 'Paul parle de "paix" à Paris.'], [0, 0])
    assert found[0].cut
    assert (found[1].opens, found[1].cut) == (False, False)


def test_a_mark_behind_an_apostrophe_opens() -> None:
    assert not quotations(['Le mot d\'"ordre" est là.'], [0])[0].cut


@settings(max_examples=80, deadline=None)
@given(texts=st.lists(st.text(max_size=60), max_size=8), title=st.text(max_size=30))
def test_rows_are_finite_and_full_for_any_text(texts: list[str], title: str) -> None:
    made = analyse(*texts, title=title)
    rows = made.sentence_rows()
    assert len(rows) == len(texts)
    for row in rows:
        assert len(row) == len(SENTENCE_FEATURES)
        assert all(map(math.isfinite, row))
    for words in made.word_rows().values():
        assert len(words) == len(WORD_FEATURES)
        assert all(map(math.isfinite, words))
    for one in made.quotations:
        assert 0.0 <= one.share <= 1.0
