"""``depeche evaluate``: how good and how fast a profile translates."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import console
from pipeline.cli.options import AsJson, Engine, ModelsFile, Quiet
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.evaluate import Floors, Score, TestSet


def evaluate(
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Profile to measure.  [default: that of models.yaml]",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(metavar="ctranslate2|transformers", help="What runs the models."),
    ] = "ctranslate2",
    sets: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=SOURCE,REFERENCE",
            help="A test set: French sentences and their English, one a line. May be given "
            "several times.",
        ),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="JSON file of test sets, their checksums, and what each profile must reach.",
        ),
    ] = None,
    lines: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only the first N sentences; holds no floor."),
    ] = None,
    raise_floors: Annotated[
        bool, typer.Option("--raise", help="Write figures above their floor into the file.")
    ] = False,
    models: ModelsFile = None,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Measure how well and how fast a profile translates.

    Prints BLEU and chrF (sacreBLEU's, 0 to 100) and sentences per second of wall time, the
    model loaded and nothing cached. With --floors it measures the sets of that file and ends
    with exit code 70 when a figure is under its floor. A floor is raised with --raise; nothing
    lowers one but a person's hand. Needs sacreBLEU: pip install 'depeche[train]'.

    \b
    Examples:
      depeche evaluate --set mine=mine.fr,mine.en
      depeche evaluate --floors benchmarks/translation.floors.json
    """
    from pipeline.brief import Chain
    from pipeline.cli.progress import Bar
    from pipeline.evaluate import check, evaluate_all, read_floors
    from pipeline.evaluate import raise_floors as lift
    from pipeline.models import load_registry

    if raise_floors and (floors is None or lines is not None):
        raise UsageError(
            "--raise needs whole test sets and a file to write to.",
            hint="Give --floors, and leave out --lines.",
        )
    pinned = None if floors is None else read_floors(floors)
    wanted = [*(pinned.sets if pinned else ()), *(_test_set(one) for one in sets or ())]
    if not wanted:
        raise UsageError("There is nothing to measure on.", hint="Give --set or --floors.")
    with Bar(shown=not quiet and console.on_terminal()) as bar:
        chain = Chain.open(profile, registry=load_registry(models), engine=engine, progress=bar)
        said: list[str] = []
        scores = evaluate_all(chain, wanted, limit=lines, note=said.append)
    if not quiet:
        for line in said:
            console.say(f"depeche: note: {line}")
        console.notes(chain.notices)
    found = {"profile": chain.profile, "scores": [asdict(score) for score in scores]}
    console.emit(console.as_json(found) if as_json else _table(chain.profile, scores, pinned))
    if pinned is not None and lines is None:
        if raise_floors:
            for line in lift(chain.profile, scores, pinned):
                console.say(f"depeche: floor raised: {line}")
        check(chain.profile, scores, pinned)


def _test_set(value: str) -> TestSet:
    from pipeline.evaluate import TestSet

    name, _, files = value.partition("=")
    source, _, reference = files.partition(",")
    if not (name and source and reference):
        raise UsageError(
            f"--set {value!r} is not of the form NAME=SOURCE,REFERENCE.",
            hint="For example: --set mine=mine.fr,mine.en",
        )
    return TestSet(name, Path(source), Path(reference))


def _table(profile: str, scores: list[Score], floors: Floors | None) -> str:
    rows = [["set", "sentences", "BLEU", "chrF", "sentences/s", "floor (BLEU, chrF)"]]
    held = (floors.floors.get(profile, {}) if floors else {}).get
    for score in scores:
        floor = held(score.name, {})
        limits = ", ".join(f"{floor[name]:.2f}" for name in ("bleu", "chrf") if name in floor)
        figures = [f"{score.bleu:.2f}", f"{score.chrf:.2f}", f"{score.speed:.0f}"]
        rows.append([score.name, str(score.sentences), *figures, limits or "none"])
    signatures = f"BLEU {scores[0].bleu_signature}\nchrF {scores[0].chrf_signature}\n"
    return f"profile {profile}\n\n{console.table(rows)}\n{signatures}"
