"""Options of the commands that make briefs: one wire, a night of them, or as they arrive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Engine
from pipeline.render import RENDERERS, Align

AlignBy = Annotated[
    Align,
    typer.Option(
        metavar="sentence|paragraph",
        help="What a row of the table holds, French and English side by side.",
    ),
]
Words = Annotated[
    int,
    typer.Option(min=1, max=10_000, metavar="N", help="Budget of a brief, in English words."),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Which models to use; 'depeche models list' shows them.  [default: the default "
        "profile of models.yaml]",
        show_default=False,
    ),
]
EngineName = Annotated[
    Engine,
    typer.Option(
        metavar="ctranslate2|transformers",
        help="What runs the models: ctranslate2 is the fast one, transformers the reference.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=1024,
        metavar="N",
        help="Cores that the models may use.  [default: as models.yaml says, else all]",
        show_default=False,
    ),
]
OutFolder = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help="Folder of the briefs; it mirrors the folders of the wires.",
    ),
]


DEFAULT_FORMAT = next(iter(RENDERERS))


def formats_of(value: str) -> str:
    """Names of renderers with commas between, each once.

    Raises:
        typer.BadParameter: there is no such renderer.
    """
    names = [name.strip() for name in value.split(",")]
    for name in names:
        if name not in RENDERERS:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, RENDERERS))}")
    return ",".join(dict.fromkeys(names))


Formats = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME[,NAME...]",
        callback=formats_of,
        help=f"Forms of each brief: {', '.join(RENDERERS)}.",
    ),
]
IgnoreEmbargo = Annotated[
    bool,
    typer.Option(
        "--ignore-embargo", help="Write briefs of wires under embargo, too; each opens with that."
    ),
]
