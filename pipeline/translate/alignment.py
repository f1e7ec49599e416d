"""Which English word came of which French one, as the model's own attention tells it.

The text that is shown is forced through the decoder once more, and its cross-attention read.
Nothing of this runs but for a sentence that somebody asks about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pipeline.cache import OutputCache, cache_key
from pipeline.text import NORMALIZER_VERSION
from pipeline.translate.base import UNKNOWN, DecodingSettings, Engine
from pipeline.translate.casing import is_all_caps, recase
from pipeline.translate.tokenizer import Encoding, Tokenizer

KIND = "alignment"
ALIGNMENT_CODE_VERSION = 1
"""Raised whenever this module makes another alignment of the same texts and model."""

_WORD_START = "\u2581"  # SentencePiece's mark for a space
_PARTS = 1000  # a weight is kept in thousandths

Span = tuple[int, int]
Pair = tuple[str, str]
"""A French text, normalised for the model, and its English."""


class AttentiveEngine(Engine, Protocol):
    """An engine that can say what it looked at."""

    def attend(
        self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]
    ) -> list[list[list[float]]]:
        """Cross-attention of targets that are forced, pieces on both sides without end mark.

        Returns:
            For each pair a row for each target piece, with a weight for each source piece: the
            first head of the last layer. What goes to the end mark is left out, so that a row
            sums to 1 at most.

        Raises:
            ModelError: the model is missing, altered or does not load.
            RuntimeError, MemoryError: the model ran and failed.
        """
        ...


class TwoSidedTokenizer(Tokenizer, Protocol):
    """A tokenizer that also cuts English into the pieces of the target."""

    def encode_target(self, text: str) -> Encoding:
        """Target pieces without end mark."""
        ...


@dataclass(frozen=True, slots=True)
class Alignment:
    """The attention of a pair of texts; empty where none could be had.

    Attributes:
        source: half-open spans of the French pieces, in code points.
        target: those of the English pieces.
        weights: a row for each English piece, a weight for each French one.
    """

    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    weights: tuple[tuple[float, ...], ...] = ()

    def share(self, target: Span, source: Span) -> float:
        """How much of the attention of a stretch of English goes to a stretch of French, 0 to 1:
        the mean over its pieces.
        """
        columns = [n for n, span in enumerate(self.source) if _overlap(span, source)]
        rows = [
            weights
            for span, weights in zip(self.target, self.weights, strict=True)
            if _overlap(span, target)
        ]
        if not rows:
            return 0.0
        return sum(row[column] for row in rows for column in columns) / len(rows)

    def as_json(self) -> dict[str, Any]:
        """For the cache."""
        return {
            "source": [list(span) for span in self.source],
            "target": [list(span) for span in self.target],
            "weights": [[round(weight * _PARTS) for weight in row] for row in self.weights],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Alignment | None:
        """From the cache; ``None`` for anything that is not an alignment."""
        try:
            source, target = (
                tuple((int(start), int(end)) for start, end in value[side])
                for side in ("source", "target")
            )
            weights = tuple(tuple(int(part) / _PARTS for part in row) for row in value["weights"])
        except (KeyError, TypeError, ValueError):
            return None
        if len(weights) != len(target) or any(len(row) != len(source) for row in weights):
            return None
        return cls(source, target, weights)


class Aligner:
    """Aligns texts with their translations, and keeps what it found.

    Args:
        engine: runs the model; not touched while the cache has everything.
        tokenizer: the model's; not touched either.
        cache: where alignments are kept.
        model_digest: SHA-256 over the model's files, hexadecimal.
        settings: of the search; they say how long a text the model takes.
    """

    def __init__(
        self,
        engine: AttentiveEngine,
        tokenizer: TwoSidedTokenizer,
        cache: OutputCache,
        *,
        model_digest: str,
        settings: DecodingSettings,
    ) -> None:
        self._engine = engine
        self._tokenizer = tokenizer
        self._cache = cache
        self._digest = model_digest
        self._settings = settings

    def key(self, pair: Pair) -> str:
        """Cache key of a pair of texts."""
        info = self._engine.info
        return cache_key(
            kind=KIND,
            text=pair[0],
            target=pair[1],
            model=self._digest,
            engine=info.name,
            engine_version=info.version,
            compute_type=info.compute_type,
            longest=[self._settings.max_source_tokens, self._settings.max_target_tokens],
            normalizer=NORMALIZER_VERSION,
            code=ALIGNMENT_CODE_VERSION,
        )

    def align(self, pairs: Iterable[Pair]) -> dict[Pair, Alignment]:
        """Align each French text with its English.

        An alignment is empty where a text is too long for the model, or its pieces do not spell
        it, or the model fails on it.

        Args:
            pairs: in the order in which they are to be run; each is run once.

        Raises:
            ModelError: the model is needed and cannot be used.
        """
        keys = {pair: self.key(pair) for pair in pairs}
        values = self._cache.get_many(keys.values())
        found: dict[Pair, Alignment] = {}
        made: dict[Pair, Alignment] = {}
        for pair, key in keys.items():
            known = Alignment.from_json(values[key]) if key in values else None
            new = self._align(pair) if known is None else None
            if new is not None:
                # As it will come out of the cache, so that a second run decides alike.
                made[pair] = Alignment.from_json(new.as_json()) or new
            found[pair] = known or made.get(pair, Alignment())
        if made:
            self._cache.put_many({keys[pair]: one.as_json() for pair, one in made.items()}, KIND)
        return found

    def _align(self, pair: Pair) -> Alignment | None:
        """``None`` where the model failed, which it need not do the next time."""
        text, english = pair
        encode = self._tokenizer.encode
        # What the model was given; see Repairer.job.
        sent = recase(text, encode) if is_all_caps(text) else text
        source, target = encode(sent), self._tokenizer.encode_target(english)
        source_spans = spans_of(sent, source) if len(sent) == len(text) else None
        target_spans = spans_of(english, target)
        if (
            not source_spans
            or not target_spans
            or len(source.tokens) >= self._settings.max_source_tokens
            or len(target.tokens) >= self._settings.max_target_tokens
        ):
            return Alignment()
        try:
            weights = self._engine.attend([(source.tokens, target.tokens)])[0]
        except (RuntimeError, MemoryError, ValueError, IndexError):
            return None
        rows = tuple(tuple(row) for row in weights)
        if len(rows) != len(target_spans) or any(len(row) != len(source_spans) for row in rows):
            return Alignment()
        return Alignment(source_spans, target_spans, rows)


def spans_of(text: str, encoding: Encoding) -> tuple[Span, ...] | None:
    """Where each piece stands in its text, without the blank before it; ``None`` where the
    pieces do not spell the text, as after a tokenizer's own normalisation.
    """
    unknown = iter(encoding.unknown)
    spans: list[Span] = []
    at = 0
    for piece in encoding.tokens:
        plain = next(unknown, piece) if piece == UNKNOWN else piece
        plain = plain.replace(_WORD_START, " ")
        if not spans:
            plain = plain.removeprefix(" ")  # the tokenizer puts one before a text
        if not text.startswith(plain, at):
            return None
        spans.append((at + plain.startswith(" "), at + len(plain)))
        at += len(plain)
    return tuple(spans) if at == len(text) else None


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
