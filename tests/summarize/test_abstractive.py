"""The summariser over a model of words: what it reads, cuts, keeps and says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Brief, Role, Sentence, Translation
from pipeline.errors import DepecheError, GenerationError, ModelIntegrityError, UsageError
from pipeline.summarize.abstractive import AbstractiveSummarizer
from pipeline.summarize.base import (
    BatchSummarizer,
    Summarized,
    Summarizer,
    SummaryRequest,
    summarize_many,
)
from pipeline.summarize.extractive import Extractive
from pipeline.summarize.seq2seq import Generated, Overrides, Request, Search, Source, Traits
from pipeline.summarize.seq2seq_codec import Codec

ARTICLE = Article(name="-", text="", encoding="utf-8", blocks=())
SEARCH = Search(beam_size=1, length_penalty=1.0, no_repeat_ngram_size=3, repetition_penalty=1.0)


def _never() -> Path:
    raise AssertionError("the model's files were asked for")


class WordCodec(Codec):
    """A token is a word; counts how often it is asked."""

    def __init__(self, limit: int = 1024, overrides: Overrides | None = None) -> None:
        super().__init__(_never, overrides)
        self.limit = limit
        self.asked = 0

    @property
    def traits(self) -> Traits:
        self.asked += 1
        end = ("</s>", 0)
        return Traits("bart", self.limit, self.limit, "", SEARCH, end, 1, 0, None, False)

    @property
    def capacity(self) -> int:
        return self.limit - 2

    def encode(self, text: str) -> Source:
        tokens = tuple(text.split())
        return Source(("<s>", *tokens, "</s>"), tuple(range(len(tokens) + 2)))

    def count(self, text: str) -> int:
        self.asked += 1
        return len(text.split())

    def decode(self, tokens: tuple[str, ...]) -> str:
        return " ".join(tokens)


class FakeEngine:
    """Says what it is told to, or repeats what it reads; records its sources."""

    name = "fake"
    version = "1"

    def __init__(
        self,
        says: str | None = None,
        *,
        finished: bool = True,
        error: BaseException | None = None,
        compute_type: str = "int8",
    ) -> None:
        self.says = says
        self.finished = finished
        self.error = error
        self.compute_type = compute_type
        self.read: list[tuple[str, ...]] = []
        self.batches: list[int] = []

    def generate(self, source: Source, request: Request) -> Generated:
        self.read.append(source.tokens[1:-1])
        if self.error is not None:
            raise self.error
        if self.says is not None:
            return Generated(tuple(self.says.split(" ")), self.finished)
        return Generated(source.tokens[1:-1][: request.max_tokens], self.finished)

    def generate_many(self, sources: Sequence[Source], request: Request) -> list[Generated]:
        self.batches.append(len(sources))
        return [self.generate(source, request) for source in sources]


class DictCache:
    notices = ()

    def __init__(self) -> None:
        self.values: dict[str, dict[str, Any]] = {}

    def get_many(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {key: self.values[key] for key in keys if key in self.values}

    def put_many(self, values: Mapping[str, Mapping[str, Any]], kind: str) -> None:
        assert kind == "summary"
        self.values.update({key: dict(value) for key, value in values.items()})


def wire(
    paragraphs: Iterable[Iterable[str]], roles: Mapping[int, Role] | None = None
) -> tuple[list[Sentence], dict[str, Translation]]:
    sentences, translations = [], {}
    for number, paragraph in enumerate(paragraphs, start=1):
        for at, text in enumerate(paragraph, start=1):
            key = f"p{number}.s{at}"
            role = (roles or {}).get(number, Role.PARAGRAPH)
            sentences.append(Sentence(key, f"p{number}", role, 0, 1, "F"))
            translations[key] = Translation(key, text, -0.1)
    return sentences, translations


STORY = [
    ["Russian air strikes destroyed 1,200 targets in Syria.", "Rebels near Aleppo fled."],
    ["President Vladimir Putin said the operation would go on."],
]


def summarizer(
    engine: FakeEngine, codec: WordCodec | None = None, cache: DictCache | None = None
) -> AbstractiveSummarizer:
    return AbstractiveSummarizer(
        codec or WordCodec(),
        engine,
        cache or DictCache(),
        model_name="word",
        model_digest="d" * 64,
    )


def brief_of(says: str, *, words: int = 90, finished: bool = True) -> Brief:
    engine = FakeEngine(says, finished=finished)
    return summarizer(engine).summarize(ARTICLE, *wire(STORY), words)


def codes(brief: Brief) -> list[str]:
    return [notice.code for notice in brief.notices]


def test_it_is_a_summarizer() -> None:
    assert isinstance(summarizer(FakeEngine()), Summarizer)


def test_sentences_are_linked_to_their_rows() -> None:
    brief = brief_of("Russia destroyed 1,200 targets in Syria . Putin said it would go on .")
    assert [s.text for s in brief.sentences] == [
        "Russia destroyed 1,200 targets in Syria.",
        "Putin said it would go on.",
    ]
    assert [s.sources for s in brief.sentences] == [("p1.s1",), ("p2.s1",)]
    assert [s.id for s in brief.sentences] == ["b1", "b2"]
    assert brief.method == "abstractive"
    assert brief.notices == ()


def test_an_unsupported_sentence_is_marked() -> None:
    brief = brief_of("Rebels near Aleppo fled. Macron said the operation would go on.")
    assert [s.sources for s in brief.sentences] == [("p1.s2",), ()]
    (notice,) = brief.notices
    assert notice.code == "unsupported"
    assert notice.ids == ("b2",)
    assert "Macron" in notice.message


def test_only_the_running_text_is_read() -> None:
    roles = {
        number: role for number, role in enumerate(Role, start=1) if role is not Role.PARAGRAPH
    }
    engine = FakeEngine()
    story = [[f"Block number {number}."] for number in range(1, len(Role) + 3)]
    sentences, translations = wire(story, roles)
    summarizer(engine).summarize(ARTICLE, sentences, translations, 90)
    running = [s.id for s in sentences if s.role is Role.PARAGRAPH]
    expected = " ".join(translations[key].text for key in running)
    assert " ".join(engine.read[0]) == expected


def test_a_sentence_without_translation_is_passed_over() -> None:
    sentences, translations = wire(STORY)
    del translations["p1.s1"]
    translations["p1.s2"] = Translation("p1.s2", " \u200b ", None)
    engine = FakeEngine()
    summarizer(engine).summarize(ARTICLE, sentences, translations, 90)
    assert " ".join(engine.read[0]) == STORY[1][0]


@given(
    story=st.lists(
        st.lists(st.text(alphabet="ab1|. é", max_size=60), min_size=1, max_size=5), max_size=10
    ),
    words=st.integers(1, 60),
)
def test_every_sentence_reaches_the_model_in_some_part(story: list[list[str]], words: int) -> None:
    engine = FakeEngine()
    brief = summarizer(engine, WordCodec(limit=36)).summarize(ARTICLE, *wire(story), words)
    read = ["".join(source) for source in engine.read]
    for text in ("".join(text.split()) for paragraph in story for text in paragraph):
        assert any(text in each for each in read) or not text
    ids = [sentence.id for sentence in wire(story)[0]]
    for sentence in brief.sentences:
        positions = [ids.index(source) for source in sentence.sources]
        assert positions == sorted(positions)
    assert brief.words <= words or len(brief.sentences) == 1


def test_a_long_wire_is_summarised_in_parts_and_says_so() -> None:
    engine = FakeEngine()
    story = [[f"Paragraph {number} has these six words."] for number in range(30)]
    brief = summarizer(engine, WordCodec(limit=66)).summarize(ARTICLE, *wire(story), 20)
    assert len(engine.read) > 2
    assert "summary-in-parts" in codes(brief)


def test_the_budget_cuts_between_sentences_and_says_what_it_left_out() -> None:
    brief = brief_of("Rebels near Aleppo fled. Putin said it would go on.", words=6)
    assert [s.text for s in brief.sentences] == ["Rebels near Aleppo fled."]
    (notice,) = brief.notices
    assert notice.code == "summary-shortened"
    assert "Putin said it would go on." in notice.message


def test_one_sentence_over_the_budget_is_kept_whole() -> None:
    brief = brief_of("Rebels near Aleppo fled.", words=2)
    assert brief.words == 4
    assert codes(brief) == ["brief-over-budget"]


def test_an_unfinished_end_is_left_out() -> None:
    brief = brief_of("Rebels near Aleppo fled. Putin said it would", finished=False)
    assert [s.text for s in brief.sentences] == ["Rebels near Aleppo fled."]
    assert codes(brief) == ["summary-unfinished"]
    assert "Putin said it would" in brief.notices[0].message


def test_an_unfinished_only_sentence_is_kept_and_marked() -> None:
    brief = brief_of("Rebels near Aleppo", finished=False)
    assert [s.text for s in brief.sentences] == ["Rebels near Aleppo …"]
    assert brief.sentences[0].sources == ("p1.s2",)
    assert brief.notices[0].code == "summary-unfinished"
    assert brief.notices[0].ids == ("b1",)


def test_a_limit_met_at_a_full_stop_cuts_nothing() -> None:
    assert brief_of("Rebels near Aleppo fled.", finished=False).notices == ()


def test_a_repeated_sentence_is_shown_once() -> None:
    brief = brief_of("Rebels near Aleppo fled. Rebels near Aleppo fled .")
    assert len(brief.sentences) == 1
    assert codes(brief) == ["summary-repeated"]


@pytest.mark.parametrize("says", ["", "\n", " . !"])
def test_a_model_that_says_nothing(says: str) -> None:
    brief = brief_of(says)
    assert brief.sentences == ()
    assert codes(brief) == ["summary-empty"]


def test_a_wire_without_running_text() -> None:
    engine = FakeEngine()
    sentences, translations = wire(STORY, {1: Role.CAPTION, 2: Role.CREDIT})
    brief = summarizer(engine).summarize(ARTICLE, sentences, translations, 90)
    assert codes(brief) == ["nothing-to-summarise"]
    assert engine.read == []


def test_a_budget_of_no_words_is_refused() -> None:
    with pytest.raises(UsageError, match="0 words"):
        summarizer(FakeEngine()).summarize(ARTICLE, *wire(STORY), 0)


def test_the_second_time_nothing_is_loaded() -> None:
    cache = DictCache()
    first = summarizer(FakeEngine("Rebels fled."), cache=cache)
    brief = first.summarize(ARTICLE, *wire(STORY), 90)
    codec = WordCodec()
    engine = FakeEngine(error=AssertionError("the engine ran"))
    second = summarizer(engine, codec, cache)
    assert second.summarize(ARTICLE, *wire(STORY), 90) == brief
    assert (codec.asked, engine.read) == (0, [])
    assert second.info() == first.info()
    assert "beam_size=1" in second.info().settings


@pytest.mark.parametrize("change", ["text", "words", "digest", "compute", "overrides", "borders"])
def test_the_cache_key_covers_it(change: str) -> None:
    cache = DictCache()
    summarizer(FakeEngine(), cache=cache).summarize(ARTICLE, *wire(STORY), 90)
    story = [*STORY[:1], ["Something else was said."]] if change == "text" else STORY
    story = [[*STORY[0], *STORY[1]]] if change == "borders" else story
    compute = "float32" if change == "compute" else "int8"
    engine = FakeEngine(compute_type=compute)
    other = AbstractiveSummarizer(
        WordCodec(overrides=Overrides(beam_size=2) if change == "overrides" else None),
        engine,
        cache,
        model_name="word",
        model_digest=("e" if change == "digest" else "d") * 64,
    )
    before = set(cache.values)
    other.summarize(ARTICLE, *wire(story), 20 if change == "words" else 90)
    assert set(cache.values) > before


def test_finished_parts_are_kept_when_a_later_batch_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.summarize.writer.BATCH_TOKENS", 1)
    cache = DictCache()
    story = [[f"Paragraph {number} has these six words."] for number in range(12)]

    class FailsAtThird(FakeEngine):
        def generate(self, source: Source, request: Request) -> Generated:
            if len(self.read) == 2:
                raise KeyboardInterrupt
            return super().generate(source, request)

    with pytest.raises(KeyboardInterrupt):
        summarizer(FailsAtThird(), WordCodec(limit=36), cache).summarize(ARTICLE, *wire(story), 9)
    again = FakeEngine()
    summarizer(again, WordCodec(limit=36), cache).summarize(ARTICLE, *wire(story), 9)
    first_run = FakeEngine()
    summarizer(first_run, WordCodec(limit=36)).summarize(ARTICLE, *wire(story), 9)
    assert again.read == first_run.read[2:]


@pytest.mark.parametrize("value", [{}, {"text": 3}, {"text": "A.", "length": "x"}])
def test_a_strange_cache_entry_counts_as_none(value: dict[str, Any]) -> None:
    cache = DictCache()
    expected = summarizer(FakeEngine(), cache=cache).summarize(ARTICLE, *wire(STORY), 90)
    cache.values = dict.fromkeys(cache.values, value)
    engine = FakeEngine()
    assert summarizer(engine, cache=cache).summarize(ARTICLE, *wire(STORY), 90) == expected
    assert len(engine.read) == 1


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "not enough memory"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "not enough memory"),
        (RuntimeError("internal\nerror"), "failed on a text of 23 tokens: internal error"),
        (IndexError("index out of range in self"), "index out of range"),
        (ValueError(), "ValueError"),
    ],
)
def test_a_failing_engine_ends_in_one_clear_error(error: BaseException, message: str) -> None:
    with pytest.raises(GenerationError, match=message) as caught:
        summarizer(FakeEngine(error=error)).summarize(ARTICLE, *wire(STORY), 90)
    assert caught.value.hint


def test_a_model_error_stays_what_it_is() -> None:
    engine = FakeEngine(error=ModelIntegrityError("A byte has changed."))
    with pytest.raises(ModelIntegrityError):
        summarizer(engine).summarize(ARTICLE, *wire(STORY), 90)


def test_a_paragraph_of_five_thousand_words() -> None:
    engine = FakeEngine()
    brief = summarizer(engine).summarize(ARTICLE, *wire([[" ".join(map(str, range(5000)))]]), 90)
    assert sum(len(source) for source in engine.read[:5]) == 5000
    assert "summary-in-parts" in codes(brief)


def test_progress_ends_at_the_total() -> None:
    calls: list[tuple[int, int]] = []
    AbstractiveSummarizer(
        WordCodec(),
        FakeEngine(),
        DictCache(),
        model_name="word",
        model_digest="d",
        progress=lambda done, total: calls.append((done, total)),
    ).summarize(ARTICLE, *wire(STORY), 90)
    assert calls == [(0, 1), (1, 1)]


LONG = [[f"Paragraph {number} has these six words."] for number in range(12)]
OTHER = [["The mayor of Paris denied it on Monday."], ["Nobody was hurt."]]


def request(story: Iterable[Iterable[str]], words: int = 20) -> SummaryRequest:
    return SummaryRequest(ARTICLE, *wire(story), words)


def alone(asked: SummaryRequest) -> Summarized | DepecheError:
    maker = summarizer(FakeEngine(), WordCodec(limit=36))
    try:
        brief = maker.summarize(asked.article, asked.sentences, asked.translations, asked.words)
    except DepecheError as error:
        return error
    return Summarized(brief, maker.info())


def test_wires_together_are_as_alone_and_share_batches() -> None:
    asked = [request(STORY), request(LONG), request([]), request(OTHER), request(STORY)]
    engine, cache = FakeEngine(), DictCache()
    maker = summarizer(engine, WordCodec(limit=36), cache)
    assert isinstance(maker, BatchSummarizer)
    made = summarize_many(maker, asked)
    assert made == [alone(one) for one in asked]
    assert max(engine.batches) > 1
    # The story that came twice is written once.
    assert len(engine.read) == len(set(engine.read))
    again = FakeEngine(error=AssertionError("the engine ran"))
    assert summarize_many(summarizer(again, WordCodec(limit=36), cache), asked) == made


class Stumbles(FakeEngine):
    """Fails on any batch that has a certain word in it."""

    def generate(self, source: Source, request: Request) -> Generated:
        if "Paris" in source.tokens:
            raise RuntimeError("internal error")
        return super().generate(source, request)


def test_a_wire_that_fails_fails_alone() -> None:
    asked = [request(STORY), request(OTHER), request(LONG), request(STORY, words=0)]
    cache = DictCache()
    made = summarizer(Stumbles(), WordCodec(limit=36), cache).summarize_many(asked)
    assert [made[0], made[2]] == [alone(asked[0]), alone(asked[2])]
    assert isinstance(made[1], GenerationError)
    assert "internal error" in made[1].message
    assert isinstance(made[3], UsageError)
    # What was written is kept, what failed is tried again.
    engine = FakeEngine()
    summarizer(engine, WordCodec(limit=36), cache).summarize_many(asked)
    assert {word for source in engine.read for word in source} >= {"Paris"}
    assert not any("Paragraph" in source for source in engine.read)


class OneByOne:
    """The same without the gift of batches."""

    name = "abstractive"

    def __init__(self) -> None:
        self.inner = summarizer(FakeEngine(), WordCodec(limit=36))
        self.summarize = self.inner.summarize
        self.info = self.inner.info


def test_a_summariser_that_takes_one_at_a_time() -> None:
    asked = [request(STORY), request(OTHER, words=0), request(LONG)]
    assert not isinstance(Extractive(), BatchSummarizer)
    first, second, third = summarize_many(OneByOne(), asked)
    assert [first, third] == [alone(asked[0]), alone(asked[2])]
    assert isinstance(second, UsageError)


def test_batches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.summarize.writer.BATCH_TOKENS", 100)
    engine = FakeEngine()
    story = [[f"{number} " * (3 + number % 20) + "."] for number in range(60)]
    summarizer(engine, WordCodec(limit=36)).summarize(ARTICLE, *wire(story), 20)
    at = 0
    for size in engine.batches:
        longest = max(len(source) + 2 for source in engine.read[at : at + size])
        assert size == 1 or size * longest <= 100
        at += size
    assert max(engine.batches) >= 2
