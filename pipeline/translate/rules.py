"""What of a wire is sent to the model, and what is mended in its answer."""

from __future__ import annotations

import re

from pipeline.patterns import pattern
from pipeline.text import for_model

_ADDRESS = pattern(
    r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#]\w+", re.IGNORECASE
)
_LATIN = pattern("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_SIGNED = pattern(r"\(?\s*[A-Z][\w.&-]*(?:\s*/\s*[A-Z][\w.&-]*)+\s*\)?\.?")
_CAPITALS = pattern(r"\b[A-Z]{2,}\b")
_AGENCIES = frozenset(
    "AFP AP APS ANSA ATS Belga CVN DPA EFE Kyodo MAP Reuters RIA TAP TASS VNA Xinhua".split()  # noqa: SIM905  # reads as a list of names
)
_BEFORE_MARK = pattern(
    r"(?<=\S)\s+(?=[?!;:]+(?:[\s\"'’”)\]]|$))|(?<=[\w\"')\]])\s+(?=[.,](?:\s|$))"
)


def translatable(text: str) -> bool:
    """Whether a model has anything to do with ``text``.

    False for what reads the same in English or holds nothing a Latin-script model knows:
    no Latin letter outside URLs, mail addresses, ``@names`` and ``#tags``; or nothing but a
    credit, i.e. names joined by ``/`` of which one is in capitals, or names of agencies.
    Such text drives a translation model into repetition, so it passes through unchanged.

    >>> [translatable(t) for t in ("12 morts", "12 % (2015)", "Xinhua/VNA/CVN", "(AFP)", "ONU")]
    [True, False, False, False, True]
    """
    plain = for_model(text)
    if not _LATIN.search(_ADDRESS.sub(" ", plain)):
        return False
    if _SIGNED.fullmatch(plain) and _CAPITALS.search(plain):
        return False
    words = re.findall(r"\w+", plain)
    return not all(word in _AGENCIES for word in words)


def tidy(text: str) -> str:
    """English spacing: single spaces, and none before ``? ! ; : . ,`` where French has one.

    >>> tidy("What  now ? he said : nothing !")
    'What now? he said: nothing!'
    """
    return _BEFORE_MARK.sub("", re.sub(r"\s+", " ", text)).strip()
