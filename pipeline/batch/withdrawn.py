"""What a withdrawal does to a folder: briefs are moved to ``withdrawn/``, with a notice."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article
from pipeline.batch.disk import digest_at, unwritable
from pipeline.batch.journal import Output, Record
from pipeline.files import exists
from pipeline.render.escape import flow

FOLDER = "withdrawn"


@dataclass(frozen=True, slots=True)
class Moves:
    """Files to move, and what will be on record of them.

    Attributes:
        files: from and to, paths below the output folder.
        before: on record until they are moved.
        after: on record from then on.
    """

    files: tuple[tuple[str, str], ...] = ()
    before: tuple[Output, ...] = ()
    after: tuple[Output, ...] = ()


def notice(article: Article, wire: str, why: str) -> bytes:
    """The page that says who withdrew an item, when and why, as the wire has it."""
    item = article.item
    name = item.headline or item.slug or item.identity or wire
    rows = [
        ("Agency", item.provider or item.credit),
        ("When", item.created),
        ("Item", item.identity),
        ("Version", str(item.version) if item.version else ""),
        ("Wire", wire),
        ("Editor's note", item.editor_note),
    ]
    lines = [f"# Withdrawn: {flow(name)}", "", f"**{flow(why)}**", ""]
    lines += [f"- {label}: {flow(text)}" for label, text in rows if text.strip()]
    text = [article.content(block) for block in article.blocks]
    lines += [f"\n> {flow(part)}" for part in text if part.strip()]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def moves(
    folder: Path,
    own: Record | None,
    others: Iterable[Record],
    killed: Collection[str],
    taken: Collection[str],
    *,
    whole: bool,
) -> Moves:
    """What has to be moved, and what an earlier run that was cut off has moved already.

    Args:
        folder: the output folder.
        own: the record of the wire that withdraws.
        others: of those that may have briefs of what it withdraws.
        killed: identities of the items; briefs of other items in one wire with them stay.
        taken: names that other files are moved to in this night.
        whole: nothing of the wire's own is left.
    """
    sources: dict[str, Output] = {}
    after: dict[str, Output] = {}
    for record in (*((own,) if own else ()), *others):
        gone = {
            name
            for entry in record.entries
            if entry.item in killed
            for name in entry.files.values()
        }
        for output in record.outputs:
            if output.kind == "brief" and (output.name in gone or (whole and record is own)):
                sources.setdefault(output.name, output)
            elif output.kind == "withdrawn" and record is own and exists(folder / output.name):
                after[output.name] = output
    files: list[tuple[str, str]] = []
    for name in sorted(sources):
        beside = sources[name].beside
        for source in filter(None, (name, beside)):
            if not exists(folder / source):
                continue
            target = _free(folder, f"{FOLDER}/{source}", {*after, *taken})
            files.append((source, target))
            after[target] = Output(target, digest_at(folder / source), kind="withdrawn")
    return Moves(tuple(files), tuple(sources.values()), tuple(after.values()))


def move(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Move them.

    Raises:
        OutputError: the disk does not let them be.
    """
    for source, target in files:
        path = folder / target
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # taken away by somebody else
                (folder / source).replace(path)
        except OSError as error:
            raise unwritable(path, error) from error


def _free(folder: Path, name: str, taken: Iterable[str]) -> str:
    """A name where nothing lies yet: what was withdrawn before is not lost."""
    stem, dot, suffix = name.rpartition(".")
    names = (name if n == 1 else f"{stem}-{n}{dot}{suffix}" for n in itertools.count(1))
    used = set(taken)
    return next(each for each in names if each not in used and not exists(folder / each))
