"""Characters: what no English sentence has, such as controls, or letters of two scripts."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


@functools.cache
def _broken() -> re.Pattern[str]:
    # Controls, surrogates, private use, noncharacters, the replacement character and the
    # marks that a tokenizer leaves behind.
    return re.compile(
        "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ue000-\\uf8ff"
        "\\ufdd0-\\ufdef\\ufffd-\\uffff\\u2581]|</?s>|<unk>|<pad>"
    )


@functools.cache
def _garbled() -> re.Pattern[str]:
    # UTF-8 read as Latin-1 or Windows-1252, and character references of HTML.
    return re.compile("[ÃÂ][\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|&(?:#\\d{1,7}|[a-z]{2,8});")


@functools.cache
def _foreign_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]*[^\W\d_\u0000-\u024f\u1e00-\u1eff][^\W\d_]*")


@functools.cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")


class Characters:
    """Looks for characters that show that something broke on the way."""

    id = "characters"
    about = "Control and replacement characters, garbled encodings, words of mixed scripts."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """One finding of each kind, with all its places."""
        target = row.target
        if not target.isprintable() or not target.isascii() or "<" in target:
            known = set(row.source)
            places = [m for m in _broken().finditer(target) if m.group() not in known]
            if places:
                shown = ", ".join(dict.fromkeys(_name(m.group()) for m in places[:3]))
                yield Finding(
                    Severity.ERROR,
                    f"Characters that belong to no text are in the English: {shown}.",
                    target=tuple(m.span() for m in places),
                )
        if not target.isascii() or "&" in target:
            places = [m for m in _garbled().finditer(target) if m.group() not in row.source]
            if places:
                yield Finding(
                    Severity.ERROR,
                    f"The English has garbled characters: “{places[0].group()}”.",
                    target=tuple(m.span() for m in places),
                )
        if not target.isascii():
            yield from _foreign(row)


def _foreign(row: Row) -> Iterator[Finding]:
    mixed: list[re.Match[str]] = []
    strange: list[re.Match[str]] = []
    for match in _foreign_word().finditer(row.target):
        word = match.group()
        if word in row.source:
            continue
        scripts = {script for script in map(_script, word) if script}
        (mixed if len(scripts) > 1 else strange).append(match)
    if mixed:
        yield Finding(
            Severity.ERROR,
            f"Letters of two alphabets are mixed in one English word: “{mixed[0].group()}”.",
            target=tuple(m.span() for m in mixed),
        )
    if strange:
        yield Finding(
            Severity.WARNING,
            f"“{strange[0].group()}” is in another alphabet and is not in the French.",
            target=tuple(m.span() for m in strange),
        )


def _name(character: str) -> str:
    if len(character) > 1:
        return character
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
