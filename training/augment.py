"""Disturbances that make clean parallel text look like wires.

Only the source is disturbed where the target should come out clean; where the wire is a
heading, both sides lose their full stop.
"""

from __future__ import annotations

import random
import re
import unicodedata

AUGMENT_VERSION = 3
"""Raised whenever the same seed gives other pairs."""

_DIGITS = re.compile(r"[0-9]+")
_TIED = re.compile(r"[0-9][^\W\d_]")
_DAY = re.compile(
    r"([0-9]+) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre)"
)
_NO_ACCENT_CAPITAL = {ord(c): unicodedata.normalize("NFD", c)[0] for c in "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜ"}


def capitals_without_accents(text: str) -> str:
    """``États-Unis`` as typewriters and many agencies write it: ``Etats-Unis``."""
    return text.translate(_NO_ACCENT_CAPITAL)


def upper(text: str, *, accents: bool) -> str:
    """ALL CAPS, with or without accents on them."""
    return text.upper() if accents else capitals_without_accents(text.upper())


def title(text: str) -> str:
    """First Letter Of Each Word raised, as in some headlines."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def renumber(french: str, english: str, rng: random.Random) -> tuple[str, str]:
    """The pair with other numbers, the same on both sides.

    Copying digits is learned from pairs where nothing but copying explains them. Only where
    both sides have the same digit sequences and none of them is tied to letters (``1er``,
    ``2nd``, ``1990s``, ``15h30``); a sequence keeps its length, ``1`` keeps its singular, a
    year stays one of the last or the next century and a day one that a month has, so that
    the text stays likely.
    """
    runs = _DIGITS.findall(french)
    if sorted(runs) != sorted(_DIGITS.findall(english)) or _TIED.search(f"{french}\n{english}"):
        return french, english
    days = set(_DAY.findall(french))
    new = {run: _another(run, rng, day=run in days) for run in sorted(set(runs))}
    if len(set(new.values())) < len(new):
        return french, english
    return tuple(_DIGITS.sub(lambda m: new[m[0]], side) for side in (french, english))  # type: ignore[return-value]  # two


def _another(run: str, rng: random.Random, *, day: bool = False) -> str:
    if len(run) == 1:
        return run if run in "01" else str(rng.randrange(2, 10))
    if day and len(run) == 2:
        return str(rng.randrange(10, 32))
    if len(run) == 4 and run[:2] in {"19", "20"}:
        return str(rng.randrange(1900, 2030))
    first = "0" if run[0] == "0" else str(rng.randrange(1, 10))
    return first + "".join(str(rng.randrange(10)) for _ in run[1:])


def fragment(french: str, english: str, rng: random.Random) -> tuple[str, str]:
    """One side of the only colon or semicolon of both, as a heading or a list item has it.

    The pair itself where there is none, or where a part is much longer than its translation.
    """
    for mark in (":", ";"):
        if french.count(mark) == 1 == english.count(mark):
            part = rng.randrange(2)
            parts = french.split(mark)[part].strip(), english.split(mark)[part].strip()
            short, long = sorted(map(len, parts))
            if short >= 8 and long <= 1.8 * short:
                return parts
    return french, english


def disturb(french: str, english: str, rng: random.Random) -> tuple[str, str]:
    """Return the pair, disturbed in at most one way, most often not at all.

    Half of the pairs with numbers get other ones first, a fifth of those with one colon or
    semicolon are cut at it. The shares of the rest (2 % capitals, 1 % title case, 4 % without
    accents on capitals, 4 % without the final stop) are guesses about wires, not measured.
    """
    if rng.random() < 0.5 and _DIGITS.search(french):
        french, english = renumber(french, english, rng)
    if rng.random() < 0.2:
        french, english = fragment(french, english, rng)
    draw = rng.random()
    if draw < 0.02 and len(french) < 120:
        return upper(french, accents=rng.random() < 0.5), english
    if draw < 0.03 and len(french) < 120:
        return title(french), english
    if draw < 0.07:
        return capitals_without_accents(french), english
    if draw < 0.11 and french.endswith(".") and english.endswith("."):
        return french[:-1].rstrip(), english[:-1].rstrip()
    return french, english
