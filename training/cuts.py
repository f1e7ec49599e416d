"""Estimate how an English text looks where a name was taken out of it.

    python -m training.cuts ../shared/corpus/english-news.txt.xz ../shared/corpus/news.tsv.xz \
        ../shared/corpus/europarl-00.tsv.xz

Takes ``French<TAB>English`` files and English text, and writes ``pipeline/checks/cuts.tsv``. From
each sentence that has a name one is taken out (drawn by a seeded generator); what then stands left
and right of the gap is told from what does in sound sentences by a logistic regression whose
penalty leaves most signs without a weight. Of what was kept out it prints how many cuts are seen
at a given share of false alarms. No text goes into the file but words, endings and marks.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.planting import NO_NAMES
from pipeline.checks import cuts
from pipeline.checks.seams import function_words
from pipeline.files import write_atomically
from training.data import open_text

SEED = 7
FREQUENT = 1000
SHORTEST, LONGEST = 30, 400
"""Characters of a sentence."""
SOUND = 3
"""Gaps of a sound sentence."""
LEAST = 8
"""Times that a sign must be seen."""
SMALLEST = 0.05
"""Nats of the smallest weight that is kept."""
STRENGTH = 0.2
"""Inverse of the penalty."""
HELD_OUT = 0.1
SHARES = (0.001, 0.003, 0.01, 0.03)
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[“\"A-Z])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])*")


def sentences(paths: Sequence[Path], most: int) -> Iterator[str]:
    """Sentences of the English, at most so many of each file."""
    for path in paths:
        count = 0
        with open_text(path) as lines:
            for line in lines:
                for sentence in _SENTENCE.split(line.rpartition("\t")[2].strip()):
                    if SHORTEST < len(sentence) < LONGEST and count < most:
                        count += 1
                        yield sentence


def names_of(sentence: str) -> list[re.Match[str]]:
    """Names that may be taken out; none of a heading in title case."""
    words = sentence.split()
    if sum(word[0].isupper() for word in words) > len(words) / 2:
        return []
    return [m for m in _NAME.finditer(sentence) if not NO_NAMES & set(m.group().split())]


Classes = tuple[tuple[str, ...], tuple[str, ...]]


def classes_of(text: str, function: frozenset[str], frequent: frozenset[str]) -> Classes:
    """Fine and coarse classes as :func:`pipeline.checks.cuts.tokens` gives them."""
    found = cuts.token_pattern().findall(text)
    coarse = [cuts.coarse_class(token, function) for token in found]
    fine = [t if t in frequent else c for t, c in zip(found, coarse, strict=True)]
    return ("^", "^", *fine, "$", "$"), ("^", "^", *coarse, "$", "$")


def samples(
    texts: Sequence[str], function: frozenset[str], frequent: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """What is seen of gaps, and whether something was cut there."""
    draw = random.Random(SEED)
    for text in texts:
        fine, coarse = classes_of(text, function, frequent)
        places = range(2, len(fine) - 1)
        for at in draw.sample(places, min(SOUND, len(places))):
            yield tuple(cuts.seen(fine, coarse, at)), False
        if names := names_of(text):
            name = draw.choice(names)
            left = text[: name.start()]
            fine, coarse = classes_of(left + text[name.end() :], function, frequent)
            at = len(cuts.token_pattern().findall(left)) + 2
            if at < len(fine) - 1:
                yield tuple(cuts.seen(fine, coarse, at)), True


def fit(every: Sequence[tuple[tuple[str, ...], bool]]) -> tuple[dict[str, float], float]:
    """Weights of the signs, and the bias."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    times = Counter(sign for signs, _ in every for sign in signs)
    place = {sign: i for i, sign in enumerate(sorted(s for s, n in times.items() if n >= LEAST))}
    indices: list[int] = []
    ends = [0]
    for signs, _ in every:
        indices += [place[sign] for sign in signs if sign in place]
        ends.append(len(indices))
    values = np.ones(len(indices), np.float32)
    seen = csr_matrix((values, indices, ends), shape=(len(every), len(place)))
    wrong = np.array([label for _, label in every])
    learnt = int(len(every) * (1 - HELD_OUT))
    model = LogisticRegression(C=STRENGTH, l1_ratio=1, solver="liblinear", random_state=SEED)
    model.fit(seen[:learnt], wrong[:learnt])
    odds, held = model.decision_function(seen[learnt:]), wrong[learnt:]
    for share in SHARES:
        caught = np.mean(odds[held] > np.quantile(odds[~held], 1 - share))
        print(f"  {share:.1%} of sound gaps: {caught:.1%} of cuts")
    weights = {sign: float(model.coef_[0][i]) for sign, i in place.items()}
    return {s: w for s, w in weights.items() if abs(w) >= SMALLEST}, float(model.intercept_[0])


def main() -> None:
    """Estimate, write, and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=250_000, help="sentences of a file")
    parser.add_argument("-o", "--output", type=Path, default=cuts.FILE)
    options = parser.parse_args()
    texts = list(sentences(options.texts, options.most))
    random.Random(SEED).shuffle(texts)
    words = Counter(
        token for text in texts for token in cuts.token_pattern().findall(text) if token.islower()
    )
    frequent = frozenset(word for word, _ in words.most_common(FREQUENT))
    function = function_words()
    weights, bias = fit(list(samples(texts, function, frequent)))
    lines = [f"{bias:.3f}", " ".join(sorted(function)), " ".join(sorted(frequent))]
    lines += [f"{sign}\t{round(100 * weight)}" for sign, weight in sorted(weights.items())]
    write_atomically(options.output, "\n".join(lines) + "\n")
    cuts.forget()
    print(f"{options.output}: {len(weights)} signs, of {len(texts)} sentences")


if __name__ == "__main__":
    main()
