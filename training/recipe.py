"""A recipe: everything that decides what a training run makes, in one YAML file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import ConfigError
from training.augment import AUGMENT_VERSION


@dataclass(frozen=True, slots=True)
class Source:
    """A file of parallel text.

    Attributes:
        path: ``French<TAB>English`` a line; plain, ``.gz`` or ``.xz``. Relative to ``data_root``.
        weight: how often each pair is seen in an epoch; 0.25 takes a random quarter.
        augment: whether the wire-like disturbances are applied to it.
        only: ``numbers`` takes only the pairs that have digits on both sides; empty takes all.
    """

    path: str
    weight: float = 1.0
    augment: bool = True
    only: str = ""

    def __post_init__(self) -> None:
        if self.only not in {"", "numbers"}:
            raise ConfigError(f"{self.path}: only: {self.only!r} is not 'numbers'.")


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the model."""

    vocabulary: int = 16_000
    width: int = 512
    feed_forward: int = 2048
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.1
    positions: int = 512


@dataclass(frozen=True, slots=True)
class Schedule:
    """How it is trained.

    Attributes:
        batch_tokens: target tokens, padding included, of one forward pass.
        accumulate: forward passes of one step.
        peak: learning rate after the warm-up (RMS-matched, so that Muon and AdamW share it).
        warmup: steps from zero to the peak.
        inverse_sqrt: whether the rate falls with the inverse square root of the step after
            the warm-up; otherwise it stays until the decay.
        decay: share of a run's length over which the rate falls to nothing at its end.
        optimizer: ``muon`` (AdamW for embeddings, norms and biases) or ``adamw``.
        smoothing: label smoothing.
        ema: decay of the exponential moving average of the weights.
        align_init: whether the embeddings start from translation statistics.
        longest: pairs with more tokens on either side are left out.
        seed: of everything random.
        compile: whether to use ``torch.compile``.
    """

    batch_tokens: int = 32_000
    accumulate: int = 1
    peak: float = 1.8e-3
    warmup: int = 300
    inverse_sqrt: bool = False
    decay: float = 0.4
    optimizer: str = "muon"
    smoothing: float = 0.1
    ema: float = 0.998
    align_init: bool = True
    longest: int = 100
    seed: int = 1
    compile: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """One training run."""

    name: str
    data_root: str
    sources: tuple[Source, ...]
    dev: tuple[str, str]
    shape: Shape = field(default_factory=Shape)
    schedule: Schedule = field(default_factory=Schedule)
    reverse: bool = False

    def prepared_name(self, source: Source) -> str:
        """File name of a source's prepared data: changes with all that decides what it holds."""
        parts = [
            self.data_root,
            source.path,
            source.augment,
            source.only,
            AUGMENT_VERSION,
            self.shape.vocabulary,
            self.schedule.seed,
            self.reverse,
        ]
        digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:8]
        return f"{Path(source.path).name.split('.')[0]}-{digest}.npz"


def _build(kind: type[Any], values: dict[str, Any], where: str) -> Any:
    known = {item.name for item in dataclasses.fields(kind)}
    if unknown := sorted(set(values) - known):
        raise ConfigError(
            f"{where}: unknown key {unknown[0]!r}.", hint=f"Known: {', '.join(sorted(known))}."
        )
    try:
        return kind(**values)
    except TypeError as error:
        raise ConfigError(f"{where}: {error}.") from error


def load_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        ConfigError: the file is missing, is not YAML, or has an unknown or missing key.
    """
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}.") from error
    if not isinstance(raw, dict):
        raise ConfigError(f"{path}: not a mapping.")
    raw["sources"] = tuple(
        _build(Source, item, f"{path}: sources") for item in raw.get("sources", ())
    )
    raw["dev"] = tuple(raw.get("dev", ()))
    if not raw["sources"] or len(raw["dev"]) != 2:
        raise ConfigError(
            f"{path}: it must have sources, and two files as dev.",
            hint="See training/recipes/cpu.yaml.",
        )
    raw["shape"] = _build(Shape, raw.get("shape", {}), f"{path}: shape")
    raw["schedule"] = _build(Schedule, raw.get("schedule", {}), f"{path}: schedule")
    recipe: Recipe = _build(Recipe, raw, str(path))
    return recipe
