"""Traces: what the lexicon finds of a row's French in its English, word by word.

Each word of the French is evidence: that it was dropped where none of the English words that it is
usually found beside is there, and that it was not where one is.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.length import deviation
from pipeline.checks.lexicon import STEM, Entry, Word, lexicon, words

SHORT = 3
"""Letters up to which a word that the lexicon does not have says nothing."""
COGNATE, COUSIN = 5, 4
"""First letters that two words share to be taken for one another, and to be related."""

_FIGURE_LOST, _FIGURE_KEPT = 0.8, -1.5
_NAME_LOST, _NAME_KEPT = 0.9, -2.5
_WORD_LOST, _WORD_KEPT = 0.5, -2.0
# English that may come from nowhere.
_FREE = """
the of and to in that is was for it with as his on be at by had are but from or have an they which
one you were her all she there would their we him been has when who will no more if out so said
what up its about into than them can only other new some could time these two may then do first
any my now such like our over even most after also did many before must through where much your
well down should because each just those how too very make still own see between being under never
last while might this not he us me
"""


@functools.cache
def free_words() -> frozenset[str]:
    """Function words of the English, and others that may come from nowhere."""
    return frozenset(_FREE.split())


@dataclass(frozen=True)
class Trace:
    """What the lexicon finds of a row's French in its English.

    Attributes:
        french: words of the one,
        english: and of the other.
        entries: of each French word, where the lexicon has it.
        weights: of each French word, evidence that it was dropped; nats.
        loose: share of the evidence that is for missing words.
        length: deviation of the English from its usual length, in standard deviations.
        best: evidence of the stretch that has most of it.
    """

    french: tuple[Word, ...]
    english: tuple[Word, ...]
    entries: Sequence[Entry | None]
    weights: Sequence[float]
    loose: float
    length: float
    best: float

    @functools.cached_property
    def free(self) -> float:
        """Share of the English content words that nothing in the French accounts for."""
        known: set[str] = set()
        for entry in self.entries:
            if entry is not None:
                known.update(entry.english)
        cousins = {word.folded[:COUSIN] for word in self.french}
        functional, content, free = free_words(), 0, 0
        for word in self.english:
            folded = word.folded
            if len(folded) > 2 and folded not in functional:
                content += 1
                if folded[:STEM] not in known and folded[:COUSIN] not in cousins:
                    free += 1
        return free / (content or 1)


@functools.lru_cache(maxsize=16)  # several checks ask for the same row, one after the other
def trace(source: str, target: str) -> Trace:
    """How freely a row is translated, as far as the lexicon tells."""
    french, english = words(source), words(target)
    find = lexicon().find
    stems = {word.folded[:STEM] for word in english}
    starts = {stem[:COGNATE] for stem in stems}
    untouched = stems.isdisjoint
    entries: list[Entry | None] = []
    weights: list[float] = []
    keep, weigh = entries.append, weights.append
    there = missing = run = best = 0.0
    for word in french:
        folded = word.folded
        entry = find(folded[:STEM])
        if entry is None:
            # Most are the shortest of function words.
            short = len(folded) <= SHORT and not folded[0].isdigit()
            weight = 0.0 if short else _of_unknown(word, starts)
        else:
            weight, present, translations = entry
            if not untouched(translations):
                weight = present
            elif folded[:COGNATE] in starts:
                weight = min(_WORD_KEPT, present)
        keep(entry)
        weigh(weight)
        run += weight
        if weight > 0:
            missing += weight
            if run > best:
                best = run
        else:
            there -= weight
            if run < 0:
                run = 0.0
    length = deviation(len(source), len(target))
    return Trace(
        french,
        english,
        entries,
        weights,
        missing / max(1.0, missing + there),
        max(-6.0, min(4.0, length)),
        best,
    )


def _of_unknown(word: Word, starts: set[str]) -> float:
    """Evidence of a figure, or of a longer word that the lexicon does not have."""
    folded = word.folded
    if folded[0].isdigit():
        return _FIGURE_KEPT if folded[:COGNATE] in starts else _FIGURE_LOST
    if word.text[0].isupper():
        return _NAME_KEPT if folded[:COGNATE] in starts else _NAME_LOST
    return _WORD_KEPT if folded[:COGNATE] in starts else _WORD_LOST
