"""Fit the odds that a word without counterpart was lost by the model (``pipeline/checks/lost.py``).

    python -m training.losses ../shared/corpus/news.tsv.xz \
        --choose ../shared/testsets/newstest2012.{fr,en} --words ../shared/corpus/general.tsv.xz

The model translates the French as users get it, and the human translation beside it says which of
the words that are missing were *lost*: those that the human translator said by a word that the
lexicon has, while the model said nothing that could stand for them. *Kept* are those for which the
model said something else that can. What can stand for a word is asked of a lexicon wide enough to
know rare translations, too, estimated from the given text as ``training/lexicon.py`` does it; it
is not kept. Words that neither side has are left out. Prints the weights of a logistic regression
and, of the pairs to choose on, at each threshold: rows reported of 1,000, and the share of the
reported words that were lost by this rule. The rule is severe: of the words that it leaves out,
most were lost as well, as one sees who reads them.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.article import Sentence
from pipeline.brief import Chain
from pipeline.checks import Row
from pipeline.checks.lexicon import STEM, lexicon, words
from pipeline.checks.lost import Lost, lost_words
from training import lexicon as wide_lexicon
from training.checks import read

SEED = 5
AT_ONCE = 512
LEAST_SHARE, LEAST_COUNT = 0.0008, 0.3
"""Of the links of a French stem that a wide translation must have, and how many."""
POSSIBLE, LIKELY = 0.003, 0.03
"""Shares from which on an English stem may stand for a French one, and is its translation."""
RELATED = 4
"""First letters that related words share."""
THRESHOLDS = (0.8, 1.2, 1.6, 1.8, 2.0, 2.2, 2.5)

Wide = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Made:
    """A pair, and what the model made of its French."""

    row: Row
    output: str


def wide(paths: Sequence[Path]) -> dict[str, dict[str, float]]:
    """English stems by French one, each with its share of the links."""
    pairs = list(wide_lexicon.read(paths))
    fr = wide_lexicon.vocabulary([f for f, _ in pairs])
    en = wide_lexicon.vocabulary([e for _, e in pairs])
    french = [[0, *(fr[w] for w in f if w in fr)] for f, _ in pairs]
    english = [[0, *(en[w] for w in e if w in en)] for _, e in pairs]
    width = len(en) + 1
    cells, counts = wide_lexicon.agreement(french, english, width)
    often = Counter(word for f, _ in pairs for word in f)
    names, stems = ["", *fr], ["", *en]
    likely = (counts > LEAST_COUNT) & (cells >= width) & (cells % width > 0)
    found: dict[str, dict[str, float]] = {}
    for cell, count in zip(cells[likely].tolist(), counts[likely].tolist(), strict=True):
        word = names[cell // width]
        share = count / often[word]
        if share >= LEAST_SHARE:
            found.setdefault(word, {})[stems[cell % width]] = share
    return found


def translate(chain: Chain, rows: Sequence[Row]) -> Iterator[Made]:
    """What the model makes of rows, repairs included; without those that it did not translate."""
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        sentences = [Sentence(r.id, r.id, r.role, 0, len(r.source), r.source) for r in some]
        for row, made in zip(some, chain.translate(sentences), strict=True):
            if made.score is not None:
                yield Made(row, made.text)


def was_lost(lost: Lost, human: set[str], model: set[str], known: Wide) -> bool | None:
    """Whether a word that the model's English seems not to have was lost; ``None`` if unknown.

    Args:
        lost: the word.
        human: stems of the human translation.
        model: stems of the model's.
        known: wide lexicon.
    """
    stem = lost.word.folded[:STEM]
    entry = lexicon().find(stem)
    usual = () if entry is None else entry.english
    share = known.get(stem, {}).get
    if any(share(one, 0.0) >= POSSIBLE for one in model):
        return False
    heads = {one[:RELATED] for one in model}
    if any(one[:RELATED] in heads for one in usual if len(one) >= RELATED):
        return False
    if not human.isdisjoint(usual) or any(share(one, 0.0) >= LIKELY for one in human):
        return True
    return None


def labelled(made: Sequence[Made], known: Wide) -> Iterator[tuple[str, Lost, bool | None]]:
    """The words without counterpart of each row, with its id, and whether they were lost."""
    for one in made:
        human, model = (
            {word.folded[:STEM] for word in words(text)} for text in (one.row.target, one.output)
        )
        for lost in lost_words(one.row.source, one.output, float("-inf")):
            yield one.row.id, lost, was_lost(lost, human, model, known)


def fit(samples: Sequence[tuple[str, Lost, bool | None]]) -> None:
    """Print weights."""
    from sklearn.linear_model import LogisticRegression

    sure = [(lost.signs, label) for _, lost, label in samples if label is not None]
    seen, wrong = np.array([signs for signs, _ in sure]), [label for _, label in sure]
    model = LogisticRegression(max_iter=2000).fit(seen, wrong)
    print(f"{len(wrong)} words, {np.mean(wrong):.1%} lost")
    weights = ", ".join(f"{w:.3f}" for w in model.coef_[0])
    print(f"_BIAS, _WEIGHTS = {model.intercept_[0]:.3f}, ({weights})")


def report(samples: Sequence[tuple[str, Lost, bool | None]], rows: int) -> None:
    """Print how far the weights in the package hold."""
    print(f"{'threshold':>9}{'of 1,000':>10}{'words':>8}{'lost':>8}{'promised':>10}")
    for least in THRESHOLDS:
        found = [(id_, lost, label) for id_, lost, label in samples if lost.odds >= least]
        labels = [label for *_, label in found if label is not None]
        promised = np.mean([1 / (1 + np.exp(-lost.odds)) for _, lost, _ in found])
        flagged = 1000 * len({id_ for id_, *_ in found}) / rows
        print(
            f"{least:>9.1f}{flagged:>10.0f}{len(found):>8}{np.mean(labels):>8.1%}{promised:>10.1%}"
        )


def main() -> None:
    """Translate, fit and print."""
    parser = argparse.ArgumentParser(description="Fit the odds that a missing word was lost.")
    parser.add_argument("corpus", type=Path, nargs="+", help=".tsv.xz, or plain files in pairs")
    parser.add_argument("--choose", type=Path, nargs="+", required=True, help="likewise")
    parser.add_argument("--words", type=Path, nargs="*", default=[], help="more .tsv.xz to count")
    parser.add_argument("--profile", default="embedded", help="whose translation model")
    parser.add_argument("-n", type=int, default=8000, help="pairs to fit on, drawn at random")
    options = parser.parse_args()
    counted = [path for path in (*options.corpus, *options.words) if path.suffix == ".xz"]
    known = wide(counted)
    chain = Chain.open(options.profile)
    rows = read(options.corpus)
    random.Random(SEED).shuffle(rows)
    fit(list(labelled(list(translate(chain, rows[: options.n])), known)))
    made = list(translate(chain, read(options.choose)))
    report(list(labelled(made, known)), len(made))


if __name__ == "__main__":
    main()
