"""English sentences: cutting what an abstractive model wrote, and making it tidy.

The models' training summaries were tokenised text: some write `` . `` between sentences,
PEGASUS writes ``<n>``, T5 begins sentences in lower case. Both functions are written for
that text and for agency English, not for English at large.
"""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

import re
from itertools import pairwise

from pipeline.patterns import pattern

# Followed by a name or a number, so that their full stop never ends a sentence.
_TITLES = frozenset(
    "mr mrs ms dr prof gen brig col lt sgt cpl capt cmdr adm maj sen rep gov rev hon st ste pres "
    "messrs mme mlle supt insp det vs no nos art fig approx dept univ".split()
)
# End a sentence only where one of _STARTERS follows.
_MAYBE = frozenset(
    "inc corp co ltd bros plc jr sr etc al jan feb mar apr jun jul aug sept sep oct nov dec "
    "mon tue wed thu fri sat sun ave blvd rd mt ft est".split()
)
_STARTERS = frozenset(
    "the a an he she it they we you his her its their our my this that these those there here "
    "in on at by for from with after before during since until under over as if when while "
    "although though because but and or so yet however meanwhile also earlier later both "
    "some many most several all no one two three four five six seven eight nine ten "
    "according what who why how where mr mrs ms dr".split()
)
_END = pattern(r"(?P<mark>[.!?…]+)(?P<close>[\"'”’)\]]*)(?P<space>\s+)")
_WORD_BEFORE = pattern(r"[\w.'’-]+$")
_OPENING = "\"'“‘([–- "


def split_english(text: str) -> tuple[str, ...]:
    """Cut English prose into sentences.

    Nothing but white space is lost: the sentences hold all other characters of ``text`` in
    order. A line break always ends a sentence; a quotation of several sentences stays whole.

    >>> split_english("Mr. Assad met Dr. Ban. The U.S. said 3.5 tonnes were lost.")
    ('Mr. Assad met Dr. Ban.', 'The U.S. said 3.5 tonnes were lost.')
    """
    return tuple(sentence for line in text.splitlines() for sentence in _split_line(line))


def _split_line(line: str) -> list[str]:
    inside = _quoted(line)
    cuts = [0]
    for match in _END.finditer(line):
        at = match.end()
        if at < len(line) and not inside[match.start()] and _ends(line, match):
            cuts.append(at)
    cuts.append(len(line))
    pieces = (line[start:end].strip() for start, end in pairwise(cuts))
    return [piece for piece in pieces if piece]


def _quoted(line: str) -> list[bool]:
    """For each character, whether it lies inside a quotation that also ends in the line."""
    inside = [False] * len(line)
    straight = [at for at, char in enumerate(line) if char == '"']
    if len(straight) % 2 == 0:  # else nobody can say which are opening
        for start, end in zip(straight[::2], straight[1::2], strict=True):
            _mark(line, inside, start, end)
    for match in re.finditer(r"“[^”]*”", line):
        _mark(line, inside, match.start(), match.end() - 1)
    return inside


def _mark(line: str, inside: list[bool], start: int, end: int) -> None:
    # The stop just before the closing mark ends the sentence as well as the quotation.
    last = end
    while last > start and line[last - 1] in ".!?…":
        last -= 1
    inside[start:last] = [True] * (last - start)


def _ends(line: str, match: re.Match[str]) -> bool:
    """Whether the stop in ``match`` ends a sentence."""
    following = line[match.end() :].lstrip(_OPENING)
    if not following:
        return True
    before = line[: match.start()]
    if not before or before[-1].isspace():  # " . " of tokenised text, whatever follows
        return True
    first = following[0]
    if first.islower():
        return False
    if match["mark"] != "." or match["close"]:
        return True
    found = _WORD_BEFORE.search(before[-40:])
    written = found.group().strip("'’-") if found else ""
    word = written.casefold()
    starter = re.split(r"[^\w]", following, maxsplit=1)[0].casefold() in _STARTERS
    if word in {"no", "nos", "art", "fig"}:
        return not first.isdigit()
    if word in _TITLES:
        return False
    if word in _MAYBE or "." in word or (len(written) == 1 and written.isupper()):
        return starter
    return True


def tidy(text: str) -> str:
    """Make one generated sentence fit to print; words and figures stay as they are.

    White space is folded, a stop loses the space before it, and a first word that is all
    lower case gets its capital.

    >>> tidy("the army struck Aleppo  , he said .")
    'The army struck Aleppo, he said.'
    """
    text = " ".join(text.split())
    text = re.sub(r" +(?=[,;:!?.](?:[\s\"'”’)\]]|$))", "", text)
    text = re.sub(r"(?<=[(\[]) +| +(?=[)\]])", "", text)
    first = re.match(r"[^\W\d_]+", text)
    if first and first.group().isascii() and first.group().islower():
        text = text[0].upper() + text[1:]
    return text
