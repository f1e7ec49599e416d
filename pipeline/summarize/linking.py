"""Which sentences of the wire support a sentence that a model wrote.

A sentence of the brief rests on up to three rows (translated sentences) that together hold
its words, its figures and its names. Words are weighted by how rare they are in the article
(idf, Spärck Jones 1972) and rows are taken greedily, the one that adds most first (the
greedy set cover of Chvátal 1979). A figure or a name that none of the rows has makes the
sentence unsupported, whatever else agrees, for that is how summarisers go wrong most often
(Maynez et al. 2020, "On Faithfulness and Factuality in Abstractive Summarization").

What this cannot see: a negation lost, two facts mixed up whose words all occur, a relation
turned round. A link says where to look, not that the sentence is true.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.summarize.evidence import Evidence, has_name

# A stem, a folded name or the value of a figure.
_Item = tuple[Literal["word", "name", "figure"], str]

MAX_ROWS = 3
"""Most rows that one sentence may rest on."""

SUPPORTED = 0.4
"""Least share of a sentence's word weight that its rows must hold."""

FIRST_ROW = 0.25
"""Least share that the first row alone must hold: three rows that have a word each in common
with the sentence are a coincidence, not a source."""

WORTHWHILE = 0.12
"""Least share that a further row must add, unless it adds a name or a figure."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a sentence rests on.

    Attributes:
        rows: ids of the supporting rows in the order of the text; empty when unsupported.
        coverage: share of the sentence's word weight that the best rows hold, 0 to 1.
        missing: its figures and names that the best rows do not have, as written.
    """

    rows: tuple[str, ...]
    coverage: float
    missing: tuple[str, ...] = ()


class Linker:
    """Links sentences to the rows of one article.

    Args:
        rows: (id, English text) of each sentence of the story, in the order of the text.
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        self._ids = [row_id for row_id, _ in rows]
        self._rows = [Evidence.of(text) for _, text in rows]
        self._exact: dict[str, int] = {}
        for number, row in enumerate(self._rows):
            self._exact.setdefault(row.plain, number)
        self._names = frozenset(name for row in self._rows for name in row.names)
        self._stems = frozenset(stem for row in self._rows for stem in row.stems)

    def link(self, text: str) -> Link:
        """Find the rows that support one sentence; the same answer every time."""
        sentence = Evidence.of(text)
        if sentence.plain and sentence.plain in self._exact:
            return Link((self._ids[self._exact[sentence.plain]],), 1.0)
        items = self._items(sentence)
        holds = [
            frozenset(item for item in items if _holds(item, sentence, row)) for row in self._rows
        ]
        weight = {item: self._weight(item, holds) for item in items}
        total = sum(weight.values())
        if not total:
            return Link((), 0.0)
        chosen = self._cover(weight, holds)
        best = max((_sum(weight, holds[number]) for number in chosen), default=0.0)
        held = frozenset(item for number in chosen for item in holds[number])
        coverage = _sum(weight, held) / total
        missing = tuple(
            shown for (kind, _), shown in items.items() if kind != "word" and (kind, _) not in held
        )
        if missing or coverage < SUPPORTED or best < FIRST_ROW * total:
            return Link((), coverage, missing)
        return Link(tuple(self._ids[number] for number in sorted(chosen)), coverage)

    def _items(self, sentence: Evidence) -> dict[_Item, str]:
        """What the rows must hold → as shown to the user, in a fixed order."""
        names = sentence.names_to_check(self._names, self._stems)
        words = [stem for word, stem in sentence.content.items() if word not in names]
        items: dict[_Item, str] = {("name", name): shown for name, shown in names.items()}
        items.update((("figure", value), value) for value in sorted(sentence.figures))
        # A sentence of nothing but stop words is judged by those.
        items.update((("word", stem), stem) for stem in words)
        return items or {("word", stem): stem for stem in sorted(sentence.stems)}

    def _weight(self, item: _Item, holds: Sequence[frozenset[_Item]]) -> float:
        """Inverse document frequency; what the article lacks weighs most of all."""
        frequency = sum(item in held for held in holds)
        return math.log(1 + len(holds) / (frequency or 0.5))

    def _cover(self, weight: Mapping[_Item, float], holds: Sequence[frozenset[_Item]]) -> list[int]:
        """Greedy cover: the numbers of the chosen rows, the one that adds most first."""
        left = set(weight)
        least = WORTHWHILE * sum(weight.values())
        bonus = math.log(1 + len(holds))
        chosen: list[int] = []
        while len(chosen) < MAX_ROWS:
            best: tuple[float, int, int] | None = None
            for number, held in enumerate(holds):
                adds = left & held
                required = sum(kind != "word" for kind, _ in adds)
                gain = _sum(weight, adds)
                if gain >= least or required or (adds and not chosen):
                    # Of two rows that add the same, the shorter says it more directly.
                    length = len(self._rows[number].words)
                    rank = (round(gain + bonus * required, 9), -length, -number)
                    best = max(best, rank) if best else rank
            if best is None:
                break
            chosen.append(-best[2])
            left -= holds[chosen[-1]]
        return chosen


def _holds(item: _Item, sentence: Evidence, row: Evidence) -> bool:
    kind, value = item
    if kind == "name":
        return has_name(value, sentence, row)
    return value in (row.figures if kind == "figure" else row.stems)


def _sum(weight: Mapping[_Item, float], items: frozenset[_Item] | set[_Item]) -> float:
    # In a fixed order, for the last bits of a float sum depend on it.
    return sum(value for item, value in weight.items() if item in items)
