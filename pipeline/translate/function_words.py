"""Words by which a language is known: frequent, and no names."""

# ruff: noqa: SIM905  # a word list as one string reads better
from __future__ import annotations

import functools


@functools.cache
def french_words() -> frozenset[str]:
    """Frequent words that English does not have."""
    return frozenset(
        "le la les un une des du de au aux et ou où mais donc car ni que qui quoi dont quand "
        "comme lorsque puisque parce si est sont était étaient été être sera seront serait ont "
        "avait avaient avoir aura auront aurait fait faire peut peuvent doit doivent veut va "
        "vont ce cet cette ces celui celle ceux il elle ils elles nous vous je tu se lui leur "
        "leurs mon ma mes notre nos votre vos ses sa dans sur sous avec sans pour par entre "
        "chez vers depuis pendant après avant contre selon malgré dès jusqu ne pas jamais "
        "rien aucun aucune très trop aussi encore déjà toujours même autre autres tout toute "
        "tous toutes plusieurs quelques chaque à y en là ici ainsi alors cela ça ans jours "
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février avril juin "
        "juillet août septembre octobre novembre décembre".split()
    ) - {"ou", "si", "ma", "sa", "tu", "va", "des", "en", "car", "par", "sous", "sur", "tout", "y"}


@functools.cache
def english_words() -> frozenset[str]:
    """Frequent words of English, some of which French has too."""
    return frozenset(
        "the of and to in a is was for that it on with as be are by at from this have has had "
        "not he she they his her their its an or but which who will would were been said we i "
        "you after before over about more than up out into no all one new one's s t there when "
        "what if so can could may also our your my me him them do does did being during against "
        "between under while because these those how why where only other some any".split()
    )
