"""French news sentence splitter: one scan for marks, then named rules.

A compiled expression finds every ``.``, ``!``, ``?`` and ``…`` that could end a sentence.
The *tail* is what still belongs to the sentence after it: closing quotes and brackets, note
numbers, emoji. What follows the white space decides first (a small letter or a comma goes
on), then the rules in :data:`_RULES`, in order; the first that knows the answer gives it,
and if none does, the mark ends the sentence.

Decisions, which a benchmark (``benchmarks/sentences.py``) and the tests hold:

* Quoted speech is split like any other: ``"Il viendra. C'est sûr", a-t-il dit.`` gives two
  sentences, the second with its attribution. Rows of a side-by-side table stay short, and
  translation models are trained on single sentences.
* A closing quote, bracket or emoji stays with the sentence that it closes, an opening one
  or a dialogue dash goes with the sentence that it opens.
* An elision ``(...)`` between two sentences goes with the second where the first has its
  own full stop, else with the first.
* A colon or semicolon never ends a sentence; neither does a line break.

The cost is linear: every look back and forth is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pipeline.article import Article, Role, Sentence
from pipeline.french import abbreviations as words
from pipeline.patterns import pattern

SPLITTER_VERSION = 1
"""Raised whenever sentences or clauses of any text come out differently: part of cache keys."""

_LOOK_BACK = 48  # code points; longer than any abbreviation and the word before it
_BRACKET_LOOK_BACK = 400

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_CLOSERS = "\"'»”’›)\\]}+"
_OPENERS = "\"'`«“„‘‹([{+¿¡"

# A run of marks, the spaced ones of French included: `?`, `...`, `?!`, ` ! !`.
_MARK = pattern(r"[.!?…]+(?:[ \u00a0\u2009\u202f]?[!?…]+)*")
_TAIL = pattern(rf"(?:[{_CLOSERS}{_INVISIBLE}\ufe0f]|\s{{1,3}}[»›”]|\[\d{{1,3}}\]|\s?[{_EMOJI}])*")
_GAP = pattern(r"\s+")
_LEAD = pattern(rf"(?:[{_OPENERS}{_INVISIBLE}\s]|[-–—•·▪■►▶→>]+\s?)*")
_ELISION = pattern(r"[(\[]\s?(?:\.{2,}|…)\s?[)\]]")
_WORD = pattern(r"[^\W\d_]+")
_LAST_WORD = pattern(r"[^\W_°]+(?:[.\-‐‑]{1,2}[^\W_]+)*°?$|n°$")
_WORD_BEFORE = pattern(r"([^\s]+)[\s]+$")
_DOTTED = pattern(r"(?:[^\W\d_]{1,2}[.\-‐‑]{1,2})*[^\W\d_]$")
_LABEL = pattern(r"(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,5})$")
_ROMAN = pattern(r"[IVXLC]{1,7}(?![\w'’])")
_JOINED = pattern(r"([^\W\d_]+)(?=[\s,'’])")
_CROSSHEAD = pattern(r"\s*[-–—]\s[^\n]{1,160}\s[-–—]\s*")
_STRAIGHT_QUOTE = pattern('"')
_SPACED_QUOTE = pattern(r'\s"\s')


@dataclass(frozen=True)  # no slots: a cached property keeps its value in the instance
class _Candidate:
    """A run of marks that may end a sentence, and what its rules look at.

    Attributes:
        text: the whole text.
        start: where the sentence under way begins.
        mark: the run of marks, white space left out.
        at: where the run starts.
        tail: what closes after the run.
        end: where the sentence would end.
        next: where the next sentence would begin, leading quotes and dashes included.
        lead: where its first letter or figure is.
    """

    text: str
    start: int
    mark: str
    at: int
    tail: str
    end: int
    next: int
    lead: int

    @cached_property
    def last_word(self) -> str:
        """The word that the mark is written against; empty after a quote or a bracket."""
        found = _LAST_WORD.search(self.text, max(self.start, self.at - _LOOK_BACK), self.at)
        return found.group() if found else ""

    def word_before(self, word: str) -> str:
        """The word in front of ``word``, punctuation included; empty at the start."""
        stop = self.at - len(word)
        found = _WORD_BEFORE.search(self.text, max(self.start, stop - _LOOK_BACK), stop)
        return found.group(1) if found else ""

    @property
    def lead_char(self) -> str:
        return self.text[self.lead : self.lead + 1]

    @property
    def quote_opens(self) -> bool:
        """Whether the next sentence begins with a quote, a dash or a bracket."""
        return self.lead > self.next

    def starter(self, *, after_initial: bool = False) -> bool:
        """Whether the next word is one that has a capital only because it comes first.

        Args:
            after_initial: whether a name may be under way, so that ``Le Pen`` is a surname.
        """
        found = _WORD.match(self.text, self.lead)
        if not found or found.group() not in words.STARTERS:
            return False
        word, rest = found.group(), self.text[found.end() : found.end() + 2]
        if word == "A" and not (rest[:1].isspace() and rest[1:].islower()):
            return False
        if len(word) == 1 and word not in "AÀY":
            if rest[:1] not in ("'", "’"):
                return False
            return not (after_initial and word == "D" and rest[1:].isupper())
        if word == "Me" and rest[:1] == ".":
            return False
        particle = after_initial and word in words.PARTICLES
        return not (particle and rest[1:].isupper())


def _goes_on(c: _Candidate) -> bool | None:
    """A small letter or punctuation goes on: ``! a-t-il lancé``, ``"?", dit-il``."""
    char = c.lead_char
    if char.isalpha():
        if not char.islower() or not c.mark.endswith(".") or len(c.mark) > 1:
            return False if char.islower() else None
        # `. "eBay s'excuse`, `. iPhone`: a brand, or a quote that forgot its capital
        brand = c.text[c.lead + 1 : c.lead + 2].isupper()
        quoted = c.text[c.next] in '"«“'
        return None if brand or quoted else False
    if char == "0" and c.text[c.lead + 1 : c.lead + 2].isdigit():
        return False  # `100. 000 habitants`: a figure that a space was slipped into
    if char.isdigit() or (char and char in "#@$€£"):
        return None
    if not char and c.lead > c.next:  # only dashes and quotes are left
        return False
    return None if _emoji(char) else False


def _elision(c: _Candidate) -> bool | None:
    """``(...)`` after an end goes with what follows, so here only a starter ends."""
    if c.mark != "…" and len(c.mark) < 2:
        return None
    opened = c.at - 1
    while opened > c.start and c.text[opened].isspace():
        opened -= 1
    if c.text[opened] not in "([" or not c.tail.lstrip().startswith((")", "]")):
        return None
    return c.starter()


def _starts_with_mark(c: _Candidate) -> bool | None:
    """Marks at the very start end nothing: ``... Et puis``, ``"...``."""
    opening = c.text[c.start : min(c.at, c.start + _LOOK_BACK)]
    return None if any(map(str.isalnum, opening)) else False


