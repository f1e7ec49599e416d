from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Role
from pipeline.errors import InputTooLargeError
from pipeline.readers.markup import (
    MAX_PARTS,
    Part,
    is_story,
    parts_of,
    plain_parts,
    string_parts,
    text_of,
)
from pipeline.readers.xml_tools import parse

WORDS = st.sampled_from(["un", "deux", "trois", "l'été", "A|B", "🙂", "1,5", "\u200f", "œuf"])
LEAVES = WORDS | st.sampled_from(["<br/>", "<b>mot</b>", "<i/>", "<img src='a'/>"])


def parts(markup: str) -> list[Part]:
    return parts_of(parse(f"<x>{markup}</x>".encode(), "x").root)


def texts(markup: str) -> list[str]:
    return [text for _, text in parts(markup)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Un <b>mot<i>-clé</i></b>, dit-il.</p>", ["Un mot-clé, dit-il."]),
        ("<p>Selon <a>elle</a>\n   , oui.</p>", ["Selon elle, oui."]),
        ("<p>Un\n   <b>...</b> et\n  ... deux</p>", ["Un ... et ... deux"]),
        ("Avant<p>un</p>entre<div>deux</div>après", ["Avant", "un", "entre", "deux", "après"]),
        ("<ul><li>un<ul><li>deux</li></ul></li></ul>", ["un", "deux"]),
        ("<p>un<script>non()</script> deux</p>", ["un deux"]),
        ("<p hidden=''>non</p><p>oui</p>", ["oui"]),
        ("<table><tr><td>a</td><td/><td>b</td></tr></table>", ["a | | b"]),
        ("<table><tr><td><p>un</p><p>deux</p></td><td>x</td></tr></table>", ["un", "deux", "x"]),
        ("<table><tr><td>un</td></tr></table>", ["un"]),
        ("<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>",
         ["a", "b | c"]),
        ("<pre>un.\ndeux.</pre>", ["un.", "deux."]),
        ("<p>\u00a0</p><p/>", []),
    ],
)  # fmt: skip  # cases in rows
def test_what_is_shown_in_its_order(markup: str, expected: list[str]) -> None:
    assert [" ".join(text.split()) for text in texts(markup)] == expected


def test_roles() -> None:
    found = parts(
        "<h2>A</h2><figure><figcaption><p>B</p></figcaption></figure><ul><li>C</li></ul>"
        "<p>D</p><tagline>E</tagline><byline>F<byttl>G</byttl></byline>"
    )
    assert found == [
        (Role.CROSSHEAD, "A"),
        (Role.CAPTION, "B"),
        (Role.PARAGRAPH, "C"),
        (None, "D"),
        (Role.CREDIT, "E"),
        (Role.BYLINE, "F, G"),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        LEAVES,
        lambda inner: st.tuples(
            st.sampled_from(["p", "div", "b", "li", "ul", "td", "tr", "table", "h2", "x", "pre"]),
            st.lists(inner, max_size=4),
        ).map(lambda pair: f"<{pair[0]}>{' '.join(pair[1])}</{pair[0]}>"),
        max_leaves=30,
    )
)
def test_every_word_is_kept_in_its_order(markup: str) -> None:
    tree = parse(f"<x>{markup}</x>".encode(), "x").root
    shown = "".join("".join(str(t) for t in tree.itertext()).split())
    read = "".join("".join(texts(markup)).split())
    invisible = str.maketrans("", "", "\u200f|")
    assert read.translate(invisible) == shown.translate(invisible)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un.\n\nDeux.", ["Un.", "Deux."]),
        ("<p>Un &eacute;t&eacute;.</p><div>Deux</div>", ["Un été.", "Deux"]),
        ("3 < 5 & 7 > 2", ["3 < 5 & 7 > 2"]),
        ("<p></p>", []),
        ("", []),
        ("<div>" * 400 + "profond" + "</div>" * 400, ["profond"]),
    ],
)
def test_a_string_that_may_be_markup(text: str, expected: list[str]) -> None:
    assert [found for _, found in string_parts(text)] == expected


def test_data_are_no_story() -> None:
    def root(markup: str) -> bool:
        return is_story(parse(f"<x>{markup}</x>".encode(), "x").root)

    assert root("Un texte")
    assert root("<html><body>Un</body></html>")
    assert not root("<score><but minute='3'>un<br/></but></score>")
    assert not root("  ")


def test_more_than_any_story_is_refused() -> None:
    with pytest.raises(InputTooLargeError):
        plain_parts("a\n" * (MAX_PARTS + 1))


def test_text_of_nothing() -> None:
    assert text_of(None) == ""
