"""A number that the model got wrong, put right from the source, where there is no doubt which."""

from __future__ import annotations

import re

from pipeline.translate.quantities import lost_numbers, made_up_numbers, numbers

# Not one of two that a blank parts, which may be one number.
_FIGURE = re.compile(r"(?<![\w.,])(?<!\d )\d+(?:[.,]\d+)*(?!\w)(?! \d)")


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
