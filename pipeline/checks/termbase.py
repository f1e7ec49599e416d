"""The termbase: what the desk wants a French term to be in English.

Two lists. ``names`` says which English forms of a French name are right: exonyms (Londres,
London), peoples, acronyms (OTAN, NATO). It explains; nothing is required by it. ``terms`` says
what a term *must* be. A table comes with the package; a desk lays its own over it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.checks.lexicon import Word as Plain
from pipeline.checks.lexicon import forms as plain_forms
from pipeline.checks.lexicon import words as plain
from pipeline.errors import ConfigError

if TYPE_CHECKING:
    import yaml

SHIPPED = Path(__file__).with_name("termbase.yaml")
KEEP = "keep"
KIN = 4
"""First letters that a place and its people have in common: *Angleterre*, *anglais*."""
_REMEMBERED = 8_000
"""Words that a termbase keeps at most, in an entry or not."""
_WORD = re.compile(r"(?:[^\W\d_]\.-?){2,}|[^\W_]+")
# Words that the lexicon parts otherwise: figures that touch letters or have a mark within, U.S.
_PARTED = re.compile(r"[.\d](?:(?<=[^\W\d_]\d)|(?<=\d)(?:[.,]\d|[^\W\d_])|-?[^\W\d_]\.)")
# Or may fold otherwise: all but the usual letters and marks.
_RARE = re.compile(r"[^\x00-\x7f\xa0«»À-ÏÑ-ÖÙ-Ýà-ïñ-öù-ýÿŒœ\u2010-\u203a€]")
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
)


class Word(NamedTuple):
    """A word of a text: as it stands, folded, and where (half open, in code points)."""

    text: str
    folded: str
    start: int
    end: int


@functools.lru_cache(maxsize=1 << 12)
def fold(word: str) -> str:
    """A word in lower case without accents, ligatures or the full stops of an acronym.

    >>> fold("Œuvre"), fold("U.S.")
    ('oeuvre', 'us')
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LIGATURES))
    return "".join(letter for letter in plain if letter.isalnum())


@functools.lru_cache(maxsize=64)  # several checks ask for the words of the same row
def words(text: str) -> tuple[Word, ...]:
    """The words of a text; hyphens and apostrophes part them, ``U.S.`` is one."""
    new = tuple.__new__
    if _is_plain(text):
        return tuple(
            [new(Word, (word, folded, start, end)) for start, end, word, folded in plain(text)]
        )
    found: list[Word] = []
    end, find = 0, text.find
    for word in _WORD.findall(text):
        # Nothing but what parts words stands before it, so that the next place is its own.
        start = find(word, end)
        end = start + len(word)
        # Several times as fast as the constructor, which takes most of the time here.
        found.append(new(Word, (word, fold(word), start, end)))
    return tuple(found)


def _is_plain(text: str) -> bool:
    """Whether the words of a text are those of the lexicon, which other checks have asked for."""
    return not _PARTED.search(text) and (text.isascii() or not _RARE.search(text))


@functools.lru_cache(maxsize=64)
def tokens(text: str) -> Sequence[Word | Plain]:
    """The words of a text in that of two forms which is there already in most cases."""
    return plain(text) if _is_plain(text) else words(text)


