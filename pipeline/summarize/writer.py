"""A summarisation model with its cache: text and length in, draft out."""

from __future__ import annotations

from typing import Any

from pipeline.cache import OutputCache, cache_key
from pipeline.errors import GenerationError
from pipeline.summarize.condense import Draft, Length
from pipeline.summarize.seq2seq import Request, Seq2SeqEngine
from pipeline.summarize.seq2seq_codec import Codec
from pipeline.text import NORMALIZER_VERSION

ABSTRACTIVE_CODE_VERSION = 1
"""Raised whenever an abstractive summary of the same text, model and settings changes."""

KIND = "summary"


class ModelWriter:
    """A :class:`pipeline.summarize.condense.Writer` that asks the model only once.

    Args:
        codec: of the model; carries what ``models.yaml`` overrides.
        engine: runs the model.
        cache: where drafts are kept.
        model_name: the model's entry in ``models.yaml``, for messages.
        model_digest: SHA-256 over the model's files, hexadecimal.
    """

    def __init__(
        self,
        codec: Codec,
        engine: Seq2SeqEngine,
        cache: OutputCache,
        *,
        model_name: str,
        model_digest: str,
    ) -> None:
        self._codec = codec
        self._engine = engine
        self._cache = cache
        self._name = model_name
        self._digest = model_digest

    @property
    def capacity(self) -> int:
        """Tokens of text taken at once."""
        return self._codec.capacity

    @property
    def target_limit(self) -> int:
        """Tokens written at once, special ones counted."""
        return self._codec.traits.target_limit

    def count(self, text: str) -> int:
        """Tokens of a text."""
        return self._codec.count(text)

    def write(self, text: str, length: Length) -> Draft:
        """Summarise a text that fits, or take its summary from the cache.

        Raises:
            ModelError: the model is needed and cannot be used.
            GenerationError: it ran and failed.
        """
        span = [length.min_tokens, length.max_tokens]
        key = self.key(what="text", text=text, length=span)
        value = self._cache.get_many([key]).get(key, {})
        if isinstance(value.get("text"), str) and isinstance(value.get("finished"), bool):
            return Draft(value["text"], value["finished"])
        source = self._codec.encode(text)
        try:
            generated = self._engine.generate(source, self._request(length))
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            raise _failure(self._name, len(source.ids), error) from error
        draft = Draft(self._codec.decode(generated.tokens), generated.finished)
        self._cache.put_many({key: {"text": draft.text, "finished": draft.finished}}, kind=KIND)
        return draft

    def settings(self, length: Length) -> tuple[str, ...]:
        """Everything that shapes a draft of this length, for a signature."""
        return self._request(length).as_strings()

    def key(self, **parts: Any) -> str:
        """Cache key over ``parts`` and all that shapes what the model makes of them."""
        return cache_key(
            kind=KIND,
            model=self._digest,
            engine=self._engine.name,
            engine_version=self._engine.version,
            compute_type=self._engine.compute_type,
            overrides=self._codec.overrides.as_dict(),
            normalizer=NORMALIZER_VERSION,
            code=ABSTRACTIVE_CODE_VERSION,
            **parts,
        )

    def _request(self, length: Length) -> Request:
        return Request(self._codec.traits, length.min_tokens, length.max_tokens)


def _failure(name: str, tokens: int, error: BaseException) -> GenerationError:
    reason = " ".join(str(error).split()) or type(error).__name__
    memory = isinstance(error, MemoryError) or "memory" in reason or "allocate" in reason
    if memory:
        return GenerationError(
            f"There was not enough memory for the summariser {name!r} ({tokens} tokens).",
            hint="Close other programs, set a smaller beam_size or max_source_tokens in "
            "models.yaml, or use the profile embedded.",
        )
    return GenerationError(
        f"The summariser {name!r} failed on a text of {tokens} tokens: {reason}.",
        hint="Try the other --engine, or the profile embedded, which needs no summariser.",
    )
