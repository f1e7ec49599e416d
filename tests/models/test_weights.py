from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ModelError, ModelIntegrityError, UnsafeModelError
from pipeline.models import Registry
from pipeline.models.spec import ModelSpec
from pipeline.models.weights import check_kind, choose, to_safetensors


@pytest.fixture
def spec(make_registry: Callable[..., Registry]) -> ModelSpec:
    return make_registry("hub: owner/name").model("m")


def test_one_form_of_the_weights_is_chosen(spec: ModelSpec) -> None:
    rest = {"config.json", "vocab.json", "source.spm"}
    junk = {
        "flax_model.msgpack",
        "tf_model.h5",
        "rust_model.ot",
        "onnx/model.onnx",
        "onnx/config.json",
        "modeling.py",
        "README.md",
        ".gitattributes",
        "tf_model.h5.index.json",
        "../up.json",
        "model.fp16.safetensors",
    }
    pickled = {"pytorch_model.bin"}
    safe = {"model.safetensors"}
    index = {"model.safetensors.index.json"}
    shards = {f"model-0000{i}-of-00002.safetensors" for i in (1, 2)}
    assert set(choose(spec, rest | junk | pickled | safe).names) == rest | safe
    assert set(choose(spec, rest | junk | pickled | index | shards).names) == rest | index | shards
    choice = choose(spec, rest | junk | pickled)
    assert (set(choice.names), choice.pickled) == (rest | pickled, True)


def test_what_holds_no_usable_weights_is_refused(spec: ModelSpec) -> None:
    for names in ({"config.json", "tf_model.h5"}, {"model.safetensors"}, set[str]()):
        with pytest.raises(ModelError, match="owner/name"):
            choose(spec, names)
    with pytest.raises(UnsafeModelError, match="several pickles"):
        choose(spec, {"config.json", "pytorch_model.bin.index.json"})


@pytest.mark.parametrize("config", ["", "[]", "{}", '{"model_type": "gpt2"}', '{"model_type": 1}'])
def test_a_model_of_another_family_is_refused(spec: ModelSpec, tmp_path: Path, config: str) -> None:
    (tmp_path / "config.json").write_text(config)
    with pytest.raises(ModelError, match="type"):
        check_kind(spec, tmp_path)


@pytest.mark.parametrize("archive", [True, False], ids=["zip", "before torch 1.6"])
def test_tied_and_overlapping_tensors_survive(tmp_path: Path, archive: bool) -> None:
    import torch
    from safetensors.torch import load_file

    base = torch.arange(12.0)
    state = {
        "lm_head.weight": base.view(3, 4),
        "model.shared.weight": base.view(3, 4),
        "half": base[:6],
        "turned": base.view(3, 4).t(),
        "empty": torch.empty(0),
        "other_empty": torch.empty(0),
        "double": torch.ones(3, dtype=torch.float64),
    }
    torch.save(state, tmp_path / "pytorch_model.bin", _use_new_zipfile_serialization=archive)
    to_safetensors(tmp_path / "pytorch_model.bin", tmp_path / "model.safetensors")
    loaded = load_file(tmp_path / "model.safetensors")
    assert set(state) - set(loaded) == {"lm_head.weight"}
    for name, tensor in loaded.items():
        assert torch.equal(tensor, state[name])
        assert tensor.dtype == state[name].dtype


class Evil:
    """Would make a file if it were unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (os.mkdir, (str(self.path),))


def test_a_pickle_that_would_run_something_is_refused_and_runs_nothing(tmp_path: Path) -> None:
    import torch

    target = tmp_path / "model.safetensors"
    trap = tmp_path / "trap"
    torch.save({"w": Evil(trap)}, tmp_path / "torch.bin")
    (tmp_path / "plain.bin").write_bytes(pickle.dumps(Evil(trap)))
    torch.save(["not", "named"], tmp_path / "list.bin")
    torch.save({"w": torch.zeros(1), "step": 3}, tmp_path / "mixed.bin")
    for name in ("torch.bin", "plain.bin", "list.bin", "mixed.bin"):
        with pytest.raises(UnsafeModelError) as caught:
            to_safetensors(tmp_path / name, target)
        assert caught.value.exit_code == 33
    assert not trap.exists()
    assert not target.exists()


def test_a_damaged_pickle_is_refused(tmp_path: Path) -> None:
    import torch

    torch.save({"w": torch.zeros(100)}, tmp_path / "whole.bin")
    data = (tmp_path / "whole.bin").read_bytes()
    (tmp_path / "cut.bin").write_bytes(data[: len(data) // 2])
    (tmp_path / "empty.bin").write_bytes(b"")
    for name in ("cut.bin", "empty.bin"):
        with pytest.raises((ModelIntegrityError, UnsafeModelError)):
            to_safetensors(tmp_path / name, tmp_path / "model.safetensors")
