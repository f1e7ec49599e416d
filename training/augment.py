"""Disturbances that make clean parallel text look like wires.

Only the source is disturbed where the target should come out clean; where the wire is a
heading, both sides lose their full stop.
"""

from __future__ import annotations

import random
import re
import unicodedata

AUGMENT_VERSION = 2
"""Raised whenever the same seed gives other pairs."""

_DIGITS = re.compile(r"[0-9]+")
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
    both sides have the same digit sequences; a sequence keeps its length, and a year stays
    one of the last or the next century, so that the text stays likely.
    """
    runs = _DIGITS.findall(french)
    if sorted(runs) != sorted(_DIGITS.findall(english)):
        return french, english
    new = {run: _another(run, rng) for run in sorted(set(runs))}
    if len(set(new.values())) < len(new):
        return french, english
    return tuple(_DIGITS.sub(lambda m: new[m[0]], side) for side in (french, english))  # type: ignore[return-value]  # two


def _another(run: str, rng: random.Random) -> str:
    if len(run) == 4 and run[:2] in {"19", "20"}:
        return str(rng.randrange(1900, 2030))
    first = "0" if run[0] == "0" else str(rng.randrange(1, 10))
    return first + "".join(str(rng.randrange(10)) for _ in run[1:])


def disturb(french: str, english: str, rng: random.Random) -> tuple[str, str]:
    """Return the pair, disturbed in at most one way, most often not at all.

    Half of the pairs with numbers get other ones first. The shares of the rest (2 % capitals,
    1 % title case, 4 % without accents on capitals, 4 % without the final stop) are guesses
    about wires, not measured.
    """
    if rng.random() < 0.5 and _DIGITS.search(french):
        french, english = renumber(french, english, rng)
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
