"""Measures a night of wires against other ways of doing it, against the limit, and itself.

    python -m benchmarks.night                    # all; an hour or more on two cores
    python -m benchmarks.night --parts speed --stories 20 --runs 2
    python -m benchmarks.night --parts memory,growth,profile

*speed*: the same stories by every contestant in turn, the order turned round from one run to the
next; a ratio is taken within each run, and the median of the ratios is shown. The two
Transformers baselines do a random twentieth of the stories in three runs, Argos Translate's way
a tenth, and their time is scaled by words. *memory*: peak resident memory of the whole process.
*growth*: wires of one paragraph each, so that ten thousand of them take minutes. *profile*: where
a cold night's time goes.

Wires are stories of ../shared/articles. Figures hold for this machine; look at the ratios.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import itertools
import json
import lzma
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "../shared/articles/french-news-train.jsonl.xz"
MODEL = ROOT / "pipeline/weights/fr-en"
PARTS = ("speed", "memory", "growth", "profile")
TARGETS = {
    "Transformers, a paragraph at a time": 20.0,
    "Transformers, sentences sorted and batched": 4.0,
    "Argos Translate's way": 1.5,
    "the limit": 0.95,
    "the limit, with our search": 0.95,
}
BEAM, PENALTY = 4, 1.8
"""Of the search of the others: Argos Translate's width, and what gives this model its best BLEU."""


def write_wires(folder: Path, count: int, paragraphs: int | None = None) -> int:
    """Stories as wires, so many paragraphs of each; their French words."""
    words = 0
    with lzma.open(ARTICLES, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, count)):
            row = json.loads(line)
            text = "\n\n".join([row["title"], *row["paragraphs"][:paragraphs], "AFP"]) + "\n"
            path = folder / f"{number // 500:02}" / f"{number:05}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            words += len(text.split())
    return words


def night(wires: Path, out: Path, cache: Path) -> tuple[float, int, dict[str, Any]]:
    """A night in a process of its own: seconds, peak memory in bytes, its report.

    Raises:
        SystemExit: it failed.
    """
    environment = {**os.environ, "DEPECHE_CACHE": str(cache)}
    # With the bytecode of the modules in place, as any installation has it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "pipeline", "batch", str(wires), "--out", str(out), "-q"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the night ended with {process.returncode}")
    report: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
    return taken, usage.ru_maxrss * 1024, report


