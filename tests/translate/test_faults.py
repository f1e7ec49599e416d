"""Visible faults, and the hypothesis that has the fewest of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.article import Role, Sentence
from pipeline.cache import NullCache
from pipeline.translate import DecodingSettings, EngineInfo, Hypothesis, Translator
from pipeline.translate.faults import faults, loops, lost_numbers
from pipeline.translate.tokenizer import Encoding


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("12.000 morts", "12,000 dead", set()),
        ("12\u202f000 morts en 2015", "12,000 dead in 2015", set()),
        ("3,5 %", "3.5 percent", set()),
        ("226 voix", "26 votes", {"226"}),
        ("aucun nombre", "no number", set()),
        ("1,80 m", "1.8 m", {"80"}),
    ],
)
def test_lost_numbers(source: str, target: str, lost: set[str]) -> None:
    assert lost_numbers(source, target) == lost


@pytest.mark.parametrize(
    ("source", "target", "looping"),
    [
        ("la ville", "the air of the air of the air of", True),
        ("la ville", "air air air air air air air air air", True),
        ("la ville", "the air of the air of the town", False),
        ("non non non non non non non non non", "no no no no no no no no no", True),
        ("no no no no no no no no no", "no no no no no no no no no", False),
    ],
)
def test_loops(source: str, target: str, looping: bool) -> None:
    assert bool(loops(source, target)) is looping


def test_faults_are_counted() -> None:
    assert faults("226 voix en 2010", "226 votes in 2010") == 0
    assert faults("226 voix en 2010", "26 votes in 2010") == 2  # one lost, one made up


class Words:
    def encode(self, text: str) -> Encoding:
        return Encoding(tuple(text.split()))

    def decode(self, tokens: Sequence[str]) -> str:
        return " ".join(tokens)


class Beam:
    """Says the same beam to everything."""

    info = EngineInfo("beam", "none", "1")

    def __init__(self, *texts: str) -> None:
        self.hypotheses = [
            Hypothesis(tuple(text.split()), -float(rank)) for rank, text in enumerate(texts, 1)
        ]

    def translate(
        self, batch: Sequence[Sequence[str]], settings: DecodingSettings
    ) -> list[Hypothesis]:
        first, *rest = self.hypotheses
        return [
            Hypothesis(first.tokens, first.score, others=tuple(rest)) for _ in batch
        ] * settings.beam_size


def _translated(source: str, *beam: str) -> tuple[str, float | None]:
    sentence = Sentence("p1.s1", "p1", Role.PARAGRAPH, 0, len(source), source)
    translator = Translator(
        Beam(*beam),
        Words(),
        NullCache(),
        model_digest="0",
        settings=DecodingSettings(beam_size=1),
    )
    (translation,) = translator.translate([sentence])
    return translation.text, translation.score


def test_first_hypothesis_without_fault_is_taken_with_its_own_score() -> None:
    made = _translated("226 voix contre", "26 votes against", "votes against", "226 votes against")
    assert made == ("226 votes against", -3.0)


def test_likeliest_is_taken_among_equals() -> None:
    made = _translated("Les voix contre", "Votes against", "The votes against")
    assert made == ("Votes against", -1.0)


def test_lost_figures_are_said() -> None:
    sentence = Sentence("p1.s1", "p1", Role.PARAGRAPH, 0, 15, "226 voix contre")
    settings = DecodingSettings(beam_size=1)
    for beam, codes in (("26 votes", ["figures-differ"]), ("226 votes", [])):
        translator = Translator(
            Beam(beam), Words(), NullCache(), model_digest="0", settings=settings
        )
        translator.translate([sentence])
        assert [notice.code for notice in translator.notices] == codes


def test_looping_hypothesis_is_passed_over() -> None:
    made = _translated("La ville", "the town " * 9, "The town")
    assert made == ("The town", -2.0)
