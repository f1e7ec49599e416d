from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.article import Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers import read_bytes
from pipeline.readers.html import MAX_PAGE_BYTES, HtmlReader

PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}">
<title>Le port - Fil</title>
<meta property="og:title" content="Le port de Brest ferme">
<meta name="author" content="Anne Roy">
<meta property="article:published_time" content="2024-03-12T08:00:00+01:00"></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/s">Sport</a></li></ul></nav><article>
<h1>Le port de Brest ferme</h1><figure><img src="a.jpg"><figcaption>Le quai, lundi.</figcaption>
</figure><p>Le port de Brest a été fermé mardi matin en raison de la tempête, a-t-on appris auprès
de la préfecture maritime de la région.</p>
<h2>Vents violents</h2><p>Les vents atteignent 140 km/h sur
la côte, selon les services
de la météo, qui ont placé <b>trois</b> départements en vigilance.</p>
<p>La navigation reprendra mercredi au plus tôt, a précisé le port dans un communiqué.</p>
</article>
<footer>Mentions légales</footer></body></html>"""


@pytest.fixture
def trafilatura() -> None:
    # Its own requirements are sometimes installed in part, which shows as ImportError.
    pytest.importorskip("trafilatura", exc_type=ImportError)


@pytest.mark.usefixtures("trafilatura")
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_page(charset: str) -> None:
    (article,) = read_bytes(PAGE.format(charset=charset).encode(charset), name="page.html")
    got = article.item
    assert (got.headline, got.byline, got.language) == ("Le port de Brest ferme", "Anne Roy", "fr")
    assert got.created == "2024-03-12T08:00:00+01:00"
    assert got.captions == ("Le quai, lundi.",)
    roles = [block.role for block in article.blocks]
    assert roles == [
        Role.HEADLINE,
        Role.CAPTION,
        Role.PARAGRAPH,
        Role.CROSSHEAD,
        Role.PARAGRAPH,
        Role.PARAGRAPH,
    ]
    assert "a été fermé" in article.text
    assert "Accueil" not in article.text


@pytest.mark.usefixtures("trafilatura")
def test_broken_data_for_machines_costs_no_time() -> None:
    bomb = '<script type="application/ld+json">' + '{"@type":[' * 20_000 + "</script>"
    page = PAGE.format(charset="utf-8").replace("</head>", bomb + "</head>")
    (article,) = read_bytes(page.encode(), name="page.html")
    assert "a été fermé" in article.text


@pytest.mark.parametrize(
    ("data", "error", "match"),
    [
        (b"<html><script>var a</script></html>", EmptyInputError, "without text"),
        (b"<html><body>" + b"<div>" * 5000 + b"x", InputError, "nested"),
        (b"<html><body>" + b"<br>" * 100_001 + b"x", InputTooLargeError, "tags"),
        (b"<html><body>" + b"a" * MAX_PAGE_BYTES, InputTooLargeError, "MB"),
    ],
)
def test_refused_with_the_reason(data: bytes, error: type[InputError], match: str) -> None:
    with pytest.raises(error, match=match) as caught:
        read_bytes(data, name="page.html")
    assert caught.value.hint


@pytest.mark.parametrize(
    "data", [b"<<Le port>>", b"Le <p> port", b"< html >", b"<nitf>", b"<parti> dit", b""]
)
def test_not_a_page(data: bytes) -> None:
    assert not HtmlReader().sniff(data)


def test_sniffed_in_utf_16() -> None:
    assert HtmlReader().sniff("<!doctype html><p>é".encode("utf-16"))


def test_readers_import_no_library() -> None:
    libraries = ["lxml", "trafilatura", "feedparser", "docx", "markdown_it", "yaml"]
    code = f"import sys, pipeline.readers; print([m for m in {libraries} if m in sys.modules])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    assert done.stdout.strip() == "[]"


def test_the_paragraphs_of_a_short_page_are_kept_apart() -> None:
    head = "<head><title>Le port</title><meta name='keywords' content='mer, port ; vent'></head>"
    story = ("Le port de Brest est fermé depuis mardi.", "Les vents atteignent 140 km/h.")
    data = (
        f"<!doctype html><html lang=fr>{head}<body><article><h1>Le port fermé</h1>"
        f"<p>{'</p><p>'.join(story)}</p></article></body></html>"
    )
    (article,) = read_bytes(data.encode(), name="p.html")
    assert [(b.role, article.content(b)) for b in article.blocks] == [
        (Role.HEADLINE, "Le port fermé"),
        *((Role.PARAGRAPH, paragraph) for paragraph in story),
    ]
    assert article.item.keywords == ("mer", "port", "vent")
