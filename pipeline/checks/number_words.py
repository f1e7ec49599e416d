"""Reading numbers in words: units, tens, hundreds and scales, as French and English build them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.checks.quantities import (
    BLANKS,
    WIDEST_GAP,
    Grammar,
    Key,
    Kind,
    Quantity,
    Token,
    gap,
    time_of_day,
)

_BEFORE_AND = frozenset({Kind.NUMBER, Kind.HUNDRED, Kind.SCALE})
_AFTER_AND = frozenset({Kind.NUMBER, Kind.ORDINAL})
_ORDINARY = re.compile(r"[^\W\d_]")
JOINTS = {"", "-", "\u2010", "\u2011"}


class _InWords:
    """Reads a number in words, token by token."""

    __slots__ = ("current", "ended", "exact", "grammar", "keys", "last", "scale", "text", "total")

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar
        self.total, self.scale = 0, 1
        self.current: int | None = None
        self.keys: frozenset[Key] = frozenset()
        self.exact = self.ended = False
        self.last: Kind | None = None

    def number(self, token: Token) -> bool:
        """A unit, a ten or an ordinal; false where it belongs to another number."""
        kind, value, others, _ = token.word
        if self.current is not None:
            added = self.grammar.adds(self.current, value)
            if added is None:
                return False
            self.current = added
        elif self.total and (self.scale == 1 or value >= self.scale):
            return False
        else:
            self.current = value
        self.exact, self.ended = True, kind is Kind.ORDINAL
        if self.ended and self.last is None:
            self.keys |= others  # "troisième" may be a third
        return True

    def hundred(self, token: Token) -> bool:
        """A hundred."""
        text, start = self.text, token.start
        if self.current is None:
            if text[max(0, start - 5) : max(0, start - 1)].lower() == "pour":
                return False  # a percentage
            self.exact = self.grammar.bare_hundred or _after_article(text, self.grammar, start)
            self.current = token.word.value
        elif 0 < self.current < 100 and self.last is Kind.NUMBER:
            self.current *= token.word.value
        else:
            return False
        return True

    def power(self, token: Token) -> bool:
        """A thousand, a million and so on."""
        value = token.word.value
        if self.current is None and self.total:
            if self.last is not Kind.SCALE or value <= self.scale:
                return False
            self.total *= value  # a thousand million
            self.scale *= value
            return True
        if self.current is None:
            self.exact = _after_article(self.text, self.grammar, token.start)
        self.total += (1 if self.current is None else self.current) * value
        self.scale, self.current = value, None
        return True

    def group(self, token: Token) -> bool:
        """A dozen, a decade: "two dozen" may be told as two of something or as 24."""
        _, value, others, _ = token.word
        if self.total:
            return False
        self.keys |= {value} if self.current is None else {self.current, self.current * value}
        self.keys |= others if self.current in (None, 1) else frozenset()
        self.exact, self.ended, self.current = False, True, None
        return True

    def fuzzy(self, token: Token) -> bool:
        """A word that says a number by the way; it stands alone."""
        if self.last is not None:
            return False
        self.keys |= token.word.keys | {token.word.value}
        self.ended = True
        return True


_TAKE: Mapping[Kind, Callable[[_InWords, Token], bool]] = {
    Kind.NUMBER: _InWords.number,
    Kind.ORDINAL: _InWords.number,
    Kind.HUNDRED: _InWords.hundred,
    Kind.SCALE: _InWords.power,
    Kind.GROUP: _InWords.group,
    Kind.FUZZY: _InWords.fuzzy,
}
_ALONE = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.FUZZY})
"""What is a number without a word before or after it."""


def in_words(
    text: str, grammar: Grammar, tokens: list[Token], at: int
) -> tuple[Quantity | None, int]:
    """A number in words that begins at a token, and the token after it."""
    token = tokens[at]
    if token.word.kind is Kind.AND:
        return None, at + 1
    if token.word.kind in _ALONE and (
        at + 1 == len(tokens) or tokens[at + 1].start - token.end > WIDEST_GAP
    ):
        return _alone(text, grammar, token), at + 1  # nearly always, and much faster
    return _in_many_words(text, grammar, tokens, at)


def _in_many_words(
    text: str, grammar: Grammar, tokens: list[Token], at: int
) -> tuple[Quantity | None, int]:
    reader, first = _InWords(text, grammar), at
    start = end = tokens[at].start
    while at < len(tokens) and not reader.ended:
        joined = False
        if at > first and tokens[at].word.kind is Kind.AND and at + 1 < len(tokens):
            # "vingt et un", "two hundred and five": only inside a number
            if reader.last not in _BEFORE_AND or gap(text, end, tokens[at].start) not in JOINTS:
                break
            joined, at = True, at + 1
        token, since = tokens[at], tokens[at - 1].end if joined else end
        take = _TAKE.get(token.word.kind)
        apart = at > first and gap(text, since, token.start) not in JOINTS
        if take is None or apart or (joined and token.word.kind not in _AFTER_AND):
            at -= joined
            break
        if not take(reader, token):
            at -= joined
            break
        reader.last, end, at = token.word.kind, token.end, at + 1
    if reader.last is None:
        return None, first + 1
    keys = reader.keys
    if reader.total or reader.current is not None:
        keys |= {reader.total + (reader.current or 0)}
    if reader.last is Kind.NUMBER:
        keys = with_half(text, grammar, end, _of_a_clock(text, grammar, end, keys))
    keys = decade(text, grammar, start, keys)
    quantity = Quantity(
        start,
        end,
        keys,
        firm=reader.exact and reader.scale > 1,
        scale=reader.scale,
        exact=reader.exact,
        ordinal=reader.last is Kind.ORDINAL,
    )
    return (with_unit(text, grammar, quantity) if reader.exact else quantity), at


def _alone(text: str, grammar: Grammar, token: Token) -> Quantity:
    """A number of one word."""
    start, end, (kind, value, others, _) = token
    keys: frozenset[Key] = frozenset({value})
    if kind is Kind.NUMBER:
        keys = with_half(text, grammar, end, _of_a_clock(text, grammar, end, keys))
    else:
        keys |= others
    keys = decade(text, grammar, start, keys)
    if kind is Kind.FUZZY:
        return Quantity(start, end, keys, firm=False, exact=False)
    ordinal = kind is Kind.ORDINAL
    return with_unit(text, grammar, Quantity(start, end, keys, firm=False, ordinal=ordinal))


def _of_a_clock(text: str, grammar: Grammar, end: int, keys: frozenset[Key]) -> frozenset[Key]:
    """The values, and the time of day where they may be one: "five o'clock"."""
    if not any(isinstance(key, int) and key <= _HOURS for key in keys):
        return keys
    match = grammar.tail.match(text, end)
    if match is None or not match["hour"]:
        return keys
    return keys | {time_of_day(key) for key in keys if isinstance(key, int) and key <= _HOURS}


_HOURS = 24


def _after_article(text: str, grammar: Grammar, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(BLANKS).lower()
    return before.endswith(grammar.article) and not _ORDINARY.match(before[-3:-2])


def with_half(text: str, grammar: Grammar, end: int, keys: frozenset[Key]) -> frozenset[Key]:
    """The values with a half more, where one follows: "trois ans et demi"."""
    if grammar.half.match(text, end) is None:
        return keys
    more = frozenset(key + Decimal("0.5") for key in keys if not isinstance(key, str))
    return keys | more


_BEFORE_AMOUNT = frozenset("€$£¥ \t\n\u00a0\u202f\u2009")
"""What stands right before an amount whose unit comes first."""


def with_unit(text: str, grammar: Grammar, quantity: Quantity) -> Quantity:
    """The quantity with the unit that stands after or before it."""
    match = grammar.units.match(text, quantity.end)
    if match is None and quantity.start and text[quantity.start - 1] in _BEFORE_AMOUNT:
        match = grammar.before.search(text, max(0, quantity.start - 4), quantity.start)
    if match is None:
        return quantity
    name = match.group("unit").lower()
    return replace(
        quantity,
        unit=grammar.unit_names.get(name) or grammar.unit_names[name.rstrip("s")],
        start=min(quantity.start, match.start("unit")),
        end=max(quantity.end, match.end("unit")),
    )


def decade(text: str, grammar: Grammar, start: int, keys: frozenset[Key]) -> frozenset[Key]:
    """The years that "années 90" and "années soixante" stand for."""
    if not grammar.decades:
        return keys
    if not text[max(0, start - 12) : start].rstrip(BLANKS).lower().endswith(grammar.decades):
        return keys
    centuries = (1800, 1900) if "siècle" in text[start : start + 50] else (1900,)
    small = [key for key in keys if isinstance(key, int) and 10 <= key < 100]
    return keys | {century + key for century in centuries for key in small}
