"""Where the bytes come from: a file or a stream, each with its ways to fail."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from pipeline.article import Article
from pipeline.errors import InputError
from pipeline.readers.registry import MAX_BYTES, read_bytes, too_large

_CHUNK = 1 << 20


def read_path(path: Path) -> tuple[Article, ...]:
    """Read the articles in a file.

    Symbolic links are followed. The size is checked before the content is read.

    Raises:
        InputError: missing, a folder, a device or pipe, no permission, or a failing disk.
        InputTooLargeError: and the rest of what :func:`read_bytes` raises.
    """
    name = _printable(path.name or str(path))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"{name} is a folder.", hint="Give the files in it one by one.")
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe with no writer would wait for ever.
            raise InputError(
                f"{name} is not a regular file.",
                hint="To read from a pipe or a device, send it to standard input and give -.",
            )
        if status.st_size > MAX_BYTES:
            raise too_large(name)
        with path.open("rb") as stream:
            data = _read_all(stream, name)
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {_printable(str(path))}.", hint="Check the spelling of the path."
        ) from error
    except PermissionError as error:
        raise InputError(
            f"{name} may not be read by this user.",
            hint="Ask for read permission, or copy it to a folder of yours.",
        ) from error
    except OSError as error:
        raise _unreadable(name, error) from error
    except ValueError as error:  # a NUL character in the path
        raise InputError(
            f"{name} is not a valid path.", hint="Check the spelling of the path."
        ) from error
    return read_bytes(data, name=name)


def read_stream(stream: BinaryIO, *, name: str = "-") -> tuple[Article, ...]:
    """Read the articles that come through a stream, such as standard input, to its end.

    No more than the size limit is taken from the stream.

    Raises:
        InputError: the stream fails, e.g. it is a folder.
        InputTooLargeError: and the rest of what :func:`read_bytes` raises.
    """
    try:
        data = _read_all(stream, name)
    except OSError as error:
        raise _unreadable(name, error) from error
    return read_bytes(data, name=name)


def _read_all(stream: BinaryIO, name: str) -> bytes:
    """The whole stream; a raw one may give less than was asked for, so in rounds."""
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        data += chunk
        if len(data) > MAX_BYTES:
            raise too_large(name)
    return bytes(data)


def _unreadable(name: str, error: OSError) -> InputError:
    reason = error.strerror or str(error) or type(error).__name__
    return InputError(
        f"{name} cannot be read: {reason}.", hint="Check the file and the disk it is on."
    )


def _printable(name: str) -> str:
    """A file name safe to print: no controls, no bytes that are not UTF-8."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)
