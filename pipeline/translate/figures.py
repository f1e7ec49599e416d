"""Numbers that can be put right from the source where there is no doubt: written the French way,
or wrong.
"""

from __future__ import annotations

import re

from pipeline.patterns import pattern
from pipeline.translate.quantities import lost_numbers, made_up_numbers, numbers

# Not one of two that a blank parts, which may be one number.
_FIGURE = pattern(r"(?<![\w.,])(?<!\d )\d+(?:[.,]\d+)*(?!\w)(?! \d)")
_THOUSANDS = pattern(r"(?<![\w.,])(?<!\d )\d{1,3}(?:([. ])\d{3})(?:\1\d{3})*(?![.,]?\w)(?! \d)")
# Three decimals could be thousands that are English already.
_DECIMAL = pattern(r"(?<![\w.,])\d+,(?!\d{3}\b)\d+(?![.,]?\w)")


def in_english(source: str, target: str) -> str:
    """The target with the numbers that it has as the French writes them written in English.

    Args:
        source: French, as normalised for the model.
        target: English.

    >>> in_english("12.000 francs, soit 3,5 % de 10 500", "12.000 francs, 3,5 % of 10 500")
    '12,000 francs, 3.5 % of 10,500'
    """
    if not any(mark in target for mark in "., "):
        return target
    target = _rewritten(target, source, _THOUSANDS, str.maketrans(". ", ",,"))
    return _rewritten(target, source, _DECIMAL, str.maketrans(",", "."))


def _rewritten(target: str, source: str, pattern: re.Pattern[str], table: dict[int, int]) -> str:
    french = {found[0] for found in pattern.finditer(source)}
    if not french:
        return target
    return pattern.sub(
        lambda found: found[0].translate(table) if found[0] in french else found[0], target
    )


def put_right(source: str, target: str) -> str | None:
    """The target with the one number it made up replaced by the one it lost.

    Args:
        source: French.
        target: English.

    Returns:
        ``None`` where it is not one against one, where the made-up number stands in two places
        or inside another one, or where the change leaves something lost or made up.

    >>> put_right("Elle a obtenu 226 voix.", "She got 26 votes.")
    'She got 226 votes.'
    """
    lost, made_up = lost_numbers(source, target), made_up_numbers(source, target)
    if len(lost) != 1 or len(made_up) != 1:
        return None
    (right,), (wrong,) = lost, made_up
    places = [found for found in _FIGURE.finditer(target) if wrong in numbers(found[0])]
    if len(places) != 1 or numbers(places[0][0]) != {wrong}:
        return None
    start, end = places[0].span()
    # Four digits may be a year, which has no comma.
    figure = f"{int(right):,}" if len(right) > 4 and not right.startswith("0") else right
    made = target[:start] + figure + target[end:]
    return None if lost_numbers(source, made) or made_up_numbers(source, made) else made
