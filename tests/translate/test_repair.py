"""Repair, with engines that are bad on purpose."""

# ruff: noqa: SIM905  # sentences as strings read better
from __future__ import annotations

import dataclasses
import random
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Role, Sentence, Translation
from pipeline.cache import Cache, NullCache
from pipeline.text import for_model
from pipeline.translate import DecodingSettings, EngineInfo, Hypothesis, Translator, translatable
from pipeline.translate.faults import is_hard, judge, loops
from pipeline.translate.repair import MOST_PIECES

PLAIN = DecodingSettings(beam_size=2, max_source_tokens=30, max_target_tokens=80)
Answer = Callable[[tuple[str, ...], DecodingSettings], Sequence[str]]


@dataclasses.dataclass
class Bad:
    """An engine that answers as it is told, and counts what it was asked to search for."""

    answer: Answer
    error_over: int | None = None  # fails where a beam is wider
    calls: list[tuple[list[tuple[str, ...]], DecodingSettings]] = dataclasses.field(
        default_factory=list
    )
    searched: int = 0
    info = EngineInfo("bad", "none", "1")

    def translate(
        self, batch: Sequence[Sequence[str]], settings: DecodingSettings
    ) -> list[Hypothesis]:
        if self.error_over is not None and settings.beam_size > self.error_over:
            raise RuntimeError("out of memory")
        self.calls.append(([tuple(source) for source in batch], settings))
        return [self._beam(tuple(source), settings) for source in batch]

    def _beam(self, source: tuple[str, ...], settings: DecodingSettings) -> Hypothesis:
        limit = settings.target_limit(len(source) + 1)
        tokens = tuple(self.answer(source, settings))
        cut = tokens[:limit]
        self.searched += settings.beam_size * (len(cut) + 1)
        finished = len(tokens) < limit
        other = Hypothesis(tuple(reversed(cut)), -2.0, finished)
        return Hypothesis(cut, -1.0, finished, (other,) * (settings.beam_size - 1))


def sentences(*texts: str) -> list[Sentence]:
    return [
        Sentence(f"p{n}.s1", f"p{n}", Role.PARAGRAPH, 0, len(text), text)
        for n, text in enumerate(texts, start=1)
    ]


@pytest.fixture
def translator(fakes: Any) -> Callable[..., Translator]:
    def make(engine: Bad, **options: Any) -> Translator:
        given = {"model_digest": "0", "settings": PLAIN, **options}
        cache = given.pop("cache", NullCache())
        return Translator(engine, fakes.Words(), cache, **given)

    return make


def one(translator: Translator, text: str) -> Translation:
    (translation,) = translator.translate(sentences(text))
    return translation


def of(table: dict[str, str], otherwise: str = "nothing to be found there") -> Answer:
    return lambda source, _: table.get(" ".join(source), otherwise).split()


TEXT = "Le ministre dément mardi les rumeurs et part pour la Syrie avec des amis"
GOOD = "The minister denies the rumours on Tuesday and leaves for Syria with friends"


# --- each step


def test_what_has_no_fault_is_searched_for_once(translator: Any) -> None:
    engine = Bad(of({TEXT: GOOD}))
    made = one(translator(engine), TEXT)
    assert (made.text, made.repairs, made.cost) == (GOOD, (), 1.0)
    assert len(engine.calls) == 1


def test_another_of_the_beam_costs_nothing(translator: Any) -> None:
    # The engine's second hypothesis is its first one backwards.
    engine = Bad(of({"Il vient.": "today. comes He"}))
    made = one(translator(engine), "Il vient.")
    assert (made.text, made.repairs, made.cost) == ("He comes today.", ("beam",), 1.0)
    assert len(engine.calls) == 1


