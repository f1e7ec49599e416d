"""Visible faults, and the hypothesis that has the fewest of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.article import Role, Sentence
from pipeline.cache import NullCache
from pipeline.translate import DecodingSettings, EngineInfo, Hypothesis, Translator
from pipeline.translate.faults import Fault, is_hard, judge, loops, weight
from pipeline.translate.tokenizer import Encoding


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


@pytest.mark.parametrize(
    ("source", "target", "looping"),
    [
        ("une ville", "a Goldmanmanmanman town", True),
        ("une ville", "an accededededed town", True),
        ("une ville", "a town!!!!!!!!", True),
        ("une ville", "a town . . . . . . .", True),
        ("une ville hahahaha", "a hahahaha town", False),
        ("une ville hahahaha", "an ahahahahah town", False),  # the same letters, turned
        ("buuuuuut", "goal", False),
        ("l'aaaaaah", "the aaah of the Mississippi, barbarian in a cocoon", False),
        ("le 1.000.000.000.000e", "the 1,000,000,000,000th", False),
    ],
)
def test_loops_of_letters_and_marks(source: str, target: str, looping: bool) -> None:
    assert bool(loops(source, target)) is looping


LONG = (
    "Le ministre de l'Intérieur a annoncé mardi une hausse du budget de la police et promis, "
    "devant la presse, que les préfets auraient bientôt davantage de moyens pour agir."
)
LONG_HALF = "The Interior Minister announced a rise in the police budget to the press on Tuesday."


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le ministre dément.", "The minister denies.", []),
        ("Le ministre dément.", "", ["empty"]),
        ("Le ministre dément.", "... !", ["empty"]),
        ("Le ministre dément.", "Le ministre dément.", ["copy"]),
        ("Le ministre a démenti.", "The ministre dans le dementi pour que.", ["french"]),
        ("Le ministre dément.", "He denies " + "it all " * 3 + ".", ["loop"]),
        ("Non.", "No, he said, and went on to speak of this, that and a third thing.", ["long"]),
        (LONG, "The minister has announced a budget.", ["short"]),
        (LONG, LONG_HALF, ["clipped"]),
        ("12 morts.", "Eleven dead.", ["number"]),
        ("12 morts.", "12 dead, 30 hurt.", ["number"]),
        ("12 morts sur 30.", "Many dead.", ["number", "number"]),
        ('Il a dit "oui".', "He said yes.", ["quote"]),
        ('Il a dit "oui".', "He said 'yes'.", []),
        ('Il a dit "oui.', "He said yes.", []),  # nobody can say what is quoted
        ("Qui vient?", "Who comes.", ["end"]),
        ("Il vient.", "He comes", ["end"]),
        ("Il vient", "He comes.", []),
        ('Il a dit: "Je viens."', 'He said: "I come."', []),
        # What stays as it is in English is no copy.
        ("Nicolas Sarkozy", "Nicolas Sarkozy", []),
        ("Charles de Gaulle", "Charles de Gaulle", []),
        ("Football: Ligue 1", "Football: Ligue 1", []),
        ("Interview", "Interview", []),
        ("Le Monde et La Croix le disent.", "Le Monde and La Croix say so.", []),
        ("Il chante La vie en rose.", "He sings La vie en rose.", []),
    ],
)  # fmt: skip
def test_judged(source: str, target: str, expected: list[str]) -> None:
    assert [str(f) for f in judge(source, target, score=-0.5, tokens=8)] == expected


@pytest.mark.parametrize(
    ("score", "tokens", "found"),
    [(-1.0, 20, False), (-1.6, 20, True), (-1.6, 4, False), (None, 9, False), (-9.0, 0, True)],
)
def test_a_low_score_is_held_against_long_texts_first(
    score: float | None, tokens: int, found: bool
) -> None:
    faults = judge("Il vient.", "He comes.", score=score, tokens=tokens)
    assert (Fault.SCORE in faults) is found


def test_a_search_that_did_not_end_is_a_fault() -> None:
    assert judge("Il vient.", "He.", score=-1.0, tokens=3, finished=False) == (Fault.CUT,)


def test_hard_faults_outweigh_any_number_of_soft_ones() -> None:
    soft = [fault for fault in Fault if not is_hard([fault])] * 40
    hard = [fault for fault in Fault if is_hard([fault])]
    assert all(weight(soft) < weight([fault]) for fault in hard)
    assert weight([]) == 0 < weight([Fault.END]) < weight([Fault.NUMBER])
    assert weight([Fault.NUMBER]) < weight([Fault.NUMBER] * 2)
    assert is_hard([Fault.NUMBER, Fault.LOOP])
    assert not is_hard(soft)


@given(st.text(max_size=60), st.text(max_size=60))
@example("", "\u0663 \u00b2 \u2167")
@example("9" * 400 + " milliards", "x")
@example("| \u200f 😀\u00a0«", "😀 |")
def test_any_two_texts_can_be_judged(source: str, target: str) -> None:
    faults = judge(source, target, score=-1.0, tokens=5)
    assert judge(source, target, score=-1.0, tokens=5) == faults
    assert (faults == (Fault.EMPTY,)) is not any(c.isalnum() for c in target)
    assert not loops(target, target)


class Words:
    def encode(self, text: str) -> Encoding:
        return Encoding(tuple(text.split()))

    def encode_many(self, texts: Sequence[str]) -> list[Encoding]:
        return [self.encode(text) for text in texts]

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


def test_looping_hypothesis_is_passed_over() -> None:
    made = _translated("La ville", "the town " * 9, "The town")
    assert made == ("The town", -2.0)
