from __future__ import annotations

import pytest

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError
from pipeline.readers import read_bytes
from pipeline.readers.nitf import NitfReader
from pipeline.wire import Signal, Status

WIRE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf baselang="fr-FR" version="-//IPTC//DTD NITF 3.6//EN">
  <head>
    <title>Titre de page</title>
    <tobject tobject.type="news"><tobject.property tobject.property.type="analyse"/>
      <tobject.subject tobject.subject.type="Transports"/></tobject>
    <docdata management-status="usable">
      <correction info="Corrige la vitesse au 2e paragraphe"/>
      <doc-id id-string="exemple.42" regsrc="EXA"/>
      <urgency ed-urg="3"/>
      <fixture fix-id="rail-ouest"/>
      <date.issue norm="20250304T101500+0100"/>
      <date.release norm="20250304T180000+0100"/>
      <date.expire norm="20260304T180000+0100"/>
      <du-key key="rail" version="3"/>
      <ed-msg info="Papier sous embargo"/>
      <doc.copyright year="2025" holder="Exemple"/>
      <doc.rights limitations="presse seule"/>
      <key-list><keyword key="train"/><keyword key="Bretagne"/></key-list>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Le train de nuit revient à Brest</hl1><hl2>Dès le mois de juin</hl2></hedline>
      <note noteclass="editorsnote"><body.content><p>Photo à suivre.</p></body.content></note>
      <byline>Par <person>Anne Le Goff</person><byttl>envoyée spéciale</byttl></byline>
      <distributor>Agence Exemple</distributor>
      <dateline><location><city>Brest</city>, <country>France</country></location>
        <story.date norm="20250304">4 mars 2025</story.date></dateline>
      <abstract><p>Un train de nuit, trois fois par semaine.</p></abstract>
    </body.head>
    <body.content>
      <p>Le <em>train de nuit</em> repart <location>de Brest</location>
        , a annonc&eacute; la région.</p>
      <hl2>Trois départs</hl2>
      <media media-type="image"><media-reference source="gare.jpg"/>
        <media-caption>La gare de Brest.</media-caption>
        <media-producer>J. Kerjean</media-producer></media>
      <table><tr><th>Jour</th><th>Heure</th></tr><tr><td>lundi</td><td>21h10</td></tr></table>
      <ul><li>couchettes</li><li>sièges</li></ul>
      <p>Premier vers<br/>second vers</p>
    </body.content>
    <body.end><tagline>agl/jk</tagline></body.end>
  </body>
