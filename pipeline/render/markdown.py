"""Markdown: front matter, headline, brief, notices, and the table of source and translation.

Pandoc's and GitHub's common ground; see ``docs/output.md`` for the page as a reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.article import BriefSentence, Document, Headline, ModelInfo, Notice, Role
from pipeline.render.base import Align, RenderOptions, Row, all_notices, credit, models_of, rows
from pipeline.render.escape import (
    DIRECTION_CONTROLS,
    edges,
    escape,
    flow,
    fold,
    line,
    marks,
    squeeze,
)

_HEADLINE_MADE = "*headline made from the brief; the wire has none*"
_UNSUPPORTED = "**⚠ not supported by the wire**"


class MarkdownRenderer:
    """A page for GitHub, Pandoc and VS Code."""

    name = "markdown"
    suffix = ".md"

    def render(self, document: Document, options: RenderOptions) -> str:
        """The page; the same document gives the same bytes."""
        parts = (
            _front_matter(document),
            _headline(document.headline),
            _brief(document),
            _machine_translation(document),
            _notices(document),
            "## Source and translation",
            _table(document, options.align),
            f"Signature: {_code(fold(document.signature))}",
        )
        return "\n\n".join(part for part in parts if part) + "\n"


# --- front matter -------------------------------------------------------------------------


def _front_matter(document: Document) -> str:
    import yaml  # 40 ms that only this format pays for

    article = document.article
    fields: dict[str, Any] = {
        "title": fold(document.headline.text),
        "title_source": fold(document.headline.source),
        "source": fold(article.name),
        "credit": fold(credit(document)),
        "date": fold(article.metadata.get("date", "")),
        "lang": "en",
        "profile": document.profile,
        "models": [_model(model) for model in document.models],
        "words": document.brief.words,
        "version": document.version,
        "signature": fold(document.signature),
    }
    known = {key: value for key, value in fields.items() if value != ""}

    def dump(*, allow_unicode: bool) -> str:
        # No line is ever folded, so that none can look like the end of the front matter.
        return yaml.safe_dump(
            known, allow_unicode=allow_unicode, sort_keys=False, width=float("inf")
        )

    text = dump(allow_unicode=True)
    if re.search(f"[{DIRECTION_CONTROLS}]", text):
        # A file name can hold them; escaped, they cannot reorder what an editor shows.
        text = dump(allow_unicode=False)
    return f"---\n{text}---"


def _model(model: ModelInfo) -> dict[str, Any]:
    fields = {
        "role": model.role,
        "name": model.name,
        "digest": model.digest,
        "engine": model.engine,
        "compute_type": model.compute_type,
        "settings": list(model.settings),
        "note": fold(model.note),
    }
    return {key: value for key, value in fields.items() if value}


# --- above the table ----------------------------------------------------------------------


def _headline(headline: Headline) -> str:
    lines = [f"# {flow(headline.text) or '*no headline*'}"]
    if headline.made:
        lines.append(_HEADLINE_MADE)
    if fold(headline.source):
        lines.append(f"*{flow(headline.source)}*")
    return "\n\n".join(lines)


def _brief(document: Document) -> str:
    sentences = "\n".join(_brief_sentence(sentence) for sentence in document.brief.sentences)
    sign_off = fold(credit(document))
    if not sign_off:
        return sentences
    return f"{sentences}\n\nCredit: {flow(sign_off)}".strip()


def _brief_sentence(sentence: BriefSentence) -> str:
    # The anchor comes first also because a line that begins with it begins no list.
    remark = f"<sup>{_links(sentence.sources, ' ')}</sup>" if sentence.sources else _UNSUPPORTED
    return f"{_anchor(sentence.id)}{flow(sentence.text)} {remark}"


def _machine_translation(document: Document) -> str:
    translators = _names(models_of(document, "translation"))
    by = f" by {translators}" if translators else ""
    summarisers = _names(models_of(document, "summarisation")) or flow(document.brief.method)
    return (
        f"> **Machine translation.** Translated from French{by}; no person has revised it."
        " Read it against the source below.\n"
        f"> The brief ({document.brief.words} words) was made by {summarisers}."
    )


def _names(models: Iterable[ModelInfo]) -> str:
    return ", ".join(
        f"**{flow(model.name)}**" + (f" ({flow(model.note)})" if fold(model.note) else "")
        for model in models
    )


def _notices(document: Document) -> str:
    notices = all_notices(document)
    if not notices:
        return ""
    known = {block.id for block in document.article.blocks}
    known |= {sentence.id for sentence in document.sentences}
    known |= {sentence.id for sentence in document.brief.sentences}
    items = "\n".join(_notice(notice, known) for notice in notices)
    return f"**Please note**\n\n{items}"


def _notice(notice: Notice, known: set[str]) -> str:
    where = _links((id_ for id_ in notice.ids if id_ in known), ", ")
    return f"- {line(notice.message)}" + (f" ({where})" if where else "")


# --- the table ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        title: its heading, in Markdown.
        width: its share of the page; Pandoc reads it from the dashes, others ignore it.
        cell: what it shows of a row, in Markdown on one line.
    """

    title: str
    width: int
    cell: Callable[[Row], str]


def _table(document: Document, align: Align) -> str:
    lines = [
        _line(column.title for column in COLUMNS),
        _line("-" * column.width for column in COLUMNS),
    ]
    lines += (_line(column.cell(row) for column in COLUMNS) for row in rows(document, align))
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _id_cell(row: Row) -> str:
    # Notices may name a block: its anchor stands in the block's first row.
    block = _anchor(row.block.id) if row.first and row.id != row.block.id else ""
    role = "" if row.role is Role.PARAGRAPH else f" *{row.role.value}*"
    return f"{block}{_anchor(row.id, escape(row.id))}{role}"


def _source_cell(row: Row) -> str:
    cell, after_space = "", True
    for id_, text in row.source:
        piece = squeeze(text)
        # One space where a blank ends one piece and another begins the next.
        piece = piece.lstrip(" ") if after_space else piece
        cell += _anchor(id_) if id_ not in {"", row.id} else ""
        cell += marks(piece)
        after_space = piece.endswith(" ") if piece else after_space
    return edges(cell)


def _target_cell(row: Row) -> str:
    return edges(" ".join(filter(None, (escape(text) for text in row.target))))


COLUMNS: tuple[Column, ...] = (
    Column("id", 8, _id_cell),
    Column("Français", 36, _source_cell),
    Column("English", 36, _target_cell),
)
"""The table, left to right: a new column is one more entry."""


# --- links and code -----------------------------------------------------------------------


def _anchor(id_: str, content: str = "") -> str:
    # A span rather than <a id>: Pandoc takes it for a target in every format it writes.
    return f'<span id="{id_}">{content}</span>'


def _links(ids: Iterable[str], between: str) -> str:
    return between.join(f"[{escape(id_)}](#{id_})" for id_ in ids)


def _code(text: str) -> str:
    """As code, which is easy to copy; as prose where code could not hold it unchanged."""
    if not text or re.search(f"[`{DIRECTION_CONTROLS}]", text):
        return flow(text)
    # Markdown takes one space off each end, unless there is nothing else.
    pad = " " if text != text.strip() else ""
    return f"`{pad}{text}{pad}`"
