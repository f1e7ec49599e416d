"""What every output format shares: the protocol, its options, and the rows of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, Protocol

from pipeline.article import (
    Article,
    Block,
    Document,
    Flag,
    Grade,
    ModelInfo,
    Notice,
    Role,
    Sentence,
    Severity,
)

Align = Literal["sentence", "paragraph"]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How to lay a document out.

    Attributes:
        align: one row of source and translation per sentence or per paragraph; formats
            that have no rows ignore it.
    """

    align: Align = "sentence"


class Renderer(Protocol):
    """One output format: layout only, every decision has been made before.

    The result depends on the document and the options alone: no clock, no cache state, no
    path, so that the same run gives the same bytes.
    """

    @property
    def name(self) -> str:
        """The word for ``--format``."""

    @property
    def suffix(self) -> str:
        """What the file's name ends in, with the dot."""

    def render(self, document: Document, options: RenderOptions) -> str:
        """The whole file, ending in a line break."""


@dataclass(frozen=True, slots=True)
class Row:
    """Source and translation side by side: a sentence, or a paragraph of them.

    Attributes:
        id: of the sentence or of the block.
        block: the block it belongs to.
        first: whether it is the first row of its block.
        sentences: the sentences in it, in order; empty where a block has none.
        source: pieces of the French with the id of the sentence that begins each, empty
            for text before or without a sentence. Joined, they are the text unchanged.
        target: the English of each sentence; empty where it has no translation.
        flags: what the checks found in it, worst first.
        grades: of the sentences that have one.
    """

    id: str
    block: Block
    first: bool
    sentences: tuple[Sentence, ...]
    source: tuple[tuple[str, str], ...]
    target: tuple[str, ...]
    flags: tuple[Flag, ...] = ()
    grades: tuple[Grade, ...] = ()

    @property
    def role(self) -> Role:
        """What the block is."""
        return self.block.role


def rows(document: Document, align: Align) -> Iterator[Row]:
    """The table's rows, in the order of the source; every block has at least one."""
    english = {id_: item.text for id_, item in document.translation_of().items()}
    grades = document.grades
    flags: dict[str, list[Flag]] = {}
    for flag in document.flags:
        flags.setdefault(flag.row, []).append(flag)
    in_order = sorted(document.sentences, key=lambda sentence: sentence.start)
    of_block = {
        block_id: tuple(group)
        for block_id, group in groupby(in_order, key=lambda sentence: sentence.block_id)
    }
    for block in document.article.blocks:
        sentences = of_block.get(block.id, ())

        def judged(*ids: str) -> tuple[tuple[Flag, ...], tuple[Grade, ...]]:
            found = (flag for id_ in ids for flag in flags.get(id_, ()))
            return worst_first(found), tuple(grades[id_] for id_ in ids if id_ in grades)

        if align == "paragraph" or not sentences:
            target = tuple(english.get(sentence.id, "") for sentence in sentences)
            source = _pieces(document.article, block, sentences)
            found = judged(*(sentence.id for sentence in sentences))
            yield Row(block.id, block, True, sentences, source, target, *found)
            continue
        for index, sentence in enumerate(sentences):
            source = ((sentence.id, sentence.text),)
            target = (english.get(sentence.id, ""),)
            found = judged(sentence.id)
            yield Row(sentence.id, block, index == 0, (sentence,), source, target, *found)


def _pieces(
    article: Article, block: Block, sentences: tuple[Sentence, ...]
) -> tuple[tuple[str, str], ...]:
    """The content of a block, cut where its sentences begin."""
    starts = [block.content_start, *(sentence.start for sentence in sentences)]
    ends = [*starts[1:], block.content_end]
    ids = ["", *(sentence.id for sentence in sentences)]
    cut = zip(ids, starts, ends, strict=True)
    return tuple((id_, article.text[start:end]) for id_, start, end in cut if id_ or start < end)


_SEVERITIES = tuple(Severity)


def worst_first(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Errors before warnings before notes, otherwise in their order."""
    return tuple(sorted(flags, key=lambda flag: _SEVERITIES.index(flag.severity)))


def count_flags(flags: Iterable[Flag]) -> str:
    """``1 error, 2 warnings``, worst first; empty where there are none."""
    counts = Counter(flag.severity for flag in flags)
    return ", ".join(
        f"{counts[severity]} {severity.value}{'s' if counts[severity] > 1 else ''}"
        for severity in Severity
        if counts[severity]
    )


def credit(document: Document) -> str:
    """The wire's sign-off, such as ``Xinhua/VNA/CVN``, and the credit of its metadata where that
    says more; empty where it has neither.
    """
    article = document.article
    lines = [article.content(block) for block in article.of_role(Role.CREDIT)]
    stated = article.item.credit
    if not any(stated.casefold() in line.casefold() for line in lines):
        lines.append(stated)
    return ", ".join(filter(None, lines))


def date(document: Document) -> str:
    """When the wire was made by its own account, ISO 8601 where it is; may be empty."""
    return document.article.item.created or document.article.metadata.get("date", "")


def models_of(document: Document, role: str) -> tuple[ModelInfo, ...]:
    """The models with a role, ``translation`` or ``summarisation``."""
    return tuple(model for model in document.models if model.role == role)


def all_notices(document: Document) -> tuple[Notice, ...]:
    """What every step noticed, each notice once."""
    found = (*document.notices, *document.article.notices, *document.brief.notices)
    return tuple(dict.fromkeys(found))
