r"""Fit the weights of the checks that weigh signs: names and negation.

    python -m training.checks \
        ../shared/corpus/news.tsv.xz ../shared/testsets/newstest2012.{fr,en} \
        --words ../shared/corpus/{europarl-00,europarl-01,general}.tsv.xz

The pairs are human translations and count as right; beside each stands the same pair with a
name, or a negation, planted out of the English or swapped (``benchmarks/planting.py``, seeded).
Of every second pair the *seams* of negation are counted: which two words stand side by side where
it was cut, and how much likelier that is than in the sound pairs; those of names are estimated by
``training/cuts.py`` from more text. Then the logistic regressions: of
the names, one over the candidates, where those that the right pair does not have are the errors,
and one over the rows, with boosted trees over the rows that these doubt; of negation, one over the
words of negated rows, which more text is needed for, and one over the rows. It prints what share of
the planted errors is found when a given share of the right pairs is reported, and where the
threshold then is. The fit is deterministic; nothing of the text goes into the files but pairs of
function words, and single words.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import lzma
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.planting import plant
from pipeline.article import Role
from pipeline.checks import Row, fitted, name_odds, names, negation
from pipeline.checks.negation_words import negations
from pipeline.checks.seams import classes
from pipeline.checks.termbase import Termbase, load_termbase
from pipeline.files import write_atomically
from training.boosting import stored_trees

CHUNK = 3000
"""Rows that one another's names are taken from: as many as a test set has."""
SHARES = (0.005, 0.0075, 0.01, 0.0125, 0.015, 0.02, 0.03)
LEAST_CUTS, LEAST_SEAM = 3, 0.7
KINDS = ("name", "negation")
LEAST_WORDS = {
    "english": 50,
    "start": 60,
    "met": 150,
    "french": 300,
    "negation": 100,
    "after": 150,
    "counts": 20,
}
"""By kind of word, in how many negated rows it must be for it to get a weight."""
PENALTY, LEAST_WEIGHT = 0.15, 0.05
EACH = 2
"""Of the text that is for the words alone, every second pair is enough."""
SEAMS = ("negation",)
TIMES = 3
"""Names that are planted in each pair, one at a time."""
TREES, LEAVES, RATE, FEWEST, SIGHT = 150, 8, 0.07, 40, 0.25
"""Trees, leaves of each, how much of each is taken, rows of the smallest leaf, and the share of
the signs that each test is chosen from, lest the few that tell most be asked again and again.
"""
Signs = Mapping[str, float]


@functools.cache
def _termbase() -> Termbase:
    return load_termbase(None)


@dataclass(frozen=True, slots=True)
class Pair:
    """A right pair and the same with an error of each kind, where it has a place for one."""

    row: Row
    planted: Mapping[str, Row]
    names: tuple[Row, ...] = ()
    """With one name wrong in each, the first of them that of ``planted``."""


def read(paths: Sequence[Path]) -> list[Row]:
    """Rows of ``.tsv.xz`` files, and of pairs of plain files."""
    pairs: list[tuple[str, str]] = []
    plain = [path for path in paths if path.suffix != ".xz"]
    for path in paths:
        if path.suffix == ".xz":
            with lzma.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    french, _, english = line.rstrip("\n").partition("\t")
                    pairs.append((french, english))
    for one, other in zip(plain[::2], plain[1::2], strict=True):
        sides = [path.read_text("utf-8").split("\n") for path in (one, other)]
        pairs += [(f.strip(), e.strip()) for f, e in zip(*sides, strict=True)]
    return [
        Row(f"p{number}.s1", Role.PARAGRAPH, french, english)
        for number, (french, english) in enumerate(pairs, 1)
        if french and english
    ]


def pairs_of(rows: Sequence[Row]) -> Iterator[Pair]:
    """Each row with its planted errors."""
    for first in range(0, len(rows), CHUNK):
        chunk = rows[first : first + CHUNK]
        for row in chunk:
            wrong = {kind: plant(kind, row, chunk) for kind in KINDS}
            more = [
                plant("name", replace(row, id=f"{row.id} {time}"), chunk)
                for time in range(1, TIMES)
            ]
            names = dict.fromkeys(t for t in (wrong["name"], *more) if t is not None)
            yield Pair(
                row,
                {k: replace(row, target=text) for k, text in wrong.items() if text is not None},
                tuple(replace(row, target=text) for text in names),
            )


