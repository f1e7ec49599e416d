"""Versions of the libraries that do the arithmetic: part of cache keys and signatures."""

from __future__ import annotations

import functools
from importlib.metadata import PackageNotFoundError, version


# Looked up for every cache key, and each look-up reads a file.
@functools.cache
def library_version(name: str) -> str:
    """Version of an installed distribution, without importing it; empty where it is not."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
