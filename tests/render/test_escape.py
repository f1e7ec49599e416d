from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.render.escape import escape, flow, fold, line

GFM = MarkdownIt("gfm-like", {"linkify": False})
UNTIMED = settings(deadline=None)  # a busy machine is no failure
UGLY = [
    "",
    " ",
    "a | b || c \\| d \\\\| e |",
    "*a* _b_ __c__ **d** ~~e~~ ~f~ ^g^ `h` ``i``",
    "<script>alert(1)</script> <b>x</b> <!-- y --> <http://a.example>",
    "&amp; &lt; &#42; &nbsp; &copy & AT&T",
    "[a](b) ![c](d) [e][f] [^1] [[g]] [ ] {.h} {#i}",
    "http://a.example https://b.example/c_d_e?f=1&g=2 www.c.example ftp://d.example",
    "e@f.example @mention mailto:g@h.example #12 #mot-dièse C# # x #",
    ":smile: :+1: 10:30:45 a::b",
    "$x$ et $y$ 5 $ US$ 3 $$z$$ $`a`$",
    "\\ \\* \\\\ \\",
    "- a",
    "+ a",
    "* a",
    "1. a",
    "1) a",
    "(i) a",
    "> a",
    "# a",
    "=== ",
    "---",
    "::: a",
    ": a",
    "| a",
    "~~~",
    "    a",
    "% a",
    "\ta\tb\t",
    "a\rb\r\nc\nd\u2028e\u2029f\x85g\x0bh\x0ci",
    "\u00a0a\u00a0b\u00a0",
    "\u202fa\u202f!\u2009\u3000",
    "\u200e\u200fa\u202eb\u2066c\u061c",
    "😀 👩‍👩‍👧‍👦 🇫🇷",
    "\x00\x01\x1b[31m\x7f\x80\x9f",
    "\ufeffa\u200bb\u00adc\ufffe",
    "«\u00a0Oui\u202f», a-t-il dit… – “non” ‘peut-être’ \"x\" 'y' -- ...",
    "mot " * 5000,
]


def shown(markdown: str) -> str:
    """The text a browser shows for a paragraph of Markdown."""
    tokens = GFM.parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return "".join(token.content for token in tokens[1].children or [] if token.type == "text")


@pytest.mark.parametrize("text", UGLY)
def test_ugly_text_is_shown_as_it_is(text: str) -> None:
    assert shown(f"x {escape(text)} x") == f"x {fold(text)} x"


@UNTIMED
@given(st.text())
@example("\\")
@example("a\\|b")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert shown(f"x {escape(text)} x") == f"x {fold(text)} x"


@UNTIMED
@given(st.text(alphabet="*_`[]()<>#~\\|-+:=%$@!&;.{}^/1aw \u00a0\u202e\u2069\"'", max_size=30))
def test_any_marks_are_shown_as_they_are(text: str) -> None:
    assert shown(f"x {escape(text)} x") == f"x {fold(text)} x"


@UNTIMED
@given(st.text(alphabet="*_`#-+:=%(1i.)>|~ \t\u00a0", max_size=12).filter(fold))
def test_a_line_begins_no_block(text: str) -> None:
    assert shown(line(text)) == fold(text)


@pytest.mark.parametrize("text", [text for text in UGLY if fold(text)])
def test_an_ugly_line_begins_no_block(text: str) -> None:
    assert shown(line(text)).removesuffix("\u2069\u202c") == fold(text)


@UNTIMED
@given(st.text())
def test_fold_keeps_one_line_and_is_idempotent(text: str) -> None:
    folded = fold(text)
    assert folded.splitlines() in ([], [folded])
    assert fold(folded) == folded


@UNTIMED
@given(
    st.text(alphabet="ab \u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
def test_no_direction_control_stands_raw_in_the_file(text: str) -> None:
    assert set(flow(text)) <= set("ab &#;0123456789")


@pytest.mark.parametrize(
    ("text", "closers"),
    [
        ("a", ""),
        ("\u202ea", "\u202c"),
        ("\u202ea\u202c", ""),
        ("\u2067a\u202bb", "\u202c\u2069"),
        ("\u2067a\u202bb\u2069", ""),
        ("a\u202c\u2069", ""),
        ("\u202ea\u2069", "\u202c"),
        ("\u2066a\u202c", "\u2069"),
    ],
)
def test_running_text_closes_the_directions_it_opens(text: str, closers: str) -> None:
    assert shown(f"x{flow(text)}") == f"x{text}{closers}"


def test_special_spaces_are_kept_and_blanks_folded() -> None:
    assert fold(" M.\u00a0X\u202f!\n\n \tFin\u2009\u3000") == "M.\u00a0X\u202f! Fin\u2009\u3000"


def test_controls_become_pictures() -> None:
    assert fold("a\x00b\x1bc\x7fd\x93e\ud800") == "a␀b␛c␡d\ufffde\ufffd"


@pytest.mark.parametrize("text", ["@nom", "#12", ":smile:", "5 $", "http://a", "www.a", "mailto:a"])
def test_what_github_looks_for_after_markdown_is_set_apart(text: str) -> None:
    assert "</span>" in escape(text)


@pytest.mark.parametrize("text", ["à 10:30", "Lire : ceci", "n° 5", "L'été d’« or »", "a - b (c)."])
def test_plain_text_stays_readable_in_the_file(text: str) -> None:
    assert escape(text) == text
