"""Negation lost or gained.

A French clause is negated by ``ne`` with its second half, by ``sans``, ``aucun``, ``ni`` or
``non``; ``ne … que`` is "only", and the ``ne`` after ``avant que`` or ``craindre`` says nothing.
English has many more ways to say no than "not": words such as *fail*, *lack*, *unless*,
*hardly* and the prefixes of *unable* or *impossible* all count as kept. What the words of both
sides, and the negations counted on each, say for one that was lost is weighed by a logistic
regression; where that looks bad, a second one weighs it against how far the negated word is from
the next negation of the English, a seam where a "not" may be gone, and how freely the row is
translated (``training/checks.py``). Verbs that deny or forbid (*démentir*, *interdire*) are
negations of their own: some English word of that kind must stand for them.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.completeness import Trace, trace
from pipeline.checks.fitted import fitted, log_odds
from pipeline.checks.lexicon import Word, lexicon, stem, words
from pipeline.checks.seams import seam

_WORD = re.compile(r"[^\W\d_]+")
_START, _PREFIX = 4, 3
"""First letters that the forms of a word share, and that a prefix has."""
_DO = frozenset({"do", "does", "did"})
_PREFIXED = 6
"""Letters from which on a word may carry a prefix that denies."""
_NOT_UN = frozenset(
    {"unde", "unit", "univ", "unio", "uniq", "unif", "unan", "unti", "unle", "unil"}
)
"""How words begin that have no such "un"."""
_AFTER = 30
"""Characters after a negation in which the next two words are looked for."""


@functools.cache
def _french() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<clause>\b(?:ne\s|n['’]\s?)(?:(?!\b(?:ne\s|n['’]))[^.;:!?"«»]){0,60}?
              \b(?:pas|plus|jamais|rien|aucune?|personne|guère|point|nulle?\spart|ni)\b)
          | (?P<fixed>\b(?:aucune?|rien|personne|nul|nulle|jamais|ni)\b
              (?:(?![.;:!?"«»,]).){0,50}?\b(?:ne\s|n['’]))
          | (?P<without>\bsans\b)
          | (?P<bare>\b(?:pas|non|aucune?|jamais)\b)
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _harmless() -> re.Pattern[str]:
    """French that has the words of a negation and denies nothing, or not for English."""
    return re.compile(
        r"""\bnon\s(?:seulement|plus)\b | \bpas\s(?:seulement|moins|mal) | \bsans\sdoute\b
          | \bn['’]est[-\s]ce\spas | \bn['’]est\sautre | \bplus\sou\smoins | \bsans\scesse
          | \bsans\sprécédent | \bpas\sà\spas | \bn['’]importe | \bsans\s-?abri | \bnon-
          | \bà\spas\b | \b(?:un|le|les|des|premiers?|grand|quelques|ce|son|ses)\spas\b
          | \bau\snon | \bdire\snon | \bsans\s(?:qu|compter|aucun|parler|papiers|fil|faille)
          | \bne\smanqu\w+\spas | \bn['’](?:y\sa(?:vait)?|est)\spas\sque\b
          | \bn['’]a\w*\spas\smanqué | \bn['’](?:est|était)\spas\ssans | \bjamais\sauparavant
          | \bpas\sgrand[-\s]?chose | \brien\sque | \bsans\sfrontières | \bsans\sprécédent
          | \bnon\s(?:gouvernemental|alcool) | \bpersonne\squi | \bà\sjamais
          | \bne\scess\w+ | \b(?:plus|mieux|pire|moins
              |autre\w*)\b[^.;,]{0,40}\bque\b[^.;,]{0,30}\b(?:ne\s|n['’])
          | \bdepuis\sque\b | \bpourquoi\spas | \bvous\sn['’]avez\squ | \bn['’]est\spas\sautre
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _plain() -> re.Pattern[str]:
    """English that denies and is nothing else."""
    return re.compile(
        r"n['’]t\b|\b(?:yet\sto|no(?!\.|\s\d)|not(?!\sonly)|cannot|never|none|nobody|nothing|nowhere"
        r"|neither|nor|without)\b",
        re.IGNORECASE,
    )


@functools.cache
def _denials() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """French verbs that deny, forbid or keep from happening: letters that each has, its forms,
    and the English that may stand for it.
    """
    had = r"(?:a|ont|avait|avaient)\s(?:\w+ment\s)?"
    return tuple(
        (mark, re.compile(rf"(?<!\bne\s)(?<!['’])\b(?:{forms})\b", re.IGNORECASE), english)
        for mark, forms, english in (
            ("démen", rf"{had}démentie?s?|dément(?:ait|aient|ent)?|démentant", _contradicting()),
            ("ni", rf"{had}niée?s?|nie(?:nt)?|niait|niaient|niant", _contradicting()),
            ("réfut", r"réfut(?:e|ée?s?|ait|ent|aient|er|ant)", _contradicting()),
            ("contest", rf"{had}contestée?s?|contest(?:ait|aient)", _contradicting()),
            ("refus", r"refus(?:e|é|ait|ent|aient|er|ant)", _hindering()),
            ("empêch", r"empêch(?:e|ée?s?|ait|ent|aient|er|ant)", _hindering()),
            ("interdi", r"interdi(?:te?s?|sent|re|sait|sant)", _hindering()),
            ("exclu", rf"{had}exclu|exclu(?:t|ait|ant|re)", _hindering()),
        )
    )


@functools.cache
def _contradicting() -> re.Pattern[str]:
    """English words that say that something is not so."""
    return re.compile(
        r"""\b(?:den(?:y|ie|ia)|disp|dism|disa|disc|disown|rebut|rebuff|refut|reject|contra|contest
          |challeng|repudi|rule|ruling|oppos|object|question|quash|fals|untrue|wrong|denounc|lie\b
          |lies\b|lying|doubt|scep|skep|negat|belie|insist|protest|critic|defy|defied|refus|attack
          |controvers)""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _hindering() -> re.Pattern[str]:
    """English words that refuse, forbid or stop, generously."""
    return re.compile(
        r"""\b(?:den(?:y|ie|ia)|disp|dism|disa|disc|diss|rebuff|refu|reject|repudi|rule|ruling
          |exclu|preclu|oppos|object|ban(?:s|ned|ning)?\b|bar(?:s|red|ring)?\b|block|forb|prohib|outlaw
          |illegal|unlawful|imped|hinder|hamper|prevent|forestall|inaccess|stop|keep|kept|avoid|declin|turn|unwilling
          |resist|restrain|restrict|deter|deprive|obstruct|thwart|foil|halt|withh|withdr|fail|unable
          |impossib|reluct|negat|spurn|balk|taboo|without|obstac|limit|stave|avert|save|protect
          |hold|held|shun|abst|out\b|away|difficult|moratori|censor|proscri|inhibit|left|remov
          |unless|except|until|interf|interrupt|disrupt|defy|defied|cannot|closed?\b|off\b|neglect
          |wave|stall|despite|nevertheless|nonetheless|though|although|however|but\b|still|yet\b
          |against|revok|discourag|dodg|not\b|anti|condemn|shut|lock|suspen|suppress|leav)""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _any_french() -> re.Pattern[str]:
    """Anything in French that may be behind an English "not"."""
    return re.compile(
        r"""\b(?:ne|n|pas|plus|jamais|rien|aucun\w*|personne|guère|point|nul\w*|ni|non|sans|peu
              |moins
          | hors|sauf|seul\w*|qu|que|trop|faute|loin|contre|avant|dépourvu\w*|priv[ée]\w*|zéro
              |dés\w+|dis\w+
          | refus\w*|ni(?:e|é|er|ent|ait)|nég\w+|imp\w+|in\w+|irr\w+|ill\w+|mal\w*|manqu\w*
              |évit\w*|empêch\w*
          | interdi\w*|échou\w*|échec\w*|cess\w*|absen\w*|autre\w*|plutôt|mais|défaut|difficil\w*
              |démen\w+
          | abandon\w*|rejet\w*|exclu\w*|arrêt\w*|fin|fini\w*|perdu?\w*|ignor\w*|ex|anti\w*|tant
              |même|toujours
          | encore|rest\w+|dou\w+|s?aurait|oppos\w+|renonc\w+|rar\w+|vain\w*|impossible|vide
              |libre\w*)\b""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _stranded() -> re.Pattern[str]:
    """English that a "not" was taken out of: an auxiliary "do" with nothing to stress it,
    or a word that only a negated clause has.
    """
    return re.compile(
        r"\b(?:do|does|did)\s(?!(?:so|it|this|that|the|a|an|what|you|they|we|he|she|not|well|"
        r"indeed|you|in|for|with|to|by|as|better|more|much|something|their|his|her|its|my|our|"
        r"your|people|nothing|all|some|and|or|but|on|at|too|business|exactly|everything|these|"
        r"anything)\b)[a-z]{2,}\b(?<!ing)",
        re.IGNORECASE,
    )


WORTH = -1.0
"""What the words must say for a negation to be looked for more closely; nats."""
DOUBTFUL = 0.5
"""Log-odds from which on a row is reported."""
FREE, LOOSE = 0.3, 0.25
"""Shares of a row's words without counterpart from which on its "not" may be a turn of phrase."""
_NO_WORDS = frozenset(
    """se s me m te t le la les l lui leur y en nous vous a ai as ont est sont était étaient ait
    être avoir avait avaient sera seront serait fut furent soit pas plus jamais rien ne n été eu
    peut peuvent doit va vont fait""".split()  # noqa: SIM905 - reads better
)
_CLOSE, _APART = 6, 20
_HALVES = (
    *("plus", "jamais", "rien", "personne", "aucun", "ni", "pas", "sans", "non", "que"),
    *("guère", "point"),
)


FILE = Path(__file__).with_name("fitted_negation.json")
"""What words weigh, by the kinds of :func:`wording`; fitted by ``training/checks.py``."""


@functools.cache
def _tables() -> dict[str, dict[str, float]]:
    import json

    tables: dict[str, dict[str, float]] = json.loads(FILE.read_text("utf-8"))
    return tables


def forget() -> None:
    """Read the file anew when next asked: it was written."""
    _tables.cache_clear()


def wording(
    source: str, target: str, french: Sequence[re.Match[str]], plain: int
) -> dict[str, set[str]]:
    """The words of a row that may tell whether a negation was taken out of the English.

    Args:
        source: French.
        target: English.
        french: negations of the source.
        plain: how many the target has.

    Returns:
        By kind: words of the English, and the first letters of the longer ones; words of the
        French, those of its negations, and the two after each; how many negations there are on
        either side, and other things that are worth counting.
    """
    english = {word.folded for word in words(target)}
    lower = source.lower()
    # A letter that grows when it is lowered would shift what follows.
    text = lower if len(lower) == len(source) else source
    few, none = min(3, len(french)), min(3, plain)
    counts = {
        f"more {max(-2, min(3, len(french) - plain))}",
        f"french {min(4, len(french))}",
        f"english {min(4, plain)}",
        f"both {few} {none}",
    }
    starts = set()
    for word in english:
        if len(word) >= _START:
            starts.add(word[:_START])
            if len(word) >= _PREFIXED:
                starts.add(word[:_PREFIX])
                if word.endswith("less"):
                    counts.add("less")
                elif word.startswith("un") and word[:_START] not in _NOT_UN:
                    counts.add("un")
    if not english.isdisjoint(_DO) and _stranded().search(target):
        counts.add("stranded")
    return {
        "english": english,
        "start": starts,
        "french": set(_WORD.findall(lower)),
        "negation": {word for match in french for word in _WORD.findall(match[0].lower())},
        "after": {
            word
            for match in french
            for word in _WORD.findall(text[match.end() : match.end() + _AFTER])[:2]
        },
        "counts": counts,
    }


def words_of(row: Row) -> dict[str, set[str]]:
    """The :func:`wording` of a row."""
    plain = sum(1 for _ in _plain().finditer(row.target))
    return wording(row.source, row.target, negations(row.source), plain)


def _wording(row: Row, french: Sequence[re.Match[str]], plain: int) -> float:
    """What the words of a row say for a negation that was taken out of the English; nats."""
    tables = _tables()
    total = tables["counts"]["bias"]
    for kind, found in wording(row.source, row.target, french, plain).items():
        weights = tables[kind]
        for word in found:
            total += weights.get(word, 0.0)
    return total


def signs(row: Row, least: float = float("-inf")) -> dict[str, float] | None:
    """What speaks for a negation that the English lost.

    Args:
        row: French and English.
        least: what the words alone must say, in nats, for it to be worth a closer look.

    Returns:
        Signs by name; nothing where the French has no negation, or ``least`` is not reached.
    """
    french = negations(row.source)
    if not french:
        return None
    plain = [match.start() for match in _plain().finditer(row.target)]
    said = _wording(row, french, len(plain))
    if said < least:
        return None
    seen = trace(row.source, row.target)
    kinds = Counter(match.lastgroup for match in french)
    halves = " ".join(match[0].lower() for match in french)
    return {
        "wording": said,
        "french": float(min(len(french), 4)),
        "english": float(min(len(plain), 4)),
        "surplus": float(max(-3, min(3, len(french) - len(plain)))),
        "none": float(not plain),
        "fewer": float(len(plain) < len(french)),
        "loose": seen.loose,
        "free": seen.free,
        "length-": min(seen.length, 0.0),
        "length+": max(seen.length, 0.0),
        "question": float("?" in row.source[french[0].start() :]),
        "seam": seam(row.target, "negation"),
        **{kind: float(min(kinds[kind], 2)) for kind in ("clause", "fixed", "without", "bare")},
        **{half: 1.0 for half in _HALVES if re.search(rf"\b{half}", halves)},
        **_neighbours(row, french, plain, seen),
    }


_MARKS = (" ne ", "n'", "n’", "pas", "sans", "aucun", "jamais", "non", " ni ", "rien", "nul")


def negations(source: str) -> list[re.Match[str]]:
    """The negations of a French text that English has to render; the harmless ones are left out."""
    lower = f" {source.lower()}"
    if not any(mark in lower for mark in _MARKS):
        return []  # so that the pattern runs over half of the rows only
    found = list(_french().finditer(source))
    if not found:
        return found
    harmless = [match.span() for match in _harmless().finditer(source)]
    if not harmless:
        return found
    return [
        match
        for match in found
        if not any(a < match.end() and match.start() < b for a, b in harmless)
    ]


def _neighbours(
    row: Row, french: Sequence[re.Match[str]], plain: Sequence[int], seen: Trace
) -> dict[str, float]:
    """Where the negated words are in the English, and how far from the next negation there."""
    source, target = words(row.source), words(row.target)
    where: dict[str, list[int]] = {}
    for at, word in enumerate(target):
        where.setdefault(stem(word.folded), []).append(at)
    begins, starts = [w.start for w in target], [w.start for w in source]
    negated = [bisect.bisect_left(begins, at) for at in plain]
    distances: list[int] = []
    local = several = 0.0
    for match in french:
        first = bisect.bisect_left(starts, match.start())
        last = bisect.bisect_left(starts, match.end())
        weights = seen.weights[max(0, first - 3) : last + 4]
        missing = sum(weight for weight in weights if weight > 0)
        there = -sum(weight for weight in weights if weight < 0)
        local = max(local, missing / max(1.0, missing + there))
        places = [at for word in source[first : last + 3] for at in _translated(word, where)]
        several = max(several, float(len(places) > 1))
        if places:
            nearest = min((abs(at - no) for at in places for no in negated), default=_APART)
            distances.append(min(nearest, _APART))
    lone = sum(distance > _CLOSE for distance in distances)
    return {
        "local": local,
        "several": several,
        "found": float(bool(distances)),
        "farthest": float(max(distances, default=0)),
        "nearest": float(min(distances, default=0)),
        "lone": float(lone),
        "lone and fewer": float(lone > 0 and len(plain) < len(french)),
    }


def _translated(word: Word, where: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Where a French word's usual English stands, if in one place."""
    if word.folded in _NO_WORDS or len(word.folded) < 3:
        return ()
    entry = lexicon().find(stem(word.folded))
    found = (where.get(english, ()) for english in (entry.english if entry else ()))
    return next((places for places in found if len(places) == 1), ())


class Negation:
    """Negation lost or gained."""

    id = "negation"
    about = "A negation of the French is missing in the English, or the other way round."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:  # noqa: ARG002 - protocol
        """Findings in a row, in linear time."""
        french = negations(row.source)
        if french:
            seen = signs(row, WORTH)
            if seen is not None and log_odds(fitted("negation"), seen) > DOUBTFUL:
                yield Finding(
                    Severity.WARNING,
                    f'"{_short(french[0][0])}" is negative in the French; '
                    "the English may have lost it.",
                    tuple(match.span() for match in french),
                )
                return
        elif (gained := _gained(row)) is not None:
            yield gained
            return
        denied = _denied(row.source, row.target)
        if denied is not None:
            yield Finding(
                Severity.WARNING,
                f'"{denied[0]}" denies or forbids in the French; nothing in the English does.',
                (denied.span(),),
            )


def _gained(row: Row) -> Finding | None:
    """A "not" of the English where the French has nothing of the kind."""
    plain = tuple(match.span() for match in _plain().finditer(row.target))
    if not plain or _any_french().search(row.source):
        return None
    seen = trace(row.source, row.target)
    if seen.free >= FREE or seen.loose >= LOOSE:
        return None
    return Finding(
        Severity.WARNING,
        f'"{row.target[slice(*plain[0])]}" in the English has nothing negative behind it '
        "in the French.",
        (),
        plain,
    )


def _denied(source: str, target: str) -> re.Match[str] | None:
    """A verb of denial of the French, where the English has no word that could stand for it."""
    lower = source.lower()
    for mark, forms, english in _denials():
        if mark in lower and (found := forms.search(source)) is not None:
            return None if english.search(target) or _plain().search(target) else found
    return None


def _short(text: str) -> str:
    """A stretch of text for a message: its first and last word where it is long."""
    found = text.split()
    return text if len(found) <= 4 else f"{found[0]} … {found[-1]}"
