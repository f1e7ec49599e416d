"""Keeping the model libraries quiet and off the network."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_SETTINGS = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Loading a pickle would start a thread that posts to a service of the hub.
    "DISABLE_SAFETENSORS_CONVERSION": "1",
}
_TRUE = frozenset({"1", "ON", "YES", "TRUE"})


def prepare() -> None:
    """Set what the libraries read when they are first imported; call it before that.

    A value that the user set stays.
    """
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)


def is_offline(environ: Mapping[str, str] | None = None) -> bool:
    """Whether ``HF_HUB_OFFLINE`` or ``TRANSFORMERS_OFFLINE`` forbids the network."""
    environ = os.environ if environ is None else environ
    value = environ.get("HF_HUB_OFFLINE") or environ.get("TRANSFORMERS_OFFLINE") or ""
    return value.upper() in _TRUE


@contextmanager
def quiet() -> Iterator[None]:
    """Silence warnings, log lines and bars of the model libraries inside a ``with``.

    What matters to a user is said by our own errors; the libraries recommend packages that
    they never use and draw bars for a load of two seconds.
    """
    prepare()
    loggers = [logging.getLogger(name) for name in ("transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
