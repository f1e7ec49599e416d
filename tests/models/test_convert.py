from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ModelIntegrityError, ModelLoadError, OutputError, UsageError
from pipeline.models import LocalModel, Registry, Store, resolve
from pipeline.models import convert as convert_module
from pipeline.models.convert import ctranslate2_folder
from pipeline.models.pull import pull


@pytest.fixture
def local(
    make_registry: Callable[..., Registry], store: Store, tiny_marian: Path, tmp_path: Path
) -> LocalModel:
    shutil.copytree(tiny_marian, tmp_path / "copy")
    return pull(make_registry(f"path: {tmp_path / 'copy'}"), "m", store=store, convert=False)


@pytest.mark.parametrize("kind", ["marian", "bart", "pegasus", "t5"])
def test_every_family_is_converted_and_runs(
    kind: str,
    make_registry: Callable[..., Registry],
    store: Store,
    request: pytest.FixtureRequest,
) -> None:
    import ctranslate2

    folder: Path = request.getfixturevalue(f"tiny_{kind}")
    registry = make_registry(f"path: {folder}", kind=kind)
    local = pull(registry, "m", store=store)
    converted = ctranslate2_folder(local, store=store)
    assert converted.parent == store.converted
    assert converted.name == f"{local.digest}-int8-ct2{ctranslate2.__version__}"
    translator = ctranslate2.Translator(str(converted), compute_type="int8", intra_threads=1)
    tokens = ["▁The", "▁president", "</s>"]
    result = translator.translate_batch([tokens], beam_size=1, max_decoding_length=5)
    assert result[0].hypotheses[0]


def test_what_is_converted_is_found_again_without_converting(
    local: LocalModel, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ctranslate2_folder(local, store=store)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(convert_module, "_convert", never)
    assert ctranslate2_folder(local, store=store) == first


@pytest.mark.parametrize("damage", ["byte", "missing", "added", "manifest"])
def test_a_damaged_conversion_is_made_again(local: LocalModel, store: Store, damage: str) -> None:
    folder = ctranslate2_folder(local, store=store)
    weights = folder / "model.bin"
    sound = weights.read_bytes()
    if damage == "byte":
        weights.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    elif damage == "missing":
        weights.unlink()
    elif damage == "added":
        (folder / "vmap.txt").touch()
    else:
        (folder / "manifest.json").write_text("[]")
    said: list[str] = []
    assert ctranslate2_folder(local, store=store, notify=said.append) == folder
    assert weights.read_bytes() == sound
    assert not (folder / "vmap.txt").exists()
    assert len(said) == 1
    assert "damaged" in said[0]


def test_an_altered_model_is_not_converted(local: LocalModel, store: Store) -> None:
    (local.path / "config.json").write_text("{}")
    with pytest.raises(ModelIntegrityError):
        ctranslate2_folder(local, store=store)
    assert not store.converted.exists()


def test_a_model_that_does_not_load_leaves_nothing(
    make_registry: Callable[..., Registry], store: Store, tiny_marian: Path, tmp_path: Path
) -> None:
    shutil.copytree(tiny_marian, tmp_path / "broken")
    (tmp_path / "broken" / "model.safetensors").write_bytes(b"no weights at all")
    registry = make_registry(f"path: {tmp_path / 'broken'}")
    with pytest.raises(ModelLoadError) as caught:
        pull(registry, "m", store=store)
    assert caught.value.exit_code == 34
    assert [path for path in store.converted.iterdir() if path.is_dir()] == []
    # What was pulled stays, so that nothing has to be fetched again.
    assert resolve(registry, "m", store=store).name == "m"


def test_types_and_models_that_cannot_be_converted(
    local: LocalModel, make_registry: Callable[..., Registry], store: Store
) -> None:
    with pytest.raises(UsageError, match="int4"):
        ctranslate2_folder(local, "int4", store=store)
    with pytest.raises(ModelLoadError, match="no weights"):
        ctranslate2_folder(resolve(make_registry("hub: a/b"), "e", store=store), store=store)


def test_float32_keeps_the_weights_and_int8_does_not(local: LocalModel, store: Store) -> None:
    sizes = [
        (ctranslate2_folder(local, kind, store=store) / "model.bin").stat().st_size
        for kind in ("float32", "int8")
    ]
    assert sizes[0] > 2 * sizes[1]


def test_a_store_that_cannot_be_written_gives_a_temporary_folder(
    local: LocalModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(convert_module, "_temporary", lambda: tmp_path / "tmp")
    said: list[str] = []
    folder = ctranslate2_folder(local, store=Store(tmp_path / "file"), notify=said.append)
    assert folder.parent == tmp_path / "tmp"
    assert (folder / "model.bin").is_file()
    assert "temporary folder" in said[0]
    assert "DEPECHE_HOME" in said[0]
    monkeypatch.setattr(convert_module, "_temporary", lambda: tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be converted"):
        ctranslate2_folder(local, store=Store(tmp_path / "file"))


SLOW = """\
import sys, time
from pathlib import Path
from pipeline.models import Store, convert, load_registry, resolve

def slow(local, compute_type, output):
    output.mkdir()
    (output / "model.bin").write_bytes(b"half")
    time.sleep(0.7)
    (output / "model.bin").write_bytes(b"whole")
    print("made")

convert._convert = slow
path, store = Path(sys.argv[1]), Store(Path(sys.argv[2]))
local = resolve(load_registry(path, packed=path), "m", store=store)
print(convert.ctranslate2_folder(local, store=store))
"""


def test_of_two_processes_one_converts_and_the_other_waits(local: LocalModel, store: Store) -> None:
    # Only the conversion itself is a stand-in: the lock is between real processes.
    models_yaml = local.spec.origin.rsplit(":", 1)[0]
    processes = [
        subprocess.Popen(  # noqa: S603  # our own interpreter and script
            [sys.executable, "-c", SLOW, models_yaml, str(store.root)],
            cwd=Path(__file__).resolve().parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=120)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    folder = str(store.converted / f"{local.digest}-int8-ct2{ctranslate2_version()}")
    assert sorted(answers) == sorted([["made", folder], [folder]])
    assert (Path(folder) / "model.bin").read_bytes() == b"whole"
    assert [path.name for path in store.converted.iterdir() if path.suffix == ".new"] == []


def ctranslate2_version() -> str:
    return importlib.metadata.version("ctranslate2")


def test_what_a_killed_process_left_is_cleared_away(local: LocalModel, store: Store) -> None:
    name = f"{local.digest}-int8-ct2{ctranslate2_version()}"
    left = store.converted / f".{name}.1.new"
    left.mkdir(parents=True)
    (left / "model.bin").write_bytes(b"half")
    assert ctranslate2_folder(local, store=store).name == name
    assert not left.exists()
