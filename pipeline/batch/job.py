"""A wire under way: read, waiting for its sentences, finished, laid out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.article import Article, Document, ModelInfo
from pipeline.batch.disk import digest_at
from pipeline.batch.items import Items, mark
from pipeline.batch.journal import Entry, Record
from pipeline.batch.report import State, shared
from pipeline.batch.verdict import Verdict
from pipeline.batch.wires import Wire
from pipeline.cache import cache_key
from pipeline.desk import signals_of
from pipeline.errors import DepecheError, FlaggedError, NoStoryError
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
"""IPTC's urgency of what says none."""

KIND = "page"
"""Of what the cache keeps of a whole wire: a night that has everything opens no model, checks
nothing again and lays nothing out again.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """An article of a wire that goes on.

    Attributes:
        number: from 1, as it stands in the wire.
        article: as read.
        openings: lines that open its page.
        key: of what is made of it in the cache.
        prepared: split, where it must be translated.
        kept: what was made of it before, from the same wire in the same way.
    """

    number: int
    article: Article
    openings: tuple[str, ...]
    key: str
    prepared: Prepared | None = None
    kept: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Job:
    """What is known so far of a wire that must be done.

    Attributes:
        wire: which.
        why: it must be done.
        record: of an earlier night.
        digest: SHA-256 of the wire, hexadecimal.
        parts: its articles that go on.
        count: all its articles.
        verdicts: on those that do not go on.
        kills: articles that withdraw a brief, each with its number and why.
        missing: texts that have not come yet.
        known: those that have.
        new: how many of them a model made for this wire.
        made: what became of articles that were finished with those of other wires, by number.
        seconds: by step.
        since: when it began to wait.
        words: French words of the articles that go on; likewise
        sentences: distinct texts that have come, and
        sentences_kept: distinct sentences of what was made before, once :meth:`count_up` was
            called.
    """

    wire: Wire
    why: str
    record: Record | None
    digest: str = ""
    parts: list[Part] = field(default_factory=list)
    count: int = 0
    verdicts: list[Verdict] = field(default_factory=list)
    kills: list[tuple[int, Article, str]] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    known: dict[str, Finished] = field(default_factory=dict)
    new: int = 0
    made: dict[int, Document | DepecheError] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    since: float = 0.0
    words: int = 0
    sentences: int = 0
    sentences_kept: int = 0

    def count_up(self) -> None:
        """Count what the report tells of the parts and their texts."""
        self.words = sum(len(part.article.text.split()) for part in self.parts)
        self.sentences = len(self.known)
        self.sentences_kept = sum(int(part.kept["sentences"]) for part in self.parts if part.kept)

    def let_go(self) -> None:
        """Forget all that its pages were made of: they may wait for the disk with many others."""
        self.count_up()
        self.parts, self.known, self.made = [], {}, {}

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
        for part in self.parts:
            if part.prepared is None:
                continue
            name = self.wire.name
            where = name if self.count == 1 else f"{name}, article {part.number}"
            for text, sentence_id in part.prepared.texts.items():
                yield text, f"{sentence_id} of {where}"


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be: its path below the output folder, and what is in it."""

    name: str
    content: bytes


