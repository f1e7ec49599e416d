"""Options that several commands share, and how their values are read and shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from pipeline.settings import Settings

Engine = Literal["ctranslate2", "transformers"]

AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON, for programs, instead of a table.")
]
ModelsFile = Annotated[
    Path | None,
    typer.Option(
        "--models",
        metavar="FILE",
        help="Lay this models.yaml over the one that comes with depeche: entries of the same "
        "name are replaced.  [default: $DEPECHE_MODELS, else the one in your settings folder]",
        show_default=False,
    ),
]
Offline = Annotated[
    bool,
    typer.Option(
        "--offline",
        help="Do not touch the network, nor let any library do so (sets HF_HUB_OFFLINE).",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr; errors only.")
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="ID[,ID...]",
        help="Silence a check, beside those that the settings file silences; may be given again. "
        "'depeche checks' lists them.",
        show_default=False,
    ),
]
EnforceTerms = Annotated[
    bool,
    typer.Option(
        "--enforce-terms",
        help="Put the termbase's English in where the model used another word and its attention "
        "says clearly which; the row says so. Also enforce_terms in the settings file.",
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE",
        help="The desk's settings: silent checks and the termbase.  [default: $DEPECHE_SETTINGS, "
        "else settings.yaml in your settings folder]",
        show_default=False,
    ),
]

_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([kMGT]?)B?", re.IGNORECASE)
_POWER = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_AGE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([mhdw])", re.IGNORECASE)
_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_LARGEST_AGE = timedelta(days=36_500)


def forbid_network() -> None:
    """Set what the hub's library reads when it is first imported; call it before that."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"


def desk_settings(
    file: Path | None, ignore: Iterable[str] | None, *, enforce_terms: bool = False
) -> Settings:
    """What the settings file says, and ``--ignore`` and ``--enforce-terms`` on top of it.

    Raises:
        ConfigError: the file is missing or wrong.
    """
    from pipeline.settings import load_settings

    ids = (id_.strip() for value in ignore or () for id_ in value.split(","))
    settings = load_settings(file).silencing(filter(None, ids))
    return replace(settings, enforce_terms=True) if enforce_terms else settings


def size(value: str) -> int:
    """Bytes, from a number with a unit of powers of ten such as ``500MB``.

    Raises:
        typer.BadParameter: it is no size.
    """
    found = _SIZE.fullmatch(value.strip())
    if not found:
        raise typer.BadParameter(f"{value!r} is not a size such as 500MB or 2GB")
    return round(float(found[1]) * 1000.0 ** _POWER[found[2].lower()])


def age(value: str) -> timedelta:
    """A span of time, from a number of minutes, hours, days or weeks such as ``30d``.

    Raises:
        typer.BadParameter: it is none, or longer than a century.
    """
    found = _AGE.fullmatch(value.strip())
    if not found:
        raise typer.BadParameter(f"{value!r} is not an age such as 12h, 30d or 8w")
    seconds = float(found[1]) * _SECONDS[found[2].lower()]
    if seconds > _LARGEST_AGE.total_seconds():
        raise typer.BadParameter(f"{value!r} is more than a century")
    return timedelta(seconds=seconds)


def show_size(count: int) -> str:
    """Bytes as people read them: ``301 MB``."""
    amount = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 999.5:
            return f"{amount:.3g} {unit}"
        amount /= 1000
    return f"{amount:.3g} TB"
