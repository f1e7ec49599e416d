"""The wheel holds what an installation needs, and nothing of training or tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own build
    assert done.returncode == 0, done.stderr
    (file,) = folder.glob("depeche-*.whl")
    return zipfile.ZipFile(file)


def test_wheel_has_models_yaml_and_every_file_it_pins(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    models = yaml.safe_load(wheel.read("pipeline/models.yaml"))["models"]
    pinned = {
        f"pipeline/{model['source']['package']}/{file}"
        for model in models.values()
        if "package" in model.get("source", {})
        for file in model["sha256"]
    }
    assert len(pinned) >= 5
    assert pinned <= names
    assert {"pipeline/weights/fr-en/README.md", "pipeline/summarize/extractive.json"} <= names


def test_wheel_has_the_command_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pipeline"}
    entry = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "depeche = pipeline.__main__:main" in wheel.read(entry).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
