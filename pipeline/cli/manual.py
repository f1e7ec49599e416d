"""The manual: what ``--help`` says below the options, and ``docs/cli.md``, made of the help.

python -m pipeline.cli.manual > docs/cli.md
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from typing import Any

from pipeline.errors import DepecheError, UsageError, tree

WIDTH = 78  # of the help in a terminal of 80 columns

ENVIRONMENT = {
    "DEPECHE_HOME": "folder of the models and of models.lock",
    "DEPECHE_CACHE": "file of the cache, or the URL of a database",
    "DEPECHE_MODELS": "a models.yaml laid over the one that comes with depeche",
    "DEPECHE_SETTINGS": "the desk's settings: silent checks and its termbase",
    "HF_TOKEN": "token for models that the hub does not give to everybody",
    "HF_ENDPOINT": "another address of the hub, such as a mirror",
    "HF_HUB_OFFLINE": "1 forbids the network, as --offline does",
    "OMP_NUM_THREADS": "threads of --engine transformers",
}
FILES = {
    "~/.local/share/depeche": "the models that were pulled, and models.lock",
    "~/.cache/depeche": "the cache",
    "~/.config/depeche": "your models.yaml, and settings.yaml of the desk",
    "~/.local/state/depeche/log": "details of internal errors",
}
_ERRORS = (
    "An error is one line on standard error, 'depeche: error: …', and one more with what to do."
)
_MEANINGS: dict[type[DepecheError], str] = {
    DepecheError: "Anything unforeseen: a bug; its details are kept in the log folder.",
    UsageError: "An option or argument that is wrong, missing, or does not fit the others.",
}
"""What the classes, who speak to programmers, would say less well."""
_SIGNALS = {
    130: "Interrupted from the keyboard (SIGINT).",
    141: "The reader of the output has gone (SIGPIPE), as with '| head'.",
    143: "Terminated (SIGTERM).",
}


def exit_codes() -> dict[int, tuple[str, str]]:
    """Name of the error (empty where there is none) and meaning, by exit code, in order."""
    codes = {0: ("", "Done.")}
    for error in tree():
        meaning = (error.__doc__ or "").partition("\n")[0].replace("``", "")
        codes[error.exit_code] = (error.__name__, _MEANINGS.get(error, meaning))
    codes.update({code: ("", meaning) for code, meaning in _SIGNALS.items()})
    return dict(sorted(codes.items()))


def epilog() -> str:
    """Environment, files and exit codes, as the help of ``depeche`` ends."""
    codes = {str(code): meaning for code, (_, meaning) in exit_codes().items()}
    files = {
        **FILES,
        "": "(on Linux; elsewhere in the folders of that system: see 'depeche doctor')",
    }
    return "\n\n".join(
        [
            _section("Environment", ENVIRONMENT),
            _section("Files", files),
            _section("Exit codes", codes),
            _ERRORS,
        ]
    )


def page() -> str:
    """``docs/cli.md``."""
    parts = [_HEAD]
    for path, text in helps():
        parts += [f"## `{path}`\n", f"```text\n{text}\n```\n"]
    parts += ["## Exit codes\n", "| Code | Error | Meaning |\n| ---: | --- | --- |"]
    for code, (name, meaning) in exit_codes().items():
        parts.append(f"| {code} | {f'`{name}`' if name else ''} | {meaning} |")
    return "\n".join(parts) + "\n"


def helps() -> Iterator[tuple[str, str]]:
    """Every command with its help, the groups before what is in them."""
    from pipeline.cli.app import command

    yield from _helps(command(), "depeche", None)


def _helps(command: Any, name: str, parent: Any) -> Iterator[tuple[str, str]]:
    import typer

    context = typer.Context(
        command,
        parent=parent,
        info_name=name,
        terminal_width=WIDTH,
        **command.context_settings,
    )
    yield context.command_path, context.get_help()
    for child, subcommand in getattr(command, "commands", {}).items():
        yield from _helps(subcommand, child, context)


def _section(title: str, entries: dict[str, str]) -> str:
    """A list that the help must not wrap again."""
    indent = 2 + max(map(len, entries)) + 2
    lines = [
        textwrap.fill(
            f"  {key}".ljust(indent) + text,
            # Two columns less: the help indents the whole.
            width=WIDTH - 2,
            subsequent_indent=" " * indent,
            break_on_hyphens=False,
        )
        for key, text in entries.items()
    ]
    return "\n".join(["\b", f"{title}:", *lines])


_HEAD = """\
# The command line

This page is generated from `--help`; a test fails when the two differ. To make it anew:

    python -m pipeline.cli.manual > docs/cli.md

Results go to standard output, in UTF-8 whatever the locale; progress (on a terminal only),
notes and errors go to standard error. An error is one line, `depeche: error: …`, and one more
with what to do; each kind has its own [exit code](#exit-codes). A file is written whole or not
at all, and what a failed command would have printed is not half-printed either.
"""

if __name__ == "__main__":
    sys.stdout.write(page())
