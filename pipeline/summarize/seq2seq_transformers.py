"""BART, PEGASUS and T5 on Transformers: the reference that the other engine is held to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.errors import ModelLoadError
from pipeline.summarize.seq2seq import Generated, Request, Source
from pipeline.summarize.seq2seq_codec import Codec
from pipeline.versions import library_version


class TransformersSeq2Seq:
    """Summarise with ``AutoModelForSeq2SeqLM.generate`` in 32-bit floats on a CPU.

    Args:
        codec: of the same model; it also knows the folder.
        threads: cores to use; 0 leaves that to torch.
    """

    name = "transformers"
    compute_type = "float32"

    def __init__(self, codec: Codec, *, threads: int = 0) -> None:
        self._codec = codec
        self._threads = threads
        self._model: Any = None

    @property
    def version(self) -> str:
        """Of Transformers and torch."""
        return f"{library_version('transformers')}+torch{library_version('torch')}"

    def generate(self, source: Source, request: Request) -> Generated:
        """See :class:`pipeline.summarize.seq2seq.Seq2SeqEngine`."""
        model = self._load()
        import torch
        from transformers import GenerationConfig

        traits = request.traits
        # One more where the library puts the end mark in the last place by itself.
        limit = request.max_tokens + traits.forced_end
        config = GenerationConfig(
            do_sample=False,
            num_beams=traits.search.beam_size,
            early_stopping=traits.search.beam_size > 1,
            length_penalty=traits.search.length_penalty,
            no_repeat_ngram_size=traits.search.no_repeat_ngram_size,
            repetition_penalty=traits.search.repetition_penalty,
            min_new_tokens=max(1, request.min_tokens),
            max_new_tokens=limit,
            decoder_start_token_id=traits.start_id,
            eos_token_id=traits.end[1],
            pad_token_id=traits.pad_id,
            forced_bos_token_id=traits.forced_start[1] if traits.forced_start else None,
            forced_eos_token_id=traits.end[1] if traits.forced_end else None,
        )
        with torch.inference_mode():
            ids = torch.tensor([source.ids])
            output = model.generate(
                input_ids=ids, attention_mask=torch.ones_like(ids), generation_config=config
            )
        row = output[0].tolist()[1:]
        end = traits.end[1]
        length = row.index(end) if end in row else len(row)
        finished = end in row and length < request.max_tokens
        return Generated(self._codec.names(row[:length]), finished)

    def generate_many(self, sources: Sequence[Source], request: Request) -> list[Generated]:
        """One by one: as the reference it must not depend on what else is in a batch."""
        return [self.generate(source, request) for source in sources]

    def _load(self) -> Any:
        if self._model is None:
            from pipeline.models.environment import quiet

            folder = self._codec.folder
            with quiet():
                import torch
                from transformers import AutoModelForSeq2SeqLM, GenerationConfig
                from transformers.utils import logging

                logging.disable_progress_bar()
                if self._threads:
                    torch.set_num_threads(self._threads)
                try:
                    model = AutoModelForSeq2SeqLM.from_pretrained(
                        folder,
                        local_files_only=True,
                        trust_remote_code=False,
                        use_safetensors=True,
                        dtype=torch.float32,
                    ).eval()
                except (OSError, RuntimeError, ValueError, KeyError) as error:
                    raise ModelLoadError(
                        f"The summariser in {folder} does not load: {error}.",
                        hint="Run depeche models verify.",
                    ) from error
            # Only what a request says shapes the search, whatever else the checkpoint advises.
            model.generation_config = GenerationConfig()
            self._model = model
        return self._model
