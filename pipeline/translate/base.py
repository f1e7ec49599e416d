"""What an engine is: tokens in, tokens and scores out; nothing of text, files or caches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from pipeline.errors import ConfigError

END = "</s>"
UNKNOWN = "<unk>"
PAD = "<pad>"


@dataclass(frozen=True, slots=True)
class DecodingSettings:
    """How hypotheses are searched. All of it is part of the cache key.

    Attributes:
        beam_size: 1 is greedy search.
        length_penalty: exponent of the length by which a hypothesis' log-probability is
            divided when hypotheses are compared; over 1 favours long ones.
        max_length_ratio: target tokens allowed for each source token.
        max_length_extra: target tokens allowed beyond that.
        no_repeat_ngram_size: no run of that many tokens may come twice; 0 allows it.
        max_source_tokens: longest source the model is given, end mark included; a longer
            sentence is split, never cut.
        max_target_tokens: the model's positions; no hypothesis is longer.
        greedy_above: every text is searched greedily first, and where that has no visible fault
            and a mean log-probability per token over this, no beam is searched; 0, which none
            is over, searches the beam at once. Engines take no notice of it.

    Raises:
        ConfigError: a value is out of range.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    max_length_ratio: float = 1.5
    max_length_extra: int = 16
    no_repeat_ngram_size: int = 0
    max_source_tokens: int = 200
    max_target_tokens: int = 512
    greedy_above: float = 0.0

    def __post_init__(self) -> None:
        lowest = {
            "beam_size": 1,
            "max_length_extra": 0,
            "no_repeat_ngram_size": 0,
            "max_source_tokens": 8,
            "max_target_tokens": 8,
        }
        for name, least in lowest.items():
            if getattr(self, name) < least:
                raise ConfigError(
                    f"The decoding setting {name} is {getattr(self, name)}.",
                    hint=f"It must be at least {least}.",
                )
        for name in ("length_penalty", "max_length_ratio"):
            value = getattr(self, name)
            if not math.isfinite(value) or value < 0:
                raise ConfigError(
                    f"The decoding setting {name} is {value}.", hint="It must be 0 or more."
                )
        if not math.isfinite(self.greedy_above) or self.greedy_above > 0:
            raise ConfigError(
                f"The decoding setting greedy_above is {self.greedy_above}.",
                hint="It is a mean log-probability: 0 or less.",
            )

    @property
    def greedy_first(self) -> bool:
        """Whether a greedy search comes before that of the beam."""
        return self.greedy_above < 0 and self.beam_size > 1

    def as_dict(self) -> dict[str, int | float]:
        """Every setting by name, each in its declared type, for the cache key."""
        types = {"float": float, "int": int}
        return {f.name: types[str(f.type)](getattr(self, f.name)) for f in fields(self)}

    def as_strings(self) -> tuple[str, ...]:
        """``name=value`` in declared order, for a signature."""
        return tuple(f"{name}={value:g}" for name, value in self.as_dict().items())

    def target_limit(self, source_tokens: int) -> int:
        """Most target tokens, end mark included, for a source of ``source_tokens``."""
        limit = math.ceil(source_tokens * self.max_length_ratio) + self.max_length_extra
        return max(1, min(limit, self.max_target_tokens))


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The best hypothesis for one source.

    Attributes:
        tokens: target pieces without end mark; may be empty.
        score: mean log-probability per token, end mark counted (≤ 0).
        finished: the model ended it; false where it ran into the limit.
        others: the rest of the beam, best first.
    """

    tokens: tuple[str, ...]
    score: float
    finished: bool = True
    others: tuple[Hypothesis, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine translates.

    Attributes:
        name: as on the command line.
        compute_type: such as ``int8``.
        version: of the library that does the arithmetic.
        at_once: how many batches it likes to be given at once: it puts together sentences of
            one length and finds more of them in more. What is given at once is lost at once
            where a run is killed.
    """

    name: str
    compute_type: str
    version: str
    at_once: int = 1


class Engine(Protocol):
    """Runs a translation model. Making one is cheap; the first batch loads the model."""

    @property
    def info(self) -> EngineInfo:
        """Which engine this is; loads nothing."""
        ...

    def translate(
        self, batch: Sequence[Sequence[str]], settings: DecodingSettings
    ) -> list[Hypothesis]:
        """Translate sources given as pieces without end mark; one hypothesis for each, in order.

        Raises:
            ModelError: the model is missing, altered or does not load.
            RuntimeError, MemoryError: the model ran and failed; a smaller batch may do.
        """
        ...


def by_length(batch: Sequence[Sequence[str]]) -> list[list[int]]:
    """Indices into the batch, grouped by exact length, longest first.

    Sources of one length share a target limit and need no padding. Padding changes the last
    bit of a sum, 8-bit rounding makes that a visible difference, and a sentence would be
    translated otherwise in other company; without it, scores are equal to the bit.
    """
    groups: dict[int, list[int]] = {}
    for index, source in enumerate(batch):
        groups.setdefault(len(source), []).append(index)
    return [groups[length] for length in sorted(groups, reverse=True)]
