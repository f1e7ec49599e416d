from __future__ import annotations

import pytest

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError
from pipeline.readers import read_bytes
from pipeline.readers.newsml_g2 import NewsmlG2Reader
from pipeline.wire import Signal, Status

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>Pas lu</title></head><body><p>La région a annoncé mardi le retour du train.</p>
<h2>Trois départs</h2><p>Il <a href="x">partira</a>, <b>dit-elle</b>, à 21h10.</p></body></html>
</inlineXML>"""
ITEM = f"""<newsItem {NAR} guid="tag:exemple.org,2025:rail" version="4" standard="NewsML-G2"
 conformance="power" xml:lang="fr-FR">
<rightsInfo><copyrightHolder literal="EXA"><name>Agence Exemple</name></copyrightHolder>
<copyrightNotice>© 2025 Agence Exemple</copyrightNotice><usageTerms>Presse seule</usageTerms>
</rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:EXA"/>
<versionCreated>2025-03-04T10:15:00+01:00</versionCreated>
<embargoed>2025-03-04T18:00:00+01:00</embargoed><pubStatus qcode="stat:usable"/>
<edNote>Corrige la vitesse au 2e paragraphe</edNote><signal qcode="sig:correction"/>
<signal qcode="autre:chose"/><link rel="irel:seeAlso" href="http://exemple.org/1"/></itemMeta>
<contentMeta><urgency>3</urgency><located qcode="geo:1"><name>Brest</name></located>
<language tag="fr"/><genre qcode="genre:analyse"><name xml:lang="en">Analysis</name>
<name xml:lang="fr">Analyse</name></genre>
<subject qcode="medtop:1"><name xml:lang="en">railway</name><name xml:lang="fr">chemin de fer</name>
</subject><subject qcode="lieu:7"/><subject qcode="medtop:2"/><keyword>nuit</keyword>
<slugline>train-nuit</slugline><headline>Le train de nuit revient à Brest</headline>
<headline role="hld:subHeadline">Dès juin</headline><by>Par Anne Le Goff</by>
<dateline>BREST, 4 mars 2025 (EXA) -</dateline><creditline>EXA/Ouest</creditline></contentMeta>
<assert qcode="lieu:7"><name>Bretagne</name></assert>
<contentSet>{XHTML}<remoteContent href="gare.jpg" contenttype="image/jpeg"/></contentSet>
</newsItem>"""


def read(text: str) -> Article:
    (article,) = read_bytes(text.encode(), name="wire.xml")
    return article


def with_content(content: str) -> str:
    start, end = ITEM.index("<contentSet>") + 12, ITEM.index("</contentSet>")
    return ITEM[:start] + content + ITEM[end:]


def test_every_block_has_its_role() -> None:
    article = read(ITEM)
    assert [(block.role, article.content(block)) for block in article.blocks] == [
        (Role.HEADLINE, "Le train de nuit revient à Brest"),
        (Role.BYLINE, "Par Anne Le Goff"),
        (Role.DATELINE, "BREST, 4 mars 2025 (EXA)"),
        (Role.PARAGRAPH, "La région a annoncé mardi le retour du train."),
        (Role.CROSSHEAD, "Trois départs"),
        (Role.PARAGRAPH, "Il partira, dit-elle, à 21h10."),
        (Role.CREDIT, "EXA/Ouest"),
    ]
    assert article.notices == ()


def test_what_it_says_about_itself() -> None:
    article = read(ITEM)
    item = article.item
    assert (item.identity, item.version, item.provider) == ("tag:exemple.org,2025:rail", 4, "EXA")
    assert item.created == "2025-03-04T10:15:00+01:00"
    assert item.embargo == "2025-03-04T18:00:00+01:00"
    assert (item.slug, item.language, item.urgency) == ("train-nuit", "fr", 3)
    assert (item.headline, item.subheadline) == ("Le train de nuit revient à Brest", "Dès juin")
    assert (item.byline, item.credit) == ("Par Anne Le Goff", "EXA/Ouest")
    assert (item.copyright, item.usage_terms) == ("© 2025 Agence Exemple", "Presse seule")
    assert item.keywords == ("chemin de fer", "Bretagne", "nuit")
    assert item.genre == "Analyse"
    assert item.editor_note == "Corrige la vitesse au 2e paragraphe"
    assert item.signals == (Signal.CORRECTION,)
    assert item.links == ("http://exemple.org/1", "gare.jpg")
    assert (item.dateline.place, item.dateline.date, item.dateline.agency) == (
        "BREST",
        "2025-03-04",
        "EXA",
    )
    assert article.metadata["located"] == "Brest"


def test_nitf_within_speaks_where_the_envelope_is_silent() -> None:
    nitf = """<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata>
    <urgency ed-urg="7"/><fixture fix-id="autre"/><date.release norm="20990101T000000Z"/></docdata>
    </head><body><body.head><byline>Par un autre</byline></body.head>
    <body.content><p>Un texte.</p></body.content></body></nitf></inlineXML>"""
    bare = with_content(nitf).replace("<by>Par Anne Le Goff</by>", "")
    article = read(bare)
    assert article.item.byline == "Par un autre"
    assert article.item.urgency == 3
    assert article.item.embargo == "2025-03-04T18:00:00+01:00"
    assert "Un texte." in article.text


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("<inlineData>Un.\n\nDeux.</inlineData>", ["Un.", "Deux."]),
        (("<inlineData><![CDATA[<p>\n  Une longue première ligne,\nqui va à la suivante, et\n"
         "à une autre encore, avant\nsa fin.\n   Deux lignes\nensuite.\n</p>]]></inlineData>"),
         ["Une longue première ligne, qui va à la suivante, et à une autre encore, avant sa fin.",
          "Deux lignes ensuite."]),
        ("<inlineXML><p>Un.</p><ul><li>Deux</li></ul></inlineXML><inlineData>Autre.</inlineData>",
         ["Un.", "Deux"]),
        ("<inlineXML><score><but/></score></inlineXML><inlineData>Un.</inlineData>", ["Un."]),
        ("<inlineXML><P>Un.<BR/><BR/>Deux.</P><p style='display: none'>Non</p></inlineXML>",
         ["Un.", "Deux."]),
        ("<inlineXML><p>Il l&amp;#39;a dit, &amp;quot;oui&amp;quot;.</p></inlineXML>",
         ["Il l'a dit, \"oui\"."]),
    ],
)  # fmt: skip  # cases in rows
def test_content_in_its_many_forms(content: str, texts: list[str]) -> None:
    article = read(with_content(content))
    assert [article.content(block) for block in article.of_role(Role.PARAGRAPH)] == texts


@pytest.mark.parametrize(
    ("before", "after", "status", "notice"),
    [
        ("stat:usable", "stat:withheld", Status.WITHHELD, ""),
        ("stat:usable", "stat:canceled", Status.CANCELED, ""),
        ("stat:usable", "stat:neuf", Status.WITHHELD, "unknown-status"),
        ('qcode="stat:usable"', 'uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"',
         Status.CANCELED, ""),
        ("2025-03-04T18:00:00+01:00", "", Status.WITHHELD, "embargo-without-time"),
        ('<pubStatus qcode="stat:usable"/>', "", Status.USABLE, ""),
    ],
)  # fmt: skip  # cases in rows
def test_states(before: str, after: str, status: Status, notice: str) -> None:
    assert before in ITEM
    article = read(ITEM.replace(before, after))
    assert article.item.status is status
    assert [n.code for n in article.notices] == [notice] * bool(notice)


def test_a_message_of_several_items() -> None:
    kill = f"""<newsItem {NAR} guid="tag:b" version="2"><itemMeta>
    <pubStatus qcode="stat:canceled"/></itemMeta></newsItem>"""
    package = f"""<packageItem {NAR} guid="tag:p"><groupSet><group>
    <itemRef residref="tag:a"/></group></groupSet></packageItem>"""
    text = f"<newsMessage {NAR}><itemSet>{ITEM}{kill}{package}</itemSet></newsMessage>"
    story, killed = read_bytes(text.encode(), name="x")
    assert story.item.identity == "tag:exemple.org,2025:rail"
    assert (killed.blocks, killed.item.status, killed.item.version) == ((), Status.CANCELED, 2)
    for article in (story, killed):
        (notice,) = article.notices
        assert notice.code == "item-left-out"
        assert "tag:p: it is a package" in notice.message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'<packageItem {NAR} guid="tag:p"/>', "package"),
        (f'<conceptItem {NAR} guid="tag:c"/>', "concept"),
        (f'<planningItem {NAR} guid="tag:c"/>', "planning"),
        (f'<newsItem {NAR} guid="a"/>', "no content"),
        (f'<newsItem {NAR}><contentSet><remoteContent href="a"/></contentSet></newsItem>',
         "not fetched"),
        (f"<newsItem {NAR}><contentSet><inlineXML><!-- x --></inlineXML></contentSet></newsItem>",
         "no text"),
        ((f"<newsItem {NAR}><contentSet><inlineXML><scores><but/></scores></inlineXML></contentSet>"
         "</newsItem>"), "scores"),
        ((f'<newsItem {NAR}><contentSet><inlineData encoding="x">QQ</inlineData></contentSet>'
         "</newsItem>"), "encoded data"),
        (f"<newsMessage {NAR}><itemSet/></newsMessage>", "no item"),
        ("<contentMeta><headline>Un</headline></contentMeta>", "a piece of NewsML-G2"),
    ],
)  # fmt: skip  # cases in rows
def test_without_text_the_reason_is_told(text: str, reason: str) -> None:
    with pytest.raises(EmptyInputError, match=reason):
        read(text)


def test_a_headline_that_the_body_begins_with_is_not_read_twice() -> None:
    article = read(
        with_content(
            "<inlineXML><h1>Le train de nuit revient à Brest</h1><p>Un texte.</p></inlineXML>"
        )
    )
    assert article.text.count("Le train de nuit") == 1
    assert next(b.role for b in article.blocks) is Role.HEADLINE


def test_a_dateline_in_the_text_is_not_read_twice() -> None:
    article = read(
        with_content("<inlineXML><p>BREST, 4 mars 2025 (EXA) - Un long texte.</p></inlineXML>")
    )
    assert article.text.count("BREST") == 1
    (block,) = article.of_role(Role.DATELINE)
    assert article.content(block) == "BREST, 4 mars 2025 (EXA)"


@pytest.mark.parametrize(
    "data", [b"", b"<newsItem", b'<newsItem xmlns="http://example.org/"/>', b"<items/>", b"<rss/>"]
)
def test_other_bytes_are_not_claimed(data: bytes) -> None:
    assert not NewsmlG2Reader().sniff(data)
    assert NewsmlG2Reader().sniff(ITEM.encode("utf-16"))