def _closed_bracket(c: _Candidate) -> bool | None:
    """``(etc.) Paris``: what ends is in the brackets, unless they hold whole sentences."""
    if ")" not in c.tail or c.tail.endswith((".", "!", "?")):
        return None
    opened = c.text.rfind("(", max(c.start, c.at - _BRACKET_LOOK_BACK), c.at)
    if opened <= c.start:
        return None
    return c.starter()


def _suspension(c: _Candidate) -> bool | None:
    """``revendu... 1,6 million``: a hesitation before a figure goes on."""
    if c.mark[-1] == "…" or c.mark.endswith(".."):
        return False if c.lead_char.isdigit() and not c.quote_opens else None
    return None


def _exclaimed_name(c: _Candidate) -> bool | None:
    """``Yahoo! France``."""
    if c.mark == "!" and c.last_word in words.EXCLAIMED_NAMES:
        return c.starter()
    return None


def _label(c: _Candidate) -> bool | None:
    """``1. Présentation``, ``A. Le contexte``, ``; 5. Jean``: a list item's label."""
    if c.mark != ".":
        return None
    word = c.last_word
    if not word or not _LABEL.match(word):
        return None
    at = c.at - len(word)
    if at <= c.start + 4 and not c.text[c.start : at].strip(_OPENERS + "-–— \u00a0"):
        return False
    listed = c.text[max(c.start, at - 2) : at].rstrip() in (";", ":") and c.text[at - 1].isspace()
    if listed and word[0].isdigit() and not c.starter():
        return False
    return None


