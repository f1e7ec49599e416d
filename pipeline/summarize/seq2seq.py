"""What an abstractive model is to us: its limits, how it is searched, and the engine's job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Overrides:
    """What ``models.yaml`` sets; ``None`` leaves it to the model's own configuration.

    Attributes:
        beam_size: 1 is greedy search.
        length_penalty: exponent of the length by which a log-probability is divided.
        no_repeat_ngram_size: no run of that many tokens may come twice; 0 allows it.
        max_source_tokens: takes effect only below the model's own limit.
        prefix: put before every input, such as T5's ``summarize: ``.

    Raises:
        ConfigError: a value is out of range.
    """

    beam_size: int | None = None
    length_penalty: float | None = None
    no_repeat_ngram_size: int | None = None
    max_source_tokens: int | None = None
    prefix: str | None = None

    def __post_init__(self) -> None:
        least = {"beam_size": 1, "no_repeat_ngram_size": 0, "max_source_tokens": 1}
        for name, low in least.items():
            value = getattr(self, name)
            if value is not None and value < low:
                raise ConfigError(
                    f"The decoding setting {name} of the summariser is {value}.",
                    hint=f"It must be at least {low}.",
                )

    def as_dict(self) -> dict[str, int | float | str | None]:
        """For the cache key."""
        penalty = None if self.length_penalty is None else float(self.length_penalty)
        return {**asdict(self), "length_penalty": penalty}


@dataclass(frozen=True, slots=True)
class Search:
    """How the best hypothesis is looked for; see :class:`Overrides`.

    A repetition penalty over 1 lowers tokens that were already written (Keskar et al. 2019).
    """

    beam_size: int
    length_penalty: float
    no_repeat_ngram_size: int
    repetition_penalty: float


@dataclass(frozen=True, slots=True)
class Traits:
    """What the files of a model say of it.

    Attributes:
        family: ``bart``, ``pegasus``, ``t5`` or ``mt5``.
        source_limit: most source tokens, special ones counted.
        target_limit: most target tokens, special ones counted.
        prefix: put before every input.
        search: beam search as configured, overrides applied.
        end: the token that ends a text, and its id.
        pad_id: id of the padding token.
        start_id: id of the token that the decoder starts from.
        forced_start: token that every summary must begin with, and its id; BART's ``<s>``.
        forced_end: whether a summary that reaches its limit is closed with ``end``.
    """

    family: str
    source_limit: int
    target_limit: int
    prefix: str
    search: Search
    end: tuple[str, int]
    pad_id: int
    start_id: int
    forced_start: tuple[str, int] | None
    forced_end: bool


@dataclass(frozen=True, slots=True)
class Source:
    """An encoded text, special tokens and all: the same tokens by name and by id."""

    tokens: tuple[str, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What to make of a source.

    Attributes:
        traits: of the model.
        min_tokens: fewest tokens before the end mark.
        max_tokens: most tokens, end mark not counted, ``forced_start`` counted.
    """

    traits: Traits
    min_tokens: int
    max_tokens: int

    def as_strings(self) -> tuple[str, ...]:
        """``name=value`` in a fixed order, for a signature."""
        search = (f"{name}={value:g}" for name, value in asdict(self.traits.search).items())
        prefix = (f"prefix={self.traits.prefix.strip()}",) if self.traits.prefix.strip() else ()
        lengths = (f"min_tokens={self.min_tokens}", f"max_tokens={self.max_tokens}")
        return (*search, *lengths, *prefix)


@dataclass(frozen=True, slots=True)
class Generated:
    """The best hypothesis.

    Attributes:
        tokens: without start and end marks; ``forced_start`` is among them.
        finished: the model ended it; false where it ran into ``max_tokens``.
    """

    tokens: tuple[str, ...]
    finished: bool


class Seq2SeqEngine(Protocol):
    """Runs a summarisation model. Making one is cheap; the first text loads the model."""

    @property
    def name(self) -> str:
        """As on the command line."""
        ...

    @property
    def compute_type(self) -> str:
        """Type of the weights, such as ``int8``."""
        ...

    @property
    def version(self) -> str:
        """Of the library that does the arithmetic; part of the cache key."""
        ...

    def generate(self, source: Source, request: Request) -> Generated:
        """Search the best hypothesis for one source that is within the model's limits.

        Raises:
            ModelError: the model is missing, altered or does not load.
            RuntimeError, ValueError, IndexError, MemoryError: the model ran and failed.
        """
        ...

    def generate_many(self, sources: Sequence[Source], request: Request) -> list[Generated]:
        """The same for several sources with the same bounds, in their order.

        How many are given at once is for the caller to limit: all are in memory together.

        Raises:
            As :meth:`generate`: then none of them is made.
        """
        ...
