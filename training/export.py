"""From a training state to a folder that ships: fp16 safetensors, SentencePiece, config."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from pipeline.errors import ModelLoadError
from training.recipe import Shape

EOS, UNK = 0, 1
NEVER = -1e4
"""Bias of a piece that is never put out; 16 bits hold it."""
# What MarianMTModel has beyond the network: a bias of zeros and a second name for a tie.
EXPECTED_MISSING = {"final_logits_bias", "lm_head.weight"}


def export(
    state: Mapping[str, Tensor],
    shape: Shape,
    vocabulary: Path,
    target: Path,
    languages: tuple[str, str] = ("fr", "en"),
    unsaid: Sequence[int] = (),
) -> None:
    """Write a folder that ``MarianMTModel``, ``MarianTokenizer`` and the CTranslate2
    converter load. The folder appears whole or not at all.

    Args:
        state: parameters under their ``MarianMTModel`` names.
        shape: of the network.
        vocabulary: folder with ``source.spm``, ``target.spm``, ``vocab.json``.
        target: folder to make; a model card that lies in it is kept.
        languages: source and target, ISO 639-1.
        unsaid: pieces that are never to be put out, such as those that only the source language
            has. Their bias says so, to every library; CTranslate2 then does not even score
            them (:mod:`pipeline.models.convert`).

    Raises:
        ModelLoadError: the parameters do not fit the library's class.
    """
    from transformers import GenerationConfig, MarianConfig, MarianMTModel, MarianTokenizer

    size = len(json.loads((vocabulary / "vocab.json").read_text("utf-8")))
    config = MarianConfig(
        vocab_size=size,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.feed_forward,
        decoder_ffn_dim=shape.feed_forward,
        activation_function="relu",
        dropout=shape.dropout,
        max_position_embeddings=shape.positions,
        scale_embedding=True,
        static_position_embeddings=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        normalize_before=False,
        normalize_embedding=False,
        add_final_layer_norm=False,
        pad_token_id=size - 1,
        bos_token_id=EOS,
        eos_token_id=EOS,
        forced_eos_token_id=EOS,
        decoder_start_token_id=size - 1,
        decoder_vocab_size=size,
    )
    model = MarianMTModel(config)
    missing, unexpected = model.load_state_dict(dict(state), strict=False)
    if set(missing) - EXPECTED_MISSING or unexpected:
        raise ModelLoadError(
            f"The trained parameters do not fit MarianMTModel: missing {sorted(missing)}, "
            f"unexpected {sorted(unexpected)}."
        )
    model.tie_weights()
    if unsaid:
        model.final_logits_bias[0, list(unsaid)] = NEVER
    model.generation_config = GenerationConfig(
        bad_words_ids=[[size - 1]],
        pad_token_id=size - 1,
        eos_token_id=EOS,
        forced_eos_token_id=EOS,
        decoder_start_token_id=size - 1,
        num_beams=4,
        max_length=shape.positions,
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as scratch:
        made = Path(scratch) / "model"
        model.to(torch.float16).save_pretrained(made)
        with warnings.catch_warnings():
            # It recommends a package that it never uses.
            warnings.filterwarnings("ignore", message=".*sacremoses.*")
            tokenizer = MarianTokenizer(
                source_spm=str(vocabulary / "source.spm"),
                target_spm=str(vocabulary / "target.spm"),
                vocab=str(vocabulary / "vocab.json"),
                source_lang=languages[0],
                target_lang=languages[1],
                model_max_length=shape.positions,
            )
        tokenizer.save_pretrained(made)
        for file in made.iterdir():
            # The weights come out readable by their owner alone; they are to be installed.
            file.chmod(0o644)
        if (card := target / "README.md").exists():
            shutil.copy(card, made / "README.md")
        replaced = Path(scratch) / "replaced"
        if target.exists():
            target.rename(replaced)
        made.rename(target)
