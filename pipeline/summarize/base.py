"""What every summariser is and gives, and the few things they all need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from pipeline.article import (
    Article,
    Brief,
    BriefSentence,
    ModelInfo,
    Notice,
    Role,
    Sentence,
    Translation,
)
from pipeline.errors import DepecheError

DEFAULT_WORDS = 90
"""Default budget of a brief, in English words separated by white space."""

NO_DOUBTS: Mapping[str, float] = MappingProxyType({})
"""Of a summary of translations that nobody has judged."""


@runtime_checkable
class Summarizer(Protocol):
    """Makes an English brief of one wire.

    Attributes:
        name: what :attr:`pipeline.article.Brief.method` says, e.g. ``extractive``.
    """

    @property
    def name(self) -> str:
        """Name of the method, in lower case."""
        ...

    def summarize(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        translations: Mapping[str, Translation],
        words: int,
        doubts: Mapping[str, float] = NO_DOUBTS,
    ) -> Brief:
        """Make the brief.

        Args:
            article: the wire.
            sentences: all its sentences, whatever their role, in the order of the text.
            translations: by sentence id; a sentence without one cannot be in the brief.
            words: budget in English words, at least 1.
            doubts: by sentence id, the chance that its translation is wrong, 0 to 1; none
                where nothing is known.

        Returns:
            A brief of whole sentences. It is empty, with a notice, where the wire has no
            running text; only a brief of one sentence may exceed ``words``, with a notice.

        Raises:
            UsageError: ``words`` is less than 1.
            ModelError: a model is needed and cannot be used.
            GenerationError: a model ran and failed.
        """
        ...

    def info(self) -> ModelInfo:
        """Which model and settings make the briefs; loads no weights."""
        ...


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """A wire to summarise, as :meth:`Summarizer.summarize` takes it."""

    article: Article
    sentences: Sequence[Sentence]
    translations: Mapping[str, Translation]
    words: int
    doubts: Mapping[str, float] = field(default_factory=lambda: NO_DOUBTS)


@dataclass(frozen=True, slots=True)
class Summarized:
    """A brief, and the model and settings that made this very one."""

    brief: Brief
    info: ModelInfo


@runtime_checkable
class BatchSummarizer(Summarizer, Protocol):
    """A :class:`Summarizer` that is faster where it gets several wires at once."""

    def summarize_many(self, requests: Sequence[SummaryRequest]) -> list[Summarized | DepecheError]:
        """Make the briefs that :meth:`summarize` makes of each.

        Returns:
            In the order of the requests; for one that fails, its error, and the others go on.
        """
        ...


def summarize_many(
    summarizer: Summarizer, requests: Sequence[SummaryRequest]
) -> list[Summarized | DepecheError]:
    """Summarise wires together where the summariser can, else one by one.

    Returns:
        See :meth:`BatchSummarizer.summarize_many`.
    """
    if isinstance(summarizer, BatchSummarizer):
        return summarizer.summarize_many(requests)
    made: list[Summarized | DepecheError] = []
    for request in requests:
        try:
            brief = summarizer.summarize(
                request.article,
                request.sentences,
                request.translations,
                request.words,
                request.doubts,
            )
            made.append(Summarized(brief, summarizer.info()))
        except DepecheError as error:
            made.append(error)
    return made


def running_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of the story itself, in order.

    Left out: headline, dateline, byline, crossheads, captions, related links and credits.
    """
    return [sentence for sentence in sentences if sentence.role is Role.PARAGRAPH]


def count_words(text: str) -> int:
    """White-space separated words, as :attr:`pipeline.article.Brief.words` counts them."""
    return len(text.split())


def numbered(chosen: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[BriefSentence, ...]:
    """Give (text, ids of the supporting sentences) pairs their ids ``b1, b2, …``."""
    return tuple(
        BriefSentence(id=f"b{number}", text=text, sources=sources)
        for number, (text, sources) in enumerate(chosen, start=1)
    )


def empty_brief(method: str) -> Brief:
    """The brief of a wire that has no running text, with the notice that says so."""
    notice = Notice("nothing-to-summarise", "The wire has no running text, so the brief is empty.")
    return Brief(sentences=(), method=method, notices=(notice,))


def over_budget(sentence_id: str, words: int, budget: int) -> Notice:
    """The notice for a brief whose only sentence is longer than the budget.

    Args:
        sentence_id: the source sentence.
        words: English words of the sentence.
        budget: English words asked for.
    """
    return Notice(
        "brief-over-budget",
        f"The shortest brief is one whole sentence of {words} words; {budget} were asked for.",
        (sentence_id,),
    )
