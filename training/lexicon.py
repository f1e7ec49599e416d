"""Estimate the checks' lexicon from parallel text.

    python -m training.lexicon ../shared/corpus/{news,general,europarl-00,europarl-01}.tsv.xz

Words are folded and cut to stems as the checks do it, those of more than 4 % of the sentences
left out. IBM model 1 (Brown et al. 1993) gives p(English | French); the likeliest translations
of each stem are kept. Of every fourth pair, which the estimation has not seen, it is then counted
how often none of them stands beside the French (``missed``), and from the frequencies of the
English how often one would by chance. Their logarithmic ratios are the weights of the file:
evidence that a word was dropped, in tenths of a nat.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.checks.lexicon import FILE, fold, stem
from pipeline.files import write_atomically

WORD = re.compile(r"[^\W\d_]{2,}")
COMMON = 0.04
"""Share of the sentences above which a stem says nothing of any one of them."""
RARE = 8
ITERATIONS = 5
KEPT, LEAST = 8, 0.02
LONGEST = 45
HELD_OUT = 4

Ints = npt.NDArray[np.int64]
Bags = list[list[int]]


def read(paths: Sequence[Path]) -> Iterator[tuple[set[str], set[str]]]:
    """The stems of both sides of each pair that is not too long."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                french, _, english = line.rstrip("\n").partition("\t")
                sides = [{stem(w) for w in WORD.findall(fold(side))} for side in (french, english)]
                if all(0 < len(side) <= LONGEST for side in sides):
                    yield sides[0], sides[1]


def vocabulary(bags: Sequence[set[str]]) -> dict[str, int]:
    """Ids of the stems that are neither common nor rare."""
    counts = Counter(word for bag in bags for word in bag)
    most = COMMON * len(bags)
    return {w: i for i, w in enumerate(sorted(w for w, n in counts.items() if RARE <= n <= most))}


def model1(french: Bags, english: Bags, width: int) -> tuple[Ints, npt.NDArray[np.float64]]:
    """Cells ``f * width + e`` and p(e | f), after the last iteration.

    French id 0 is the empty word, which stands in each sentence.
    """
    keys, owners, first = [], [], 0
    for fs, es in zip(french, english, strict=True):
        if es:
            left = np.array([0, *fs], dtype=np.int64)
            right = np.array(es, dtype=np.int64)
            keys.append((left[None, :] * width + right[:, None]).ravel())
            owners.append(np.repeat(np.arange(first, first + len(es), dtype=np.int32), len(left)))
            first += len(es)
    cells, where = np.unique(np.concatenate(keys), return_inverse=True)
    owner = np.concatenate(owners)
    where = where.astype(np.int32)
    rows = cells // width
    p = np.ones(len(cells))
    for _ in range(ITERATIONS):
        share = p[where]
        share /= np.bincount(owner, share, minlength=first)[owner]
        counts = np.bincount(where, share, minlength=len(cells))
        p = counts / np.bincount(rows, counts)[rows]
    return cells, p


def weights(missed: float, chance: float) -> tuple[int, int]:
    """Log-odds of "dropped" where no translation is there, and where one is; tenths of a nat."""
    absent = math.log((1 - chance) / missed)
    present = math.log(chance / (1 - missed))
    return round(10 * absent), round(10 * present)


def main() -> None:
    """Estimate and write."""
    parser = argparse.ArgumentParser(description="Estimate the checks' lexicon.")
    parser.add_argument("corpus", type=Path, nargs="+", help="French<TAB>English, .tsv.xz")
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    options = parser.parse_args()
    pairs = list(read(options.corpus))
    fr, en = vocabulary([f for f, _ in pairs]), vocabulary([e for _, e in pairs])
    print(f"{len(pairs)} pairs, {len(fr)} French and {len(en)} English stems", flush=True)
    seen = [pair for number, pair in enumerate(pairs) if number % HELD_OUT]
    french = [sorted(fr[w] + 1 for w in f if w in fr) for f, _ in seen]
    english = [sorted(en[w] for w in e if w in en) for _, e in seen]
    cells, p = model1(french, english, len(en))
    likely = (p >= LEAST) & (cells >= len(en))
    found: dict[int, list[tuple[float, int]]] = {}
    for cell, value in zip(cells[likely].tolist(), p[likely].tolist(), strict=True):
        found.setdefault(cell // len(en) - 1, []).append((value, cell % len(en)))
    names = list(en)
    table = {
        word: [names[e] for _, e in sorted(found.get(i, ()), reverse=True)[:KEPT]]
        for word, i in fr.items()
    }
    frequency = Counter(word for _, e in pairs for word in e)
    times: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for number, (f, e) in enumerate(pairs):
        if number % HELD_OUT == 0:
            for word in f & table.keys():
                times[word] += 1
                misses[word] += e.isdisjoint(table[word])
    lines = []
    for word, its in table.items():
        # Towards one half where little was counted; the chance is of a sentence like any other.
        missed = (misses[word] + 1) / (times[word] + 2)
        none = math.prod(1 - frequency[e] / len(pairs) for e in its)
        absent, present = weights(missed, min(max(1 - none, 0.002), 0.5))
        if its and absent >= 3:
            lines.append(f"{word}\t{absent}\t{present}\t{' '.join(its)}")
    write_atomically(options.output, "\n".join(sorted(lines)) + "\n")
    print(f"{len(lines)} entries, {options.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
