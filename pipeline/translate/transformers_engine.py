"""Marian on Transformers: the reference that other engines are compared with, and slow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import ModelLoadError
from pipeline.translate.base import (
    END,
    PAD,
    UNKNOWN,
    DecodingSettings,
    EngineInfo,
    Hypothesis,
    by_length,
)
from pipeline.translate.tokenizer import read_vocabulary
from pipeline.versions import library_version


class TransformersEngine:
    """Translate with ``MarianMTModel.generate`` in 32-bit floats on a CPU.

    Args:
        loader: gives the folder of the model in the layout of Hugging Face, verified; called
            once, before the first batch.
        threads: cores to use; 0 leaves that to torch.
    """

    def __init__(self, loader: Callable[[], Path], *, threads: int = 0) -> None:
        self._loader = loader
        self._threads = threads
        self._model: Any = None
        self._ids: dict[str, int] = {}
        self._pieces: dict[int, str] = {}

    @property
    def info(self) -> EngineInfo:
        """Which engine this is; loads nothing."""
        version = f"{library_version('transformers')}+torch{library_version('torch')}"
        return EngineInfo("transformers", "float32", version)

    def translate(
        self, batch: Sequence[Sequence[str]], settings: DecodingSettings
    ) -> list[Hypothesis]:
        """Translate pieces; see :class:`pipeline.translate.base.Engine`."""
        if not batch:
            return []
        model = self._load()
        found: dict[int, Hypothesis] = {}
        for indices in by_length(batch):
            sources = [[*batch[index], END] for index in indices]
            hypotheses = self._generate(model, sources, settings)
            found.update(zip(indices, hypotheses, strict=True))
        return [found[index] for index in range(len(batch))]

    def attend(
        self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]
    ) -> list[list[list[float]]]:
        """Attention of forced targets; see
        :class:`pipeline.translate.alignment.AttentiveEngine`.
        """
        model = self._load()
        import torch

        unknown, usual = self._ids[UNKNOWN], model.config._attn_implementation  # noqa: SLF001  # the library has no public name for it
        start = model.config.decoder_start_token_id
        found: list[list[list[float]]] = []
        # The usual attention is faster and does not say what it looked at.
        model.set_attn_implementation("eager")
        try:
            for pair in pairs:
                source, target = ([self._ids.get(t, unknown) for t in side] for side in pair)
                ids = torch.tensor([[*source, self._ids[END]]])
                with torch.inference_mode():
                    output = model(
                        input_ids=ids,
                        attention_mask=torch.ones_like(ids),
                        decoder_input_ids=torch.tensor([[start, *target[:-1]]]),
                        output_attentions=True,
                        use_cache=False,
                    )
                found.append(output.cross_attentions[-1][0, 0, :, :-1].tolist())
        finally:
            model.set_attn_implementation(usual)
        return found

    def _generate(
        self, model: Any, sources: list[list[str]], settings: DecodingSettings
    ) -> list[Hypothesis]:
        import torch

        unknown, pad, end = self._ids[UNKNOWN], self._ids[PAD], self._ids[END]
        ids = torch.tensor([[self._ids.get(t, unknown) for t in source] for source in sources])
        beams = settings.beam_size > 1
        with torch.inference_mode():
            output = model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                max_new_tokens=settings.target_limit(len(sources[0])),
                num_beams=settings.beam_size,
                num_return_sequences=settings.beam_size,
                length_penalty=settings.length_penalty,
                no_repeat_ngram_size=settings.no_repeat_ngram_size,
                early_stopping=beams,
                do_sample=False,
                return_dict_in_generate=True,
                output_scores=True,
            )
        rows = output.sequences[:, 1:].tolist()
        rows = [row[: row.index(end) + 1] if end in row else _unpadded(row, pad) for row in rows]
        if beams:
            totals = [
                score * max(1, len(row)) ** settings.length_penalty
                for score, row in zip(output.sequences_scores.tolist(), rows, strict=True)
            ]
        else:
            logs = model.compute_transition_scores(
                output.sequences, output.scores, normalize_logits=True
            ).tolist()
            totals = [sum(log[: len(row)]) for log, row in zip(logs, rows, strict=True)]
        hypotheses = [
            Hypothesis(
                tokens=tuple(self._pieces.get(i, UNKNOWN) for i in row if i != end),
                score=total / max(1, len(row)),
                finished=end in row,
            )
            for row, total in zip(rows, totals, strict=True)
        ]
        beam = settings.beam_size
        groups = [hypotheses[i : i + beam] for i in range(0, len(hypotheses), beam)]
        return [replace(group[0], others=tuple(group[1:])) for group in groups]

    def _load(self) -> Any:
        if self._model is None:
            folder = self._loader()
            self._ids = read_vocabulary(folder)
            if PAD not in self._ids:
                raise _broken(folder, f"its vocabulary has no {PAD}")
            self._pieces = {number: piece for piece, number in self._ids.items()}
            import torch
            from safetensors import SafetensorError
            from transformers import GenerationConfig, MarianMTModel
            from transformers.utils import logging

            logging.set_verbosity_error()
            logging.disable_progress_bar()
            if self._threads:
                torch.set_num_threads(self._threads)
            try:
                model, loading = MarianMTModel.from_pretrained(
                    folder,
                    local_files_only=True,
                    use_safetensors=True,
                    dtype=torch.float32,
                    output_loading_info=True,
                )
            except (OSError, RuntimeError, ValueError, KeyError, SafetensorError) as error:
                raise _broken(folder, str(error)) from error
            if loading["missing_keys"]:
                # The library would go on with random numbers in their place.
                raise _broken(folder, f"it lacks {', '.join(sorted(loading['missing_keys']))}")
            model.eval()
            # Only what is said here shapes the search, whatever the checkpoint recommends.
            model.generation_config = GenerationConfig(
                decoder_start_token_id=model.config.decoder_start_token_id,
                eos_token_id=self._ids[END],
                pad_token_id=self._ids[PAD],
                bad_words_ids=[[self._ids[PAD]]],
            )
            self._model = model
        return self._model


def _unpadded(row: list[int], pad: int) -> list[int]:
    return row[: row.index(pad)] if pad in row else row


def _broken(folder: Path, why: str) -> ModelLoadError:
    return ModelLoadError(
        f"The model in {folder} does not load: {why}.", hint="Run depeche models verify."
    )
