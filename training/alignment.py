"""Embeddings that start from translation statistics.

With one embedding shared by source and output, a decoder that merely copies what it
attends to already scores each target word by its dot product with the source word. So we
start from vectors whose dot products are the words' translation association: positive
pointwise mutual information of source and target tokens over sentence pairs, made
symmetric, and factored by its leading eigenvectors (after Levy & Goldberg 2014, who factor
the monolingual PPMI matrix).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import eigh
from scipy.sparse.linalg import eigsh

from training.data import Array, Pairs


def _incidence(ids: Array, offsets: Array, vocabulary: int) -> sparse.csr_matrix:
    matrix = sparse.csr_matrix(
        (np.ones(len(ids), dtype=np.float32), ids.astype(np.int32), offsets),
        shape=(len(offsets) - 1, vocabulary),
    )
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def _leading(matrix: sparse.csr_matrix, count: int, start: Array) -> tuple[Array, Array]:
    """The largest eigenvalues and their vectors, the same on every call."""
    size = matrix.shape[0]
    if size > 3_000:
        values, vectors = eigsh(matrix, k=count, which="LA", v0=start)
    else:
        # On a matrix of low rank the iteration restarts from random vectors of its own.
        values, vectors = eigh(matrix.toarray(), subset_by_index=(size - count, size - 1))
    return values, vectors


def association_embeddings(
    data: Sequence[Pairs], vocabulary: int, width: int, *, longest: int, seed: int
) -> npt.NDArray[np.float32]:
    """Return (vocabulary, width) vectors of mean square norm 1 over seen tokens; rows of
    tokens never seen are small noise. Where no two tokens are associated, all is noise.

    Args:
        data: prepared pairs.
        vocabulary: number of ids.
        width: of the model.
        longest: pairs longer than this on either side say little and are left out.
        seed: of the noise.
    """
    joint = sparse.csr_matrix((vocabulary, vocabulary), dtype=np.float32)
    left = np.zeros(vocabulary)
    right = np.zeros(vocabulary)
    total = 0
    for pairs in data:
        keep = (pairs.source_lengths <= longest) & (pairs.target_lengths <= longest)
        source = _incidence(pairs.source, pairs.source_at, vocabulary)[keep]
        target = _incidence(pairs.target, pairs.target_at, vocabulary)[keep]
        joint = joint + source.T @ target
        left += np.asarray(source.sum(axis=0)).ravel()
        right += np.asarray(target.sum(axis=0)).ravel()
        total += source.shape[0]
    cells = joint.tocoo()
    mutual = np.log(cells.data * total / (left[cells.row] * right[cells.col]))
    # Pairs seen together once or twice have large but worthless information.
    mutual *= cells.data / (cells.data + 5)
    strong = mutual > 1.0
    matrix = sparse.csr_matrix(
        (mutual[strong], (cells.row[strong], cells.col[strong])), shape=joint.shape
    )
    rng = np.random.default_rng(seed)
    values, vectors = _leading(matrix + matrix.T, width, rng.random(vocabulary))
    made = vectors * np.sqrt(np.maximum(values, 0))[None, :]
    norms = np.linalg.norm(made, axis=1, keepdims=True)
    seen = norms[:, 0] > 0
    if not seen.any():
        # Too little text to tell what translates what: noise, as without statistics.
        noise: npt.NDArray[np.float32] = rng.standard_normal(made.shape, dtype=np.float32)
        return noise / np.float32(np.sqrt(width))
    # Frequent words would otherwise have the longest vectors by far.
    made[seen] /= np.sqrt(norms[seen])
    made /= np.sqrt((made[seen] ** 2).sum(axis=1).mean())
    # A rotation spreads the leading eigenvectors over all dimensions (and so over heads).
    rotation, _ = np.linalg.qr(rng.standard_normal((width, width)))
    made = made @ rotation + rng.standard_normal(made.shape) * 0.1 / np.sqrt(width)
    vectors32: npt.NDArray[np.float32] = made.astype(np.float32)
    return vectors32
