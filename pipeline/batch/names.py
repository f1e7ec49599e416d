"""What the brief of each wire is called, so that no two ever share a name.

A wire keeps the name that it has on record. A new one is called after its file without the
suffix; where that is taken, after its whole file name; where that is taken too, a number
makes the difference.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pipeline.batch.journal import Record
from pipeline.batch.wires import Wire

RESERVED = frozenset({"index", "report"})
"""Of the output folder's own files."""


class Names:
    """Names in use, and those given to wires.

    Args:
        wires: of tonight, sorted.
        records: what is known of them and of others, by path.

    Attributes:
        moved: wires whose own name was taken, each with the one that it got.
    """

    def __init__(self, wires: Iterable[Wire], records: Mapping[str, Record]) -> None:
        self._owner: dict[str, str] = {}
        self._stems = {path: record.stem for path, record in records.items()}
        self.moved: list[tuple[str, str]] = []
        for path, record in records.items():
            for stem in (record.stem, *(o.name.rpartition(".")[0] for o in record.outputs)):
                self._owner.setdefault(folded(stem), path)
        for wire in wires:
            if wire.path in self._stems:
                continue
            first = next(_candidates(wire.name))
            stem = next(s for s in _candidates(wire.name) if self._free(s, wire.path))
            if stem != first:
                self.moved.append((wire.name, stem))
            self._owner[folded(stem)] = wire.path
            self._stems[wire.path] = stem

    def of(self, wire: Wire) -> str:
        """Path of a wire's brief below the output folder, with ``/`` and without a suffix."""
        return self._stems[wire.path]

    def of_article(self, wire: Wire, number: int, count: int) -> str:
        """The same for one of the articles in a wire, counted from 1."""
        stem = self.of(wire)
        if count == 1:
            return stem
        others = _candidates(f"{wire.name}-{number}.")
        return next(
            name
            for name in itertools.chain([f"{stem}-{number}"], others)
            if not self.taken(name, wire.path)
        )

    def taken(self, stem: str, path: str) -> bool:
        """Whether another wire than that at ``path`` has the name."""
        return self._owner.get(folded(stem), path) != path

    def _free(self, stem: str, path: str) -> bool:
        return (
            not self.taken(stem, path)
            and folded(stem) not in RESERVED
            and not stem.endswith(".new")
        )


def _candidates(name: str) -> Iterator[str]:
    folder, slash, file = name.rpartition("/")
    stem, dot, _ = file.rpartition(".")
    yield f"{folder}{slash}{stem}" if dot and stem else name
    yield name
    number = 2
    while True:
        yield f"{name}~{number}"
        number += 1


def folded(stem: str) -> str:
    """Two names that some file system takes for one."""
    name = unicodedata.normalize("NFC", stem).casefold()
    return stem if name == stem else name  # not a second copy of each name of a night
