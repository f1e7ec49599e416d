from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError, ModelMissingError
from pipeline.models import load_registry, registry
from pipeline.models.digest import combined_digest, digest_folder, main, write_digests

YAML = """\
# head
default_profile: p
profiles:
  p: {translation: a, summarisation: e}

models:
  a:  # the first
    kind: marian
    task: translation

    source:
      package: weights/a
    licence: MIT
    languages: [fr, en]
    size: 0  # to come
    sha256: {}

  # between
  b:
    kind: marian
    task: translation
    source: {package: weights/b}
    licence: MIT
    languages: [fr, en]
    sha256:
      old.json: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
      older.json: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
  e: {kind: extractive, task: summarisation, licence: MIT, languages: [fr]}
# tail
"""


def test_only_what_a_loader_reads_is_digested(tmp_path: Path) -> None:
    for name in ("config.json", "source.spm", "README.md", ".hidden.json", "x.bin", "x.py"):
        (tmp_path / name).write_text(name)
    (tmp_path / "onnx.json").mkdir()
    assert digest_folder(tmp_path) == {
        name: hashlib.sha256(name.encode()).hexdigest() for name in ("config.json", "source.spm")
    }


def test_a_folder_without_a_model_is_no_model(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(ModelMissingError):
            digest_folder(folder)


@given(st.dictionaries(st.text("abc.", min_size=1), st.text("0123456789abcdef", min_size=64)))
def test_a_digest_depends_on_names_and_digests_and_not_on_order(files: dict[str, str]) -> None:
    backwards = dict(reversed(files.items()))
    assert combined_digest(files) == combined_digest(backwards)
    assert combined_digest(files) != combined_digest({**files, "new": "0" * 64})


def test_writing_digests_changes_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    path.write_text(YAML)
    files = {"model.safetensors": "1" * 64, "config.json": "2" * 64}
    write_digests(path, "a", files, size=17)
    write_digests(path, "b", {"new.json": "3" * 64})
    models = load_registry(path, packed=path).models
    assert (models["a"].sha256, models["a"].size) == (files, 17)
    assert models["b"].sha256 == {"new.json": "3" * 64}
    kept = [line for line in YAML.splitlines() if "sha256" not in line and "size" not in line]
    after = path.read_text().splitlines()
    assert [line for line in kept if "old" not in line and line not in after] == []
    write_digests(path, "a", {})
    assert load_registry(path, packed=path).models["a"].sha256 == {}


@pytest.mark.parametrize("name", ["e", "absent", "p"])
def test_a_model_with_no_place_for_digests_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "models.yaml"
    path.write_text(YAML)
    with pytest.raises(ConfigError, match="sha256"):
        write_digests(path, name, {"x": "0" * 64})
    assert path.read_text() == YAML


def test_the_command_records_the_files_of_a_package_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(registry, "PACKAGE", tmp_path)
    (tmp_path / "models.yaml").write_text(YAML)
    (tmp_path / "weights" / "a").mkdir(parents=True)
    (tmp_path / "weights" / "a" / "config.json").write_bytes(b"{}")
    assert main(["a"]) == 0
    assert "1 files, 2 bytes" in capsys.readouterr().out
    model = load_registry(tmp_path / "models.yaml", packed=tmp_path / "models.yaml").model("a")
    assert model.sha256 == {"config.json": hashlib.sha256(b"{}").hexdigest()}
    with pytest.raises(ConfigError):
        main(["e"])
