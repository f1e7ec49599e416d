"""What the two formats of the teletype age share: their codes, lines and words to the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.article import Article, Notice, Role
from pipeline.errors import EmptyInputError, InputTooLargeError
from pipeline.readers.compose import compose
from pipeline.readers.encoding import decode
from pipeline.readers.fragment import text_parts
from pipeline.readers.markup import Part
from pipeline.text import canonical
from pipeline.wire import Signal, Status, WireItem

PADDING = b"\x00\x16\x7f"
"""NUL, SYN and DEL fill the line between messages and mean nothing."""

# ISO 646-FR (NF Z 62-010): the French national version of the 7-bit code.
_ISO_646_FR = str.maketrans("#@[\\]{|}~", "£à°ç§éùè¨")

# ISO 6937 (CCITT T.61): an accent comes before its letter.
_ACCENTS = {
    0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC8: "\u0308",
    0xCA: "\u030a", 0xCB: "\u0327", 0xCF: "\u030c",
}  # fmt: skip  # a table reads better in rows
_SIGNS_6937 = {
    0xA0: "\u00a0", 0xAB: "«", 0xBB: "»", 0xA9: "‘", 0xB9: "’", 0xAA: "“", 0xBA: "”", 0xE1: "Æ",
    0xF1: "æ", 0xEA: "Œ", 0xFA: "œ", 0xFB: "ß", 0xB0: "°", 0xA3: "£", 0xD0: "—",
}  # fmt: skip  # as above

_FIRST_OF_COMPOUND = frozenset(
    """
    peut vice ex non mi demi quasi semi après avant sous contre entre porte grand grande haut haute
    bas basse sud nord est ouest au là ci celui celle ceux celles très main rendez vis tout chef
    soi lui elle eux nous vous c'est-à dix-sept vingt trente quarante cinquante soixante quatre
    week arc outre quelques moi toi sans aide pro anti libre mot état
    """.split()  # noqa: SIM905  # a list would take a screen
)
_SECOND_OF_COMPOUND = frozenset(
    """
    être ci là il elle on ils elles je tu nous vous t- même mêmes ce moi toi lui leur le la les
    dire vis fois midi dessus dessous delà président présidente mer end
    """.split()  # noqa: SIM905  # as above
)


def to_text(data: bytes, name: str) -> tuple[str, str]:
    """The text of a message without control characters, and the name of its code.

    7-bit text with letters of ISO 646-FR (``{`` for ``é``) inside words is read so; 8-bit text
    with accents before letters is ISO 6937; all else as any other text.

    Raises:
        BinaryInputError, EncodingError: not text.
        EmptyInputError: nothing but control characters.
    """
    bare = re.sub(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]", b"", data)
    if not bare.strip():
        raise EmptyInputError(
            f"{name} has a message without text.", hint="Ask the agency to send it again."
        )
    if not re.search(rb"[\x80-\xff]", bare):
        text = bare.decode("ascii")
        if is_iso_646_fr(text):
            return canonical(text).translate(_ISO_646_FR), "iso646-fr"
        return canonical(text), "us-ascii"
    if _is_6937(bare):
        return canonical(_from_6937(bare)), "iso6937"
    decoded = decode(bare, name)
    return decoded.text, decoded.encoding


def is_iso_646_fr(text: str) -> bool:
    """Whether braces and bars stand inside words, as they do where they are French letters.

    At least two, more than twice the pairs of braces that could be brackets.
    """
    inside = len(re.findall(r"(?<=[a-z])[{}|@\\](?=[a-z ,.])|(?<=[ '])[{@](?=[a-z ])", text))
    brackets = len(re.findall(r"\{[^{}\n\s]{0,40}\s[^{}\n]{0,60}\}", text))
    return inside >= 2 and inside > brackets


def _is_6937(data: bytes) -> bool:
    high = len(re.findall(rb"[\x80-\xff]", data))
    accents = len(re.findall(rb"[\xc1-\xc4\xc8\xca\xcb\xcf][A-Za-z]", data))
    return accents >= 2 and accents >= 0.7 * high


def _from_6937(data: bytes) -> str:
    signs: list[str] = []
    accent = ""
    for byte in data:
        if byte in _ACCENTS and not accent:
            accent = _ACCENTS[byte]
            continue
        sign = chr(byte) if byte < 0x80 else _SIGNS_6937.get(byte, "\ufffd")
        signs.append(sign + accent)
        accent = ""
    return "".join(signs)


def joined(text: str) -> str:
    """The same lines, a word broken by a hyphen at a line's end made whole on the next, since
    the whole word would not have fitted on the first.

    The hyphen stays where the word is a compound by its parts (``peut-être``) or a name.
    """
    # Bounded runs, lest a file without a blank take quadratic time.
    return re.sub(r"[ \t]?(?<!\S)(\S{0,40})-[ \t]{0,20}\n[ \t]{0,20}(\S{1,40})", _mended, text)


def _mended(match: re.Match[str]) -> str:
    first, second = match[1], match[2]
    head = re.split(r"[^\w'’-]", first)[-1].replace("’", "'")
    tail = re.match(r"\w*", second)
    word = tail[0] if tail else ""
    broken = (
        re.search(r"[^\W\d_]{2}$", head)
        and word[:1].islower()
        and not head[:1].isupper()
        and head.split("'")[-1].casefold() not in _FIRST_OF_COMPOUND
        and head.casefold() not in _FIRST_OF_COMPOUND
        and word not in _SECOND_OF_COMPOUND
        and not head.endswith(("-t", "-à"))
    )
    if not first:  # a dash of its own
        return f"\n- {second}"
    return f"\n{first}{'' if broken else '-'}{second}"


def paragraphs(text: str, name: str) -> list[Part]:
    """The paragraphs of a body, words broken at line ends made whole.

    Raises:
        InputTooLargeError: more than any wire has.
    """
    return text_parts(joined(text), name)


_UPDATED = (
    r"\b(?:1er|1st|2e|2nd|3rd|\d{1,2}(?:e|[èe]me|th)|new|nouveau)\s+(?:lead|ld)\b"
    r"|\blead\b|\bmise à jour\b|\bmaj\b|\bwritethru\b|\bupdates?\b|\bactualis"
)


def signals(text: str) -> tuple[Signal, ...]:
    """What the words of a keyword line or an advisory say, in French or English."""
    found = (
        (Signal.ALERT, r"\balerte?s?\b|\bflash\b|\bnewsalert\b"),
        (Signal.URGENT, r"\burgente?\b|\bbulletin\b"),
        (Signal.UPDATE, _UPDATED),
        (
            Signal.CORRECTION,
            r"\bcorrecti[fo]n?s?\b|\bcorrects?\b|\brectificatif\b|\bcorrigé|\berratum\b",
        ),
        (Signal.KILL, r"\bkill\b|\bannulation\b|\bannule et ne remplace pas\b|\bwithdraw"),
    )
    folded = text.casefold().replace("-", " ")
    return tuple(signal for signal, pattern in found if re.search(pattern, folded))


def article(
    name: str, parts: list[Part], encoding: str, item: WireItem, metadata: dict[str, str]
) -> Article:
    """The article of a message. Where it ends in initials of the desk alone, the agency's own
    credit stands below them, since it must be carried.

    Raises:
        EmptyInputError: no text, where the message is not a kill.
    """
    killed = Signal.KILL in item.signals or item.status is not Status.USABLE
    made = compose(name, parts, encoding=encoding, item=item, metadata=metadata)
    signed = [made.content(block).casefold() for block in made.of_role(Role.CREDIT)]
    if signed and not any(item.credit.casefold() in line for line in signed):
        parts = [*parts, (Role.CREDIT, item.credit)]
        made = compose(name, parts, encoding=encoding, item=item, metadata=metadata)
    if not made.blocks and not killed:
        raise EmptyInputError(
            f"{name} has a message without text.", hint="Ask the agency to send it again."
        )
    return made


MAX_MESSAGES = 5_000
"""More messages than a file of a teletype line holds; a guard for time."""


def within(starts: Sequence[int], name: str) -> None:
    """Refuse a file of more than :data:`MAX_MESSAGES`, rather than drop the rest.

    Raises:
        InputTooLargeError: it has more.
    """
    if len(starts) > MAX_MESSAGES:
        raise InputTooLargeError(
            f"{name} holds {len(starts):,} messages; at most {MAX_MESSAGES:,} are read at once.",
            hint="Split it into several files.",
        )


def gathered(made: list[Article], failed: list[EmptyInputError], name: str) -> tuple[Article, ...]:
    """The articles of a file of several messages; the first says how many had no text.

    Raises:
        EmptyInputError: none has.
    """
    from dataclasses import replace

    if not made:
        raise (
            failed[0]
            if failed
            else EmptyInputError(f"{name} has no message.", hint="Give a wire with text.")
        )
    if failed:
        said = Notice("items-left-out", f"Left out, without text: {len(failed)} messages.")
        made[0] = replace(made[0], notices=(*made[0].notices, said))
    return tuple(made)


def stamped(day: str, month: str, year: str, hour: str, minute: str) -> str:
    """ISO 8601 from a date and a time in GMT; empty where they are none."""
    from datetime import UTC, datetime

    numbers = {
        "jan": 1, "jän": 1, "fév": 2, "fev": 2, "feb": 2, "mar": 3, "mär": 3, "avr": 4, "apr": 4,
        "mai": 5, "may": 5, "jui": 0, "jun": 6, "jul": 7, "aoû": 8, "aou": 8, "aug": 8, "sep": 9,
        "oct": 10, "okt": 10, "nov": 11, "déc": 12, "dec": 12, "dez": 12,
    }  # fmt: skip  # a table reads better in rows
    word = month.casefold()
    number = int(word) if word.isdigit() else numbers.get(word[:3], 0)
    if word.startswith("jui"):  # juin, juillet
        number = 7 if word.startswith("juil") else 6
    full = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    try:
        return datetime(full, number, int(day), int(hour), int(minute), tzinfo=UTC).isoformat()
    except ValueError:
        return ""
