from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.article import (
    Block,
    Brief,
    BriefSentence,
    Document,
    Headline,
    Notice,
    Role,
    Severity,
    Translation,
)
from pipeline.render import RENDERERS, Align, RenderOptions
from pipeline.render.escape import fold
from pipeline.wire import WireItem

ROOT = Path(__file__).resolve().parents[2]
GFM = MarkdownIt("gfm-like", {"linkify": False})
UNTIMED = settings(deadline=None)  # a busy machine is no failure
UGLY = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("|\\`*_[]<>#~&;$@:-\r\n\t\u2028\u00a0\u202f\u200f\u202e😀"),
    )
)


def render(document: Document, align: Align = "sentence") -> str:
    return RENDERERS["markdown"].render(document, RenderOptions(align=align))


def split(page: str) -> tuple[dict[str, Any], str]:
    """Front matter and body."""
    assert page.startswith("---\n")
    front, body = page.removeprefix("---\n").split("\n---\n", 1)
    return yaml.safe_load(front), body


def text_of(token: Token) -> str:
    return "".join(
        child.content
        if child.type in {"text", "code_inline"}
        else " " * (child.type == "softbreak")
        for child in token.children or []
    )


def cells(page: str) -> list[list[str]]:
    """The table's rows below its head, as text."""
    tokens = GFM.parse(split(page)[1])
    assert sum(token.type == "table_open" for token in tokens) == 1
    found: list[list[str]] = []
    for before, token in pairwise(tokens):
        if token.type == "tr_open":
            found.append([])
        elif before.type in {"td_open", "th_open"}:
            found[-1].append(text_of(token))
    assert found[0] in (["id", "Français", "English"], ["id", "Français", "English", "Check"])
    return found[1:]


def outline(page: str) -> list[str]:
    return [token.type for token in GFM.parse(split(page)[1]) if token.level == 0]


def test_rows_follow_the_source_with_their_roles(document: Document) -> None:
    assert cells(render(document)) == [
        ["p1.s1 caption", "Le port de Brest, mardi", "The port of Brest on Tuesday"],
        ["p2.s1", "Le port a rouvert mardi.", "The port reopened on Tuesday."],
        [
            "p2.s2",
            "«\u00a0Tout va bien\u00a0», a dit M.\u00a0Le\u202fGoff.",
            '"All is well," he said.',
        ],
        ["p3.s1 crosshead", "Retour au calme", "Calm returns"],
        ["p4.s1", "Le trafic reprendra jeudi.", "Traffic resumes on Thursday."],
        ["p5.s1 credit", "AGENCE/OUEST", "AGENCE/OUEST"],
    ]


def test_rows_by_paragraph_hold_the_whole_block(document: Document) -> None:
    rows = cells(render(document, "paragraph"))
    assert [row[0] for row in rows] == ["p1 caption", "p2", "p3 crosshead", "p4", "p5 credit"]
    article = document.article
    assert [row[1] for row in rows] == [fold(article.content(block)) for block in article.blocks]
    assert rows[1][2] == 'The port reopened on Tuesday. "All is well," he said.'


@UNTIMED
@given(text=UGLY)
@example(text="a | b \\| c \\\\| `d | e` |")
@example(text="<script>&amp;</script><!-- -->\r\n---\r\n")
@example(text="\u00a0 \u2028")
@example(text="---\n...\n# x")
def test_any_text_is_read_back_from_the_cells(
    one_sentence: Callable[[str], Document], text: str
) -> None:
    document = one_sentence(text)
    judged = fold(f"low · error: {fold(text)}")
    by_sentence = cells(render(document))
    assert by_sentence == [["p1.s1", fold(text), fold(text), judged]]
    assert cells(render(document, "paragraph")) == [["p1", fold(text), fold(text), judged]]


def test_a_paragraph_of_5000_words_is_whole(one_sentence: Callable[[str], Document]) -> None:
    text = "mot | " * 5000
    [row] = cells(render(one_sentence(text)))
    assert row == ["p1.s1", fold(text), fold(text), f"low · error: {fold(text)}"]


