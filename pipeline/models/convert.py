"""Converting a model to the form that CTranslate2 runs, once per digest and type."""

from __future__ import annotations

import atexit
import functools
import importlib.metadata
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.errors import ModelLoadError, OutputError, UsageError
from pipeline.files import is_folder
from pipeline.models.digest import sha256_file
from pipeline.models.environment import quiet
from pipeline.models.lock import exclusive
from pipeline.models.spec import COMPUTE_TYPES
from pipeline.models.store import LocalModel, Store, default_store, ensure_sound

MANIFEST = "manifest.json"
"""In a converted folder: the SHA-256 of every other file of it."""

FORBIDDEN = -1e3
"""A bias of the output from which a piece is never put out."""


def ctranslate2_folder(
    local: LocalModel,
    compute_type: str = "int8",
    *,
    store: Store | None = None,
    notify: Callable[[str], None] | None = None,
) -> Path:
    """The model in CTranslate2's form: found, or made now from its verified folder.

    Every byte of a folder that is found is checked against its manifest; a damaged one is
    made again. Of two processes that want the same one, the second waits and finds it. Where
    the store cannot be written, the folder is temporary and goes with the process.

    Args:
        local: a model with weights.
        compute_type: quantisation of the weights, one of ``COMPUTE_TYPES``.
        store: the default one where ``None``.
        notify: told, in one sentence, what the user should know.

    Returns:
        A folder for ``ctranslate2.Translator``.

    Raises:
        UsageError: no such compute type.
        OutputError: not even a temporary folder can be written.
        ModelIntegrityError: the model's own files are not those pinned.
        ModelLoadError: it has no weights, or they cannot be converted.
    """
    if compute_type not in COMPUTE_TYPES:
        raise UsageError(
            f"There is no compute type {compute_type!r}.",
            hint=f"One of {', '.join(COMPUTE_TYPES)}.",
        )
    if not local.files:
        raise ModelLoadError(f"The model {local.name!r} has no weights to convert.")
    notify = notify or (lambda _: None)
    parent = (store or default_store()).converted
    version = importlib.metadata.version("ctranslate2")
    name = f"{local.digest}-{compute_type}-ct2{version}"
    target = parent / name
    state = _state(target)
    if state == "sound":
        return target
    ensure_sound(local)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with exclusive(parent / f".{name}.guard"):
            return _make(local, compute_type, target, notify)
    except OSError as error:
        notify(
            f"{parent} cannot be written ({error.strerror}): {local.name!r} is converted into "
            "a temporary folder, again at every run. Set DEPECHE_HOME to a folder you may write to."
        )
    try:
        return _make(local, compute_type, _temporary() / name, notify)
    except OSError as error:
        raise OutputError(
            f"The model {local.name!r} cannot be converted: {error.strerror} ({error.filename}).",
            hint="Free some space, or set DEPECHE_HOME to a folder you may write to.",
        ) from error


def _make(
    local: LocalModel, compute_type: str, target: Path, notify: Callable[[str], None]
) -> Path:
    # Another process may have made it while this one waited for the lock.
    state = _state(target)
    if state == "sound":
        return target
    if state == "damaged":
        notify(f"{target} was damaged and is made again.")
    # We hold the lock, so whatever has such a name was left by a process that is gone.
    for leftover in target.parent.glob(f".{target.name}.*.new"):
        shutil.rmtree(leftover, ignore_errors=True)
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        _convert(local, compute_type, new)
        digests = {path.name: sha256_file(path) for path in sorted(new.iterdir())}
        manifest = {"model": local.digest, "compute_type": compute_type, "sha256": digests}
        (new / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
        new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return target


def _state(target: Path) -> str:
    """``absent``, ``damaged`` or ``sound``."""
    if not is_folder(target):
        return "absent"
    try:
        digests = json.loads((target / MANIFEST).read_text(encoding="utf-8"))["sha256"]
        present = {path.name for path in target.iterdir()} - {MANIFEST}
        same = present == set(digests) and all(
            sha256_file(target / name) == digest for name, digest in digests.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "damaged"
    return "sound" if same else "damaged"


def converted_problems(local: LocalModel, store: Store | None = None) -> tuple[str, ...]:
    """Which converted folders of a model are damaged, one sentence each."""
    parent = (store or default_store()).converted
    here = local.digest and is_folder(parent)
    folders = sorted(parent.glob(f"{local.digest}-*")) if here else []
    return tuple(
        f"{folder.name} is damaged and will be made again."
        for folder in folders
        if _state(folder) == "damaged"
    )


def _convert(local: LocalModel, compute_type: str, output: Path) -> None:
    with quiet():
        import torch
        import transformers
        from ctranslate2.converters import TransformersConverter

        class LocalConverter(TransformersConverter):  # type: ignore[misc]  # it is untyped
            """Loads the pinned folder only: safetensors, float32, no network, no code."""

            def load_model(self, model_class: Any, path: str, **kwargs: Any) -> Any:
                kwargs.update(dtype=torch.float32, use_safetensors=True, local_files_only=True)
                return model_class.from_pretrained(path, **kwargs)

            def load_tokenizer(self, tokenizer_class: Any, path: str, **kwargs: Any) -> Any:
                return tokenizer_class.from_pretrained(path, local_files_only=True, **kwargs)

        bars = transformers.utils.logging.is_progress_bar_enabled()
        transformers.utils.logging.disable_progress_bar()
        try:
            with tempfile.TemporaryDirectory() as scratch:
                LocalConverter(str(local.path)).convert(
                    str(output),
                    quantization=compute_type,
                    vmap=output_vocabulary(local.path, Path(scratch) / "vmap.txt"),
                )
        except OSError as error:
            if error.errno is not None:  # of the disk, not of the model
                raise
            raise _load_error(local, error) from error
        except Exception as error:  # three libraries, each with errors of its own
            raise _load_error(local, error) from error
        finally:
            if bars:
                transformers.utils.logging.enable_progress_bar()


def output_vocabulary(model: Path, target: Path) -> str | None:
    """A vocabulary map of the pieces whose bias does not forbid them, where it forbids any.

    It is one line, for every source: were it made for the words of a batch, a translation would
    depend on what it is batched with.

    Args:
        model: folder in the layout of Transformers.
        target: the file to write.

    Returns:
        The file, or ``None`` where no piece is forbidden and nothing was written.
    """
    from safetensors import safe_open

    if not (model / "model.safetensors").exists():  # in several files
        return None
    with safe_open(model / "model.safetensors", "np") as weights:
        if "final_logits_bias" not in weights.keys():  # noqa: SIM118  # it is not a mapping
            return None
        bias = weights.get_tensor("final_logits_bias").reshape(-1)
    if bias.min() > FORBIDDEN:
        return None
    ids: dict[str, int] = json.loads((model / "vocab.json").read_text(encoding="utf-8"))
    said = [piece for piece, i in ids.items() if i < len(bias) and bias[i] > FORBIDDEN]
    target.write_text("\t" + " ".join(said) + "\n", encoding="utf-8")
    return str(target)


def _load_error(local: LocalModel, error: Exception) -> ModelLoadError:
    return ModelLoadError(
        f"The model {local.name!r} in {local.path} cannot be converted "
        f"({type(error).__name__}: {error}).",
        hint=f"Check 'kind' at {local.spec.origin}.",
    )


@functools.cache
def _temporary() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="depeche-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
