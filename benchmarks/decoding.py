"""What each way of searching costs, and what it costs in BLEU.

    python benchmarks/decoding.py                     # the default profile's model, all trials
    python benchmarks/decoding.py -n 600 --only beam

The trials take turns, in rounds, over the same lines of newstest2012, and each round's times
are divided by those of the first trial in that round: what else the machine does meanwhile
weighs on all of them. *cpu* is the median of these ratios in CPU time of this process, all
threads, *wall* in time by the clock. Nothing is repaired. BLEU is sacreBLEU's.
"""

from __future__ import annotations

import argparse
import functools
import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from benchmarks.repair import Memory  # noqa: E402 # after the path
from benchmarks.robustness import SHARED  # noqa: E402 # after the path
from pipeline.models.runtime import available_cores, load_translator  # noqa: E402 # after the path
from pipeline.text import for_model  # noqa: E402 # after the path
from pipeline.translate.base import END, by_length  # noqa: E402 # after the path
from pipeline.translate.rules import tidy  # noqa: E402 # after the path

Batch = Sequence[Sequence[str]]
COMPUTE_TYPES = ("int8", "int8_bfloat16", "int16", "float32")


@dataclass(frozen=True, slots=True)
class Way:
    """A way of searching.

    Attributes:
        name: for the table; trials of one kind share its first word.
        beam: width.
        hypotheses: of the beam, given back.
        tokens: source tokens handed over at once; 0 for all there are.
        exact: only sources of one length share a batch.
        compute_type: of the arithmetic.
        threads: of each worker; there are as many workers as keep the cores busy.
        above: score over which a greedy hypothesis is taken, and no beam is searched.
        alone: each source is a batch; a vocabulary map is made for the words of a batch, so
            that only then a translation does not depend on its company.
        vmap: a file with a vocabulary map (``source pieces<TAB>target pieces``, a line without
            source for those that are always allowed).
        whole: every piece is scored, those too that the model never puts out.
    """

    name: str
    beam: int
    hypotheses: int = 1
    tokens: int = 2048
    exact: bool = True
    compute_type: str = "int8"
    threads: int = 1
    above: float = 0.0
    alone: bool = False
    vmap: Path | None = None
    whole: bool = False


