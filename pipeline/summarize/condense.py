"""From an article of any length to one draft: in parts where need be, then together.

Every sentence reaches the model. Where the article fits it is summarised at once; else each
part is, and the part summaries are summarised in turn until they fit together. That ends:
a part summary is held to an eighth of what the model takes, so that a round leaves at most
about a seventh of the parts of the round before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.errors import DepecheError, GenerationError, ModelError, ModelLoadError
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


Ask = tuple[str, Length]
"""A text that fits, and the bounds of its summary."""

Round = list[Ask]
"""What is to be written before an article can go on."""


class Writer(Protocol):
    """Writes summaries; what :func:`condense` needs of a model."""

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

    def write_many(
        self, asks: Sequence[Ask], progress: Callable[[int], None]
    ) -> list[Draft | GenerationError]:
        """Summarise texts that fit, of whatever articles; in order, an error for each that
        failed.

        Args:
            asks: texts and bounds.
            progress: called with how many are done, from time to time.

        Raises:
            ModelError: the model cannot be used at all.
        """
        ...


def condense(
    paragraphs: Sequence[Sequence[str]],
    words: int,
    writer: Writer,
    progress: Progress | None = None,
) -> Condensed:
    """Summarise an article of any length; see :func:`condense_many`.

    Raises:
        ModelLoadError: the model takes too little text at once to be of use.
        GenerationError: the model failed; see :func:`pipeline.summarize.chunks.parts`; or the
            part summaries do not get fewer.
    """
    (made,) = condense_many([(paragraphs, words)], writer, progress)
    if isinstance(made, DepecheError):
        raise made
    return made


def condense_many(
    articles: Sequence[tuple[Sequence[Sequence[str]], int]],
    writer: Writer,
    progress: Progress | None = None,
) -> list[Condensed | DepecheError]:
    """Summarise articles of any length; all that can be written at a time is given to the
    writer together.

    Args:
        articles: of each, the sentences of its paragraphs and the budget of its summary, in
            words.
        writer: summarises what fits.
        progress: called with ``(done, total)`` texts; the total grows where part summaries
            need parts of their own.

    Returns:
        In the order of the articles; for one that fails, its error, as :func:`condense` raises
        it.
    """
    report = progress or (lambda _done, _total: None)
    made: dict[int, Condensed | DepecheError] = {}
    runs = [_rounds(paragraphs, words, writer) for paragraphs, words in articles]
    waiting: dict[int, Round] = {}

    def go_on(number: int, drafts: list[Draft] | None) -> None:
        try:
            # A generator that has not begun takes nothing but None.
            waiting[number] = next(runs[number]) if drafts is None else runs[number].send(drafts)
        except StopIteration as end:
            made[number] = end.value
        except DepecheError as error:
            made[number] = error

    for number in range(len(runs)):
        go_on(number, None)
    done = 0
    while waiting:
        now, waiting = waiting, {}
        asks = [ask for round_ in now.values() for ask in round_]
        # What is read in parts has a summary of them to come, at least.
        total = done + len(asks) + sum(len(round_) > 1 for round_ in now.values())
        report(done, total)

        def moved(count: int, done: int = done, total: int = total) -> None:
            report(done + count, total)

        try:
            drafts = iter(writer.write_many(asks, moved))
        except ModelError as error:
            made.update(dict.fromkeys(now, error))
            break
        done += len(asks)
        for number, round_ in now.items():
            got = [next(drafts) for _ in round_]
            failed = next((draft for draft in got if isinstance(draft, GenerationError)), None)
            if failed is None:
                go_on(number, [draft for draft in got if isinstance(draft, Draft)])
            else:
                made[number] = failed
    return [made[number] for number in range(len(runs))]


def _rounds(
    paragraphs: Sequence[Sequence[str]], words: int, writer: Writer
) -> Generator[Round, list[Draft], Condensed]:
    """Yield what must be written next, several parts or the one summary; take the drafts."""
    if writer.capacity < LEAST_CAPACITY:
        raise ModelLoadError(
            f"The summariser takes only {max(0, writer.capacity)} tokens of text.",
            hint=f"It must take {LEAST_CAPACITY}; check max_source_tokens in models.yaml.",
        )
    ratio = _tokens_per_word(paragraphs, writer)
    current: Sequence[Sequence[str]] = paragraphs
    first = previous = shortened = 0
    while True:
        texts = parts(current, writer.capacity, writer.count)
        first = first or len(texts)
        if len(texts) <= 1:
            text = "".join(texts)
            length = final_length(words, ratio, writer.count(text), writer.target_limit)
            draft = (yield [(text, length)])[0] if text else Draft("", finished=True)
            return Condensed(draft, length, parts=first, shortened=shortened)
        if previous and len(texts) >= previous:  # no tokenizer known makes this happen
            raise GenerationError(
                f"The summaries of {previous} parts of the wire do not get shorter.",
                hint="Choose another summariser, such as the one of the profile embedded.",
            )
        previous = len(texts)
        length = part_length(words, ratio, writer)
        summaries: list[tuple[str, ...]] = []
        for draft in (yield [(text, length) for text in texts]):
            sentences, whole = shrink(draft, length.max_tokens, writer.count)
            shortened += not whole
            summaries.append(sentences)
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
    # A text without spaces, or of one long link, must not ask for a summary of its length. To a
    # quarter, because only summaries with the same bounds can be written in one batch.
    return min(4.0, max(1.0, round(4 * tokens / max(1, words)) / 4))
