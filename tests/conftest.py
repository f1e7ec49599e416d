"""Small real models, built once a session with no network and no shipped weights.

Every family that models.yaml can name is here with random weights (a fixed seed) in the
layout of a published checkpoint: the real loading, converting and decoding code runs on
them in seconds. Their output is babble; tests look at its form, never at its sense.

Fixtures (each is the path of a folder; nobody may write into it):

- ``tiny_marian``: joint vocabulary of 400 pieces and ``<pad>``, 32 wide, 2+1 layers,
  128 positions, ``source.spm`` = ``target.spm``;
- ``tiny_bart``: byte-level BPE, 128 positions; ``tiny_pegasus`` and ``tiny_t5``:
  ``spiece.model``, 128 positions for PEGASUS, no limit for T5.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Read when huggingface_hub and transformers are first imported, which no test may do
# before this line: nothing in the suite may reach beyond this machine.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["DISABLE_SAFETENSORS_CONVERSION"] = "1"
os.environ.setdefault("OMP_NUM_THREADS", "2")

_WHO = [
    ("Le président", "The president"),
    ("La ministre", "The minister"),
    ("Un porte-parole", "A spokesman"),
    ("L'armée russe", "The Russian army"),
    ("Le maire de Paris", "The mayor of Paris"),
    ("Une source policière", "A police source"),
    ("M. Dupont", "Mr Dupont"),
    ("Le gouvernement syrien", "The Syrian government"),
]
_DOES = [
    ("a annoncé", "announced"),
    ("a démenti", "denied"),
    ("a confirmé", "confirmed"),
    ("a évoqué", "mentioned"),
    ("avait promis", "had promised"),
    ("dénonce", "condemns"),
]
_WHAT = [
    ("la fermeture de l'usine", "the closure of the factory"),
    ("une hausse de 3,5 % des prix", "a 3.5 percent rise in prices"),
    ("la mort de 12 personnes", "the death of 12 people"),
    ("un accord sur le nucléaire", "a nuclear agreement"),
    ("des frappes aériennes", "air strikes"),
    ("l'arrestation du suspect", "the arrest of the suspect"),
    ("« une erreur » dans l'enquête", '"a mistake" in the investigation'),
]
_WHEN = [
    ("mardi à Strasbourg", "on Tuesday in Strasbourg"),
    ("jeudi soir", "on Thursday evening"),
    ("le 14 juillet 2015", "on July 14, 2015"),
    ("devant la presse", "before the press"),
    ("selon l'AFP", "according to AFP"),
]


_SYLLABLES = "ba den kor li mar no pel rou sa té vin zi cha ex fou gi han ju qué wol yé œu".split()  # noqa: SIM905  # one line reads better
# Every character that a wire may hold in number, so that none of them is unknown.
_CHARACTERS = (
    "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿñ"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÇÉÈÊËÎÏÔŒÙÛÜ0123456789.,;:!?'\"-()/%&+*=°€$@#_[]–|"
)


def parallel_lines(count: int = 600, *, seed: int = 7) -> list[tuple[str, str]]:
    """French and English sentences of a wire, all of one shape, with invented names."""
    rng = random.Random(seed)
    lines = [(" ".join(_CHARACTERS), " ".join(_CHARACTERS))]
    for _ in range(count):
        who, does, what, when = (rng.choice(part) for part in (_WHO, _DOES, _WHAT, _WHEN))
        name = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize()
        figure = rng.randint(1, 2000)
        lines.append(
            (
                f"{who[0]} {does[0]} {what[0]} {when[0]}, a dit {name}, {figure} morts.",
                f"{who[1]} {does[1]} {what[1]} {when[1]}, said {name}, {figure} dead.",
            )
        )
    return lines


def _sentencepiece(lines: list[str], size: int, *, pad: int, eos: int, unk: int) -> bytes:
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        vocab_size=size,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
        num_threads=1,
        pad_id=pad,
        eos_id=eos,
        unk_id=unk,
        bos_id=-1,
    )
    return model.getvalue()


def _save(model: Any, folder: Path, tokenizer_config: dict[str, Any]) -> None:
    model.eval().save_pretrained(folder)
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer_config), encoding="utf-8")


def _quiet_torch() -> Any:
    """Torch and transformers, imported under their own warnings; the seed set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        import transformers
    transformers.utils.logging.disable_progress_bar()
    torch.manual_seed(20)
    return transformers


