"""Text normalisation: one function for training, translating and the cache key.

Two levels. :func:`canonical` is what reading does to a file and loses nothing a reader
could see. :func:`for_model` is what a translation model is fed, in training as in use: it
folds the many ways of writing the same quote, dash or space into one, so that a small
vocabulary need not learn them all.
"""

from __future__ import annotations

import re
import unicodedata

NORMALIZER_VERSION = 1
"""Raised whenever :func:`for_model` gives another result for any input."""

# One-to-one, so that it can be a translation table.
_FOLD = {
    # apostrophes and single quotes
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u00b4\u2032\uff07`"), "'"),
    # double quotes; guillemets keep no inner space, see _GUILLEMET_SPACE
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"), '"'),
    # hyphens that are not dashes
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-"),
    # dashes
    **dict.fromkeys(map(ord, "\u2012\u2014\u2015"), "\u2013"),
    ord("\u2026"): "...",
    # invisible: soft hyphen, zero-width, direction marks, byte order mark, word joiner
    **dict.fromkeys(
        [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFC, 0xFFFD], ""
    ),
    **dict.fromkeys(range(0x202A, 0x202F), ""),
    **dict.fromkeys(range(0x2066, 0x206A), ""),
    # C0 and C1 controls separate words at most
    **dict.fromkeys(range(0x20), " "),
    **dict.fromkeys(range(0x7F, 0xA0), " "),
}
_GUILLEMET_OPEN = re.compile(r"([\u00ab\u2039])\s+")
_GUILLEMET_CLOSE = re.compile(r"\s+([\u00bb\u203a])")


def canonical(text: str) -> str:
    """NFC with ``\\n`` line ends and no byte order mark; everything else as it was.

    >>> canonical("e\\u0301te\\u0301\\r\\n")
    'été\\n'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def for_model(text: str) -> str:
    """The one form in which text reaches a translation model or its training.

    NFC, one kind of quote, apostrophe and dash, single plain spaces, no controls and no
    invisible marks. Idempotent.

    >>> for_model("«\\u00a0L’essai\\u00a0», a-t-il dit…")
    '"L\\'essai", a-t-il dit...'
    """
    text = unicodedata.normalize("NFC", text)
    text = _GUILLEMET_CLOSE.sub(r"\1", _GUILLEMET_OPEN.sub(r"\1", text))
    text = text.translate(_FOLD)
    # Removing an invisible mark can bring a base letter and an accent together.
    return " ".join(unicodedata.normalize("NFC", text).split())