@functools.lru_cache(maxsize=64)
def forms(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    found = tokens(text)
    if found is plain(text):
        return plain_forms(text)
    return frozenset([word.folded for word in found])


def fold_phrase(text: str) -> str:
    """A phrase as it is looked up: its words folded, one blank between them.

    >>> fold_phrase("États-Unis d’Amérique")
    'etats unis d amerique'
    """
    return " ".join(fold(word) for word in _WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Term:
    """What a French term must be in English.

    Attributes:
        french: as written in the termbase.
        english: the forms that are right; the term itself where it must be kept as it is.
        keep: whether it must not be translated.
        desk: whether the desk itself asks for it, rather than the table of the package.
    """

    french: str
    english: tuple[str, ...]
    keep: bool = False
    desk: bool = False


@dataclass(frozen=True, slots=True)
class Termbase:
    """Names, acronyms and terms of the package and of the desk.

    Attributes:
        names: French name → its right English forms, as written.
        terms: what must be said how.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    _english: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _french: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _lengths: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _heads: dict[str, list[tuple[list[str], Term]]] = field(init=False, repr=False, compare=False)
    _opens: dict[str, tuple[tuple[str, tuple[int, ...]], ...]] = field(
        init=False, repr=False, compare=False
    )
    _begins: dict[str, tuple[tuple[list[str], Term], ...]] = field(
        init=False, repr=False, compare=False
    )
    _idle: set[str] = field(init=False, repr=False, compare=False)
    _kin: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        english: dict[str, set[str]] = {}
        french: dict[str, set[str]] = {}
        lengths: dict[str, set[int]] = {}
        entries = [*self.names.items(), *((term.french, term.english) for term in self.terms)]
        for source, targets in entries:
            key = fold_phrase(source)
            if not key:
                continue
            first, size = key.split(" ", 1)[0], key.count(" ") + 1
            lengths.setdefault(first, set()).add(size)
            for target in targets:
                value = fold_phrase(target)
                english.setdefault(key, set()).add(value)
                french.setdefault(value, set()).add(key)
        object.__setattr__(self, "_english", {k: frozenset(v) for k, v in english.items()})
        object.__setattr__(self, "_french", {k: frozenset(v) for k, v in french.items()})
        object.__setattr__(
            self, "_lengths", {k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()}
        )
        heads: dict[str, list[tuple[list[str], Term]]] = {}
        for term in self.terms:
            term_words = fold_phrase(term.french).split(" ")
            for form in base_forms(term_words[0]):
                heads.setdefault(form, []).append((term_words, term))
        object.__setattr__(self, "_heads", heads)
        object.__setattr__(self, "_opens", {})
        object.__setattr__(self, "_begins", {})
        object.__setattr__(self, "_idle", set())
        kin: dict[str, set[str]] = {}
        for key, values in english.items():
            if " " not in key and len(key) > KIN:
                kin.setdefault(key[:KIN], set()).update(v for v in values if " " not in v)
        object.__setattr__(self, "_kin", {k: frozenset(v) for k, v in kin.items()})

    def akin(self, french: str) -> frozenset[str]:
        """English of the one-word entries that begin as a folded French word does: a place, its
        people, its adjective. Empty where the word is no entry, or too short to tell.
        """
        known = len(french) > KIN and french in self._english
        return self._kin.get(french[:KIN], frozenset()) if known else frozenset()

    def openers(self, words: frozenset[str]) -> frozenset[str]:
        """Those of the folded words of a text that a term may begin with; few texts have any."""
        found = words - self._idle
        return frozenset([word for word in found if self.beginning(word)]) if found else found

    def beginning(self, word: str) -> tuple[tuple[list[str], Term], ...]:
        """The terms whose first word a folded word may be, each with its words, folded."""
        if word in self._idle:
            return ()
        found = self._begins.get(word)
        if found is None:
            forms = base_forms(word)
            found = tuple([term for form in forms for term in self._heads.get(form, ())])
            if found:
                if len(self._begins) > _REMEMBERED:
                    self._begins.clear()
                self._begins[word] = found
            else:
                if len(self._idle) > _REMEMBERED:
                    self._idle.clear()
                self._idle.add(word)
        return found

    def _opening(self, word: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The base forms of a folded word that entries begin with, and how many words those
        have, the longest first.
        """
        if word in self._opens:
            return self._opens[word]
        if len(self._opens) > _REMEMBERED:
            self._opens.clear()
        forms = [(form, self._lengths.get(form, ())) for form in base_forms(word)]
        result = self._opens[word] = tuple([(form, sizes) for form, sizes in forms if sizes])
        return result

    def english_for(self, french: str) -> frozenset[str]:
        """The English forms of a French name or term, folded; empty where it is not known.

        Plurals and feminines of one-word entries are found: ``Russes``, ``italiennes``.
        """
        key = fold_phrase(french)
        for form in base_forms(key):
            found = self._english.get(form)
            if found:
                return found
        return frozenset()

    def french_for(self, english: str) -> frozenset[str]:
        """The French forms of an English name or term, folded; empty where it is not known.

        English plurals are found: ``Russians``.
        """
        key = fold_phrase(english)
        found = self._french.get(key)
        if not found and key.endswith("s"):
            found = self._french.get(key[:-1])
        return found or frozenset()

    def phrases(self, row: Sequence[Word]) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Entries in a French row, longest first at each place and never overlapping.

        Args:
            row: its words.

        Yields:
            First word, word after the last, English forms.
        """
        known, size, free = self._opens, len(row), 0
        for at in [at for at, word in enumerate(row) if known.get(word.folded, True)]:
            if at < free:
                continue
            found = self._entry(row, at, size)
            if found is not None:
                free = found[1]
                yield found

    def _entry(
        self, row: Sequence[Word], at: int, size: int
    ) -> tuple[int, int, frozenset[str]] | None:
        """The longest entry that begins at a word."""
        for form, lengths in self._opening(row[at].folded):
            for end in [at + length for length in lengths if at + length <= size]:
                key = " ".join([form, *[word.folded for word in row[at + 1 : end]]])
                found = self._english.get(key) or (
                    self._english.get(key[:-1]) if key.endswith("s") and end > at + 1 else None
                )
                if found:
                    return at, end, found
        return None


@functools.lru_cache(maxsize=1 << 12)
def base_forms(word: str) -> tuple[str, ...]:
    """A folded French word and what it may be the plural or feminine of.

    >>> base_forms("italiennes")
    ('italiennes', 'italienne', 'italienn', 'italien')
    """
    forms = [word]
    if " " in word or len(word) < 4:
        return (word,)
    if word[-1] in "sx":
        word = word[:-1]
        forms.append(word)
    if word[-1] == "e":
        word = word[:-1]
        forms.append(word)
        if word[-1] == word[-2]:
            forms.append(word[:-1])
    return tuple(forms)


EMPTY = Termbase()


def load_termbase(path: Path | None = None) -> Termbase:
    """The table of the package with the desk's own laid over it.

    Args:
        path: the desk's ``termbase.yaml``; ``None`` for none. An entry of the same French
            (accents and case apart) replaces that of the package.

    Raises:
        ConfigError: a file cannot be read or an entry is not understood; it names the line.
    """
    names, terms = _read(SHIPPED, desk=False)
    if path is not None:
        own_names, own_terms = _read(path, desk=True)
        names |= own_names
        terms |= own_terms
    return Termbase(dict(names.values()), tuple(terms.values()))


_Names = dict[str, tuple[str, tuple[str, ...]]]
_Terms = dict[str, Term]


def _read(path: Path, *, desk: bool) -> tuple[_Names, _Terms]:
    import yaml

    from pipeline.models.schema import Section

    node = _compose(path)
    if node is None:
        return {}, {}
    root = Section(node, path, "termbase")
    names: _Names = {}
    terms: _Terms = {}
    for kind in ("names", "terms"):
        section = root.section(kind, kind)
        seen: dict[str, str] = {}
        for french in section.keys if section else ():
            assert section is not None  # noqa: S101 - for the type checker: it gave the key
            value = section.at(french)
            key = fold_phrase(french)
            if not key:
                raise section.error(f"{french!r} in {kind} has no letters", value)
            if key in seen:
                raise section.error(f"{french!r} and {seen[key]!r} in {kind} are the same", value)
            seen[key] = french
            english = _forms(section.error, french, value)
            if kind == "names":
                names[key] = (french, english)
            else:
                keep = english == (KEEP,) and isinstance(value, yaml.ScalarNode)
                terms[key] = Term(french, (french,) if keep else english, keep, desk)
    root.finish(known=("names", "terms"))
    return names, terms


def _forms(error: object, french: str, node: yaml.Node | None) -> tuple[str, ...]:
    import yaml

    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    forms: list[str] = []
    for one in nodes:
        if not isinstance(one, yaml.ScalarNode) or one.tag == "tag:yaml.org,2002:null":
            break
        if not fold_phrase(one.value):
            break
        forms.append(one.value.strip())
    else:
        if forms:
            return tuple(forms)
    assert callable(error)  # noqa: S101 - for the type checker
    problem: ConfigError = error(
        f"{french!r} needs its English: a word or a list of words",
        node,
        "Write 'Londres: London', 'Kiev: [Kyiv, Kiev]' or, not to translate it, 'term: keep'.",
    )
    raise problem


def _compose(path: Path) -> yaml.Node | None:
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(
            f"The termbase {path} cannot be read: {reason}.",
            hint="Check the path that was given for it.",
        ) from error
    try:
        # The C loader takes a tenth of the time; some builds lack it.
        node: yaml.Node | None = yaml.compose(
            text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: not valid YAML: {error.problem}.") from error
    except (yaml.YAMLError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise ConfigError(f"{path}: not valid YAML: {problem}.") from error
    return node
