"""Places: where in the English the counterpart of each French word stands.

An English word counts for one French word only, that which stands nearest to where it should.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.lexicon import STEM, Entry, Word
from pipeline.checks.tracing import COGNATE, SHORT

UNPLACED = -2
"""The place of a word whose counterparts all went to others."""


def _options(
    french: Sequence[Word], english: Sequence[Word], entries: Sequence[Entry | None]
) -> list[list[int]]:
    """Where in the English each French word could have its counterpart."""
    stems: dict[str, list[int]] = {}
    starts: dict[str, list[int]] = {}
    for at, word in enumerate(english):
        stems.setdefault(word.folded[:STEM], []).append(at)
        starts.setdefault(word.folded[:COGNATE], []).append(at)
    options = []
    for word, entry in zip(french, entries, strict=True):
        found: list[int] = []
        if entry is not None:
            for stem in entry.english:
                if stem in stems:
                    found = found + stems[stem]
        if not found and (
            entry is not None or len(word.folded) > SHORT or word.folded[0].isdigit()
        ):
            found = starts.get(word.folded[:COGNATE], [])
        options.append(found)
    return options


def place_words(
    french: Sequence[Word], english: Sequence[Word], entries: Sequence[Entry | None]
) -> tuple[list[int], set[int]]:
    """Where the English of each French word stands, each place given once; and all places that
    any of them could have.

    -1 is a word without counterpart, ``UNPLACED`` one whose counterparts all went to others.
    Words with one counterpart come first; by them it is guessed where the others should be.
    """
    options = _options(french, english, entries)
    places = [-1] * len(french)
    owners: dict[int, int] = {}
    pace = len(english) / len(french)
    for at, found in enumerate(options):
        if len(found) != 1:
            continue
        place = found[0]
        owner = owners.get(place)
        if owner is not None and abs(at * pace - place) >= abs(owner * pace - place):
            places[at] = UNPLACED
            continue
        if owner is not None:
            places[owner] = UNPLACED
        owners[place], places[at] = at, place
    shifts = _shifts(places, pace)
    several = [at for at, found in enumerate(options) if len(found) > 1]
    for at in sorted(several, key=lambda at: len(options[at])):
        expected = (at + 0.5) * pace + shifts[at]
        free = [place for place in options[at] if place not in owners]
        if not free:
            places[at] = UNPLACED
            continue
        place = min(free, key=lambda place: abs(place - expected))
        owners[place], places[at] = at, place
    return places, {place for found in options for place in found}


def _shifts(places: Sequence[int], pace: float) -> list[float]:
    """By how much the English runs ahead of the French at each word, smoothed from both sides."""
    shifts: list[float] = []
    shift = 0.0
    for at, place in enumerate(places):
        if place >= 0:
            shift = (shift + place - (at + 0.5) * pace) / 2
        shifts.append(shift)
    shift = 0.0
    for at in range(len(places) - 1, -1, -1):
        if places[at] >= 0:
            shift = (shift + places[at] - (at + 0.5) * pace) / 2
        shifts[at] = (shifts[at] + shift) / 2
    return shifts
