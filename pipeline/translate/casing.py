"""ALL CAPS headlines given the case that a model knows.

Models see little text in capitals and translate it badly. Which case a word should have is
asked of the model's own vocabulary: a form it knows whole is one it has seen (a truecaser
without a table; the idea of truecasing is Lita et al. 2003).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.translate.tokenizer import Encoding

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 8
"""Under that, a text in capitals is likely an acronym or a code."""
_LONGEST_ACRONYM = 5


def is_all_caps(text: str) -> bool:
    """Whether ``text`` is a heading in capitals rather than a line with acronyms in it.

    >>> [is_all_caps(t) for t in ("MOSCOU DÉMENT", "OTAN, UE", "L'ONU dément", "12 %")]
    [True, False, False, False]
    """
    words = _WORD.findall(text)
    return (
        sum(map(len, words)) >= _FEWEST_LETTERS
        and any(len(word) > _LONGEST_ACRONYM for word in words)
        and text == text.upper()
    )


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
