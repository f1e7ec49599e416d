"""What the model said about one text, as it is kept in the cache, and how parts are joined."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pipeline.translate.base import UNKNOWN, Hypothesis
from pipeline.translate.function_words import english_words
from pipeline.translate.rules import tidy
from pipeline.translate.tokenizer import Encoding, Tokenizer

_WORD_START = "\u2581"  # SentencePiece's mark for a space


@dataclass(frozen=True, slots=True)
class Output:
    """The English of one normalised text.

    Attributes:
        text: English, never empty.
        score: mean log-probability per token, ``None`` where the model gave nothing.
        tokens: target tokens that the score is a mean of.
        finished: the model ended every part by itself.
        fallback: in some part the model said nothing of use, and the French stands for it.
        unknown: source pieces that the model's vocabulary lacks.
        pieces: parts that were translated one by one.
        repairs: steps of :mod:`pipeline.translate.repair` that gave the text, where the first
            hypothesis did not.
        cost: target tokens searched for over those of the first hypothesis (over the source's,
            where that has more).
    """

    text: str
    score: float | None
    tokens: int
    finished: bool = True
    fallback: bool = False
    unknown: tuple[str, ...] = ()
    pieces: int = 1
    repairs: tuple[str, ...] = ()
    cost: float = 1.0

    def as_json(self) -> dict[str, Any]:
        """For the cache."""
        plain = {name: getattr(self, name) for name in _FIELDS}
        return {**plain, "unknown": list(self.unknown), "repairs": list(self.repairs)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Output | None:
        """From the cache; ``None`` for anything that is not an output."""
        try:
            lists = {name: tuple(value[name]) for name in ("unknown", "repairs")}
            output = cls(**{**value, **lists})
        except (KeyError, TypeError):
            return None
        return output if isinstance(output.text, str) and output.text else None

    @classmethod
    def unchanged(cls, text: str) -> Output:
        """For a part that holds nothing to translate."""
        return cls(text, score=None, tokens=0)


_FIELDS = tuple(field.name for field in fields(Output))


def from_hypothesis(
    source: str, encoding: Encoding, hypothesis: Hypothesis, tokenizer: Tokenizer
) -> Output:
    """Text of a hypothesis; the source itself where it has no letter or digit."""
    filled = fill_unknown(hypothesis.tokens, encoding.unknown)
    text = tidy(tokenizer.decode(filled))
    empty = not any(character.isalnum() for character in text)
    return Output(
        text=source if empty else text,
        score=hypothesis.score if not empty and math.isfinite(hypothesis.score) else None,
        tokens=0 if empty else len(hypothesis.tokens) + hypothesis.finished,
        finished=hypothesis.finished,
        fallback=empty,
        unknown=encoding.unknown,
    )


def fill_unknown(tokens: Sequence[str], unknown: Sequence[str]) -> list[str]:
    """Put the source's unknown pieces, in order, where the hypothesis says ``<unk>``.

    An ``<unk>`` too many is dropped: the reader must not meet one.
    """
    remaining = iter(unknown)
    filled: list[str] = []
    for token in tokens:
        if token == UNKNOWN:
            token = next(remaining, "")
            if token and not (filled and filled[-1] == _WORD_START):
                token = _WORD_START + token.removeprefix(_WORD_START)
        if token:
            filled.append(token)
    return filled


def join(sources: Sequence[str], outputs: Sequence[Output]) -> Output:
    """One output from those of the parts of a sentence, in order."""
    texts = [
        in_mid_sentence(source, output.text, last=number == len(sources))
        for number, (source, output) in enumerate(zip(sources, outputs, strict=True), start=1)
    ]
    return combine(tidy(" ".join(texts)), outputs)


def combine(text: str, outputs: Sequence[Output]) -> Output:
    """``text``, made of these outputs, with what they say together."""
    scored = [(o.score, o.tokens) for o in outputs if o.score is not None and o.tokens]
    total = sum(tokens for _, tokens in scored)
    weights = [max(1, output.tokens) for output in outputs]
    return Output(
        text=text,
        score=sum(score * tokens for score, tokens in scored) / total if total else None,
        tokens=total,
        finished=all(output.finished for output in outputs),
        fallback=any(output.fallback for output in outputs),
        unknown=tuple(piece for output in outputs for piece in output.unknown),
        pieces=len(outputs),
        repairs=tuple(dict.fromkeys(step for output in outputs for step in output.repairs)),
        cost=sum(o.cost * w for o, w in zip(outputs, weights, strict=True)) / sum(weights),
    )


def in_mid_sentence(source: str, target: str, *, last: bool = False) -> str:
    """A translation of a part of a sentence without what a model gives to a whole one: the
    capital of a function word and, unless it is the last part, a full stop, where the French
    part has none.

    >>> in_mid_sentence("pour la paix", "For the peace.")
    'for the peace'
    """
    if (
        not last
        and source[-1:] not in ".!?…"
        and target.endswith(".")
        and not target.endswith("..")
    ):
        target = target[:-1]
    first = re.match(r"[^\W\d_]+", target)
    if source[:1].islower() and first and first[0] != "I" and first[0].lower() in english_words():
        target = target[0].lower() + target[1:]
    return target
