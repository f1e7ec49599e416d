"""A small ranker, trained on which sentences of a French story an editor's summary is near.

Three parts, all stored in ``extractive.json`` beside this module: boosted regression trees
that score a sentence, boosted trees that give each word's chance to be in the summary, and
a few linear weights that put both together for a *set* of sentences, so that a second
sentence is worth what it adds to the first (Hong and Nenkova 2014 for the words; the joint
choice as in Gillick and Favre 2009).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from operator import mul

from pipeline import trees
from pipeline.errors import ModelIntegrityError
from pipeline.summarize.features import FEATURE_VERSION, Analysis, Frequencies, Story
from pipeline.trees import Boosted

SET_FEATURES = (
    "sum",
    "best",
    "mean",
    "coverage",
    "pair_coverage",
    "repeats",
    "first_position",
    "neighbours",
)
"""What a set of sentences is judged by, see :meth:`Scores.of_set`."""


class _Chances(dict[str, float]):
    """The chance of each stem, worked out when it is first asked for: most never are."""

    def __init__(self, boosted: Boosted, rows: Mapping[str, Sequence[float]]) -> None:
        super().__init__()
        self._boosted, self._rows = boosted, rows

    def __missing__(self, one: str) -> float:
        chance = 1.0 / (1.0 + math.exp(-self._boosted.predict(self._rows[one])))
        self[one] = chance
        return chance


class _Together(dict[tuple[str, str], float]):
    """The product of the chances of each pair, likewise."""

    def __init__(self, chances: Mapping[str, float]) -> None:
        super().__init__()
        self._chances = chances

    def __missing__(self, pair: tuple[str, str]) -> float:
        self[pair] = product = self._chances[pair[0]] * self._chances[pair[1]]
        return product


@dataclass(frozen=True, slots=True)
class Scores:
    """What the ranker thinks of one story.

    Attributes:
        analysis: the story in numbers.
        sentences: a score a sentence; higher is better.
        chances: for each content stem, the chance that it is in an editor's summary.
        together: for each pair of neighbouring stems, the product of theirs.
        weights: of :data:`SET_FEATURES`.
    """

    analysis: Analysis
    sentences: tuple[float, ...]
    chances: Mapping[str, float]
    weights: tuple[float, ...]
    together: Mapping[tuple[str, str], float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "together", _Together(self.chances))

    def of_set(self, chosen: Sequence[int]) -> float:
        """The worth of a brief made of these sentences, higher is better.

        Args:
            chosen: numbers of sentences, ascending, at least one.
        """
        return math.fsum(map(mul, self.weights, self.set_row(chosen)))

    def set_row(self, chosen: Sequence[int]) -> tuple[float, ...]:
        """The row of :data:`SET_FEATURES` of a set of sentences."""
        analysis, lengths = self.analysis, self.analysis.lengths
        chance = self.chances.__getitem__
        scores = [self.sentences[number] for number in chosen]
        words = [lengths[number] for number in chosen]
        kinds: set[str] = set()
        neighbours: set[tuple[str, str]] = set()
        repeats = 0
        for number in chosen:
            own = analysis.kinds[number]
            repeats += len(kinds & own)
            kinds |= own
            neighbours |= analysis.neighbours[number]
        return (
            sum(scores),
            max(scores),
            sum(map(mul, scores, words)) / max(1, sum(words)),
            math.fsum(map(chance, kinds)),
            math.fsum(map(self.together.__getitem__, neighbours)),
            float(repeats),
            float(min(chosen[0], 40)),
            float(sum(after - before == 1 for before, after in pairwise(chosen))),
        )


@dataclass(frozen=True, slots=True)
class Ranker:
    """The stored ranker."""

    digest: str
    frequencies: Frequencies
    sentence: Boosted
    word: Boosted
    weights: tuple[float, ...]

    def score(self, story: Story) -> Scores:
        """Score every sentence of a story and every word of it."""
        analysis = Analysis(story, self.frequencies)
        return Scores(
            analysis=analysis,
            sentences=tuple(map(self.sentence.predict, analysis.sentence_rows())),
            chances=_Chances(self.word, analysis.word_rows()),
            weights=self.weights,
        )


def _check_version(version: object) -> None:
    if version != FEATURE_VERSION:
        raise ValueError(version)


def parse(data: bytes) -> Ranker:
    """Read a stored ranker.

    Raises:
        ModelIntegrityError: it is damaged, or was trained with other features.
    """
    try:
        stored = json.loads(data)
        _check_version(stored["feature_version"])
        return Ranker(
            digest=sha256(data).hexdigest(),
            frequencies=Frequencies(
                {str(key): float(value) for key, value in stored["idf"].items()},
                float(stored["rare"]),
            ),
            sentence=trees.parse(stored["sentence"]),
            word=trees.parse(stored["word"]),
            weights=tuple(float(stored["set"][name]) for name in SET_FEATURES),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelIntegrityError(
            "The extractive summariser's weights (summarize/extractive.json) are damaged or "
            "belong to another version of depeche.",
            hint="Install depeche again.",
        ) from error


@cache
def load() -> Ranker:
    """The ranker that ships in the package, read once.

    Raises:
        ModelIntegrityError: see :func:`parse`; also where the file is missing.
    """
    try:
        data = files("pipeline.summarize").joinpath("extractive.json").read_bytes()
    except OSError as error:
        raise ModelIntegrityError(
            "The extractive summariser's weights (summarize/extractive.json) are missing.",
            hint="Install depeche again.",
        ) from error
    return parse(data)
