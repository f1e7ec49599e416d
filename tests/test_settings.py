"""The desk's settings file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.settings import Settings, load_settings, settings_file


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    monkeypatch.delenv("DEPECHE_SETTINGS", raising=False)
    return tmp_path / "desk.yaml"


def test_nothing_said_is_nothing_set(file: Path) -> None:
    assert not file.exists()
    assert load_settings() == Settings()


def test_everything_is_read(file: Path) -> None:
    file.write_text("ignore: [length, names]\ntermbase: own.yaml\nenforce_terms: true\n")
    assert load_settings(file) == Settings(
        ("length", "names"), file.parent / "own.yaml", enforce_terms=True, origin=file
    )


def test_more_checks_are_silenced_on_top_of_the_file() -> None:
    assert Settings(("length",)).silencing(["names", "length"]).ignore == ("length", "names")


def test_a_full_path_of_a_termbase_stays(file: Path, tmp_path: Path) -> None:
    file.write_text(f"termbase: {tmp_path / 'far' / 'terms.yaml'}\n")
    assert load_settings(file).termbase == tmp_path / "far" / "terms.yaml"


def test_the_environment_names_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("ignore: [length]\n")
    monkeypatch.setenv("DEPECHE_SETTINGS", str(file))
    assert load_settings().ignore == ("length",)
    assert settings_file({}) is None


def test_the_settings_folder_is_looked_into(file: Path) -> None:
    own = file.parent / "nothing" / "depeche" / "settings.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("enforce_terms: false\n")
    assert load_settings().origin == own


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignore: length\n", r"desk\.yaml:1: 'ignore' of settings file must be a list"),
        ("\nignor: [length]\n", r"desk\.yaml:2: settings file has an unknown key 'ignor'"),
        ("enforce_terms: perhaps\n", r"desk\.yaml:1: 'enforce_terms' .* must be true or false"),
        ("- length\n", r"desk\.yaml:1: settings file must be a mapping"),
        ("ignore: [\n", r"desk\.yaml:2: not valid YAML"),
        ("", r"desk\.yaml:1: the settings file is empty"),
    ],
)
def test_mistakes_are_named_with_their_line(file: Path, text: str, message: str) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_settings(file)


def test_a_missing_file_is_an_error(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"settings file .* cannot be read") as caught:
        load_settings(file)
    assert "DEPECHE_SETTINGS" in caught.value.hint
