from __future__ import annotations

import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import cast

import pytest

from pipeline.article import Document
from pipeline.render import RENDERERS, Align, Renderer, RenderOptions

ROOT = Path(__file__).resolve().parents[2]


def test_the_registry_names_each_format_as_it_names_itself() -> None:
    assert {name: renderer.suffix for name, renderer in RENDERERS.items()} == {
        "markdown": ".md",
        "json": ".json",
    }
    assert all(name == renderer.name for name, renderer in RENDERERS.items())


def test_the_registry_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        cast("MutableMapping[str, Renderer]", RENDERERS)["x"] = RENDERERS["json"]


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("align", ["sentence", "paragraph"])
def test_every_format_gives_the_same_bytes_twice(
    document: Document, name: str, align: Align
) -> None:
    options = RenderOptions(align=align)
    text = RENDERERS[name].render(document, options)
    assert text == RENDERERS[name].render(document, options)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_importing_brings_in_nothing_heavy() -> None:
    code = (
        "import sys, pipeline.render;"
        "print([n for n in ('yaml', 'numpy', 'torch', 'transformers') if n in sys.modules])"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
