"""The desk's own settings: which checks are silent, and its termbase.

A YAML file named by ``--settings`` or ``DEPECHE_SETTINGS``, or ``settings.yaml`` in the user's
configuration folder::

    ignore: [length, repetition]   # ids of checks, see docs/trust.md
    termbase: termbase.yaml        # beside this file, or a full path; see docs/termbase.md
    enforce_terms: false
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.files import at_home, is_file


@dataclass(frozen=True, slots=True)
class Settings:
    """What the desk wants.

    Attributes:
        ignore: ids of checks that are silent.
        termbase: a file laid over the package's own termbase, if any.
        enforce_terms: put the desk's term in where the model used another word.
        origin: the file that says so, ``None`` where there is none.
    """

    ignore: tuple[str, ...] = ()
    termbase: Path | None = None
    enforce_terms: bool = False
    origin: Path | None = None

    def silencing(self, ids: Iterable[str]) -> Settings:
        """These settings with more checks silent, each named once."""
        return replace(self, ignore=tuple(dict.fromkeys((*self.ignore, *ids))))


def settings_file(environ: Mapping[str, str] | None = None) -> Path | None:
    """The file in its usual places, or ``None`` where there is none."""
    named = (os.environ if environ is None else environ).get("DEPECHE_SETTINGS", "")
    if named:
        return at_home(named)
    import platformdirs

    path = Path(platformdirs.user_config_dir("depeche", appauthor=False)) / "settings.yaml"
    return path if is_file(path) else None


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        path: of the file (``--settings``); looked for in its usual places where ``None``.

    Raises:
        ConfigError: the file is missing or wrong; the message names file and line. Whether
            the checks exist is for who knows them.
    """
    file = settings_file() if path is None else path
    if file is None:
        return Settings()
    from pipeline.models import schema

    root = schema.read_root(file, "settings file", "--settings or DEPECHE_SETTINGS")
    nowhere = Path()
    termbase = root.take(
        "termbase", lambda s, k, n: file.parent / at_home(schema.text(s, k, n)), nowhere
    )
    settings = Settings(
        ignore=root.take("ignore", schema.words, ()),
        termbase=None if termbase is nowhere else termbase,
        enforce_terms=root.take("enforce_terms", schema.truth, False),
        origin=file,
    )
    root.finish()
    return settings