def test_a_wrong_number_is_put_right_and_said(translator: Any) -> None:
    text = "le ministre dément mardi les 226 rumeurs et part pour la Syrie"
    table = {text: "the minister denies on Tuesday the 26 rumours and leaves for Syria"}
    engine = Bad(of(table))
    room = translator(engine)
    made = one(room, text)
    assert made.text == table[text].replace("26", "226")
    assert (made.repairs, made.cost) == (("figure",), 1.0)
    assert len(engine.calls) == 1
    (notice,) = room.notices
    assert (notice.code, notice.ids) == ("number-put-right", (made.sentence_id,))


def test_a_wider_search_is_the_last_remedy(translator: Any) -> None:
    def answer(_: tuple[str, ...], settings: DecodingSettings) -> Sequence[str]:
        return GOOD.split() if settings.beam_size == 4 else ["air"] * 9

    engine = Bad(answer)
    made = one(translator(engine), TEXT)
    assert (made.text, made.repairs) == (GOOD, ("search",))
    assert [settings.beam_size for _, settings in engine.calls] == [2, 2, 4]
    assert engine.calls[2][1].no_repeat_ngram_size == 3
    # Two halves of ten tokens each; then thirteen and the end, each in a beam of twice the width,
    # for the source's fourteen.
    assert made.cost == pytest.approx((14 + 2 * 10 + 2 * 14) / 14, abs=0.01)


def test_title_case_is_recased(translator: Any) -> None:
    title = "Le Ministre Dément Mardi Toutes Les Rumeurs De La Presse"

    def answer(source: tuple[str, ...], _: DecodingSettings) -> Sequence[str]:
        # As with a vocabulary of small letters only.
        return ["the", "minister", "denies", "it", "all"] if "ministre" in source else ()

    made = one(translator(Bad(answer)), title)
    assert (made.text, made.repairs) == ("the minister denies it all", ("recased",))


def test_clauses_are_translated_one_by_one(translator: Any) -> None:
    def at_comma(text: str, fits: Callable[[str], bool]) -> Sequence[tuple[int, int]]:
        at = text.find(",") + 1
        return [(0, at), (at, len(text))] if at and not fits(text) else [(0, len(text))]

    text = "le ministre dément mardi les rumeurs, mais il part pour la Syrie avec 12 amis"
    table = {
        "le ministre dément mardi les rumeurs,": "The minister denies the rumours on Tuesday,",
        "mais il part pour la Syrie avec 12 amis": "But he leaves for Syria with 12 friends.",
    }
    engine = Bad(of(table, "nothing 13"))
    made = one(translator(engine, split=at_comma), text)
    assert made.repairs == ("clauses",)
    assert made.text == (
        "the minister denies the rumours on Tuesday, but he leaves for Syria with 12 friends."
    )
    assert made.pieces == 2


def test_quotes_are_taken_off_and_put_back(translator: Any) -> None:
    text = '"Nous viendrons", a dit la ministre: "bientôt".'
    table = {
        "Nous viendrons": "We shall come.",
        "a dit la ministre": "Said the minister.",
        "bientôt": "soon",
    }
    made = one(translator(Bad(of(table, "We shall come said the minister soon."))), text)
    assert made.text == '"We shall come", said the minister: "soon".'
    assert made.repairs == ("quotes",)


def test_least_faults_win_and_soft_ones_never_bring_back_the_french(translator: Any) -> None:
    text = "Le ministre a parlé de 12 pays et de 30 villes dans un discours de 40 minutes"

    def answer(_: tuple[str, ...], settings: DecodingSettings) -> Sequence[str]:
        kept = "12 of 30" if settings.beam_size == 4 else "12"
        return f"The minister spoke of {kept} towns and lands at some length".split()

    made = one(translator(Bad(answer)), text)
    assert "12 of 30" in made.text
    assert made.repairs == ("search",)
    made = one(translator(Bad(of({}, "The minister spoke at length in town and on land"))), text)
    assert made.text == "The minister spoke at length in town and on land"
    assert made.repairs == ()
    assert made.cost > 1


