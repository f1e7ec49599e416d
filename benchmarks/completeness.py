"""Fits the weights of the completeness check on training text and newstest2012.

    python -m benchmarks.completeness

Half of the rows are clean pairs, half have a clause planted out of the English (see
``benchmarks/planting.py``). Prints the weights for ``pipeline/checks/completeness.py``, then, for
the weights that stand there, the share of the planted gaps that are found when a given share of
the clean pairs is reported; the same for the gaps of a quarter of the row or more.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from benchmarks.planting import plant  # noqa: E402 # after the path
from benchmarks.trust import TESTSETS, read_rows  # noqa: E402 # after the path
from pipeline.article import Role  # noqa: E402 # after the path
from pipeline.checks import Row  # noqa: E402 # after the path
from pipeline.checks.completeness import Signs, gap  # noqa: E402 # after the path

TUNED = "newstest2012"
NEWS = ROOT / "../shared/corpus/news.tsv.xz"
SHARES = (0.003, 0.005, 0.01, 0.015, 0.02)
LARGE = 0.25


def _news() -> Iterator[Row]:
    """The news of the training text, where it is here."""
    if NEWS.exists():
        with lzma.open(NEWS, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                french, _, english = line.rstrip("\n").partition("\t")
                yield Row(f"n{number}.s1", Role.PARAGRAPH, french, english)


def main() -> int:
    """Fit, and print."""
    if not (TESTSETS / f"{TUNED}.fr").exists():
        print(f"not measured: {TESTSETS} is not here")
        return 0
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    rows = [*_news(), *read_rows(TUNED)]
    clean, cut, sizes = [], [], []
    for row in rows:
        clean.append(gap(row.source, row.target))
        wrong = plant("clause", row, ())
        if wrong is not None:
            cut.append(gap(row.source, wrong))
            sizes.append(1 - len(wrong.split()) / len(row.target.split()))
    signs = [g.signs for g in (*clean, *cut) if g is not None]
    labels = [False] * sum(g is not None for g in clean) + [True] * sum(g is not None for g in cut)
    table = np.array(signs)
    spread = table.std(axis=0)
    fitted = LogisticRegression(max_iter=2000).fit(table / spread, labels)
    weights = ", ".join(f"{w:.3f}" for w in fitted.coef_[0] / spread)
    print(f"signs: {', '.join(Signs._fields)}")
    print(f"WEIGHTS = ({weights})\nBIAS = {fitted.intercept_[0]:.2f}")
    missing = float("-inf")
    odds = sorted((g.odds if g else missing for g in clean), reverse=True)
    found = [g.odds if g else missing for g in cut]
    large = [value for value, size in zip(found, sizes, strict=True) if size >= LARGE]
    print(f"{'reported':>9}{'threshold':>11}{'found':>8}{'of large':>10}")
    for share in SHARES:
        least = odds[round(share * len(odds))]
        caught, caught_large = (
            sum(value > least for value in values) / len(values) for values in (found, large)
        )
        print(f"{share:>9.1%}{least:>11.2f}{caught:>8.1%}{caught_large:>10.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
