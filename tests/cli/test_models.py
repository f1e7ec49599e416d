from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import NetworkError


@pytest.mark.usefixtures("desk")
def test_list(depeche: Any) -> None:
    ended = depeche("models", "list")
    assert (ended.code, ended.err) == (0, "")
    rows = [line.split() for line in ended.out.splitlines()]
    assert ["desk", "(default)", "can", "run"] in [row[:4] for row in rows]
    assert ["opus", "not", "here"] in [row[:3] for row in rows]
    assert ["tiny", "ready"] in [row[:2] for row in rows]
    assert ["opus-mt-fr-en", "missing"] in [row[:2] for row in rows]


@pytest.mark.usefixtures("desk")
def test_list_json(depeche: Any) -> None:
    data = json.loads(depeche("models", "list", "--json").out)
    assert {p["name"]: p["ready"] for p in data["profiles"]}["desk"] is True
    tiny = {m["name"]: m for m in data["models"]}["tiny"]
    assert tiny["state"] == "ready"
    assert len(tiny["digest"]) == 64
    assert "model.safetensors" in tiny["files"]


@pytest.mark.usefixtures("desk")
def test_show_a_model_or_a_profile(depeche: Any) -> None:
    card = depeche("models", "show", "tiny").out
    assert "CC0-1.0" in card
    assert "beam_size 1" in card
    assert "model.safetensors" in card
    both = depeche("models", "show", "desk").out
    assert both.count("name  ") == 2
    data = json.loads(depeche("models", "show", "desk", "--json").out)
    assert [entry["name"] for entry in data] == ["tiny", "extractive"]


@pytest.mark.parametrize("verb", ["show", "pull", "verify"])
@pytest.mark.usefixtures("desk")
def test_an_unknown_name(verb: str, depeche: Any) -> None:
    ended = depeche("models", verb, "tinny")
    assert (ended.code, ended.out) == (21, "")
    assert "'tinny'" in ended.err


def test_pull_pins_converts_and_prints_the_folder(
    pulled: Any, tiny_marian: Path, depeche: Any, place: Path
) -> None:
    ended = depeche("models", "pull", "desk", "--models", pulled.models)
    assert (ended.code, ended.out) == (0, f"{tiny_marian}\n")
    lines = ended.err.splitlines()
    assert all(line.startswith("depeche: ") for line in lines)
    assert "depeche: tiny: ready" in ended.err
    assert (place / "store/models.lock").is_file()
    assert any((place / "store/converted").iterdir())
    again = depeche("models", "pull", "tiny", "--models", pulled.models, "--quiet", "--offline")
    assert (again.code, again.out, again.err) == (0, f"{tiny_marian}\n", "")


def test_a_pull_that_is_offline_is_35(depeche: Any) -> None:
    ended = depeche("models", "pull", "opus", "--offline")
    assert (ended.code, ended.out) == (NetworkError.exit_code, "")
    assert len(ended.err.splitlines()) <= 2


@pytest.mark.usefixtures("desk")
def test_verify(depeche: Any) -> None:
    ended = depeche("models", "verify", "tiny")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.split()[:2] == ["tiny", "sound"]
    data = json.loads(depeche("models", "verify", "desk", "--json").out)
    assert [entry["state"] for entry in data] == ["sound", "no weights"]


def test_verify_of_a_model_that_is_not_here(depeche: Any) -> None:
    ended = depeche("models", "verify", "opus")
    assert ended.code == 31
    assert "depeche models pull opus" in ended.err
