"""JSON: everything a document holds, for other programs.

Described by ``docs/document.schema.json``. Not called ``json.py``, to leave that name to the
standard library.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict
from typing import Any

from pipeline.article import Document, Grade, Translation
from pipeline.render.base import RenderOptions
from pipeline.render.escape import DIRECTION_CONTROLS

SCHEMA_ID = "urn:depeche:document:1"
"""Names the form; the number is raised by a change that could break a reader."""

# Legal in JSON, but the first could not be written as UTF-8 and the others would let an
# editor show the file in a misleading order.
_ESCAPED = re.compile(f"[\ud800-\udfff{DIRECTION_CONTROLS}]")


class JsonRenderer:
    """One JSON object, indented, keys in a fixed order."""

    name = "json"
    suffix = ".json"

    def render(self, document: Document, options: RenderOptions) -> str:  # noqa: ARG002 - there are no rows to align
        """The object; the same document gives the same bytes, from the cache or not."""
        text = json.dumps(_document(document), ensure_ascii=False, indent=2, allow_nan=False)
        return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _document(document: Document) -> dict[str, Any]:
    article = document.article
    return {
        "schema": SCHEMA_ID,
        "version": document.version,
        "signature": document.signature,
        "profile": document.profile,
        "models": [asdict(model) for model in document.models],
        "headline": asdict(document.headline),
        "dateline": document.dateline,
        "advisories": list(document.advisories),
        "brief": {
            "method": document.brief.method,
            "words": document.brief.words,
            "sentences": [asdict(sentence) for sentence in document.brief.sentences],
            "notices": [asdict(notice) for notice in document.brief.notices],
        },
        "notices": [asdict(notice) for notice in document.notices],
        "article": {
            "name": article.name,
            "encoding": article.encoding,
            "item": asdict(article.item),
            "metadata": dict(sorted(article.metadata.items())),
            "notices": [asdict(notice) for notice in article.notices],
            "text": article.text,
            "blocks": [asdict(block) for block in article.blocks],
        },
        "sentences": [asdict(sentence) for sentence in document.sentences],
        "translations": [
            _translation(item, document.grades.get(item.sentence_id))
            for item in document.translations
        ],
        "flags": [asdict(flag) for flag in document.flags],
    }


def _translation(translation: Translation, grade: Grade | None) -> dict[str, Any]:
    # Not whether it came from the cache: a second run shall give the same file.
    return {
        "sentence_id": translation.sentence_id,
        "text": translation.text,
        "score": _score(translation.score),
        "grade": grade,
        "pieces": translation.pieces,
        "repairs": list(translation.repairs),
        "cost": round(translation.cost, 2),
    }


def _score(score: float | None) -> float | None:
    """Four decimals: more would only show in which order the model's batches were added up."""
    if score is None or not math.isfinite(score):
        return None
    return round(score, 4) + 0.0  # no minus before a zero
