"""Measuring translation: BLEU, chrF and speed of a profile on test sets, against floors.

Scores are sacreBLEU's (Post 2018), each with the signature that makes it reproducible. The
floors are a file of ours: it pins the data by checksum, and the only thing that this module
ever does to a floor is to raise it.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.article import Role, Sentence
from pipeline.brief import Chain
from pipeline.errors import ConfigError, InputError, QualityError, UsageError
from pipeline.files import is_file, write_atomically

WARM_UP = 8
"""Sentences translated before the clock starts, so that loading is not counted."""

MEASURES = ("bleu", "chrf", "speed")
"""What a floor may be for; the first two are raised by :func:`raise_floors`."""


@dataclass(frozen=True, slots=True)
class TestSet:
    """Parallel sentences to measure on.

    Attributes:
        name: such as ``newstest2013``.
        source: file of French sentences, one a line.
        reference: file of their English, line by line.
        sha256: digests of source and reference; empty where they are not pinned.
    """

    __test__ = False  # not a test, whatever its name says to pytest

    name: str
    source: Path
    reference: Path
    sha256: tuple[str, str] = ("", "")

    @property
    def here(self) -> bool:
        """Whether both files are there."""
        return is_file(self.source) and is_file(self.reference)


@dataclass(frozen=True, slots=True)
class Score:
    """What one test set gave.

    Attributes:
        name: of the set.
        sentences: how many.
        bleu: 0 to 100.
        chrf: chrF2, 0 to 100.
        speed: sentences per second of wall time, model loaded, nothing cached.
        bleu_signature: sacreBLEU's.
        chrf_signature: sacreBLEU's.
    """

    name: str
    sentences: int
    bleu: float
    chrf: float
    speed: float
    bleu_signature: str
    chrf_signature: str


@dataclass(frozen=True, slots=True)
class Floors:
    """The sets that are measured by default, and what each profile must reach on them."""

    path: Path
    sets: tuple[TestSet, ...]
    floors: Mapping[str, Mapping[str, Mapping[str, float]]]


def read_floors(path: Path) -> Floors:
    """Read the file of floors; paths in it are relative to it.

    Raises:
        ConfigError: it is missing or has another form.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
        sets = tuple(
            TestSet(
                name,
                path.parent / entry["source"],
                path.parent / entry["reference"],
                (entry["sha256"]["source"], entry["sha256"]["reference"]),
            )
            for name, entry in raw["sets"].items()
        )
        floors = {
            profile: {
                name: {_measure(measure): float(floor) for measure, floor in held.items()}
                for name, held in of_sets.items()
            }
            for profile, of_sets in raw["floors"].items()
        }
        return Floors(path, sets, floors)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{path} is not a file of floors: {error!r}.",
            hint="See benchmarks/translation.floors.json for the form.",
        ) from error


def _measure(name: str) -> str:
    if name not in MEASURES:
        raise ValueError(f"{name!r} is none of {', '.join(MEASURES)}")
    return name


def read_set(test_set: TestSet, limit: int | None = None) -> tuple[list[str], list[str]]:
    """The sentences of both sides.

    Raises:
        InputError: a file cannot be read, is not the pinned one, is empty or not UTF-8, or
            the sides differ in their number of lines.
    """
    sides = []
    for path, digest in zip((test_set.source, test_set.reference), test_set.sha256, strict=True):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}.") from error
        if digest and hashlib.sha256(data).hexdigest() != digest:
            raise InputError(
                f"{path} is not the file that the floors of {test_set.name} were measured on.",
                hint="Its SHA-256 differs; put the original back.",
            )
        try:
            sides.append(data.decode("utf-8").split("\n"))
        except UnicodeDecodeError as error:
            raise InputError(f"{path} is not UTF-8.", hint="Convert it to UTF-8.") from error
    source, reference = ([line.strip() for line in side] for side in sides)
    while source and reference and not source[-1] and not reference[-1]:
        source.pop()
        reference.pop()
    if len(source) != len(reference):
        raise InputError(
            f"{test_set.name}: {len(source)} lines of source, {len(reference)} of reference."
        )
    if not source:
        raise InputError(f"{test_set.name} holds no sentences.", hint=f"Check {test_set.source}.")
    return source[:limit], reference[:limit]


