"""Output formats: one a module, layout only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.render.base import Align, Renderer, RenderOptions
from pipeline.render.json_output import JsonRenderer
from pipeline.render.markdown import MarkdownRenderer

_ALL: tuple[Renderer, ...] = (MarkdownRenderer(), JsonRenderer())

RENDERERS: Mapping[str, Renderer] = MappingProxyType({item.name: item for item in _ALL})
"""Every output format by its ``--format`` name; a new one is one more entry above."""

__all__ = ["RENDERERS", "Align", "RenderOptions", "Renderer"]
