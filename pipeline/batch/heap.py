"""Giving memory that nothing uses any more back to the system.

An engine takes and frees buffers of ever other sizes, and between them lie small things that stay a
little longer. The C library keeps what was freed, in pieces that the next batch does not fit into,
and takes more: a long night would grow by what is free.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable


@functools.cache  # a second time would keep what the first night has left
def settle() -> None:
    """Say that what is there now is there to stay, which makes the collections of
    :func:`trim` cheap; the first call counts.
    """
    gc.collect()
    gc.freeze()


def trim(*, cycles: bool) -> None:
    """Give back what is free, where the C library can be asked to (GNU's can).

    Args:
        cycles: before it, let go of what only a cycle of references still holds: a process that
            starts up quickly looks for those too seldom (see ``pipeline.__main__``).
    """
    if cycles:
        gc.collect()
    if (give_back := _asked()) is not None:
        give_back(0)  # bytes to keep at the end of the heap


@functools.cache
def _asked() -> Callable[[int], object] | None:
    import ctypes

    try:
        found: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return found
