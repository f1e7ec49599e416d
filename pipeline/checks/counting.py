"""Reading the quantities and dates of a text by the grammar of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.checks.number_words import JOINTS, decade, in_words, with_half, with_unit
from pipeline.checks.quantities import (
    Digits,
    Grammar,
    Key,
    Kind,
    Mention,
    Quantity,
    Reading,
    Token,
    Word,
    gap,
    time_of_day,
)


def read(text: str, grammar: Grammar) -> Reading:
    """Quantities, months and weekdays of a text, in linear time; any text will do."""
    tokens = _tokens(text, grammar)
    if not tokens:
        return _NOTHING
    months: list[Mention] = []
    weekdays: list[Mention] = []
    quantities: list[Quantity] = []
    at = 0
    while at < len(tokens):
        start, end, word = tokens[at]
        if word.kind is Kind.WEEKDAY:
            weekdays.append(Mention(start, end, word.value))
            at += 1
        elif word.kind is Kind.MONTH:
            if sure := grammar.is_month(text, start, end):
                months.append(Mention(start, end, word.value, sure > 1))
            at += 1
        elif word.kind is Kind.DIGITS:
            read_as = grammar.digits(text[start:end])
            if read_as.date is None:
                quantity, at = _figure(text, grammar, tokens, at, read_as)
                quantities.append(quantity)
                continue
            day, month, year = read_as.date
            months.append(Mention(start, end, month))
            quantities.append(Quantity(start, end, frozenset({day}), firm=True, month=month))
            quantities.append(Quantity(start, end, _year(year), firm=True))
            at += 1
        else:
            told, at = in_words(text, grammar, tokens, at)
            if told is not None:
                quantities.append(told)
    _ranges(text, grammar, quantities)
    if months:
        _days(text, grammar, quantities, months)
    return Reading(tuple(quantities), tuple(months), tuple(weekdays))


def _tokens(text: str, grammar: Grammar) -> list[Token]:
    known = grammar.forms.get
    # Most words are known to be no number, and are passed over without asking where they stand.
    told = [found for found in grammar.lexer.findall(text) if known(found, _UNKNOWN) is not None]
    tokens = []
    end = 0
    for found in told:
        word = known(found)
        if word is None and (word := _look_up(found, grammar)) is None:
            continue
        start = _find(text, found, end)
        end = start + len(found)
        if word.number is not None and not grammar.is_month(text, start, end):
            word = Word(Kind.NUMBER, word.number)  # "sept" is seven
        tokens.append(Token(start, end, word))
    return tokens


def _find(text: str, found: str, start: int) -> int:
    """Where a run of digits, or a whole word, next stands in a text that has it."""
    at = text.find(found, start)
    if found[0].isdecimal():
        return at
    while _is_letter(text[at - 1 : at]) or _is_letter(text[at + len(found) : at + len(found) + 1]):
        at = text.find(found, at + 1)
    return at


def _is_letter(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


def _look_up(found: str, grammar: Grammar) -> Word | None:
    """What a word or a run of digits is that was not met before."""
    if found[0].isdecimal():
        return _DIGITS
    if len(grammar.forms) > _REMEMBERED:
        grammar.forms.clear()
    # Roman numerals stand there in capitals: "VIe" is the sixth, "vie" is life.
    word = grammar.words.get(found.lower()) or grammar.words.get(found)
    grammar.forms[found] = word
    return word


_REMEMBERED = 4_000
"""Words that are kept at most, in the lexicon or not."""
_NINE = 9
_DIGITS = Word(Kind.DIGITS, 0)
_UNKNOWN = Word(Kind.DIGITS, -1)
_NOTHING = Reading()


def _year(year: int) -> frozenset[Key]:
    if year >= 100:
        return frozenset({year, year % 100})
    return frozenset({year, 1900 + year, 2000 + year})


def _figure(
    text: str, grammar: Grammar, tokens: list[Token], at: int, read_as: Digits
) -> tuple[Quantity, int]:
    """A number in digits with what belongs to it, and the next token."""
    start, end, _ = tokens[at]
    keys, parts, scale = read_as.keys, read_as.parts, 1
    at += 1
    if (match := grammar.tail.match(text, end)) is not None:
        groups = match.groupdict()
        if groups["hour"]:
            keys, parts = _hour(text[start:end], groups, keys)
            end = match.end()
        elif groups["scale"]:
            scale = grammar.scales[groups["scale"].lower()]
            keys = _scaled(keys, scale) | (keys if groups["scale"] == "m" else frozenset())
            end = match.end("scale")
        else:
            ending = groups["ending"]
            end = match.end("ending")
            if ending.endswith("s") and ending != "es":
                keys |= {1900 + k for k in keys if isinstance(k, int) and 10 <= k < 100}
    keys = decade(text, grammar, start, keys)
    while at < len(tokens) and tokens[at].word.kind in _MULTIPLIERS:
        token = tokens[at]
        if gap(text, end, token.start) not in _TO_A_POWER:
            break
        value = token.word.value
        if token.word.kind is Kind.GROUP:
            keys |= _scaled(keys, value)
        else:
            keys, scale = _scaled(keys, value), scale * value
        end, at = token.end, at + 1
    keys, end, at = _continued(text, tokens, at, end, scale, keys)
    keys = with_half(text, grammar, end, keys)
    return with_unit(
        text, grammar, Quantity(start, end, keys, firm=True, parts=parts, scale=scale)
    ), _skip(tokens, at, end)


_TO_A_POWER = JOINTS | {"autres", "nouveaux", "premiers", "derniers", "bons", "petits"}
"""What may stand between figures and their power of ten: "350 autres milliards"."""
_MULTIPLIERS = frozenset({Kind.HUNDRED, Kind.SCALE, Kind.GROUP})


def _continued(
    text: str, tokens: list[Token], at: int, end: int, scale: int, keys: frozenset[Key]
) -> tuple[frozenset[Key], int, int]:
    """What goes on after a power of ten: "5 mille 352", "5 millions 143 mille"."""
    while scale > 1 and at < len(tokens) and tokens[at].word.kind is Kind.DIGITS:
        more = text[tokens[at].start : tokens[at].end]
        if gap(text, end, tokens[at].start) != "" or not more.isdecimal() or len(more) > _NINE:
            break
        if (add := int(more)) >= scale:
            break
        end, at, step = tokens[at].end, at + 1, 1
        power = tokens[at] if at < len(tokens) and tokens[at].word.kind is Kind.SCALE else None
        if power and gap(text, end, power.start) == "" and power.word.value < scale:
            step, end, at = power.word.value, power.end, at + 1
        keys = frozenset(key if isinstance(key, str) else key + add * step for key in keys)
        scale = step
    return keys, end, at


def _skip(tokens: list[Token], at: int, end: int) -> int:
    """The first token from ``at`` that ends after ``end``."""
    while at < len(tokens) and tokens[at].start < end:
        at += 1
    return at


def _hour(
    digits: str, groups: Mapping[str, str | None], keys: frozenset[Key]
) -> tuple[frozenset[Key], tuple[Key, ...]]:
    numbers = [int(part) for part in re.findall(r"\d{1,2}", digits)][:2]
    minutes = groups.get("min") or groups.get("min2")
    if minutes:
        numbers = [numbers[0], int(minutes)]
    hours, rest = numbers[0], numbers[1] if len(numbers) > 1 else 0
    key = time_of_day(hours, rest)
    if len(numbers) == 1:
        return keys | {key}, ()
    # With a.m. or p.m. it is a time of day; "5h30" may also be five hours and thirty minutes,
    # or five and a half.
    if groups.get("half"):
        return frozenset({key}), ()
    return frozenset({key, hours + Decimal(rest) / 60}), (hours, rest)


def _scaled(keys: frozenset[Key], scale: int) -> frozenset[Key]:
    return frozenset(key if isinstance(key, str) else key * scale for key in keys)


def _ranges(text: str, grammar: Grammar, quantities: list[Quantity]) -> None:
    """Give the first number of a range the scale of the second: "10 à 20 millions"."""
    for at in range(len(quantities) - 1, 0, -1):
        one, two = quantities[at - 1], quantities[at]
        between = gap(text, one.end, two.start)
        if between in _OF_A_HALF and "1/2" in one.keys and not two.firm:
            # half a million, un demi-siècle
            halves = {Decimal(key) / 2 for key in two.keys if not isinstance(key, str)}
            quantities[at] = replace(two, keys=two.keys | halves)
        if between not in grammar.ranges:
            continue
        if two.scale > 1 and one.scale == 1:
            keys = one.keys | _scaled(one.keys, two.scale)
            quantities[at - 1] = replace(one, keys=keys, scale=two.scale)
        elif between in ("-", "–", "/"):
            # 2011-12 and 2011-2012
            years = [key for key in one.keys if isinstance(key, int) and 1800 <= key < 2100]
            if years:
                short = {k for k in two.keys if isinstance(k, int)}
                more = {k % 100 for k in short if 1800 <= k < 2100}
                more |= {years[0] // 100 * 100 + k for k in short if k < 100}
                quantities[at] = replace(two, keys=two.keys | more)


_OF_A_HALF = frozenset({"", "-", "a", "of a"})


def _days(text: str, grammar: Grammar, quantities: list[Quantity], months: list[Mention]) -> None:
    """Mark the numbers that are days of a month: "les 3 et 4 octobre", "October 3-4"."""
    at = 0
    for month in months:
        while at < len(quantities) and quantities[at].start < month.start:
            at += 1
        back, stop = at - 1, month.start
        joints = grammar.day_month
        while back >= 0 and _is_day(quantities[back]):
            if gap(text, quantities[back].end, stop) not in joints:
                break
            quantities[back] = replace(quantities[back], month=month.value)
            joints, stop, back = grammar.ranges, quantities[back].start, back - 1
        ahead, stop = at, month.end
        joints = grammar.month_day
        while joints and ahead < len(quantities) and _is_day(quantities[ahead]):
            if gap(text, stop, quantities[ahead].start) not in joints:
                break
            quantities[ahead] = replace(quantities[ahead], month=month.value)
            joints, stop, ahead = grammar.ranges - {","}, quantities[ahead].end, ahead + 1


def _is_day(quantity: Quantity) -> bool:
    if quantity.month or quantity.unit or quantity.scale > 1:
        return False
    return any(isinstance(key, int) and 1 <= key <= 31 for key in quantity.keys)
