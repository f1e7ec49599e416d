"""Figures of English text as values, so that ``1,200``, ``1.2 thousand`` and ``1200`` agree."""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_HUNDREDS = {"hundred": 100, "dozen": 12}
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_ABBREVIATED = frozenset({"m", "bn", "tn"})  # only after digits: "1.2bn"
_TOKEN = re.compile(r"(?P<digits>\d+(?:[,.\u00a0\u202f']\d+)*)|(?P<word>[^\W\d_]+)")
_LONGEST = 40  # digits of a figure that count; a longer run is no figure but an identifier
_GROUPED = re.compile(r"\d{1,3}(?:[,\u00a0\u202f']\d{3})+(?:\.\d+)?")


@dataclass(slots=True)
class _Reader:
    """Reads a run of number words; ``values`` collects what is complete."""

    values: set[Decimal] = field(default_factory=set)
    total: Decimal = Decimal(0)
    current: Decimal | None = None
    words: list[str] = field(default_factory=list)

    def flush(self) -> None:
        """End the number being read, if there is one."""
        if self.words and self.words != ["one"]:  # "one" alone is rarely a figure
            self.values.add(self.total + (self.current or 0))
        self.total, self.current, self.words = Decimal(0), None, []

    def digits(self, text: str) -> None:
        self.flush()
        first, *rest = _digits(text)
        self.values.update(rest)
        self.current, self.words = first, [text]

    def word(self, word: str) -> None:
        """Take a word of any kind; one that is no number ends the number."""
        after_digits = bool(self.words) and self.words[-1][0].isdigit()
        if word in _SMALL:
            if after_digits or not self._adds(_SMALL[word]):
                self.flush()
            self.current = (self.current or Decimal(0)) + _SMALL[word]
        elif word in _HUNDREDS and word != (self.words or [""])[-1]:
            self.current = (Decimal(1) if self.current is None else self.current) * _HUNDREDS[word]
        elif word in _SCALES and (after_digits or word not in _ABBREVIATED):
            self.total += (Decimal(1) if self.current is None else self.current) * _SCALES[word]
            self.current = None
        elif word == "and" and self.words and self.words[-1] in _HUNDREDS | _SCALES.keys():
            return
        else:
            self.flush()
            return
        self.words.append(word)

    def _adds(self, value: int) -> bool:
        """Whether a small number goes on with the one being read: "forty" + "two"."""
        if self.current is None:
            return not self.words or self.total > 0
        return (self.current >= 100 and self.current % 100 == 0 and value < 100) or (
            self.current % 100 >= 20 and self.current % 10 == 0 and 0 < value < 10
        )


def is_figure(word: str) -> bool:
    """Whether a folded word is written as a figure or is part of one."""
    return word[0].isdigit() or word in _SMALL or word in _HUNDREDS or word in _SCALES


def figures(text: str) -> frozenset[str]:
    """The values of all figures in ``text``, in digits, whether written in digits or in words.

    Left out are "one" alone, vague amounts ("hundreds", "dozens") and ordinals in words. What
    cannot be read as one number, such as a date or a version, gives each of its parts.

    >>> sorted(figures("Two of the 1,200 men, 3.5 million dollars"))
    ['1200', '2', '3500000']
    """
    reader = _Reader()
    end = 0
    for match in _TOKEN.finditer(text):
        if text[end : match.start()].strip(" \t\n\u00a0\u202f-"):  # anything but a blank or hyphen
            reader.flush()
        if match["digits"]:
            reader.digits(match["digits"])
        else:
            reader.word(match["word"].casefold())
        end = match.end()
    reader.flush()
    return frozenset(f"{value.normalize():f}" for value in reader.values)


def _digits(text: str) -> list[Decimal]:
    text = text[:_LONGEST].rstrip(",.'\u00a0\u202f")
    if _GROUPED.fullmatch(text):
        return [Decimal(re.sub(r"[^\d.]", "", text))]
    try:
        return [Decimal(text)]
    except InvalidOperation:
        return [Decimal(part) for part in re.findall(r"\d+", text)]
