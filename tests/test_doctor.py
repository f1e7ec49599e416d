from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from pipeline import doctor
from pipeline.models.runtime import available_cores

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setenv("DEPECHE_HOME", str(tmp_path / "store"))
    for variable in ("DEPECHE_CACHE", "DEPECHE_MODELS", "OMP_NUM_THREADS"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def place(what: str) -> doctor.Place:
    return next(item for item in doctor.examine().places if item.what == what)


def test_the_packages_are_those_depended_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert tuple(line.split("==")[0] for line in project["dependencies"]) == doctor.PACKAGES
    assert all(package.version for package in doctor.examine().packages)


def test_a_profile_with_models_to_pull_names_the_command() -> None:
    opus = next(item for item in doctor.examine().profiles if item.name == "opus")
    assert not opus.ready
    assert opus.missing == ("opus-mt-fr-en", "distilbart-cnn")
    assert opus.command == "depeche models pull opus"


def test_nothing_is_made_by_looking(home: Path) -> None:
    doctor.examine()
    assert list(home.iterdir()) == []


def test_places_and_what_names_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models = place("models")
    assert (models.path, models.variable) == (str(home / "store"), "DEPECHE_HOME")
    assert (models.exists, models.writable) == (False, True)
    assert models.free
    assert place("cache").variable == ""
    (home / "store").mkdir()
    assert place("models").exists
    monkeypatch.setenv("DEPECHE_CACHE", "~/kept.sqlite")
    assert place("cache").path == str(home / "kept.sqlite")


def test_a_cache_on_a_server_shows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPECHE_CACHE", "postgresql+psycopg://desk:s3cret:x@db.example/depeche")
    cache = place("cache")
    assert cache.path == "postgresql+psycopg://desk:***@db.example/depeche"
    assert cache.free is None


def test_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    fast, reference = doctor.examine().engines
    assert "float32" in fast.compute_types
    assert fast.threads == reference.threads == available_cores()
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert doctor.examine().engines[1].threads == 7
    assert not fast.problem + reference.problem


def test_an_engine_that_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    report = doctor.examine()
    assert "ctranslate2" in report.engines[0].problem
    assert not report.default_ready


def test_a_wrong_models_file_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "models.yaml"
    wrong.write_text("profiles: []\n")
    report = doctor.examine(wrong)
    assert report.profiles == ()
    assert not report.default_ready
    assert f"{wrong}:1" in report.models_problem
    assert report.models_files[-1] == str(wrong)


@pytest.mark.parametrize("name", ["x" * 300, "~nobody-of-that-name"])
@pytest.mark.parametrize("variable", ["DEPECHE_HOME", "DEPECHE_CACHE", "XDG_CONFIG_HOME"])
def test_a_place_that_cannot_be_looked_at(
    variable: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"{name}/sub")
    assert not any(item.exists for item in doctor.examine().places if name in item.path)


def test_a_models_file_that_nobody_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPECHE_MODELS", "~nobody-of-that-name/models.yaml")
    assert "cannot be read" in doctor.examine().models_problem
