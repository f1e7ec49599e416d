"""What a night did: ``report.json``, described by ``docs/report.schema.json``."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from pipeline.article import ModelInfo, Notice
from pipeline.errors import DepecheError

SCHEMA_ID = "urn:depeche:night:1"
"""Names the form; the number is raised by a change that could break a reader."""

_UNPRINTABLE = re.compile("[\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class State(StrEnum):
    """What became of a wire in a night."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """Its brief had been edited by hand: that was kept, and the new one put beside it."""
    HELD = "held"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    SUPERSEDED = "superseded"
    """A newer version of the same item is out, or was."""
    FLAGGED = "flagged"
    """The checks found an error in it, and the night was strict: held back."""
    FAILED = "failed"
    WAITING = "waiting"
    """It was not come to; in a dry run, what would be done."""


@dataclass(frozen=True, slots=True)
class WireReport:
    """What became of a wire.

    Attributes:
        wire: its path below the folder that it was found in.
        path: its absolute path.
        state: what became of it.
        reason: why, for people; for a wire that was done, why it had to be.
        until: when a held wire is free, ISO 8601, UTC; empty where nobody knows or it is not held.
        code: the exit code that its error has in :mod:`pipeline.errors`; 0 for none.
        outputs: its files, paths below the output folder.
        edited: those among them that were edited by hand, and are kept as they are.
        beside: what was put beside those.
        articles: in the wire.
        sentences_new: texts that a model translated for it.
        sentences_cached: texts that were known, from the cache or another wire of the night.
        words: French words of its text.
        flags: by severity.
        seconds: what it took, by step: ``read`` (read and split), ``wait`` (for its last
            sentence), ``finish`` (summarise, check, lay out) and ``write``.
    """

    wire: str
    path: str
    state: State
    reason: str = ""
    until: str = ""
    code: int = 0
    outputs: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    articles: int = 0
    sentences_new: int = 0
    sentences_cached: int = 0
    words: int = 0
    flags: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NightReport:
    """What a night did.

    Attributes:
        run: names the night: when it began, and its process.
        version: of depeche.
        profile: of models.yaml.
        signature: all that shapes a brief but the wire.
        out: the output folder, as given.
        started, ended: ISO 8601, UTC.
        seconds: from one to the other.
        dry: nothing was done.
        wires: one each, in order of their names.
        gone: paths below their folder of wires on record that are deleted; their briefs stay.
        models: that made briefs tonight; none where none had to be made.
        notices: what was noticed that is about no single wire.
        signal: number of the signal that ended it; 0 for none.
        error: why it ended early, or with a code other than 0.
    """

    run: str
    version: str
    profile: str
    signature: str
    out: str
    started: str
    ended: str
    seconds: float
    dry: bool
    wires: tuple[WireReport, ...]
    gone: tuple[str, ...]
    models: tuple[ModelInfo, ...] = ()
    notices: tuple[Notice, ...] = ()
    signal: int = 0
    error: DepecheError | None = None

    @property
    def exit_code(self) -> int:
        """Of the process."""
        if self.signal:
            return 128 + self.signal
        return self.error.exit_code if self.error else 0

    def count(self, *states: State) -> int:
        """How many wires are in one of the states."""
        return sum(wire.state in states for wire in self.wires)

    def as_json(self) -> str:
        """The file; one JSON object, indented, keys in a fixed order."""
        return "".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """The same in order, a little at a time: of many wires, the whole takes more memory than
        all that is known of them.
        """
        encoder = json.JSONEncoder(ensure_ascii=False, indent=2, allow_nan=False, default=asdict)
        for piece in encoder.iterencode(self._value()):
            yield piece if piece.isascii() else _UNPRINTABLE.sub(_escaped, piece)
        yield "\n"

    def totals(self) -> dict[str, Any]:
        """Sums over the wires, and how fast it went."""
        new = sum(wire.sentences_new for wire in self.wires)
        cached = sum(wire.sentences_cached for wire in self.wires)
        words = sum(wire.words for wire in self.wires)
        return {
            "wires": len(self.wires),
            **{state.value: self.count(state) for state in State},
            "gone": len(self.gone),
            "articles": sum(wire.articles for wire in self.wires),
            "sentences_new": new,
            "sentences_cached": cached,
            "cache_hits": round(cached / (new + cached), 4) if new + cached else None,
            "words": words,
            "words_per_second": round(words / self.seconds, 1) if self.seconds else None,
            "flags": total(wire.flags for wire in self.wires),
        }

    def _value(self) -> dict[str, Any]:
        error = self.error
        return {
            "schema": SCHEMA_ID,
            "version": self.version,
            "run": self.run,
            "started": self.started,
            "ended": self.ended,
            "seconds": round(self.seconds, 3),
            "dry_run": self.dry,
            "exit_code": self.exit_code,
            "signal": self.signal,
            "error": {"message": error.message, "hint": error.hint} if error else None,
            "out": self.out,
            "profile": self.profile,
            "signature": self.signature,
            "models": [asdict(model) for model in self.models],
            "totals": self.totals(),
            "wires": self.wires,
            "gone": list(self.gone),
            "notices": [asdict(notice) for notice in self.notices],
        }


def total(flags: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Flags by severity, the worst first."""
    found: Counter[str] = Counter()
    for each in flags:
        found.update(each)
    return {name: found[name] for name in ("error", "warning", "note") if found[name]}


def shared(flags: Mapping[str, int]) -> Mapping[str, int]:
    """The same counts, one object for all wires that have them and not to be changed: of ten
    thousand wires each has some in two places.
    """
    return _shared(tuple(flags.items()))


@functools.lru_cache(maxsize=1 << 10)
def _shared(flags: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    return dict(flags)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
