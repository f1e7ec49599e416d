"""Disturbances that make clean parallel text look like wires.

Only the source is disturbed where the target should come out clean; where the wire is a
heading, both sides lose their full stop.
"""

from __future__ import annotations

import random
import unicodedata

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


def disturb(french: str, english: str, rng: random.Random) -> tuple[str, str]:
    """Return the pair, disturbed in at most one way, most often not at all.

    The shares (2 % capitals, 1 % title case, 4 % without accents on capitals, 4 % without
    the final stop) are guesses about wires, not measured.
    """
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