class Bench:
    """Models by how they are loaded, and the sources."""

    def __init__(self, memory: Memory, lines: Sequence[str]) -> None:
        self.memory = memory
        encode = memory.tokenizer.encode
        found = [encode(for_model(line)).tokens for line in lines]
        self.sources = [tokens[: memory.settings.max_source_tokens - 1] for tokens in found]
        self._loaded: dict[tuple[str, int, Path | None], Any] = {}
        self._place = tempfile.TemporaryDirectory()

    def model(self, way: Way) -> Any:
        """The translator for a way; loaded once."""
        key = (way.compute_type, way.threads, way.vmap)
        if key not in self._loaded:
            folder = self.memory.folder()
            if way.vmap is not None:
                folder = Path(shutil.copytree(folder, Path(self._place.name) / "mapped"))
                shutil.copyfile(way.vmap, folder / "vmap.txt")
            workers = max(1, available_cores() // way.threads)
            self._loaded[key] = load_translator(
                folder, way.compute_type, workers=workers, threads=way.threads
            )
        return self._loaded[key]

    @functools.cached_property
    def _restricted(self) -> bool:
        return (self.memory.folder() / "vmap.txt").exists()

    def run(self, way: Way) -> list[str]:
        """English of every source."""
        found: dict[int, tuple[list[str], float]] = {}
        order = sorted(range(len(self.sources)), key=lambda i: -len(self.sources[i]))
        batch: list[int] = []
        for index in order:
            longest = len(self.sources[batch[0]]) + 1 if batch else 0
            if batch and way.tokens and longest * (len(batch) + 1) > way.tokens:
                found |= self._batch(way, batch)
                batch = []
            batch.append(index)
        found |= self._batch(way, batch)
        decode = self.memory.tokenizer.decode
        return [tidy(decode(found[i][0])) for i in range(len(self.sources))]

    def _batch(self, way: Way, batch: list[int]) -> dict[int, tuple[list[str], float]]:
        if not way.above:
            return self._search(way, batch, way.beam)
        first = self._search(replace(way, hypotheses=1), batch, 1)
        unsure = [index for index in batch if first[index][1] < way.above]
        return first | (self._search(way, unsure, way.beam) if unsure else {})

    def _search(self, way: Way, batch: list[int], beam: int) -> dict[int, tuple[list[str], float]]:
        settings, model = self.memory.settings, self.model(way)
        groups = by_length([self.sources[i] for i in batch])
        if not way.exact:
            groups = [[i for group in groups for i in group]]
        waiting: list[tuple[int, Any]] = []
        workers = max(1, available_cores() // way.threads)
        for group in groups:
            indices = [batch[i] for i in group]
            longest = len(self.sources[indices[0]]) + 1
            results = model.translate_batch(
                [[*self.sources[index], END] for index in indices],
                max_batch_size=1 if way.alone else math.ceil(len(indices) / workers),
                asynchronous=True,
                beam_size=beam,
                num_hypotheses=min(beam, way.hypotheses),
                length_penalty=settings.length_penalty,
                no_repeat_ngram_size=settings.no_repeat_ngram_size,
                max_input_length=0,
                max_decoding_length=settings.target_limit(longest),
                return_scores=True,
                use_vmap=not way.whole and (way.vmap is not None or self._restricted),
            )
            waiting += zip(indices, results, strict=True)
        found = {}
        for index, pending in waiting:
            result = pending.result()
            tokens = result.hypotheses[0]
            length = max(1, len(tokens) + 1)
            mean = result.scores[0] * length**settings.length_penalty / length
            found[index] = tokens, mean
        return found


def ways(beam: int, tokens: int, vmap: Path | None) -> list[Way]:
    """The trials; the first is what the translator does."""
    import ctranslate2

    usual = Way(f"beam {beam}, all returned", beam, hypotheses=beam, tokens=tokens)
    one = replace(usual, hypotheses=1)
    known = ctranslate2.get_supported_compute_types("cpu")
    return [
        usual,
        *(replace(one, name=f"beam {b}, best returned", beam=b) for b in (beam, 3, 2, 1)),
        *(
            replace(usual, name=f"greedy over {above:g}, else beam {beam}", above=above)
            for above in (-0.15, -0.25, -0.35, -0.5, -0.7, -1.0)
        ),
        *(
            replace(usual, name=f"batch of {n or 'all'} tokens", tokens=n)
            for n in (512, 1024, 4096, 8192, 16384, 0)
        ),
        replace(usual, name="batch of mixed lengths", exact=False),
        replace(
            usual, name=f"threads {available_cores()} for one worker", threads=available_cores()
        ),
        *(
            replace(usual, name=f"type {compute_type}", compute_type=compute_type)
            for compute_type in COMPUTE_TYPES[1:]
            if compute_type in known
        ),
        replace(usual, name="all pieces scored", whole=True),
        replace(usual, name="alone, each source a batch", alone=True),
        *(
            replace(usual, name=f"vmap, {how}", alone=alone, vmap=vmap)
            for how, alone in (("in batches", False), ("each source a batch", True))
            if vmap is not None
        ),
    ]


def timed(work: Callable[[], list[str]]) -> tuple[list[str], float, float]:
    """What the work gave, seconds of CPU and by the clock."""
    start, before = time.perf_counter(), os.times()
    made = work()
    after = os.times()
    cpu = after.user + after.system - before.user - before.system
    return made, cpu, time.perf_counter() - start


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Ways of searching: time and BLEU.")
    parser.add_argument("-n", type=int, default=1000, help="so many lines, spread over the set")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", help="default: that of models.yaml")
    parser.add_argument("--only", action="append", help="trials that begin with this word")
    parser.add_argument("--vmap", type=Path, help="a vocabulary map to try")
    options = parser.parse_args()
    test = SHARED / "testsets/newstest2012"
    if not test.with_suffix(".fr").exists():
        print(f"not measured: {test.name} is not here")
        return 0
    sides = [test.with_suffix(end).read_text("utf-8").splitlines() for end in (".fr", ".en")]
    step = max(1, len(sides[0]) // options.n)
    lines, reference = (side[::step][: options.n] for side in sides)
    from sacrebleu.metrics import BLEU

    bench = Bench(Memory(options.profile), lines)
    first, *others = ways(bench.memory.settings.beam_size, 2048, options.vmap)
    chosen = [w for w in others if not options.only or w.name.split()[0] in options.only]
    times: dict[str, list[tuple[float, float]]] = {}
    scores: dict[str, float] = {}
    for way in (first, *chosen):  # warm, and once for all: a way gives the same every time
        scores[way.name] = BLEU().corpus_score(bench.run(way), [reference]).score
    for _ in range(options.rounds):
        for way in (first, *chosen):
            _, cpu, wall = timed(lambda way=way: bench.run(way))  # type: ignore[misc]  # bound now
            times.setdefault(way.name, []).append((cpu, wall))
    print(bench.memory.name, *bench.memory.settings.as_strings())
    print(
        f"{len(lines)} lines, {options.rounds} rounds; "
        f"{first.name}: {len(lines) / statistics.median(c for c, _ in times[first.name]):.0f} "
        "sentences per second of CPU"
    )
    print(f"{'':<34}{'cpu':>7}{'wall':>7}{'BLEU':>8}{'':>8}")
    for way in (first, *chosen):
        ratios = [
            statistics.median(
                mine[i] / base[i]
                for mine, base in zip(times[way.name], times[first.name], strict=True)
            )
            for i in (0, 1)
        ]
        difference = scores[way.name] - scores[first.name]
        print(
            f"{way.name:<34}{ratios[0]:>7.2f}{ratios[1]:>7.2f}{scores[way.name]:>8.2f}{difference:>+8.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
