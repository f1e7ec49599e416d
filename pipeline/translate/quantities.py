"""Numbers on both sides of a translation, digits and words alike, as values.

Just enough to say whether a number was lost or made up in translating: ``deux milliards`` and
``2 billion`` are one value, ``15h30`` and ``3.30 pm`` agree, ``XXe siècle`` is the 20th
century. What cannot be read surely is not held against a translation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.patterns import pattern

_THOUSANDS = pattern(r"(?<=\d)[ .,'\u00a0\u202f](?=\d{3}(?!\d))")
_DIGITS = pattern(r"\d+")

_FRENCH_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_FRENCH_TENS = "vingt trente quarante cinquante soixante"
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FRENCH_ORDINALS = (
    "unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième "
    "onzième douzième treizième quatorzième quinzième seizième"
)
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_FRENCH_TENTHS = "vingtième trentième quarantième cinquantième soixantième"
_ENGLISH_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_OTHERS = {
    "une": 1, "premier": 1, "première": 1, "premières": 1, "premiers": 1, "second": 2, "seconde": 2,
    "septante": 70, "huitante": 80, "nonante": 90, "centième": 100, "hundredth": 100,
    "once": 1, "twice": 2, "double": 2, "triple": 3, "both": 2, "pair": 2, "couple": 2,
    "demi": 0.5, "demie": 0.5, "half": 0.5, "moitié": 0.5,
    "quart": 0.25, "quarter": 0.25, "tiers": 3, "thirds": 3, "quarts": 4, "quarters": 4,
    "dizaine": 10, "dizaines": 10, "dozens": 12, "dozen": 12, "tens": 10, "douzaine": 12,
    "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "centaine": 100,
    "centaines": 100, "hundreds": 100, "score": 20, "twenties": 20, "thirties": 30,
    "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90, "deuxièmes": 2, "troisièmes": 3, "trio": 3, "duo": 2, "vingts": 20,
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1e3, "milliers": 1e3, "millier": 1e3,
    "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9,
    "milliards": 1e9, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12,
    "mds": 1e9, "md": 1e9, "bn": 1e9, "m": 1e6,
}  # fmt: skip
_TOKEN = pattern(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_CLOCK = pattern(r"(?<!\d)(\d{1,2})\s?(?:h|heures?|:)(?![^\W\d])", re.IGNORECASE)
_ROMAN = pattern(r"\b(?=[IVXL])(X{0,3}L?X{0,3})(IX|IV|V?I{0,3})(?:er|re|e|ème)?\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in digits: its digit ``groups``, and the ``value`` it has with the words of scale
    after it.
    """

    groups: frozenset[str]
    value: float


def numbers(text: str) -> set[str]:
    """Digit sequences, thousands separators taken out.

    >>> sorted(numbers("12.000 morts en 2015, soit 3,5 %"))
    ['12000', '2015', '3', '5']
    """
    return set(_DIGITS.findall(_THOUSANDS.sub("", text)))


def lost_numbers(source: str, target: str) -> set[str]:
    """Digit sequences of the source that the target has not, nor as words or another way.

    >>> lost_numbers("12 morts, 226 voix, à 15h", "twelve dead, 26 votes, at 3 pm")
    {'226'}
    """
    return _unmatched(source, target)


def made_up_numbers(source: str, target: str) -> set[str]:
    """Digit sequences of the target that the source has not, nor as words or another way.

    >>> made_up_numbers("Deux milliards au XXe siècle", "2 billion in the 20th century, 9 times")
    {'9'}
    """
    return _unmatched(target, source)


def _unmatched(one: str, other: str) -> set[str]:
    """Digit groups of ``one`` that have no counterpart in ``other``."""
    left = numbers(one) - numbers(other)
    if not left:
        return left
    values, scaled = _values(other), {quantity.value for quantity in _quantities(other)}
    for quantity in _quantities(one):
        if quantity.value in values or quantity.value in scaled:
            left -= quantity.groups
    clock = _clock(one) | _clock(other)
    return {
        group
        for group in left
        if float(group) not in values
        and not (group.strip("0") == "" and float(group) == 0)
        and not _same_hour(int(group[:6]), values, clock)
        and not (len(group) == 4 and float(group[2:]) in values)  # les années 80: the 1980s
        and not (len(group) == 2 and any(v % 100 == float(group) for v in values if v > 1000))
    }


