"""How French writes numbers and dates: ``1.200``, ``3,5 M€``, ``quatre-vingt-onze``, ``15h30``."""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

import functools
import re
from decimal import Decimal

from pipeline.checks.counting import read
from pipeline.checks.quantities import (
    LONGEST,
    Digits,
    Grammar,
    Key,
    Kind,
    Reading,
    Word,
    time_of_day,
)

_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
).split()
_TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_SCALES = {
    "mille": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "milliard": 10**9,
    "milliards": 10**9,
    "billion": 10**12,
    "billions": 10**12,
    # As news has it; by the dictionary it is 10**18, which nothing in the news amounts to.
    "trillion": 10**12,
    "trillions": 10**12,
}
_ORDINALS = {
    "deuxième": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "onzième": 11,
    "douzième": 12,
    "treizième": 13,
    "quatorzième": 14,
    "quinzième": 15,
    "seizième": 16,
    "vingtième": 20,
    "trentième": 30,
    "quarantième": 40,
    "cinquantième": 50,
    "soixantième": 60,
    "centième": 100,
    "millième": 1000,
    "unième": 1,
}
_GROUPS = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
    "décennie": 10,
}
# What a group is in English: a ten is often a dozen there, a fortnight is fifteen days here.
_GROUP_KEYS: dict[str, set[Key]] = {"dizaine": {12, 10}, "quinzaine": {14, 2}, "douzaine": {10}}
_FUZZY: dict[str, tuple[int, set[Key]]] = {
    "premier": (1, set()),
    "première": (1, set()),
    "second": (2, set()),
    "seconde": (2, set()),
    "demi": (2, {"1/2", 30}),
    "demie": (2, {"1/2", 30}),
    "moitié": (2, {"1/2"}),
    "tiers": (3, {"1/3"}),
    "quart": (4, {"1/4", 15}),
    "double": (2, set()),
    "doublé": (2, set()),
    "triple": (3, set()),
    "triplé": (3, set()),
    "quadruple": (4, set()),
    "quadruplé": (4, set()),
    "centenaire": (100, set()),
    "bicentenaire": (200, set()),
    "couple": (2, set()),
    "paire": (2, set()),
    "duo": (2, set()),
    "trio": (3, set()),
    "doublement": (2, set()),
    "bimensuel": (2, set()),
    "midi": (12, {time_of_day(12)}),
    "minuit": (12, {time_of_day(0), 0}),
    "siècle": (100, set()),
}
_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
_MONTHS_SHORT = {
    "janv": 1,
    "jan": 1,
    "févr": 2,
    "fév": 2,
    "fevrier": 2,
    "avr": 4,
    "juil": 7,
    "aout": 8,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "déc": 12,
    "decembre": 12,
}
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_UNITS = {
    "%": "%",
    "pour cent": "%",
    "pourcent": "%",
    "€": "EUR",
    "euro": "EUR",
    "eur": "EUR",
    "$": "USD",
    "dollar": "USD",
    "usd": "USD",
    "£": "GBP",
    "livre": "GBP",
    "yen": "JPY",
    "¥": "JPY",
    "yuan": "CNY",
    "rouble": "RUB",
    "roupie": "INR",
    "franc": "CHF",
    "couronne": "SEK",
}
_BLANK = r"[ \u00a0\u2009\u202f]"
_GROUPED = re.compile(rf"\d{{1,3}}(?:(?:{_BLANK}|[.'’])\d{{3}})+(?:,\d+)?")
_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")


def _lexicon() -> dict[str, Word]:
    words = {word: Word(Kind.NUMBER, value) for value, word in enumerate(_SMALL)}
    words["une"] = words["un"]
    words |= {word: Word(Kind.NUMBER, value) for word, value in _TENS.items()}
    words |= {word: Word(Kind.HUNDRED, 100) for word in ("cent", "cents")}
    words |= {word: Word(Kind.SCALE, value) for word, value in _SCALES.items()}
    for word, value in _ORDINALS.items():
        more: frozenset[Key] = frozenset({f"1/{value}"})
        words[word] = words[f"{word}s"] = Word(Kind.ORDINAL, value, more)
    for word, value in _GROUPS.items():
        more = frozenset(_GROUP_KEYS.get(word, ()))
        words[word] = words[f"{word}s"] = Word(Kind.GROUP, value, more)
    for word, (value, keys) in _FUZZY.items():
        words[word] = words[f"{word}s"] = Word(Kind.FUZZY, value, frozenset(keys))
    words |= {word: Word(Kind.MONTH, value) for value, word in enumerate(_MONTHS, 1)}
    words |= {word: Word(Kind.MONTH, value) for word, value in _MONTHS_SHORT.items()}
    for value, word in enumerate(_WEEKDAYS, 1):
        words[word] = words[f"{word}s"] = Word(Kind.WEEKDAY, value)
    # Both the number and the short form of the month.
    words["sept"] = Word(Kind.MONTH, 9, number=7)
    words["et"] = Word(Kind.AND, 0)
    for value in range(1, 40):
        for ending in ("e", "ème", "er") if value == 1 else ("e", "ème"):
            words[f"{_roman(value)}{ending}"] = Word(Kind.FUZZY, value)
    for value in (2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 23):
        words[_roman(value)] = Word(Kind.FUZZY, value)
    return words


def _roman(value: int) -> str:
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + units[value % 10]