@pytest.mark.parametrize(
    "answer",
    [
        lambda source, _: source,
        lambda *_: ["air"] * 99,
        lambda *_: (),
        lambda *_: ["...", "!"],
        lambda *_: "dans la ville pour que les enfants ne soient pas là".split(),
        lambda *_: ["Ty"],
        lambda *_: [f"word{n}" for n in range(60)],
    ],
    ids=["copy", "loop", "empty", "marks", "french", "short", "long"],
)
def test_the_french_stands_where_nothing_helps(translator: Any, answer: Answer) -> None:
    made_by = translator(Bad(answer))
    made = one(made_by, TEXT)
    assert made.text == TEXT
    assert made.repairs == ("french",)
    assert made.score is None
    assert [notice.code for notice in made_by.notices] == ["translation-missing"]


def test_repairs_and_cost_come_back_from_the_cache(translator: Any) -> None:
    with Cache.open(":memory:") as cache:
        engine = Bad(lambda _, s: GOOD.split() if s.beam_size == 4 else ())
        first = one(translator(engine, cache=cache), TEXT)
        again = one(translator(Bad(lambda *_: pytest.fail("searched")), cache=cache), TEXT)
    assert first.repairs == ("search",)
    assert dataclasses.replace(again, cached=False) == first


def test_broken_sentences_take_each_step_together(translator: Any) -> None:
    engine = Bad(lambda *_: ())
    texts = [f"le ministre dément les {n} rumeurs de la presse et part ce soir" for n in range(9)]
    translator(engine, batch_tokens=4096).translate(sentences(*texts))
    assert len(engine.calls) == 3  # first, clauses, search: there are no quotes
    # The first half of each, and the second, which they have in common.
    assert [len(set(batch)) for batch, _ in engine.calls] == [9, 10, 9]


def test_a_repair_that_fails_is_done_without(translator: Any) -> None:
    made = one(translator(Bad(lambda *_: ("12",), error_over=2)), "Le ministre dément la rumeur.")
    assert made.text == "12"
    assert made.repairs == ()


def test_parts_that_make_a_loop_together_are_not_shown(translator: Any) -> None:
    long = " ".join(f"mot{n}" for n in range(100))
    made = one(translator(Bad(lambda *_: "the town of all men who are".split())), long)
    assert made.text == long
    assert "french" in made.repairs


# --- greedy first


GREEDY = dataclasses.replace(PLAIN, greedy_above=-1.5)


def test_a_sure_greedy_search_is_enough(translator: Any) -> None:
    engine = Bad(of({TEXT: GOOD}))
    made = one(translator(engine, settings=GREEDY), TEXT)
    assert (made.text, made.repairs, made.cost) == (GOOD, (), 1.0)
    assert [settings.beam_size for _, settings in engine.calls] == [1]


@pytest.mark.parametrize(
    ("threshold", "greedy"), [(-0.5, GOOD), (-1.5, "")], ids=["unsure", "faulty"]
)
def test_the_beam_is_searched_where_greedy_search_is_unsure_or_wrong(
    translator: Any, threshold: float, greedy: str
) -> None:
    def answer(_: tuple[str, ...], settings: DecodingSettings) -> Sequence[str]:
        return (greedy if settings.beam_size == 1 else GOOD + " again").split()

    engine = Bad(answer)
    wanted = dataclasses.replace(PLAIN, greedy_above=threshold)
    texts = [TEXT, *(f"{TEXT} {name}" for name in ("turcs", "russes", "kurdes"))]
    made = translator(engine, settings=wanted, batch_tokens=40).translate(sentences(*texts))
    assert {translation.text for translation in made} == {GOOD + " again"}
    assert {settings.beam_size for _, settings in engine.calls} == {1, 2}
    assert sum(len(batch) for batch, _ in engine.calls) == 2 * len(texts)


# --- the laws, for any engine at all

