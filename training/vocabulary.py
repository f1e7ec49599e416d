"""A joint SentencePiece vocabulary, saved in the three files ``MarianTokenizer`` reads."""

from __future__ import annotations

import json
import random
import shutil
import string
import tempfile
from pathlib import Path

import sentencepiece as spm

from training.data import read_pairs
from training.recipe import Recipe

EOS, UNK, PAD = "</s>", "<unk>", "<pad>"
# A letter that is rare in the sample must still be there: names are spelled with it.
REQUIRED = (
    string.ascii_letters
    + string.digits
    + string.punctuation
    + "€£§°–«»½²³×±"
    + "àâäçèéêëîïôöùûüÿœæÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒÆ"
    + "ñáíóúãõåøßšžčćğışłńěřýăâșțűőżźśđÁÅØŠŽČÓÍÚÑŁŻŚĐ"
)


def train_vocabulary(recipe: Recipe, folder: Path, lines: int = 400_000) -> None:
    """Train on a seeded sample of both sides and write ``source.spm``, ``target.spm``
    (the same file) and ``vocab.json`` (``</s>`` 0, ``<unk>`` 1, … ``<pad>`` last).

    Unigram model; digits are split so that numbers are spelled digit by digit and cannot
    be half-memorised.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(recipe.schedule.seed)
    texts: list[str] = []
    per_source = lines // (2 * len(recipe.sources)) + 1
    for source in recipe.sources:
        pairs = list(read_pairs(Path(recipe.data_root) / source.path))
        for pair in rng.sample(pairs, min(per_source, len(pairs))):
            texts.extend(pair)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "text"
        corpus.write_text("\n".join(texts) + "\n", "utf-8")
        spm.SentencePieceTrainer.train(
            input=str(corpus),
            model_prefix=str(Path(scratch) / "joint"),
            # <unk>, <s> and </s> are counted by SentencePiece; <s> gives its place to <pad>.
            vocab_size=recipe.shape.vocabulary,
            model_type="unigram",
            character_coverage=0.9998,
            required_chars="".join(sorted(set(REQUIRED))),
            split_digits=True,
            normalization_rule_name="identity",
            remove_extra_whitespaces=True,
            max_sentence_length=20_000,
            num_threads=2,
            minloglevel=2,
            hard_vocab_limit=False,
        )
        shutil.copy(Path(scratch) / "joint.model", folder / "source.spm")
    shutil.copy(folder / "source.spm", folder / "target.spm")
    processor = spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    pieces = [processor.id_to_piece(i) for i in range(len(processor))]
    ordinary = [piece for piece in pieces if piece not in {EOS, UNK, "<s>"}]
    vocabulary = {piece: number for number, piece in enumerate([EOS, UNK, *ordinary, PAD])}
    (folder / "vocab.json").write_text(
        json.dumps(vocabulary, ensure_ascii=False, indent=0) + "\n", "utf-8"
    )