def _digits(text: str) -> Digits:
    """Read a run of digits as French writes it."""
    if len(text) > LONGEST:
        return Digits(frozenset({"".join(re.findall(r"\d", text))}))
    if text.isdigit():
        return Digits(frozenset({int(text)}))
    if (match := _DATE.fullmatch(text)) is not None:
        day, month, year = map(int, match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            return Digits(frozenset({day}), date=(day, month, year))
    if text.endswith(("1/2", "½")):
        return Digits(frozenset({int(re.split(r"\D", text)[0]) + Decimal("0.5")}))
    if ":" in text:
        hours, minutes = map(int, text.split(":"))
        return Digits(frozenset({time_of_day(hours, minutes)}), (hours, minutes))
    parts = tuple(map(int, re.findall(r"\d+", text)))
    if _GROUPED.fullmatch(text) is not None:
        value = Decimal(re.sub(r"[^\d,]", "", text).replace(",", "."))
        # A plain blank may also stand between two numbers.
        return Digits(frozenset({value}), parts if " " in text and "," not in text else ())
    plain = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", plain):  # written as in English
        return Digits(frozenset({Decimal(plain.replace(",", ""))}))
    if len(parts) == 2:
        return _decimal(plain, parts, spaced=plain != text)
    return Digits(frozenset({plain}), parts)


def _decimal(plain: str, parts: tuple[int, ...], *, spaced: bool) -> Digits:
    value = Decimal(plain.replace(",", "."))
    # "0, 5%" may be a slip or a list, and so may "5,6 ans".
    is_list = spaced or (parts[0] > 0 and parts[1] == parts[0] + 1)
    keys: frozenset[Key] = frozenset({value})
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain):  # or a comma as English has it
        keys |= {Decimal(plain.replace(",", ""))}
    return Digits(keys, parts if is_list else ())


def _adds(current: int, value: int) -> int | None:
    if current % 100 == 0 and current:
        return current + value
    low = current % 100
    if low == 4 and value == 20:
        return current + 76
    if value < 10 and value and low >= 20 and low % 10 == 0:
        return current + value
    if 10 <= value < 20 and low in (60, 80):
        return current + value
    if value in (7, 8, 9) and low in (10, 70, 90):
        return current + value
    return None


def _is_month(text: str, start: int, end: int) -> int:
    word = text[start:end]
    before, after = text[max(0, start - 3) : start], text[end : end + 1]
    numbered = any(char.isdigit() for char in before) or before == "er "
    if word.lower() in _MONTHS_SHORT and word.lower() not in ("aout", "fevrier", "decembre"):
        if word.lower() == "sept":
            return 2 if after == "." and numbered else 0
        return 2 if numbered or after == "." else 0
    if word[0].isupper() and not numbered:
        return 1
    return 2


@functools.cache
def _grammar() -> Grammar:
    currencies = "|".join(
        sorted((re.escape(n) for n in _UNITS if n not in ("%", "pour cent")), key=len, reverse=True)
    )
    return Grammar(
        lexer=re.compile(
            rf"[^\W\d_]+|(?=\d)(?:\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d)|\d{{1,2}}:[0-5]\d(?!\d)"
            rf"|\d{{1,3}}(?:(?:{_BLANK}|[.'’])\d{{3}})+(?!\d)(?:,\d+)?"
            rf"|\d+[ -]1/2(?!\d)|\d+½|\d+(?:[.,]\d+)*(?:,{_BLANK}\d+(?={_BLANK}?%))?)"
        ),
        words=_lexicon(),
        digits=_digits,
        tail=re.compile(
            rf"(?P<hour>{_BLANK}?[hH](?:{_BLANK}?(?P<min>[0-5]\d)(?!\d))?(?![^\W\d_])"
            rf"|{_BLANK}?heures?\b(?:{_BLANK}(?P<min2>[0-5]\d)(?!\d))?)"
            rf"|{_BLANK}?(?P<scale>Mrds?|Mds?|M|k)(?={_BLANK}?[€$£]|(?![\w.'’]))"
            r"|(?P<ending>(?:ers?|ères?|res?|i?[eè]mes?|es?|nde?s?|è)(?![^\W_]))"
        ),
        scales={"mrd": 10**9, "mrds": 10**9, "md": 10**9, "mds": 10**9, "m": 10**6, "k": 1000},
        units=re.compile(
            rf"{_BLANK}?(?:d['’]|de{_BLANK})?(?P<unit>%|pour{_BLANK}cent|(?:{currencies})s?(?![^\W\d_]))",
            re.IGNORECASE,
        ),
        before=re.compile(r"(?P<unit>[€$£¥])\s?$"),
        unit_names=_UNITS,
        adds=_adds,
        is_month=_is_month,
        ranges=frozenset({"à", "-", "–", "et", "ou", ",", "/", "au", "et le", "et les", "ou le"}),
        half=re.compile(rf"(?:{_BLANK}[^\W\d_]+){{0,2}}{_BLANK}et{_BLANK}demie?\b"),
        day_month=frozenset({""}),
        month_day=frozenset(),
        article=("un",),
        decades=("années", "année"),
        bare_hundred=True,
    )


@functools.lru_cache(maxsize=256)
def french(text: str) -> Reading:
    """Quantities and dates of a French text.

    >>> sorted(q.keys for q in french("3,5 millions d'euros").quantities)
    [frozenset({Decimal('3500000.0')})]
    """
    return read(text, _grammar())
