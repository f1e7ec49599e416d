"""What can be counted in a French news story that tells which sentences matter.

Plain arithmetic over words: no model, no library, the same result on every machine (sums
over sets use :func:`math.fsum`, whose result does not depend on the order). Training and
use share this module; the stored ranker names the :data:`FEATURE_VERSION` it was trained
with.

Ideas: position, cue words and title words, Edmundson 1969; the mean probability of a
sentence's words, SumBasic (Nenkova and Vanderwende 2005); likeness to the whole story,
centroid (Radev et al. 2004), and to the other sentences, LexRank (Erkan and Radev 2004);
how likely a word is to be in a summary at all, Hong and Nenkova 2014.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

from pipeline.patterns import pattern
from pipeline.summarize import lexicon
from pipeline.text import for_model

FEATURE_VERSION = 1
"""Raised whenever a row of :class:`Analysis` changes for any story."""

STEM_LENGTH = 6
"""Letters of a word that are compared: a crude stem, enough for French inflection."""

MAX_COMPARED = 60
"""Sentences that LexRank compares with each other: the work grows with the square."""

_WORD = pattern(r"\w+(?:[.,]\d+)*")
_QUOTE = pattern(r'(?P<open>(?<![^\s(\[\'+–-])"(?=\S))|"')
_CAPITAL = pattern(r"\b[A-ZÀ-ÖØ-Þ]\w+")


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Inverse document frequencies of French news, natural logarithm.

    Attributes:
        table: by stem, for the common ones.
        rare: for every other.
    """

    table: Mapping[str, float]
    rare: float

    def of(self, one: str) -> float:
        """The inverse document frequency of one stem."""
        return self.table.get(one, self.rare)

    def total(self, stems: Iterable[str]) -> float:
        """The sum over stems, the same in whatever order they come."""
        return math.fsum(map(self.of, stems))


@dataclass(frozen=True, slots=True)
class Story:
    """What the ranker looks at.

    Attributes:
        title: the French headline; empty where the wire has none.
        sentences: running sentences in order.
        paragraphs: for each sentence, the number of its paragraph, from 0.
        sections: for each sentence, how many crossheads stand before it.
    """

    title: str
    sentences: tuple[str, ...]
    paragraphs: tuple[int, ...]
    sections: tuple[int, ...]


SENTENCE_FEATURES = (
    *("position", "position_log", "position_share", "from_end", "in_paragraph", "paragraph"),
    *("section", "story_sentences", "words", "words_against_mean", "has_title"),
    *("title_covered", "title_share", "title_pairs", "centroid", "lexrank", "near_first"),
    *("near_previous", "new_share", "mean_probability", "mean_idf", "sum_weight", "numbers"),
    *("years", "names", "name_frequency", "quoted", "opens_quoted", "speech", "days", "past"),
    *("past_perfect", "future", "first_person", "subordinate", "commas", "brackets"),
    *("question", "colon"),
)
"""The columns of :attr:`Analysis.sentence_rows`."""

WORD_FEATURES = (
    *("in_title", "has_title", "count", "sentences", "share", "first", "story_sentences"),
    *("idf", "digit", "capital", "letters"),
)
"""The columns of :attr:`Analysis.word_rows`."""


def stem(word: str) -> str:
    """The first :data:`STEM_LENGTH` letters in lower case; numbers whole."""
    word = word.lower()
    return word if word[:1].isdigit() else word[:STEM_LENGTH]


def content_stems(text: str) -> list[str]:
    """Stems of the words that are not stop words, in order.

    >>> content_stems("Les frappes de l'armée russe")
    ['frappe', 'armée', 'russe']
    """
    words = _WORD.findall(text.lower())
    return [stem(word) for word in words if word not in lexicon.STOPWORDS]


def pairs(stems: Sequence[str]) -> set[tuple[str, str]]:
    """Neighbours, as a set."""
    return set(pairwise(stems))


@dataclass(frozen=True, slots=True)
class Quotation:
    """How a sentence stands to quotation marks.

    Attributes:
        share: of its characters inside quotes.
        opens: whether it begins with a quotation or in the middle of one.
        cut: whether it begins or ends in the middle of one.
        outside: what stands outside.
    """

    share: float
    opens: bool
    cut: bool
    outside: str


