"""A small Marian that ends its sentences, and both of its converted forms."""

from __future__ import annotations

import random
import shutil
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.translate.base import DecodingSettings, EngineInfo, Hypothesis
from pipeline.translate.tokenizer import Encoding

WORDS = [
    *("Le président", "la ministre", "a annoncé", "a démenti", "des frappes aériennes"),
    *("selon l'AFP", "mardi à Strasbourg", "12 morts", "une hausse de 3,5 %", "« erreur »"),
    *("dans l'enquête", ",", ".", "le nucléaire"),
]


def wire_sentences(count: int, *, seed: int = 3, longest: int = 8) -> list[str]:
    rng = random.Random(seed)  # a text generator, not a secret
    return [" ".join(rng.choices(WORDS, k=rng.randint(1, longest))) for _ in range(count)]


@pytest.fixture(scope="session")
def wire() -> Callable[[int], list[str]]:
    """``wire(count)``: sentences made of a wire's words."""
    return wire_sentences


@pytest.fixture(scope="session")
def ending_marian(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``tiny_marian`` with a bias towards the end mark: random weights never find one."""
    from safetensors.torch import load_file, save_file

    folder = tmp_path_factory.mktemp("ending") / "marian"
    shutil.copytree(tiny_marian, folder)
    weights = load_file(folder / "model.safetensors")
    bias = weights["final_logits_bias"].clone()
    bias[0, 0] = 3.0
    save_file(
        {**weights, "final_logits_bias": bias}, folder / "model.safetensors", {"format": "pt"}
    )
    return folder


def convert(folder: Path, target: Path, compute_type: str) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, while they convert
        from ctranslate2.converters import TransformersConverter

        TransformersConverter(str(folder)).convert(str(target), quantization=compute_type)
    return target


@pytest.fixture(scope="session")
def converted(
    ending_marian: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """``converted(compute_type)``: the folder of ``ending_marian`` for CTranslate2."""
    made: dict[str, Path] = {}

    def folder(compute_type: str) -> Path:
        if compute_type not in made:
            target = tmp_path_factory.mktemp("ct2") / compute_type
            made[compute_type] = convert(ending_marian, target, compute_type)
        return made[compute_type]

    return folder


class Words:
    """A tokenizer of one piece a word; words with ``😀`` are unknown."""

    def encode(self, text: str) -> Encoding:
        words = text.split()
        unknown = tuple(word for word in words if "😀" in word)
        return Encoding(tuple("<unk>" if w in unknown else w for w in words), unknown)

    def encode_many(self, texts: Sequence[str]) -> list[Encoding]:
        return [self.encode(text) for text in texts]

    def decode(self, tokens: Any) -> str:
        return " ".join(token.removeprefix("\u2581") for token in tokens)


@dataclass
class Recorder:
    """An engine that says every source back in capitals and records what it was given."""

    fail_over: int | None = None  # fails on a batch of more sources than this
    error: type[BaseException] = RuntimeError
    bad: frozenset[str] = frozenset()  # sources with one of these tokens always fail
    mute: frozenset[str] = frozenset()  # sources with one of these tokens get no answer
    batches: list[list[tuple[str, ...]]] = field(default_factory=list)
    version: str = "1"

    @property
    def info(self) -> EngineInfo:
        return EngineInfo("recorder", "exact", self.version)

    @property
    def sources(self) -> list[tuple[str, ...]]:
        return [source for batch in self.batches for source in batch]

    def translate(self, batch: Any, settings: DecodingSettings) -> list[Hypothesis]:
        assert batch
        assert all(0 < len(source) < settings.max_source_tokens for source in batch)
        if self.fail_over is not None and len(batch) > self.fail_over:
            raise self.error("out of memory")
        if any(self.bad & set(source) for source in batch):
            raise self.error("internal error")
        self.batches.append([tuple(source) for source in batch])
        return [
            Hypothesis((), -1.0)
            if self.mute & set(source)
            else Hypothesis(tuple(t if t == "<unk>" else t.upper() for t in source), -0.5)
            for source in batch
        ]


@pytest.fixture(scope="session")
def fakes() -> Any:
    """:class:`Words` and :class:`Recorder`; a conftest cannot be imported by name."""
    return SimpleNamespace(Words=Words, Recorder=Recorder)
