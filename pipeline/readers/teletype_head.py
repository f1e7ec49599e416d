"""What stands above a story of the teletype age: priority words, headline, byline.

Neither IPTC 7901 nor ANPA 1312 marks a headline. By convention it stands flush left above a text
whose paragraphs are indented, or ends in ``=`` or ``<``; what is left are the forms of the lines
themselves: a dateline, a byline or a blank line below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.article import Role
from pipeline.readers.datelines import split_head
from pipeline.readers.fragment import one_line
from pipeline.readers.markup import Part
from pipeline.readers.teletype import signals
from pipeline.readers.wording import is_advisory, is_byline, is_credit, is_dateline

_MOST_HEAD_LINES = 12
_MOST_TITLE_LINES = 3
_LONGEST_TITLE = 160
_FULL = 55  # a headline goes on in the next line only where its first is nearly full
_INDENT = 2
_NARROWEST = 50  # columns of a body by whose width the room in a line is judged

_PRIORITY = (
    r"(?:très )?urgente?|flash(?: info)?|bulletin|alerte(?: info)?|prioritaire|newsalert"
    r"|correction|correctif|rectificatif|corrigé|erratum"
    r"|(?:(?:\d{1,2}(?:st|nd|rd|th|er|e|[èe]me)|nouveau|new)[ -])?(?:lead|ld)(?:-writethru)?"
)
_WORDS = (
    r"photos?|avec photos?|infographie|vid[ée]o|papier d'angle|papier g[ée]n[ée]ral"
    r"|actualis\w+|with photos?|recasts?|rpt|répétition|reprise"
    r"|(?:(?:mandatory|bulletin|urgent|flash)\s+)?kill|(?:avis d['’])?annulation"
    r"|avis de rectification"
    r"|(?:(?:prière|merci) de )?(?:[aà] )?ne pas (?:publier|diffuser|utiliser)\b.{0,100}"
    r"|(?:attention\W{1,4})?bien lire\b.{0,150}"
    r"|embargo(?=\s*$|\s*[:(*!-]|\s+(?:jusqu|until|avant|au|à|le|pour|\d)).{0,60}"
)
_IN_BRACKETS = (
    r"\(\s*(?:actualis|mise? à jour|maj\b|avec\b|ajoute|ajout\b|compl[èe]te|précise|précision"
    r"|corrige|correction|rectifi|bien lire|reprise|répétition|rpt\b|updates?\b|adds?\b|corrects?\b"
    r"|recasts?\b|with\b|repeats?\b)[^()]*\)"
)
_EDGE = r"[\s+*!/=()\[\]#-]*"


def is_priority(line: str) -> bool:
    """A line of nothing but priority words (``URGENT``, ``+++ FLASH +++``, ``2e LEAD``), which
    the signals of an item say as well.
    """
    words = one_line(line)[:100].casefold()
    return bool(re.fullmatch(rf"{_EDGE}(?:{_PRIORITY})(?:{_EDGE}(?:{_PRIORITY}))*{_EDGE}", words))


def is_for_the_desk(line: str) -> bool:
    """A line to the desk: priority words, ``(Actualisé avec la réaction du ministre)``, ``Embargo
    jusqu'à 15h00 GMT``.
    """
    words = one_line(line)
    if is_priority(words) or re.fullmatch(_IN_BRACKETS, words[:200], re.IGNORECASE):
        return True
    bare = words[:200].strip(" +*!/=()[]#-")
    return bool(re.fullmatch(_WORDS, bare, re.IGNORECASE)) or (
        is_advisory(words) and not bare.casefold().startswith("embargo ")
    )


def head_lines(text: str) -> tuple[list[str], str]:
    """The lines above the story, and the rest.

    A line that ends in ``=`` closes the head as far as it goes; below it, and where there is
    none, lines are taken by their form and by what follows them.
    """
    lines = text.lstrip("\n").split("\n")
    end = 0
    for i, line in enumerate(lines[:_MOST_HEAD_LINES]):
        if line.rstrip().endswith("="):
            end = i + 1
    titled = any(_may_be_title(one_line(line).rstrip("= ")) for line in lines[:end])
    at = end
    while at < min(len(lines), _MOST_HEAD_LINES + end):
        line = lines[at]
        if not line.strip():
            at += 1
        elif is_for_the_desk(line) or is_byline(one_line(line)):
            at = end = at + 1
        elif not titled and (height := _title(lines, at)):
            at = end = at + height
            titled = True
        else:
            break
    return lines[:end], "\n".join(lines[end:])


def head(lines: Sequence[str]) -> tuple[list[Part], list[str], str]:
    """Headline and byline, the lines to the desk, and the byline by itself."""
    headline: list[str] = []
    parts: list[Part] = []
    to_desk: list[str] = []
    bylines: list[str] = []
    closed = False
    for line in lines:
        words = one_line(line).rstrip("= ").strip()
        if not words:
            closed = closed or bool(headline)
        elif is_for_the_desk(words):
            to_desk.append(words.strip("()"))
            closed = closed or bool(headline)
        elif _is_byline(words):
            bylines.append(words)
            closed = closed or bool(headline)
        elif is_dateline(words):
            parts.append((Role.DATELINE, words))
        elif not headline or (not closed and len(headline[-1]) >= _FULL):
            headline.append(words)
        else:
            parts.append((None, words))
    start: list[Part] = [(Role.HEADLINE, " ".join(headline))] if headline else []
    start += [(Role.BYLINE, words) for words in bylines]
    return [*start, *parts], to_desk, "; ".join(bylines)


def notes_of(to_desk: Sequence[str]) -> list[str]:
    """The lines to the desk that say more than the signals do."""
    return [line for line in to_desk if not (is_priority(line) and signals(line))]


def _is_byline(words: str) -> bool:
    return is_byline(words) or bool(re.match(r"(?:By|Von|Por|De|Di|Par)\s+[A-ZÀ-Ý]", words))


def _may_be_title(words: str) -> bool:
    return bool(
        re.search(r"\w", words)
        and len(words) <= _LONGEST_TITLE
        and not is_for_the_desk(words)
        and not _is_byline(words)
        and not is_credit(words)
        and not is_dateline(words)
        and split_head(words) is None
    )


def _title(lines: Sequence[str], at: int) -> int:
    """Of how many lines the headline is that begins at ``at``; 0 where it is none."""
    indent = _indent(lines[at])
    for height in range(1, _MOST_TITLE_LINES + 1):
        taken = [one_line(line) for line in lines[at : at + height]]
        below = lines[at + height :]
        words = " ".join(taken)
        if not all(taken) or not _may_be_title(words) or _opens_story(lines[at + height - 1 :]):
            return 0
        if not "".join(below).strip() or re.search(r"(?<![.])[.:;,][\"'»”’)\]\s]*$", words):
            return 0
        deeper = bool(below[0].strip()) and _indent(below[0]) >= indent + _INDENT
        follows = is_for_the_desk(below[0]) or is_byline(one_line(below[0]))
        if deeper or follows or _opens_story(below):
            return height
        quoted = words.endswith(('"', "»", "”"))
        if not quoted and (not below[0].strip() or (height == 1 and _has_room(lines, at))):
            return height
        if len(taken[-1]) < _FULL or _indent(below[0]) != indent:
            return 0
    return 0


def _opens_story(lines: Sequence[str]) -> bool:
    """Whether the first of the lines opens with a dateline, which may go on in the next."""
    words = one_line(" ".join(lines[:2]))
    return bool(words) and (
        is_dateline(one_line(lines[0])) or split_head(words.replace(" _ ", " – ", 1)) is not None
    )


def _has_room(lines: Sequence[str], at: int) -> bool:
    """Whether the next line, which begins a sentence, could have begun on this one."""
    width = max((len(line.rstrip()) for line in lines[at + 1 : at + 30]), default=0)
    following = lines[at + 1].strip()
    first = re.match(r"\S+", following)
    return (
        _NARROWEST <= width <= 100
        and bool(re.match(r"[\"«“(]?\s?[A-ZÀ-ÖØ-ÞŒ\d]", following))
        and len(lines[at].rstrip()) + 1 + len(first[0] if first else "") <= width
    )


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
