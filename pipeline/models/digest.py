"""Digests of files and folders of a model, and writing them into models.yaml.

``python -m pipeline.models.digest NAME`` records the files of a package model after its
weights have changed.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.errors import ConfigError, ModelMissingError

_SUFFIXES = frozenset({".safetensors", ".json", ".spm", ".model", ".txt", ".jinja"})


def is_model_file(name: str) -> bool:
    """Whether a loader may read a file of this name, so that it must be pinned.

    Model cards and licences are left out: they may be mended without the weights, and
    with them every cached translation, becoming others.

    >>> [name for name in ("model.safetensors", "README.md", ".x.json") if is_model_file(name)]
    ['model.safetensors']
    """
    return not name.startswith(".") and Path(name).suffix in _SUFFIXES


def sha256_file(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def combined_digest(digests: Mapping[str, str]) -> str:
    """The digest of a model: SHA-256 over its sorted ``name:sha256`` lines, hexadecimal."""
    lines = "".join(f"{name}:{digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def model_files(folder: Path) -> tuple[Path, ...]:
    """The files directly in ``folder`` that a loader may read, by name.

    Raises:
        OSError: the folder cannot be listed.
    """
    return tuple(
        sorted(path for path in folder.iterdir() if is_model_file(path.name) and path.is_file())
    )


def digest_folder(folder: Path) -> dict[str, str]:
    """SHA-256 by name of the files that a loader may read, sorted by name.

    Raises:
        ModelMissingError: there is no such folder, or no such file in it.
    """
    try:
        digests = {path.name: sha256_file(path) for path in model_files(folder)}
    except OSError as error:
        raise ModelMissingError(
            f"The model folder {folder} cannot be read: {error.strerror}."
        ) from error
    if not digests:
        raise ModelMissingError(f"The folder {folder} holds no files of a model.")
    return digests


def write_digests(
    models_yaml: Path, name: str, digests: Mapping[str, str], *, size: int | None = None
) -> None:
    """Replace the ``sha256`` (and ``size``) of one model, leaving every other byte alone.

    Args:
        models_yaml: the file to change, in block style.
        name: the model, whose entry must have a ``sha256`` key (``{}`` will do).
        digests: by file name.
        size: bytes of all files; ``None`` leaves the key alone.

    Raises:
        ConfigError: the file has no such entry, or no such key in it.
    """
    text = models_yaml.read_text(encoding="utf-8")
    block = "".join(f"\n      {file}: {digests[file]}" for file in sorted(digests)) or " {}"
    text = _replace(models_yaml, text, name, "sha256", block)
    if size is not None:
        text = _replace(models_yaml, text, name, "size", f" {size}")
    temporary = models_yaml.with_name(f".{models_yaml.name}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(models_yaml)


def _replace(path: Path, text: str, name: str, key: str, value: str) -> str:
    # Lines rather than a YAML writer, which would lose the comments.
    entry = re.compile(
        rf"^(  {re.escape(name)}:[^\n]*\n(?:(?:    [^\n]*|[ \t]*)\n)*?    {re.escape(key)}:)"
        r"[^\n]*(?:\n      [^\n]*)*",
        re.MULTILINE,
    )
    models = text.find("\nmodels:")
    found = entry.search(text, max(models, 0))
    if found is None:
        raise ConfigError(
            f"{path}: the model {name!r} has no {key!r} to replace.",
            hint=f"Add '{key}:' to it, four blanks in.",
        )
    return text[: found.start()] + found.group(1) + value + text[found.end() :]


def main(arguments: Iterable[str]) -> int:
    """Record the files of the package models named, in the packed models.yaml."""
    from pipeline.models.registry import load_registry, packed_file
    from pipeline.models.store import package_folder

    path = packed_file()
    for name in arguments:
        spec = load_registry(path, packed=path).model(name)
        if spec.source.type != "package":
            raise ConfigError(f"{spec.origin}: {name!r} does not come with the package.")
        folder = package_folder(spec)
        digests = digest_folder(folder)
        size = sum((folder / file).stat().st_size for file in digests)
        write_digests(path, name, digests, size=size)
        sys.stdout.write(f"{name}: {len(digests)} files, {size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
