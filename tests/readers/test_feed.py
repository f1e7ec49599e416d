from __future__ import annotations

import pytest

from pipeline.article import Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers import read_bytes
from pipeline.readers.feed import MAX_FEED_BYTES, FeedReader

ITEM = """<item><title>Le &amp;eacute;t&amp;eacute;</title><guid>tag:fil,1</guid>
<dc:creator>Anne Roy</dc:creator><pubDate>Tue, 12 Mar 2024 08:00:00 +0100</pubDate>
<category>Mer</category><description>Un chapeau.</description><content:encoded><![CDATA[
<p>Le port est fermé depuis mardi.</p><h3>Tempête</h3><p>Le vent a forci.</p><script>x</script>
]]></content:encoded></item>"""


def rss(items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Le Fil</title>'
        f"<language>fr</language><copyright>© Le Fil</copyright>{items}</channel></rss>"
    ).encode()


def test_rss() -> None:
    titled = "<item><title>Seul</title></item>"
    short = "<item><title>Bref</title><description>Deux lignes à peine.</description></item>"
    first, second = read_bytes(rss(ITEM + titled + short), name="fil.xml")
    got = first.item
    assert (got.identity, got.headline, got.subheadline) == ("tag:fil,1", "Le été", "Un chapeau.")
    assert (got.byline, got.provider, got.language) == ("Anne Roy", "Le Fil", "fr")
    assert (got.created, got.keywords) == ("2024-03-12T07:00:00+00:00", ("Mer",))
    assert got.copyright == "© Le Fil"
    assert [(b.role, first.content(b)) for b in first.blocks] == [
        (Role.HEADLINE, "Le été"),
        (Role.PARAGRAPH, "Le port est fermé depuis mardi."),
        (Role.CROSSHEAD, "Tempête"),
        (Role.PARAGRAPH, "Le vent a forci."),
    ]
    assert "Seul" in first.notices[0].message
    assert [notice.code for notice in second.notices] == ["summary-only"]


def test_atom() -> None:
    (article,) = read_bytes(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>F</title><entry><id>u:1'
        b"</id><title>Le port</title><updated>2024-03-12T08:00:00Z</updated><content type='xhtml'>"
        b"<div xmlns='http://www.w3.org/1999/xhtml'><p>Le port est en gr\xc3\xa8ve.</p></div>"
        b"</content></entry></feed>",
        name="a",
    )
    assert article.item.identity == "u:1"
    assert article.item.created == "2024-03-12T08:00:00+00:00"
    assert [article.content(b) for b in article.blocks] == ["Le port", "Le port est en grève."]


@pytest.mark.parametrize(
    ("data", "error", "match"),
    [
        (rss(""), EmptyInputError, "without entries"),
        (rss("<item><title>Seul</title></item>"), EmptyInputError, "only titles"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]>' + rss(ITEM), InputError, "entities"),
        (rss("<item>" * 3000), InputTooLargeError, "entries"),
        (rss("<b>" * 100_001), InputTooLargeError, "tags"),
        (rss("a" * MAX_FEED_BYTES), InputTooLargeError, "MB"),
    ],
)
def test_refused_with_the_reason(data: bytes, error: type[InputError], match: str) -> None:
    with pytest.raises(error, match=match) as caught:
        read_bytes(data, name="fil.xml")
    assert caught.value.hint


def test_a_cut_feed_gives_what_is_whole() -> None:
    articles = read_bytes(rss(ITEM + ITEM.replace("tag:fil,1", "2"))[:-400], name="fil.xml")
    assert articles[0].item.identity == "tag:fil,1"
    assert "damaged-feed" in [notice.code for notice in articles[0].notices]


@pytest.mark.parametrize("data", [b"<feed>", b"<rssx>", b"Le <rss> flux", b"<html><rss>", b"\0"])
def test_not_a_feed(data: bytes) -> None:
    assert not FeedReader().sniff(data)


@pytest.mark.parametrize(
    "name", ["links", "tags", "content", "media_credit", "title_detail", "summary_detail", "source"]
)
def test_an_element_with_a_name_that_the_library_uses(name: str) -> None:
    odd = f"<{name}>Le port</{name}>"
    (article,) = read_bytes(rss(ITEM.replace("</item>", f"{odd}</item>")), name="fil.xml")
    assert "Le port est fermé" in article.text
    (article,) = read_bytes(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>1</id>'
        f"<title>Port</title>{odd}<summary>Le port est fermé.</summary></entry></feed>".encode(),
        name="fil.xml",
    )
    assert "Le port" in article.text
