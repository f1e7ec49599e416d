"""From an article of any length to one draft: in parts where need be, then together.

Every sentence reaches the model. Where the article fits it is summarised at once; else each
part is, and the part summaries are summarised in turn until they fit together. That ends:
a part summary is held to an eighth of what the model takes, so that a round leaves at most
about a seventh of the parts of the round before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.errors import GenerationError, ModelLoadError
from pipeline.summarize.chunks import parts
from pipeline.summarize.english import split_english, tidy

LEAST_CAPACITY = 32
"""Tokens that a model must take at least: a summary of fewer than four says nothing."""

_SHARE = 8  # a part summary has at most one such share of the capacity
_PART_WORDS = 60  # aimed at for a part summary, or the budget if that is more
_ROOM = 1.2  # tokens over the budget, so that a last sentence can be brought to its end

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the model wrote.

    Attributes:
        text: as decoded; may be empty.
        finished: the model ended it; false where it ran into the limit.
    """

    text: str
    finished: bool


@dataclass(frozen=True, slots=True)
class Length:
    """Bounds of a summary, in target tokens."""

    min_tokens: int
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Condensed:
    """A summary of the whole article and how it came about.

    Attributes:
        draft: the last one, of all that went before.
        length: what the last one was held to.
        parts: in how many the article was read.
        shortened: how many part summaries lost an end that the model left unfinished or that
            was too long.
    """

    draft: Draft
    length: Length
    parts: int
    shortened: int = 0


class Writer(Protocol):
    """Writes one summary; what :func:`condense` needs of a model."""

    @property
    def capacity(self) -> int:
        """Tokens of text taken at once."""
        ...

    @property
    def target_limit(self) -> int:
        """Tokens written at once, special ones counted."""
        ...

    def count(self, text: str) -> int:
        """Tokens of a text."""
        ...

    def write(self, text: str, length: Length) -> Draft:
        """Summarise a text that fits."""
        ...


def condense(
    paragraphs: Sequence[Sequence[str]],
    words: int,
    writer: Writer,
    progress: Progress | None = None,
) -> Condensed:
    """Summarise an article of any length.

    Args:
        paragraphs: the sentences of each paragraph; not all blank.
        words: budget of the summary, in words.
        writer: summarises what fits.
        progress: called with ``(done, total)`` texts, before the first and after each; the
            total grows where part summaries need parts of their own.

    Raises:
        ModelLoadError: the model takes too little text at once to be of use.
        GenerationError: see :func:`pipeline.summarize.chunks.parts`, or the part summaries do
            not get fewer.
    """
    if writer.capacity < LEAST_CAPACITY:
        raise ModelLoadError(
            f"The summariser takes only {max(0, writer.capacity)} tokens of text.",
            hint=f"It must take {LEAST_CAPACITY}; check max_source_tokens in models.yaml.",
        )
    report = progress or (lambda _done, _total: None)
    ratio = _tokens_per_word(paragraphs, writer)
    current: Sequence[Sequence[str]] = paragraphs
    first = previous = done = shortened = 0
    while True:
        texts = parts(current, writer.capacity, writer.count)
        first = first or len(texts)
        if len(texts) <= 1:
            text = "".join(texts)
            length = final_length(words, ratio, writer.count(text), writer.target_limit)
            report(done, done + 1)
            draft = writer.write(text, length) if text else Draft("", finished=True)
            report(done + 1, done + 1)
            return Condensed(draft, length, parts=first, shortened=shortened)
        if previous and len(texts) >= previous:  # no tokenizer known makes this happen
            raise GenerationError(
                f"The summaries of {previous} parts of the wire do not get shorter.",
                hint="Choose another summariser, such as the one of the profile embedded.",
            )
        previous = len(texts)
        report(done, done + len(texts) + 1)
        summaries: list[tuple[str, ...]] = []
        for text in texts:
            length = part_length(words, ratio, writer)
            draft = writer.write(text, length)
            sentences, whole = shrink(draft, length.max_tokens, writer.count)
            shortened += not whole
            summaries.append(sentences)
            done += 1
            report(done, done + previous - len(summaries) + 1)
        current = summaries


def final_length(words: int, ratio: float, source: int, target_limit: int) -> Length:
    """Bounds of the summary itself.

    Args:
        words: budget.
        ratio: tokens per word.
        source: tokens of what is summarised: a summary is no longer than that, and a model
            must not be made to write much about little.
        target_limit: of the model; two are kept for the marks at both ends.
    """
    wanted = math.ceil(words * ratio * _ROOM) + 8
    most = max(1, min(wanted, max(source, 16), target_limit - 2))
    least = min(int(words * ratio * 0.4), source // 3, most // 2)
    return Length(max(1, least), most)


def part_length(words: int, ratio: float, writer: Writer) -> Length:
    """Bounds of the summary of a part."""
    wanted = math.ceil(max(words, _PART_WORDS) * ratio)
    most = max(1, min(wanted, writer.capacity // _SHARE, writer.target_limit - 2))
    return Length(max(1, most // 4), most)


def shrink(draft: Draft, most: int, count: Callable[[str], int]) -> tuple[tuple[str, ...], bool]:
    """The sentences of a part summary that fit in ``most`` tokens, and whether all do.

    An unfinished last sentence goes, unless it is the only one. Text read again can have more
    tokens than were written; without this the rounds might never end.
    """
    sentences = [tidy(sentence) for sentence in split_english(draft.text)]
    kept = sentences[:-1] if unfinished(draft, sentences) and len(sentences) > 1 else sentences
    while len(kept) > 1 and count(" ".join(kept)) > most:
        kept = kept[:-1]
    if kept and count(kept[0]) > most:
        kept = [_prefix(kept[0], most, count)]
    kept = [sentence for sentence in kept if sentence]
    return tuple(kept), kept == sentences


def unfinished(draft: Draft, sentences: Sequence[str]) -> bool:
    """Whether the last sentence was broken off."""
    closed = bool(sentences) and sentences[-1].rstrip("\"'”’)]").endswith((".", "!", "?", "…"))
    return bool(sentences) and not draft.finished and not closed


def _prefix(sentence: str, most: int, count: Callable[[str], int]) -> str:
    """The longest run of first words, or else of first characters, within ``most`` tokens."""
    for pieces, glue in ((sentence.split(" "), " "), (list(sentence), "")):
        low, high = 0, len(pieces)
        while low < high:
            middle = (low + high + 1) // 2
            if count(glue.join(pieces[:middle])) <= most:
                low = middle
            else:
                high = middle - 1
        if low:
            return glue.join(pieces[:low])
    return ""


def _tokens_per_word(paragraphs: Sequence[Sequence[str]], writer: Writer) -> float:
    """Of this article with this model: 1.3 in plain English, more with many names."""
    tokens = words = 0
    for sentences in paragraphs:
        text = " ".join(sentences)
        tokens += writer.count(text)
        words += len(text.split())
    # A text without spaces, or of one long link, must not ask for a summary of its length.
    return min(4.0, max(1.0, tokens / max(1, words)))
