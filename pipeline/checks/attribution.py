"""Attribution: who says so, and what is only said to be so.

French news gives hearsay in the conditional (*aurait été tué*): English says *reportedly*,
*is said to*, *may have*. Left out, a rumour becomes a fact.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row

_VERBS = (
    "déclar|affirm|indiqu|annonc|précis|ajout|expliqu|soulign|assur|estim|racont|rapport"
    "|confi|répond|lanc|insist|not|rappel|conclu|martel|témoign|reconn|prétend|préven|avert"
    "|reproch|accus|commen|observ|poursui|renchér|confirm|dénonc"
)


@functools.cache
def _said() -> re.Pattern[str]:
    return re.compile(
        rf"""(?P<inverted>\b(?:a|ont|avait)-t-(?:il|elle|on)s?\b\s(?:{_VERBS})\w*
               |\b(?:a|ont|avait)-t-(?:il|elle|on)\sdit|\bont-(?:ils|elles)\s(?:{_VERBS}|dit)\w*
               |["»”]\s?,?\s(?:a|ont|avait)\s(?:dit|(?:{_VERBS})\w*))
          | (?P<according>\b(?:[Ss]elon|[Dd]['’]après)\s(?:(?:l['’]|la|le|les|un|une|des|son|sa|ses
              |lui|eux|elle)\b|[A-ZÉÀ]))
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
              |criticis\w+)\b""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _hearsay() -> re.Pattern[str]:
    """The conditional of the past, which in news is nearly always hearsay."""
    return re.compile(r"\b(?:aurai(?:t|ent)|serai(?:t|ent))\s(?:été\s)?\w{2,}(?:é|i|u|is|it)e?s?\b")


@functools.cache
def _no_hearsay() -> re.Pattern[str]:
    return re.compile(
        r"""\bs(?:i|['’]ils?)\b|\bquand\b|\bcomme\b|\bsans\b|\bqui\b|\?|\bpens\w+|\bespér\w+
          |\bsinon|\bmême\b|\bcroy\w+
          |\b(?:dit|déclar|annonc|affirm|promis|assur|estim|indiqu|préven)\w*\s+qu""",
        re.IGNORECASE | re.VERBOSE,
    )


@functools.cache
def _tentative() -> re.Pattern[str]:
    return re.compile(
        r"""\b(?:would|could|might|may|should|must|reported\w*|alleged\w*|apparently|supposed\w*
          |likely|believed|thought|said|rumou?r\w*|claim\w*|according|seem\w*|appear\w*|presum\w+
          |perhaps|probabl\w+|possib\w+|suspect\w*|purported\w*|think\w*|expected|says?|tell|told
          |reports?|if|will|estimated|understood|suggest\w*|accus\w+|were\sto|going\sto|believe\w*
          |had|able|can)\b|['’]d\b""",
        re.IGNORECASE | re.VERBOSE,
    )


class Attribution:
    """A source, or the mark of hearsay, that is missing in the English."""

    id = "attribution"
    about = "Who says so, or that something is only said to be so, is missing."

    def __call__(self, row: Row, context: Context) -> Iterable[Finding]:  # noqa: ARG002 - protocol
        """Findings in a row, in linear time."""
        said = _said().search(row.source)
        if said is not None and not _says().search(row.target):
            yield Finding(
                Severity.WARNING,
                f'The English does not say who says so: "{said[0].strip()}" is missing.',
                (said.span(),),
            )
        hearsay = _hearsay().search(row.source)
        if (
            hearsay is not None
            and not _no_hearsay().search(row.source)
            and not _tentative().search(row.target)
        ):
            yield Finding(
                Severity.WARNING,
                f'"{hearsay[0]}" is hearsay in the French; the English states it as a fact.',
                (hearsay.span(),),
            )