def seams(pairs: Sequence[Pair], kind: str) -> dict[str, float]:
    """Pairs of classes that meet over a cut, by how much likelier they are there; nats."""
    sound: Counter[tuple[str, str]] = Counter()
    cut: Counter[tuple[str, str]] = Counter()
    for number, pair in enumerate(pairs):
        whole = classes(pair.row.target)
        sound.update(itertools.pairwise(whole))
        if number % 2 or kind not in pair.planted:
            continue
        rest = classes(pair.planted[kind].target)
        if len(rest) > len(whole):
            continue
        at = next((i for i, (a, b) in enumerate(zip(whole, rest, strict=False)) if a != b), 0)
        if kind == "negation" and at and whole[at] == "n't":
            at += 1  # the auxiliary that its "not" was part of comes first
        elif at and whole[len(whole) - len(rest) + at :] != rest[at:]:
            continue  # swapped, not dropped
        if 0 < at < len(rest):
            cut[rest[at - 1], rest[at]] += 1
    cuts, every = sum(cut.values()), sum(sound.values())
    table = {
        f"{a} {b}": round(
            math.log((n + 0.2) / (cuts + 80)) - math.log((sound[a, b] + 4) / (every + 1600)), 1
        )
        for (a, b), n in cut.items()
        if n >= LEAST_CUTS
    }
    return {pair: value for pair, value in sorted(table.items()) if value > LEAST_SEAM}


