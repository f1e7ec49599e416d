"""Which files of a published model are fetched, and pickled weights made safe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError, ModelIntegrityError, UnsafeModelError
from pipeline.models.digest import is_model_file
from pipeline.models.environment import quiet
from pipeline.models.spec import ModelSpec

SAFE = "model.safetensors"
INDEX = "model.safetensors.index.json"
PICKLED = "pytorch_model.bin"

_SHARD = re.compile(r"model-\d{5}-of-\d{5}\.safetensors")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_MODEL_TYPES = {"t5": ("t5", "mt5")}


@dataclass(frozen=True, slots=True)
class Choice:
    """The files to fetch; ``pickled`` where the weights are a pickle that must be converted."""

    names: tuple[str, ...]
    pickled: bool


def choose(spec: ModelSpec, published: Iterable[str]) -> Choice:
    """Pick the files of a model: one form of the weights, the configuration, the tokenizer.

    Never code, never weights of another framework, nothing in a subfolder; a pickle only
    where the revision has no safetensors.

    Args:
        spec: for messages.
        published: names of all files of the revision.

    Raises:
        UnsafeModelError: the weights are split into several pickles.
        ModelError: there are no weights or no configuration that can be used.
    """
    published = {name for name in published if _PLAIN.fullmatch(name)}
    files = {
        name
        for name in published
        if is_model_file(name)
        and not name.endswith(".safetensors")
        and not name.endswith(".index.json")
    }
    if "config.json" not in files:
        raise ModelError(f"{spec.source} of {spec.name!r} has no config.json.", hint=_hint(spec))
    if SAFE in published:
        return Choice(tuple(sorted(files | {SAFE})), pickled=False)
    if INDEX in published:
        shards = {name for name in published if _SHARD.fullmatch(name)}
        return Choice(tuple(sorted(files | shards | {INDEX})), pickled=False)
    if PICKLED in published:
        return Choice(tuple(sorted(files | {PICKLED})), pickled=True)
    if f"{PICKLED}.index.json" in published:
        raise UnsafeModelError(
            f"The weights of {spec.name!r} exist only as several pickles.",
            hint="Ask its authors for safetensors, or save it again with save_pretrained.",
        )
    raise ModelError(
        f"{spec.source} of {spec.name!r} has no weights that can be used.", hint=_hint(spec)
    )


def _hint(spec: ModelSpec) -> str:
    return f"Check 'source' at {spec.origin}."


def check_kind(spec: ModelSpec, folder: Path) -> None:
    """Check that config.json is of the family that models.yaml says.

    Raises:
        ModelError: it is of another one, or not readable.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        found = config["model_type"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"config.json of {spec.name!r} names no model type.") from error
    if found not in _MODEL_TYPES.get(spec.kind, (spec.kind,)):
        raise ModelError(
            f"{spec.name!r} is of kind {spec.kind!r} at {spec.origin}, but {spec.source} "
            f"holds a model of type {found!r}.",
            hint="Correct 'kind' or 'source'.",
        )


def to_safetensors(pickled: Path, target: Path) -> None:
    """Convert a PyTorch pickle of plain tensors to safetensors, once, at pull.

    ``torch.load(weights_only=True)`` builds tensors and plain containers only and refuses
    everything else that a pickle may hold, so nothing in the file is run. Tensors that share
    their memory (tied embeddings) are stored once, under the name that Transformers ties
    the others to.

    Args:
        pickled: ``pytorch_model.bin``; left as it is.
        target: ``model.safetensors`` to write.

    Raises:
        UnsafeModelError: the file holds anything else than named tensors.
        ModelIntegrityError: the file is damaged.
        OSError: the target cannot be written.
    """
    import pickle  # for the name of its error only; nothing is unpickled with it

    import torch
    from safetensors.torch import save_file

    unsafe = f"The weights {pickled.name} hold more than tensors and cannot be read safely."
    hint = "Ask the authors of the model for safetensors; it is never loaded another way."
    try:
        with quiet():
            state = torch.load(pickled, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise UnsafeModelError(unsafe, hint=hint) from error
    except (RuntimeError, EOFError, ValueError, KeyError) as error:
        raise ModelIntegrityError(
            f"The weights {pickled.name} are damaged: {error}.", hint="Pull the model again."
        ) from error
    if not isinstance(state, dict) or not all(
        isinstance(name, str) and isinstance(tensor, torch.Tensor) for name, tensor in state.items()
    ):
        raise UnsafeModelError(unsafe, hint=hint)
    kept: dict[str, torch.Tensor] = {}
    seen: set[object] = set()
    for name in sorted(state, key=lambda name: (not name.endswith("shared.weight"), name)):
        tensor = state[name]
        memory = (
            tensor.untyped_storage().data_ptr(),
            tensor.storage_offset(),
            tensor.shape,
            tensor.stride(),
            tensor.dtype,
        )
        if tensor.numel() and memory in seen:
            continue
        seen.add(memory)
        # A copy, because tensors may overlap in part, which the format does not know.
        kept[name] = tensor.detach().clone(memory_format=torch.contiguous_format)
    save_file(kept, target, metadata={"format": "pt"})