</nitf>
"""


def read(text: str) -> Article:
    (article,) = read_bytes(text.encode(), name="wire.xml")
    return article


def test_every_block_has_its_role() -> None:
    article = read(WIRE)
    assert [(block.role, article.content(block)) for block in article.blocks] == [
        (Role.HEADLINE, "Le train de nuit revient à Brest"),
        (Role.BYLINE, "Par Anne Le Goff, envoyée spéciale"),
        (Role.DATELINE, "Brest, France 4 mars 2025"),
        (Role.PARAGRAPH, "Un train de nuit, trois fois par semaine."),
        (Role.PARAGRAPH, "Le train de nuit repart de Brest, a annoncé la région."),
        (Role.CROSSHEAD, "Trois départs"),
        (Role.CAPTION, "La gare de Brest."),
        (Role.CREDIT, "J. Kerjean"),
        (Role.PARAGRAPH, "Jour | Heure"),
        (Role.PARAGRAPH, "lundi | 21h10"),
        (Role.PARAGRAPH, "couchettes"),
        (Role.PARAGRAPH, "sièges"),
        (Role.PARAGRAPH, "Premier vers"),
        (Role.PARAGRAPH, "second vers"),
        (Role.CREDIT, "agl/jk"),
    ]
    assert article.notices == ()


def test_what_it_says_about_itself() -> None:
    item = read(WIRE).item
    assert (item.identity, item.version, item.provider) == ("exemple.42", 3, "EXA")
    assert (item.headline, item.subheadline) == (
        "Le train de nuit revient à Brest",
        "Dès le mois de juin",
    )
    assert item.byline == "Par Anne Le Goff, envoyée spéciale"
    assert (item.language, item.urgency, item.slug) == ("fr-fr", 3, "rail-ouest")
    assert item.created == "2025-03-04T10:15:00+01:00"
    assert item.embargo == "2025-03-04T18:00:00+01:00"
    assert item.keywords == ("train", "Bretagne", "Transports")
    assert (item.genre, item.copyright, item.usage_terms) == (
        "analyse",
        "© 2025 Exemple",
        "presse seule",
    )
    assert item.editor_note == (
        "Papier sous embargo; Corrige la vitesse au 2e paragraphe; Photo à suivre."
    )
    assert item.signals == (Signal.CORRECTION,)
    assert item.captions == ("La gare de Brest.",)
    assert item.links == ("gare.jpg",)
    assert item.credit == "agl/jk"
    assert item.dateline.place.startswith("Brest")
    assert item.dateline.date == "2025-03-04"
    assert read(WIRE).metadata["date.expire norm"] == "20260304T180000+0100"


def test_an_abstract_that_the_text_repeats_is_not_read_twice() -> None:
    text = WIRE.replace("<p>Premier vers", "<p>Un train de nuit, trois fois par semaine. Et encore")
    assert read(text).text.count("trois fois par semaine") == 1


def test_a_dateline_for_machines_is_a_date_alone() -> None:
    date = '<dateline><story.date norm="20250304T1015+0100">20250304T1015+0100</story.date>'
    start, end = WIRE.index("<dateline>"), WIRE.index("</dateline>")
    article = read(WIRE[:start] + date + WIRE[end:])
    assert article.item.dateline.date == "2025-03-04"
    assert article.item.dateline.text == ""
    assert article.of_role(Role.DATELINE) == ()


@pytest.mark.parametrize(("state", "status"), [("canceled", "canceled"), ("withheld", "withheld")])
def test_an_item_withdrawn_may_have_no_text(state: str, status: str) -> None:
    text = f"""<nitf><head><docdata management-status="{state}"><doc-id id-string="a.1"/></docdata>
        </head><body><body.head><hedline><hl1>Annulation</hl1></hedline></body.head></body></nitf>"""
    article = read(text)
    assert article.blocks == ()
    assert article.text == ""
    assert article.item.status is Status(status)
    assert article.item.identity == "a.1"


def test_an_embargo_without_a_time_withholds() -> None:
    text = WIRE.replace('"usable"', '"embargoed"').replace(
        '<date.release norm="20250304T180000+0100"/>', ""
    )
    article = read(text)
    assert article.item.status is Status.WITHHELD
    assert [notice.code for notice in article.notices] == ["embargo-without-time"]


def test_another_item_that_it_withdraws_is_named() -> None:
    text = WIRE.replace(
        'management-status="usable"',
        'management-status="usable" management-doc-idref="exemple.41" '
        'management-idref-status="canceled"',
    )
    (notice,) = read(text).notices
    assert notice.code == "other-item"
    assert "exemple.41" in notice.message


@pytest.mark.parametrize("text", ["<p>Un.</p><p>Deux.</p>", "<body><p>Un.</p>Deux.</body>"])
def test_text_without_the_frame_around_it_is_read(text: str) -> None:
    assert read(f"<nitf><head><title>T</title></head>{text}</nitf>").text == "T\n\nUn.\n\nDeux."


def test_without_text_it_is_refused() -> None:
    with pytest.raises(EmptyInputError, match="a headline but no text"):
        read("<nitf><body><body.head><hedline><hl1>Un</hl1></hedline></body.head></body></nitf>")
    with pytest.raises(EmptyInputError, match="no text"):
        read("<nitf/>")


@pytest.mark.parametrize(
    "data",
    [b"", b"nitf", b"<nitfish/>", b"<NewsML/>", b"\x00\xff<nitf", b"<?xml", b"<!DOCTYPE nitf ["],
)
def test_other_bytes_are_not_claimed(data: bytes) -> None:
    assert not NitfReader().sniff(data)
    assert NitfReader().sniff(
        b'\xef\xbb\xbf \n<?xml version="1.0"?><!-- a --><n:nitf xmlns:n="x"/>'
    )


def test_a_dateline_of_two_elements_side_by_side_and_its_year() -> None:
    (article,) = read_bytes(
        b"<nitf><body><body.head><hedline><hl1>Le port</hl1></hedline><dateline>"
        b"<location>BREST</location><story.date norm='20240312'>12 mars</story.date></dateline>"
        b"</body.head><body.content><p>Le port est ferm\xc3\xa9.</p></body.content></body></nitf>",
        name="x.xml",
    )
    line = article.item.dateline
    assert (line.text, line.place, line.date) == ("BREST, 12 mars", "BREST", "2024-03-12")
    (block,) = article.of_role(Role.DATELINE)
    assert article.content(block) == "BREST, 12 mars"
