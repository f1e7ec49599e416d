"""The lock file: which commit was pulled, and the SHA-256 of every file of it.

JSON beside the store, sorted, one change at a time::

    {"version": 1, "models": {"opus-mt-fr-en": {
        "source": "hub: Helsinki-NLP/opus-mt-fr-en at main", "commit": "…40 hex…",
        "date": "2026-11-22T17:00:00Z", "converted_from": {},
        "files": {"config.json": {"sha256": "…", "size": 1400}, …}}}}
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError, OutputError

VERSION = 1


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as pinned: lower-case hexadecimal SHA-256, size in bytes (``None``: not known)."""

    sha256: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class LockEntry:
    """One model as pulled.

    Attributes:
        source: ``str`` of the :class:`~pipeline.models.spec.Source` asked for.
        commit: what the revision was resolved to; empty for a local folder.
        date: of the pull, UTC, ISO 8601.
        files: by name.
        converted_from: SHA-256 by name of the pickled weights that the safetensors were
            made from; empty where they were published as safetensors.
    """

    source: str
    commit: str
    date: str
    files: Mapping[str, FileRecord]
    converted_from: Mapping[str, str] = field(default_factory=dict)


def read_lock(path: Path) -> dict[str, LockEntry]:
    """All entries by model name; none where there is no file.

    Raises:
        ModelError: the file is there but cannot be read or understood.
    """
    try:
        return _entries(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"it is damaged, {error!r}"
        raise ModelError(
            f"The lock file {path} cannot be used: {reason}.",
            hint="Move it away and pull the models again: 'depeche models pull NAME'.",
        ) from error


def _entries(data: dict[str, Any]) -> dict[str, LockEntry]:
    if data["version"] != VERSION:
        raise ValueError(f"version {data['version']!r}, not {VERSION}")
    return {name: _entry(entry) for name, entry in data["models"].items()}


def _entry(data: dict[str, Any]) -> LockEntry:
    return LockEntry(
        source=str(data["source"]),
        commit=str(data["commit"]),
        date=str(data["date"]),
        files={
            str(name): FileRecord(str(file["sha256"]), int(file["size"]))
            for name, file in data["files"].items()
        },
        converted_from={str(k): str(v) for k, v in data.get("converted_from", {}).items()},
    )


def record(path: Path, name: str, entry: LockEntry) -> None:
    """Put one entry into the lock file; two processes at once lose nothing.

    Raises:
        ModelError: the present file cannot be understood.
        OutputError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(path.with_name(f".{path.name}.guard")):
            entries = {**read_lock(path), name: entry}
            data = {"version": VERSION, "models": {k: asdict(entries[k]) for k in entries}}
            temporary = path.with_name(f".{path.name}.{os.getpid()}")
            with temporary.open("w", encoding="utf-8") as file:
                json.dump(data, file, indent=2, sort_keys=True)
                file.write("\n")
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"The lock file {path} cannot be written: {error.strerror}.",
            hint="Set DEPECHE_HOME to a folder you may write to.",
        ) from error


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``; waits for another process that holds it.

    Raises:
        OSError: it cannot be made.
    """
    # Handles file systems without flock; torch and transformers rest on the same library.
    from huggingface_hub.utils._fixes import WeakFileLock

    with WeakFileLock(path):
        yield
