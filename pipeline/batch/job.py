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
from pipeline.batch.journal import Entry, Record
from pipeline.batch.names import Names
from pipeline.batch.report import State
from pipeline.batch.verdict import Decide, Verdict
from pipeline.batch.wires import Wire
from pipeline.errors import FlaggedError
from pipeline.readers import MAX_BYTES, read_path
from pipeline.render import RENDERERS, Align, RenderOptions
from pipeline.render.base import credit

if TYPE_CHECKING:
    from pipeline.brief import Chain, Prepared
    from pipeline.translate import Finished


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
        return self.verdicts[0].state if self.verdicts else State.WRITTEN

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


def begin(job: Job, chain: Chain, decide: Decide, *, strict: bool) -> None:
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
        verdict = decide(article)
        if verdict.state is State.WRITTEN:
            job.parts.append((number, chain.prepare(article, strict=strict)))
        else:
            job.verdicts.append(verdict)
    job.missing = {text for text, _ in job.texts()}
    job.since = time.perf_counter()
    job.seconds["read"] = job.since - start


def finish(
    job: Job,
    chain: Chain,
    names: Names,
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
        document = chain.finish(prepared, job.known, words=words)
        documents.append(document)
        if strict and (verdict := _held_back(document)):
            job.verdicts.append(verdict)
            continue
        stem = names.of_article(job.wire, number, job.count)
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
            )
        )
    job.seconds["finish"] = time.perf_counter() - start
    return pages, entries, documents


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
