"""One error of a kind, planted in the English of a row by a seeded generator.

Each planter returns the wrong English, or nothing where the row has no place for such an error.
The same row always gets the same error. What counts as a place is kept plain on purpose: it is
not asked whether the checks could see the error there. But to change a number or a name that the
French never had (many test sets were translated from a third language into both) plants no error
that was not there before: a number must stand in the French in digits, a day or month by its
name, and of a name some word, by its first three letters or by the table of names.
"""

from __future__ import annotations

import functools
import itertools
import random
import re
from collections.abc import Callable, Collection, Sequence

from pipeline.checks import Row
from pipeline.checks.lexicon import fold
from pipeline.checks.termbase import Termbase, load_termbase

SEED = 20_130

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
# Capitalised in English without being anyone's name, or hardly.
_NO_NAMES = """
I I'm I've I'll I'd Mr Mrs Ms Dr Sir Lord The A An In On At For And But President Prime Minister
Ministry Secretary Chancellor Senator Judge General Chief Executive Director Internet God English
French German American British Russian Chinese Spanish Italian European Czech Austrian Americans
Germans Europeans Russians Republican Republicans Democrat Democrats Democratic State Government
Parliament Court Constitution Congress Senate House
"""
NO_NAMES = frozenset([*MONTHS, *DAYS, *_NO_NAMES.split()])
CLAUSE, LEFT = 5, 4
"""Words of the shortest clause that is dropped, and of the shortest rest."""
ALIKE = 3
"""First letters by which a name is taken to be in the French."""
PHRASE = 8
"""Words of the longest phrase that is repeated."""
SENTENCE = 5
"""Words of the shortest row that is left in French, whole or by half."""

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])")
_NUMBER_LIKE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_DATE = re.compile(
    rf"\b(?P<day>{'|'.join(DAYS)})\b"
    rf"|\b(?P<month>{'|'.join(m for m in MONTHS if m not in ('March', 'May'))})\b"
    rf"|\b(?P<sure>March|May)\b(?= \d)|(?<=\d )(?P<after>March|May)\b"
)
_FRENCH_DATES = (
    *("janvier janv", "février févr", "mars", "avril avr", "mai", "juin", "juillet juil"),
    *("août", "septembre sept", "octobre oct", "novembre nov", "décembre déc"),
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)
_MONTH_DAY = re.compile(
    rf"(?:(?<={' )|(?<='.join(MONTHS)} ))\d{{1,2}}\b|\b\d{{1,2}}(?= (?:{'|'.join(MONTHS)})\b)"
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])*")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w-]+")
_NOT = re.compile(r"\b(?:not|never)\b ?|(?<=\w)n['’]t\b")
_FRENCH_NOT = re.compile(
    r"\b(?:ne|n['’])\b.*\b(?:pas|jamais|plus|point)\b", re.IGNORECASE | re.DOTALL
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{12,})[\"”]")
_BOUNDARY = re.compile(
    r"[,;:](?= )| [-–—](?= )|(?= (?:and|but|which|who|because|while|when|that)\b)"
)
_WORDS = re.compile(r"\S+")
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall"}

Planter = Callable[[Row, random.Random, Sequence[Row], bool], str | None]


def plant(kind: str, row: Row, rows: Sequence[Row], *, false: bool = False) -> str | None:
    """The English of the row with one error of the kind.

    Args:
        kind: one of ``KINDS``.
        row: a right pair.
        rows: all of the set, from which names are taken.
        false: only errors that state something untrue, not those that leave something out.
    """
    wrong = KINDS[kind](row, random.Random(f"{SEED} {kind} {row.id}"), rows, false)  # noqa: S311 - seeded
    return wrong if wrong is not None and wrong.split() != row.target.split() else None


def _replace(text: str, start: int, end: int, new: str) -> str:
    return re.sub(r"\s+", " ", text[:start] + new + text[end:]).strip()


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())


