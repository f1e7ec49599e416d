"""``depeche checks``."""

from __future__ import annotations

from pipeline.cli import console
from pipeline.cli.options import AsJson, Ignore, SettingsFile, desk_settings


def checks(
    settings: SettingsFile = None, ignore: Ignore = None, *, as_json: AsJson = False
) -> None:
    """List the checks that every page goes through.

    The first column is the id by which --ignore and the settings file silence a check. An error
    is hardly ever a false alarm, and holds a page back under 'depeche brief --strict'; a warning
    is to be looked at.

    \b
    Examples:
      depeche checks
      depeche checks --settings desk.yaml --json
    """
    from pipeline.trust import catalogue

    in_force = desk_settings(settings, ignore)
    listed = catalogue(in_force)
    if as_json:
        console.emit(console.as_json({"settings": in_force.origin, "checks": listed}))
        return
    rows = [
        [each.id, "silenced" if each.silenced else ", ".join(each.severities), each.about]
        for each in listed
    ]
    console.emit(console.table(rows))
    if in_force.origin is not None:
        console.emit(f"\nSettings: {in_force.origin}\n")
