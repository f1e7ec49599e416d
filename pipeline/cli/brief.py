"""``depeche brief``: from a wire to a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.article import Article
from pipeline.cli import console
from pipeline.cli.brief_options import (
    AlignBy,
    EngineName,
    ProfileName,
    Words,
)
from pipeline.cli.options import (
    EnforceTerms,
    Ignore,
    ModelsFile,
    Offline,
    Quiet,
    SettingsFile,
    desk_settings,
    forbid_network,
)
from pipeline.cli.progress import Bar
from pipeline.errors import (
    EmbargoError,
    InputError,
    SkippedError,
    UsageError,
    WithdrawnError,
)
from pipeline.render import RENDERERS, RenderOptions
from pipeline.summarize.base import DEFAULT_WORDS

STDIN = "-"
STDIN_STEM = "wire"
"""What a file is called that is made of standard input."""


def _format(value: str) -> str:
    if value not in RENDERERS:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(map(repr, RENDERERS))}")
    return value


def brief(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="The wire; - reads standard input. NewsML, NITF, ninjs, IPTC 7901, ANPA 1312, "
            "RSS, Atom, HTML, Word, Markdown, or plain text in UTF-8, UTF-16, Windows-1252 or "
            "Latin-1/9; at most 20 MB.",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write to this file, whole or not at all, and print its path; in a folder, the "
            "file is named after the wire. Missing folders are made.  [default: standard output]",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(RENDERERS),
            callback=_format,
            help="Form of the result.",
        ),
    ] = next(iter(RENDERERS)),
    align: AlignBy = "sentence",
    words: Words = DEFAULT_WORDS,
    profile: ProfileName = None,
    engine: EngineName = "ctranslate2",
    models: ModelsFile = None,
    settings: SettingsFile = None,
    ignore: Ignore = None,
    *,
    enforce_terms: EnforceTerms = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help="Neither look up nor keep what the models make; see 'depeche cache'."
        ),
    ] = False,
    offline: Offline = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Stop at a wire that is not French (exit code 15), or where the checks find an "
            "error (exit code 71): nothing is written then.",
        ),
    ] = False,
    ignore_embargo: Annotated[
        bool,
        typer.Option(
            "--ignore-embargo",
            help="Go on with a wire under embargo (else exit code 16); the page opens with that.",
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Turn a French wire into an English brief, with source and translation side by side.

    The wire is read, split into sentences, translated and summarised. The result has the
    brief on top, each of its sentences with links to the sentences it rests on, and below it
    the whole wire in a table, French on the left and English on the right.

    The result goes to standard output or, with -o, to a file. Progress and notes go to
    standard error. Nothing is ever downloaded by this command: a model that is not on this
    machine is an error that names the command which gets it. What the models make is kept in
    the cache, so that a second run of the same wire starts no model.

    Each row, and the brief against its rows, is checked for lost numbers, changed names and the
    like. What is found stands on top of the page and beside its row; 'depeche checks' lists the
    checks.

    A file that holds several articles gives one document each: on standard output one after
    the other; with -o OUT.md in OUT-1.md, OUT-2.md and so on.

    A wire that is under embargo, was killed by its agency, or declares itself to be in another
    language than French is not briefed. Among several articles, such ones are named on
    standard error and the others are written.

    \b
    Examples:
      depeche brief wire.txt
      depeche brief wire.txt -o briefs/
      depeche brief wire.txt --format json -o wire.json
      cat wire.txt | depeche brief - --align paragraph --words 60
      depeche brief wire.txt --strict --ignore length,quotes
      depeche brief wire.txt --profile opus --offline
    """
    if offline:
        forbid_network()
    from pipeline.brief import Chain
    from pipeline.cache import Cache, NullCache
    from pipeline.desk import opening
    from pipeline.models import load_registry
    from pipeline.render.base import all_notices, count_flags
    from pipeline.trust import ensure_no_error

    allowed = _allowed(_read(file, quiet=quiet), ignore_embargo=ignore_embargo)
    renderer = RENDERERS[format_]
    targets = _targets(output, file, renderer.suffix, len(allowed))
    registry = load_registry(models)
    with (
        NullCache() if no_cache else Cache.open() as cache,
        Bar(shown=not quiet and console.on_terminal()) as bar,
    ):
        chain = Chain.open(
            profile,
            registry=registry,
            engine=engine,
            cache=cache,
            progress=bar,
            settings=desk_settings(settings, ignore, enforce_terms=enforce_terms),
        )
        documents = [
            replace(
                chain.brief(article, words=words, strict=strict),
                advisories=opening(article, set_aside=set_aside),
            )
            for article, set_aside in allowed
        ]
    if not quiet:
        for document, (_, set_aside) in zip(documents, allowed, strict=True):
            if set_aside:
                console.say(f"depeche: {_name(document.article, documents)}: {set_aside}")
        notices = [notice for document in documents for notice in all_notices(document)]
        console.notes([*notices, *chain.notices, *cache.notices])
        for document in documents:
            if found := count_flags(document.flags):
                console.say(f"depeche: {_name(document.article, documents)}: {found} to check")
    if strict:
        for document in documents:
            ensure_no_error(document, _name(document.article, documents))
    options = RenderOptions(align=align)
    _write([renderer.render(document, options) for document in documents], targets)


