"""The words by which French and English deny, and those that only look so.

The French is matched in small letters, which is several times as fast as ignoring capitals.
"""

from __future__ import annotations

import functools
import re


@functools.lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """A text in small letters, each at its place: one that would grow is left as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


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
        re.VERBOSE,
    )


@functools.cache
def _harmless() -> re.Pattern[str]:
    """French that has the words of a negation and denies nothing, or not for English."""
    return re.compile(
        r"""\b(?:
            non\s(?:seulement|plus)\b | non-(?!\s) | non\s(?:gouvernemental|alcool)
          | (?:ou|au|dire)\snon\b | ou\spas\b
          | pas\s(?:(?:seulement|uniquement|exclusivement|moins|mal|à\spas)\b|grand[-\s]?chose
              |(?:pu\s|pouvoir\s)?s['’]empêcher)
          | à\s(?:petits\s|grands\s)?pas\b | pourquoi\spas | pour\sne\spas\sdire
          | (?:un|le|les|des|premiers?|grand|quelques|ce|son|ses)\spas\b
          | sans\s(?:doute|cesse|précédent|frontières|-?abri|qu|compter|aucun|parler|papiers|fil
              |faille)
          | jamais\sauparavant | (?:que|à)\sjamais\b | rien\sque | de\srien\sn | personne\squi
          | plus\sou\smoins | vous\sn['’]avez\squ | depuis\sque\b
          # ne that denies nothing: plus grand qu'il ne l'était, longtemps que nous n'avions vu
          | (?:plus|mieux|pire|moins|autre\w*)\b[^.;,]{0,40}\bqu(?:e\b|['’])[^.;,]{0,30}
              \b(?:ne\s|n['’])
              (?![^.;,]{0,25}\b(?:pas|plus|jamais|rien)\b)
          | (?:longtemps|ans|mois|semaines|jours)\sque\b[^.;,]{0,30}\b(?:ne\s|n['’])
          | ne\s(?:cess\w+|manqu\w+\s(?:pas|plus\squ)|(?:pas\s)?tard\w+(?:\spas)?\sà\b
              |(?:sait|savait)\splus\soù|sont\spas\sque\b|\w+\splus\squ[e'’])
          | n['’](?:importe|(?:y\sa(?:vait)?|est)\spas\sque\b|en\sfinit\spas
              |est(?:\sautre|[-\s]ce\spas|\splus\sà\sprouver)|(?:est|était)\s(?:pas\ssans|plus\squ[e'’])
              |\w+t\s(?:\w+ment\s|sans\sdoute\s)?pas\sétranger
              |a\w*\spas\s(?:manqué|tardé\sà\b)|a\w*\s(?:pas|jamais)\scessé\b)
        )""",
        re.VERBOSE,
    )


_MARKS = (" ne ", "n'", "n’", "pas", "sans", "aucun", "jamais", "non", " ni ", "rien", "nul")


@functools.lru_cache(maxsize=8)
def negations(source: str) -> tuple[re.Match[str], ...]:
    """The negations of a French text that English has to render; the harmless ones are left out."""
    lower = lowered(source)
    if not any(mark in lower for mark in _MARKS) and not lower.startswith(("ne ", "ni ")):
        return ()  # so that the pattern runs over half of the rows only
    found = tuple(_french().finditer(lower))
    if not found:
        return found
    harmless = [match.span() for match in _harmless().finditer(lower)]
    if not harmless:
        return found
    return tuple(
        match
        for match in found
        if not any(a < match.end() and match.start() < b for a, b in harmless)
    )


@functools.cache
def denying() -> re.Pattern[str]:
    """English that denies and is nothing else, in small letters."""
    return re.compile(
        r"n['’]t\b|\b(?:no(?:\b(?!\.|\s\d)|t\b(?!\sonly)|(?:ne|body|thing|where|r)\b)|never\b"
        r"|neither\b|without\b|cannot\b|yet\sto\b)"
    )


@functools.cache
def said_by_the_way() -> re.Pattern[str]:
    """English that has the words of a negation and denies nothing."""
    return re.compile(
        r"\b(?:if|or|whether) not\b|\bnot (?:far|long|least)\b|\bnothing (?:short|less)\b",
        re.IGNORECASE,
    )


@functools.cache
def denials() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """French verbs that deny, forbid or keep from happening: letters that each has, its forms,
    and the English that may stand for it.
    """
    had = r"(?:a|ont|avait|avaient)\s(?:\w+ment\s)?"
    nier = rf"{had}niée?s?|nie(?:nt)?|niait|niaient|niant"
    return tuple(
        (mark, re.compile(rf"(?<!\bne\s)(?<!['’])\b(?:{forms})\b"), english)
        for mark, forms, english in (
            ("démen", rf"{had}démentie?s?|dément(?:ait|aient|ent)?|démentant", _contradicting()),
            *((mark, nier, _contradicting()) for mark in ("nie", "nié", "niai", "nian")),
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
def any_french() -> re.Pattern[str]:
    """Anything in French that may be behind an English "not", in small letters."""
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
          | exempt\w*|différ\w*|court
          | encore|rest\w+|dou\w+|s?aurait|oppos\w+|renonc\w+|rar\w+|vain\w*|impossible|vide
              |libre\w*)\b""",
        re.VERBOSE,
    )


@functools.cache
def stranded() -> re.Pattern[str]:
    """English that a "not" was taken out of, in small letters: an auxiliary "do" with nothing to
    stress it. After "to" or "can", to do is to act.
    """
    return re.compile(
        r"\b(?=d(?:o|oes|id)\s)(?<!\bto )(?<!\bnot )(?<!n['’]t )(?<!\bcan )(?<!\bcannot )"
        r"(?<!\bcould )(?<!\bwill )(?<!\bwould )(?<!\bshould )(?<!\bmust )(?<!\bmay )"
        r"(?<!\bmight )\w+\s(?!(?:so|it|this|that|the|a|an|what|you|they|we|he|she|not|well|"
        r"indeed|you|in|for|with|to|by|as|better|more|much|something|their|his|her|its|my|our|"
        r"your|people|nothing|all|some|and|or|but|on|at|too|business|exactly|everything|these|"
        r"anything|without|less|enough|little|whatever|those|things|them|him|me|us|if|when)\b)"
        r"[a-z]{2,}\b(?<!ing)",
    )


DENYING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "mis", "non")
"""Of English words, which turn a word into its opposite."""
DENYING = tuple(
    """fail refus lack unab inab impossib incapab ineffect hardly barely scarce rarely seldom
    unless refrain abstain prohibit forbid forbad avoid prevent declin doubt unclear unlikel
    unwilling reluct reject denie deny denia disagree insuffic inadequa absen missing ban banned
    illegal violat disregard overlook eschew lagg suspicio vulnerab struggl unprecedent
    devoid""".split()  # noqa: SIM905 - reads better
)
"""How English words begin that deny by themselves."""
SHUNNING = frozenset(
    """until till stop stops stopped little few fewer less only instead rather different against
    out other cease ceased halt halted far short end ended free beyond despite difficult difficulty
    hard wrong bad poor too ignore ignored neglected silent oppose opposed opposes opposition spare
    deprived without zero except but below differ differs differed lost lose loses losing worried
    finite slim non contrary conflict conflicts lag lags""".split()  # noqa: SIM905 - reads better
)
"""English words that may stand for a negation, among other things."""


@functools.cache
def turned() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What stands around a French negation, and the English it is turned into without one."""
    return tuple(
        (re.compile(french), re.compile(rf"\b(?:{english})"))
        for french, english in (
            (r"\btant\squ[e'’][^.,;]*?\b(?:ne\s|n['’])", r"until\b|till\b|unless\b|before\b"),
            (
                r"\bjamais\s(?:\w+\s)?(?:aussi|autant|si)\b",
                r"\w+est\b|most\b|record|all-time|ever\b",
            ),
            (r"\boubli", r"remember|recall|bear(?:ing)? in mind\b"),
            (r"\bignor", r"know|aware|familiar"),
            (r"\b(?:chang|boug)", r"stay|same\b|unchanged\b|remain|constant\b|stable\b"),
            (r"\b(?:droit|autoris|permi[st])", r"forb|prohib|banned\b|barred\b|impossib|illegal\b"),
            (r"\bexception\b", r"includ|like\b|too\b|also\b|as well\b"),
            (r"\b(?:ne\s|n['’])\w+(?:\s\w+)?\spas\sune?\b", r"far from\b|anything but\b"),
            (r"\bpas\s(?:\w+\s)?(?:difficile|compliqué)", r"eas(?:y|ily|ier)\b|simpl"),
            (r"\bpas\s(?:\w+\s)?(?:assez|suffi)", r"too\b|little\b|insuffic|inadequa|slim\b"),
        )
    )
