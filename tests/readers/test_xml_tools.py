from __future__ import annotations

import contextlib
import random
import resource

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.errors import InputError, InputTooLargeError
from pipeline.readers import read_bytes
from pipeline.readers.newsml_1 import Newsml1Reader
from pipeline.readers.newsml_g2 import NewsmlG2Reader
from pipeline.readers.nitf import NitfReader
from pipeline.readers.xml_tools import MAX_MARKS, parse, root_of

READERS = (NewsmlG2Reader(), Newsml1Reader(), NitfReader())

NITF = (
    b'<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE nitf SYSTEM "x.dtd" [<!ENTITY a "b">]>'
    b"<nitf><head><docdata><urgency ed-urg='2'/></docdata></head><body><body.head><hedline>"
    b"<hl1>Un</hl1></hedline></body.head><body.content><p>L'\xe9t\xe9 &eacute; <br/>deux</p>"
    b"<table><tr><td>a</td><td>b</td></tr></table></body.content></body></nitf>"
)
NEWSML_1 = (
    b'<NewsML><NewsItem xml:lang="fr"><NewsManagement><Status FormalName="Usable"/>'
    b"</NewsManagement><NewsComponent><NewsLines><HeadLine>Un</HeadLine>"
    b"<DateLine>Brest, 4 mars (EXA)</DateLine></NewsLines><ContentItem><DataContent>"
    b"<![CDATA[<p>Un texte</p>]]></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)
NEWSML_G2 = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="a" '
    'version="1"><itemMeta><embargoed>2025-01-01</embargoed><signal qcode="sig:kill"/></itemMeta>'
    "<contentSet><inlineXML><p>Un été 🙂</p></inlineXML><inlineData>a|b\u00a0: c</inlineData>"
    "</contentSet></newsItem></itemSet></newsMessage>"
).encode()
SAMPLES = (NITF, NEWSML_1, NEWSML_G2)
TOKENS = (b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"&a;", b"&#0;", b"\x00", b"\xff",
          b"</p>", b"<p>", b"<br/>", b"<!DOCTYPE x [", b'"', b"\xe2\x80\x8f", b"  ", b"<nitf>",
          b' encoding="utf-16"', b"<?xml ?>", b"9" * 30, b"<table><tr><td>",
          b"\n")  # fmt: skip  # a list


def wrap(body: bytes, head: bytes = b"") -> bytes:
    return head + b"<nitf><body><body.content>" + body + b"</body.content></body></nitf>"


def read(data: bytes) -> Article:
    (article,) = read_bytes(data, name="wire.xml")
    return article


# --- encodings ------------------------------------------------------------------------------

TEXT = "<p>L'été, l'œuvre a coûté 3 €.</p>"


def declared(encoding: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>'.encode()


@pytest.mark.parametrize(
    ("said", "codec", "found", "noticed"),
    [
        ("UTF-8", "utf-8", "utf-8", False),
        ("ISO-8859-15", "iso-8859-15", "iso-8859-15", False),
        ("windows-1252", "cp1252", "windows-1252", False),
        ("ISO-8859-1", "utf-8", "utf-8", True),
        ("ISO-8859-15", "utf-8", "utf-8", True),
        ("UTF-8", "cp1252", "windows-1252", True),
        ("UTF-8", "iso-8859-15", "iso-8859-15", True),
        ("ISO-8859-1", "cp1252", "windows-1252", True),
        ("ISO-8859-1", "iso-8859-15", "iso-8859-15", True),
        ("unicode_escape", "utf-8", "utf-8", True),
        ("no-such-thing", "utf-8", "utf-8", True),
        ("UTF-16", "utf-8", "utf-8", True),
    ],
)
def test_the_bytes_decide_over_the_declaration(
    said: str, codec: str, found: str, noticed: bool
) -> None:
    article = read(wrap(TEXT.encode(codec), declared(said)))
    assert article.text == "L'été, l'œuvre a coûté 3 €."
    assert article.encoding == found
    assert [n.code for n in article.notices] == ["wrong-encoding"] * noticed


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_wide_and_marked_encodings(codec: str) -> None:
    said = "UTF-16" if "16" in codec else "UTF-8"
    article = read((declared(said) + wrap(TEXT.encode())).decode().encode(codec))
    assert article.text == "L'été, l'œuvre a coûté 3 €."
    assert article.notices == ()


def test_latin_as_declared() -> None:
    article = read(wrap("<p>Déjà vu.</p>".encode("latin-1"), declared("ISO-8859-1")))
    assert (article.text, article.encoding, article.notices) == ("Déjà vu.", "iso-8859-1", ())


# --- entities -------------------------------------------------------------------------------


def test_named_characters_need_no_dtd() -> None:
    data = wrap(
        b"<p>&Eacute;t&eacute;&nbsp;: &laquo;&nbsp;&oelig;uf &amp; lard&#146; &lt;b&gt;&raquo;</p>",
        b'<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">',
    )
    article = read(data)
    assert article.text == "Été\u00a0: «\u00a0œuf & lard’ <b>»"
    assert article.notices == ()


def test_what_no_one_declared_stays_and_is_told() -> None:
    article = read(wrap(b"<p>Durand & fils, &inconnu; &#0;fin</p>"))
    assert article.text == "Durand & fils, &inconnu; fin"
    assert [n.code for n in article.notices] == ["markup", "unknown-entity"]


def test_external_entities_are_not_fetched() -> None:
    data = wrap(
        b"<p>a &x; b</p>",
        b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "x"> %p;]>',
    )
    assert read(data).text == "a &x; b"


