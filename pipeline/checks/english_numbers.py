"""How English writes numbers and dates: ``1,200``, ``€3.5m``, ``ninety-one``, ``3:30 p.m.``."""

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
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_GROUPS = {"dozen": 12, "decade": 10}
_FUZZY: dict[str, tuple[int, set[Key]]] = {
    "first": (1, set()),
    "once": (1, set()),
    "single": (1, set()),
    "second": (2, set()),
    "secondly": (2, set()),
    "both": (2, set()),
    "couple": (2, set()),
    "pair": (2, set()),
    "twice": (2, set()),
    "twin": (2, set()),
    "double": (2, set()),
    "half": (2, {"1/2", 30}),
    "halves": (2, {"1/2"}),
    "trio": (3, set()),
    "triple": (3, set()),
    "thrice": (3, set()),
    "quarter": (4, {"1/4", 15}),
    "fortnight": (14, {15, 2}),
    "noon": (12, {time_of_day(12)}),
    "midnight": (12, {time_of_day(0), 0}),
    "teen": (13, set()),
    "century": (100, set()),
    "centuries": (100, set()),
    "centenary": (100, set()),
    "centennial": (100, set()),
    "bicentenary": (200, set()),
    "bicentennial": (200, set()),
    "doubled": (2, set()),
    "doubling": (2, set()),
    "tripled": (3, set()),
    "tripling": (3, set()),
    "treble": (3, set()),
    "trebled": (3, set()),
    "trebling": (3, set()),
    "quadruple": (4, set()),
    "quadrupled": (4, set()),
    "quadrupling": (4, set()),
}
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTHS_SHORT = "jan feb mar apr - jun jul aug sept oct nov dec".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UNITS = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "€": "EUR",
    "euro": "EUR",
    "eur": "EUR",
    "$": "USD",
    "dollar": "USD",
    "usd": "USD",
    "£": "GBP",
    "pound": "GBP",
    "yen": "JPY",
    "¥": "JPY",
    "yuan": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "rupee": "INR",
    "franc": "CHF",
    "crown": "SEK",
    "kronor": "SEK",
    "krona": "SEK",
}
_BLANK = r"[ \u00a0\u2009\u202f]"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:\.\d+)?")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_CLOCK = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|last|next|this|early|late|mid|between|through"
    r"|during|before|after|every|and|on)[ \u00a0-]|\d(?:st|nd|rd|th)?[ \u00a0])$",
    re.IGNORECASE,
)
# "The May bill", "a March vote"; not "the March on Washington".
_OF_A_THING = re.compile(r"\b(?:the|a|an|that|its|their|his|her)[ \u00a0]$", re.IGNORECASE)
_THING = re.compile(r"[ \u00a0](?!(?:on|for|of|in|to|and|or|has|had|is|was|will)\b)[a-z]{3}")
_AFTER_MONTH = re.compile(r"\.?[ \u00a0](?:the )?\d")


def _lexicon() -> dict[str, Word]:
    words = {word: Word(Kind.NUMBER, value) for value, word in enumerate(_SMALL)}
    words |= {f"{word}fold": Word(Kind.FUZZY, value) for value, word in enumerate(_SMALL)}
    for value, word in enumerate(_TENS, 2):
        words[word] = Word(Kind.NUMBER, 10 * value)
        words[f"{word[:-1]}ies"] = Word(Kind.FUZZY, 10 * value, frozenset({1900 + 10 * value}))
        words[f"{word[:-1]}ieth"] = Word(Kind.ORDINAL, 10 * value)
    words |= {word: Word(Kind.HUNDRED, 100) for word in ("hundred", "hundreds")}
    for word, value in _SCALES.items():
        words[word] = words[f"{word}s"] = Word(Kind.SCALE, value)
        words[f"{word}th"] = Word(Kind.ORDINAL, value)
    words["hundredth"] = Word(Kind.ORDINAL, 100)
    for value, word in enumerate(_ORDINALS, 3):
        words[word] = words[f"{word}s"] = Word(Kind.ORDINAL, value, frozenset({f"1/{value}"}))
    for word, value in _GROUPS.items():
        words[word] = words[f"{word}s"] = Word(Kind.GROUP, value)
    for word, (value, keys) in _FUZZY.items():
        words[word] = words[f"{word}s"] = Word(Kind.FUZZY, value, frozenset(keys))
    words |= {word: Word(Kind.MONTH, value) for value, word in enumerate(_MONTHS, 1)}
    words |= {word: Word(Kind.MONTH, value) for value, word in enumerate(_MONTHS_SHORT, 1)}
    words["sep"] = words["sept"]
    for value, word in enumerate(_WEEKDAYS, 1):
        words[word] = words[f"{word}s"] = Word(Kind.WEEKDAY, value)
    words["and"] = Word(Kind.AND, 0)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for value in range(2, 24):
        roman = "X" * (value // 10) + units[value % 10]
        if len(roman) > 1:
            words[roman] = Word(Kind.FUZZY, value)
    return words


def _digits(text: str) -> Digits:  # noqa: C901  # one way of writing after another
    """Read a run of digits as English writes it; a comma that groups nothing is a decimal."""
    if len(text) > LONGEST:
        return Digits(frozenset({"".join(re.findall(r"\d", text))}))
    if text.isdigit():
        if re.fullmatch(r"0\d[0-5]\d", text):  # 0300, as agencies and armies say
            return Digits(frozenset({int(text), time_of_day(int(text[:2]), int(text[2:]))}))
        return Digits(frozenset({int(text)}))
    if text.endswith(("1/2", "½")):
        return Digits(frozenset({int(re.split(r"\D", text)[0]) + Decimal("0.5")}))
    if ":" in text:
        hours, minutes = map(int, text.split(":"))
        return Digits(frozenset({time_of_day(hours, minutes)}), (hours, minutes))
    if (match := _DATE.fullmatch(text)) is not None:
        one, two, year = map(int, match.groups())
        day, month = (one, two) if two <= 12 else (two, one)
        if 1 <= month <= 12 and 1 <= day <= 31:
            return Digits(frozenset({day}), date=(day, month, year))
    parts = tuple(map(int, re.findall(r"\d+", text)))
    if _GROUPED.fullmatch(text) is not None:
        return Digits(frozenset({Decimal(text.replace(",", ""))}))
    if _SPACED.fullmatch(text) is not None:
        value = Decimal(re.sub(r"[^\d.]", "", text))
        return Digits(frozenset({value}), parts if "." not in text else ())
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text):
        return Digits(frozenset({int(text.replace(".", ""))}))
    if len(parts) == 2 and text.count(",") + text.count(".") == 1:
        keys: set[Key] = {Decimal(text.replace(",", "."))}
        if (match := _CLOCK.fullmatch(text)) is not None:
            keys.add(time_of_day(int(match[1]), int(match[2])))
        return Digits(frozenset(keys))
    return Digits(frozenset({text}), parts)


