from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DepecheError, GenerationError, ModelIntegrityError, ModelLoadError
from pipeline.summarize.condense import (
    Ask,
    Condensed,
    Draft,
    Length,
    condense,
    condense_many,
    final_length,
    shrink,
)


@dataclass
class WordWriter:
    """Counts words; writes the first words of what it reads, and records all it read."""

    capacity: int = 40
    target_limit: int = 40
    finished: bool = True
    greedy: bool = False  # writes all it is allowed, and more than it was given
    read: list[str] = field(default_factory=list)
    lengths: list[Length] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)
    fails_on: str = "\0"

    def count(self, text: str) -> int:
        return len(text.split())

    def write_many(
        self, asks: Sequence[Ask], progress: Callable[[int], None]
    ) -> list[Draft | GenerationError]:
        self.rounds.append(len(asks))
        made: list[Draft | GenerationError] = []
        for text, length in asks:
            if self.fails_on in text:
                made.append(GenerationError(f"It stumbled over {self.fails_on}."))
            else:
                made.append(self.write(text, length))
            progress(len(made))
        return made

    def write(self, text: str, length: Length) -> Draft:
        assert self.count(text) <= self.capacity
        assert 1 <= length.min_tokens <= length.max_tokens <= self.target_limit
        self.read.append(text)
        self.lengths.append(length)
        words = ["more"] * length.max_tokens if self.greedy else text.split()
        return Draft(" ".join(words[: length.max_tokens]), self.finished)


def test_an_article_that_fits_is_summarised_at_once() -> None:
    writer = WordWriter()
    condensed = condense([["A b c."], ["D e f."]], 4, writer)
    assert writer.read == ["A b c. D e f."]
    assert condensed.parts == 1
    assert condensed.shortened == 0


def test_a_longer_one_in_parts_and_then_together() -> None:
    writer = WordWriter()
    calls: list[tuple[int, int]] = []
    paragraphs = [[f"P{number} has these five words."] for number in range(20)]
    condensed = condense(paragraphs, 10, writer, lambda done, total: calls.append((done, total)))
    assert condensed.parts == 3
    assert len(writer.read) == 4
    assert calls[0] == (0, 4)
    assert calls[-1] == (4, 4)
    assert all(done <= total for done, total in calls)
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)


LONG = st.lists(
    st.lists(st.text(alphabet="ab .", min_size=1, max_size=200), min_size=1, max_size=6),
    max_size=12,
)


@given(paragraphs=LONG, words=st.integers(1, 300), greedy=st.booleans(), finished=st.booleans())
def test_every_sentence_reaches_the_model_and_it_ends(
    paragraphs: list[list[str]], words: int, greedy: bool, finished: bool
) -> None:
    writer = WordWriter(greedy=greedy, finished=finished)
    condensed = condense(paragraphs, words, writer)
    given_text = "".join("".join(map("".join, paragraphs)).split())
    first_round = "".join("".join(writer.read[: condensed.parts]).split())
    assert first_round == given_text
    assert bool(condensed.draft.text) == bool(given_text)


def test_a_very_long_article_takes_several_rounds() -> None:
    writer = WordWriter(greedy=True)
    condensed = condense([["word " * 30 + "."]] * 300, 90, writer)
    assert condensed.parts >= 300
    assert len(writer.read) < condensed.parts * 1.3
    assert all(length.max_tokens <= 5 for length in writer.lengths[:-1])


def test_a_model_that_takes_almost_nothing_is_refused() -> None:
    with pytest.raises(ModelLoadError, match="only 12 tokens"):
        condense([["A b."]], 90, WordWriter(capacity=12))


@pytest.mark.parametrize("words", [1, 10, 90, 1000])
@pytest.mark.parametrize("source", [1, 5, 40, 1000])
def test_lengths_are_in_bounds(words: int, source: int) -> None:
    length = final_length(words, 1.3, source, 128)
    assert 1 <= length.min_tokens <= length.max_tokens <= 126
    assert length.max_tokens <= max(source, 16)


def count(text: str) -> int:
    return len(text.split())


def test_part_summaries_lose_an_unfinished_end() -> None:
    assert shrink(Draft("A b c. And then", finished=False), 9, count) == (("A b c.",), False)
    assert shrink(Draft("A b c. Done.", finished=False), 9, count) == (("A b c.", "Done."), True)
    assert shrink(Draft("And then", finished=False), 9, count) == (("And then",), True)


def test_part_summaries_are_held_to_their_length() -> None:
    assert shrink(Draft("A b c. D e f.", finished=True), 4, count) == (("A b c.",), False)
    assert shrink(Draft("A b c d e f.", finished=True), 4, count) == (("A b c d",), False)
    assert shrink(Draft("abcdef", finished=True), 4, len) == (("Abcd",), False)
    assert shrink(Draft(" ", finished=True), 4, count) == ((), True)


STORIES = [
    [[f"P{number} has these five words."] for number in range(20)],
    [["A b c."], ["D e f."]],
    [],
    [["word " * 30 + "."]] * 60,
]


def test_articles_are_written_together_and_come_out_as_alone() -> None:
    writer = WordWriter()
    asked = [(story, 10) for story in STORIES]
    made = condense_many(asked, writer)
    assert made == [condense(story, words, WordWriter()) for story, words in asked]
    # The parts of all in one round, and not one round an article.
    assert writer.rounds[0] == 3 + 1 + 60
    assert len(writer.rounds) == max(_rounds(story) for story in STORIES)


def _rounds(story: list[list[str]]) -> int:
    writer = WordWriter()
    condense(story, 10, writer)
    return len(writer.rounds)


@pytest.mark.parametrize("fails_on", ["P19", "A b", "P3 has these five words."])
def test_an_article_fails_alone(fails_on: str) -> None:
    made = condense_many([(story, 10) for story in STORIES], WordWriter(fails_on=fails_on))
    failed = [fails_on in str(story) for story in STORIES]
    assert [isinstance(one, DepecheError) for one in made] == failed
    assert sum(failed) == 1
    for one, story in zip(made, STORIES, strict=True):
        if isinstance(one, Condensed):
            assert one == condense(story, 10, WordWriter())


def test_a_model_that_cannot_be_used_fails_what_still_waits() -> None:
    class Breaks(WordWriter):
        def write_many(
            self, asks: Sequence[Ask], progress: Callable[[int], None]
        ) -> list[Draft | GenerationError]:
            if self.rounds:
                raise ModelIntegrityError("A byte has changed.")
            return super().write_many(asks, progress)

    made = condense_many([(story, 10) for story in STORIES], Breaks())
    assert [type(one) for one in made] == [
        ModelIntegrityError,
        Condensed,
        Condensed,
        ModelIntegrityError,
    ]
