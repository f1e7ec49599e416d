"""What an editor may trust: flags and grades for the rows, and the fact gate for the brief."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.article import (
    Brief,
    BriefSentence,
    Document,
    Flag,
    Grade,
    Notice,
    Role,
    Sentence,
    Severity,
    Translation,
)
from pipeline.checks import Row, check_rows, grade
from pipeline.checks.confidence import doubt, loss, thresholds
from pipeline.checks.facts import unsupported
from pipeline.checks.registry import CHECKS
from pipeline.checks.termbase import Termbase, load_termbase
from pipeline.errors import FlaggedError, UsageError
from pipeline.settings import Settings

CHECKS_VERSION = 3
"""Raised whenever the checks would flag the same rows otherwise."""

FACTS = "facts"
"""Id of the gate among the checks."""

_UNSUPPORTED = "unsupported"
"""Code of the summariser's notice of a sentence that it found no rows for."""

_MOST_TOLD = 3
"""Flags in the message of an error."""

_FLAGGED = {Severity.ERROR: 0.4, Severity.WARNING: 0.2}
"""What the worst flag of each check adds to the chance that a row is wrong: a summary should rather
rest on other rows, but a flag is no proof."""

Again = Callable[[BriefSentence], Sequence[BriefSentence]]
"""Writes a sentence once more, from what it rests on alone."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What :meth:`Trust.check` found.

    Attributes:
        rows: that a model translated, by sentence id.
        flags: in the order of the rows.
        grades: by sentence id.
        doubts: by sentence id, the chance that the English strays from the French, 0 to 1, by the
            model's score and the flags.
    """

    rows: Mapping[str, Row]
    flags: tuple[Flag, ...]
    grades: Mapping[str, Grade]
    doubts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """What :meth:`Trust.judge` found.

    Attributes:
        brief: with the sentences that the gate put in the place of others.
        flags: of the rows in their order, then of the brief.
        grades: by sentence id.
    """

    brief: Brief
    flags: tuple[Flag, ...]
    grades: Mapping[str, Grade]