def _adds(current: int, value: int) -> int | None:
    if current and current % 100 == 0:
        return current + value
    low = current % 100
    return current + value if low >= 20 and low % 10 == 0 and 0 < value < 10 else None


def _is_month(text: str, start: int, end: int) -> int:
    word = text[start:end]
    if word[0].islower():
        return 0
    after = bool(_AFTER_MONTH.match(text, end))
    if end - start <= 4 and word.lower() in _MONTHS_SHORT and word not in ("June", "July"):
        return 2 if after or text[end : end + 1] == "." else 0
    if word not in ("May", "March", "MAY", "MARCH"):
        return 2
    at = max(0, start - 10)
    of_a_thing = _OF_A_THING.search(text, at, start) and _THING.match(text, end)
    return 2 if after or of_a_thing or _BEFORE_MONTH.search(text, at, start) else 1


@functools.cache
def _grammar() -> Grammar:
    names = sorted((re.escape(name) for name in _UNITS), key=len, reverse=True)
    return Grammar(
        lexer=re.compile(
            r"[^\W\d_]+|(?=\d)(?:\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d{1,2}:[0-5]\d(?!\d)"
            rf"|\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:(?![\d,.]*\d)|\.\d{{1,2}}(?![\d,.]*\d))"
            r"|\d+[ -]1/2(?!\d)|\d+½|\d+(?:[,.]\d+)*)"
        ),
        words=_lexicon(),
        digits=_digits,
        tail=re.compile(
            rf"(?P<hour>(?P<half>{_BLANK}?(?:[ap]\.{_BLANK}?m\.?|[ap]m|[AP]M)(?![^\W_]))"
            rf"|{_BLANK}?(?:o['’]clock|GMT|UTC|CET|EST|EDT|hours)\b"
            r"|h(?:(?P<min>[0-5]\d)(?!\d))?(?![^\W\d_]))"
            rf"|{_BLANK}?(?P<scale>mn|m|M|bn|B|tn|k|K)(?![\w'’])"
            r"|(?P<ending>(?:st|nd|rd|th|['’]?s)(?![^\W_]))"
        ),
        scales={"m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "k": 1000},
        units=re.compile(
            rf"[ \u00a0\u2009\u202f-]?(?P<unit>%|(?:{'|'.join(names)})s?(?![^\W\d_]))",
            re.IGNORECASE,
        ),
        before=re.compile(r"(?P<unit>[€$£¥])\s?$"),
        unit_names=_UNITS,
        adds=_adds,
        is_month=_is_month,
        ranges=frozenset({"to", "-", "–", "and", "or", ",", "/", "through", "till", "and the"}),
        half=re.compile(
            rf"(?:{_BLANK}[^\W\d_]+)?(?:{_BLANK}|-)and(?:{_BLANK}|-)a(?:{_BLANK}|-)half\b"
        ),
        day_month=frozenset({"", "of"}),
        month_day=frozenset({"", "the", "."}),
        article=("a",),
        decades=(),
        bare_hundred=False,
    )


@functools.lru_cache(maxsize=256)
def english(text: str) -> Reading:
    """Quantities and dates of an English text.

    >>> [sorted(q.keys) for q in english("3.5 million, twenty-one").quantities]
    [[Decimal('3500000.0')], [21]]
    """
    return read(text, _grammar())