def _era(c: _Candidate) -> bool | None:
    """``av. J.-C.``: whole, so a capital begins a sentence."""
    word = c.last_word.lower()
    if word in words.ERAS:
        before = c.word_before(word).lower().strip("(.")
        return c.lead_char.isupper() if before in words.ERA_PREPOSITIONS else None
    if word in words.ERA_PREPOSITIONS and c.text.startswith(("J.", "J-", "JC"), c.lead):
        return False
    return None


def _title(c: _Candidate) -> bool | None:
    """``M. Antonov``, ``St. Louis``; but ``Corinne M. Elle``, where M is a surname."""
    word = c.last_word
    last = word.rpartition("-")[2]
    if last not in words.TITLES or (len(last) == 1 and last != word):
        return None
    if len(word) > 1:
        return False
    return _capitalised(c.word_before(word)) and c.starter(after_initial=True)


def _initials(c: _Candidate) -> bool | None:
    """``J. Depp``, ``J.-M. Le Pen``, ``U.S.A.``, ``vitamine C.``: ends before a starter."""
    word = c.last_word
    if not _DOTTED.match(word) or not word[0].isupper():
        return None
    if c.at and c.text[c.at - 1] == "°":
        return None
    letters = sum(map(str.isalpha, word))
    return c.starter(after_initial=letters < 3 or "-" in word)


def _month(c: _Candidate) -> bool | None:
    """``12 nov. (AFP)``, ``12 nov. 2015``, ``12 nov. - Le``."""
    word = c.last_word.lower()
    if word not in words.MONTHS or not _day(c.word_before(word)):
        return None
    dateline = c.text[c.next] in "(-–—" or c.lead_char.isdigit()
    return False if dateline else c.starter()


def _reference(c: _Candidate) -> bool | None:
    """``art. 3``, ``Env. 3.000``, ``p. XII``, ``5 h. 30``."""
    word = c.last_word.lower()
    number = _number(c.text, c.lead)
    if word in words.BEFORE_NUMBER and (number or c.text.startswith(("n°", "#"), c.lead)):
        return False
    if word.lstrip("0123456789") in words.CLOCK_UNITS and c.lead_char.isdigit():
        before = word if word[0].isdigit() else c.word_before(word)
        return False if before[-1:].isdigit() or before[:1].isdigit() else None
    return None


def _abbreviation(c: _Candidate) -> bool | None:
    """``cf. Paris``, ``Apple Inc. Tim``: goes on always, or unless a starter comes."""
    word = c.last_word
    if (word[:1].lower() + word[1:]) in words.BEFORE_MORE:
        return False
    if word in words.MAY_END:
        return c.starter() or (c.quote_opens and c.text[c.next] in '"«“')
    return None


_RULES: tuple[Callable[[_Candidate], bool | None], ...] = (
    _goes_on,
    _starts_with_mark,
    _elision,
    _closed_bracket,
    _suspension,
    _exclaimed_name,
    _label,
)
_ABBREVIATION_RULES: tuple[Callable[[_Candidate], bool | None], ...] = (
    _era,
    _title,
    _initials,
    _month,
    _reference,
    _abbreviation,
)


def _capitalised(word: str) -> bool:
    return word[:1].isupper() and word[-1:].isalpha() and not word.isupper()


def _day(word: str) -> bool:
    return word.strip("(").removesuffix("er").isdigit()


def _number(text: str, at: int) -> bool:
    """Whether a figure or a Roman numeral starts here."""
    if text[at : at + 1].isdigit():
        return True
    return bool(_ROMAN.match(text, at))


def _emoji(char: str) -> bool:
    return bool(char) and ("\u2600" <= char <= "\u27bf" or char >= "\U0001f000")


def _ends(c: _Candidate) -> bool:
    for rule in _RULES:
        if (answer := rule(c)) is not None:
            return answer
    # A closing quote between the word and the full stop ends any abbreviation.
    if c.mark == "." and c.last_word:
        for rule in _ABBREVIATION_RULES:
            if (answer := rule(c)) is not None:
                return answer
    return True


