"""The commands, and the one place that lists them."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from pipeline import __version__
from pipeline.cli import (
    batch,
    brief,
    cache,
    checks,
    console,
    doctor,
    evaluate,
    manual,
    models,
    watch,
)


class Command(TyperCommand):
    """A command whose usage line shows ``FILE``, as manual pages do, and not ``{FILE}``."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words after the command's name."""
        braces = str.maketrans("", "", "{}")
        return [piece.translate(braces) for piece in super().collect_usage_pieces(ctx)]


def command() -> Any:
    """The command line as typer builds it: something with ``make_context`` and ``invoke``.

    A new command is a module with a function, and one line here.
    """
    root = _group(_root, manual.epilog())
    root.command("brief", cls=Command, short_help="Turn a French wire into an English brief.")(
        brief.brief
    )
    root.command("batch", cls=Command, short_help="Turn a folder of wires into briefs.")(
        batch.batch
    )
    root.command("watch", cls=Command, short_help="Write briefs of wires as they arrive.")(
        watch.watch
    )
    root.add_typer(
        _group(
            _models,
            commands={
                "list": models.list_,
                "show": models.show,
                "pull": models.pull,
                "verify": models.verify,
            },
        ),
        name="models",
    )
    root.add_typer(
        _group(_cache, commands={"stats": cache.stats, "prune": cache.prune, "clear": cache.clear}),
        name="cache",
    )
    root.command("checks", cls=Command, short_help="List what every page is checked for.")(
        checks.checks
    )
    root.command("doctor", cls=Command, short_help="Show what is installed and what can run here.")(
        doctor.doctor
    )
    root.command("evaluate", cls=Command, short_help="Measure how well a profile translates.")(
        evaluate.evaluate
    )
    return typer.main.get_command(root)


def _group(
    callback: Any, epilog: str | None = None, commands: dict[str, Any] | None = None
) -> typer.Typer:
    group = typer.Typer(
        callback=callback,
        epilog=epilog,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, function in (commands or {}).items():
        group.command(name, cls=Command)(function)
    return group


def _show_version(wanted: bool) -> None:
    if wanted:
        console.emit(f"depeche {__version__}\n")
        raise typer.Exit


def _root(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001  # eager: its callback has ended the run by now
        bool,
        typer.Option(
            "--version", "-V", callback=_show_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """French wires in, English briefs out: translated, summarised, side by side.

    \b
    Examples:
      depeche brief wire.txt -o briefs/    an English brief in briefs/wire.md
      cat wire.txt | depeche brief -       the same, from pipe to stdout
      depeche models pull opus             get the models of another profile
      depeche doctor                       see what can run here

    'depeche COMMAND --help' is the manual page of a command.
    """
    _ask_for_command(context)


def _models(context: typer.Context) -> None:
    """List, get and check the models.

    models.yaml says which models there are, and which two of them make up a profile.
    """
    _ask_for_command(context)


def _cache(context: typer.Context) -> None:
    """See, prune or clear what was kept of earlier runs.

    The cache holds what models made of a text, under a key of everything that shapes it: a
    second run of the same wire starts no model. DEPECHE_CACHE says where it is.
    """
    _ask_for_command(context)


def _ask_for_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        console.say(context.get_help())
        raise typer.Exit(2)
