"""BART, PEGASUS and T5 on CTranslate2: the engine by default, 8-bit weights on a CPU."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.models.runtime import available_cores, load_translator
from pipeline.summarize.seq2seq import Generated, Request, Source
from pipeline.versions import library_version


class CTranslate2Seq2Seq:
    """Summarise with a converted model.

    Args:
        loader: gives the folder of the converted model, verified; called once, before the
            first text.
        compute_type: type of the weights, e.g. ``int8`` or ``float32``.
        threads: cores to use; 0 for all that this process may use.
    """

    name = "ctranslate2"

    def __init__(
        self, loader: Callable[[], Path], *, compute_type: str = "int8", threads: int = 0
    ) -> None:
        self._loader = loader
        self._threads = threads
        self._translator: Any = None
        self.compute_type = compute_type

    @property
    def version(self) -> str:
        """Of CTranslate2."""
        return library_version("ctranslate2")

    def generate(self, source: Source, request: Request) -> Generated:
        """See :class:`pipeline.summarize.seq2seq.Seq2SeqEngine`."""
        return self.generate_many([source], request)[0]

    def generate_many(self, sources: Sequence[Source], request: Request) -> list[Generated]:
        """See :class:`pipeline.summarize.seq2seq.Seq2SeqEngine`."""
        if not sources:
            return []
        traits = request.traits
        start = traits.forced_start
        results = self._load().translate_batch(
            [list(source.tokens) for source in sources],
            target_prefix=[[start[0]]] * len(sources) if start else None,
            beam_size=traits.search.beam_size,
            length_penalty=traits.search.length_penalty,
            no_repeat_ngram_size=traits.search.no_repeat_ngram_size,
            repetition_penalty=traits.search.repetition_penalty,
            min_decoding_length=max(1, request.min_tokens),
            max_decoding_length=request.max_tokens,
            max_input_length=0,  # anything else would cut the source silently
            return_end_token=True,
        )
        end = traits.end[0]
        made = []
        for result in results:
            tokens = tuple(result.hypotheses[0])
            finished = bool(tokens) and tokens[-1] == end
            made.append(Generated(tokens[:-1] if finished else tokens, finished))
        return made

    def _load(self) -> Any:
        if self._translator is None:
            # One batch at a time, so one worker with all threads.
            self._translator = load_translator(
                self._loader(),
                self.compute_type,
                workers=1,
                threads=self._threads or available_cores(),
            )
        return self._translator
