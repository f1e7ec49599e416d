"""Estimate the checks' lexicon from parallel text.

    python -m training.lexicon ../shared/corpus/{news,general,europarl-00,europarl-01}.tsv.xz

Words are folded and cut to stems as the checks do it. IBM model 1 (Brown et al. 1993) is
estimated in both directions, p(English | French) and p(French | English), and made to agree: in
the last iterations a pair of words is counted by the product of what both say of it (after Liang
et al. 2006). Without that, a rare word collects whatever stands in its few sentences. The English
stems that a French one is linked to most are kept, those of more than 6 % of the sentences left
out. Of every eighth pair, which the estimation has not seen, it is then counted how often none of
them stands beside the French (``missed``), and from the frequencies of the English how often one
would by chance. Their logarithmic ratios are the weights of the file: evidence that a word was
dropped, in tenths of a nat. It takes ten minutes and 8 GB.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.checks.lexicon import FILE, fold, stem
from pipeline.files import write_atomically

WORD = re.compile(r"[^\W\d_]{2,}")
COMMON = 0.06
"""Share of the sentences above which a stem says nothing of any one of them."""
RARE = 6
ITERATIONS, AGREE = 5, 2
"""How often the probabilities are estimated anew, and from which time on they must agree."""
KEPT, LEAST, LEAST_COUNT = 10, 0.008, 1.5
"""English stems of a French one at most; the least share of its links, and how many, each has."""
LONGEST = 45
HELD_OUT = 8
USUALLY_MISSED, DOUBT = 0.25, 2
"""What is assumed where little was counted, and the weight of that, in sentences."""
LEAST_ABSENT = 2

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.integer[Any]]
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
    """Ids of the stems that are not rare; 0 is the empty word, which stands in each sentence."""
    counts = Counter(word for bag in bags for word in bag)
    return {w: i for i, w in enumerate(sorted(w for w, n in counts.items() if n >= RARE), 1)}


def agreement(french: Bags, english: Bags, width: int) -> tuple[Ints, Floats]:
    """Cells ``f * width + e``, and how often f and e are linked.

    Args:
        french: ids of each sentence, 0 among them.
        english: the same.
        width: more than any English id.
    """
    keys, sizes = [], []
    for fs, es in zip(french, english, strict=True):
        left, right = np.array(fs, dtype=np.int64), np.array(es, dtype=np.int64)
        keys.append((left[:, None] * width + right[None, :]).ravel())
        sizes.append((len(fs), len(es)))
    cells, found = np.unique(np.concatenate(keys), return_inverse=True)
    where = found.astype(np.int32)
    rows, columns = cells // width, cells % width
    of_french, of_english = _owners(sizes, len(where))
    given_french = np.ones(len(cells), dtype=np.float32)
    given_english = np.ones(len(cells), dtype=np.float32)
    counts = given_french
    for iteration in range(ITERATIONS):
        links = _shares(given_french[where], of_english)
        back = _shares(given_english[where], of_french)
        if iteration >= AGREE:
            links = back = links * back
        counts = np.bincount(where, links, minlength=len(cells)).astype(np.float32)
        others = np.bincount(where, back, minlength=len(cells)).astype(np.float32)
        given_french = counts / np.maximum(1e-9, np.bincount(rows, counts))[rows].astype(np.float32)
        given_english = others / np.maximum(1e-9, np.bincount(columns, others))[columns].astype(
            np.float32
        )
    return cells, counts


def _owners(sizes: Sequence[tuple[int, int]], total: int) -> tuple[Ints, Ints]:
    """For each pair of words in each sentence, numbers of its French and its English word."""
    of_french, of_english = np.empty(total, dtype=np.int32), np.empty(total, dtype=np.int32)
    at = first = second = 0
    for left, right in sizes:
        inside = np.arange(left * right)
        of_french[at : at + len(inside)] = first + inside // right
        of_english[at : at + len(inside)] = second + inside % right
        at, first, second = at + len(inside), first + left, second + right
    return of_french, of_english


def _shares(values: Floats, owners: Ints) -> Floats:
    """Values over the sum of those with the same owner."""
    return values / np.bincount(owners, values).astype(np.float32)[owners]


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
    seen = [pair for number, pair in enumerate(pairs, 1) if number % HELD_OUT]
    french = [[0, *(fr[w] for w in f if w in fr)] for f, _ in seen]
    english = [[0, *(en[w] for w in e if w in en)] for _, e in seen]
    width = len(en) + 1
    cells, counts = agreement(french, english, width)
    frequency = Counter(word for _, e in pairs for word in e)
    often = Counter(word for f, _ in pairs for word in f)
    most = COMMON * len(pairs)
    names, stems = ["", *fr], ["", *en]
    found: dict[str, list[tuple[float, str]]] = {}
    likely = (counts > LEAST_COUNT) & (cells >= width) & (cells % width > 0)
    for cell, count in zip(cells[likely].tolist(), counts[likely].tolist(), strict=True):
        word, other = names[cell // width], stems[cell % width]
        share = count / often[word] * HELD_OUT / (HELD_OUT - 1)
        if share >= LEAST and often[word] <= most and frequency[other] <= most:
            found.setdefault(word, []).append((share, other))
    table = {word: [e for _, e in sorted(its, reverse=True)[:KEPT]] for word, its in found.items()}
    times: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for number, (f, e) in enumerate(pairs, 1):
        if number % HELD_OUT == 0:
            for word in f & table.keys():
                times[word] += 1
                misses[word] += e.isdisjoint(table[word])
    lines = []
    for word, its in table.items():
        # The chance is of a sentence like any other.
        missed = (misses[word] + DOUBT * USUALLY_MISSED) / (times[word] + DOUBT)
        none = math.prod(1 - frequency[e] / len(pairs) for e in its)
        absent, present = weights(missed, min(max(1 - none, 0.002), 0.5))
        if absent >= LEAST_ABSENT:
            lines.append(f"{word}\t{absent}\t{present}\t{' '.join(its)}")
    write_atomically(options.output, "\n".join(sorted(lines)) + "\n")
    print(f"{len(lines)} entries, {options.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