def _read(file: str, *, quiet: bool) -> tuple[Article, ...]:
    from pipeline.readers import read_path, read_stream

    if file != STDIN:
        return read_path(Path(file))
    if sys.stdin is None:
        raise InputError("Standard input is closed.", hint="Give a file, or open it.")
    if sys.stdin.isatty() and not quiet:
        console.say("depeche: paste the wire, then press Ctrl-D on a line of its own")
    return read_stream(sys.stdin.buffer)


def _allowed(
    articles: tuple[Article, ...], *, ignore_embargo: bool
) -> tuple[tuple[Article, str], ...]:
    """The articles that the desk may brief, each with what it was told to set aside.

    Raises:
        EmbargoError, WithdrawnError, SkippedError: there is none.
    """
    from datetime import UTC, datetime

    from pipeline.desk import Action, decide

    errors: dict[Action, tuple[type[InputError], str]] = {
        Action.HOLD: (EmbargoError, "Wait for it, or add --ignore-embargo."),
        Action.WITHDRAW: (WithdrawnError, "Take any brief of it off the page."),
        Action.SKIP: (SkippedError, "Correct its language where that is wrong."),
    }
    kept: list[tuple[Article, str]] = []
    refused: list[InputError] = []
    for article in articles:
        decision = decide(article, datetime.now(UTC), ignore_embargo=ignore_embargo)
        if decision.action is Action.BRIEF:
            kept.append((article, decision.reason))
        else:
            error, hint = errors[decision.action]
            refused.append(
                error(f"{_name(article, articles)} is not briefed. {decision.reason}", hint=hint)
            )
    if refused and not kept:
        for other in refused[1:]:
            console.say(f"depeche: {other.message}")
        raise refused[0]
    for each in refused:
        console.say(f"depeche: {each.message}")
    return tuple(kept)


def _name(article: Article, among: Sequence[object]) -> str:
    """Its file and, where that holds several, which of them it is."""
    title = article.item.headline or article.item.identity
    return f"{article.name} ({title})" if title and len(among) > 1 else article.name


def _targets(output: str | None, file: str, suffix: str, count: int) -> list[Path]:
    """The files to write; none for standard output."""
    if output is None or output == STDIN:
        return []
    if not output:
        raise UsageError("The name after -o is empty.", hint="Name a file or a folder.")
    from pipeline.files import exists, is_folder

    path = Path(output)
    if is_folder(path) or output.endswith("/"):
        path /= (STDIN_STEM if file == STDIN else Path(file).stem) + suffix
    numbers = [""] if count == 1 else [f"-{number}" for number in range(1, count + 1)]
    targets = [path.with_name(f"{path.stem}{number}{path.suffix}") for number in numbers]
    if file != STDIN and any(exists(target) and target.samefile(file) for target in targets):
        raise UsageError(
            f"The result would overwrite the wire, {file}.", hint="Give another name after -o."
        )
    return targets


def _write(pages: list[str], targets: list[Path]) -> None:
    if not targets:
        console.emit("".join(pages))
        return
    from pipeline.files import write_atomically

    for page, target in zip(pages, targets, strict=True):
        write_atomically(target, page)
        console.emit(f"{target}\n")
