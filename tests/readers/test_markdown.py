from __future__ import annotations

import json
import lzma
from itertools import islice
from pathlib import Path

import pytest

from pipeline.article import Role
from pipeline.errors import EmptyInputError, InputTooLargeError
from pipeline.readers import read_bytes
from pipeline.readers.markdown import MAX_MARKDOWN_BYTES, MarkdownReader

STORY = """---
title: Le port de Brest ferme
date: 2024-03-12T08:00:00+01:00
credit: AFP
lang: fr
tags: [mer, port]
embargo: 2024-03-12
version: 2
---

# Le port de Brest ferme

Le port a été **fermé** mardi,
a-t-on appris [auprès](https://example.org/) de la *préfecture*.

## Tempête

- Un vent de `140` km/h
- Une mer forte

| Vent | Mer |
|------|-----|
| 140  | 8   |

![Le quai, lundi](quai.jpg)

<div><p>Un <b>bloc</b> de HTML.</p></div>
"""


def test_a_story() -> None:
    (article,) = read_bytes(STORY.encode(), name="papier.md")
    got = article.item
    assert (got.headline, got.credit, got.language) == ("Le port de Brest ferme", "AFP", "fr")
    assert (got.created, got.embargo) == ("2024-03-12T08:00:00+01:00", "2024-03-12T00:00:00+00:00")
    assert (got.keywords, got.version) == (("mer", "port"), 2)
    assert [(b.role, article.content(b)) for b in article.blocks] == [
        (Role.HEADLINE, "Le port de Brest ferme"),
        (Role.PARAGRAPH, "Le port a été fermé mardi, a-t-on appris auprès de la préfecture."),
        (Role.CROSSHEAD, "Tempête"),
        (Role.PARAGRAPH, "Un vent de 140 km/h"),
        (Role.PARAGRAPH, "Une mer forte"),
        (Role.PARAGRAPH, "Vent | Mer"),
        (Role.PARAGRAPH, "140 | 8"),
        (Role.CAPTION, "Le quai, lundi"),
        (Role.PARAGRAPH, "Un bloc de HTML."),
    ]


def test_without_front_matter() -> None:
    (article,) = read_bytes(b"# Le port\n\nIl est **ferm\xc3\xa9** depuis mardi.\n", name="x")
    assert article.content(article.blocks[0]) == "Le port"
    assert [b.role for b in article.blocks] == [Role.HEADLINE, Role.PARAGRAPH]


@pytest.mark.parametrize(
    "text",
    [
        '- "Pratique" -\n\nLe port est fermé.',
        ">> Un lien\nUne légende |\nLe port est fermé.",
        "# Notebook\n\n* * * *\n- un\n- deux",
        "Titre\n=====\n\nLe port est fermé.",
        "---\nLe port : fermé\n---\nLa suite.",
        "1. Un\n2. Deux\n\n> Une citation",
        "Le prix: 5 * 3 * 2 ** 4",
        "Voir [1] (page 2) et | une barre |",
    ],
)
def test_plain_wires_stay_plain(text: str) -> None:
    assert not MarkdownReader().sniff(text.encode())


def test_no_story_of_the_corpus_is_taken_for_markdown(shared: Path) -> None:
    path = shared / "articles/french-news-valid.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 500):
            story = json.loads(line)
            text = "\n\n".join([story["title"], story["abstract"], *story["paragraphs"]])
            assert not MarkdownReader().sniff(text.encode()), story["id"]


def test_bounds_and_empty() -> None:
    with pytest.raises(InputTooLargeError, match="kB"):
        read_bytes(STORY.encode() + b"a" * MAX_MARKDOWN_BYTES, name="x")
    with pytest.raises(EmptyInputError, match="without text"):
        MarkdownReader().read(b"---\ndate: 2024\n---\n\n***\n", "x")


@pytest.mark.parametrize(
    "front", ["title: [a, *b]", "title: &a [*a]", "title: " + "[" * 3000, "title: a: b", "- a"]
)
def test_broken_front_matter_is_text(front: str) -> None:
    (article,) = MarkdownReader().read(f"---\n{front}\n---\nLe port est fermé.".encode(), "x")
    assert "Le port est fermé." in article.text