def quotations(texts: Sequence[str], paragraphs: Sequence[int]) -> list[Quotation]:
    """How each sentence stands to quotation marks.

    A quotation may run over several sentences of a paragraph; wires open it again at each
    paragraph, so one that was never closed ends there. A mark opens where no letter stands
    before it, and closes elsewhere, so that one forgotten mark does no harm further on.

    Args:
        texts: sentences normalised by :func:`pipeline.text.for_model`.
        paragraphs: the number of each one's paragraph.
    """
    found: list[Quotation] = []
    inside = False
    for number, text in enumerate(texts):
        if number == 0 or paragraphs[number] != paragraphs[number - 1]:
            inside = False
        marks = [(mark.start(), bool(mark.group("open"))) for mark in _QUOTE.finditer(text)]
        if marks:  # the first mark tells whether the sentence began inside
            inside = not marks[0][1]
        begins, since = inside, 0
        quoted, outside = 0, []
        for place, opening in marks:
            if inside and not opening:
                quoted += place - since
            elif not inside:
                outside.append(text[since:place])
            inside, since = opening, place + 1
        if inside:
            quoted += len(text) - since
        else:
            outside.append(text[since:])
        found.append(
            Quotation(
                share=quoted / max(1, len(text)),
                opens=begins or bool(marks and marks[0] == (0, True)),
                cut=begins or inside,
                outside=" ".join(outside),
            )
        )
    return found


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[key] for key, value in one.items() if key in other)


def lexrank(vectors: Sequence[Mapping[str, float]]) -> list[float]:
    """Continuous LexRank, damping 0.85, 12 rounds, scaled to a mean of 1.

    Sentences behind the first :data:`MAX_COMPARED` get 0.
    """
    count = min(len(vectors), MAX_COMPARED)
    matrix = [[0.0] * count for _ in range(count)]
    for row in range(count):
        for column in range(row):
            likeness = cosine(vectors[row], vectors[column])
            matrix[row][column] = matrix[column][row] = likeness
    sums = [sum(row) or 1.0 for row in matrix]
    ranks = [1.0] * count
    for _ in range(12):
        flow = [rank / total for rank, total in zip(ranks, sums, strict=True)]
        ranks = [0.15 + 0.85 * sum(map(mul, row, flow)) for row in matrix]
    return ranks + [0.0] * (len(vectors) - count)


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {key: value / length for key, value in weights.items()}


