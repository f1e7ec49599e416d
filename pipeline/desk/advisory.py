"""What a new version of an item changes, as an advisory says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.patterns import pattern


def advisory(
    old: Sequence[str], new: Sequence[str], editor_note: str = "", *, corrects: bool = False
) -> str:
    """What a new version changes, in the English of an advisory.

    Args:
        old: French paragraphs of the version that is replaced.
        new: those of the version that replaces it.
        editor_note: what the wire says itself; it tells a correction from an update, and is
            quoted as it stands.
        corrects: it is known to be a correction, whatever the note says.

    Returns:
        One line, e.g. ``Corrects figure in paragraph 3; adds two paragraphs at the end``;
        empty where nothing changed and there is no note. Paragraphs are counted in the new
        version, removed ones in the old.
    """
    from difflib import SequenceMatcher

    # Most items have no earlier version: they are compared with themselves.
    before, after = ([], []) if old is new else ([_folded(p) for p in each] for each in (old, new))
    corrects = corrects or bool(
        re.search(r"corrig|correct|rectif|bien lire|erratum", editor_note, re.IGNORECASE)
    )
    said: list[str] = []
    changed: dict[str, list[int]] = {}
    for tag, low, high, start, end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        pairs = _pairs(before[low:high], after[start:end])
        for i, j in pairs:
            what = _change(before[low + i], after[start + j], corrects=corrects)
            changed.setdefault(what, []).append(start + j + 1)
        added = [start + j for j in range(end - start) if j not in {b for _, b in pairs}]
        removed = [low + i for i in range(high - low) if i not in {a for a, _ in pairs}]
        if added:
            said.append(_added(added, len(after)))
        if removed:
            said.append(f"removes {_paragraphs([i + 1 for i in removed])}")
    verbs = [f"{what} {_paragraphs(where)}" for what, where in changed.items()]
    line = "; ".join([*verbs, *said])
    line = line[:1].upper() + line[1:]
    note = " ".join(editor_note.split()).rstrip(" .")
    if note:
        line = f"{line}. Editor's note: “{note}”" if line else f"Editor's note: “{note}”"
    return line


def _folded(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Which old paragraph became which new one: the likeliest first, their order kept."""
    from difflib import SequenceMatcher

    likeness = []
    for i, a in enumerate(before):
        for j, b in enumerate(after):
            matcher = SequenceMatcher(None, a.split(), b.split(), autojunk=False)
            if matcher.quick_ratio() >= 0.4 and (ratio := matcher.ratio()) >= 0.4:
                likeness.append((-ratio, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(likeness):
        if all((i < a) == (j < b) and i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    if not pairs and len(before) == len(after):  # one for one, and nothing alike in them
        return [(i, i) for i in range(len(before))]
    return sorted(pairs)


_FIGURE = pattern(r"\d[\d\s.,]*\d|\d")


def _change(before: str, after: str, *, corrects: bool) -> str:
    """The verb and object for a paragraph that changed: a figure, or its words."""
    if _FIGURE.sub("0", before) == _FIGURE.sub("0", after):
        one = sum(a != b for a, b in zip(_figures(before), _figures(after), strict=True)) == 1
        return f"{'corrects' if corrects else 'changes'} {'figure' if one else 'figures'} in"
    return "corrects" if corrects else "rewrites"


def _figures(text: str) -> list[str]:
    return [figure.strip() for figure in _FIGURE.findall(text)]


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _added(indices: Sequence[int], total: int) -> str:
    count = len(indices)
    number = "a" if count == 1 else _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    what = f"adds {number} paragraph{'' if count == 1 else 's'}"
    if indices[-1] == total - 1:
        return f"{what} at the end"
    if indices[0] == 0:
        return f"{what} at the top"
    return f"{what} after paragraph {indices[0]}"


def _paragraphs(numbers: Sequence[int]) -> str:
    """``paragraph 3``, ``paragraphs 2 and 4``, ``paragraphs 2 to 5``."""
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"paragraphs {numbers[0]} to {numbers[-1]}"
    return f"paragraphs {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