def regress(samples: Sequence[Signs], wrong: Sequence[bool]) -> dict[str, float]:
    """Weights of a logistic regression over signs, each scaled to its spread for the penalty."""
    from sklearn.linear_model import LogisticRegression

    every = sorted({sign for signs in samples for sign in signs} - {"bias"})
    table = np.array([[signs.get(sign, 0.0) for sign in every] for signs in samples])
    spread = table.std(axis=0) + 1e-6
    model = LogisticRegression(max_iter=4000).fit(table / spread, wrong)
    weights = dict(zip(every, (model.coef_[0] / spread).tolist(), strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {sign: round(weight, 3) for sign, weight in sorted(weights.items())}


def fit_names(pairs: Sequence[Pair]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights over candidates, and over rows."""
    termbase = _termbase()
    rows: list[tuple[list[name_odds.Lost], bool]] = []
    samples: list[Signs] = []
    labels: list[bool] = []
    for pair in pairs:
        known: set[tuple[bool, str]] = set()
        for row in (pair.row, *pair.names):
            wrong = row is not pair.row
            found = names.candidates(row, termbase)
            if found:
                rows.append((found, wrong))
            for lost in found:
                samples.append(_prefixed(lost))
                labels.append(wrong and (lost.french, lost.text) not in known)
            if not wrong:
                known = {(lost.french, lost.text) for lost in found}
    weights = regress(samples, labels)
    for found, _ in rows:
        for lost in found:
            lost.odds = fitted.log_odds(weights, _prefixed(lost))
    return weights, regress([name_odds.row_signs(f) for f, _ in rows], [wrong for _, wrong in rows])


def fit_trees(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Trees over the rows that the regressions doubt, as ``fitted_names.json`` has them."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    samples: list[Signs] = []
    wrong: list[bool] = []
    for pair in pairs:
        for row in (pair.row, *pair.names):
            found = names.candidates(row, _termbase())
            name_odds.weigh_each(found)
            table = fitted.fitted("names of a row")
            if found and fitted.log_odds(table, name_odds.row_signs(found)) > name_odds.LOOK:
                samples.append(name_odds.all_signs(found))
                wrong.append(row is not pair.row)
    every = sorted({sign for signs in samples for sign in signs})
    seen = np.array([[signs.get(sign, 0.0) for sign in every] for signs in samples])
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=RATE,
        min_samples_leaf=FEWEST,
        max_features=SIGHT,
        l2_regularization=5.0,
        early_stopping=False,  # it would keep a tenth of the rows to itself
        random_state=0,
    ).fit(seen, wrong)
    return {"signs": every, **stored_trees(model, len(every))}


def fit_glance(pairs: Sequence[Pair]) -> dict[str, float]:
    """Weights over rows whose candidates have been looked at one by one only: which of them the
    trees will report.
    """
    samples: list[Signs] = []
    reported: list[bool] = []
    for pair in pairs:
        for row in (pair.row, *pair.names):
            if signs := names.first_look(row, _termbase()):
                samples.append(signs)
                reported.append(odds_of_names(row) > names.DOUBTFUL)
    return regress(samples, reported)


def _prefixed(lost: name_odds.Lost) -> Signs:
    signs = {f"{lost.kind} {sign}": value for sign, value in lost.signs.items()}
    return {f"{lost.kind} bias": 1.0, **signs}


def _negated(rows: Sequence[Row]) -> list[tuple[Row, bool]]:
    """Of the rows whose French is negated, each, and again with a negation planted out."""
    found = []
    for row in rows:
        if negations(row.source):
            found.append((row, False))
            if (text := plant("negation", row, ())) is not None:
                found.append((replace(row, target=text), True))
    return found


def _said(row: Row) -> Iterator[str]:
    """The words of a row that negation asks for, each with its kind."""
    for kind, found in negation.words_of(row).items():
        yield from (f"{kind}:{word}" for word in found)


def fit_wording(samples: Sequence[tuple[Row, bool]]) -> dict[str, dict[str, float]]:
    """Weights of words by kind: a regression whose penalty leaves most of them out."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    said = [list(_said(row)) for row, _ in samples]
    counts = Counter(word for words in said for word in words)
    known = [w for w in sorted(counts) if counts[w] >= LEAST_WORDS[w.partition(":")[0]]]
    places = {word: place for place, word in enumerate(known)}
    columns = [[places[word] for word in words if word in places] for words in said]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array(list(itertools.chain.from_iterable(columns)))
    table = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(said), len(known)))
    model = LogisticRegression(
        l1_ratio=1, solver="liblinear", C=PENALTY, max_iter=60, random_state=0
    ).fit(table, [wrong for _, wrong in samples])
    weights: dict[str, dict[str, float]] = {kind: {} for kind in LEAST_WORDS}
    for word, place in places.items():
        weight = float(model.coef_[0][place])
        if abs(weight) >= LEAST_WEIGHT:
            kind, _, of = word.partition(":")
            weights[kind][of] = round(weight, 2)
    weights["counts"]["bias"] = round(float(model.intercept_[0]), 2)
    return weights


def write_wording(weights: Mapping[str, Mapping[str, float]]) -> None:
    """Into the file that the check reads."""
    text = json.dumps(weights, indent=0, ensure_ascii=False, sort_keys=True)
    write_atomically(negation.FILE, text + "\n")
    negation.forget()


def fit_negation(rows: Sequence[Row], more: Sequence[Row]) -> dict[str, float]:
    """Weights over rows; those of words go into a file of their own.

    What the words of a row say is better known where they were fitted to that row. So that the
    second regression does not trust them too much, it sees each half of the rows with words
    fitted to the other.
    """
    halves = [_negated(rows[::2]), _negated(rows[1::2])]
    others = _negated(more)
    samples: list[Signs] = []
    labels: list[bool] = []
    for half, other in (halves, halves[::-1]):
        write_wording(fit_wording([*other, *others]))
        for row, wrong in half:
            if (signs := negation.signs(row)) is not None:
                samples.append(signs)
                labels.append(wrong)
    write_wording(fit_wording([*halves[0], *halves[1], *others]))
    return regress(samples, labels)


def odds_of_names(row: Row) -> float:
    """Log-odds of a row by the weights in the files."""
    found = names.candidates(row, _termbase())
    return name_odds.row_odds(found) if found else -99.0


def negation_odds(row: Row) -> float:
    """Log-odds of a row by the weights in the file."""
    signs = negation.signs(row)
    return -99.0 if signs is None else fitted.log_odds(fitted.fitted("negation"), signs)


def report(pairs: Sequence[Pair], kind: str, odds: Callable[[Row], float]) -> None:
    """Print what is found at which share of false alarms."""
    right = sorted((odds(pair.row) for pair in pairs), reverse=True)
    wrong = [odds(pair.planted[kind]) for pair in pairs if kind in pair.planted]
    print(f"{kind}: {len(right)} pairs, {len(wrong)} planted")
    for share in SHARES:
        least = right[round(share * len(right))]
        print(
            f"  {share:.2%} reported, threshold {least:.2f}: {np.mean(np.array(wrong) > least):.1%}"
        )


def main() -> None:
    """Fit, write, and report."""
    parser = argparse.ArgumentParser(description="Fit the checks of names and negation.")
    parser.add_argument("corpus", type=Path, nargs="+", help=".tsv.xz, or plain files in pairs")
    parser.add_argument(
        "--words", type=Path, nargs="*", default=[], help="more text, for the words of negation"
    )
    parser.add_argument("-o", "--output", type=Path, default=fitted.FILE)
    parser.add_argument("--only", choices=KINDS, nargs="*", default=KINDS, help="fit only these")
    options = parser.parse_args()
    pairs = list(pairs_of(read(options.corpus)))
    tables: dict[str, Any] = {}
    if set(options.only) != set(KINDS):
        tables = json.loads(options.output.read_text("utf-8"))
    tables |= {f"seams {kind}": seams(pairs, kind) for kind in SEAMS if kind in options.only}

    def write() -> None:
        text = json.dumps(tables, indent=0, ensure_ascii=False, sort_keys=True)
        write_atomically(options.output, text + "\n")
        fitted.forget()

    write()
    if "name" in options.only:
        tables["names"], tables["names of a row"] = fit_names(pairs)
        write()
        grown = json.dumps(fit_trees(pairs), separators=(",", ":")).replace("],[", "],\n[")
        write_atomically(name_odds.TREES, grown + "\n")
        name_odds.forget()
        tables["names at a glance"] = fit_glance(pairs)
        write()
    if "negation" in options.only:
        rows = [pair.row for pair in pairs]
        tables["negation"] = fit_negation(rows, read(options.words)[::EACH])
    write()
    for kind, odds in (("name", odds_of_names), ("negation", negation_odds)):
        if kind in options.only:
            report(pairs, kind, odds)


if __name__ == "__main__":
    main()