@UNTIMED
@given(text=UGLY.filter(fold))
@example(text="- x")
@example(text="1. x")
@example(text="---\n- x: [y\n...\n# 'z' \"")
@example(text="12:30")
@example(text="null")
@example(text="photo\u202etxt.exe")
def test_any_text_leaves_the_page_in_shape(
    one_sentence: Callable[[str], Document], text: str
) -> None:
    page = render(one_sentence(text))
    assert outline(page) == outline(render(one_sentence("mot")))
    front, body = split(page)
    assert front["title"] == front["title_source"] == front["credit"] == fold(text)
    assert front["source"] == front["signature"] == fold(text)
    assert front["models"][0]["note"] == fold(text)
    assert "<script" not in body
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", page)
    headings = [text_of(token) for token in GFM.parse(body) if token.type == "inline"]
    assert headings[0].startswith(fold(text))


@UNTIMED
@given(
    pieces=st.lists(
        st.text(alphabet="ab|*\\<&. \n\u00a0").filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_paragraph_rows_join_their_sentences(
    make_document: Callable[..., Document], pieces: list[str]
) -> None:
    document = make_document([(Role.PARAGRAPH, [(piece, piece) for piece in pieces])])
    [row] = cells(render(document, "paragraph"))
    assert row[1] == fold(document.article.text)
    assert row[2] == fold(" ".join(fold(piece) for piece in pieces))


@pytest.mark.parametrize("align", ["sentence", "paragraph"])
def test_every_link_has_exactly_one_anchor(document: Document, align: Align) -> None:
    page = render(document, align)
    anchors = re.findall(r'<span id="([^"]+)">', page)
    links = re.findall(r"\]\(#([^)]+)\)", page)
    assert len(anchors) == len(set(anchors))
    assert set(links) == {"p2.s1", "p4.s1", "p1", "p2.s2"}
    assert set(links) <= set(anchors)
    assert {sentence.id for sentence in document.sentences} <= set(anchors)
    assert {block.id for block in document.article.blocks} <= set(anchors)
    html = GFM.render(split(page)[1])
    for link in links:
        assert f'<a href="#{link}">{link}</a>' in html


def test_front_matter_says_how_the_brief_was_made(document: Document) -> None:
    front, _ = split(render(document))
    assert front == {
        "title": "The port reopened",
        "source": "brest.txt",
        "credit": "AGENCE/OUEST",
        "lang": "en",
        "profile": "embedded",
        "models": [
            {
                "role": "translation",
                "name": "tiny-fr-en",
                "digest": "ab" * 32,
                "engine": "ctranslate2",
                "compute_type": "int8",
                "settings": ["beam=4", "length_penalty=1.0"],
                "note": "28.1 BLEU on newstest2013",
            },
            {
                "role": "summarisation",
                "name": "extractive",
                "digest": "cd" * 32,
                "engine": "extractive",
            },
        ],
        "words": 8,
        "version": "0.1.0",
        "signature": "depeche:0.1.0|model:tiny-fr-en@abab|beam:4",
    }


def test_the_wire_s_own_date_is_shown_where_it_is_known(
    make_document: Callable[..., Document],
) -> None:
    page = render(make_document(metadata={"date": "2024-07-10T18:02:00+02:00"}))
    assert split(page)[0]["date"] == "2024-07-10T18:02:00+02:00"
    page = render(make_document(item=WireItem(created="2024-07-11"), metadata={"date": "x"}))
    assert split(page)[0]["date"] == "2024-07-11"


def test_flags_stand_on_top_and_on_their_rows(judged: Document) -> None:
    page = render(judged)
    front, body = split(page)
    assert front["flags"] == {"error": 1, "warning": 1, "note": 0}
    top = body.index("**To check before use: 1 error, 1 warning**")
    error, warning = re.findall(r"^- \*\*(?:error|warning).*$", body, re.MULTILINE)
    assert error.startswith("- **error** [p4.s1](#p4.s1) “jeudi” is “Tuesday”")
    assert warning.endswith("*(quotes)*")
    assert top < body.index(error) < body.index(warning) < body.index("| id |")
    column = [row[3] for row in cells(page)]
    assert column[0] == "high"
    assert column[2] == "medium · warning: Nobody is named as the speaker."
    assert column[4].startswith("low · error: “jeudi”")
    assert column[5] == ""


def test_a_row_of_a_paragraph_shows_the_worst_of_its_sentences(judged: Document) -> None:
    column = [row[3] for row in cells(render(judged, "paragraph"))]
    assert column[1] == "medium · warning: Nobody is named as the speaker."


def test_what_is_said_of_several_rows_is_said_once_on_top(judged: Document) -> None:
    flag = judged.flags[0]
    alike = (flag, replace(flag, row="p2.s1"), replace(flag, row="p2.s1"))
    page = render(replace(judged, flags=alike))
    assert "**To check before use: 3 " in page
    (item,) = re.findall(r"^- \*\*(?:error|warning).*$", page, re.MULTILINE)
    assert f"[{flag.row}](#{flag.row}), [p2.s1](#p2.s1) " in item
    assert item.count("p2.s1") == 2


def test_a_brief_sentence_says_that_its_row_has_an_error(judged: Document) -> None:
    error = replace(judged.flags[0], severity=Severity.ERROR)
    shown = {
        row: render(replace(judged, flags=(replace(error, row=row),)))
        for row in ("p4.s1", "b1", "p3.s1")
    }
    assert "</sup> **⚠ its row has an error**\n" in shown["p4.s1"]
    assert "</sup> **⚠ not as the wire has it**\n" in shown["b1"]
    assert "⚠ its row" not in shown["b1"] + shown["p3.s1"]
    warned = replace(error, row="p4.s1", severity=Severity.WARNING)
    assert "⚠ its row" not in render(replace(judged, flags=(warned,)))


def test_many_flags_are_counted_and_stay_on_their_rows(judged: Document) -> None:
    flags = tuple(replace(judged.flags[0], message=f"Thing {n}.") for n in range(40))
    page = render(replace(judged, flags=flags))
    assert "\n- and 28 more, beside their rows below\n" in page
    assert all(f"Thing {n}." in cells(page)[2][3] for n in range(40))


def test_nothing_judged_needs_no_column(document: Document) -> None:
    assert {len(row) for row in cells(render(document))} == {3}
    assert "To check" not in render(document)


def test_the_desk_s_lines_open_the_page(judged: Document) -> None:
    body = split(render(judged))[1]
    opening = body.index("> **Correction: Corrects day in paragraph 2.**")
    assert body.index("# The port reopened") < opening < body.index('<span id="b1">')
    assert '<span id="b1"></span>**BREST, July 10 (AGENCE)** – The port' in body
    assert "\nCredit: AGENCE/OUEST\\\nCopyright: © Agence 2024\\\nVersion: 2\n" in body


def test_a_brief_sentence_says_what_is_wrong_with_it(judged: Document) -> None:
    flag = replace(judged.flags[1], row="b1")
    said = replace(judged.brief.sentences[0], replaced="The port reopened on *Friday*.")
    brief = replace(judged.brief, sentences=(said,))
    body = split(render(replace(judged, flags=(flag,), brief=brief)))[1]
    assert "**⚠ not as the wire has it**" in body
    assert "*(in place of: The port reopened on \\*Friday\\*.)*" in body


def test_a_made_headline_says_so(document: Document) -> None:
    body = split(render(document))[1]
    assert body.startswith(
        "\n# The port reopened\n\n*headline made from the brief; the wire has none*\n\n"
    )


def test_a_translated_headline_stands_over_the_french_one(document: Document) -> None:
    headline = Headline("Port reopens", "Le port *rouvre*", made=False)
    body = split(render(replace(document, headline=headline)))[1]
    assert body.startswith("\n# Port reopens\n\n*Le port \\*rouvre\\**\n\n")
    assert "headline made" not in body


def test_brief_links_its_sources_and_marks_what_has_none(document: Document) -> None:
    body = split(render(document))[1]
    first, second = re.findall(r'^<span id="b\d">.*$', body, re.MULTILINE)
    assert first.endswith(
        "The port reopened on Tuesday. <sup>[p2.s1](#p2.s1) [p4.s1](#p4.s1)</sup>"
    )
    assert second.endswith("Everyone is happy. **⚠ not supported by the wire**")
    assert "\n\nCredit: AGENCE/OUEST\n" in body


def test_machine_translation_is_said_before_the_table(document: Document) -> None:
    body = split(render(document))[1]
    notice = body.index("> **Machine translation.**")
    assert "by **tiny-fr-en** (28.1 BLEU on newstest2013)" in body[notice:]
    assert notice < body.index("| id |")


def test_notices_of_every_step_are_listed_once(document: Document) -> None:
    twice = replace(document, notices=document.notices + document.article.notices)
    body = split(render(twice))[1]
    assert re.findall("^- .*$", body, re.MULTILINE) == [
        "- Parts may not be French. ([p2.s2](#p2.s2))",
        "- The wire has no headline. ([p1](#p1))",
        "- The brief is shorter than asked.",
    ]


def test_signature_is_the_last_line(document: Document) -> None:
    assert render(document).endswith(f"\n\nSignature: `{document.signature}`\n")


def test_cache_state_leaves_no_trace(document: Document) -> None:
    cached = tuple(replace(item, cached=True) for item in document.translations)
    assert render(replace(document, translations=cached)) == render(document)


def test_metadata_order_leaves_no_trace(make_document: Callable[..., Document]) -> None:
    one = make_document(metadata={"date": "2024", "x": "X"})
    other = make_document(metadata={"x": "X", "date": "2024"})
    assert render(one) == render(other)


def test_a_sentence_without_translation_has_an_empty_cell(document: Document) -> None:
    some = tuple(item for item in document.translations if item.sentence_id != "p2.s1")
    assert cells(render(replace(document, translations=some)))[1][2] == ""


@pytest.mark.parametrize("align", ["sentence", "paragraph"])
def test_a_block_without_sentences_keeps_its_row(document: Document, align: Align) -> None:
    rest = tuple(sentence for sentence in document.sentences if sentence.block_id != "p3")
    rows = cells(render(replace(document, sentences=rest), align))
    assert ["p3 crosshead", "Retour au calme", ""] in rows


def test_marks_around_a_block_are_left_out(document: Document) -> None:
    article = document.article
    block = Block("p1", Role.LINK, 0, len(">>Voir ici"), 2, len(">>Voir ici"))
    linked = replace(article, text=">>Voir ici", blocks=(block,))
    bare = replace(document, article=linked, sentences=())
    assert cells(render(bare)) == [["p1 link", "Voir ici", ""]]


@pytest.mark.parametrize("align", ["sentence", "paragraph"])
def test_an_article_with_nothing_in_it_is_still_a_page(document: Document, align: Align) -> None:
    empty = replace(
        document,
        article=replace(document.article, text="", blocks=(), notices=()),
        sentences=(),
        translations=(),
        brief=Brief((), "extractive"),
        headline=Headline("", "", made=True),
        models=(),
        notices=(),
    )
    page = render(empty, align)
    assert cells(page) == []
    assert "# *no headline*" in page
    assert "made by extractive" in page


def test_many_odd_sentences_keep_their_places(make_document: Callable[..., Document]) -> None:
    pairs = [(f"« {mark}{number} »", f"{mark}{number}") for number in range(50) for mark in "|*<"]
    rows = cells(render(make_document([(Role.PARAGRAPH, pairs)])))
    assert [tuple(row[1:]) for row in rows] == pairs


def test_translations_are_matched_by_id_not_by_place(document: Document) -> None:
    shuffled = tuple(reversed(document.translations))
    assert render(replace(document, translations=shuffled)) == render(document)


def test_notice_text_cannot_add_markup(document: Document) -> None:
    noisy = replace(document, notices=(Notice("x", "1. <b>[a](b)</b>\n- c", ()),))
    assert "- 1\\. &lt;b&gt;\\[a\\](b)&lt;/b&gt; - c\n" in render(noisy)


def test_brief_sentence_text_cannot_add_markup(document: Document) -> None:
    brief = Brief((BriefSentence("b1", "# *x*\n\n| a |", ("p1.s1",)),), "extractive")
    assert "\\# \\*x\\* &#124; a &#124; <sup>" in render(replace(document, brief=brief))


def test_an_extra_translation_does_no_harm(document: Document) -> None:
    extra = (*document.translations, Translation("p99.s1", "x", None))
    assert render(replace(document, translations=extra)) == render(document)


def test_the_docs_show_the_page_as_it_is(judged: Document) -> None:
    docs = (ROOT / "docs" / "output.md").read_text("utf-8")
    assert f"````markdown\n{render(judged)}````" in docs


def test_the_front_matter_fields_are_documented(judged: Document) -> None:
    docs = (ROOT / "docs" / "output.md").read_text("utf-8")
    item = replace(judged.article.item, urgency=2, keywords=("mer",))
    document = replace(judged, article=replace(judged.article, item=item))
    front, _ = split(render(replace(document, headline=Headline("a", "b", made=False))))
    assert {"title_source", "urgency", "keywords", "identity", "flags"} <= front.keys()
    assert [key for key in front if f"`{key}`" not in docs] == []
