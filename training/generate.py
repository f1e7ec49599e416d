"""Batch translation with a trained folder, on CPU or GPU.

For dev BLEU, back-translation and distillation. Users' translation is
``pipeline.translate``; this one must run where only PyTorch is, and must be able to sample.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from pipeline.errors import InputError
from training.data import open_text, token_encoder
from training.train import device

if TYPE_CHECKING:
    from pipeline.checks.termbase import Termbase

_AT_ONCE = 2_000
"""Lines given to the engine at once: many of each length, so that its batches are full."""


def generate(
    folder: Path,
    lines: Sequence[str],
    *,
    beams: int = 1,
    sample: bool = False,
    batch_tokens: int = 6_000,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """Translate normalised lines; one with more tokens than the model has positions gives
    an empty text, for half of it would be a false pair.

    Args:
        folder: an exported model.
        lines: text as ``pipeline.text.for_model`` gives it.
        beams: beam size; 1 is greedy.
        sample: draw from the whole distribution (Edunov et al. 2018) instead of searching.
        batch_tokens: source tokens, padding included, per batch.
        seed: of the sampling.
        progress: called with (done, all).
    """
    import sentencepiece as spm
    from transformers import MarianMTModel

    where = device()
    dtype = torch.bfloat16 if where.type == "cuda" else torch.float32
    model = MarianMTModel.from_pretrained(
        folder, dtype=dtype, local_files_only=True, use_safetensors=True
    ).to(where)
    model.eval()
    torch.manual_seed(seed)
    encode = token_encoder(folder)
    eos, pad = model.config.eos_token_id, model.config.pad_token_id
    decoder = spm.SentencePieceProcessor(model_file=str(folder / "target.spm"))
    pieces = pieces_of(folder)
    longest = model.config.max_position_embeddings - 1
    ids = [[*line, eos] for line in encode(list(lines))]
    fitting = (i for i, line in enumerate(ids) if len(line) <= longest)
    order = sorted(fitting, key=lambda i: len(ids[i]))
    done: list[str] = [""] * len(ids)
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and (end + 1 - start) * len(ids[order[end]]) <= batch_tokens:
            end += 1
        rows = order[start:end]
        width = len(ids[rows[-1]])
        source = torch.full((len(rows), width), pad)
        for row, i in enumerate(rows):
            source[row, : len(ids[i])] = torch.tensor(ids[i])
        source = source.to(where)
        with torch.inference_mode():
            output = model.generate(
                input_ids=source,
                attention_mask=source.ne(pad).long(),
                max_length=min(int(width * 1.6) + 10, longest),
                num_beams=1 if sample else beams,
                # The whole distribution: the library would keep the 50 likeliest tokens.
                **({"do_sample": True, "top_k": 0} if sample else {}),
            )
        for i, tokens in zip(rows, output.tolist(), strict=True):
            kept = [pieces[token] for token in tokens if token not in {eos, pad}]
            done[i] = decoder.decode_pieces(kept).strip()
        start = end
        if progress is not None:
            progress(start, len(order))
    return done


def search(
    folder: Path,
    lines: Sequence[str],
    *,
    beams: int,
    length_penalty: float,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """As :func:`generate`, on CTranslate2 with 8-bit weights, which on a CPU is many times as
    fast; a translation with a visible fault (:mod:`pipeline.translate.faults`) is left empty.

    Args:
        folder: an exported model.
        lines: text as ``pipeline.text.for_model`` gives it.
        beams: beam size.
        length_penalty: see :class:`pipeline.translate.DecodingSettings`.
        progress: called with (done, all).
    """
    from ctranslate2.converters import TransformersConverter

    from pipeline.models.convert import output_vocabulary
    from pipeline.models.environment import quiet
    from pipeline.translate import CTranslate2Engine, DecodingSettings, MarianPieces
    from pipeline.translate.faults import judge
    from pipeline.translate.rules import tidy

    pieces = MarianPieces(folder)
    settings = DecodingSettings(
        beam_size=beams, length_penalty=length_penalty, no_repeat_ngram_size=4
    )
    sources = [pieces.encode(line) for line in lines]
    order = [
        i
        for i, source in enumerate(sources)
        if not source.unknown and 0 < len(source.tokens) < settings.max_source_tokens
    ]
    order.sort(key=lambda i: -len(sources[i].tokens))
    done = [""] * len(lines)
    with tempfile.TemporaryDirectory() as scratch:
        converted = Path(scratch) / "converted"
        with quiet():
            TransformersConverter(str(folder)).convert(
                str(converted),
                quantization="int8",
                vmap=output_vocabulary(folder, Path(scratch) / "vmap.txt"),
            )
        engine = CTranslate2Engine(lambda: converted)
        for start in range(0, len(order), _AT_ONCE):
            chosen = order[start : start + _AT_ONCE]
            found = engine.translate([sources[i].tokens for i in chosen], settings)
            for i, one in zip(chosen, found, strict=True):
                text = tidy(pieces.decode(one.tokens))
                faults = judge(
                    lines[i], text, score=one.score, tokens=len(one.tokens), finished=one.finished
                )
                done[i] = "" if faults else text
            if progress is not None:
                progress(min(start + _AT_ONCE, len(order)), len(order))
    return done


def is_flagged(french: str, english: str) -> bool:
    """Whether any check of :mod:`pipeline.checks` has something to say of a pair."""
    from pipeline.article import Role
    from pipeline.checks import Row, check_rows

    row = Row("p1.s1", Role.PARAGRAPH, french, english)
    return bool(check_rows([row], termbase=_termbase()))


@functools.cache
def _termbase() -> Termbase:
    from pipeline.checks.termbase import load_termbase

    return load_termbase()


def pieces_of(folder: Path) -> list[str]:
    """The vocabulary of a run or a model, in the order of the ids."""
    import json

    vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
    return sorted(vocabulary, key=vocabulary.__getitem__)


def read_pair_of_files(source: Path, reference: Path) -> tuple[list[str], list[str]]:
    """Normalised lines of both sides of a dev set; a pair with an empty side is left out.

    Raises:
        InputError: a file cannot be read, or they differ in their number of lines.
    """
    from pipeline.text import for_model

    sides = []
    for path in (source, reference):
        with open_text(path) as file:
            sides.append([for_model(line) for line in file])
    if len(sides[0]) != len(sides[1]):
        raise InputError(
            f"{source} has {len(sides[0])} lines, {reference} {len(sides[1])}.",
            hint="They must be each other's translation, line by line.",
        )
    pairs = [pair for pair in zip(*sides, strict=True) if all(pair)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def read_lines(path: Path, limit: int | None = None) -> list[str]:
    """Normalised non-empty lines of a file.

    Raises:
        InputError: the file cannot be read.
    """
    from pipeline.text import for_model

    lines: list[str] = []
    try:
        with open_text(path) as file:
            for line in file:
                if text := for_model(line):
                    lines.append(text)
                if limit is not None and len(lines) >= limit:
                    break
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.") from error
    return lines