def build_marian(folder: Path, *, width: int = 32) -> Path:
    """A MarianMT checkpoint as Helsinki-NLP publishes them."""
    import sentencepiece

    transformers = _quiet_torch()
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for pair in parallel_lines() for line in pair]
    spm = _sentencepiece(lines, 400, pad=-1, eos=0, unk=1)
    (folder / "source.spm").write_bytes(spm)
    (folder / "target.spm").write_bytes(spm)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=spm)
    vocabulary = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    pad = vocabulary["<pad>"] = len(vocabulary)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    config = transformers.MarianConfig(
        vocab_size=pad + 1,
        decoder_vocab_size=pad + 1,
        d_model=width,
        encoder_layers=2,
        decoder_layers=1,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=width * 2,
        decoder_ffn_dim=width * 2,
        max_position_embeddings=128,
        activation_function="relu",
        dropout=0.0,
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        static_position_embeddings=True,
        normalize_before=False,
        normalize_embedding=False,
        add_final_layer_norm=False,
        pad_token_id=pad,
        eos_token_id=0,
        bos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        init_std=0.3,
    )
    model = transformers.MarianMTModel(config)
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.num_beams = 4
    model.generation_config.max_length = 128
    tokens = {"source_lang": "fr", "target_lang": "en", "tokenizer_class": "MarianTokenizer"}
    _save(model, folder, {**tokens, "model_max_length": 128})
    return folder


def build_bart(folder: Path) -> Path:
    """A BART checkpoint with a byte-level BPE, as facebook/bart-large-cnn has."""
    from tokenizers import ByteLevelBPETokenizer

    transformers = _quiet_torch()
    folder.mkdir(parents=True, exist_ok=True)
    bpe = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    bpe.train_from_iterator(
        [english for _, english in parallel_lines()],
        vocab_size=500,
        special_tokens=special,
        show_progress=False,
    )
    bpe.save_model(str(folder))
    config = transformers.BartConfig(
        vocab_size=bpe.get_vocab_size(),
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=128,
        dropout=0.0,
        attention_dropout=0.0,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=2,
        scale_embedding=False,
        normalize_before=False,
        normalize_embedding=True,
        add_final_layer_norm=False,
        init_std=0.3,
    )
    model = transformers.BartForConditionalGeneration(config)
    model.generation_config.no_repeat_ngram_size = 3
    model.generation_config.num_beams = 4
    _save(model, folder, {"tokenizer_class": "BartTokenizer", "model_max_length": 128})
    return folder


def build_pegasus(folder: Path) -> Path:
    """A PEGASUS checkpoint with ``spiece.model`` only, as the published ones have."""
    transformers = _quiet_torch()
    folder.mkdir(parents=True, exist_ok=True)
    english = [line for _, line in parallel_lines()]
    # The published model keeps ids 2 to 104 free through an offset of the tokenizer.
    (folder / "spiece.model").write_bytes(_sentencepiece(english, 300, pad=0, eos=1, unk=2))
    tokens = {"tokenizer_class": "PegasusTokenizer", "model_max_length": 128}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokens), encoding="utf-8")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    config = transformers.PegasusConfig(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=128,
        dropout=0.0,
        attention_dropout=0.0,
        activation_function="relu",
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        forced_eos_token_id=1,
        scale_embedding=True,
        static_position_embeddings=True,
        normalize_before=True,
        normalize_embedding=False,
        add_final_layer_norm=True,
        init_std=0.3,
    )
    _save(transformers.PegasusForConditionalGeneration(config), folder, tokens)
    return folder


def build_t5(folder: Path) -> Path:
    """A T5 checkpoint with ``spiece.model`` and its hundred sentinels."""
    transformers = _quiet_torch()
    folder.mkdir(parents=True, exist_ok=True)
    english = [line for _, line in parallel_lines()]
    (folder / "spiece.model").write_bytes(_sentencepiece(english, 300, pad=0, eos=1, unk=2))
    tokens = {"tokenizer_class": "T5Tokenizer", "extra_ids": 100, "model_max_length": 128}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokens), encoding="utf-8")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    config = transformers.T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=4,
        dropout_rate=0.0,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
    )
    _save(transformers.T5ForConditionalGeneration(config), folder, tokens)
    return folder


def _built(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    build = {"marian": build_marian, "bart": build_bart, "pegasus": build_pegasus, "t5": build_t5}
    folder = factory.mktemp(f"tiny-{name}") / name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, while they build
        build[name](folder)
    yield folder
    shutil.rmtree(folder.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def tiny_marian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from _built(tmp_path_factory, "marian")


@pytest.fixture(scope="session")
def tiny_bart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from _built(tmp_path_factory, "bart")


@pytest.fixture(scope="session")
def tiny_pegasus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from _built(tmp_path_factory, "pegasus")


@pytest.fixture(scope="session")
def tiny_t5(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from _built(tmp_path_factory, "t5")