def _same_hour(group: int, values: set[float], clock: set[int]) -> bool:
    """Whether ``group`` is an hour of a time of day that the other side counts otherwise."""
    other = group + 12 if group <= 12 else group - 12
    return bool({group, other} & clock) and (other in values or group in (0, 12))


def _clock(text: str) -> set[int]:
    return {int(match[1]) for match in _CLOCK.finditer(text)}


def _quantities(text: str) -> list[Quantity]:
    """Numbers in digits with their scales: ``1,5 milliard`` is 1.5e9."""
    tokens = list(_tokens(text))
    found = []
    for at, token in enumerate(tokens):
        if token[0].isdigit():
            value = _number(token)
            for word in tokens[at + 1 : at + 3]:
                scale = _SCALES.get(word)
                if scale is None:
                    break
                value *= scale
            found.append(Quantity(frozenset(_DIGITS.findall(token)), round(value, 6)))
    return found


def _values(text: str) -> set[float]:
    """Every value that the text may be read to have: digits, words, Roman numerals."""
    words = _words()
    found: set[float] = set()
    run: list[float] = []  # of a number in the making: deux cent vingt
    for token in _tokens(text):
        if token[0].isdigit():
            run = [_number(token)]
            found.update(map(float, _DIGITS.findall(token)))
        elif token in words:
            found.add(words[token])
            run = _continued(run, words[token])
        elif token in _SCALES and (run or _SCALES[token] >= 100):
            run = _scaled(run, _SCALES[token])
        else:
            run = run if token in ("et", "and") else []
        if run:
            found |= {run[-1], sum(run)}
    found.update(
        float(_roman(match[1] + match[2]))
        for match in _ROMAN.finditer(text)
        if match[1] or match[2]
    )
    return {round(value, 6) for value in found}


def _continued(run: list[float], value: float) -> list[float]:
    """A number so far, and the next of its words."""
    if run and run[-1] == 4 and value == 20:
        return [*run[:-1], 80]  # quatre-vingt
    if value == 0.5 and run:  # un million et demi
        return [*run[:-1], run[-1] + value * next((s for s in (1e9, 1e6, 1e3) if run[-1] >= s), 1)]
    if run and run[-1] % 100 >= 20 and value < 20:
        return [*run[:-1], run[-1] + value]
    return [*run, value]


def _scaled(run: list[float], scale: float) -> list[float]:
    """``[2, 100]`` and ``thousand``: what is smaller than the scale is multiplied by it."""
    small = [value for value in run if value < scale]
    return [*(value for value in run if value >= scale), (sum(small) or 1) * scale]


def _tokens(text: str) -> Iterator[str]:
    return (match[0] for match in _TOKEN.finditer(_THOUSANDS.sub("", text.lower())))


def _number(token: str) -> float:
    parts = re.split(r"[.,]", token)
    try:
        if len(parts) == 2:
            return round(float(".".join(parts)), 6)
        return float("".join(parts))
    except (ValueError, OverflowError):  # digits of other scripts that float() does not read
        return 0.0


def _roman(text: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    following = [*digits[1:], 0]
    return sum(
        -digit if digit < after else digit for digit, after in zip(digits, following, strict=True)
    )


@functools.cache
def _words() -> dict[str, float]:
    words: dict[str, float] = dict(_OTHERS)
    for names in (_FRENCH_UNITS, _ENGLISH_UNITS):
        # Composed with a hyphen, they come as two words, whose sum is what is meant.
        words |= {name: n for n, name in enumerate(names.split()) if "-" not in name}
    for names in (_FRENCH_TENS, _ENGLISH_TENS, _FRENCH_TENTHS, _ENGLISH_TENTHS):
        words |= {name: 10 * n for n, name in enumerate(names.split(), 2)}
    for names in (_FRENCH_ORDINALS, _ENGLISH_ORDINALS):
        words |= {name: n for n, name in enumerate(names.split(), 1)}
    return words
