"""What can be seen to be wrong with a translation without a second opinion: two texts and a
score, judged.

A *hard* fault makes a translation worse than none: the reader is better served by the French.
A *soft* one makes another translation preferable, where there is one. The limits are wide on
purpose: human translations of news must pass (``docs/repair.md`` has the shares), whatever
the model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from pipeline.patterns import pattern
from pipeline.translate.function_words import english_words, french_words
from pipeline.translate.quantities import lost_numbers, made_up_numbers, numbers

__all__ = [
    "Fault",
    "is_hard",
    "judge",
    "loops",
    "lost_numbers",
    "made_up_numbers",
    "numbers",
    "weight",
]

SHORTEST = ((30, 0.33), (100, 0.42))
"""Characters a translation has at least for each of the source, by how many that has."""
CLIPPED, CLIPPED_FROM = 0.62, 100
"""Likewise, where less is not proof that something was left out but makes it likely."""
LONGEST, LONG_SLACK = 2.2, 25
"""Characters a translation has at most for each of the source, and how many beyond that."""
LOWEST_SCORE, SCORE_SLACK = -1.25, 3.0
"""Mean log-probability under which a model guesses; short texts may be lower by the second
over their tokens.
"""
COPIED = 0.8
"""Share of the words of a translation that stand in the source, from which it is a copy."""

_WORD = pattern(r"\w+")
_PLAIN_WORD = pattern(r"[^\W\d_]+")
_RUN = pattern(r"([^\W\d_]{1,12}?)\1{3,}")
_MARKS_RUN = pattern(r"([^\w\s]{1,6}?)(?:\s?\1){5,}")
_ENDS = ".!?…"
_CLOSERS = "\"'”’)] "
_QUOTES = pattern(r"[\"“”«»]|(?<!\w)['‘]|['’](?!\w)")
_ACCENTS = frozenset("àâçèéêëîïôùûüœæ")
_PARTICLES = frozenset({"de", "du", "des", "la", "le", "les", "d", "l", "et", "en"})


class Fault(StrEnum):
    """What may be wrong; :func:`is_hard` and :func:`weight` say how much it matters."""

    EMPTY = "empty"
    LOOP = "loop"
    SHORT = "short"
    LONG = "long"
    COPY = "copy"
    FRENCH = "french"
    CUT = "cut"
    CLIPPED = "clipped"
    NUMBER = "number"
    QUOTE = "quote"
    END = "end"
    SCORE = "score"


_HARD = frozenset({Fault.EMPTY, Fault.LOOP, Fault.SHORT, Fault.LONG, Fault.COPY, Fault.FRENCH})
_WEIGHTS = {
    Fault.CUT: 4,
    Fault.CLIPPED: 3,
    Fault.NUMBER: 2,
    Fault.QUOTE: 1,
    Fault.END: 1,
    Fault.SCORE: 1,
}
_HARD_WEIGHT = 100


def is_hard(faults: Iterable[Fault]) -> bool:
    """Whether the French is better than a translation with these faults."""
    return any(fault in _HARD for fault in faults)


def weight(faults: Iterable[Fault]) -> int:
    """How bad faults are together; any hard one outweighs all soft ones. A number counts as
    often as the list has it.
    """
    faults = list(faults)
    hard = sum(fault in _HARD for fault in faults)
    soft = sum(_WEIGHTS.get(fault, 0) for fault in faults)
    return hard * _HARD_WEIGHT + min(soft, _HARD_WEIGHT - 1)


def judge(
    source: str, target: str, *, score: float | None, tokens: int, finished: bool = True
) -> tuple[Fault, ...]:
    """Visible faults of a translation, hard ones first.

    Args:
        source: French, as normalised for the model; not in capitals, or every word would be
            taken for a name.
        target: English.
        score: mean log-probability per token, ``None`` where the model gave none.
        tokens: how many target tokens the score is a mean of.
        finished: the model came to an end by itself.

    Returns:
        Each fault once, but :attr:`Fault.NUMBER` once for each number lost or made up.

    >>> judge("Le ministre dément.", "The minister denies.", score=-0.3, tokens=5)
    ()
    """
    if not any(character.isalnum() for character in target):
        return (Fault.EMPTY,)
    copied = _copied(source, target)
    short = any(
        len(source) >= least and len(target) < share * len(source) for least, share in SHORTEST
    )
    wrong = {
        Fault.LOOP: bool(loops(source, target)),
        Fault.SHORT: short,
        Fault.LONG: len(target) > LONGEST * len(source) + LONG_SLACK,
        Fault.COPY: copied,
        Fault.FRENCH: not copied and _reads_french(source, target),
        Fault.CUT: not finished,
        Fault.CLIPPED: not short
        and len(source) >= CLIPPED_FROM
        and len(target) < CLIPPED * len(source),
        Fault.NUMBER: len(lost_numbers(source, target)) + len(made_up_numbers(source, target)),
        Fault.QUOTE: _quote_dropped(source, target),
        Fault.END: _end_dropped(source, target),
        Fault.SCORE: score is not None and score < LOWEST_SCORE - SCORE_SLACK / max(1, tokens),
    }
    return tuple(fault for fault, times in wrong.items() for _ in range(times))


def loops(source: str, target: str) -> set[tuple[str, ...]]:
    """What comes again and again in the target but not in the source.

    Sequences of one to six words three times running, where a single word must come five
    times, since speech has "no, no, no"; letters of a word four times running (single ones
    six times); marks six times.

    >>> sorted(loops("le ministre", "the air of the air of the air of"))[0]
    ('air', 'of', 'the')
    >>> loops("un vieux sarkozyste", "an old Sarkozyzyzyzyst")
    {('zy',)}
    """
    found = _running(target)
    return found - _running(source) if found else found


def _running(text: str) -> set[tuple[str, ...]]:
    text = text.lower()
    found = set()
    words = _WORD.findall(text)
    if max(Counter(words).values(), default=0) >= 3:
        for length in range(1, 7):
            times = 5 if length == 1 else 3
            for start in range(len(words) - times * length + 1):
                # Compared with what stands one period on: most positions end here.
                if words[start] != words[start + length]:
                    continue
                part = words[start : start + length]
                if words[start : start + times * length] == part * times:
                    found.add(tuple(sorted(part)))
    for match in _RUN.finditer(text):
        unit = match[1]
        if len(unit) > 1 or len(match[0]) >= 6:
            found.add(("".join(min(unit[i:] + unit[:i] for i in range(len(unit)))),))
    found |= {(match[1],) for match in _MARKS_RUN.finditer(text)}
    return found


def _copied(source: str, target: str) -> bool:
    """Whether the target is the source again, where that is more than names."""
    words = [word.lower() for word in _PLAIN_WORD.findall(target)]
    if not words:
        return False
    theirs = Counter(word.lower() for word in _PLAIN_WORD.findall(source))
    same = sum((Counter(words) & theirs).values())
    if same < COPIED * max(len(words), 0.75 * sum(theirs.values())):
        return False
    # Words that are the same in both languages, and names, are rightly kept.
    return _french_words(target) > 0 and _french_words(target) >= 0.1 * len(words)


def _reads_french(source: str, target: str) -> bool:
    french = _french_words(target)
    if french < 2 or (_copied_title(source, target) and french < 3):
        return False
    words = _PLAIN_WORD.findall(target)
    english = sum(word.lower() in english_words() for word in words)
    return french > 2 * english and french >= 0.2 * len(words)


def _copied_title(source: str, target: str) -> bool:
    """Whether all that reads French stands between quotes in both."""
    quoted = re.findall(r"\"([^\"]+)\"", target)
    return any(part in source for part in quoted)


def _french_words(text: str) -> int:
    """Words that only French has, or with an accent; names and their particles left out."""
    matches = list(_PLAIN_WORD.finditer(text))
    found = 0
    for at, match in enumerate(matches):
        word = match[0]
        if not word.islower():
            continue
        after = matches[at + 1][0] if at + 1 < len(matches) else ""
        before = matches[at - 1][0] if at else ""
        if word in _PARTICLES and (after[:1].isupper() or before[:1].isupper()):
            continue
        found += word in french_words() or bool(_ACCENTS.intersection(word))
    return found


def _quote_dropped(source: str, target: str) -> bool:
    marks = source.count('"')
    return marks >= 2 and marks % 2 == 0 and len(_QUOTES.findall(target)) < 2


def _end_dropped(source: str, target: str) -> bool:
    """Whether the mark that ends the source has no counterpart."""
    ours, theirs = source.rstrip(_CLOSERS)[-1:], target.rstrip(_CLOSERS)[-1:]
    if ours == "" or ours not in _ENDS:
        return False
    if theirs == "" or theirs not in _ENDS:
        return True
    return ours == "?" and theirs != "?"
