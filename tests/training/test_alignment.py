"""Embeddings from translation statistics."""

from __future__ import annotations

import numpy as np

from training.alignment import association_embeddings
from training.data import Pairs


def _pairs(rows: list[tuple[list[int], list[int]]]) -> Pairs:
    sides = []
    for side in (0, 1):
        ids = [row[side] for row in rows]
        sides.append(np.array([i for one in ids for i in one], dtype=np.uint16))
        sides.append(np.concatenate([[0], np.cumsum([len(one) for one in ids])]).astype(np.int64))
    return Pairs(*sides)


def test_translations_lie_near_each_other() -> None:
    # 20 source tokens, each with a translation of its own twenty further on.
    rng = np.random.default_rng(5)
    rows = []
    for _ in range(2_000):
        words = rng.choice(20, size=4, replace=False)
        rows.append((words.tolist(), (words + 20).tolist()))
    vectors = association_embeddings([_pairs(rows)], 41, 24, longest=10, seed=1)
    likeness = vectors[:20] @ vectors[20:40].T
    assert (likeness.argmax(axis=1) == np.arange(20)).mean() >= 0.9
    assert np.isclose((vectors[:40] ** 2).sum(axis=1).mean(), 1, atol=0.1)


def test_text_that_tells_nothing_starts_from_noise_and_not_from_nothing() -> None:
    vectors = association_embeddings([_pairs([([0, 1], [0, 1])] * 3)], 60, 16, longest=10, seed=1)
    assert np.isfinite(vectors).all()
    assert np.isclose((vectors**2).sum(axis=1).mean(), 1, atol=0.3)
