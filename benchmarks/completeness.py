"""Fits the completeness check on news of the training text, and tries it on newstest2012.

    python -m benchmarks.completeness          # what the file that stands there finds
    python -m benchmarks.completeness --fit    # writes pipeline/checks/fitted_completeness.json

Clean pairs stand beside the same with a clause planted out of the English
(``benchmarks/planting.py``). First the *seams* are counted on English text alone: which two words
or marks meet where a clause was cut, and how much likelier that is than in sound text. Then the
trees are boosted over the signs of news pairs, each with up to three different cuts. Prints the
share of the planted gaps of newstest2012, which is not fitted on, that are found when a given
share of its clean pairs is reported; the same for the gaps of a quarter of the row or more, and
what the first look lets through.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from benchmarks.planting import plant  # noqa: E402 # after the path
from benchmarks.trust import TESTSETS, read_rows  # noqa: E402 # after the path
from pipeline.article import Role  # noqa: E402 # after the path
from pipeline.checks import Row, completeness, gaps  # noqa: E402 # after the path
from pipeline.checks.seams import classes  # noqa: E402 # after the path
from pipeline.files import write_atomically  # noqa: E402 # after the path
from training.boosting import stored_trees  # noqa: E402 # after the path

TUNED = "newstest2012"
CORPUS = ROOT / "../shared/corpus"
SHARES = (0.003, 0.005, 0.0075, 0.01, 0.015)
LARGE = 0.25
ENGLISH, SPEECHES = 60_000, 30_000
"""Paragraphs of news, and sentences of debates, that the seams are counted on."""
SIZES = range(40, 400)
LEAST_CUTS, SMOOTHING = 4, 4.0
TREES: dict[str, Any] = {
    "max_iter": 450,
    "learning_rate": 0.045,
    "max_features": 0.3,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "random_state": 0,
}


def _lines(name: str) -> Iterator[str]:
    with lzma.open(CORPUS / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def _english() -> Iterator[str]:
    """English that the seams are counted on."""
    news = (line.strip() for line in _lines("english-news.txt.xz"))
    yield from itertools.islice((line for line in news if len(line) in SIZES), ENGLISH)
    speeches = (line.partition("\t")[2] for line in _lines("europarl-00.tsv.xz"))
    yield from itertools.islice((line for line in speeches if len(line) in SIZES), SPEECHES)


def seams() -> dict[str, float]:
    """Pairs of neighbours by how much likelier they are over a cut; nats."""
    sound: Counter[tuple[str, str]] = Counter()
    cut: Counter[tuple[str, str]] = Counter()
    for number, text in enumerate(_english()):
        whole = classes(text)
        sound.update(itertools.pairwise(whole))
        wrong = plant("clause", Row(f"s{number}", Role.PARAGRAPH, text, text), ())
        if wrong is None:
            continue
        rest = classes(wrong)
        pairs = enumerate(zip(whole, rest, strict=False))
        at = max(1, next((i for i, (a, b) in pairs if a != b), len(rest) - 1))
        cut[rest[at - 1], rest[at]] += 1
    cuts, every = sum(cut.values()), sum(sound.values())
    kinds = len(sound) / 10
    return {
        f"{a} {b}": round(
            math.log((n + 0.3) / (cuts + kinds / 10))
            - math.log((sound[a, b] + SMOOTHING) / (every + SMOOTHING * kinds)),
            2,
        )
        for (a, b), n in sorted(cut.items())
        if n >= LEAST_CUTS
    }


def _news() -> list[Row]:
    pairs = (line.partition("\t") for line in _lines("news.tsv.xz"))
    return [
        Row(f"n{number}.s1", Role.PARAGRAPH, french, english)
        for number, (french, _, english) in enumerate(pairs, 1)
    ]


def _cuts(row: Row, times: int) -> set[str]:
    """Different English texts with a clause cut out."""
    wrong = (
        plant("clause", Row(f"{row.id}{'abc'[i]}", row.role, row.source, row.target), ())
        for i in range(times)
    )
    return {text for text in wrong if text is not None}


def fit() -> None:
    """Count the seams, boost the trees, write both."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    table = seams()

    def write(trees: dict[str, Any]) -> None:
        text = json.dumps(
            {"seams": table, "trees": trees}, ensure_ascii=False, separators=(",", ":")
        )
        text = text.replace("]],[", "]],\n[").replace('},"trees"', '},\n"trees"')
        write_atomically(gaps.FILE, text + "\n")
        gaps.forget()

    write({"base": 0.0, "trees": []})
    signs, wrong = [], []
    for row in _news():
        texts = [(row.target, False), *((text, True) for text in sorted(_cuts(row, 3)))]
        for text, cut in texts:
            found = completeness.gap(row.source, text)
            if found is not None:
                signs.append(found.signs)
                wrong.append(cut)
    model = HistGradientBoostingClassifier(**TREES).fit(np.array(signs), np.array(wrong))
    write(stored_trees(model, len(signs[0])))


def _screen(rows: Sequence[Row]) -> None:
    """Print weights for the first look, from the news pairs."""
    from sklearn.linear_model import LogisticRegression

    signs, wrong = [], []
    for row in rows:
        for text, cut in [(row.target, False), *((text, True) for text in _cuts(row, 1))]:
            seen = completeness.trace(row.source, text)
            signs.append((*completeness.glance(seen), seen.free))
            wrong.append(cut)
    model = LogisticRegression(max_iter=2000).fit(signs, wrong)
    print(f"SCREEN = ({', '.join(f'{w:.3f}' for w in model.coef_[0])})")


def main() -> int:
    """Fit if asked to, and print."""
    parser = argparse.ArgumentParser(description="Fit the completeness check.")
    parser.add_argument("--fit", action="store_true", help=f"write {gaps.FILE.name}")
    options = parser.parse_args()
    if not (TESTSETS / f"{TUNED}.fr").exists() or not CORPUS.exists():
        print(f"not measured: {TESTSETS} or {CORPUS} is not here")
        return 0
    if options.fit:
        fit()
        _screen(_news())
    clean, cut, sizes = [], [], []
    for row in read_rows(TUNED):
        clean.append((row.source, row.target))
        wrong = plant("clause", row, ())
        if wrong is not None:
            cut.append((row.source, wrong))
            sizes.append(1 - len(wrong.split()) / len(row.target.split()))

    def odds(pair: tuple[str, str]) -> float:
        found = completeness.gap(*pair)
        return float("-inf") if found is None else found.odds

    right = [odds(pair) for pair in clean]
    wrong_ones = [odds(pair) for pair in cut]
    ranked = sorted(right, reverse=True)
    print(f"{'reported':>9}{'threshold':>11}{'found':>8}{'of large':>10}")
    for share in SHARES:
        least = ranked[round(share * len(ranked))]
        large = [o for o, size in zip(wrong_ones, sizes, strict=True) if size >= LARGE]
        caught, caught_large = (
            sum(value > least for value in values) / len(values) for values in (wrong_ones, large)
        )
        print(f"{share:>9.2%}{least:>11.2f}{caught:>8.1%}{caught_large:>10.1%}")
    passed = sum(completeness.suspicious(*pair) for pair in clean) / len(clean)
    least = completeness.DOUBTFUL
    found = [pair for pair, value in zip(cut, wrong_ones, strict=True) if value > least]
    kept = sum(completeness.suspicious(*pair) for pair in found) / len(found)
    print(f"first look: {passed:.1%} of the clean pairs pass, {kept:.1%} of the gaps that count")
    return 0


if __name__ == "__main__":
    sys.exit(main())
