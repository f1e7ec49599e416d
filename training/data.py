"""Parallel text: reading, preparing as token arrays, and cutting into batches.

Prepared data are flat ``uint16`` arrays with offsets, so that millions of pairs load at
once and cost two bytes a token.
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
import numpy.typing as npt
import sentencepiece as spm

from pipeline.errors import InputError
from pipeline.text import for_model
from training.augment import disturb
from training.recipe import Recipe, Source

_DIGIT = re.compile(r"[0-9]")
_SPECIAL = frozenset({"</s>", "<unk>", "<pad>"})
_TOKENS_A_PIECE = 4_000_000

Array = npt.NDArray[Any]


def open_text(path: Path) -> IO[str]:
    """Open plain, ``.gz`` or ``.xz`` text for reading."""
    try:
        if path.suffix == ".xz":
            return cast("IO[str]", lzma.open(path, "rt", encoding="utf-8"))
        if path.suffix == ".gz":
            return cast("IO[str]", gzip.open(path, "rt", encoding="utf-8"))
        return path.open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.") from error


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield normalised (French, English) pairs.

    Raises:
        InputError: the file cannot be read, or a line is not two columns; names the line.
    """
    with open_text(path) as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 2:
                raise InputError(
                    f"{path}:{number}: {len(columns)} columns where French<TAB>English is meant."
                )
            french, english = for_model(columns[0]), for_model(columns[1])
            if french and english:
                yield french, english


@dataclass(frozen=True)
class Pairs:
    """Token ids of both sides of many pairs, flat, with ``len + 1`` offsets."""

    source: Array
    source_at: Array
    target: Array
    target_at: Array

    def __len__(self) -> int:
        return len(self.source_at) - 1

    @property
    def source_lengths(self) -> Array:
        """Tokens of each source, without the end mark."""
        return np.diff(self.source_at)

    @property
    def target_lengths(self) -> Array:
        """Tokens of each target, without the end mark."""
        return np.diff(self.target_at)


def _encode(pairs: Sequence[tuple[str, str]], encode: Callable[..., list[list[int]]]) -> Pairs:
    arrays: list[Array] = []
    for side in (0, 1):
        ids = encode([pair[side] for pair in pairs])
        arrays.append(np.fromiter((i for line in ids for i in line), dtype=np.uint16))
        arrays.append(
            np.concatenate([[0], np.cumsum([len(line) for line in ids])]).astype(np.int64)
        )
    return Pairs(*arrays)


def _prepare_one(
    source: Source, recipe: Recipe, encoder: Callable[..., list[list[int]]], folder: Path
) -> Path:
    target = folder / recipe.prepared_name(source)
    if target.exists():
        return target
    rng = random.Random(f"{recipe.schedule.seed}:{source.path}")
    pairs = []
    for french, english in read_pairs(Path(recipe.data_root) / source.path):
        if source.only and not (_DIGIT.search(french) and _DIGIT.search(english)):
            continue
        pair = (english, french) if recipe.reverse else (french, english)
        pairs.append(disturb(*pair, rng) if source.augment and not recipe.reverse else pair)
    made = _encode(pairs, encoder)
    temporary = target.with_suffix(".tmp.npz")
    np.savez(
        temporary,
        source=made.source,
        source_at=made.source_at,
        target=made.target,
        target_at=made.target_at,
    )
    temporary.replace(target)
    return target


def token_encoder(folder: Path) -> Callable[[list[str]], list[list[int]]]:
    """Ids as ``MarianTokenizer`` gives them, from ``source.spm`` and ``vocab.json``.

    Joint vocabularies only: both sides use the same file.
    """
    processor = spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
    unknown = vocabulary["<unk>"]
    table = np.array(
        [vocabulary.get(processor.id_to_piece(i), unknown) for i in range(len(processor))]
    )

    def encode(lines: list[str]) -> list[list[int]]:
        return [
            table[ids].tolist() if ids else [] for ids in processor.encode(lines, num_threads=2)
        ]

    return encode


