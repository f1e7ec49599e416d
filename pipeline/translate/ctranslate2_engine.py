"""Marian on CTranslate2: the engine by default, 8-bit weights on a CPU."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.models.runtime import available_cores, load_translator
from pipeline.translate.base import END, DecodingSettings, EngineInfo, Hypothesis, by_length
from pipeline.versions import library_version

_MOST_TOKENS = 2048
"""Source tokens that one worker is given at once: more need memory and gain nothing."""


class CTranslate2Engine:
    """Translate with a converted model.

    Args:
        loader: gives the folder of the converted model, verified; called once, before the
            first batch.
        compute_type: type of the weights, e.g. ``int8`` or ``float32``.
        threads: cores to use; 0 for all that this process may use.
    """

    def __init__(
        self, loader: Callable[[], Path], *, compute_type: str = "int8", threads: int = 0
    ) -> None:
        self._loader = loader
        self._compute_type = compute_type
        self._workers = threads or available_cores()
        self._translator: Any = None
        self._restricted = False

    @property
    def info(self) -> EngineInfo:
        """Which engine this is; loads nothing."""
        version = library_version("ctranslate2")
        return EngineInfo("ctranslate2", self._compute_type, version, at_once=8)

    def translate(
        self, batch: Sequence[Sequence[str]], settings: DecodingSettings
    ) -> list[Hypothesis]:
        """Translate pieces; see :class:`pipeline.translate.base.Engine`."""
        if not batch:
            return []
        translator = self._load()
        waiting: deque[tuple[int, Any]] = deque()
        # Small enough that every worker has several to take, so that none waits for long at the
        # end; no smaller, since a matrix of few rows costs nearly as much as one of many.
        tokens = sum(len(source) + 1 for source in batch) // (4 * self._workers)
        for indices in by_length(batch):
            length = len(batch[indices[0]]) + 1
            results = translator.translate_batch(
                [[*batch[index], END] for index in indices],
                max_batch_size=max(1, min(tokens, _MOST_TOKENS) // length),
                asynchronous=True,
                beam_size=settings.beam_size,
                num_hypotheses=settings.beam_size,
                length_penalty=settings.length_penalty,
                no_repeat_ngram_size=settings.no_repeat_ngram_size,
                max_input_length=0,
                max_decoding_length=settings.target_limit(length),
                min_decoding_length=0,
                return_scores=True,
                return_end_token=True,
                use_vmap=self._restricted,
            )
            waiting += zip(indices, results, strict=True)
        found: dict[int, Hypothesis] = {}
        while waiting:
            # Each is let go of as soon as it is read: what the library holds of it lies among the
            # buffers of the next batches, which would have to find room elsewhere.
            index, result = waiting.popleft()
            found[index] = _hypothesis(result.result(), settings)
            del result
        return [found[index] for index in range(len(batch))]

    def attend(
        self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]
    ) -> list[list[list[float]]]:
        """Attention of forced targets; see
        :class:`pipeline.translate.alignment.AttentiveEngine`.
        """
        translator = self._load()
        waiting = [
            translator.translate_batch(
                [[*source, END]],
                target_prefix=[list(target)],
                asynchronous=True,
                beam_size=1,
                max_input_length=0,
                max_decoding_length=len(target),
                return_attention=True,
            )[0]
            for source, target in pairs
        ]
        return [
            [[float(weight) for weight in row[:-1]] for row in result.result().attention[0]]
            for result in waiting
        ]

    def _load(self) -> Any:
        if self._translator is None:
            folder = self._loader()
            self._restricted = (folder / "vmap.txt").exists()
            self._translator = load_translator(
                folder, self._compute_type, workers=self._workers, threads=1
            )
        return self._translator


def _hypothesis(result: Any, settings: DecodingSettings) -> Hypothesis:
    beam = []
    for tokens, given in zip(result.hypotheses, result.scores, strict=True):
        finished = bool(tokens) and tokens[-1] == END
        length = max(1, len(tokens))
        # The library gives log-probability / length ** penalty.
        score = given * length**settings.length_penalty / length
        beam.append(Hypothesis(tuple(tokens[:-1] if finished else tokens), score, finished))
    return replace(beam[0], others=tuple(beam[1:]))
