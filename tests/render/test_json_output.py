from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it has no types

from pipeline.article import Document, Translation
from pipeline.render import RENDERERS, RenderOptions
from pipeline.render.json_output import SCHEMA_ID

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "document.schema.json").read_text("utf-8"))
UNTIMED = settings(deadline=None)  # a busy machine is no failure


def render(document: Document) -> str:
    return RENDERERS["json"].render(document, RenderOptions())


def parsed(document: Document) -> dict[str, Any]:
    content = json.loads(render(document))
    Draft202012Validator(SCHEMA).validate(content)
    assert isinstance(content, dict)
    return content


def objects(schema: object) -> list[dict[str, Any]]:
    """Every schema of an object, however deep."""
    if isinstance(schema, list):
        return [found for item in schema for found in objects(item)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if "properties" in schema else []
    return here + [found for item in schema.values() for found in objects(item)]


def test_the_schema_is_sound_strict_and_described() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == SCHEMA["properties"]["schema"]["const"] == SCHEMA_ID
    found = objects(SCHEMA)
    assert len(found) >= 10
    for item in found:
        assert item["additionalProperties"] is False
        assert set(item["required"]) == set(item["properties"])
        assert all("description" in field for field in item["properties"].values())


def test_everything_is_in_the_file(document: Document) -> None:
    content = parsed(document)
    assert list(content) == list(SCHEMA["properties"])
    assert content["brief"]["words"] == document.brief.words
    assert content["models"][0]["settings"] == ["beam=4", "length_penalty=1.0"]
    assert content["headline"] == {"text": "The port reopened", "source": "", "made": True}
    assert [item["text"] for item in content["translations"]] == [
        item.text for item in document.translations
    ]


def test_what_the_wire_says_and_what_was_found_wrong_is_there(judged: Document) -> None:
    content = parsed(judged)
    assert content["dateline"] == "BREST, July 10 (AGENCE)"
    assert content["advisories"] == ["Correction: Corrects day in paragraph 2."]
    assert content["article"]["item"]["identity"] == judged.article.item.identity
    assert content["article"]["item"]["signals"] == ["correction"]
    assert [flag["row"] for flag in content["flags"]] == ["p2.s2", "p4.s1"]
    wrong = content["flags"][1]
    rows = {item["id"]: item["text"] for item in content["sentences"]}
    start, end = wrong["source"][0]
    assert rows["p4.s1"][start:end] == "jeudi"
    low = content["translations"][-2]
    assert (low["grade"], low["repairs"], low["cost"]) == ("low", ["beam"], 3.0)
    assert content["translations"][-1]["grade"] is None


def test_a_field_more_or_less_does_not_pass(document: Document) -> None:
    content = parsed(document)
    validator = Draft202012Validator(SCHEMA)
    assert not validator.is_valid({**content, "more": 1})
    assert not validator.is_valid({key: content[key] for key in content if key != "brief"})


@UNTIMED
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_offsets_give_the_text_back(
    make_document: Callable[..., Document], pieces: list[str]
) -> None:
    document = make_document([("paragraph", [(piece, piece)]) for piece in pieces])
    content = parsed(document)
    article = content["article"]
    text, blocks = article["text"], article["blocks"]
    assert text == document.article.text
    assert [text[block["content_start"] : block["content_end"]] for block in blocks] == pieces
    for sentence in content["sentences"]:
        assert sentence["text"] == text[sentence["start"] : sentence["end"]]
    rebuilt, position = "", 0
    for block in blocks:
        gap = text[position : block["start"]]
        assert gap.strip() == ""
        rebuilt += gap + text[block["start"] : block["end"]]
        position = block["end"]
    assert rebuilt + text[position:] == text


def test_the_form_is_plain_utf_8_ending_in_a_line_break(document: Document) -> None:
    text = render(document)
    assert text.endswith("}\n")
    assert "«\u00a0Tout va bien\u00a0»" in text


def test_direction_controls_and_lone_surrogates_are_written_escaped(
    one_sentence: Callable[[str], Document],
) -> None:
    odd = 'a\u202eb\u2069c\u200fd\ud800"\\u202e'
    text = render(one_sentence(odd))
    assert text.encode("utf-8").isascii()
    assert json.loads(text)["sentences"][0]["text"] == odd


def test_cache_state_and_metadata_order_leave_no_trace(
    make_document: Callable[..., Document],
) -> None:
    cold = make_document(metadata={"a": "1", "b": "2"})
    warm = make_document(metadata={"b": "2", "a": "1"})
    cached = tuple(replace(item, cached=True) for item in warm.translations)
    assert render(replace(warm, translations=cached)) == render(cold)


@pytest.mark.parametrize(
    ("score", "written"),
    [
        (None, None),
        (-0.123456, -0.1235),
        (-0.00001, 0),
        (-math.inf, None),
        (math.nan, None),
    ],
)
def test_scores(document: Document, score: float | None, written: float | None) -> None:
    one = replace(document, translations=(Translation("p1.s1", "x", score, pieces=3),))
    assert parsed(one)["translations"] == [
        {
            "sentence_id": "p1.s1",
            "text": "x",
            "score": written,
            "grade": None,
            "pieces": 3,
            "repairs": [],
            "cost": 1.0,
        }
    ]
    assert "-0.0\n" not in render(one)


def test_the_keys_are_documented_in_their_order() -> None:
    docs = (ROOT / "docs" / "output.md").read_text("utf-8")
    rows = docs.split("## JSON", 1)[1]
    assert re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE) == list(SCHEMA["properties"])
