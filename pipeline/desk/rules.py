"""What the desk must do about an item before a word of it is translated.

The rules of the trade, as IPTC's NewsML-G2 names the state of an item (``pubStatus``,
``embargoed``, ``signal``) and as agencies write it into their texts. Pure: an article and a
moment in, a decision out. Where the wire leaves a doubt, the decision is the one that cannot
publish what must not be published.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from pipeline.article import Article
from pipeline.desk.embargo import embargoes, moment
from pipeline.desk.heads import excerpt, heads, statements
from pipeline.wire import Signal, Status, WireItem


class Action(StrEnum):
    """What to do with an item."""

    BRIEF = "brief"
    HOLD = "hold"
    WITHDRAW = "withdraw"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and why.

    Attributes:
        action: what to do.
        reason: one sentence for a journalist; for ``BRIEF`` empty, or what should be said in
            the output (an embargo that was set aside).
        until: when an embargo ends, with its offset; ``None`` where there is none or it
            cannot be read.
    """

    action: Action
    reason: str = ""
    until: datetime | None = None


def decide(article: Article, now: datetime, *, ignore_embargo: bool = False) -> Decision:
    """Whether an item may be briefed.

    A withdrawal comes before all else, then the language, then the embargo.

    Args:
        article: as read.
        now: the moment to judge by; one without a zone is taken for UTC.
        ignore_embargo: brief an item under embargo all the same; the reason says so.
    """
    if reason := _withdrawal(article):
        return Decision(Action.WITHDRAW, reason)
    if reason := _other_language(article.item.language):
        return Decision(Action.SKIP, reason)
    moment_of_judging = now if now.tzinfo else now.replace(tzinfo=UTC)
    held = _hold(article, moment_of_judging)
    if held is None:
        return Decision(Action.BRIEF)
    if ignore_embargo:
        return Decision(Action.BRIEF, f"The embargo was set aside: {held.reason}", held.until)
    return held


def _hold(article: Article, now: datetime) -> Decision | None:
    """The hold that the embargoes mean now, the last to end; ``None`` where none binds."""
    held: Decision | None = None
    for embargo in embargoes(article, now):
        if embargo.until is None:
            return Decision(
                Action.HOLD,
                f"It is under embargo, and until when cannot be read from {embargo.said}: held.",
            )
        later = held is None or held.until is None or embargo.until > held.until
        if now < embargo.until and later:
            reason = f"It is under embargo: held until {embargo.said}."
            held = Decision(Action.HOLD, reason, embargo.until)
    return held


def supersedes(new: WireItem, old: WireItem) -> bool:
    """Whether ``new`` takes the place of ``old``: the same item, and not an older version.

    Versions decide; where either has none, or both have the same, the moment of making does;
    and where that is not known either, the one that came later in the call, ``new``. An item
    without an identity takes no other's place.
    """
    if not new.identity or new.identity != old.identity:
        return False
    if new.version and old.version and new.version != old.version:
        return new.version > old.version
    made, before = moment(new.created), moment(old.created)
    if made and before:
        return made[0] >= before[0]
    return True


def signals_of(article: Article) -> tuple[Signal, ...]:
    """What an item is in the course of its story: by its metadata and the words of its head.

    In the order of :class:`pipeline.wire.Signal`, each once. IPTC urgency 1 is an alert and
    2 is urgent only where the wire says so in words: many agencies number routinely.
    """
    found = {*article.item.signals, *_worded((*heads(article), *statements(article)))}
    if article.item.status in (Status.CANCELED, Status.WITHHELD):
        found.add(Signal.KILL)
    return tuple(signal for signal in Signal if signal in found)


@functools.lru_cache(maxsize=64)  # asked several times of one article
def _worded(lines: tuple[str, ...]) -> frozenset[Signal]:
    """What the lines to the desk say of an item."""
    return frozenset(
        signal
        for signal, pattern in _SIGNAL_WORDS
        if any(re.match(pattern, line, re.IGNORECASE) for line in lines)
    )


# --- withdrawal ---------------------------------------------------------------------------

