"""Compares the engines on one model: do they say the same, and how fast.

    python benchmarks/engines.py                     # the model that ships
    python benchmarks/engines.py FOLDER -n 300       # another Marian in Hugging Face's layout

Sentences are the first of newstest2013 where it lies beside the project, else a few of our
own. *Equal* is the share of sentences with the very same tokens; *company* that of sentences
translated alone and in a batch. Speeds are the best of several runs with the model loaded,
on the cores this process may use, and hold for this machine only: look at the ratios.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from pipeline.models.runtime import available_cores  # noqa: E402 # after the path
from pipeline.text import for_model  # noqa: E402 # after the path
from pipeline.translate import (  # noqa: E402 # after the path
    CTranslate2Engine,
    DecodingSettings,
    Engine,
    MarianPieces,
    TransformersEngine,
)

TESTSET = ROOT / "../shared/testsets/newstest2013.fr"
OWN = [
    "Le président a annoncé mardi une hausse de 3,5 % du budget de la défense.",
    "Douze personnes sont mortes dans l'incendie, selon un premier bilan de la préfecture.",
    "« Nous n'avons pas le choix », a déclaré la ministre devant la presse.",
    "L'enquête continue.",
]
Batch = Sequence[tuple[str, ...]]


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def batches(sources: Batch, tokens: int) -> list[Batch]:
    """By length, at most ``tokens`` with padding, as the translator makes them."""
    found: list[list[tuple[str, ...]]] = [[]]
    for source in sorted(sources, key=len, reverse=True):
        if found[-1] and (len(found[-1][0]) + 1) * (len(found[-1]) + 1) > tokens:
            found.append([])
        found[-1].append(source)
    return list(found)


def equal(one: Engine, other: Engine, sources: Batch, settings: DecodingSettings) -> float:
    """Share of sources to which both engines say the same tokens."""
    pairs = zip(_all(one, sources, settings), _all(other, sources, settings), strict=True)
    return sum(a == b for a, b in pairs) / len(sources)


def _all(engine: Engine, sources: Batch, settings: DecodingSettings) -> list[tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for batch in batches(sources, 1024):
        hypotheses = engine.translate(batch, settings)
        found.update((s, h.tokens) for s, h in zip(batch, hypotheses, strict=True))
    return [found[source] for source in sources]


def company(engine: Engine, sources: Batch, settings: DecodingSettings) -> float:
    """Share of sources that are translated alike alone and in a batch."""
    together = _all(engine, sources, settings)
    alone = [engine.translate([source], settings)[0].tokens for source in sources]
    return sum(a == b for a, b in zip(together, alone, strict=True)) / len(sources)


def speed(engine: Engine, sources: Batch, settings: DecodingSettings, tokens: int) -> float:
    """Sentences a second in batches of ``tokens``; 0 gives them one by one."""
    parts = batches(sources, tokens)
    engine.translate(parts[-1][:1], settings)  # loads the model
    runs = 1 if isinstance(engine, TransformersEngine) else 2
    return len(sources) / best_of(
        runs, lambda: [engine.translate(part, settings) for part in parts]
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare the translation engines.")
    shipped = ROOT / "pipeline/weights/fr-en"
    parser.add_argument("model", type=Path, nargs="?", default=shipped)
    parser.add_argument("-n", type=int, default=200, help="sentences (default: 200)")
    arguments = parser.parse_args()
    folder: Path = arguments.model
    if not (folder / "model.safetensors").is_file():
        print(f"No model in {folder}: give the folder of one.", file=sys.stderr)
        return 2
    lines = TESTSET.read_text(encoding="utf-8").splitlines() if TESTSET.exists() else OWN
    texts = [for_model(line) for line in lines[: arguments.n]]
    pieces = MarianPieces(folder)
    sources = list(dict.fromkeys(pieces.encode(text).tokens for text in texts))
    sources = [source for source in sources if 0 < len(source) < 200]
    cores = available_cores()
    print(f"{len(sources)} sentences, {sum(map(len, sources))} tokens, {cores} cores")
    with tempfile.TemporaryDirectory() as scratch:
        _measure(folder, Path(scratch), sources, texts, pieces)
    return 0


def _measure(
    folder: Path, scratch: Path, sources: Batch, texts: list[str], pieces: MarianPieces
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the libraries', while they convert
        from ctranslate2.converters import TransformersConverter
        from transformers import MarianTokenizer

        for kind in ("int8", "float32"):
            TransformersConverter(str(folder)).convert(str(scratch / kind), quantization=kind)
        reference_tokenizer = MarianTokenizer.from_pretrained(folder, local_files_only=True)
    int8 = CTranslate2Engine(lambda: scratch / "int8")
    single = CTranslate2Engine(lambda: scratch / "int8", threads=1)
    exact = CTranslate2Engine(lambda: scratch / "float32", compute_type="float32")
    reference = TransformersEngine(lambda: folder)
    greedy, beam = DecodingSettings(beam_size=1), DecodingSettings(beam_size=4)

    slow = best_of(3, lambda: [reference_tokenizer(text) for text in texts])
    fast = best_of(3, lambda: [pieces.encode(text) for text in texts])
    print(f"tokenising          {slow / fast:6.1f} times MarianTokenizer")
    for name, settings in (("greedy", greedy), ("beam 4", beam)):
        print(
            f"equal, {name}       "
            f"float32 = Transformers {equal(exact, reference, sources, settings):.1%}, "
            f"int8 = float32 {equal(int8, exact, sources, settings):.1%}"
        )
        print(
            f"company, {name}     "
            f"int8 {company(int8, sources, settings):.1%}, "
            f"float32 {company(exact, sources, settings):.1%}"
        )
    some = sources[::8] or sources  # one by one on Transformers takes minutes
    slow_rate = speed(reference, some, beam, 0)
    print(f"{'Transformers, beam 4, one by one':38} {slow_rate:7.1f} sentences/s    1.0 times")
    rows: list[tuple[str, Engine, DecodingSettings, int]] = [
        ("Transformers, beam 4", reference, beam, 1024),
        ("CTranslate2 float32, beam 4", exact, beam, 1024),
        ("CTranslate2 int8, beam 4, one worker", single, beam, 1024),
        ("CTranslate2 int8, beam 4, one by one", int8, beam, 0),
        *((f"CTranslate2 int8, beam 4, batch {t}", int8, beam, t) for t in (256, 1024, 2048, 4096)),
        ("CTranslate2 int8, greedy", int8, greedy, 1024),
    ]
    for name, engine, settings, tokens in rows:
        rate = speed(engine, sources, settings, tokens)
        print(f"{name:38} {rate:7.1f} sentences/s {rate / slow_rate:6.1f} times", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