def prepare(recipe: Recipe, vocabulary: Path, folder: Path, log: Callable[[str], None]) -> None:
    """Encode every source of the recipe into ``folder``; what is there already is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = token_encoder(vocabulary)
    for source in recipe.sources:
        path = _prepare_one(source, recipe, encoder, folder)
        log(f"prepared {path.name}")


def load(recipe: Recipe, folder: Path) -> list[Pairs]:
    """The prepared data of each source of the recipe, in its order."""
    loaded = []
    for source in recipe.sources:
        with np.load(folder / recipe.prepared_name(source)) as file:
            loaded.append(
                Pairs(file["source"], file["source_at"], file["target"], file["target_at"])
            )
    return loaded


def unsaid(data: Sequence[Pairs], pieces: Sequence[str]) -> list[int]:
    """Ids of the pieces that the target side has not even once in four million tokens: those of
    the other language. Single characters are never among them, for names are spelled with them.

    Args:
        data: prepared.
        pieces: the vocabulary, in the order of the ids.
    """
    counts = np.zeros(len(pieces), dtype=np.int64)
    for pairs in data:
        counts += np.bincount(pairs.target, minlength=len(pieces))
    least = max(1, int(counts.sum()) // _TOKENS_A_PIECE)
    return [
        number
        for number, piece in enumerate(pieces)
        if counts[number] < least and len(piece.lstrip("▁")) > 1 and piece not in _SPECIAL
    ]


@dataclass(frozen=True)
class Batch:
    """Which pairs to take together.

    All sources have the same length, so that neither the encoder nor the cross-attention
    needs a mask (which is slow on a CPU).
    """

    dataset: Array
    index: Array


def plan_epoch(data: Sequence[Pairs], recipe: Recipe, epoch: int) -> list[Batch]:
    """Cut an epoch into batches, the same for the same recipe and epoch number.

    Pairs of one source length are sorted by target length, cut by the token budget, and
    the batches shuffled.
    """
    rng = np.random.default_rng([recipe.schedule.seed, epoch])
    longest = recipe.schedule.longest
    dataset_parts, index_parts, source_parts, target_parts = [], [], [], []
    for number, (source, pairs) in enumerate(zip(recipe.sources, data, strict=True)):
        lengths, targets = pairs.source_lengths, pairs.target_lengths
        usable = np.flatnonzero((lengths <= longest) & (targets <= longest) & (lengths > 0))
        whole, part = divmod(source.weight, 1)
        chosen = [usable] * int(whole)
        chosen.append(rng.permutation(usable)[: round(part * len(usable))])
        index = np.concatenate(chosen)
        dataset_parts.append(np.full(len(index), number, dtype=np.int16))
        index_parts.append(index)
        source_parts.append(lengths[index])
        target_parts.append(targets[index])
    dataset, index = np.concatenate(dataset_parts), np.concatenate(index_parts)
    sources, targets = np.concatenate(source_parts), np.concatenate(target_parts)
    order = np.lexsort((rng.random(len(index)), targets, sources))
    batches = []
    start = 0
    while start < len(order):
        end, length = start, sources[order[start]]
        # Sorted by target length, so the last pair decides the padded width.
        while (
            end < len(order)
            and sources[order[end]] == length
            and (end + 1 - start) * (max(targets[order[end]], length) + 1)
            <= recipe.schedule.batch_tokens
        ):
            end += 1
        end = max(end, start + 1)
        batches.append(Batch(dataset[order[start:end]], index[order[start:end]]))
        start = end
    return [batches[i] for i in rng.permutation(len(batches))]


def collate(batch: Batch, data: Sequence[Pairs], pad: int, eos: int) -> tuple[Array, Array, Array]:
    """Return (source, decoder input, labels) as ``int64``; padding in labels is −100.

    Marian's decoder starts from ``pad`` and every sequence ends with ``eos``.
    """
    picked = [(data[d], i) for d, i in zip(batch.dataset, batch.index, strict=True)]
    rows = len(picked)
    source_width = int(max(p.source_at[i + 1] - p.source_at[i] for p, i in picked)) + 1
    target_width = int(max(p.target_at[i + 1] - p.target_at[i] for p, i in picked)) + 1
    source = np.full((rows, source_width), eos, dtype=np.int64)
    labels = np.full((rows, target_width), -100, dtype=np.int64)
    inputs = np.full((rows, target_width), pad, dtype=np.int64)
    for row, (pairs, i) in enumerate(picked):
        ids = pairs.source[pairs.source_at[i] : pairs.source_at[i + 1]]
        source[row, : len(ids)] = ids
        ids = pairs.target[pairs.target_at[i] : pairs.target_at[i + 1]]
        labels[row, : len(ids)] = ids
        labels[row, len(ids)] = eos
        inputs[row, 1 : len(ids) + 1] = ids
    return source, inputs, labels