def evaluate(chain: Chain, test_set: TestSet, *, limit: int | None = None) -> Score:
    """Translate a test set and score it.

    Args:
        chain: should have no cache, or the speed measures that.
        test_set: what to measure on.
        limit: only the first so many sentences.

    Raises:
        InputError: as :func:`read_set`.
        UsageError: sacreBLEU is not installed.
        ModelError, GenerationError: as :meth:`pipeline.brief.Chain.translate`.
    """
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ImportError as error:
        raise UsageError(
            "Measuring translation needs sacreBLEU.", hint="pip install 'depeche[train]'"
        ) from error
    source, reference = read_set(test_set, limit)
    sentences = [
        Sentence(f"p{number}.s1", f"p{number}", Role.PARAGRAPH, 0, len(text), text)
        for number, text in enumerate(source, 1)
    ]
    # Not from the set itself: what was warmed up could otherwise be counted as free.
    chain.translate([replace(s, text=f"Essai : {s.text}") for s in sentences[:WARM_UP]])
    start = time.perf_counter()
    output = [translation.text for translation in chain.translate(sentences)]
    seconds = time.perf_counter() - start
    bleu, chrf = BLEU(), CHRF()
    bleu_score = bleu.corpus_score(output, [reference])
    chrf_score = chrf.corpus_score(output, [reference])
    return Score(
        test_set.name,
        len(source),
        round(bleu_score.score, 2),
        round(chrf_score.score, 2),
        round(len(source) / seconds, 1),
        str(bleu.get_signature()),
        str(chrf.get_signature()),
    )


def under_floor(profile: str, scores: Sequence[Score], floors: Floors) -> list[str]:
    """What fell, one sentence each. A drop under 0.05, the rounding of published scores,
    is none.
    """
    found = []
    for score in scores:
        for measure, floor in floors.floors.get(profile, {}).get(score.name, {}).items():
            value = getattr(score, measure)
            if value < floor - 0.05:
                found.append(
                    f"{profile} on {score.name}: {measure} {value:.2f} is under its floor "
                    f"{floor:.2f}."
                )
    return found


def check(profile: str, scores: Sequence[Score], floors: Floors) -> None:
    """Fail when a figure fell.

    Raises:
        QualityError: names every figure under its floor.
    """
    if found := under_floor(profile, scores, floors):
        raise QualityError(
            " ".join(found),
            hint=f"If that is meant, lower the floor by hand in {floors.path} and say why.",
        )


def raise_floors(profile: str, scores: Sequence[Score], floors: Floors) -> list[str]:
    """Write the figures that are better than their floor into the file; returns what rose.

    Raises:
        OutputError: the file cannot be written.
    """
    raw: dict[str, Any] = json.loads(floors.path.read_text("utf-8"))
    rose = []
    for score in scores:
        entry = raw["floors"].setdefault(profile, {}).setdefault(score.name, {})
        for measure in MEASURES[:2]:
            value = getattr(score, measure)
            if value > entry.get(measure, -1.0):
                rose.append(f"{profile} on {score.name}: {measure} {value:.2f}")
                entry[measure] = value
    if rose:
        write_atomically(floors.path, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    return rose


def evaluate_all(
    chain: Chain,
    sets: Sequence[TestSet],
    *,
    limit: int | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> list[Score]:
    """Measure on every set that is here; ``note`` is told of those that are not.

    Raises:
        InputError: none is here.
    """
    scores = []
    for test_set in sets:
        if test_set.here:
            scores.append(evaluate(chain, test_set, limit=limit))
        else:
            note(f"{test_set.name} is not here ({test_set.source}); not measured.")
    if not scores:
        raise InputError(
            "No test set is here, so nothing was measured.",
            hint="Name one with --set NAME=SOURCE,REFERENCE.",
        )
    return scores
