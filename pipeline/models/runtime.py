"""Loading a converted model into CTranslate2, for every room that runs one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pipeline.errors import ModelLoadError


def available_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load_translator(folder: Path, compute_type: str, *, workers: int, threads: int) -> Any:
    """A ``ctranslate2.Translator`` on the CPU.

    Args:
        folder: a converted model, verified.
        compute_type: type of the weights.
        workers: batches that run at once.
        threads: of each worker.

    Raises:
        ModelLoadError: it does not load.
    """
    import logging

    import ctranslate2

    ctranslate2.set_log_level(logging.ERROR)
    try:
        return ctranslate2.Translator(
            str(folder),
            device="cpu",
            compute_type=compute_type,
            inter_threads=workers,
            intra_threads=threads,
            max_queued_batches=-1,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelLoadError(
            f"The converted model in {folder} does not load: {error}.",
            hint="Run depeche models verify; if the model is sound, use --engine transformers.",
        ) from error
