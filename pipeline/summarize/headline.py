"""English headlines of at most 64 characters, where that can be done without loss.

Two cases, both by rule and so the same every time. A headline that the wire has is only ever
relieved of what carries nothing: a word to the desk, an acronym beside its own expansion,
"have been", articles. One made from the brief's first sentence may also be cut, at a border
that leaves subject, verb and complement standing and takes nothing away that the rest means
something else without: no attribution, no condition, nothing that a denial or a superlative
reaches over. Where no such form fits, the whole stands: without loss beats 64.
"""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.patterns import pattern

HEADLINE_LENGTH = 64
"""Characters, by the house style of an English brief."""

_FEWEST_WORDS = 4
_SHORTEST = 24

_TAG = pattern(
    r"(?:ALERTE?|URGENTE?|FLASH|BREAKING|BULLETIN|UPDATED?|MISE À JOUR|ACTUALIS[EÉ]|CORRECTION"
    r"|RPT|LEAD|2ND LEAD|PHOTOS?|VID[EÉ]O|INFOGRAPHIE|EXCLUSIVE|EXCLUSIF)\b(?: news\b)?"
    r"(?:\s*[-–—:/|]+\s*|\s+(?=[A-Z][a-z]))",
    re.IGNORECASE,
)
_BRACKETS = pattern(r"\s*\(([^()]*)\)")
_BEEN = pattern(r"(?P<before>[\w'’]+) (?:has|have) been (?=\w+(?:ed|en)\b)")
_NOT_BEFORE_BEEN = frozenset(
    "could should would might may must will not never to that who which what it they he she "
    "we i you there cannot".split()
)
_DETERMINER = pattern(r"\b(?:the|a|an) (?=(?P<next>[\w'’-]+))")
_OPENING_DETERMINER = pattern(r"(?:The|A|An) (?=(?P<next>[\w'’-]+))")
_NEEDS_DETERMINER = frozenset(
    # Quantities, degrees and rates; and adjectives that stand for people.
    "few little lot bit number couple dozen hundred thousand million billion great good same "
    "most least more less only first last second third other others half quarter majority "
    "minority day week month year hour minute second barrel head kilo litre tonne day's rich "
    "poor dead wounded injured young old elderly unemployed".split()
)
_NAMES_WITH_THE = frozenset("Hague Times Guardian Economist Gambia Independent Sun Mirror".split())
_COPULA = pattern(r"^(?P<subject>(?:[\w'’.-]+ ){1,4})(?:is|are) (?=(?:ready|set|due|likely)\b)")
_QUOTED = pattern(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_WORD = pattern(r"\S+")

_VERBS = frozenset(
    "is are was were has have had will would can could may might must should does do did "
    "said told took made gave went began saw held won lost left met put set hit cut came became "
    "got found kept led ran rose fell sent shot spoke struck brought bought built caught chose "
    "drew drove fled flew fought grew knew paid rejected sold sought stood threw understood wrote "
    "says denies warns calls wants plans announces rejects confirms accuses claims urges vows "
    "seeks hopes faces opens closes kills launches continues remains begins expects refuses "
    "agrees supports condemns believes considers asks keeps takes gives makes leaves holds wins "
    "loses meets hits cuts leads rises falls sends threatens promises works work need needs".split()
)
_JOINING = pattern(r"(?:And|But|Yet|So),? (?=\w)")
_HELPERS = frozenset("has have had will would can could may might must should does do did".split())
_PAST = pattern(r"[a-z]{2,}ed")
_NOT_PAST = frozenset("need indeed speed seed feed breed exceed proceed hundred naked".split())
_BORDER_WORDS = frozenset(
    "in on at after before during since until till against over from into while when as because "
    "following amid near with within between by under across towards toward around".split()
)
_CLAUSES = frozenset("while when after before as because since".split())
_REASONS = frozenset({"because", "while", "when"})
_RELATIVES = frozenset("which who where whose whom".split())
_SUBORDINATORS = _RELATIVES | {"that", "when", "while", "because", "if", "although", "whether"}
_AUXILIARIES = frozenset("is are was were be been being".split()) | _HELPERS
_LOOSE_ENDS = frozenset(
    "the a an of to in on at by for with from and or but nor that this these those his her its "
    "their our my your not no very more most less than as if is are was were be been being has "
    "have had will would can could may might must should does do did between against into over "
    "under about after before during who which whose where when while because mr mrs ms dr "
    "some any each every all both only also so such two three four five ever up out off "
    "down".split()
)
_CHANGES_MEANING = frozenset(
    "not no never nor none without unless except if only but however denied denies alleged "
    "allegedly reportedly according said says told reported reports claimed claims added "
    "announced whether although though rather than would could might may should supposedly "
    "provided".split()
)
_REACHES_OVER = frozenset(
    "no not never none nobody nothing neither deny denies denied refuse refuses refused reject "
    "rejects rejected only first last all every most least more less fewer record largest "
    "biggest highest lowest worst best unprecedented without if".split()
)


def shorten(headline: str) -> str:
    """Bring a headline to :data:`HEADLINE_LENGTH` where nothing is lost by it.

    Args:
        headline: English; the wire's own, translated.

    Returns:
        The headline on one line: as it is where it fits, relieved of what carries nothing
        where that makes it fit, and else whole, but for a word to the desk before it.

    >>> shorten("URGENT - Syria: the two soldiers have been killed in an air strike, army says")
    'Syria: the two soldiers killed in an air strike, the army says'
    """
    text = " ".join(headline.split())
    if len(text) <= HEADLINE_LENGTH:
        return text
    text = whole = _capitalised(_TAG.sub("", text, count=1) if _TAG.match(text) else text)
    for step in (_without_known_brackets, _without_been, _without_determiners):
        if len(text) <= HEADLINE_LENGTH:
            return text
        text = step(text)
    return text if len(text) <= HEADLINE_LENGTH else whole


def from_sentence(sentence: str) -> str:
    """A headline from a sentence of the brief.

    Args:
        sentence: English.

    Returns:
        At most :data:`HEADLINE_LENGTH` characters where a form that stands by itself fits;
        else the whole sentence. Without a full stop, never with a mark of omission.

    >>> from_sentence("The army struck the town of Aleppo on Friday, after a week of calm that "
    ...               "had raised hopes.")
    'The army struck the town of Aleppo on Friday'
    """
    text = " ".join(sentence.split())
    whole = text if re.search(r"\b(?:[A-Z]\.){2,}$|\.{2,}$", text) else text.rstrip(" .")
    if len(whole) <= HEADLINE_LENGTH:
        return whole
    short = shorten(whole)
    if len(short) <= HEADLINE_LENGTH:
        return short
    styles: tuple[Callable[[str], str], ...] = (
        str, _without_determiners, _without_copula_and_determiners,
    )  # fmt: skip  # they are one list
    bare = _capitalised(_JOINING.sub("", _without_known_brackets(whole), count=1))
    # The farthest border that fits, and for it the plainest style.
    for kept in sorted(_clauses(bare), key=len, reverse=True):
        for style in styles:
            styled = style(kept)
            if len(styled) <= HEADLINE_LENGTH:
                return styled
    return whole


def _clauses(text: str) -> Iterator[str]:
    """The beginnings of a sentence that stand by themselves and say nothing else than it."""
    words = list(_WORD.finditer(text))
    plain = [_plain(word[0]) for word in words]
    for i in range(_FEWEST_WORDS, len(words)):
        kept = text[: words[i - 1].end()]
        stopped = kept.endswith((",", ";", ":", " –", " -"))
        if not stopped and plain[i] not in _BORDER_WORDS and not _names_content(plain, i):
            continue
        if stopped and not _ends_clause(kept, plain[i:]):
            continue
        head = kept.rstrip(" ,;:–-")
        if (
            len(head) >= _SHORTEST
            and _balanced(head)
            and not _CHANGES_MEANING.intersection(plain[i:])
            and (
                plain[i] in _CLAUSES or "that" not in plain[i : i + 5]
            )  # "announced on Friday that …" has said nothing
            and (stopped or plain[i] in _REASONS or not _REACHES_OVER.intersection(plain[:i]))
            and _stands([word[0] for word in words[:i]])
        ):
            yield head


def _plain(word: str) -> str:
    return word.strip("\"'“”‘’«»()[],;:.!?–-").casefold()


def _names_content(plain: Sequence[str], i: int) -> bool:
    """Whether an "of" follows a noun of action, whose object a headline can do without."""
    return plain[i] == "of" and bool(re.search(r"(?:tion|sion|ment|ance|ence)s?$", plain[i - 1]))


def _ends_clause(kept: str, rest: Sequence[str]) -> bool:
    """Whether a comma ends a clause rather than parts the items of a list or an apposition."""
    if not kept.endswith(","):
        return True
    first = rest[0]
    if first in _BORDER_WORDS | _RELATIVES or first.endswith("ing"):
        return True
    return not {"and", "or"} & set(rest[:5]) and first in {"a", "an", "the", "including"}


def _balanced(text: str) -> bool:
    return (
        text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("«") == text.count("»")
        and text.count("(") == text.count(")")
    )


def _stands(words: Sequence[str]) -> bool:
    """Whether words are a sentence by their form: subject, verb, complement, no loose end.

    A clause of its own needs a verb of its own, so that nothing stops in the middle of one.
    """
    plain = [_plain(word) for word in words]
    if plain[-1] in _LOOSE_ENDS or plain[-2] == "to":
        return False
    if plain[0] in _SUBORDINATORS | {"as", "though", "until"}:
        return False
    inside = any(word.endswith(",") for word in words)
    if plain[0] in {"after", "before", "since", "within", "during"} and not inside:
        return False
    groups = _verb_groups(words, plain)
    if len(groups) < 1 + len(_SUBORDINATORS.intersection(plain)):
        return False
    start, end = groups[-1]
    passive = bool({"is", "are", "was", "were", "been"}.intersection(plain[start:end]))
    return len(plain) - end >= 1 or (passive and end - start >= 2)


def _verb_groups(words: Sequence[str], plain: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open spans of finite verbs with their helpers: ``was killed``, ``has been``."""
    groups: list[tuple[int, int]] = []
    for i in range(1, len(plain)):
        helped = bool(groups) and groups[-1][1] == i and plain[i - 1] in _AUXILIARIES
        if helped and (_is_verb(plain[i]) or plain[i] in _AUXILIARIES or plain[i].endswith("en")):
            groups[-1] = (groups[-1][0], i + 1)
        elif helped and plain[groups[-1][0]] in _HELPERS - {"has", "have", "had"}:
            groups[-1] = (groups[-1][0], i + 1)  # "will take": any word behind a modal
        elif _is_verb(plain[i]) and not _is_participle(words, plain, i):
            groups.append((i, i + 1))
    return groups


def _is_participle(words: Sequence[str], plain: Sequence[str], i: int) -> bool:
    """``X, named on Sunday, …``, ``prohibited by``: forms in -ed that are no finite verb."""
    if plain[i] in _VERBS:
        return False
    return words[i - 1].endswith(",") or (i + 1 < len(plain) and plain[i + 1] == "by")


def _is_verb(word: str) -> bool:
    return word in _VERBS or (bool(_PAST.fullmatch(word)) and word not in _NOT_PAST)


def _without_known_brackets(text: str) -> str:
    """Without acronyms beside their expansion: other brackets may be an attribution."""

    def judge(match: re.Match[str]) -> str:
        acronym = match[1].strip()
        before = re.findall(r"\b\w", text[: match.start()])
        initials = "".join(before[-2 * len(acronym) :]).casefold()
        known = acronym.isupper() and _is_subsequence(acronym.casefold(), initials)
        return "" if known and len(acronym) > 1 else match[0]

    return _BRACKETS.sub(judge, text)


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _without_been(text: str) -> str:
    def judge(match: re.Match[str]) -> str:
        kept = match["before"].casefold() in _NOT_BEFORE_BEEN
        return match[0] if kept else f"{match['before']} "

    return _outside_quotes(lambda part: _BEEN.sub(judge, part), text)


def _without_determiners(text: str) -> str:
    def judge(match: re.Match[str]) -> str:
        following = match["next"]
        needed = following.casefold() in _NEEDS_DETERMINER or following in _NAMES_WITH_THE
        return match[0] if needed else ""

    opening = _OPENING_DETERMINER.match(text)
    if opening:
        text = judge(opening) + text[opening.end() :]
    return _capitalised(_outside_quotes(lambda part: _DETERMINER.sub(judge, part), text))


def _without_copula_and_determiners(text: str) -> str:
    return _COPULA.sub(r"\g<subject>", _without_determiners(text))


def _outside_quotes(change: Callable[[str], str], text: str) -> str:
    """Apply a change to all but what somebody is quoted with."""
    parts, at = [], 0
    for quote in _QUOTED.finditer(text):
        parts += [change(text[at : quote.start()]), quote[0]]
        at = quote.end()
    return "".join([*parts, change(text[at:])])


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
