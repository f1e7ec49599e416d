"""Verbatim: addresses and handles, which translating must not touch."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from pipeline.article import Severity
from pipeline.checks.base import Context, Finding, Row

_HINTS = ("@", "#", "://", "www.", ".com", ".fr", ".org", ".net", ".eu")


@functools.cache
def _verbatim() -> re.Pattern[str]:
    return re.compile(
        r"(?P<link>(?:https?|ftp)://[^\s<>\"«»“”]+|\bwww\.[^\s<>\"«»“”]+)"
        r"|(?P<mail>\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
        r"|(?P<handle>(?<![\w@])@\w{2,40})"
        r"|(?P<tag>(?<![\w&#])#(?=\w*[^\W\d])\w{2,80})"
        r"|(?P<site>\b(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|fr|org|net|eu)\b(?!\.\w))",
        re.IGNORECASE,
    )


_NAMES = {
    "link": "The web address",
    "mail": "The e-mail address",
    "handle": "The account name",
    "tag": "The hashtag",
    "site": "The web site",
}


class Verbatim:
    """Web and e-mail addresses, @names and #tags must be the same on both sides."""

    id = "verbatim"
    about = "Web and e-mail addresses, @names and #tags that are not kept as they stand."

    def __call__(self, row: Row, context: Context) -> Iterator[Finding]:  # noqa: ARG002 - protocol
        """A finding for each that is lost, and each that is new."""
        here, there = _found(row.source), _found(row.target)
        if not here and not there:
            return
        lost = Counter(key for key, *_ in here) - Counter(key for key, *_ in there)
        new = Counter(key for key, *_ in there) - Counter(key for key, *_ in here)
        # The same address without its www or scheme is no loss that a reader would mind.
        for key, kind, text, span in here:
            if lost[key] > 0 and key not in row.target.lower():
                lost[key] -= 1
                severity = Severity.WARNING if kind == "site" else Severity.ERROR
                yield Finding(severity, f"{_NAMES[kind]} {text} is not in the English.", (span,))
        for key, kind, text, span in there:
            if new[key] > 0 and key not in row.source.lower():
                new[key] -= 1
                severity = Severity.WARNING if kind == "site" else Severity.ERROR
                yield Finding(
                    severity, f"{_NAMES[kind]} {text} is not in the French.", target=(span,)
                )


def _found(text: str) -> list[tuple[str, str, str, tuple[int, int]]]:
    if not any(hint in text for hint in _HINTS):
        return []
    found = []
    for match in _verbatim().finditer(text):
        kind = match.lastgroup or ""
        shown = match.group().rstrip(".,;:!?)]}'’…")
        key = shown.lower()
        if kind == "link":
            key = key.partition("://")[2] or key
            key = key.removeprefix("www.").rstrip("/")
        elif kind == "site":
            key = key.removeprefix("www.")
        found.append((key, kind, shown, (match.start(), match.start() + len(shown))))
    return found