_OPEN = r"[\s(\[*+\"«#-]*"
_ITEM = r"(?:la |cette |notre |l['’])?(?:dépêche|depeche|article|info(?:rmation)?|papier|alerte)"
_NOT_TO_BE_USED = r"ne pas (?:utiliser|publier|diffuser)(?!\s+avant\b)"
_KILL = (
    rf"{_OPEN}(?:"
    r"(?:mandatory|bulletin|urgent|flash)\s+kill\b|kill\b\s*[:-]|kill\b[\s)+*!]*$"
    r"|annulation\b\s*(?:$|[:(\[–—-]|d['’]une? (?:dépêche|alerte)|de (?:la|notre) dépêche)"
    rf"|(?:(?:attention|avis)\s*[:,!–—-]*\s*)?{_ITEM}(?:\s+\S+){{0,6}}?\s+"
    r"(?:est |a été |doit être )?(?:annulée?|retirée?)\b(?!\s+(?:par|de|du|des|en|à|aux?)\b)"
    r"|avis d['’]annulation\b"
    r"|(?:[aà] )?ne pas (?:utiliser|publier|diffuser)[\s)\]+*!.]*$"
    rf"|(?:prière|merci|veuillez) (?:de )?(?:supprimer|détruire) {_ITEM}\b"
    rf"|(?:prière|merci) (?:d['’]annuler|de {_NOT_TO_BE_USED}|de retirer)\b"
    rf"|(?:veuillez|attention[\s:,!–—-]+)\s*(?:annuler|{_NOT_TO_BE_USED}|retirer)\b"
    r"|(?:nous annulons|nous retirons|l['’]afp annule|l['’]afp retire)\b"
    r")"
)
"""At the beginning of a line. A story about a cancelled concert or a withdrawn article of a
law must not match: who withdraws what is therefore part of each form."""


def _withdrawal(article: Article) -> str:
    item = article.item
    if item.status is Status.CANCELED:
        return "Its agency has cancelled it (status canceled)."
    if item.status is Status.WITHHELD:
        return "Its agency withholds it (status withheld)."
    if Signal.KILL in item.signals:
        return "Its agency has killed it (signal kill)."
    for line in (*heads(article), *statements(article)):
        if re.match(_KILL, line, re.IGNORECASE):
            return f"Its agency has withdrawn it: “{excerpt(line)}”."
    return ""


def _other_language(language: str) -> str:
    code = re.split(r"[-_]", language.strip().casefold(), maxsplit=1)[0]
    # "mul" and "und" say that nobody knows; the text is then judged by itself.
    if code in {"", "fr", "fra", "fre", "français", "french", "mul", "und", "zxx"}:
        return ""
    return f"It declares itself to be in another language than French ({language.strip()})."


# --- signals ------------------------------------------------------------------------------

_CLOSE = r"(?:\s*(?:$|[–—:)\]!*+/=]|-\s)|\s+-)"  # but not "Flash-back"
# Each matches at the beginning of a line, in any case of letters.
_SIGNAL_WORDS: tuple[tuple[Signal, str], ...] = (
    (Signal.ALERT, rf"{_OPEN}(?:alerte|flash|bulletin)\b{_CLOSE}"),
    (Signal.URGENT, rf"{_OPEN}urgent\b{_CLOSE}"),
    (
        Signal.UPDATE,
        (
            rf"{_OPEN}(?:\(?\s*(?:actualis[eé]e?|mis à jour|mise à jour|actualisation)\b"
            r"\s*(?:$|[-–—:)\]]|avec\b|le\b|à\b|:)|(?:rpt|répétition)\b\s*(?:$|[-–—:)\]])"
            r"|(?:\d+e|1er|2nd)\s+lead\b|lead\b\s*(?:$|[-–—:)\]\d]))"
        ),
    ),
    (
        Signal.CORRECTION,
        (
            rf"{_OPEN}(?:(?:correction|rectificatif|corrigé|erratum)\b\s*(?:$|[-–—:)\],]|d[ue]\b|des\b)"
            r"|corrige\b|bien lire\b)"
        ),
    ),
    (Signal.KILL, _KILL),
)