class Trust:
    """Judges documents by the desk's settings.

    Args:
        settings: which checks are silent, and whose termbase counts.
        model_digest: of the translation model, for its calibration.

    Raises:
        UsageError: the settings silence a check that does not exist.
    """

    def __init__(self, settings: Settings, model_digest: str) -> None:
        _ensure_known(settings)
        self._settings = settings
        self._digest = model_digest

    @functools.cached_property
    def termbase(self) -> Termbase:
        """The package's terms and the desk's own over them.

        Raises:
            ConfigError: the desk's file is wrong.
        """
        return load_termbase(self._settings.termbase)

    @functools.cached_property
    def signature(self) -> str:
        """What flags and grades depend on besides the texts: code, thresholds, silent checks, the
        desk's terms.
        """
        grades = thresholds(self._digest)
        parts = [
            f"{CHECKS_VERSION};grades={grades.high:g}/{grades.medium:g}",
            f"loss={self.loss}",
            *(f"-{id_}" for id_ in sorted(set(self._settings.ignore))),
        ]
        if self._settings.termbase is not None:
            with contextlib.suppress(OSError):  # who reads its terms will say what is wrong
                content = self._settings.termbase.read_bytes()
                parts.append(f"terms@{hashlib.sha256(content).hexdigest()[:12]}")
        return ";".join(parts)

    def ignores(self, check: str) -> bool:
        """Whether the desk silenced a check."""
        return check in self._settings.ignore

    @property
    def calibrated(self) -> bool:
        """Whether the grades rest on this very model."""
        return thresholds(self._digest).calibrated

    @functools.cached_property
    def loss(self) -> float | None:
        """How readily the model loses words; see :func:`pipeline.checks.confidence.loss`."""
        return loss(self._digest)

    def check(
        self, sentences: Sequence[Sentence], translations: Mapping[str, Translation]
    ) -> Checked:
        """Check the rows.

        Args:
            sentences: those that were for the model, in order.
            translations: by sentence id.

        Raises:
            ConfigError: the desk's termbase is wrong.
        """
        rows = {
            s.id: Row(
                s.id,
                s.role,
                s.text,
                translations[s.id].text,
                None if translations[s.id].score is None else self.loss,
            )
            for s in sentences
            if translations[s.id].text != s.text or translations[s.id].score is not None
        }
        ignore = set(self._settings.ignore) - {FACTS}
        flags = check_rows(tuple(rows.values()), termbase=self.termbase, ignore=ignore)
        scores = {id_: translations[id_].score for id_ in rows}
        doubts = {id_: doubt(score, self._digest) for id_, score in scores.items()}
        worst: dict[tuple[str, str], float] = {}
        for flag in flags:
            place, more = (flag.row, flag.check), _FLAGGED.get(flag.severity, 0.0)
            worst[place] = max(worst.get(place, 0.0), more)
        for (id_, _), more in worst.items():
            doubts[id_] = min(1.0, doubts[id_] + more)
        grades = {id_: grade(score, self._digest) for id_, score in scores.items()}
        return Checked(rows, flags, grades, doubts)

    def judge(self, checked: Checked, brief: Brief, again: Again | None = None) -> Judged:
        """Check the brief against the rows.

        Args:
            checked: the rows.
            brief: as summarised.
            again: writes a sentence once more that states what its rows do not; ``None``
                for a summariser that only quotes.
        """
        flags = checked.flags
        if FACTS not in self._settings.ignore:
            brief, found = self._gate(brief, checked.rows, again)
            flags += found
        return Judged(brief, flags, checked.grades)

    def _gate(
        self, brief: Brief, rows: Mapping[str, Row], again: Again | None
    ) -> tuple[Brief, tuple[Flag, ...]]:
        """No sentence of the brief may state a number, date, name or quotation that its rows
        do not have, in French and in English.
        """
        wrong = {s.id: found for s in brief.sentences if (found := self._of(s, rows))}
        flags = [flag for found in wrong.values() for flag in found]
        written = [s for s in brief.sentences if s.id in wrong and not _quotes(s, rows)]
        if not written:
            return brief, tuple(flags)
        put: dict[str, BriefSentence] = {}
        rewritten: list[str] = []
        for stated in written:
            sentence = stated if stated.sources else self._led_back(stated, rows)
            quoted = next((rows[id_] for id_ in sentence.sources if id_ in rows), None)
            if quoted is None:
                continue
            other = () if again is None else again(sentence)
            new = next((o for o in other if o.sources and not self._of(o, rows)), None)
            if new is not None:
                rewritten.append(sentence.id)
            else:
                new = BriefSentence(sentence.id, quoted.target, (quoted.id,))
            put[sentence.id] = replace(new, id=sentence.id, replaced=sentence.text)
        sentences = _each_once(tuple(put.get(s.id, s) for s in brief.sentences))
        kept = {s.id for s in sentences}
        flags = [flag for flag in flags if flag.row in kept and flag.row not in put]
        flags += [flag for s in sentences if s.id in put for flag in self._of(s, rows)]
        notices = [n for n in brief.notices if n.code != _UNSUPPORTED or n.ids[0] not in put]
        notices += _said([id_ for id_ in put if id_ in kept], rewritten)
        return replace(brief, sentences=sentences, notices=tuple(notices)), tuple(flags)

    def _led_back(self, sentence: BriefSentence, rows: Mapping[str, Row]) -> BriefSentence:
        """A sentence that nothing supports, with the rows that hold all of it but the facts that
        they do not have; without any where it is not of this wire at all.
        """
        from pipeline.summarize.linking import Linker

        running = [row for row in rows.values() if row.role is Role.PARAGRAPH]
        linker = Linker([(row.id, row.target) for row in running])
        text = sentence.text
        for found in reversed(unsupported(text, running, self.termbase)):
            for start, end in found.target:
                text = f"{text[:start]} {text[end:]}"
        for missing in linker.link(text).missing:
            text = text.replace(missing, " ")
        return replace(sentence, sources=linker.link(text).rows)

    def _of(self, sentence: BriefSentence, rows: Mapping[str, Row]) -> tuple[Flag, ...]:
        if not sentence.sources:
            message = "Nothing in the wire was found to support this sentence of the brief."
            whole = ((0, len(sentence.text)),)
            return (Flag(FACTS, Severity.ERROR, sentence.id, message, target=whole),)
        known = [rows[id_] for id_ in sentence.sources if id_ in rows]
        if not known:
            return ()
        return tuple(
            Flag(FACTS, found.severity, sentence.id, found.message, target=found.target)
            for found in unsupported(sentence.text, known, self.termbase)
            if found.severity is Severity.ERROR
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A check as ``depeche checks`` lists it.

    Attributes:
        id: by which it is silenced.
        about: what it looks for, one sentence.
        severities: that its flags may have, worst first.
        silenced: by the settings in force.
    """

    id: str
    about: str
    severities: tuple[Severity, ...]
    silenced: bool


FACTS_ABOUT = (
    "A number, date, name or quotation in the brief that is not in the rows it rests on, "
    "in English and in French."
)

_ERROR, _BOTH, _WARNING = (
    (Severity.ERROR,),
    (Severity.ERROR, Severity.WARNING),
    (Severity.WARNING,),
)
SEVERITIES: Mapping[str, tuple[Severity, ...]] = {
    "untranslated": _BOTH,
    "completeness": _BOTH,
    "numbers": _BOTH,
    "dates": _BOTH,
    "names": _BOTH,
    "negation": _WARNING,
    "quotes": _WARNING,
    "attribution": _WARNING,
    "terms": _BOTH,
    "length": _BOTH,
    "repetition": _ERROR,
    "invented": _WARNING,
    "verbatim": _BOTH,
    "characters": _BOTH,
    "punctuation": _WARNING,
    "sentences": _WARNING,
    FACTS: _ERROR,
}
"""By id of a check, worst first."""


def catalogue(settings: Settings) -> tuple[Listed, ...]:
    """Every check, the gate last, and whether the settings silence it.

    Raises:
        UsageError: the settings silence a check that does not exist.
    """
    _ensure_known(settings)
    every = [*((check.id, check.about) for check in CHECKS), (FACTS, FACTS_ABOUT)]
    return tuple(
        Listed(id_, about, SEVERITIES[id_], id_ in settings.ignore) for id_, about in every
    )


def ensure_no_error(document: Document, name: str) -> None:
    """Hold a story back in which an error-level flag remains.

    Args:
        document: judged.
        name: of the wire, for the message.

    Raises:
        FlaggedError: names how many there are, and the first with their rows.
    """
    errors = [flag for flag in document.flags if flag.severity is Severity.ERROR]
    if not errors:
        return
    shown = [f"{flag.row}: {flag.message} ({flag.check})" for flag in errors[:_MOST_TOLD]]
    if more := len(errors) - len(shown):
        shown.append(f"and {more} more")
    what = f"{len(errors)} error{'s' if len(errors) > 1 else ''}"
    raise FlaggedError(
        f"{name} is held back, the checks found {what}. {' '.join(shown)}",
        hint="Leave out --strict to see the page, or silence a check that is wrong with --ignore.",
    )


def _ensure_known(settings: Settings) -> None:
    known = {FACTS, *(check.id for check in CHECKS)}
    unknown = next((id_ for id_ in settings.ignore if id_ not in known), None)
    if unknown is None:
        return
    from difflib import get_close_matches

    close = get_close_matches(unknown, sorted(known), 1)
    raise UsageError(
        f"There is no check {unknown!r} to ignore."
        + (f" Did you mean {close[0]!r}?" if close else ""),
        hint="See them all with 'depeche checks'."
        + (f" The settings are in {settings.origin}." if settings.origin else ""),
    )


def _quotes(sentence: BriefSentence, rows: Mapping[str, Row]) -> bool:
    """Whether a brief sentence is the translation of one row and nothing else."""
    return any(
        id_ in rows and rows[id_].target.strip() == sentence.text.strip()
        for id_ in sentence.sources
    )


def _said(put: Collection[str], rewritten: Collection[str]) -> Iterator[Notice]:
    again = tuple(id_ for id_ in put if id_ in rewritten)
    quoted = tuple(id_ for id_ in put if id_ not in rewritten)
    if again:
        message = "The summariser stated what the wire does not, and wrote the sentence once more."
        yield Notice("brief-sentence-rewritten", message, again)
    if quoted:
        message = (
            "The summariser stated what the wire does not; the wire's own sentence stands there."
        )
        yield Notice("brief-sentence-replaced", message, quoted)


def _each_once(sentences: tuple[BriefSentence, ...]) -> tuple[BriefSentence, ...]:
    """Without a sentence that says the same as one before it."""
    seen: dict[str, BriefSentence] = {}
    for sentence in sentences:
        seen.setdefault(sentence.text, sentence)
    return tuple(seen.values())
