"""Negation lost or gained.

A French clause is negated by ``ne`` with its second half, by ``sans``, ``aucun``, ``ni`` or
``non``; ``ne … que`` is "only", and the ``ne`` after ``avant que`` or ``craindre`` says nothing.
English has many more ways to say no than "not": words such as *fail*, *lack*, *unless*,
*hardly* and the prefixes of *unable* or *impossible* all count as kept. Signs are weighed: the
words of both sides, how far the negated word is from the next negation of the English, a seam
where a "not" may be gone, and how freely the row is translated. The weights are a logistic
regression (``training/checks.py``).
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.completeness import Trace, trace
from pipeline.checks.fitted import fitted, log_odds
from pipeline.checks.lexicon import Word, lexicon, stem, words
from pipeline.checks.seams import seam

_WORD = re.compile(r"[^\W\d_]+")
_PREFIXED = 6
"""Letters from which on a word may carry a prefix that denies."""


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
        r"""\bnon\s(?:seulement|plus)\b | \bpas\s(?:seulement|moins|mal|encore\b) | \bsans\sdoute\b
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
        r"n['’]t\b|\b(?:no(?!\.|\s\d)|not(?!\sonly)|cannot|never|none|nobody|nothing|nowhere"
        r"|neither|nor|without)\b",
        re.IGNORECASE,
    )


