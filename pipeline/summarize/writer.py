"""A summarisation model with its cache: text and length in, draft out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.cache import OutputCache, cache_key
from pipeline.errors import GenerationError
from pipeline.summarize.condense import Ask, Draft, Length
from pipeline.summarize.seq2seq import Request, Seq2SeqEngine, Source
from pipeline.summarize.seq2seq_codec import Codec
from pipeline.text import NORMALIZER_VERSION

ABSTRACTIVE_CODE_VERSION = 2
"""Raised whenever an abstractive summary of the same text, model and settings changes."""

KIND = "summary"

BATCH_TOKENS = 4096
"""Source tokens, padding counted, that are summarised at once: memory grows with them."""


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

    def write_many(
        self, asks: Sequence[Ask], progress: Callable[[int], None] = lambda _done: None
    ) -> list[Draft | GenerationError]:
        """Summarise texts that fit, or take their summaries from the cache.

        What has the same bounds is sorted by length and given to the engine in batches; each
        batch is in the cache before the next begins. Where a batch fails, its texts are tried
        one by one.

        Args:
            asks: texts and the bounds of their summaries.
            progress: called with how many are done, after each batch.

        Returns:
            In the order of ``asks``; for a text on which the model failed, the error.

        Raises:
            ModelError: the model is needed and cannot be used.
        """
        keys = [
            self.key(what="text", text=text, length=[length.min_tokens, length.max_tokens])
            for text, length in asks
        ]
        made: dict[str, Draft | GenerationError] = {
            key: Draft(value["text"], value["finished"])
            for key, value in self._cache.get_many(dict.fromkeys(keys)).items()
            if isinstance(value.get("text"), str) and isinstance(value.get("finished"), bool)
        }
        waiting: dict[Length, dict[str, Source]] = {}
        for key, (text, length) in zip(keys, asks, strict=True):
            if key not in made:
                waiting.setdefault(length, {})[key] = self._codec.encode(text)
        for length, sources in waiting.items():
            for batch in _batches(sources):
                drafts = self._generate(batch, length)
                made.update(drafts)
                kept = {key: asdict(d) for key, d in drafts.items() if isinstance(d, Draft)}
                if kept:
                    self._cache.put_many(kept, kind=KIND)
                progress(sum(key in made for key in keys))
        return [made[key] for key in keys]

    def _generate(
        self, sources: Mapping[str, Source], length: Length
    ) -> dict[str, Draft | GenerationError]:
        try:
            generated = self._engine.generate_many(list(sources.values()), self._request(length))
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            if len(sources) == 1:
                ((key, source),) = sources.items()
                failure = _failure(self._name, len(source.ids), error)
                failure.__cause__ = error
                return {key: failure}
            made: dict[str, Draft | GenerationError] = {}
            for key, source in sources.items():
                made.update(self._generate({key: source}, length))
            return made
        return {
            key: Draft(self._codec.decode(one.tokens), one.finished)
            for key, one in zip(sources, generated, strict=True)
        }

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


def _batches(sources: Mapping[str, Source]) -> Iterator[dict[str, Source]]:
    """Longest first, so that what does not fit in memory shows at once."""
    batch: dict[str, Source] = {}
    longest = 0
    for key, source in sorted(sources.items(), key=lambda item: -len(item[1].ids)):
        if batch and longest * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = {}
        longest = longest if batch else len(source.ids)
        batch[key] = source
    if batch:
        yield batch


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
