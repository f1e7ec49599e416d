"""``depeche doctor``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipeline.cli import console
from pipeline.cli.options import AsJson, ModelsFile, show_size
from pipeline.errors import ConfigError, ModelError

if TYPE_CHECKING:
    from pipeline.doctor import Place, ProfileState, Report


def doctor(models: ModelsFile = None, *, as_json: AsJson = False) -> None:
    """Show what is installed, which profiles can run here, and where files are kept.

    For every profile that cannot run it says why, and which command makes it so. Nothing is
    changed, no model is loaded and the network is not asked.

    The exit code is 0 where the default profile can run, 30 where it cannot, and 20 where
    models.yaml is wrong.
    """
    from pipeline.doctor import examine

    report = examine(models)
    console.emit(console.as_json(report) if as_json else _page(report))
    if not report.default_ready:
        raise typer.Exit((ConfigError if report.models_problem else ModelError).exit_code)


def _page(report: Report) -> str:
    engines = [
        [
            engine.name,
            engine.version or "not installed",
            engine.problem or f"{engine.threads} threads",
            ", ".join(engine.compute_types),
        ]
        for engine in report.engines
    ]
    packages = [[package.name, package.version or "NOT INSTALLED"] for package in report.packages]
    return "\n".join(
        [
            console.table(
                [
                    ["depeche", report.depeche],
                    ["Python", report.python],
                    ["System", f"{report.system}, {report.cores} cores"],
                ]
            ),
            "Packages\n" + console.table(packages, indent="  "),
            "Engines\n" + console.table(engines, indent="  "),
            "Profiles\n" + _profiles(report),
            "Files\n" + console.table([_place(place) for place in report.places], indent="  "),
        ]
    )


def _profiles(report: Report) -> str:
    lines = [f"  {file}\n" for file in report.models_files]
    if report.models_problem:
        return "".join([*lines, f"  {report.models_problem}\n"])
    return "".join([*lines, *map(_profile, report.profiles)])


def _profile(profile: ProfileState) -> str:
    name = f"{profile.name} (default)" if profile.default else profile.name
    state = "can run" if profile.ready else "cannot run"
    missing = f"{', '.join(profile.missing)}: not on this machine" if profile.missing else ""
    command = f"to get it: {profile.command}" if profile.command else ""
    details = [text for text in (missing, *profile.problems, command) if text]
    return f"  {name}: {state}\n" + "".join(f"      {text}\n" for text in details)


def _place(place: Place) -> list[str]:
    state = "" if place.exists else "made when needed" if place.writable else ""
    return [
        place.what,
        place.path,
        f"${place.variable}" if place.variable else "",
        state if place.writable else "NO PERMISSION TO WRITE",
        "" if place.free is None else f"{show_size(place.free)} free",
    ]
