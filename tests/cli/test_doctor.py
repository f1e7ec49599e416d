from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import __version__


@pytest.mark.usefixtures("desk")
def test_the_page(depeche: Any, place: Path) -> None:
    ended = depeche("doctor")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"depeche  {__version__}\n")
    assert "  desk (default): can run\n" in ended.out
    assert "to get it: depeche models pull opus\n" in ended.out
    assert str(place / "cache.sqlite") in ended.out
    assert "$DEPECHE_HOME" in ended.out


@pytest.mark.usefixtures("desk")
def test_json(depeche: Any) -> None:
    data = json.loads(depeche("doctor", "--json").out)
    assert data["depeche"] == __version__
    assert [place["what"] for place in data["places"]] == ["models", "cache", "settings", "logs"]


def test_a_default_profile_that_cannot_run_is_30(
    pulled: Any, depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPECHE_MODELS", str(pulled.models))
    ended = depeche("doctor")
    assert (ended.code, ended.err) == (30, "")
    assert "desk (default): cannot run\n      tiny: not on this machine\n" in ended.out


def test_a_wrong_models_file_is_20_and_shown(depeche: Any, place: Path) -> None:
    (place / "models.yaml").write_text("models: 3\n")
    ended = depeche("doctor", "--models", "models.yaml")
    assert ended.code == 20
    assert "models.yaml:1" in ended.out
