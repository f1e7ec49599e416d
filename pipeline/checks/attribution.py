"""Attribution: who says so, and what is only said to be so.

French news gives hearsay in the conditional (*aurait été tué*, *serait en fuite*): English says
*reportedly*, *is said to*, *may have*. Left out, a rumour becomes a fact. The same mood stands in
conditions, after "said that" and in polite wishes, where it reports nothing.

Where a row quotes somebody, the name beside the verb of speaking is held against the name beside
the English one: two names that changed places make the wrong person say it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.lexicon import words

_QUOTED = frozenset('"«»“”')
_SPEAKING = (
    "-t-",
    "-ils ",
    "-elles ",
    "elon ",
    "après",
    '"',
    "»",
    "”",
    " dit",
    "clar",
    "ffirm",
    "indiqu",
    "nnonc",
)
"""Some of these is in whatever gives a source."""
_ALIKE = 5
"""First letters by which two names are taken to be the same."""

SPOKEN = (
    "déclar|affirm|indiqu|annonc|précis|ajout|expliqu|soulign|assur|estim|racont|rapport"
    "|confi|répond|lanc|insist|not|rappel|conclu|martel|témoign|reconn|prétend|préven|avert"
    "|reproch|accus|commen|observ|poursui|renchér|confirm|dénonc"
)
"""How French verbs of speaking begin."""


_MANNER = (
    "modèle|méthode|bon\\svouloir|princip|règle|critère|cas\\b|besoin|circonstance|ordre|type|taille"
    "|saison|âge|procédure|modalit|rythme|calendrier|schéma|formule|niveau|degré|nature|moment|goût"
    "|usage|coutume|tradition|logique|mode\\b|manière|façon|terme|tarif|barème|humeur|gré\\b|quel"
)
"""After *selon*, what something goes by and not who says so."""


@functools.cache
def _said() -> re.Pattern[str]:
    return re.compile(
        rf"""(?P<inverted>\b(?:a|ont|avait)-t-(?:il|elle|on)s?\b\s(?:{SPOKEN})\w*
               |\b(?:a|ont|avait)-t-(?:il|elle|on)\sdit|\bont-(?:ils|elles)\s(?:{SPOKEN}|dit)\w*
               |["»”]\s?,?\s(?:a|ont|avait)\s(?:dit|(?:{SPOKEN})\w*))
          | (?P<according>\b(?:[Ss]elon|(?<!jour\s)(?<!jours\s)(?<!année\s)(?<!an\s)[Dd]['’]après)\s
              (?!(?:l['’]|las?|les?|une?|des|son|sa|ses)\s?(?:\w+\s)?(?:{_MANNER}))
              (?:(?:l['’]|la|le|les|un|une|des|son|sa|ses|lui|eux|elle)\b|[A-ZÉÀ]))
          | (?P<plain>\b(?:a|ont)\s(?:déclaré|affirmé|indiqué|annoncé|dit)\b)
        """,
        re.VERBOSE,
    )


@functools.cache
def _says() -> re.Pattern[str]:
    """English that gives a source."""
    return re.compile(
        r"""\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|according|add(?:ed|s|ing)|announc\w+|stat(?:ed?
              |es|ing|ements?)
          |declar\w+|claim\w*|not(?:ed|es|ing)|indicat\w+|explain\w*|report\w*|alleg\w+|confirm\w*
              |insist\w*
          |believ\w+|thinks?|argu\w+|express\w*|assert\w*|affirm\w*|emphasi\w+|stress\w*|warn\w*
              |ask\w*
          |repl(?:y|ied|ies)|answer\w*|conclud\w+|remark\w*|comment\w*|remind\w*|recall\w*
              |admit\w*|suggest\w*
          |show\w*|estimat\w+|opinion|view|per|assur\w+|mention\w*|describ\w+|reveal\w*|quot\w+
              |sp(?:eak|oke)\w*
          |point\w*|feel\w*|felt|predict\w*|accus\w+|acknowledg\w+|exclaim\w*|wr(?:ote|it\w+)
              |words?|recogni\w+
          |maintain\w*|continu\w*|observ\w+|f[io]und\w*|reckon\w*|consider\w*|highlight\w*
              |underlin\w+|call\w*
          |recount\w*|testif\w+|forecast\w*|respond\w*|inform\w*|disclos\w+|reads?|quipp\w+
              |wonder\w*|signal\w*
          |based|depend\w*|by|under|accordance|follow\w*|promis\w+|pledg\w+|vow\w*|specif\w+
              |cit(?:es|ed|ing)
          |depending|denounc\w+|judg\w+|detail\w*|lament\w*|complain\w*|elaborat\w+|in\sline
              |went\son|thought
          |agreed?|swore|s?he\sis|pursu\w+|respond\w*|release\w*|reproach\w*|launch\w*|throw\w*
              |criticis\w+|recommend\w*|confess\w*|confid\w+|sees?|ma(?:de|kes?|king)\W+clear)\b""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _hearsay() -> re.Pattern[str]:
    """The conditional of the past, which in news is nearly always hearsay."""
    return re.compile(
        r"\b(?:aurai(?:t|ent)|serai(?:t|ent))\s(?:été\s)?(?!plus\b)\w{2,}(?:é|i|u|is|it)e?s?\b"
    )


@functools.cache
def _rumour() -> re.Pattern[str]:
    """The conditional of the present, which often is something else."""
    return re.compile(
        r"\b(?!(?:aim|souhait|préfér|mérit|suffi|vaud|voud|faud)\w*rai)(?:n['’])?"
        r"(?:\w+erai(?:t|ent)|aurai(?:t|ent)|(?:\w*[vt]ien|\w*pren|attein)drai(?:t|ent))\b",
        re.IGNORECASE,
    )


@functools.cache
def _no_hearsay() -> re.Pattern[str]:
    return re.compile(
        r"""\bs(?:i|['’]ils?)\b|\b(?:selon|dans|par|pour)\s(?:le|la|les)quel|\bquand\b|\bcomme\b|\bsans\b|\bqui\b|\?|\bpens\w+|\bespér\w+
          |\bsinon|\bmême\b|\bcroy\w+|\bsûre?s?\squ
          |\b(?:dit|déclar|annonc|affirm|promis|assur|estim|indiqu|préven)\w*\s+qu""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _no_rumour() -> re.Pattern[str]:
    """What makes the conditional of the present a condition, a wish, or a future of the past."""
    return re.compile(
        r"""\bque?\b|\bqu['’]|\boù\b|\bdont\b|\b(?:ce|cela|ça|on|je|j['’]|nous|vous|rien|tu)\b
          |\bil\s(?:serait|y\saurait)|\bc['’]|!|\bdans\sce\scas|\bainsi\b|\bcondition\w*
          |\b(?:proj|plan|projet|réforme|accord|propos)\w*\b|\bplutôt|\bmieux|\balors\b
          |\b(?:peut-être|pourr\w+|devr\w+|probabl\w+|éventuel\w*|possib\w+)""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _tentative() -> re.Pattern[str]:
    return re.compile(
        r"""\b(?:would|could|might|may|should|must|reported\w*|alleged\w*|apparently|supposed\w*
          |likely|believed|thought|said|rumou?r\w*|claim\w*|according|seem\w*|appear\w*|presum\w+
          |perhaps|probabl\w+|possib\w+|suspected|purported\w*|think\w*|expected|says?|tell|told
          |reports?|if|will|estimated|understood|suggest\w*|accus\w+|were\sto|going\sto|believe\w*
          |had|able|can)\b|['’]d\b""",
        re.IGNORECASE | re.VERBOSE,
    )


_SPOKE = (
    "said|says|added|adds|stated|declared|explained|announced|insisted|stressed|warned|replied"
    "|noted|concluded|argued|claimed|confirmed|commented|admitted|recalled"
)
_NAME = r"(?:[A-ZÀ-Þ][\w'’-]+\s){0,3}[A-ZÀ-Þ][\w'’-]*\w"
_OFFICE = r"(?:(?:M\.|MM\.|Mme|Mlle|Me|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|President|Minister)\s)?"


@functools.cache
def _speaker() -> re.Pattern[str]:
    """A name behind a French verb of speaking, which no name before it can be the subject of."""
    spoke = rf"(?:(?:a|avait)\s(?:dit|(?:{SPOKEN})\w*[éui]t?)|dit|(?:{SPOKEN})e)"
    return re.compile(rf"[\"»”,]\s?{spoke}\s{_OFFICE}(?P<name>{_NAME})")


@functools.cache
def _spoken() -> re.Pattern[str]:
    """A name beside an English verb of speaking, behind it or before."""
    return re.compile(
        rf"\b(?:{_SPOKE})\s{_OFFICE}(?P<after>{_NAME})"
        rf"|(?:^|[\"”,.]\s){_OFFICE}(?P<before>{_NAME})\s(?:{_SPOKE})\b"
    )


def _speakers(pattern: re.Pattern[str], text: str) -> list[tuple[set[str], tuple[int, int]]]:
    """Names beside verbs of speaking, the beginnings of their words, with their spans."""
    found = []
    for match in pattern.finditer(text):
        side = match.lastgroup
        if side is not None:
            beginnings = {word.folded[:_ALIKE] for word in words(match[side])}
            found.append(({one for one in beginnings if len(one) > 1}, match.span(side)))
    return found


def _other_speaker(row: Row) -> Finding | None:
    """Somebody else in the English who says what is quoted, though the speaker is named there."""
    said = _speakers(_speaker(), row.source)
    says = _speakers(_spoken(), row.target) if said else []
    if not said or not says:
        return None
    speakers = set().union(*(names for names, _ in said))
    if any(not speakers.isdisjoint(names) for names, _ in says):
        return None
    source = {word.folded[:_ALIKE] for word in words(row.source)}
    target = {word.folded[:_ALIKE] for word in words(row.target)}
    for names, span in said:
        for others, place in says:
            if not names.isdisjoint(target) and not others.isdisjoint(source):
                speaker, stranger = row.source[slice(*span)], row.target[slice(*place)]
                return Finding(
                    Severity.WARNING,
                    f'"{speaker}" is quoted in the French, "{stranger}" in the English.',
                    (span,),
                    (place,),
                )
    return None


class Attribution:
    """A source, or the mark of hearsay, that is missing in the English; another speaker."""

    id = "attribution"
    about = "Who says so, or that something is only said to be so, is missing or another."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:  # noqa: ARG002 - protocol
        """Findings in a row, in linear time."""
        said = _said().search(row.source) if _speaks(row.source) else None
        if said is not None and not _says().search(row.target):
            yield Finding(
                Severity.WARNING,
                f'The English does not say who says so: "{said[0].strip()}" is missing.',
                (said.span(),),
            )
        if not _QUOTED.isdisjoint(row.source) and (other := _other_speaker(row)) is not None:
            yield other
        hearsay = _reported(row.source)
        if hearsay is not None and not _tentative().search(row.target):
            yield Finding(
                Severity.WARNING,
                f'"{hearsay[0]}" is hearsay in the French; the English states it as a fact.',
                (hearsay.span(),),
            )


def _speaks(source: str) -> bool:
    """Whether the French may say who says so: a look that spares most rows the pattern."""
    return any(mark in source for mark in _SPEAKING)


def _reported(source: str) -> re.Match[str] | None:
    """What the French gives as hearsay."""
    if "rait" not in source and "raient" not in source:
        return None
    found = _hearsay().search(source)
    if found is None and (found := _rumour().search(source)) and _no_rumour().search(source):
        return None
    return None if found is None or _no_hearsay().search(source) else found
