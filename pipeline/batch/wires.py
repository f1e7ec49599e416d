"""Finding the wires: files, folders in depth and patterns, each file once."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DepecheError, InputError


@dataclass(frozen=True, slots=True)
class Wire:
    """A file that is to be read.

    Attributes:
        path: absolute, not resolved.
        name: below the folder that it was found in, with ``/``; the output folder mirrors it.
        size: in bytes.
        mtime_ns: last change, nanoseconds since the epoch.
    """

    path: str
    name: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that was asked for and cannot be looked at."""

    path: str
    name: str
    error: DepecheError


def find_wires(
    given: Sequence[str], leave_out: Path, *, only: Collection[str] | None = None
) -> tuple[list[Wire], list[Missing]]:
    """Everything that the arguments of a night name, in order of the names.

    Files, folders (searched in depth; links to folders are not followed, since they may form
    a loop) and patterns as :mod:`glob` has them. Below a folder or a pattern, hidden files and
    folders are left out. A file that is named twice is taken once, as it was named first.

    Args:
        given: as on the command line.
        leave_out: a folder that is not searched: the briefs, should they lie among the wires.
        only: absolute paths of files below the given folders; nothing else is looked at, and
            what is no longer there is left out. All where ``None``.
    """
    if only is not None:
        return _found_again(given, only), []
    wires: dict[str, Wire] = {}
    missing: dict[str, Missing] = {}
    closed = _absolute(leave_out)
    for argument in given:
        for path, name, status in _named(argument, closed):
            if isinstance(status, DepecheError):
                missing.setdefault(path, Missing(path, name, status))
            elif path not in wires:
                wires[path] = Wire(path, name, status.st_size, status.st_mtime_ns)
    found = sorted(wires.values(), key=lambda wire: (wire.name, wire.path))
    return found, sorted(missing.values(), key=lambda item: (item.name, item.path))


def _found_again(given: Sequence[str], only: Collection[str]) -> list[Wire]:
    wires = []
    for path in only:
        base = next((b for b in map(_absolute, given) if path.startswith(b + os.sep)), None)
        if base is None:
            continue
        try:
            status = Path(path).stat()
        except (OSError, ValueError):
            continue
        name = os.path.relpath(path, base).replace(os.sep, "/")
        wires.append(Wire(path, name, status.st_size, status.st_mtime_ns))
    return sorted(wires, key=lambda wire: (wire.name, wire.path))


def seen_from(base: str, folder: str) -> str:
    """A folder as a path below a base, whatever links lead to either; else as it is named.

    Args:
        base: absolute; it need not be there.
        folder: the same.
    """
    real = os.path.realpath(base).rstrip(os.sep)
    there = os.path.realpath(folder)
    below = there == real or there.startswith(real + os.sep)
    return base + there[len(real) :] if below else folder


Found = tuple[str, str, os.stat_result | DepecheError]


def _named(argument: str, closed: str) -> Iterator[Found]:
    path = _absolute(argument) if argument else ""
    try:
        status = Path(path or "\0").stat()
    except (OSError, ValueError) as error:
        if glob.has_magic(argument):
            yield from _matching(argument, closed)
        else:
            yield path, argument, _no_file(argument, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _below(path, "", seen_from(path, closed))
    else:
        yield path, Path(path).name, status


def _matching(pattern: str, closed: str) -> Iterator[Found]:
    parts = Path(pattern).parts
    plain = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base = _absolute(Path(*parts[:plain]))
    closed = seen_from(base, closed)
    inside = base.startswith(closed + os.sep)  # the briefs lie above the wires, not among them
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # it leaves out hidden files
    if not found:
        hint = "Check the pattern; hidden files are never matched."
        yield pattern, pattern, InputError(f"Nothing matches {pattern}.", hint=hint)
    for match in found:
        path = _absolute(match)
        if not inside and (path == closed or path.startswith(closed + os.sep)):
            continue
        name = os.path.relpath(path, base).replace(os.sep, "/")
        try:
            status = Path(path).stat()
        except OSError as error:
            yield path, name, _no_file(match, error)
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield path, name, status
        elif "**" not in parts:  # which names what is in the folder, too
            yield from _below(path, name + "/", closed)


def _below(folder: str, prefix: str, closed: str) -> Iterator[Found]:
    if folder == closed:
        return
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, prefix or folder, _no_file(folder, error)
        return
    for entry in inside:
        if entry.name.startswith("."):
            continue
        name = prefix + entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, name + "/", closed)
            elif not (entry.is_symlink() and entry.is_dir()):
                yield entry.path, name, entry.stat()
        except OSError as error:
            yield entry.path, name, _no_file(name, error)


def _no_file(name: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(f"There is no file {name}.", hint="Check the spelling of the path.")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return InputError(f"{name} cannot be looked at: {reason}.", hint="Check its permissions.")


def _absolute(path: str | Path) -> str:
    """Without resolving links: a wire is known by the path that it was named by."""
    return os.path.abspath(path)  # noqa: PTH100  # see above
