"""The nouns of models.yaml: sources, settings, models, profiles, and the registry of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pipeline.errors import UnknownProfileError
from pipeline.models.schema import nearest

KINDS = ("marian", "bart", "pegasus", "t5", "extractive")
TASKS = ("translation", "summarisation")
COMPUTE_TYPES = ("int8", "int8_float32", "int16", "float16", "bfloat16", "float32")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model's files come from.

    Attributes:
        type: ``package``, ``hub``, ``path``, or ``none`` for a method without weights.
        value: folder inside the package, ``owner/name`` on the hub, or an absolute folder.
        revision: branch, tag or commit asked of the hub; empty elsewhere.
    """

    type: str = "none"
    value: str = ""
    revision: str = ""

    def __str__(self) -> str:
        revision = f" at {self.revision}" if self.revision else ""
        return f"{self.type}: {self.value}{revision}" if self.value else "no weights"


@dataclass(frozen=True, slots=True)
class Decoding:
    """Defaults of beam search.

    Attributes:
        beam_size: 1 is greedy search.
        length_penalty: exponent of the length normalisation (Wu et al. 2016).
        max_length_ratio: with ``max_length_extra``: at most ratio × source tokens + extra
            target tokens, so that a loop cannot run on.
        max_length_extra: target tokens, see above.
        max_source_tokens: a longer input is split, never cut.
        no_repeat_ngram_size: 0 lets n-grams repeat.
        stated: which of these models.yaml gives. The rest are defaults of ours, good for
            translation; a summariser leaves them to its checkpoint.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    max_length_ratio: float = 2.0
    max_length_extra: int = 10
    max_source_tokens: int = 200
    no_repeat_ngram_size: int = 0
    stated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EngineDefaults:
    """How an engine runs a model.

    Attributes:
        compute_type: of CTranslate2, one of ``COMPUTE_TYPES``.
        threads: 0 lets the engine choose.
        batch_tokens: source tokens of one batch.
    """

    compute_type: str = "int8"
    threads: int = 0
    batch_tokens: int = 2048


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """An entry under ``models:``.

    Attributes:
        name: its key.
        kind: family, one of ``KINDS``.
        task: one of ``TASKS``.
        source: where the files come from.
        licence: SPDX identifier, or a word where there is none.
        languages: codes (BCP 47); source then target for a translation model.
        size: bytes of the files as published; 0 where not known.
        description: what it is, in one line.
        note: a remark for the reader of a brief, such as a measured quality.
        prefix: text put before every input (T5's ``summarize: ``).
        decoding: defaults of beam search.
        engine: defaults of the engine.
        sha256: by file name; empty where a lock file holds the digests.
        origin: ``file:line`` of the entry, for messages.
    """

    name: str
    kind: str
    task: str
    source: Source
    licence: str
    languages: tuple[str, ...]
    size: int = 0
    description: str = ""
    note: str = ""
    prefix: str = ""
    decoding: Decoding = field(default_factory=Decoding)
    engine: EngineDefaults = field(default_factory=EngineDefaults)
    sha256: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """An entry under ``profiles:``: the names of two models that work together."""

    name: str
    translation: str
    summarisation: str
    description: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that models.yaml (and the user's file over it) says.

    Attributes:
        default_profile: its name.
        profiles: by name, in the order of the files.
        models: by name, in the order of the files.
        files: the files read, lowest layer first.
    """

    default_profile: str
    profiles: Mapping[str, Profile]
    models: Mapping[str, ModelSpec]
    files: tuple[Path, ...]

    def profile(self, name: str | None = None) -> Profile:
        """The profile of that name, or the default one.

        Raises:
            UnknownProfileError: there is none of that name.
        """
        name = self.default_profile if name is None else name
        if name not in self.profiles:
            raise UnknownProfileError(
                f"There is no profile {name!r} in {self.files[-1]}.",
                hint=nearest(name, self.profiles),
            )
        return self.profiles[name]

    def model(self, name: str) -> ModelSpec:
        """The model of that name.

        Raises:
            UnknownProfileError: there is none of that name.
        """
        if name not in self.models:
            raise UnknownProfileError(
                f"There is no model {name!r} in {self.files[-1]}.", hint=nearest(name, self.models)
            )
        return self.models[name]

    def models_named(self, name: str) -> tuple[ModelSpec, ...]:
        """The model of that name, or the models of the profile of that name.

        Raises:
            UnknownProfileError: neither has that name.
        """
        if name in self.models:
            return (self.models[name],)
        if name in self.profiles:
            profile = self.profiles[name]
            return (self.model(profile.translation), self.model(profile.summarisation))
        raise UnknownProfileError(
            f"There is no model or profile {name!r} in {self.files[-1]}.",
            hint=nearest(name, {*self.models, *self.profiles}),
        )
