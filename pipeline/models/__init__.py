"""The models: which there are, where they lie, and whether they are sound.

Pulling, converting and verifying are in modules of their own, imported where needed:
:mod:`pipeline.models.pull`, :mod:`pipeline.models.convert`, :mod:`pipeline.models.verify`.
"""

from __future__ import annotations

from pipeline.models.registry import load_registry
from pipeline.models.spec import Decoding, EngineDefaults, ModelSpec, Profile, Registry, Source
from pipeline.models.store import LocalModel, Store, default_store, ensure_sound, resolve

__all__ = [
    "Decoding",
    "EngineDefaults",
    "LocalModel",
    "ModelSpec",
    "Profile",
    "Registry",
    "Source",
    "Store",
    "default_store",
    "ensure_sound",
    "load_registry",
    "resolve",
]