def _spaced_closers(text: str) -> frozenset[int]:
    """Offsets of straight quotes with white space on both sides that close.

    Their shape does not tell; whether one is open does. Quotes written against a word tell
    by their side, so that one quote too many does not turn all that follow.
    """
    if not _SPACED_QUOTE.search(text):
        return frozenset()
    quotes = [found.start() for found in _STRAIGHT_QUOTE.finditer(text)]
    closers: list[int] = []
    is_open = False
    for at, following in zip(quotes, [*quotes[1:], len(text)], strict=True):
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if before.isspace() and after.isspace():
            # Speech that goes on in a new paragraph opens again without having closed.
            opens = not is_open or _closes_by_shape(text, following)
            if not opens:
                closers.append(at)
            is_open = opens
        elif before.isspace() or before in "([«-":
            is_open = True
        elif not after.isalnum():
            is_open = False
    return frozenset(closers)


def _closes_by_shape(text: str, at: int) -> bool:
    """Whether the quote at ``at``, if any, is followed as only a closing one can be."""
    return text[at + 1 : at + 2] in tuple(",.;:!?)")


def _tail_end(text: str, at: int, closers: frozenset[int]) -> int:
    """Where the quotes, brackets and emoji that close after ``at`` end."""
    while True:
        end = _TAIL.match(text, at).end()  # type: ignore[union-attr] # matches the empty string
        gap = _GAP.match(text, end)
        if not gap or gap.end() not in closers:
            return end
        at = gap.end() + 1


def _joined(text: str, start: int, at: int, end: int) -> bool:
    """Whether a sentence starts with no space before it: ``a-t-il ajouté.Le patron``."""
    found = _JOINED.match(text, end)
    if not found or text[at:end] not in (".", "!", "?", "..."):
        return False
    word = found.group()
    if not word[0].isupper() or (len(word) > 1 and not word[1:].islower()) or word in words.DOMAINS:
        return False
    before = text[max(start, at - 24) : at].rstrip('"»”) ')
    last = re.search(r"[^\s'’\-]*$", before)
    return bool(
        last and len(last.group()) > 2 and last.group().isalpha() and last.group().islower()
    )


def _boundaries(text: str) -> list[tuple[int, int]]:
    """(end, next start) of every sentence end inside ``text``."""
    closers = _spaced_closers(text)
    start = len(text) - len(text.lstrip())
    found: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        at = match.start()
        if at < start:
            continue
        end = _tail_end(text, match.end(), closers)
        gap = _GAP.match(text, end)
        if not gap:
            if end < len(text) and _joined(text, start, at, end):
                found.append((end, end))
                start = end
            continue
        following = gap.end()
        if following == len(text):
            break
        tail = text[match.end() : end]
        lead = following
        if elision := _ELISION.match(text, following):
            # `Fin. (...) Nous`: look at what comes after the elision
            lead = elision.end()
        lead = _LEAD.match(text, lead).end()  # type: ignore[union-attr] # as above
        mark = "".join(match.group().split())
        if _ends(_Candidate(text, start, mark, at, tail, end, following, lead)):
            found.append((end, following))
            start = following
    return found


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets (code points, half open) of the sentences of one paragraph.

    The spans are in order and not empty, cover every character that is not white space,
    and only white space lies between them. White space includes line breaks, which end
    nothing.

    >>> text = "M. Antonov est là. Il dit : « Oui. » Env. 3.000 personnes le voient."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['M. Antonov est là.', 'Il dit : « Oui. »', 'Env. 3.000 personnes le voient.']
    """
    stripped = text.strip()
    if not stripped:
        return []
    start = text.index(stripped)
    stop = start + len(stripped)
    if _CROSSHEAD.fullmatch(text):
        return [(start, stop)]
    spans: list[tuple[int, int]] = []
    for end, following in _boundaries(text):
        spans.append((start, end))
        start = following
    spans.append((start, stop))
    return spans


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The sentences of every block, in order, with ids such as ``p3.s2``.

    Only paragraphs are split; a block of any other role is one sentence. A block whose
    content is blank has none.
    """
    sentences: list[Sentence] = []
    for block in article.blocks:
        content = article.content(block)
        if block.role is Role.PARAGRAPH:
            spans = split_sentences(content)
        else:
            stripped = content.strip()
            offset = content.index(stripped)
            spans = [(offset, offset + len(stripped))] if stripped else []
        for number, (start, end) in enumerate(spans, 1):
            sentences.append(
                Sentence(
                    id=f"{block.id}.s{number}",
                    block_id=block.id,
                    role=block.role,
                    start=block.content_start + start,
                    end=block.content_start + end,
                    text=content[start:end],
                )
            )
    return tuple(sentences)
