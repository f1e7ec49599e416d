"""Parts of a sentence that fit a limit, whatever the splitter does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Fits = Callable[[str], bool]
Splitter = Callable[[str, Fits], Sequence[tuple[int, int]]]


def parts_that_fit(text: str, fits: Fits, split: Splitter) -> list[str]:
    """Parts, without white space at their ends, which together are the text.

    Args:
        text: what is split.
        fits: whether a part is short enough.
        split: is not trusted: where its parts are not the text or do not fit, the text or
            the part is halved.
    """
    spans = split(text, fits)
    parts = [text[start:end].strip() for start, end in spans]
    if "".join("".join(parts).split()) != "".join(text.split()):
        spans = halves(text, fits)
        parts = [text[start:end].strip() for start, end in spans]
    whole = []
    for part in filter(None, parts):
        inner = [(0, len(part))] if fits(part) else halves(part, fits)
        whole += [part[start:end].strip() for start, end in inner]
    return whole


def halves(text: str, fits: Fits) -> list[tuple[int, int]]:
    """Split in halves, at the space nearest to the middle where there is one, until all fit."""
    spans: list[tuple[int, int]] = []
    waiting = [(0, len(text))]
    while waiting:
        start, end = waiting.pop()
        if end - start <= 1 or fits(text[start:end].strip()):
            spans.append((start, end))
            continue
        middle = (start + end) // 2
        left = text.rfind(" ", start + 1, middle + 1)
        right = text.find(" ", middle, end - 1)
        spaces = [at for at in (left, right) if at > 0]
        cut = min(spaces, key=lambda at: abs(at - middle)) if spaces else middle
        waiting += [(cut, end), (start, cut)]
    return spans