def begin(job: Job, chain: Chain, items: Items, signature: str, *, strict: bool) -> None:
    """Read a wire, and split what was not made of the same wire in the same way before.

    Raises:
        DepecheError: it cannot be read, or is not French and ``strict``.
    """
    start = time.perf_counter()
    path = Path(job.wire.path)
    # Before it is read: should it change in between, the next night finds another digest.
    if job.wire.size <= MAX_BYTES and path.is_file():
        job.digest = digest_at(path)
    articles = items.take(job.wire, job.digest)
    if articles is None:
        before = mark(path)
        try:
            articles = read_path(path)
        except NoStoryError as error:
            # As it should be: agencies send pictures and packages along with their stories.
            articles = ()
            job.verdicts.append(Verdict(State.SKIPPED, error.message))
        if before != mark(path):
            job.digest = ""  # of another content: nothing may be kept or known again under it
    job.count = len(articles)
    items.meet(job.wire, articles)
    for number, article in enumerate(articles, start=1):
        verdict = items.judge(job.wire, number, article)
        if verdict.state is State.WRITTEN:
            key = cache_key(
                kind=KIND,
                wire=job.digest,
                number=number,
                name=article.name,
                how=signature,
                openings=list(verdict.advisories),
            )
            part = Part(number, article, verdict.advisories, key)
            job.parts.append(part)
            continue
        job.verdicts.append(verdict)
        identity = article.item.identity
        if verdict.state is State.WITHDRAWN and (not identity or items.is_kill(job.wire, identity)):
            job.kills.append((number, article, verdict.reason))
    kept = chain.cache.get_many(part.key for part in job.parts) if job.digest else {}
    job.parts = [
        replace(part, kept=kept[part.key])
        if part.key in kept
        else replace(part, prepared=chain.prepare(part.article, strict=strict))
        for part in job.parts
    ]
    job.missing = {text for text, _ in job.texts()}
    job.since = time.perf_counter()
    job.seconds["read"] = job.since - start


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a wire whose texts are all there.

    Attributes:
        pages: files to write.
        entries: for the index, one for each brief.
        flags: of each article by severity, those held back too.
        models: that made it; empty where it was made before.
        keep: pages for the cache, by key (:func:`keep`).
    """

    pages: list[Page] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    flags: list[Mapping[str, int]] = field(default_factory=list)
    models: tuple[ModelInfo, ...] = ()
    keep: dict[str, Mapping[str, Any]] = field(default_factory=dict)


def keep(pages: Mapping[str, Mapping[str, Any]], chain: Chain) -> None:
    """Have pages of many wires cached in one transaction."""
    if pages:
        chain.cache.put_many(pages, KIND)


def finish_together(jobs: Sequence[Job], chain: Chain, words: int) -> None:
    """Have the articles of wires whose texts are all there summarised in common batches, where
    the summariser is faster so; :func:`finish` takes what was made from the job.
    """
    if len(jobs) < 2 or not chain.batches:
        return
    from pipeline.brief import Unfinished

    start = time.perf_counter()
    waiting = [
        (job, part.number, Unfinished(part.prepared, job.known, part.openings))
        for job in jobs
        for part in job.parts
        if part.prepared is not None
    ]
    try:
        made = chain.finish_many([article for _, _, article in waiting], words=words)
    except Exception:  # noqa: BLE001  # met again below, by the wire that has it and alone
        return
    for (job, number, _), one in zip(waiting, made, strict=True):
        job.made[number] = one
    share = (time.perf_counter() - start) / len(jobs)
    for job in jobs:
        job.seconds["wait"], job.seconds["finish"] = start - job.since, share


def finish(
    job: Job,
    chain: Chain,
    items: Items,
    formats: tuple[str, ...],
    align: Align,
    words: int,
    *,
    strict: bool,
) -> Made:
    """Summarise, check and lay out the articles of a wire whose texts are all there; where the
    night is ``strict``, those that have an error left get a verdict and no page.

    Raises:
        ModelError, GenerationError: of the summariser.
    """
    start = time.perf_counter()
    job.seconds.setdefault("wait", start - job.since)
    options = RenderOptions(align=align)
    made = Made()
    for part in job.parts:
        value = part.kept
        if part.article.item.identity:
            # Since its turn, another wire may have become a withdrawal of it.
            verdict = items.judge(job.wire, part.number, part.article)
            if verdict.state is not State.WRITTEN:
                job.verdicts.append(verdict)
                continue
        if part.prepared is not None:
            document = job.made.pop(part.number, None)
            if document is None:
                document = chain.finish(
                    part.prepared, job.known, words=words, advisories=part.openings
                )
            if isinstance(document, DepecheError):
                raise document
            made = replace(made, models=document.models)
            if strict and (flagged := _held_back(document)):
                job.verdicts.append(flagged)
                made.flags.append(_counts(document))
                continue
            contents = {form: RENDERERS[form].render(document, options) for form in formats}
            value = _kept(document, contents, len(part.prepared.texts))
            if job.digest:
                made.keep[part.key] = value
        if value is None:
            continue  # cannot be: it has one or the other
        item = part.article.item
        stem = items.stem(job.wire, part.number, job.count, item.identity)
        files = {form: stem + RENDERERS[form].suffix for form in formats}
        made.pages.extend(
            Page(files[form], value["contents"][form].encode("utf-8")) for form in formats
        )
        made.flags.append(value["flags"])
        made.entries.append(
            Entry(
                headline=value["headline"],
                credit=value["credit"],
                words=value["words"],
                flags=shared(value["flags"]),
                moment=moment(part.article, job.wire.mtime_ns),
                files=files,
                item=item.identity,
                urgency=_urgency(part.article),
                signals=tuple(signal.value for signal in signals_of(part.article)),
            )
        )
    job.seconds["finish"] = job.seconds.get("finish", 0.0) + time.perf_counter() - start
    return made


def _kept(document: Document, contents: Mapping[str, str], sentences: int) -> dict[str, Any]:
    """What need not be made again of the same wire."""
    return {
        "contents": contents,
        "headline": document.headline.text,
        "credit": credit(document),
        "words": document.brief.words,
        "flags": _counts(document),
        "sentences": sentences,
    }


def _counts(document: Document) -> dict[str, int]:
    return dict(Counter(flag.severity.value for flag in document.flags))


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