class Baselines:
    """The other ways, with the model that ships and the same search.

    Args:
        wires: folder of the stories.
        scratch: for the converted model.
    """

    def __init__(self, wires: Path, scratch: Path) -> None:
        from pipeline.brief import Chain
        from pipeline.readers import read_path
        from pipeline.translate import MarianPieces

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library's, while it converts
            from ctranslate2.converters import TransformersConverter

            self.converted = TransformersConverter(str(MODEL)).convert(
                str(scratch / "int8"), quantization="int8", force=True
            )
        self.pieces = MarianPieces(lambda: MODEL)
        chain = Chain.open("embedded")
        settings = chain.translator._settings  # noqa: SLF001  # the very search that is used
        self.settings = settings
        self.ours = {
            "beam_size": settings.beam_size,
            "length_penalty": settings.length_penalty,
            "no_repeat_ngram_size": settings.no_repeat_ngram_size,
        }
        # What others search with, and the model's best.
        self.search = {**self.ours, "beam_size": BEAM, "length_penalty": PENALTY}
        self.stories: list[list[list[str]]] = []  # sentences by paragraph
        for path in sorted(wires.rglob("*.txt")):
            prepared = chain.prepare(read_path(path)[0])
            texts = chain.translator.texts(prepared.wanted)
            blocks: dict[str, list[str]] = {}
            for sentence in prepared.wanted:
                if sentence.id in texts:
                    blocks.setdefault(sentence.block_id, []).append(texts[sentence.id])
            self.stories.append(list(blocks.values()))
        self._slow: Any = None

    def words(self, stories: Sequence[int]) -> int:
        """French words that are translated of some of the stories."""
        chosen = (self.stories[number] for number in stories)
        return sum(len(s.split()) for story in chosen for block in story for s in block)

    def transformers(self, stories: Sequence[int], *, sort: bool) -> float:
        """Seconds for some of the stories, the model loaded before."""
        import torch

        model, tokenizer = self._transformers()
        if sort:
            texts = {s for number in stories for block in self.stories[number] for s in block}
            ordered = sorted(texts, key=lambda text: (-len(text), text))
            batches = [ordered[i : i + 32] for i in range(0, len(ordered), 32)]
        else:
            batches = [[" ".join(block)] for number in stories for block in self.stories[number]]
        start = time.perf_counter()
        with torch.inference_mode():
            for batch in batches:
                made = tokenizer(batch, return_tensors="pt", padding=True, truncation=True)
                longest = int(made["input_ids"].shape[1])
                out = model.generate(
                    **made,
                    num_beams=self.search["beam_size"],
                    length_penalty=self.search["length_penalty"],
                    no_repeat_ngram_size=self.search["no_repeat_ngram_size"],
                    max_new_tokens=min(self.settings.target_limit(longest), 500),
                )
                tokenizer.batch_decode(out, skip_special_tokens=True)
        return time.perf_counter() - start

    def argos(self, stories: Sequence[int]) -> float:
        """Seconds for some of the stories of CTranslate2 as Argos Translate calls it: a paragraph
        at a time, batches of 32, nothing shared between articles.
        """
        # As many threads as there are cores: its default of four would be unfair on two.
        translator = self._translator(inter=1, intra=len(os.sched_getaffinity(0)))
        start = time.perf_counter()
        for block in (block for number in stories for block in self.stories[number]):
            sources = [[*self.pieces.encode(text).tokens, "</s>"] for text in block]
            made = translator.translate_batch(
                sources, max_batch_size=32, replace_unknowns=True, **self.search
            )
            for result in made:
                self.pieces.decode(result.hypotheses[0])
        return time.perf_counter() - start

    def sources(self) -> list[list[str]]:
        """All distinct sentences, tokenised."""
        texts = dict.fromkeys(s for story in self.stories for block in story for s in block)
        return [[*self.pieces.encode(text).tokens, "</s>"] for text in texts]

    def limit(self, how: tuple[int, int, int, str], *, every: int = 1, ours: bool = False) -> float:
        """Seconds of one call with every distinct sentence, in one way of setting it up.

        Args:
            how: workers, threads of each, size of a batch, what it counts.
            every: take only each so many-th sentence.
            ours: search as the night does.
        """
        inter, intra, size, kind = how
        translator = self._translator(inter=inter, intra=intra)
        sources = self.sources()[::every]
        search = self.ours if ours else self.search
        start = time.perf_counter()
        translator.translate_batch(
            sources, max_batch_size=size, batch_type=kind, max_input_length=0, **search
        )
        return time.perf_counter() - start

    def sweep(self) -> tuple[int, int, int, str]:
        """The way in which that is fastest, each tried once on a quarter of the sentences."""
        cores = len(os.sched_getaffinity(0))
        threads = sorted({(cores, 1), (1, cores), (max(1, cores // 2), 2)})
        sizes = [(16, "examples"), (32, "examples"), (64, "examples")]
        sizes += [(1024, "tokens"), (2048, "tokens"), (4096, "tokens")]
        tried = {}
        for (inter, intra), (size, kind) in itertools.product(threads, sizes):
            tried[inter, intra, size, kind] = self.limit((inter, intra, size, kind), every=4)
            print(
                f"  limit {inter} × {intra}, {size} {kind}: {tried[inter, intra, size, kind]:.1f} s"
            )
        return min(tried, key=lambda how: tried[how])

    def _translator(self, *, inter: int, intra: int) -> Any:
        import ctranslate2

        return ctranslate2.Translator(
            str(self.converted),
            compute_type="int8",
            inter_threads=inter,
            intra_threads=intra,
            max_queued_batches=-1,
        )

    def _transformers(self) -> Any:
        if self._slow is None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import torch
                from transformers import MarianMTModel, MarianTokenizer, logging

                logging.set_verbosity_error()
                logging.disable_progress_bar()
                torch.set_num_threads(len(os.sched_getaffinity(0)))
                self._slow = (
                    MarianMTModel.from_pretrained(
                        MODEL, local_files_only=True, dtype=torch.float32
                    ).eval(),
                    MarianTokenizer.from_pretrained(MODEL, local_files_only=True),
                )
        return self._slow


def speed(scratch: Path, stories: int, runs: int, slow: int, argos: int) -> None:
    """The table of the contestants; those that are slow take part in so many of the runs."""
    wires = scratch / "wires"
    words = write_wires(wires, stories)
    baselines = Baselines(wires, scratch)
    print(f"{stories} stories, {words:,} words, load {os.getloadavg()[0]:.1f}")
    best = baselines.sweep()
    print(f"  best: {best[0]} × {best[1]} threads, batches of {best[2]} {best[3]}\n")
    times: dict[str, list[float]] = {}
    looked: list[float] = []
    for number in range(runs):
        place = scratch / f"run-{number}"
        cache = place / "cache.sqlite"
        place.mkdir()

        def ours(place: Path = place, cache: Path = cache) -> None:
            times.setdefault("cold", []).append(night(wires, place / "out", cache)[0])
            times.setdefault("warm", []).append(night(wires, place / "again", cache)[0])
            taken, _, report = night(wires, place / "out", cache)
            times.setdefault("unchanged", []).append(taken)
            looked.append(report["totals"]["unchanged"] / report["seconds"])

        steps: list[Callable[[], None]] = [
            ours,
            lambda: times.setdefault("the limit", []).append(baselines.limit(best)),
            lambda: times.setdefault("the limit, with our search", []).append(
                baselines.limit(best, ours=True)
            ),
        ]
        draw = random.Random(number)  # noqa: S311  # a sample
        if number < argos:
            some = draw.sample(range(stories), max(1, stories // 10))
            steps.append(functools.partial(_sampled, baselines, times, 2, baselines.argos, some))
        if number < slow:
            some = draw.sample(range(stories), max(1, stories // 20))
            for which, sort in enumerate((False, True)):
                way = functools.partial(baselines.transformers, sort=sort)
                steps.append(functools.partial(_sampled, baselines, times, which, way, some))
        for step in reversed(steps) if number % 2 else steps:
            step()
        print(f"  run {number + 1}: " + ", ".join(f"{k} {v[-1]:.1f} s" for k, v in times.items()))
    _table(times, looked, stories)


def _sampled(
    baselines: Baselines,
    times: dict[str, list[float]],
    place: int,
    way: Callable[[Sequence[int]], float],
    some: Sequence[int],
) -> None:
    """What all stories would take by the time that some take, counted by words."""
    share = baselines.words(range(len(baselines.stories))) / baselines.words(some)
    times.setdefault(list(TARGETS)[place], []).append(share * way(some))


def _table(times: dict[str, list[float]], looked: Sequence[float], stories: int) -> None:
    cold = times["cold"]
    print("\n| against | seconds, median | times as fast, median of runs | from – to | to reach |")
    print("| --- | ---: | ---: | --- | ---: |")
    for name, target in TARGETS.items():
        if name not in times:
            continue
        ratios = [other / ours for other, ours in zip(times[name], cold, strict=False)]
        spread = f"{min(ratios):.2f} – {max(ratios):.2f}"
        median = statistics.median(ratios)
        seconds = statistics.median(times[name])
        print(f"| {name} | {seconds:.1f} | {median:.2f} | {spread} | {target} |")
    warm = statistics.median(w / c for w, c in zip(times["warm"], cold, strict=True))
    print(f"| ourselves, cold | {statistics.median(cold):.1f} | 1 | | |")
    print(
        f"| ourselves, warm | {statistics.median(times['warm']):.2f} | {warm:.2%} of cold | | 2 % |"
    )
    print(
        f"| ourselves, unchanged | {statistics.median(times['unchanged']):.2f} | "
        f"{statistics.median(looked):,.0f} wires/s of {stories} | | 2,000 |"
    )


def memory(scratch: Path, few: int, many: int) -> None:
    """Peak memory of two sizes of night."""
    print("\n| stories | peak memory, MB | seconds |\n| ---: | ---: | ---: |")
    peaks = []
    for count in (few, many):
        wires = scratch / f"memory-{count}"
        write_wires(wires, count)
        place = scratch / f"memory-out-{count}"
        taken, peak, _ = night(wires, place, scratch / f"memory-{count}.sqlite")
        peaks.append(peak)
        print(f"| {count} | {peak / 1e6:.0f} | {taken:.0f} |", flush=True)
    print(f"\n{peaks[1] / peaks[0] - 1:+.1%} (at most +10 %)")


def growth(scratch: Path, counts: Sequence[int]) -> None:
    """Nights of ever more wires, of headline and first paragraph each."""
    print("\n| wires | cold, s | s a million words | peak MB | looked at again, wires/s |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for count in counts:
        wires = scratch / f"growth-{count}"
        words = write_wires(wires, count, paragraphs=1)
        out, cache = scratch / f"growth-out-{count}", scratch / f"growth-{count}.sqlite"
        taken, peak, _ = night(wires, out, cache)
        report = night(wires, out, cache)[2]
        speed = report["totals"]["unchanged"] / report["seconds"]
        print(
            f"| {count} | {taken:.1f} | {taken / words * 1e6:.0f} "
            f"| {peak / 1e6:.0f} | {speed:,.0f} |",
            flush=True,
        )


class Watch:
    """Adds up what calls take, less what the calls inside them take, in all threads."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}
        self._local = threading.local()
        self._lock = threading.Lock()

    def over(self, owner: Any, name: str, label: str) -> None:
        """Watch a method or function from now on."""
        inner = getattr(owner, name)

        def watched(*arguments: Any, **options: Any) -> Any:
            with self.span(label):
                return inner(*arguments, **options)

        setattr(owner, name, watched)

    @contextlib.contextmanager
    def span(self, label: str) -> Iterator[None]:
        """What is done inside counts for the label."""
        stack: list[list[float]] = self._local.__dict__.setdefault("stack", [])
        stack.append([0.0, 0.0])
        wall, cpu = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            taken = (time.perf_counter() - wall, time.thread_time() - cpu)
            inside = stack.pop()
            if stack:
                stack[-1][0] += taken[0]
                stack[-1][1] += taken[1]
            with self._lock:
                self.wall[label] = self.wall.get(label, 0) + taken[0] - inside[0]
                self.cpu[label] = self.cpu.get(label, 0) + taken[1] - inside[1]


def profile(scratch: Path, stories: int) -> None:
    """Where the time of a cold night goes, in this process."""
    start, cpu_start = time.perf_counter(), time.process_time()
    wires = scratch / "profile"
    words = write_wires(wires, stories)
    start, cpu_start = time.perf_counter(), time.process_time()
    watch = Watch()
    with watch.span("opening models.yaml, chain and cache"):
        from pipeline.batch import NightSettings, closing, committer, job, run_night
        from pipeline.brief import Chain
        from pipeline.cache import Cache
        from pipeline.render import RENDERERS
        from pipeline.translate import CTranslate2Engine, MarianPieces

        cache = Cache.open(scratch / "profile.sqlite")
        chain = Chain.open("embedded", cache=cache)
    watch.over(job, "read_path", "reading")
    watch.over(chain, "prepare", "splitting")
    watch.over(chain, "finish", "checking and putting together")
    watch.over(chain.summarizer, "summarize", "summarising")
    watch.over(type(RENDERERS["markdown"]), "render", "laying out")
    watch.over(committer, "put", "writing briefs (waiting for the disk)")
    watch.over(closing, "index", "index")
    watch.over(cache, "get_many", "cache: looking up")
    watch.over(cache, "put_many", "cache: keeping")
    watch.over(MarianPieces, "encode", "words to pieces")
    watch.over(MarianPieces, "decode", "pieces to words")
    watch.over(CTranslate2Engine, "_load", "loading CTranslate2 and the model")
    watch.over(CTranslate2Engine, "translate", "the engine (waiting for it, in two threads)")
    run_night(NightSettings((str(wires),), scratch / "profile-out"), chain)
    cache.close()
    taken, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    ours = sum(watch.cpu.values())
    print(
        f"\n{stories} stories, {words:,} words: {taken:.1f} s, {cpu:.1f} s of CPU in all threads\n"
    )
    print("| step | seconds, all threads | of these CPU in Python's threads | share of the CPU |")
    print("| --- | ---: | ---: | ---: |")
    for label in sorted(watch.wall, key=lambda each: -watch.wall[each]):
        part = watch.cpu[label]
        print(f"| {label} | {watch.wall[label]:.2f} | {part:.2f} | {part / cpu:.1%} |")
    print(
        "| what else: the engine's own threads, above all "
        f"| | {cpu - ours:.2f} | {1 - ours / cpu:.1%} |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--parts", default=",".join(PARTS), help="default: %(default)s")
    parser.add_argument("--stories", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--many", type=int, default=2000, help="stories of the large night")
    parser.add_argument("--runs", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--slow", type=int, default=3, help="runs with the Transformers baselines")
    parser.add_argument("--argos", type=int, default=5, help="runs with Argos Translate's way")
    parser.add_argument("--growth", default="100,1000,10000", help="default: %(default)s")
    options = parser.parse_args(arguments)
    wanted = options.parts.split(",")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if not ARTICLES.exists():
        print("not measured: ../shared/articles is not here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if "speed" in wanted:
            speed(scratch, options.stories, options.runs, options.slow, options.argos)
        if "memory" in wanted:
            memory(scratch, options.stories, options.many)
        if "growth" in wanted:
            growth(scratch, [int(count) for count in options.growth.split(",")])
        if "profile" in wanted:
            profile(scratch, options.stories)
    return 0


if __name__ == "__main__":
    sys.exit(main())
