"""ALL CAPS headlines given the case that a model knows.

Models see little text in capitals and translate it badly. Which case a word should have is
asked of the model's own vocabulary: a form it knows whole is one it has seen (a truecaser
without a table; the idea of truecasing is Lita et al. 2003).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.patterns import pattern
from pipeline.translate.tokenizer import Encoding

_WORD = pattern(r"[^\W\d_]+")
_FEWEST_LETTERS = 8
"""Under that, a text in capitals is likely an acronym or a code."""
_LONGEST_ACRONYM = 5
_FEWEST_TITLE_WORDS, _TITLE_CASE = 5, 0.9


def is_all_caps(text: str) -> bool:
    """Whether ``text`` is a heading in capitals rather than a line with acronyms in it.

    >>> [is_all_caps(t) for t in ("MOSCOU DÉMENT", "OTAN, UE", "L'ONU dément", "12 %")]
    [True, False, False, False]
    """
    if text != text.upper():
        return False
    words = _WORD.findall(text)
    return sum(map(len, words)) >= _FEWEST_LETTERS and any(
        len(word) > _LONGEST_ACRONYM for word in words
    )


def recase_odd(text: str, encode: Callable[[str], Encoding]) -> str:
    """``text`` with the words recased that a model is not used to: words in capitals too long
    for an acronym and, where Nearly Every Word Begins With One, all of them.

    Nothing but case is changed, and nothing at all in a text of ordinary case.

    Args:
        text: not all in capitals, which is :func:`recase`'s.
        encode: the model's tokenizer.
    """
    words = _WORD.findall(text)
    if len(words) >= _FEWEST_TITLE_WORDS:
        long = [word for word in words if len(word) > 3]
        if long and sum(word[0].isupper() for word in long) >= _TITLE_CASE * len(long):
            return recase(text, encode)

    def form(match: re.Match[str]) -> str:
        word = match[0]
        odd = len(word) > _LONGEST_ACRONYM and word.isupper()
        return (
            min([word.capitalize(), word.lower()], key=lambda w: _cost(encode(w))) if odd else word
        )

    return _WORD.sub(form, text)


def recase(text: str, encode: Callable[[str], Encoding]) -> str:
    """``text`` in sentence case, names and acronyms kept where the vocabulary knows them.

    Each word takes the form of the fewest pieces: small letters, a capital first or, for
    short words, all capitals. The first word begins with a capital. Nothing but case is
    changed.

    Args:
        text: in capitals.
        encode: the model's tokenizer.
    """

    def form(match: re.Match[str]) -> str:
        word = match[0]
        forms = [word.lower(), word.capitalize()]
        if 1 < len(word) <= _LONGEST_ACRONYM:
            # A short word that it does not know in any form is an acronym.
            forms = (
                [forms[0], word, forms[1]] if _cost(encode(forms[0])) == (0, 1) else [word, *forms]
            )
        return min(forms, key=lambda one: _cost(encode(one)))

    recased = _WORD.sub(form, text)
    first = _WORD.search(recased)
    if first is None:
        return recased
    at = first.start()
    return recased[:at] + recased[at].upper() + recased[at + 1 :]


def _cost(encoding: Encoding) -> tuple[int, int]:
    return len(encoding.unknown), len(encoding.tokens)