def laughs(levels: int = 12) -> bytes:
    lines = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, levels))
    return b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a0 "ha">' + lines + b"]>"


@pytest.mark.parametrize("body", [b"<p>&a11;</p>", b'<p id="&a11;">a</p>'])
def test_a_billion_laughs(body: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match="entities made of other entities"):
        read(wrap(body, laughs()))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


# --- shape ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (wrap(b"<p>" * 50_000 + b"x" + b"</p>" * 50_000), "depth"),
        (wrap(b"<p>Bonjour</p>")[:-20], "the end of the file is missing"),
        (wrap(b"<p>Bonjour")[:40], "the end of the file is missing"),
        (wrap(b"<p>\n<b>Bonjour</p>"), "mismatch.*line 2"),
        (wrap(b"<p a=1>Bonjour</p>"), "not well-formed"),
        (b"<nitf ", "not well-formed"),
    ],
)
def test_broken_files_are_refused_with_the_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        NitfReader().read(data, "wire.xml")
    assert "wire.xml" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("mark", [b"<a/>", b"&amp;", b'a="b" c=""'])
def test_markup_without_end(mark: bytes) -> None:
    with pytest.raises(InputTooLargeError):
        read(wrap(mark * (MAX_MARKS + 1)))


def test_more_paragraphs_than_any_story() -> None:
    with pytest.raises(InputTooLargeError, match="paragraphs"):
        read(wrap(b"<p>a</p>" * 100_001))


@pytest.mark.parametrize(
    "head",
    [b"<!DOCTYPE nitf [" + b"<!-- " * 100_000, b"<!DOCTYPE nitf [" + b'"' * 100_001,
     b"<!--" * 100_000, b"<?a" * 100_000, b"<!DOCTYPE nitf [" + b"<!ENTITY x " * 20_000,
     b"<a:" + b"b" * 100_000],
)  # fmt: skip  # cases in rows
def test_heads_that_do_not_end_are_not_claimed(head: bytes) -> None:
    assert root_of(head + b"<nitf/>")[0] != "nitf"


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<?xml version='1.0'?>\n<!-- <NewsML> -->\n<nitf>", "nitf"),
        (b'<!DOCTYPE nitf PUBLIC "-//IPTC//DTD" "a>b" [<!-- ]> --><!ENTITY x "]>">] ><nitf a="b">',
         "nitf"),
        (b"<n:newsItem xmlns:n='http://iptc.org/std/nar/2006-10-01/'>", "newsItem"),
        (b"  \n<NewsML>", "NewsML"),
        (b"<html>", "html"),
        (b"Il pleut <nitf>", ""),
        (b"<<nitf>", ""),
        (b"<nitf", ""),
    ],
)  # fmt: skip  # cases in rows
def test_the_root_is_found_behind_its_prolog(head: bytes, root: str) -> None:
    assert root_of(head)[0] == root


def test_lines_count_as_in_the_file() -> None:
    with pytest.raises(InputError, match="line 4"):
        parse(b'<?xml version="1.0"?>\n<!DOCTYPE nitf [\n]>\n<nitf><p></nitf>', "x")


def test_controls_are_left_out_and_told() -> None:
    article = read(wrap(b"<p>a\x02b</p>") + b"\x1a\0\0")
    assert article.text == "a b"
    assert [n.code for n in article.notices] == ["control-characters"]


@pytest.mark.parametrize("text", ["\u200fשלום | 🙂", "a\u00a0b\u202fc", "mot " * 5_000])
def test_ugly_text_survives(text: str) -> None:
    article = read(wrap(f"<p>{text}</p>".encode()))
    assert article.text == text.strip()


# --- anything at all ------------------------------------------------------------------------


def try_all(data: bytes) -> None:
    for reader in READERS:
        claimed = reader.sniff(data)
        with contextlib.suppress(InputError):
            for article in reader.read(data, "x"):
                assert claimed is not None
                for block in article.blocks:
                    assert article.content(block).strip()


@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(
            st.floats(0, 1), st.sampled_from(TOKENS) | st.binary(max_size=4), st.integers(0, 9)
        ),
        min_size=1,
        max_size=6,
    ),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_wires_raise_nothing_else(
    data: bytes, edits: list[tuple[float, bytes, int]]
) -> None:
    for place, token, dropped in edits:
        at = int(place * len(data))
        data = data[:at] + token + data[at + dropped :]
    try_all(data)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_raise_nothing_else(data: bytes) -> None:
    try_all(data)
    try_all(b"<nitf><body><body.content>" + data + b"</body.content></body></nitf>")


def test_truncated_and_spliced_wires_raise_nothing_else() -> None:
    chance = random.Random(5)
    for _ in range(300):
        first, second = chance.choice(SAMPLES), chance.choice(SAMPLES)
        try_all(first[: chance.randrange(len(first))] + second[chance.randrange(len(second)) :])
        try_all(first[: chance.randrange(len(first))])
