"""A wire under way: read, waiting for its sentences, finished, laid out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.article import Article, Document
from pipeline.batch.disk import digest_at
from pipeline.batch.items import Items
from pipeline.batch.journal import Entry, Record
from pipeline.batch.names import Names
from pipeline.batch.report import State
from pipeline.batch.verdict import Verdict
from pipeline.batch.wires import Wire
from pipeline.desk import signals_of
from pipeline.errors import FlaggedError
from pipeline.readers import MAX_BYTES, read_path
from pipeline.render import RENDERERS, Align, RenderOptions
from pipeline.render.base import credit
from pipeline.wire import Signal

if TYPE_CHECKING:
    from pipeline.brief import Chain, Prepared
    from pipeline.translate import Finished


_ORDER = (State.HELD, State.FLAGGED, State.WITHDRAWN, State.SKIPPED, State.SUPERSEDED)
"""Of several articles in a wire, the state that the wire is in: held ones must be asked again."""


ROUTINE = 5


@dataclass(slots=True)
class Job:
    """What is known so far of a wire that must be done.

    Attributes:
        wire: which.
        why: it must be done.
        record: of an earlier night.
        digest: SHA-256 of the wire, hexadecimal.
        parts: its articles that go on, numbered from 1 as they stand in the wire.
        count: all its articles.
        verdicts: on those that do not go on.
        openings: lines that open the page of each part.
        kills: articles that withdraw a brief, each with its number and why.
        missing: texts that have not come yet.
        known: those that have.
        new: how many of them a model made for this wire.
        seconds: by step.
        since: when it began to wait.
    """

    wire: Wire
    why: str
    record: Record | None
    digest: str = ""
    parts: list[tuple[int, Prepared]] = field(default_factory=list)
    count: int = 0
    verdicts: list[Verdict] = field(default_factory=list)
    openings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    kills: list[tuple[int, Article, str]] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    known: dict[str, Finished] = field(default_factory=dict)
    new: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    since: float = 0.0

    @property
    def words(self) -> int:
        """French words of the articles that go on."""
        return sum(len(prepared.article.text.split()) for _, prepared in self.parts)

    @property
    def state(self) -> State:
        """What becomes of the wire, should its files be written."""
        states = {verdict.state for verdict in self.verdicts}
        return min(states, key=_ORDER.index) if states else State.WRITTEN

    @property
    def until(self) -> str:
        """When it must be looked at again; empty where that is not known."""
        return min((v.until for v in self.verdicts if v.until), default="")

    @property
    def reason(self) -> str:
        """Why it is in that state."""
        return " ".join(dict.fromkeys(v.reason for v in self.verdicts)) or self.why

    def texts(self) -> Iterator[tuple[str, str]]:
        """The texts to translate, each with the wire and sentence it is from."""
        for number, prepared in self.parts:
            where = self.wire.name if self.count == 1 else f"{self.wire.name}, article {number}"
            for text, sentence_id in prepared.texts.items():
                yield text, f"{sentence_id} of {where}"


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be: its path below the output folder, and what is in it."""

    name: str
    content: bytes


def begin(job: Job, chain: Chain, items: Items, *, strict: bool) -> None:
    """Read and split a wire.

    Raises:
        DepecheError: it cannot be read, or is not French and ``strict``.
    """
    start = time.perf_counter()
    path = Path(job.wire.path)
    # Before it is read: should it change in between, the next night finds another digest.
    if job.wire.size <= MAX_BYTES and path.is_file():
        job.digest = digest_at(path)
    articles = read_path(path)
    job.count = len(articles)
    for number, article in enumerate(articles, start=1):
        verdict = items.judge(job.wire, number, article)
        if verdict.state is State.WRITTEN:
            job.parts.append((number, chain.prepare(article, strict=strict)))
            job.openings[number] = verdict.advisories
            continue
        job.verdicts.append(verdict)
        identity = article.item.identity
        if verdict.state is State.WITHDRAWN and (not identity or items.is_kill(job.wire, identity)):
            job.kills.append((number, article, verdict.reason))
    job.missing = {text for text, _ in job.texts()}
    job.since = time.perf_counter()
    job.seconds["read"] = job.since - start


def finish(
    job: Job,
    chain: Chain,
    names: Names,
    items: Items,
    formats: tuple[str, ...],
    align: Align,
    words: int,
    *,
    strict: bool,
) -> tuple[list[Page], list[Entry], list[Document]]:
    """Summarise, check and lay out the articles of a wire whose texts are all there; where the
    night is ``strict``, those that have an error left get a verdict and no page.

    Raises:
        ModelError, GenerationError: of the summariser.
    """
    start = time.perf_counter()
    job.seconds["wait"] = start - job.since
    options = RenderOptions(align=align)
    pages: list[Page] = []
    entries: list[Entry] = []
    documents: list[Document] = []
    for number, prepared in job.parts:
        document = chain.finish(
            prepared, job.known, words=words, advisories=job.openings.get(number, ())
        )
        documents.append(document)
        if strict and (verdict := _held_back(document)):
            job.verdicts.append(verdict)
            continue
        item = prepared.article.item
        stem = items.standing(item.identity).home if item.identity else ""
        stem = stem or names.of_article(job.wire, number, job.count)
        files: dict[str, str] = {}
        for form in formats:
            renderer = RENDERERS[form]
            files[form] = stem + renderer.suffix
            content = renderer.render(document, options).encode("utf-8")
            pages.append(Page(files[form], content))
        entries.append(
            Entry(
                headline=document.headline.text,
                credit=credit(document),
                words=document.brief.words,
                flags=dict(Counter(flag.severity.value for flag in document.flags)),
                moment=moment(document.article, job.wire.mtime_ns),
                files=files,
                item=item.identity,
                urgency=_urgency(prepared.article),
                signals=tuple(signal.value for signal in signals_of(prepared.article)),
            )
        )
    job.seconds["finish"] = time.perf_counter() - start
    return pages, entries, documents


def _urgency(article: Article) -> int:
    """IPTC's editorial urgency; 5, which is routine, where nothing is said. What calls itself an
    alert or urgent comes first whatever its number.
    """
    signals = signals_of(article)
    said = article.item.urgency or ROUTINE
    return min(said, 1 if Signal.ALERT in signals else 2 if Signal.URGENT in signals else said)


def _held_back(document: Document) -> Verdict | None:
    from pipeline.trust import ensure_no_error

    try:
        ensure_no_error(document, document.article.name)
    except FlaggedError as error:
        return Verdict(State.FLAGGED, error.message)
    return None


def moment(article: Article, mtime_ns: int) -> str:
    """When a wire was made, ISO 8601 in UTC to the second: as it says itself, else the date in
    its dateline, else the last change of its file; a time without an offset counts as UTC.
    """
    for said in (article.item.created, article.item.dateline.date):
        try:
            made = datetime.fromisoformat(said)
            made = made.replace(tzinfo=made.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
        return made.strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        changed = datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return changed.strftime("%Y-%m-%dT%H:%M:%SZ")
