"""``--enforce-terms``: the desk's English where the model used another word.

Only where the model's own attention says clearly which words those are; elsewhere the row keeps
its flag. The model is asked about rows that miss a term, and about no others.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.article import Flag, Sentence, Severity, Translation
from pipeline.checks import Row
from pipeline.checks.base import Context
from pipeline.checks.termbase import Term, Termbase, Word, fold, words
from pipeline.checks.terms import Terms, Usage, Use
from pipeline.patterns import pattern
from pipeline.text import for_model
from pipeline.translate import Aligner, Alignment
from pipeline.translate.faults import loops
from pipeline.translate.function_words import english_words

TERMS_VERSION = 1
"""Raised whenever other words would be replaced, or by others."""

TERM = "term"
"""What stands among the ``repairs`` of a translation."""

CLEAR = 0.5
"""Share of a word's attention that must go to the term, for the word that has most of it."""

PART = 0.5
"""The same for the words beside that one which are replaced with it."""

RIVAL = 0.3
"""Share from which a word elsewhere in the sentence makes the case unclear."""

_SHORT = 2
"""Letters of a French word that counts for nothing beside others: à, de, l."""

_INVARIABLE = frozenset(
    """
    abus accès avis campus cas choix concours congrès consensus corps cours débris décès discours
    fils mois parcours pays permis poids prix processus procès progrès propos recours refus repas
    revers secours succès temps univers virus voix
    """.split()  # noqa: SIM905  # a list would take a screen
)
"""French nouns whose ``s`` or ``x`` is no plural."""

