"""Writing a file whole or not at all, and looking for one where looking may be forbidden.

The one place that turns a failing disk into :class:`~pipeline.errors.OutputError`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import OutputError

_DENIED = (
    "no permission to write there",
    "Choose another place with -o, or change the permissions of the folder.",
)
_FULL = ("the disk is full", "Free some space or choose another place with -o.")
_NOT_A_FOLDER = (
    "part of its path is a file, not a folder",
    "Choose another place with -o, or move that file away.",
)
_REASONS: dict[int, tuple[str, str]] = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: ("the file system is read-only", "Choose another place with -o."),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("your disk quota is used up", _FULL[1]),
    errno.EFBIG: ("the file would be larger than the system allows", _FULL[1]),
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EEXIST: _NOT_A_FOLDER,
    errno.EISDIR: ("it is a folder", "Name a file inside it with -o."),
    errno.ENAMETOOLONG: ("the name is too long for the file system", "Choose a shorter one."),
}


def exists(path: Path) -> bool:
    """Whether something is there, as far as this user may see; never raises.

    ``Path.exists`` and its like raise ``PermissionError`` below a folder that is closed to the
    user, and for names that are too long, up to Python 3.13.
    """
    return os.path.exists(path)  # noqa: PTH110  # see above


def is_file(path: Path) -> bool:
    """Whether a file is there, as far as this user may see; never raises."""
    return os.path.isfile(path)  # noqa: PTH113  # see :func:`exists`


def is_folder(path: Path) -> bool:
    """Whether a folder is there, as far as this user may see; never raises."""
    return os.path.isdir(path)  # noqa: PTH112  # see :func:`exists`


def at_home(path: str) -> Path:
    """A path with ``~`` for the user's home; as it stands where there is no such user."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  # Path.expanduser raises there


def write_atomically(path: Path, text: str | bytes | Iterable[str]) -> None:
    """Write a file so that, whatever happens, it is either the old one or the new one.

    The bytes go to a temporary file beside the target, reach the disk (``fsync``) and are
    moved into place. Missing parent folders are created. A link is followed and the file
    it points to replaced; an existing file keeps its permissions, a new one gets those of
    the umask. Something that is no regular file, such as ``/dev/null`` or a named pipe, is
    written to directly, since moving a file over it would destroy it.

    Args:
        path: the target.
        text: the whole content, or its pieces in order, so that it need not be in memory
            as a whole; ``str`` is encoded as UTF-8, line ends stay as they are.

    Raises:
        OutputError: no permission, a read-only or full disk, a folder in its place, a file
            where a folder should be. Nothing half-written is left behind.
        BrokenPipeError: the target is a pipe that nobody reads any more.
    """
    if isinstance(text, str):
        text = [text]
    content = [text] if isinstance(text, bytes) else (piece.encode() for piece in text)
    try:
        mode = _mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if mode is not None and not stat.S_ISREG(mode):
            path.write_bytes(b"".join(content))
        else:
            target = path.resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content, mode)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:  # RuntimeError: links that form a loop
        raise _output_error(path, error) from error


def _mode(path: Path) -> int | None:
    """Type and permissions of what ``path`` leads to; ``None`` if there is nothing yet."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: Path, content: Iterable[bytes], mode: int | None) -> None:
    # Not made from the target's name, which may already be as long as a name can be.
    temporary = target.with_name(f".depeche-{secrets.token_hex(8)}.tmp")
    # os.open rather than tempfile: a new file shall have the permissions of the umask.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:  # Ctrl-C leaves no litter either
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the move itself survive a power cut; not every system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _output_error(path: Path, error: OSError | RuntimeError) -> OutputError:
    number = error.errno if isinstance(error, OSError) else errno.ELOOP
    reason, hint = _REASONS.get(
        number or 0,
        (os.strerror(number) if number else str(error), "Choose another place with -o."),
    )
    return OutputError(f"Cannot write {path}: {reason}.", hint=hint)
