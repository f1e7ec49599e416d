"""``depeche cache``: what is kept of earlier runs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import console
from pipeline.cli.options import AsJson, age, show_size, size
from pipeline.errors import CacheError, UsageError

if TYPE_CHECKING:
    from pipeline.cache import Cache, CacheStats, Pruned

DEFAULT_LIMITS = ("500MB", "30d")
"""What ``prune`` without options goes by; its help says so too."""

_FAILURES = ("cache-not-stored", "cache-busy", "cache-unreadable")


def stats(*, as_json: AsJson = False) -> None:
    """Show where the cache is and how large.

    Counts the outputs of each kind, and says when the oldest was last used.
    """
    from pipeline.cache import Cache

    with Cache.open() as cache:
        found = cache.stats()
    console.notes(cache.notices)
    console.emit(console.as_json(found) if as_json else _table(found))


def prune(
    max_size: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Then remove the least recently used outputs until the rest is at most this "
            "large: a number with kB, MB, GB or TB (powers of 1000).",
        ),
    ] = None,
    max_age: Annotated[
        str | None,
        typer.Option(
            metavar="AGE",
            help="Remove outputs not used for this long: a number with m (minutes), h (hours), "
            "d (days) or w (weeks).",
        ),
    ] = None,
) -> None:
    """Remove old outputs.

    Without options, what was not used for 30d and then what goes over 500MB is removed; with
    one of them, that limit alone holds. Nothing is lost but time: what is needed again is
    made again.

    \b
    Examples:
      depeche cache prune
      depeche cache prune --max-size 2GB
      depeche cache prune --max-age 8w
    """
    from pipeline.cache import Cache

    if max_size is None and max_age is None:
        max_size, max_age = DEFAULT_LIMITS
    largest = None if max_size is None else size(max_size)
    oldest = None if max_age is None else age(max_age)
    with Cache.open() as cache:
        removed = cache.prune(largest, oldest)
    _report(cache, removed)


def clear(
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove everything; asks first.

    Nothing is lost but time: what is needed again is made again. Where stdin is no terminal
    there is nobody to ask, and --yes is needed.
    """
    from pipeline.cache import Cache

    with Cache.open() as cache:
        kept = cache.stats()
        question = f"Remove {kept.entries} outputs ({show_size(kept.size)}) from {kept.location}?"
        if not yes and not _agreed(question):
            console.say("depeche: nothing was removed")
            return
        removed = cache.clear()
    _report(cache, removed)


def _agreed(question: str) -> bool:
    if not console.can_ask():
        raise UsageError(
            "There is nobody to ask: stdin is no terminal.", hint="Add --yes to clear the cache."
        )
    return console.confirm(question)


def _table(found: CacheStats) -> str:
    rows = [
        ["location", found.location],
        ["outputs", str(found.entries)],
        *([f"  {kind}", str(count)] for kind, count in found.kinds.items()),
        ["size", show_size(found.size)],
        ["on disk", show_size(found.file_size)],
    ]
    if found.oldest_use is not None:
        day = time.strftime("%Y-%m-%d", time.localtime(found.oldest_use))
        rows.append(["oldest use", day])
    return console.table(rows)


def _report(cache: Cache, removed: Pruned) -> None:
    # To go on without a cache is fine for a brief, but here it is what was asked for.
    if failed := [notice for notice in cache.notices if notice.code in _FAILURES]:
        raise CacheError(
            " ".join(notice.message for notice in failed) + " Not all that was asked is removed.",
            hint="See who may write there, and whether another process is using it.",
        )
    console.notes(cache.notices)
    console.emit(f"Removed {removed.entries} outputs ({show_size(removed.size)}).\n")
