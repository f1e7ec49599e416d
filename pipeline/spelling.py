"""Names that the model spelt wrong or translated, and acronyms that it left in French, put right.

A small model copies a name piece by piece and at times gets lost on the way (*Geiffords*). Where
a name of the French is missing from the English, and a word with a capital stands there that
neither language has and that is nearly that name, the French spelling takes its place; a note on
the row says so. A name that has an English form, or may have, is left as it is. A surname that is
a word, too (*François Hollande*), takes its own place again where the model has translated it
behind the same given name or title ("François Netherlands"), and so does one that became a word
behind its given name ("Valérie Presses"). An acronym that stands in both and has
an English form in the termbase (*OTAN*) takes that form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.article import Flag, Sentence, Severity, Translation
from pipeline.checks import capitals
from pipeline.checks.invented import is_known
from pipeline.checks.lexicon import lexicon, stem
from pipeline.checks.matching import Side, capitals_of, explain
from pipeline.checks.names import Names
from pipeline.checks.termbase import Termbase, Word, fold, words
from pipeline.terms import Replaced
from pipeline.text import for_model

SPELLING_VERSION = 2
"""Raised whenever other words would be replaced, or by others."""

NAME = "name"
"""What stands among the ``repairs`` of a translation."""

ALIKE = 0.58
"""Least likeness of two spellings (Ratcliff and Obershelp 1988), 0 to 1. On newstest2012 every one
of the 153 names put right with 0.6 was the name in question, and at 0.45 one of 158 was not."""

_FRENCH, _ENGLISH = 4, 3  # letters at least

_TITLES: Mapping[str, frozenset[str]] = {
    "m": frozenset({"mr"}),
    "mme": frozenset({"mrs", "ms", "madam"}),
    "mlle": frozenset({"miss", "ms", "mrs"}),
    "president": frozenset({"president"}),
    "presidente": frozenset({"president"}),
    "ministre": frozenset({"minister"}),
    "depute": frozenset({"deputy"}),
    "senateur": frozenset({"senator"}),
    "professeur": frozenset({"professor"}),
    "docteur": frozenset({"doctor", "dr"}),
    "general": frozenset({"general"}),
}
"""What stands before a surname, folded, and the English of it."""

_COMMON = """
adele adrien agnes alain albert alexandra alexandre alexis alice aline amelie anais andre anne
anthony antoine arnaud aurelie aurore axel baptiste beatrice benjamin benoit bernadette bernard
bertrand brigitte brice bruno camille caroline catherine cecile cedric celine charles charlotte
chloe christelle christian christiane christine christophe claire claude clement corinne damien
daniel danielle david delphine denis didier dominique edouard elisabeth elise emilie emmanuel
emmanuelle eric estelle etienne eva fabien fabrice florence florent florian franck francis francois
francoise frederic gabriel gaspard georges gerald gerard germain ghislaine gilbert gilles gregory
guillaume guy helene henri herve hubert hugo isabelle jacques jean jeanne jerome joel josephine
judith jules julie julien juliette justine karine laetitia laura laure laurence laurent lea lionel
loic louis louise luc lucas lucie ludovic madeleine manon manuel marc marcel margaux marguerite
marie marine marion martin martine mathieu mathilde matthieu maurice max maxime michel michele
mireille monique morgane muriel myriam najat nathalie nicolas nicole noemie odile olivia olivier
pascal pascale patrice patricia patrick paul pauline philippe pierre rachida raphael raymond regis
remi renaud rene richard robert roger roland romain sandrine sarah sebastien segolene serge simon
simone solene sophie stephane stephanie sylvain sylvie theo thibault thierry thomas valentin valerie
veronique victor vincent virginie william xavier yann yannick yves yvonne zoe
"""
_GIVEN = frozenset(_COMMON.split())
"""Given names that are common in France, folded. Not every word with a capital before a surname is
one: *Radio Classique*, *France Télévisions*."""

_HEADS = _GIVEN | _TITLES.keys()


@dataclass(frozen=True, slots=True)
class _Swap:
    """What takes the place of a word of the English, and the word of the French behind it."""

    right: str
    wrong: Word
    french: Word

    @property
    def message(self) -> str:
        if self.wrong.text == self.french.text:
            return f"The model left “{self.wrong.text}”; “{self.right}” stands in its place."
        return (
            f"The model wrote “{self.wrong.text}”; the spelling of the French stands in its "
            f"place: “{self.right}”."
        )


def respell(
    sentences: Sequence[Sentence],
    translations: Mapping[str, Translation],
    termbase: Termbase,
    *,
    silent: bool = False,
) -> Replaced:
    """Put names right.

    Args:
        sentences: those that were for the model, in order.
        translations: by sentence id; those of other sentences are not looked at.
        termbase: names and terms with an English form.
        silent: make no flags.
    """
    changed: dict[str, Translation] = {}
    flags: list[Flag] = []
    for sentence in sentences:
        old = translations.get(sentence.id)
        if old is None or old.score is None:
            continue
        swaps = _swaps(sentence.text, old.text, termbase)
        if not swaps:
            continue
        text, moved = old.text, 0
        for swap in swaps:
            start, end = swap.wrong.start + moved, swap.wrong.end + moved
            text = text[:start] + swap.right + text[end:]
            moved += len(swap.right) - (end - start)
            if not silent:
                flags.append(
                    Flag(
                        Names.id,
                        Severity.NOTE,
                        sentence.id,
                        swap.message,
                        ((swap.french.start, swap.french.end),),
                        ((start, start + len(swap.right)),),
                    )
                )
        changed[sentence.id] = replace(old, text=text, repairs=(*old.repairs, NAME))
    return Replaced(changed, tuple(flags))


def _swaps(french: str, english: str, termbase: Termbase) -> list[_Swap]:
    """What is to be replaced, in the order of the English."""
    source = Side(french, words(french), capitals.french())
    target = Side(english, words(english), capitals.english())
    if not source.row or not target.row or source.shouts() or target.shouts():
        return []
    slips = [
        _Swap(for_model(right.text), wrong, right)
        for right, wrong in _pairs(source, target, termbase)
    ]
    swaps: dict[int, _Swap] = {}  # one a place, the surest kind first
    others = (*_surnames(source, target, termbase), *_acronyms(source, target, termbase))
    for swap in (*slips, *others):
        swaps.setdefault(swap.wrong.start, swap)
    return [swaps[start] for start in sorted(swaps)]


def _acronyms(source: Side, target: Side, termbase: Termbase) -> list[_Swap]:
    """Acronyms of the French that stand in the English, and what they are there."""
    capital = {word.text: word for word in source.row if word.text.isupper()}
    found = []
    for word in target.row:
        forms = termbase.names.get(word.text, ())
        if (
            word.text in capital
            and len(word.text) > 1
            and forms
            and forms[0].isupper()
            and word.folded not in {fold(form) for form in forms}
        ):
            found.append(_Swap(forms[0], word, capital[word.text]))
    return found


def _surnames(source: Side, target: Side, termbase: Termbase) -> list[_Swap]:
    """Names that stand behind the same given name or title on both sides and are another there: a
    translation, or behind a given name a slip, be it a word ("Valérie Presses").
    """
    if source.forms.isdisjoint(_HEADS):
        return []  # as in most rows
    rivals: dict[int, dict[str, _Swap]] = {}
    for before, name in pairwise(source.row):
        given = before.folded in _GIVEN and before.text[:1].isupper()
        heads = {before.folded} if given else _TITLES.get(before.folded)
        if (
            not heads
            or not name.text[:1].isupper()
            or name.text.isupper()
            or len(name.folded) < _FRENCH
            or target.has(name.folded)
            or termbase.english_for(name.text)
        ):
            continue
        entry = lexicon().find(stem(name.folded))
        translations = entry.english if entry else ()
        wrong = []
        for head, word in pairwise(target.row):
            if head.folded not in heads or not word.text[:1].isupper() or source.has(word.folded):
                continue
            # Behind a title it may be the name's English form: *Moubarak*, Mubarak.
            alike = _likeness(name, word) >= ALIKE
            if (alike and given) or (not alike and stem(word.folded) in translations):
                wrong.append(word)
        if len(wrong) == 1:
            swap = _Swap(for_model(name.text), wrong[0], name)
            rivals.setdefault(wrong[0].start, {}).setdefault(name.folded, swap)
    # Two names of the French for one of the English: which of them it is, nobody knows.
    return [swap for each in rivals.values() if len(each) == 1 for swap in each.values()]


def _pairs(source: Side, target: Side, termbase: Termbase) -> list[tuple[Word, Word]]:
    """Each name of the French with its wrong spelling in the English."""
    wrong = [
        at
        for at in capitals_of(target, french=False)[0]
        if _may_be_wrong(target.row[at], source, termbase)
    ]
    if not wrong:
        return []
    explain(source, target, termbase)
    lost = [
        at
        for at in capitals_of(source, french=True)[0]
        if at not in source.explained and _is_lost(source.row[at], target)
    ]
    alike = {
        (one, other): _likeness(source.row[one], target.row[other])
        for one in lost
        for other in wrong
        if other not in target.explained
    }
    return [
        (source.row[one], target.row[other])
        for (one, other), likeness in sorted(alike.items(), key=lambda item: item[0][1])
        if likeness >= ALIKE and _is_closest(one, other, alike)
    ]


def _may_be_wrong(word: Word, source: Side, termbase: Termbase) -> bool:
    """Whether a capitalised English word is neither in the French nor known."""
    return (
        len(word.folded) >= _ENGLISH
        and not word.text.isupper()
        and not source.has(word.folded)
        and not is_known(word.text.lower())
        and not termbase.french_for(word.text)
    )


def _is_lost(word: Word, target: Side) -> bool:
    """Whether a capitalised French word has no English form that we know, and is not there."""
    return (
        len(word.folded) >= _FRENCH
        and not word.text.isupper()
        and not target.has(word.folded)
        and word.folded not in capitals.openers()
        and stem(word.folded) not in lexicon()
    )


def _likeness(one: Word, other: Word) -> float:
    return SequenceMatcher(None, one.folded, other.folded, autojunk=False).ratio()


def _is_closest(one: int, other: int, alike: Mapping[tuple[int, int], float]) -> bool:
    """Whether neither of the two is likelier, or as likely, to be of another pair."""
    best = alike[one, other]
    rivals = (v for (a, b), v in alike.items() if (a == one) != (b == other))
    return all(v < best for v in rivals)
