from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import (
    ModelError,
    ModelIntegrityError,
    ModelMissingError,
    NetworkError,
    OutputError,
    UnsafeModelError,
)
from pipeline.models import Registry, Store, ensure_sound, resolve
from pipeline.models.lock import read_lock
from pipeline.models.pull import pull

# The stand-in's class is in conftest.py, which cannot be imported from here: hence Any.
REPO = "owner/name"
SOURCE = f"hub: {REPO}"


class Recorder:
    """A progress that remembers."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.total = self.done = 0

    def begin(self, what: str, total: int, done: int) -> None:
        assert what == "m"
        self.total, self.done = total, done

    def advance(self, size: int) -> None:
        self.done += size

    def say(self, message: str) -> None:
        self.lines.append(message)


@pytest.fixture
def model(make_registry: Callable[..., Registry]) -> Registry:
    return make_registry(SOURCE)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_model_is_pulled_pinned_and_converted(
    hub: Any, model: Registry, store: Store, tiny_marian: Path
) -> None:
    junk = {"tf_model.h5": b"x", "README.md": b"y", "pytorch_model.bin": b"z", "run.py": b"0"}
    commit = hub.publish(REPO, {**contents(tiny_marian), **junk})
    progress = Recorder()
    local = pull(model, "m", store=store, progress=progress)
    assert local == resolve(model, "m", store=store)
    assert local.path == store.root / "models" / "owner--name" / commit
    assert contents(local.path) == contents(tiny_marian)
    ensure_sound(local)
    assert progress.done == progress.total == sum(map(len, contents(tiny_marian).values()))
    assert any(commit in line for line in progress.lines)
    entry = read_lock(store.lock_path)["m"]
    assert (entry.commit, entry.source) == (commit, f"{SOURCE} at main")
    assert entry.date.endswith("Z")
    assert [path.name for path in store.converted.iterdir() if not path.name.startswith(".")]


def test_a_model_that_is_here_asks_nobody(
    hub: Any, model: Registry, store: Store, tiny_marian: Path
) -> None:
    hub.publish(REPO, tiny_marian)
    first = pull(model, "m", store=store, convert=False)
    hub.requests.clear()
    assert pull(model, "m", store=store, convert=False, offline=True) == first
    assert hub.requests == []


def test_update_follows_the_branch_and_plain_pull_does_not(
    hub: Any, model: Registry, store: Store, tiny_marian: Path
) -> None:
    first = pull_new(hub, model, store, contents(tiny_marian))
    newer = {**contents(tiny_marian), "generation_config.json": b"{}"}
    commit = hub.publish(REPO, newer)
    assert pull(model, "m", store=store, convert=False) == first
    updated = pull(model, "m", store=store, convert=False, update=True)
    assert updated.commit == commit != first.commit
    assert updated.digest != first.digest


def pull_new(hub: Any, model: Registry, store: Store, files: dict[str, bytes]) -> Any:
    hub.publish(REPO, files)
    return pull(model, "m", store=store, convert=False)


def test_a_damaged_model_is_fetched_again_at_the_pinned_commit(
    hub: Any, model: Registry, store: Store, tiny_marian: Path
) -> None:
    first = pull_new(hub, model, store, contents(tiny_marian))
    hub.publish(REPO, {**contents(tiny_marian), "generation_config.json": b"{}"})
    (first.path / "vocab.json").write_bytes(b"{}")
    again = pull(model, "m", store=store, convert=False)
    assert again == first
    ensure_sound(again)
    assert [path.name for path in first.path.parent.iterdir()] == [first.commit]


@pytest.mark.parametrize("kind", ["marian", "bart", "pegasus", "t5"])
def test_pickled_weights_are_converted_once_and_give_the_same_tensors(
    kind: str,
    hub: Any,
    make_registry: Callable[..., Registry],
    store: Store,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    import torch
    import transformers

    load = transformers.AutoModelForSeq2SeqLM.from_pretrained
    folder: Path = request.getfixturevalue(f"tiny_{kind}")
    registry = make_registry(SOURCE, kind=kind)
    original = load(folder, local_files_only=True)
    files = contents(folder)
    del files["model.safetensors"]
    # With every tied name, as old checkpoints have them.
    torch.save(original.state_dict(), tmp_path / "pytorch_model.bin")
    assert len(original.state_dict()) > len(dict(original.named_parameters()))
    files["pytorch_model.bin"] = (tmp_path / "pytorch_model.bin").read_bytes()
    local = pull_new(hub, registry, store, files)
    assert sorted(path.name for path in local.path.iterdir()) == sorted(contents(folder))
    assert list(read_lock(store.lock_path)["m"].converted_from) == ["pytorch_model.bin"]
    ensure_sound(local)
    loaded = load(local.path, local_files_only=True, use_safetensors=True)
    for name, tensor in original.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], tensor), name
    (local.path / "model.safetensors").unlink()
    assert pull(registry, "m", store=store).digest == local.digest


def test_pickled_weights_that_are_not_plain_are_refused(
    hub: Any, model: Registry, store: Store, tiny_marian: Path, tmp_path: Path
) -> None:
    import torch

    files = contents(tiny_marian)
    del files["model.safetensors"]
    torch.save({"w": Path("x")}, tmp_path / "pytorch_model.bin")
    files["pytorch_model.bin"] = (tmp_path / "pytorch_model.bin").read_bytes()
    with pytest.raises(UnsafeModelError):
        pull_new(hub, model, store, files)
    assert_nothing_made(store)


def assert_nothing_made(store: Store) -> None:
    assert not store.lock_path.exists()
    made = [path for path in store.root.rglob("*") if path.is_file() and path.name[0] != "."]
    assert all(path.parent.name.startswith(".partial-") for path in made)


def test_a_broken_download_leaves_nothing_and_goes_on_where_it_stopped(
    hub: Any, model: Registry, store: Store, tiny_marian: Path
) -> None:
    hub.publish(REPO, tiny_marian)
    hub.cut_at = {"model.safetensors": 50_000}
    with pytest.raises(NetworkError) as caught:
        pull(model, "m", store=store, convert=False)
    assert "depeche models pull m" in caught.value.hint
    assert_nothing_made(store)
    with pytest.raises(ModelMissingError):
        resolve(model, "m", store=store)
    hub.status = 0
    hub.requests.clear()
    progress = Recorder()
    local = pull(model, "m", store=store, progress=progress, convert=False)
    ranges = {path.rsplit("/", 1)[1]: asked for path, asked in hub.requests if asked}
    assert list(ranges) == ["model.safetensors"]
    assert 4096 <= int(ranges["model.safetensors"].removeprefix("bytes=").rstrip("-")) <= 50_000
    assert "config.json" not in hub.downloaded()
    assert progress.done == progress.total
    assert contents(local.path) == contents(tiny_marian)


def test_other_bytes_than_announced_are_refused(
    hub: Any, model: Registry, store: Store, tiny_marian: Path
) -> None:
    for name in ("model.safetensors", "vocab.json"):
        hub.publish(REPO, tiny_marian)
        data = contents(tiny_marian)[name]
        hub.served_instead = {name: data[:-1] + bytes([data[-1] ^ 1])}
        with pytest.raises(ModelIntegrityError, match=name):
            pull(model, "m", store=store, convert=False)
        assert_nothing_made(store)
        hub.served_instead = {}


def test_a_digest_in_models_yaml_binds_the_pull(
    hub: Any, make_registry: Callable[..., Registry], store: Store, tiny_marian: Path
) -> None:
    hub.publish(REPO, tiny_marian)
    registry = make_registry(SOURCE, extra=f"sha256: {{vocab.json: {'0' * 64}}}")
    with pytest.raises(ModelIntegrityError, match=r"vocab\.json"):
        pull(registry, "m", store=store, convert=False)
    assert_nothing_made(store)


def test_what_the_hub_does_not_have_is_said(
    hub: Any, model: Registry, make_registry: Callable[..., Registry], store: Store
) -> None:
    with pytest.raises(ModelMissingError, match="no model owner/name"):
        pull(model, "m", store=store)
    hub.publish(REPO, {"config.json": b"{}"})
    with pytest.raises(ModelError, match="no weights"):
        pull(model, "m", store=store)
    registry = make_registry(f"{SOURCE}, revision: v9")
    with pytest.raises(ModelMissingError, match="no revision 'v9'") as caught:
        pull(registry, "m", store=store)
    assert "models.yaml" in caught.value.hint
    assert_nothing_made(store)


def test_a_model_of_another_kind_is_refused(
    hub: Any, make_registry: Callable[..., Registry], store: Store, tiny_marian: Path
) -> None:
    hub.publish(REPO, tiny_marian)
    with pytest.raises(ModelError, match="type 'marian'"):
        pull(make_registry(SOURCE, kind="t5"), "m", store=store)
    assert_nothing_made(store)


@pytest.mark.parametrize("way", ["argument", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
def test_offline_asks_nobody_and_names_the_command(
    hub: Any, model: Registry, store: Store, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way != "argument":
        monkeypatch.setenv(way, "1")
    with pytest.raises(NetworkError) as caught:
        pull(model, "m", store=store, offline=way == "argument")
    assert "depeche models pull m" in caught.value.hint
    assert caught.value.exit_code == 35
    assert hub.requests == []
    assert not store.root.exists()


def test_the_library_being_offline_is_understood_too(
    hub: Any, model: Registry, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(NetworkError, match="forbidden"):
        pull(model, "m", store=store)
    assert hub.requests == []


def test_a_hub_that_is_down_is_asked_once(hub: Any, model: Registry, store: Store) -> None:
    hub.status = 503
    with pytest.raises(NetworkError, match="HTTP 503"):
        pull(model, "m", store=store)
    assert len(hub.requests) == 1


def test_no_hub_at_all_is_one_clear_error(
    hub: Any, model: Registry, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # the discard port: nobody there
    with pytest.raises(NetworkError, match="cannot be reached") as caught:
        pull(model, "m", store=store)
    assert "depeche models pull m" in caught.value.hint
    assert naps == []
    assert hub.requests == []


def test_a_full_disk_is_found_before_anything_is_fetched(
    hub: Any, model: Registry, store: Store, tiny_marian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.publish(REPO, tiny_marian)
    total, used, _ = shutil.disk_usage(tiny_marian)
    usage = type(shutil.disk_usage(tiny_marian))(total, used, 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(OutputError, match="MB are free"):
        pull(model, "m", store=store)
    assert hub.downloaded() == set()


def test_a_store_that_cannot_be_written_is_said(
    hub: Any, model: Registry, tmp_path: Path, tiny_marian: Path
) -> None:
    hub.publish(REPO, tiny_marian)
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be stored") as caught:
        pull(model, "m", store=Store(tmp_path / "file"))
    assert "DEPECHE_HOME" in caught.value.hint


def test_a_disk_that_fills_up_meanwhile_is_said(
    hub: Any, model: Registry, store: Store, tiny_marian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import file_download

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    hub.publish(REPO, tiny_marian)
    monkeypatch.setattr(file_download, "http_get", full)
    with pytest.raises(OutputError, match="No space left"):
        pull(model, "m", store=store)
    assert_nothing_made(store)


def test_a_local_folder_is_pinned_where_it_lies(
    make_registry: Callable[..., Registry], store: Store, tiny_marian: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my model"
    shutil.copytree(tiny_marian, folder)
    (folder / "training_args.bin").write_bytes(b"not read by anyone")
    registry = make_registry(f"path: '{folder}'")
    with pytest.raises(ModelMissingError, match="depeche models pull m"):
        resolve(registry, "m", store=store)
    local = pull(registry, "m", store=store, offline=True, convert=False)
    assert (local.path, local.commit) == (folder, "")
    (folder / "config.json").write_text(json.dumps({"model_type": "marian"}))
    with pytest.raises(ModelIntegrityError, match="--update"):
        pull(registry, "m", store=store, convert=False)
    changed = pull(registry, "m", store=store, update=True, convert=False)
    assert changed.digest != local.digest
    shutil.rmtree(folder)
    with pytest.raises(ModelMissingError):
        pull(registry, "m", store=store, update=True)


def test_a_local_folder_of_pickles_is_refused(
    make_registry: Callable[..., Registry], store: Store, tmp_path: Path
) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "config.json").write_text('{"model_type": "marian"}')
    (tmp_path / "f" / "pytorch_model.bin").touch()
    with pytest.raises(UnsafeModelError, match="save_pretrained"):
        pull(make_registry(f"path: {tmp_path / 'f'}"), "m", store=store)


def test_there_is_nothing_to_pull_for_a_method_without_weights(
    make_registry: Callable[..., Registry], store: Store
) -> None:
    assert pull(make_registry(SOURCE), "e", store=store, offline=True).digest == ""
    assert not store.root.exists()


def test_the_bar_draws_on_stderr_only(capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.models.progress import RichProgress

    with RichProgress() as progress:
        progress.begin("m", 100, 10)
        progress.advance(90)
        progress.say("[m] ready")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "[m] ready" in captured.err