def _number(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:  # noqa: ARG001 - one form for all
    french = {_digits(m.group()) for m in _NUMBER_LIKE.finditer(row.source)}
    places = [m for m in _NUMBER.finditer(row.target) if _digits(m.group()) in french]
    if not places:
        return None
    how = draw.choice(("changed", "added") if false else ("changed", "dropped", "added"))
    place = draw.choice(places)
    if how == "added":
        gaps = [m.start() for m in _WORDS.finditer(row.target)][1:]
        if not gaps:
            return None
        at = draw.choice(gaps)
        return _replace(row.target, at, at, f"{draw.randint(13, 989)} ")
    if how == "dropped":
        return _replace(row.target, *place.span(), "")
    number = place.group()
    at = draw.choice([i for i, c in enumerate(number) if c.isdigit()])
    digits = [d for d in "0123456789" if d != number[at] and (d != "0" or at)]
    return _replace(row.target, *place.span(), number[:at] + draw.choice(digits) + number[at + 1 :])


def _date(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:  # noqa: ARG001 - one form for all
    french = set(re.findall(r"[^\W\d_]+|\d+", row.source.lower()))
    names = [m for m in _DATE.finditer(row.target) if _is_dated(m.group(), french)]
    days = [m for m in _MONTH_DAY.finditer(row.target) if m.group() in french]
    if not names and not days:
        return None
    place = draw.choice(names + days)
    if place in days:
        new = str(draw.choice([d for d in range(1, 29) if d != int(place.group())]))
    else:
        group = DAYS if place.group() in DAYS else MONTHS
        new = draw.choice([name for name in group if name != place.group()])
    return _replace(row.target, *place.span(), new)


def _is_dated(name: str, french: Collection[str]) -> bool:
    """Whether the French has an English month or day by its name, its plural, or as a figure."""
    at = [*MONTHS, *DAYS].index(name)
    forms = _FRENCH_DATES[at].split()
    figures = (str(at + 1), f"{at + 1:02}") if at < len(MONTHS) else ()
    return any(f in french or f"{f}s" in french for f in forms) or any(f in french for f in figures)


def _names(text: str) -> list[re.Match[str]]:
    return [m for m in _NAME.finditer(text) if not NO_NAMES & set(m.group().split())]


@functools.cache
def _termbase() -> Termbase:
    return load_termbase(None)


def _is_in(name: str, french: Collection[str], source: str) -> bool:
    """Whether the French has the name, as far as its letters or the table of names tell."""
    if any(fold(word)[:ALIKE] in french for word in name.split() if len(word) >= ALIKE):
        return True
    row = f" {fold(source)} "
    return any(f" {fold(known)} " in row for known in _termbase().french_for(name))


@functools.lru_cache(maxsize=2)
def _pool(targets: tuple[str, ...]) -> list[str]:
    return sorted({m.group() for target in targets for m in _names(target)})


def _name(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:
    words = row.target.split()
    if sum(word[0].isupper() for word in words) > len(words) / 2:
        return None  # a heading in title case, whose capitals say nothing
    french = {fold(word)[:ALIKE] for word in _CAPITALISED.findall(row.source)}
    places = [m for m in _names(row.target) if _is_in(m.group(), french, row.source)]
    if not places:
        return None
    place = draw.choice(places)
    if not false and draw.random() < 0.5:
        return _replace(row.target, *place.span(), "")
    pool = _pool(tuple(r.target for r in rows))
    for _ in range(20):
        new = draw.choice(pool)
        if not set(new.lower().split()) & set(f"{row.target} {row.source}".lower().split()):
            return _replace(row.target, *place.span(), new)
    return None


def _negation(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:  # noqa: ARG001 - one form for all
    places = list(_NOT.finditer(row.target))
    if not places or not _FRENCH_NOT.search(row.source):
        return None
    place = draw.choice(places)
    start = place.start()
    before = re.search(r"\w+$", row.target[:start])
    if place.group()[0] == "n" and place.group()[1:2] in "'’" and before:
        start, new = before.start(), _IRREGULAR.get(before.group().lower(), before.group())
        return _replace(row.target, start, place.end(), new)
    return _replace(row.target, start, place.end(), "")


def _clause(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:  # noqa: ARG001 - one form for all
    text = row.target
    cuts = sorted({0, len(text), *(m.end() for m in _BOUNDARY.finditer(text))})
    words = len(text.split())
    clauses = [
        (start, end)
        for start, end in itertools.pairwise(cuts)
        if CLAUSE <= len(text[start:end].split()) <= words - LEFT
    ]
    if not clauses:
        return None
    start, end = draw.choice(clauses)
    rest = _replace(text, start, end, "").lstrip(" ,;:-–—")
    if end == len(text) and text[-1] in ".!?":
        rest = rest.rstrip(" ,;:-–—") + text[-1]
    return rest[:1].upper() + rest[1:]


def _quotation(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:  # noqa: ARG001 - one form for all
    places = [m for m in _QUOTED.finditer(row.target) if len(m.group(1).split()) > 3]
    if not places or not re.search(r"[\"«“]", row.source):
        return None
    place = draw.choice(places)
    if draw.random() < 0.5 and len(row.target) - len(place.group()) > 15:
        return _replace(row.target, *place.span(), "")
    inner = place.group(1).split()
    return _replace(row.target, place.start() + 1, place.end(), " ".join(inner[: len(inner) // 2]))


def _repetition(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:  # noqa: ARG001 - one form for all
    places = list(_WORDS.finditer(row.target))
    if len(places) < 2:
        return None
    length = draw.randint(1, min(PHRASE, len(places) - 1))
    first = draw.randint(0, len(places) - length)
    start, end = places[first].start(), places[first + length - 1].end()
    phrase = row.target[start:end]
    if length == 1 and not phrase.isalpha():
        return None
    times = draw.choice((1, 1, 2, 4))
    return _replace(row.target, end, end, f" {phrase}" * times)


def _french(row: Row, draw: random.Random, rows: Sequence[Row], false: bool) -> str | None:  # noqa: ARG001 - one form for all
    french, english = row.source.split(), row.target.split()
    if len(french) < SENTENCE:
        return None
    if len(french) < 2 * SENTENCE or draw.random() < 0.5:
        return row.source
    share = draw.uniform(0.3, 0.7)
    kept = english[: max(2, round(share * len(english)))]
    return " ".join(kept + french[round(share * len(french)) :])


KINDS: dict[str, Planter] = {
    "number": _number,
    "date": _date,
    "name": _name,
    "negation": _negation,
    "clause": _clause,
    "quotation": _quotation,
    "repetition": _repetition,
    "french": _french,
}
"""The planters by kind."""
