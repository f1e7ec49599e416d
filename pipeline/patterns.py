"""Regular expressions that are compiled when they are first used.

Compiling the patterns of all rooms takes longer than everything else that is done at import, and
a run that finds its work in the cache uses few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """Stands for a compiled pattern; after the first use its methods are the pattern's own."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What :func:`re.compile` gives, compiled later: a mistake in it shows at its first use, so
    each must be used by some test.

    Args:
        source: the regular expression.
        flags: as of :mod:`re`.

    >>> bool(pattern("[a-z]+").fullmatch("wire"))
    True
    """
    return cast("re.Pattern[str]", _Late(source, flags))
