"""One night at a time on a folder: a lock of the operating system, which it takes back
from a process that dies.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.batch.disk import unwritable
from pipeline.errors import LockedError
from pipeline.files import write_atomically

# What file systems say that have no locks, such as some network disks.
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


@contextlib.contextmanager
def locked(folder: Path, *, name: str = "lock", what: str = "writing to") -> Iterator[str]:
    """Hold a folder for this process.

    Args:
        folder: made if it is not there; the lock is a file in it.
        name: of the file.
        what: what its holder is doing, for the message of those who come later.

    Yields:
        Why the folder could not be locked, in one sentence; empty where it is.

    Raises:
        LockedError: another process holds it; the message says which.
        OutputError: the folder cannot be written to.
    """
    path = folder / name
    if not path.exists():
        write_atomically(path, "")  # makes the folder, and knows the words for what can fail
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        trouble = _take(descriptor, path, what)
        _sign(descriptor, path)
        yield trouble
    finally:
        # Closing gives it back; the file stays, since removing it would let two hold one each.
        os.close(descriptor)


def _take(descriptor: int, path: Path, what: str) -> str:
    alone = "make sure that no two nights write to one folder."
    try:
        import fcntl
    except ImportError:
        return f"This system cannot lock {path.parent}; {alone}"
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LockedError(
            f"Another run is {what} {path.parent.parent}: {_holder(descriptor)}.",
            hint="Wait until it has ended, or name another folder with --out.",
        ) from error
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        return f"The file system of {path.parent} has no locks; {alone}"
    return ""


def _sign(descriptor: int, path: Path) -> None:
    started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    holder = {"pid": os.getpid(), "host": socket.gethostname(), "started": started}
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
    except OSError as error:
        raise unwritable(path, error) from error


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {holder['pid']} on {holder['host']}, since {holder['started']}"
    except (OSError, ValueError, TypeError, KeyError):
        return "it has not said who it is"  # between taking and signing