@functools.cache
def _denying() -> re.Pattern[str]:
    """English words that may carry a negation in themselves, generously."""
    return re.compile(
        r"""\b(?:fail\w*|lack\w*|refus\w*|unless|hardly|barely|scarcely|few|little|avoid\w*
              |den(?:y|ied|ies)|instead|rather|only|un\w{4,}
              |in(?:ab|ac|ad|ap|ca|co|de|di|ef|el|ex|su|to|vi)\w{3,}|im[pm]\w{4,}|irr\w{4,}
              |dis\w{4,}|non\w*|\w{3,}less|ban(?:ned|s)?|prevent\w*|except|despite|stop\w*
              |wrong|absen\w+|ignor\w+|reject\w*|oppos\w+|far|too|yet|rare\w*|miss\w*
              |exclud\w*|forb\w+|prohib\w+|doubt\w*|mere\w*|just|neg\w+|free|los[ste]\w*
              |declin\w+|resist\w*|beyond|short|contrary|unlike\w*|any\w*|ever|longer|but|still
              |difficult\w*|hard|reluctan\w*|whatever)\b""",
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


# Weights of a logistic regression, in nats for "a negation was taken out": fitted with an L1
# penalty on pairs of the project's training text against the same with one negation removed.
# Words of the subject matter, which mean nothing here, are left out.
_ENGLISH = """
    able:+0.2 also:-0.3 although:+0.3 am:+0.3 avoid:-0.3 because:+0.2 both:-0.3 but:+0.4
    can:+1.0 cannot:-0.5 doubt:+0.4 easy:+0.5 either:+0.4 enough:+0.7 ever:-1.5 fail:-1.8
    failed:-1.1 fails:-1.3 forget:+0.4 free:-0.2 hardly:-2.7 have:+0.2 how:-0.4 if:+0.2
    impossible:-1.5 know:+0.2 lack:-0.4 little:-1.3 longer:+1.9 low:-0.2 mention:+0.5
    more:+0.2 must:+0.2 neither:-0.5 never:-1.5 no:-1.0 non:-2.0 nor:+0.4 not:-1.5 one:+0.2
    only:-0.6 over:-0.2 present:+0.3 rather:-0.3 should:+0.3 something:+1.2 t:-0.9 than:-0.3
    there:+0.4 too:-0.2 unable:-0.9 unless:-0.2 very:-0.2 will:+0.3 with:+0.7 would:+0.3
    wrong:-1.0 yet:+0.3 you:-0.2
"""
_PREFIXES = """
    dif:-0.2 dis:-0.2 eit:+0.2 fai:-1.4 lac:-0.3 not:-0.3 ref:-0.3 una:-2.0 unc:-1.2
    und:-0.3 une:-0.7 unk:-0.2 unl:-0.9 unp:-0.8 unr:-1.4 uns:-1.0 unt:-0.9 unw:-0.9
"""
_CLAUSE = """
    ai:+0.2 est:+0.2 guère:-0.6 ne:-0.8 non:-0.5 plus:-0.9 que:-0.5 sans:-0.5
"""
_CUES = """
    aucun:+0.2 aucune:+0.4 impossible:+1.2 jamais:+0.3 moins:+0.2 n:+0.8 ne:+1.5 ni:+0.8
    non:+0.3 pas:+0.4 peu:+0.2 plus:-0.3 que:-0.2 sans:+0.4 seulement:+0.7
"""
_SHORTER = 0.5  # English has fewer negations than the French
_ENOUGH = -3.5  # it has as many or more
_MORE_OR_LESS = -1.0  # a word in "-less"
_LEFT_OVER = 2.9  # an auxiliary "do" that nothing but a "not" explains

DOUBTFUL = 0.2
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


@functools.cache
def _weights(table: str) -> dict[str, float]:
    pairs = (entry.split(":") for entry in table.split())
    return {word: float(weight) for word, weight in pairs}


def _wording(source: str, target: str, french: list[re.Match[str]], plain: int) -> float:
    """What the words of a row say for a negation that was taken out of the English; nats."""
    doubt = _SHORTER if plain < len(french) else _ENOUGH
    if _stranded().search(target):
        doubt += _LEFT_OVER
    clause, cues = _weights(_CLAUSE), _weights(_CUES)
    for word in {word for match in french for word in _WORD.findall(match[0].lower())}:
        doubt += clause.get(word, 0.0)
    for word in set(_WORD.findall(source.lower())):
        doubt += cues.get(word, 0.0)
    english, prefixes = _weights(_ENGLISH), _weights(_PREFIXES)
    words = set(_WORD.findall(target.lower()))
    for word in words:
        doubt += english.get(word, 0.0)
    for prefix in {word[:3] for word in words if len(word) >= _PREFIXED}:
        doubt += prefixes.get(prefix, 0.0)
    if any(word.endswith("less") and len(word) > _PREFIXED for word in words):
        doubt += _MORE_OR_LESS
    return doubt


def signs(row: Row) -> dict[str, float] | None:
    """What speaks for a negation that the English lost; nothing where the French has none."""
    french = _negations(row.source)
    if not french:
        return None
    plain = [match.start() for match in _plain().finditer(row.target)]
    seen = trace(row.source, row.target)
    kinds = Counter(match.lastgroup for match in french)
    halves = " ".join(match[0].lower() for match in french)
    return {
        "wording": _wording(row.source, row.target, french, len(plain)),
        "french": float(min(len(french), 4)),
        "english": float(min(len(plain), 4)),
        "surplus": float(max(-3, min(3, len(french) - len(plain)))),
        "none": float(not plain),
        "fewer": float(len(plain) < len(french)),
        "loose": seen.loose,
        "free": seen.free,
        "length-": min(seen.length, 0.0),
        "length+": max(seen.length, 0.0),
        "other words": float(min(3, len(_denying().findall(row.target)))),
        "question": float("?" in row.source[french[0].start() :]),
        "stranded": float(bool(_stranded().search(row.target))),
        "seam": seam(row.target, "negation"),
        **{kind: float(min(kinds[kind], 2)) for kind in ("clause", "fixed", "without", "bare")},
        **{half: 1.0 for half in _HALVES if re.search(rf"\b{half}", halves)},
        **_neighbours(row, french, plain, seen),
    }


_MARKS = (" ne ", "n'", "n’", "pas", "sans", "aucun", "jamais", "non", " ni ", "rien", "nul")


def _negations(source: str) -> list[re.Match[str]]:
    lower = f" {source.lower()}"
    if not any(mark in lower for mark in _MARKS):
        return []  # so that the pattern runs over half of the rows only
    harmless = [match.span() for match in _harmless().finditer(source)]
    return [
        match
        for match in _french().finditer(source)
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
    entry = lexicon().get(stem(word.folded))
    found = (where.get(english, ()) for english in (entry.english if entry else ()))
    return next((places for places in found if len(places) == 1), ())


class Negation:
    """Negation lost or gained."""

    id = "negation"
    about = "A negation of the French is missing in the English, or the other way round."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:  # noqa: ARG002 - protocol
        """Findings in a row, in linear time."""
        found = signs(row)
        if found is not None:
            if log_odds(fitted("negation"), found) > DOUBTFUL:
                french = _negations(row.source)
                yield Finding(
                    Severity.WARNING,
                    f'"{_short(french[0][0])}" is negative in the French; '
                    "the English may have lost it.",
                    tuple(match.span() for match in french),
                )
            return
        plain = tuple(match.span() for match in _plain().finditer(row.target))
        if not plain or _any_french().search(row.source):
            return
        seen = trace(row.source, row.target)
        if seen.free < FREE and seen.loose < LOOSE:
            yield Finding(
                Severity.WARNING,
                f'"{row.target[slice(*plain[0])]}" in the English has nothing negative behind it '
                "in the French.",
                (),
                plain,
            )


def _short(text: str) -> str:
    """A stretch of text for a message: its first and last word where it is long."""
    found = text.split()
    return text if len(found) <= 4 else f"{found[0]} … {found[-1]}"