class Analysis:
    """A story in numbers.

    Attributes:
        texts: the sentences, normalised.
        lengths: white-space separated words of each.
        stems: content stems of each, in order.
        kinds: the same, each once.
        neighbours: pairs of neighbouring stems of each.
        quotations: see :func:`quotations`.
        title: content stems of the title.
    """

    def __init__(self, story: Story, frequencies: Frequencies) -> None:
        self._story = story
        self._idf = frequencies
        self.texts = [for_model(sentence) for sentence in story.sentences]
        self.lengths = [len(text.split()) for text in self.texts]
        self.stems = [content_stems(text) for text in self.texts]
        self.kinds = [frozenset(row) for row in self.stems]
        self.neighbours = [pairs(row) for row in self.stems]
        self.quotations = quotations(self.texts, story.paragraphs)
        self.title = content_stems(for_model(story.title))
        self._counts = Counter(one for row in self.stems for one in row)
        self.vectors = [
            _unit({key: count * frequencies.of(key) for key, count in Counter(row).items()})
            for row in self.stems
        ]

    def sentence_rows(self) -> list[tuple[float, ...]]:
        """One row of :data:`SENTENCE_FEATURES` a sentence."""
        places = self._places()
        likeness = self._likeness()
        return [
            (
                *places[number],
                *self._title(number),
                *likeness[number],
                *self._words(number),
                *self._cues(number),
            )
            for number in range(len(self.texts))
        ]

    def word_rows(self) -> dict[str, tuple[float, ...]]:
        """One row of :data:`WORD_FEATURES` a stem of the story, in order of appearance."""
        total = sum(self._counts.values()) or 1
        inside = Counter(one for row in self.stems for one in dict.fromkeys(row))
        capitals = Counter(stem(word) for text in self.texts for word in _CAPITAL.findall(text))
        first: dict[str, int] = {}
        for number, row in enumerate(self.stems):
            for one in row:
                first.setdefault(one, number)
        title = set(self.title)
        return {
            one: (
                float(one in title),
                float(bool(title)),
                float(count),
                float(inside[one]),
                count / total * 100,
                float(first[one]),
                float(len(self.stems)),
                self._idf.of(one),
                float(one[0].isdigit()),
                capitals[one] / count,
                float(len(one)),
            )
            for one, count in self._counts.items()
        }

    def _places(self) -> list[tuple[float, ...]]:
        story, count = self._story, len(self.texts)
        mean = sum(self.lengths) / max(1, count)
        rows: list[tuple[float, ...]] = []
        within = 0
        for number, length in enumerate(self.lengths):
            fresh = number == 0 or story.paragraphs[number] != story.paragraphs[number - 1]
            within = 0 if fresh else within + 1
            rows.append(
                (
                    min(number, 40.0),
                    math.log1p(number),
                    number / count,
                    min(count - number, 20.0),
                    min(within, 5.0),
                    min(story.paragraphs[number], 40.0),
                    min(story.sections[number], 6.0),
                    min(count, 80.0),
                    min(length, 80.0),
                    length / max(1.0, mean),
                )
            )
        return rows

    def _title(self, number: int) -> tuple[float, ...]:
        title, row = set(self.title), self.stems[number]
        shared = self._idf.total(title.intersection(row))
        return (
            float(bool(title)),
            shared / (self._idf.total(title) or 1.0),
            shared / (self._idf.total(set(row)) or 1.0),
            float(len(pairs(self.title) & self.neighbours[number])),
        )

    def _likeness(self) -> list[tuple[float, ...]]:
        vectors = self.vectors
        summed: dict[str, float] = {}
        for vector in vectors:
            for key, value in vector.items():
                summed[key] = summed.get(key, 0.0) + value
        centroid, ranks = _unit(summed), lexrank(vectors)
        seen: set[str] = set()
        rows: list[tuple[float, ...]] = []
        for number, vector in enumerate(vectors):
            rows.append(
                (
                    cosine(vector, centroid),
                    ranks[number],
                    cosine(vector, vectors[0]) if number else 0.0,
                    cosine(vector, vectors[number - 1]) if number else 0.0,
                    self._idf.total(vector.keys() - seen) / (self._idf.total(vector) or 1.0),
                )
            )
            seen.update(vector)
        return rows

    def _words(self, number: int) -> tuple[float, ...]:
        row, counts = self.stems[number], self._counts
        total = sum(counts.values()) or 1
        size = max(1, len(row))
        return (
            sum(counts[one] for one in row) / size / total * 100,
            self._idf.total(row) / size,
            math.fsum(math.log(counts[one]) * self._idf.of(one) for one in set(row)),
        )

    def _cues(self, number: int) -> tuple[float, ...]:
        text = self.texts[number]
        names = [stem(name.split("'")[-1]) for name in lexicon.NAME.findall(text)]
        quotation = self.quotations[number]
        return (
            min(6.0, len(lexicon.NUMBER.findall(text))),
            min(3.0, len(lexicon.YEAR.findall(text))),
            min(10.0, len(names)),
            sum(math.log1p(self._counts[name]) for name in names) / max(1, len(names)),
            quotation.share,
            float(quotation.opens),
            min(2.0, len(lexicon.SPEECH.findall(text))),
            min(2.0, len(lexicon.DAY.findall(text))),
            min(3.0, len(lexicon.PAST.findall(text))),
            min(3.0, len(lexicon.PAST_PERFECT.findall(text))),
            min(3.0, len(lexicon.FUTURE.findall(text))),
            min(3.0, len(lexicon.FIRST_PERSON.findall(text))),
            min(3.0, len(lexicon.SUBORDINATE.findall(text))),
            min(8.0, text.count(",")),
            min(3.0, text.count("(")),
            float("?" in text),
            float(":" in text),
        )
