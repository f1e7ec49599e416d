"""Seams: two neighbours in the English that look as if something between them were gone.

Where a name or a "not" is missing, what stood left and right of it meets: "in , and",
"did have". How much likelier two words are to meet over a cut than in sound English was counted
on the project's training text by ``training/checks.py``. Function words and marks stand for
themselves there, all others for their ending, capital or figure.
"""

from __future__ import annotations

import functools
import itertools
import re

from pipeline.checks.fitted import fitted

_FUNCTION = """
the of and to in that is was for it with as his on be at by had are but from or have an they which
one you were her all she there would their we him been has when who will no more if out so said
what up its about into than them can only other new some could time these two may then do first
any my now such like our over even after also did many before must through where much your well
down should because each just those how too very make still own see between being under never last
while might this not he us me a i says told against during among until since without within both
another same here according most less near called named mr mrs president minister city region
state party former country group company does am yet longer whether
"""
_ENDINGS = ("ed", "ing", "ly", "s", "en")


@functools.cache
def function_words() -> frozenset[str]:
    """Words that stand for themselves."""
    return frozenset(_FUNCTION.split())


@functools.cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’](?:s|t)\b)?|\d+(?:[.,]\d+)*|[^\w\s]")


@functools.lru_cache(maxsize=1 << 12)
def _class(token: str) -> str:
    word = token.lower()
    if word in function_words() or not token[0].isalnum():
        return word
    if token[0].isdigit():
        return "#"
    if word.endswith(("n't", "n’t")):
        return "n't"
    if word.endswith(("'s", "’s")):
        return "A's" if token[0].isupper() else "x's"
    if token[0].isupper():
        return "A"
    return next((f"-{ending}" for ending in _ENDINGS if word.endswith(ending)), "x")


@functools.lru_cache(maxsize=16)  # several checks ask for the same row
def pieces(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The :func:`classes` of an English text, and where each of its words and marks begins."""
    found = [(_class(match[0]), match.start()) for match in _token().finditer(text)]
    return ("^", *(one for one, _ in found), "$"), tuple(start for _, start in found)


def classes(text: str) -> tuple[str, ...]:
    """The classes of the words and marks of an English text, ``^`` before and ``$`` after.

    >>> classes("In , and")
    ('^', 'in', ',', 'and', '$')
    """
    return pieces(text)[0]


def seam(text: str, missing: str) -> float:
    """The worst pair of neighbours: log of how much likelier it is over a cut; nats, at least 0.

    Args:
        text: English.
        missing: what may be gone: ``negation``.
    """
    table = fitted(f"seams {missing}")
    return max(
        (table.get(f"{one} {other}", 0.0) for one, other in itertools.pairwise(classes(text))),
        default=0.0,
    )
