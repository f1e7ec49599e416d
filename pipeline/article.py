"""The nouns: what each step of the chain makes. All frozen; a later step adds a
thing beside an earlier one and never edits it.

Offsets are in code points of :attr:`Article.text` (NFC, line ends ``\\n``), half open.

Ids: blocks are ``p1, p2, …`` in the order of the text whatever their role, sentences
``p3.s2`` (block 3, sentence 2), brief sentences ``b1, b2, …``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.wire import WireItem


class Role(StrEnum):
    """What a block is in a news story, in the words of the trade."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    LINK = "link"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know that is not an error.

    Attributes:
        code: stable identifier in kebab case, e.g. ``not-french``.
        message: one sentence for a journalist.
        ids: the blocks or sentences it is about; empty when about the whole.
    """

    code: str
    message: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text with one role.

    ``start``/``end`` cover the block with its marks (``>>`` before a link, `` |`` after a
    caption); ``content_start``/``content_end`` leave the marks out. Between two blocks
    there is only white space.
    """

    id: str
    role: Role
    start: int
    end: int
    content_start: int
    content_end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A wire as read.

    Attributes:
        name: file name or ``-``; for messages and front matter, never a full path.
        text: the whole text after NFC and with ``\\n`` line ends; nothing else is changed.
        encoding: name of the encoding that the bytes were decoded from.
        blocks: in order of the text; none where an item has no text (a kill often has none).
        metadata: what else the format said outside the text, by the format's own names.
        item: what the wire says about itself.
        notices: what reading noticed.
    """

    name: str
    text: str
    encoding: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    item: WireItem = field(default_factory=WireItem)
    notices: tuple[Notice, ...] = ()

    def content(self, block: Block) -> str:
        """The block's text without its marks, line breaks included."""
        return self.text[block.content_start : block.content_end]

    def of_role(self, role: Role) -> tuple[Block, ...]:
        """All blocks with this role, in order."""
        return tuple(block for block in self.blocks if block.role is role)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; ``text`` is ``article.text[start:end]``, unchanged."""

    id: str
    block_id: str
    role: Role
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one sentence.

    Attributes:
        sentence_id: the sentence it translates.
        text: English; what is shown.
        score: mean log-probability per target token given by the model (≤ 0), averaged over
            pieces by their token counts; ``None`` where nothing was sent to the model.
        pieces: into how many pieces the sentence was split to fit the model.
        cached: whether every piece came from the cache.
        repairs: what was done because the first hypothesis was visibly wrong, in order, in
            the words of ``pipeline/translate/repair.py``, then ``term`` where the desk's terms
            were put in (``pipeline/terms.py``); empty for nearly all.
        cost: target tokens searched for over those of the hypothesis first found (1 where
            nothing was repaired).
    """

    sentence_id: str
    text: str
    score: float | None
    pieces: int = 1
    cached: bool = False
    repairs: tuple[str, ...] = ()
    cost: float = 1.0


class Severity(StrEnum):
    """How much a flag matters: an ``error`` holds a story back under ``--strict``, a ``note`` says
    what was done and that nothing is wrong.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a check found wrong, or likely wrong, in a row or a brief sentence.

    Attributes:
        check: id of the check, by which it is silenced, e.g. ``numbers``.
        severity: how much it matters.
        row: sentence id (``p3.s2``) or brief sentence id (``b1``).
        message: one sentence for a journalist, which names what differs.
        source: half-open spans in the French of the row, in code points.
        target: half-open spans in the English of the row, in code points.
    """

    check: str
    severity: Severity
    row: str
    message: str
    source: tuple[tuple[int, int], ...] = ()
    target: tuple[tuple[int, int], ...] = ()


class Grade(StrEnum):
    """How far the model's own score says that a row can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of the brief and the sentences of the wire that it rests on.

    ``sources`` is empty exactly when nothing in the wire was found to support it.
    ``replaced`` is the summariser's own sentence where the fact gate put one of the wire's
    in its place.
    """

    id: str
    text: str
    sources: tuple[str, ...]
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """An English brief.

    Attributes:
        sentences: in reading order.
        method: name of the summariser, e.g. ``extractive``.
        notices: what summarising noticed.
    """

    sentences: tuple[BriefSentence, ...]
    method: str
    notices: tuple[Notice, ...] = ()

    @property
    def words(self) -> int:
        """White-space separated words of the brief."""
        return sum(len(sentence.text.split()) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Headline:
    """The English headline.

    Attributes:
        text: English.
        source: the French headline, empty where the wire has none.
        made: true where the wire has none and it was made from the brief.
    """

    text: str
    source: str
    made: bool


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model made something: enough to make it again.

    Attributes:
        role: ``translation`` or ``summarisation``.
        name: entry in ``models.yaml``.
        digest: SHA-256 over the model's files, hexadecimal.
        engine: ``ctranslate2``, ``transformers`` or ``extractive``.
        compute_type: ``int8``, ``float32`` … ; empty where there are no weights.
        settings: decoding settings, as ``key=value`` strings in order.
        note: a remark for the reader, such as the model's measured quality; may be empty.
    """

    role: str
    name: str
    digest: str
    engine: str
    compute_type: str = ""
    settings: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a renderer lays out: the end of the chain.

    ``flags`` are in the order of the rows; ``grades`` has the rows that the model translated.
    ``advisories`` are lines for the desk that open the page: correction, update, embargo;
    ``dateline`` is the English dateline without its dash, ``STRASBOURG, July 10 (AFP)``;
    empty where the wire has none.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    translations: tuple[Translation, ...]
    brief: Brief
    headline: Headline
    profile: str
    models: tuple[ModelInfo, ...]
    signature: str
    version: str
    notices: tuple[Notice, ...] = ()
    flags: tuple[Flag, ...] = ()
    grades: Mapping[str, Grade] = field(default_factory=dict)
    dateline: str = ""
    advisories: tuple[str, ...] = ()

    def translation_of(self) -> dict[str, Translation]:
        """Translations by sentence id."""
        return {translation.sentence_id: translation for translation in self.translations}
