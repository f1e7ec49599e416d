"""Train the ranker of the extractive summariser: ``python -m training.summarize``.

Needs scikit-learn 1.9 (``pip install scikit-learn==1.9.1``), which the package itself does
not. Reads ``french-news-train.jsonl.xz`` only; two disjoint parts of it, in a fixed random
order: the first trains the trees for sentences and words, the second the weights of sets.
The inverse document frequencies come from the first and some of the second. About three
minutes on two cores.

What is learnt: a sentence's target is its own ROUGE against the editor's summary, a word's
target is whether the summary has it, a set's target is the ROUGE of the set. One story in
five is shown without its title, because a wire need not have one.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.summaries import Reference, rouge, tokens
from pipeline.french import split_sentences
from pipeline.summarize.features import FEATURE_VERSION, Analysis, Frequencies, Story, content_stems
from pipeline.summarize.ranker import SET_FEATURES, Scores
from pipeline.text import for_model
from pipeline.trees import Boosted, parse
from training.boosting import rounded, stored_trees

SEED = 7
FOR_TREES, FOR_SETS = 11000, 2500
WORD_STORIES = 5000
IDF_STEMS = 4000
SET_WORDS, SET_SENTENCES, SET_CANDIDATES = 60, 3, 9
_CROSSHEAD = re.compile(r"\s*-\s.*\s-\s*")


def stories(path: Path) -> Iterator[tuple[Story, str]]:
    """Yield (story, editor's summary) pairs, crossheads and empty stories left out."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if not record["has_abstract"]:
                continue
            texts: list[str] = []
            paragraphs: list[int] = []
            sections: list[int] = []
            section = 0
            for number, paragraph in enumerate(record["paragraphs"]):
                if _CROSSHEAD.fullmatch(paragraph):
                    section += 1
                    continue
                for start, end in split_sentences(paragraph):
                    texts.append(paragraph[start:end])
                    paragraphs.append(number)
                    sections.append(section)
            if texts:
                story = Story(record["title"], tuple(texts), tuple(paragraphs), tuple(sections))
                yield story, record["abstract"]


def frequencies(texts: Sequence[Story]) -> Frequencies:
    """Inverse document frequencies of the commonest stems, to one decimal."""
    counts: Counter[str] = Counter()
    for story in texts:
        counts.update(dict.fromkeys(content_stems(for_model(" ".join(story.sentences))), 1))
    common = [(one, count) for one, count in counts.most_common(IDF_STEMS) if not one[0].isdigit()]
    table = {one: round(math.log(len(texts) / count), 1) for one, count in common}
    return Frequencies(table, round(math.log(len(texts) / common[-1][1]) + 1, 1))


def target(candidate: Sequence[str], reference: Reference) -> float:
    """What is learnt: a mix of ROUGE-1, 2 and L F1."""
    one, two, longest = rouge(candidate, reference)
    return 0.2 * one + two + 0.3 * longest


def train_trees(
    parts: Sequence[tuple[Story, str]], idf: Frequencies
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fit the trees for sentences and for words."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    rows: list[tuple[float, ...]] = []
    targets: list[float] = []
    word_rows: list[tuple[float, ...]] = []
    word_targets: list[bool] = []
    for number, (story, summary) in enumerate(parts):
        if number % 5 == 0:
            story = Story("", story.sentences, story.paragraphs, story.sections)
        analysis = Analysis(story, idf)
        reference = Reference(summary)
        rows += analysis.sentence_rows()
        targets += [target(tokens(text), reference) for text in story.sentences]
        if number < WORD_STORIES:
            wanted = set(content_stems(for_model(summary)))
            for one, row in analysis.word_rows().items():
                word_rows.append(row)
                word_targets.append(one in wanted)
    sentence = HistGradientBoostingRegressor(
        max_iter=180, max_leaf_nodes=10, learning_rate=0.06, min_samples_leaf=80, random_state=SEED
    ).fit(np.array(rows), np.array(targets))
    word = HistGradientBoostingClassifier(
        max_iter=60, max_leaf_nodes=8, learning_rate=0.15, min_samples_leaf=200, random_state=SEED
    ).fit(np.array(word_rows), np.array(word_targets))
    return (
        stored_trees(sentence, len(rows[0])),
        stored_trees(word, len(word_rows[0])),
    )


def train_sets(
    parts: Sequence[tuple[Story, str]], idf: Frequencies, sentence: Boosted, word: Boosted
) -> dict[str, float]:
    """Fit the linear weights of sets: ridge regression within each story."""
    import numpy as np

    xs: list[Any] = []
    ys: list[Any] = []
    for story, summary in parts:
        analysis = Analysis(story, idf)
        scores = Scores(
            analysis,
            tuple(map(sentence.predict, analysis.sentence_rows())),
            {k: 1 / (1 + math.exp(-word.predict(r))) for k, r in analysis.word_rows().items()},
            (),
        )
        reference = Reference(summary)
        spoken = [tokens(text) for text in story.sentences]
        order = sorted(range(len(spoken)), key=lambda one: -scores.sentences[one])[:SET_CANDIDATES]
        rows: list[tuple[float, ...]] = []
        targets: list[float] = []
        for size in range(1, SET_SENTENCES + 1):
            for chosen in itertools.combinations(sorted(order), size):
                if size > 1 and sum(analysis.lengths[one] for one in chosen) > SET_WORDS:
                    continue
                rows.append(scores.set_row(chosen))
                targets.append(target([t for one in chosen for t in spoken[one]], reference))
        if len(rows) > 1:
            xs.append(np.array(rows) - np.mean(rows, axis=0))
            ys.append(np.array(targets) - np.mean(targets))
    x, y = np.concatenate(xs), np.concatenate(ys)
    scale = x.std(axis=0) + 1e-9
    x /= scale
    weights = np.linalg.solve(x.T @ x + np.eye(x.shape[1]), x.T @ y) / scale
    return {name: rounded(float(one)) for name, one in zip(SET_FEATURES, weights, strict=True)}


def main() -> None:
    """Train and write the file."""
    parser = argparse.ArgumentParser(description="Train the extractive summariser's ranker.")
    parser.add_argument("articles", type=Path, help="french-news-train.jsonl.xz")
    parser.add_argument("--out", type=Path, default=Path("pipeline/summarize/extractive.json"))
    arguments = parser.parse_args()
    everything = list(stories(arguments.articles))
    random.Random(SEED).shuffle(everything)
    idf = frequencies([story for story, _ in everything[:12000]])
    sentence, word = train_trees(everything[:FOR_TREES], idf)
    weights = train_sets(
        everything[FOR_TREES : FOR_TREES + FOR_SETS], idf, parse(sentence), parse(word)
    )
    print(weights)
    stored = {
        "about": "Trees and weights of pipeline.summarize.ranker; made by training/summarize.py.",
        "feature_version": FEATURE_VERSION,
        "set": weights,
        "rare": idf.rare,
        "sentence": sentence,
        "word": word,
        "idf": dict(idf.table),
    }
    draft = arguments.out.with_suffix(".tmp")
    draft.write_text(
        json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    draft.replace(arguments.out)


if __name__ == "__main__":
    main()
