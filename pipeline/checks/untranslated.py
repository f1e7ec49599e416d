"""Untranslated: French left in the English.

Each word of the English is evidence: French function words and accents for it, English function
words against it, words taken over from the French row somewhat. The maximum-scoring run of words
is reported where it has enough; names and titles, which begin with capitals, count for little.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.lexicon import Word, forms, lexicon, stem, words

# Function words of French that are no words of English.
_FRENCH = """
le la les un une des du de et est sont était étaient été être avoir avait avaient ont dans avec
pour sur par sans sous chez entre vers depuis pendant après avant contre selon malgré parmi ce
cette ces cet son sa ses leur leurs mon ma mes notre nos votre vos je tu il elle ils elles nous
vous qui que quoi dont où quand comme si mais ou donc car ni ne pas plus très aussi ainsi alors
encore déjà même mêmes tout tous toute toutes autre autres au aux en y se lui eux cela ça ceux
celle celui celles fait faire peut doit sera seront serait aurait deux trois quatre cinq sept huit
dix cent mille ans année jour jours pays aujourd hui lors dès puis quelque quelques chaque
plusieurs aucun aucune jamais rien personne moins bien peu beaucoup trop jusqu afin lorsque parce
puisque contre durant hors qu d l n s c j m t
"""
# What stands before an apostrophe.
_ELIDED = frozenset("dlnscjm")
_APOSTROPHES = ("'", "’")
# Of the above: also words of English, or of names in English text.
_ENGLISH_TOO = """
a an on son sans car pays if or me dans plus comment tout est bien but six main d l n s c j m t y
en si pas mes tu moins hors dix se sur par pour ma sept hui
"""
_ENGLISH = """
the of and to in that is was for it with as his on be at by had are but from or have an they
which one you were her all she there would their we him been has when who will no more if out so
said what up its about into than them can only other new some could time these two may then do
first any my now such like our over even most after also did many before must through where much
your well down should because each just those how too state good very make world still own see
between being under never last while might
"""

# Words with accents that English has taken over, as far as news use them.
_LOANS = """
adiós appliqué attaché attachés blasé café cafés cliché clichés coalición communiqué communiqués
consommé coup crème crêpe crêpes début débutante débutantes déjà décor détente divorcée éclair
éclairs élan élite élites émigré émigrés entrée entrées exposé façade façades fête fêtes fiancé
fiancée gruyère jalapeño matinée mêlée naïve naïveté née passé pâté piñata première protégé
protégée protégés purée raison rapprochement régime résumé risqué rôle roué rosé séance señor
soirée soufflé tête touché vice voilà vis-à-vis über
"""

_FUNCTION, _ACCENT, _TAKEN, _NAME = 1.6, 1.2, 0.9, -0.1
_LEFT = 3.7
"""A word in small letters with accents, just as it stands in the French, and no loan."""
_NEITHER, _ENGLISH_WORD = -0.7, -2.0
DOUBTFUL, WRONG = 3.6, 6.0
IDENTICAL = 2.0
"""Evidence that a row is French which is letter for letter its source."""
LEAST = 1
"""Words that can only be French which a run must have."""
_FRENCH_LETTERS = frozenset("àâæçèêëîïôœùûÿé")


@functools.cache
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """French words and English words, none of which is in both; loans."""
    english = frozenset(_ENGLISH.split())
    french = frozenset(_FRENCH.split()) - english - frozenset(_ENGLISH_TOO.split())
    return french, english, frozenset(_LOANS.split())


class Untranslated:
    """Looks for the run of words that is most likely French."""

    id = "untranslated"
    about = "French words, or the whole French sentence, left in the English."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """At most one finding."""
        found = words(row.target)
        if not _may_be_french(found, row.target):
            return
        run = _run(found, row)
        if run is None:
            return
        start, end, evidence = run
        whole = end - start >= 0.8 * len(row.target.strip())
        shown = row.target[start:end]
        shown = shown if len(shown) <= 90 else shown[:89].rstrip() + "…"
        at = row.source.find(row.target[start:end])
        yield Finding(
            Severity.ERROR if evidence >= WRONG else Severity.WARNING,
            "The sentence was left in French."
            if whole
            else f"French seems to be left in the English: “{shown}”.",
            ((at, at + end - start),) if at >= 0 else (),
            ((start, end),),
        )


def _may_be_french(found: Sequence[Word], target: str) -> bool:
    """Whether any word can only be French; quickly told of most rows."""
    french, _, _ = _tables()
    here = forms(target)
    if not french.isdisjoint(here):
        return True
    if not _ELIDED.isdisjoint(here) and any(
        word.folded in _ELIDED and target[word.end : word.end + 1] in _APOSTROPHES for word in found
    ):
        return True
    return not target.isascii() and any(not word.text.isascii() for word in found)


def _run(found: Sequence[Word], row: Row) -> tuple[int, int, float] | None:
    source = {word.text for word in words(row.source)}
    capitals = row.target.isupper()
    best, total, begin, sure, evidence = None, 0.0, 0, 0, 0.0
    for i, word in enumerate(found):
        if total <= 0:
            total, begin, sure = 0.0, i, 0
        weight = _weight(word, row.target, source, plain=capitals or i == 0)
        total += weight
        sure += weight >= _ACCENT
        if total > evidence and sure >= LEAST:
            evidence, best = total, (begin, i)
    if best is None:
        return None
    if len(found) > LEAST and row.target.strip() == row.source.strip():
        evidence += IDENTICAL
    if evidence < DOUBTFUL:
        return None
    return found[best[0]].start, found[best[1]].end, evidence


def _weight(word: Word, target: str, source: Collection[str], *, plain: bool) -> float:
    """Evidence that a word is French; ``plain`` where its capitals say nothing."""
    french, english, loans = _tables()
    lower = word.text.lower()
    if lower in english:
        return _ENGLISH_WORD
    if lower in french and (plain or word.text.islower()):
        return _FUNCTION
    if not plain and not word.text.islower():
        return _NAME
    if lower in _ELIDED and target[word.end : word.end + 1] in _APOSTROPHES:
        return _FUNCTION
    if not lower.isascii() and not _FRENCH_LETTERS.isdisjoint(lower):
        # At a sentence's beginning it may be a name: André, Émile.
        small = word.text.islower() and len(lower) > 3
        left = small and word.text in source and lower not in loans
        return _LEFT if left else _ACCENT
    if len(lower) > 2 and word.text in source:
        return 0.0 if _is_cognate(word.folded) else _TAKEN
    return _NEITHER


def _is_cognate(folded: str) -> bool:
    """Whether English has the word too, as far as the lexicon knows."""
    entry = lexicon().find(stem(folded))
    return entry is not None and stem(folded) in entry.english