_BETWEEN = pattern(r"[ '’-]*")
_VOWEL = pattern(
    r"(?:[aeio]|u(?!ni|se|su|tili|k\b)|hon(?:est|ou?r)|hour|heir)(?!ne\b|nce\b|u[rl])",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"a", "an", "the"})
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced.

    Attributes:
        translations: by sentence id; only those that changed.
        flags: one note for each replacement, in the order of the rows.
    """

    translations: Mapping[str, Translation]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class _Swap:
    start: int
    end: int
    text: str
    usage: Usage


def enforce(
    sentences: Sequence[Sentence],
    translations: Mapping[str, Translation],
    termbase: Termbase,
    *,
    aligner: Aligner,
    silent: bool = False,
) -> Replaced:
    """Put the desk's terms in.

    Args:
        sentences: those that were for the model, in order.
        translations: by sentence id.
        termbase: its terms are wanted, of the package and of the desk.
        aligner: of the model that translated.
        silent: make no flags.

    Raises:
        ModelError: the model is needed and cannot be used.
    """
    context = Context(termbase)
    rows = {
        s.id: Row(s.id, s.role, for_model(s.text), translations[s.id].text)
        for s in sentences
        if translations[s.id].score is not None
    }
    missed: dict[str, list[Usage]] = {}
    for usage in Terms().usage(rows.values(), context):
        if usage.use is Use.MISSED and _is_form(_french(rows[usage.row], usage), usage.term.french):
            missed.setdefault(usage.row, []).append(usage)
    if not missed:
        return Replaced({}, ())
    pairs = {id_: (rows[id_].source, rows[id_].target) for id_ in missed}
    aligned = aligner.align(dict.fromkeys(pairs.values()))
    originals = {s.id: s.text for s in sentences}
    changed: dict[str, Translation] = {}
    flags: list[Flag] = []
    for id_, usages in missed.items():
        row, swaps = _replaced(rows[id_], usages, aligned[pairs[id_]], context)
        if not swaps:
            continue
        old = translations[id_]
        changed[id_] = replace(old, text=row.target, repairs=(*old.repairs, TERM))
        if not silent:
            flags += _notes(rows[id_], row.target, swaps, originals[id_])
    return Replaced(changed, tuple(flags))


def with_notes(
    flags: Sequence[Flag], notes: Sequence[Flag], sentences: Sequence[Sentence]
) -> tuple[Flag, ...]:
    """The flags of the checks with those of :func:`enforce`: by row, in a row the notes last,
    and those of the brief after all.
    """
    order = {sentence.id: number for number, sentence in enumerate(sentences)}
    return tuple(sorted((*flags, *notes), key=lambda flag: order.get(flag.row, len(order))))


def _replaced(
    row: Row, usages: Sequence[Usage], alignment: Alignment, context: Context
) -> tuple[Row, list[_Swap]]:
    """The row with every term put in that has a clear place, and what was swapped."""
    taken: list[_Swap] = []
    for term in dict.fromkeys(usage.term for usage in usages):
        places = [usage for usage in usages if usage.term is term]
        swaps = [swap for usage in places if (swap := _swap(row, usage, alignment))]
        # A term that is put in once would hide, from the check, where it is still missed.
        if len(swaps) < len(places) or _collide([*taken, *swaps]):
            continue
        if _holds(row, _with(row, [*taken, *swaps]), term, context):
            taken += swaps
    return _with(row, taken), sorted(taken, key=lambda swap: swap.start)


def _swap(row: Row, usage: Usage, alignment: Alignment) -> _Swap | None:
    french = _french(row, usage)
    span = target_span(row.target, usage.source, alignment, most=_most(french))
    if span is None:
        return None
    if not _may_go(row.target, span, usage.term, french):
        return None
    start, end, text = _fitted(row.target, span, usage.term, french)
    return _Swap(start, end, text, usage)


def _french(row: Row, usage: Usage) -> str:
    return row.source[usage.source[0] : usage.source[1]]


def _is_form(found: str, entry: str) -> bool:
    """Whether each word is the entry's or its plural or feminine, rather than only alike: a row
    may be flagged for ``pris`` where the entry is ``prix``, but not changed for it.
    """
    pairs = zip(words(found), words(entry), strict=True)
    return all(_is_inflected(one.text.lower(), other.text.lower()) for one, other in pairs)


def _is_inflected(found: str, entry: str) -> bool:
    short, long = sorted((fold(found), fold(entry)), key=len)
    ending = long.removeprefix(short)
    if not long.startswith(short) or not re.fullmatch(r"[nlts]?e?[sx]?", ending):
        return False
    doubled = ending[:1] in {"n", "l", "t"} and ending[:1] != short[-1:]
    # A participle or a verb is another word: question, questionnés; marché, marche.
    return not doubled and ("é" in found[-3:]) == ("é" in entry[-3:])


def _most(french: str) -> int:
    return max(1, sum(len(word.text) > _SHORT for word in words(french)))


def target_span(text: str, source: Span, alignment: Alignment, *, most: int) -> Span | None:
    """The English that came of a stretch of French, where that is clear.

    Clear is: one word, no function word, gives :data:`CLEAR` of its attention to that French;
    with the words beside it that give :data:`PART` (function words between them come along) it
    is a run without a mark in it, of no more words than the French, lest a word that came of
    something else go with them; and no other word gives :data:`RIVAL`.

    Args:
        text: English.
        source: half-open span in the French, in code points.
        alignment: of the two.
        most: words that the run may have, function words not counted.
    """
    english = words(text)
    shares = [
        0.0 if _is_function(word) else alignment.share((word.start, word.end), source)
        for word in english
    ]
    best = max(range(len(english)), key=shares.__getitem__, default=-1)
    if best < 0 or shares[best] < CLEAR:
        return None
    first = _edge(english, shares, best, -1)
    last = _edge(english, shares, best, 1)
    rivals = shares[:first] + shares[last + 1 :]
    run = english[first : last + 1]
    said = sum(not _is_function(word) for word in run)
    if said > most or max(rivals, default=0.0) >= RIVAL:
        return None
    gaps = (text[one.end : two.start] for one, two in itertools.pairwise(run))
    if not all(_BETWEEN.fullmatch(gap) for gap in gaps):
        return None
    return run[0].start, run[-1].end


def _edge(english: Sequence[Word], shares: Sequence[float], at: int, step: int) -> int:
    """The last word of the run from ``at`` on, in one direction."""
    edge, here = at, at + step
    while 0 <= here < len(english):
        if shares[here] >= PART:
            edge = here
        elif not _is_function(english[here]):
            break
        here += step
    return edge


def _is_function(word: Word) -> bool:
    # Capitals within a sentence are names and acronyms: IT, US, Will.
    plain = word.text.islower() or (word.start == 0 and word.text.istitle())
    return (plain and word.folded in english_words()) or len(word.text) == 1


def _may_go(text: str, span: Span, term: Term, french: str) -> bool:
    """False for half a word (``didn't``), for a verb in a tense that is not carried over, and for
    an ending in ``s`` that a French singular gives no reason for: *frappe*, it strikes.
    """
    if re.match(r"['’](?!s\b)\w", text[span[1] :]):
        return False
    old = text[span[0] : span[1]]
    may_be_plural = _is_french_plural(french) or _is_invariable(french)
    if not term.keep and not may_be_plural and is_plural(words(old)[-1].text):
        return False
    return not (len(old) > 4 and old.endswith("ed") and not term.english[0].endswith("ed"))


def _fitted(text: str, span: Span, term: Term, french: str) -> tuple[int, int, str]:
    """Where to put the desk's English, and the form of it that fits there."""
    start, end = span
    old, new = text[start:end], term.english[0]
    plural = False
    if not term.keep:
        old_plural, entry_plural = is_plural(words(old)[-1].text), _is_french_plural(term.french)
        new_plural = is_plural(new.split()[-1])
        found_plural = _is_french_plural(french)
        variable = found_plural or _is_invariable(french)
        if old_plural and variable and not entry_plural and not new_plural:
            new = pluralised(new)
        elif not old_plural and not found_plural and entry_plural and new_plural:
            new = singularised(new)
        plural = is_plural(new.split()[-1])
    if not any(character.isalnum() for character in text[:start]):
        new = new[0].upper() + new[1:]
    after = text[end:]
    if re.match(r"['’]s\b", after) and plural:
        end += 2
        new += after[0]
    elif re.match(r"['’](?!\w)", after) and old.endswith("s") and not plural:
        end += 1
        new += after[0] + "s"
    before = re.search(r"\b([Aa]n?|[Tt]he) $", text[:start])
    if before:
        article = before[1]
        if new.split()[0].lower() in _ARTICLES and " " in new:
            start = before.start(1)
            new = new[0].upper() + new[1:] if article[0].isupper() else new
        elif article.lower() not in {"the", fitting := "an" if _VOWEL.match(new) else "a"}:
            start = before.start(1)
            new = f"{fitting.capitalize() if article[0] == 'A' else fitting} {new}"
    return start, end, new


def is_plural(word: str) -> bool:
    """Whether an English word has the look of a plural.

    >>> [is_plural(word) for word in ("strikes", "police", "crisis", "women", "gas")]
    [True, False, False, True, False]
    """
    word = word.lower()
    if word in {"men", "women", "people", "children"} or re.search(r"(?:wo)?men\Z", word):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics"))


def pluralised(phrase: str) -> str:
    """An English phrase with its last word in the plural, by rule.

    >>> [pluralised(word) for word in ("air raid", "army", "fireman", "watch")]
    ['air raids', 'armies', 'firemen', 'watches']
    """
    if re.search(r"man\Z", phrase) and not re.search(r"(?:hu|Ger|Ro)man\Z", phrase):
        return phrase[:-2] + "en"
    if re.search(r"[^aeiou]y\Z", phrase):
        return phrase[:-1] + "ies"
    return phrase + ("es" if re.search(r"(?:s|x|z|ch|sh)\Z", phrase) else "s")


def singularised(phrase: str) -> str:
    """The reverse of :func:`pluralised`.

    >>> [singularised(word) for word in ("air raids", "armies", "firemen", "watches")]
    ['air raid', 'army', 'fireman', 'watch']
    """
    if re.search(r"men\Z", phrase):
        return phrase[:-2] + "an"
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    return phrase[:-2] if re.search(r"(?:ss|x|z|ch|sh)es\Z", phrase) else phrase.removesuffix("s")


def _is_french_plural(phrase: str) -> bool:
    """Of a term: by its first word of more than three letters, mostly its head."""
    heads = [word for word in words(phrase) if len(word.text) > 3]
    return bool(heads) and heads[0].folded[-1] in "sx" and heads[0].text.lower() not in _INVARIABLE


def _is_invariable(phrase: str) -> bool:
    return any(word.text.lower() in _INVARIABLE for word in words(phrase))


def _with(row: Row, swaps: Sequence[_Swap]) -> Row:
    text = row.target
    for swap in sorted(swaps, key=lambda swap: -swap.start):
        text = text[: swap.start] + swap.text + text[swap.end :]
    return replace(row, target=text)


def _collide(swaps: Sequence[_Swap]) -> bool:
    spans = sorted((swap.start, swap.end) for swap in swaps)
    return any(one[1] > two[0] for one, two in itertools.pairwise(spans))


def _holds(row: Row, new: Row, term: Term, context: Context) -> bool:
    """Whether the term is there now, no other is lost by it, and nothing is said twice."""
    before = {u.term.french for u in Terms().usage((row,), context) if u.use is not Use.MISSED}
    after = {u.term.french for u in Terms().usage((new,), context) if u.use is not Use.MISSED}
    if not before | {term.french} <= after:
        return False
    return _doubled(new.target) <= _doubled(row.target) and not loops(row.source, new.target)


def _doubled(text: str) -> int:
    found = [fold(word.text) for word in words(text)]
    return sum(one == two for one, two in itertools.pairwise(found))


def _notes(row: Row, text: str, swaps: Sequence[_Swap], original: str) -> list[Flag]:
    """A note for each swap; what it says of the French is of the wire as it stands."""
    moved = 0
    notes: list[Flag] = []
    # Words stay in their order when a text is normalised, so that their numbers name them.
    normal, raw = words(row.source), words(original)
    for swap in swaps:
        start, end = swap.start + moved, swap.start + moved + len(swap.text)
        moved += len(swap.text) - (swap.end - swap.start)
        inside = [n for n, word in enumerate(normal) if _inside(word, swap.usage.source)]
        source: tuple[Span, ...] = ()
        if inside and [w.folded for w in normal] == [w.folded for w in raw]:
            source = ((raw[inside[0]].start, raw[inside[-1]].end),)
        notes.append(
            Flag(
                Terms.id,
                Severity.NOTE,
                row.id,
                f'The desk\'s "{text[start:end]}" stands where the model had '
                f'"{row.target[swap.start : swap.end]}".',
                source,
                ((start, end),),
            )
        )
    return notes


def _inside(word: Word, span: Span) -> bool:
    return span[0] <= word.start and word.end <= span[1]
