"""What a disk says when it fails, and whether that ends a night or one wire."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from pipeline.errors import OutputError

_ENDS_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error for a file of our own that cannot be written."""
    return OutputError(
        f"Cannot write {path}: {error.strerror or error}.",
        hint="Free some space, change the folder's permissions or choose another with --out.",
    )


def ends_all(error: OutputError) -> bool:
    """Whether the next file would fare no better: a full, closed, read-only or failing disk."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _ENDS_ALL


def digest_of(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_at(path: Path) -> str:
    """The same of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
