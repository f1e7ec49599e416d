"""Markdown: front matter, headline, brief, notices, and the table of source and translation.

Pandoc's and GitHub's common ground; see ``docs/output.md`` for the page as a reader sees it.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from pipeline.article import (
    BriefSentence,
    Document,
    Grade,
    Headline,
    ModelInfo,
    Notice,
    Role,
    Severity,
)
from pipeline.render.base import (
    Align,
    RenderOptions,
    Row,
    all_notices,
    count_flags,
    credit,
    date,
    models_of,
    rows,
    worst_first,
)
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
_WRONG = "**⚠ not as the wire has it**"
_ROW_WRONG = "**⚠ its row has an error**"
_LEGEND = (
    "*Check: how sure the model was of a row (high, medium or low), and what is wrong or doubtful "
    "in it.*"
)
_MOST_FLAGS = 12
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
            _advisories(document),
            _brief(document),
            _machine_translation(document),
            _flags(document),
            _notices(document),
            "## Source and translation",
            _LEGEND if document.grades else "",
            _table(document, options.align),
            f"Signature: {_code(fold(document.signature))}",
        )
        return "\n\n".join(part for part in parts if part) + "\n"


# --- front matter -------------------------------------------------------------------------


def _front_matter(document: Document) -> str:
    article, item = document.article, document.article.item
    counts = Counter(flag.severity for flag in document.flags)
    fields: dict[str, Any] = {
        "title": fold(document.headline.text),
        "title_source": fold(document.headline.source),
        "source": fold(article.name),
        "credit": fold(credit(document)),
        "date": fold(date(document)),
        "dateline": fold(document.dateline),
        "identity": fold(item.identity),
        "wire_version": item.version or "",
        "slug": fold(item.slug),
        "urgency": item.urgency or "",
        "signals": [signal.value for signal in item.signals] or "",
        "keywords": [fold(word) for word in item.keywords] or "",
        "lang": "en",
        "profile": document.profile,
        "models": [_model(model) for model in document.models],
        "words": document.brief.words,
        "flags": {each.value: counts[each] for each in Severity} if counts else "",
        "version": document.version,
        "signature": fold(document.signature),
    }
    known = {key: value for key, value in fields.items() if value != ""}

    def dump(*, allow_unicode: bool) -> str:
        return "".join(
            _field(key, json.dumps(value), allow_unicode=allow_unicode)
            for key, value in known.items()
        )

    text = dump(allow_unicode=True)
    if re.search(f"[{DIRECTION_CONTROLS}]", text):
        # A file name can hold them; escaped, they cannot reorder what an editor shows.
        text = dump(allow_unicode=False)
    return f"---\n{text}---"


@functools.lru_cache(maxsize=128)  # most of it is the same on every page of a night
def _field(key: str, value: str, *, allow_unicode: bool) -> str:
    """A field of the front matter.

    Args:
        key: its name.
        value: what it holds, as JSON.
        allow_unicode: as of PyYAML.
    """
    import yaml  # 40 ms that only this format pays for

    # No line is ever folded, so that none can look like the end of the front matter.
    return yaml.safe_dump(
        {key: json.loads(value)}, allow_unicode=allow_unicode, sort_keys=False, width=float("inf")
    )


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


def _advisories(document: Document) -> str:
    """What the desk must know before anything else."""
    return "\n>\n".join(f"> **{flow(text)}**" for text in document.advisories)


def _brief(document: Document) -> str:
    bad = {flag.row for flag in document.flags if flag.severity is Severity.ERROR}
    opening = f"**{flow(document.dateline)}** – " if fold(document.dateline) else ""
    sentences = "\n".join(
        _brief_sentence(sentence, opening if number == 0 else "", bad)
        for number, sentence in enumerate(document.brief.sentences)
    )
    return "\n\n".join(filter(None, (sentences, _rights(document))))


def _brief_sentence(sentence: BriefSentence, opening: str, bad: AbstractSet[str]) -> str:
    # The anchor comes first also because a line that begins with it begins no list.
    remark = f"<sup>{_links(sentence.sources, ' ')}</sup>" if sentence.sources else _UNSUPPORTED
    if sentence.sources and sentence.id in bad:
        remark += f" {_WRONG}"
    elif not bad.isdisjoint(sentence.sources):
        remark += f" {_ROW_WRONG}"
    if sentence.replaced:
        remark += f" *(in place of: {flow(sentence.replaced)})*"
    return f"{_anchor(sentence.id)}{opening}{flow(sentence.text)} {remark}"


def _rights(document: Document) -> str:
    """Credit, rights and version, as they stand."""
    item = document.article.item
    named = (
        ("Credit", credit(document)),
        ("Copyright", item.copyright),
        ("Usage terms", item.usage_terms),
        ("Version", str(item.version) if item.version else ""),
    )
    lines = [f"{name}: {flow(text)}" for name, text in named if fold(text)]
    return "\\\n".join(lines)


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


def _flags(document: Document) -> str:
    """How much is to be checked, and what, worst first; what is said of several rows once."""
    if not document.flags:
        return ""
    alike: dict[tuple[Severity, str, str], list[str]] = {}
    for flag in worst_first(document.flags):
        alike.setdefault((flag.severity, flag.message, flag.check), []).append(flag.row)
    items = [
        f"- **{severity.value}** {_links(dict.fromkeys(of), ', ')} {line(message)} *({check})*"
        for (severity, message, check), of in list(alike.items())[:_MOST_FLAGS]
    ]
    if more := sum(map(len, list(alike.values())[_MOST_FLAGS:])):
        items.append(f"- and {more} more, beside their rows below")
    return f"**To check before use: {count_flags(document.flags)}**\n\n" + "\n".join(items)


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
    shown = list(rows(document, align))
    # Where nothing was judged, a column for it would be empty.
    judged = any(row.flags or row.grades for row in shown)
    columns = [column for column in COLUMNS if judged or column is not CHECK]
    lines = [
        _line(column.title for column in columns),
        _line("-" * column.width for column in columns),
    ]
    lines += (_line(column.cell(row) for column in columns) for row in shown)
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


_GRADES = tuple(Grade)


def _check_cell(row: Row) -> str:
    """The lowest grade of the row and what the checks found in it."""
    grade = [max(row.grades, key=_GRADES.index).value] if row.grades else []
    found = [f"**{flag.severity.value}:** {marks(fold(flag.message))}" for flag in row.flags]
    return edges(" · ".join(grade + found))


CHECK = Column("Check", 20, _check_cell)
COLUMNS: tuple[Column, ...] = (
    Column("id", 8, _id_cell),
    Column("Français", 36, _source_cell),
    Column("English", 36, _target_cell),
    CHECK,
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