WORDS = (
    'le la ministre dément que pas de 12 30 the air of a town said Syria no " . , ! é 😀 |'.split()
)
KINDS: dict[str, Answer] = {
    "loop": lambda source, _: (*source[:2], "man", "the") * 40,
    "letters": lambda *_: ("Gold" + "man" * 9,),
    "empty": lambda *_: (),
    "marks": lambda *_: ("-",) * 30,
    "copy": lambda source, _: source,
    "truncation": lambda source, _: source[: len(source) // 3],
    "garbage": lambda source, settings: _garbage(source, settings.beam_size),
    "babble": lambda source, _: _garbage(source, 7) * 50,
}


def _garbage(source: tuple[str, ...], salt: int) -> tuple[str, ...]:
    rng = random.Random(zlib.crc32(f"{source}{salt}".encode()))
    return tuple(rng.choices(WORDS, k=rng.randint(0, 40)))


def mixed(source: tuple[str, ...], settings: DecodingSettings) -> Sequence[str]:
    """Each of the kinds, by what is asked."""
    kinds = [*KINDS.values()]
    return kinds[zlib.crc32(f"{source}{settings}".encode()) % len(kinds)](source, settings)


ugly = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=45).map(" ".join),
    st.text("abcdé '\"😀|\u00a0\u200f\u202f,;.!?0129«»–", max_size=120),
    st.just(""),
    st.just("MOT " * 70),
    st.just("\x00\x01\x02 \ufffd binaire"),
)


def law_abiding(engine: Bad, text: str, made: Translation, notices: Any) -> None:
    source = for_model(text)
    if not translatable(text):
        assert made.text == text
        return
    assert made.text.strip()
    assert not loops(source, for_model(made.text))
    if made.pieces == 1 and made.repairs != ("french",):
        faults = judge(source, made.text, score=made.score, tokens=9)
        assert source == source.upper() or not is_hard(faults)
    limit = PLAIN.target_limit(len(source.split()) + 1) + 1
    parts = 1 + len(source.split()) // (PLAIN.max_source_tokens - 1)
    extra = PLAIN.max_length_extra + 3
    if len(source.split()) < PLAIN.max_source_tokens:
        assert engine.searched <= PLAIN.beam_size * (6 * limit + 2 * MOST_PIECES * extra)
    assert 1 <= made.cost <= 6 * limit + 2 * parts * MOST_PIECES * extra
    missing = any(notice.code == "translation-missing" for notice in notices)
    assert ("french" in made.repairs) <= missing


@pytest.mark.parametrize("kind", [*KINDS, "mixed"])
@settings(max_examples=40, deadline=None)
@given(text=ugly)
def test_no_loop_nothing_empty_bounded_cost(fakes: Any, kind: str, text: str) -> None:
    engine = Bad(KINDS.get(kind, mixed))
    translator = Translator(
        engine, fakes.Words(), NullCache(), model_digest="0", settings=PLAIN, batch_tokens=60
    )
    law_abiding(engine, text, one(translator, text), translator.notices)


@settings(max_examples=40, deadline=None)
@given(st.lists(ugly, max_size=8), st.integers(1, 300), st.randoms(), st.booleans())
def test_company_and_order_change_nothing(
    fakes: Any, texts: list[str], batch_tokens: int, rng: random.Random, greedy: bool
) -> None:
    def made(given: list[str], tokens: int) -> dict[str, Any]:
        translator = Translator(
            Bad(mixed),
            fakes.Words(),
            NullCache(),
            model_digest="0",
            settings=GREEDY if greedy else PLAIN,
            batch_tokens=tokens,
        )
        found = translator.translate(sentences(*given))
        return {
            text: dataclasses.replace(t, sentence_id="")
            for text, t in zip(given, found, strict=True)
        }

    together = made(texts, batch_tokens)
    shuffled = rng.sample(texts, len(texts))
    assert made(shuffled, 4096) == together
    for text in texts:
        assert made([text], 4096)[text] == together[text]


def test_a_paragraph_of_five_thousand_words_that_loops(translator: Any) -> None:
    text = " ".join(f"mot{n} de la ville" for n in range(1250))
    made = one(translator(Bad(lambda source, _: (*source[:1], "air") * 20)), text)
    assert made.text
    assert not loops(text, made.text)
