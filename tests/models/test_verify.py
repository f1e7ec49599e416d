from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import UnknownProfileError
from pipeline.models import Registry, Store
from pipeline.models.convert import ctranslate2_folder
from pipeline.models.pull import pull
from pipeline.models.verify import list_models, list_profiles, show, verify


@pytest.fixture
def folder(tiny_marian: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_marian, tmp_path / "copy"))


@pytest.fixture
def registry(make_registry: Callable[..., Registry], folder: Path) -> Registry:
    return make_registry(f"path: {folder}")


def test_states_before_and_after_a_pull(registry: Registry, store: Store) -> None:
    assert [model.state for model in list_models(registry, store=store)] == [
        "missing",
        "no weights",
        "missing",
    ]
    assert "depeche models pull m" in show(registry, "m", store=store).problem
    local = pull(registry, "m", store=store, convert=False)
    status = show(registry, "m", store=store)
    assert (status.state, status.local) == ("ready", local)
    assert status.lock is not None
    assert status.lock.files == status.files == local.files
    assert [model.lock for model in list_models(registry, store=store)][:2] == [None, None]


def test_a_profile_is_ready_when_both_models_are(registry: Registry, store: Store) -> None:
    (profile,) = list_profiles(registry, store=store)
    assert (profile.name, profile.default, profile.ready) == ("p", True, False)
    assert profile.summarisation.state == "no weights"


def test_verifying_reads_every_byte(registry: Registry, store: Store, folder: Path) -> None:
    assert [check.state for check in verify(registry, store=store)] == [
        "missing",
        "no weights",
        "missing",
    ]
    local = pull(registry, "m", store=store)
    (check,) = verify(registry, "m", store=store)
    assert (check.state, check.digest, check.problems) == ("sound", local.digest, ())
    converted = ctranslate2_folder(local, store=store)
    (converted / "config.json").write_text("{}")
    (check,) = verify(registry, "m", store=store)
    assert check.state == "damaged"
    assert converted.name in check.problems[0]
    data = (folder / "source.spm").read_bytes()
    (folder / "source.spm").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    (check,) = verify(registry, "m", store=store)
    assert check.problems[0].startswith("source.spm has another SHA-256")


def test_a_profile_is_verified_by_its_models(registry: Registry, store: Store) -> None:
    assert [check.name for check in verify(registry, "p", store=store)] == ["t", "e"]
    with pytest.raises(UnknownProfileError):
        verify(registry, "absent", store=store)


def test_a_lock_file_that_cannot_be_read_breaks_no_listing(
    registry: Registry, store: Store
) -> None:
    store.root.mkdir()
    store.lock_path.write_text("{")
    states = [model.state for model in list_models(registry, store=store)]
    assert states == ["broken", "no weights", "broken"]
    assert verify(registry, store=store)[0].state == "damaged"
