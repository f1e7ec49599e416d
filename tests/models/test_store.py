from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ConfigError, ModelError, ModelIntegrityError, ModelMissingError
from pipeline.models import Registry, Store, default_store, ensure_sound, registry, resolve
from pipeline.models.digest import combined_digest, digest_folder
from pipeline.models.lock import FileRecord, LockEntry, read_lock, record

MakeRegistry = Callable[..., Registry]


def pins(folder: Path) -> str:
    return "sha256:\n" + "".join(f"  {k}: {v}\n" for k, v in digest_folder(folder).items())


@pytest.fixture
def packaged(
    tmp_path: Path,
    tiny_marian: Path,
    make_registry: MakeRegistry,
    monkeypatch: pytest.MonkeyPatch,
) -> Registry:
    """A registry whose model ``m`` ships in a package of its own."""
    monkeypatch.setattr(registry, "PACKAGE", tmp_path / "package")
    shutil.copytree(tiny_marian, tmp_path / "package" / "weights")
    return make_registry("package: weights", extra=pins(tiny_marian))


def test_the_store_is_where_the_environment_says(tmp_path: Path) -> None:
    assert default_store({"DEPECHE_HOME": str(tmp_path / "h")}).root == tmp_path / "h"
    assert default_store({}).root.name == "depeche"
    assert not (tmp_path / "h").exists()


def test_a_package_model_is_found_without_a_store(packaged: Registry, store: Store) -> None:
    local = resolve(packaged, "m", store=store)
    assert local.kind == "marian"
    assert local.digest == combined_digest(digest_folder(local.path))
    ensure_sound(local)
    assert not store.root.exists()


def test_a_changed_byte_is_refused_even_with_its_old_size_and_time(
    packaged: Registry, store: Store
) -> None:
    local = resolve(packaged, "m", store=store)
    ensure_sound(local)
    weights = local.path / "model.safetensors"
    before = weights.stat()
    with weights.open("r+b") as file:
        file.seek(-5, os.SEEK_END)
        byte = file.read(1)
        file.seek(-5, os.SEEK_END)
        file.write(bytes([byte[0] ^ 1]))
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert weights.stat().st_size == before.st_size
    assert weights.stat().st_mtime_ns == before.st_mtime_ns
    with pytest.raises(ModelIntegrityError, match=r"model\.safetensors has another SHA-256"):
        ensure_sound(local)
    assert resolve(packaged, "m", store=store).digest == local.digest


def test_every_missing_and_added_file_is_named(packaged: Registry, store: Store) -> None:
    local = resolve(packaged, "m", store=store)
    (local.path / "vocab.json").unlink()
    (local.path / "tokenizer.json").write_text("{}")
    (local.path / "README.md").write_text("a card may be added")
    with pytest.raises(ModelIntegrityError) as caught:
        ensure_sound(local)
    assert "vocab.json is missing" in caught.value.message
    assert "tokenizer.json was added" in caught.value.message
    assert "README" not in caught.value.message
    assert caught.value.exit_code == 32


def test_an_installation_without_weights_says_so(packaged: Registry, store: Store) -> None:
    shutil.rmtree(resolve(packaged, "m", store=store).path)
    with pytest.raises(ModelMissingError, match="not in this installation"):
        resolve(packaged, "m", store=store)


@pytest.mark.usefixtures("packaged")
def test_a_package_model_without_digests_is_refused(
    make_registry: MakeRegistry, store: Store
) -> None:
    with pytest.raises(ConfigError, match="has no digests"):
        resolve(make_registry("package: weights"), "m", store=store)


def test_a_model_that_was_not_pulled_says_how_to_get_it(
    make_registry: MakeRegistry, store: Store
) -> None:
    with pytest.raises(ModelMissingError) as caught:
        resolve(make_registry("hub: owner/name"), "m", store=store)
    assert "depeche models pull m" in caught.value.hint
    assert caught.value.exit_code == 31
    assert not store.root.exists()


def test_a_method_without_weights_is_always_here(make_registry: MakeRegistry, store: Store) -> None:
    local = resolve(make_registry("hub: owner/name"), "e", store=store)
    ensure_sound(local)
    assert (local.files, local.digest) == ({}, "")


def test_a_lock_entry_for_another_source_does_not_count(
    make_registry: MakeRegistry, store: Store
) -> None:
    entry = LockEntry("hub: owner/other at main", "0" * 40, "", {"x.json": FileRecord("0" * 64, 1)})
    record(store.lock_path, "m", entry)
    with pytest.raises(ModelMissingError, match="what was pulled is hub: owner/other at main"):
        resolve(make_registry("hub: owner/name"), "m", store=store)


def test_a_pulled_folder_that_is_gone_is_missing(make_registry: MakeRegistry, store: Store) -> None:
    entry = LockEntry("hub: owner/name at main", "0" * 40, "", {"x.json": FileRecord("0" * 64, 1)})
    record(store.lock_path, "m", entry)
    with pytest.raises(ModelMissingError, match="is gone"):
        resolve(make_registry("hub: owner/name"), "m", store=store)


def test_the_lock_file_gives_back_what_was_recorded(store: Store) -> None:
    first = LockEntry("s", "c", "d", {"f.json": FileRecord("0" * 64, 3)}, {"p.bin": "1" * 64})
    second = LockEntry("t", "", "d", {})
    record(store.lock_path, "a", first)
    record(store.lock_path, "b", second)
    assert read_lock(store.lock_path) == {"a": first, "b": second}
    assert read_lock(store.root / "absent") == {}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 2}', '{"version": 1, "models": {"a": 1}}', "\x00"]
)
def test_a_damaged_lock_file_is_one_clear_line(
    store: Store, make_registry: MakeRegistry, text: str
) -> None:
    store.root.mkdir()
    store.lock_path.write_text(text)
    with pytest.raises(ModelError, match=r"models\.lock cannot be used"):
        resolve(make_registry("hub: owner/name"), "m", store=store)
