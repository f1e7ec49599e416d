from __future__ import annotations

import pytest

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError
from pipeline.readers import read_bytes
from pipeline.wire import Signal, Status

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE NewsML SYSTEM "http://example.org/NewsML_1.2.dtd">
<NewsML Version="1.2"><Catalog Href="http://example.org/catalog.xml"/>
<NewsEnvelope><DateAndTime>20250304T101500Z</DateAndTime><Priority FormalName="2"/></NewsEnvelope>
"""
ITEM = """<NewsItem xml:lang="fr"><Identification><NewsIdentifier>
<ProviderId>exemple.org</ProviderId><DateId>20250304</DateId><NewsItemId>TX-7</NewsItemId>
<RevisionId PreviousRevision="1" Update="N">2</RevisionId>
<PublicIdentifier>urn:newsml:exemple.org:20250304:TX-7:2</PublicIdentifier></NewsIdentifier>
<NameLabel>rail-nuit</NameLabel></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20250304T090000Z</FirstCreated>
<ThisRevisionCreated>20250304T101500+0100</ThisRevisionCreated><Status FormalName="Usable"/>
<Urgency FormalName="3"/><AssociatedWith NewsItem="urn:newsml:exemple.org:20250303:TX-1"/>
</NewsManagement>
<NewsComponent><NewsLines><HeadLine>Le train de nuit revient à Brest</HeadLine>
<SubHeadLine>Dès juin</SubHeadLine><ByLine>Par Anne Le Goff</ByLine>
<DateLine>Brest, 4 mars 2025 (EXA) -</DateLine><CreditLine>EXA/Ouest</CreditLine>
<CopyrightLine>© 2025 EXA</CopyrightLine><SlugLine>train-nuit</SlugLine>
<KeywordLine>train, nuit</KeywordLine>
<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>Ajoute un chiffre</NewsLineText>
</NewsLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="EXA"/></Provider></AdministrativeMetadata>
<RightsMetadata><UsageRights><UsageType>Sans archivage</UsageType></UsageRights></RightsMetadata>
<DescriptiveMetadata><Language FormalName="fr"/><Genre FormalName="Papier"/>
<DateLineDate>20250304T090000Z</DateLineDate><Property FormalName="Keyword" Value="rail"/>
</DescriptiveMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent>
<p>La région a annoncé mardi le retour du train de nuit.</p><p>Il partira à 21h10.</p>
</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent><p>La gare.</p></DataContent>
</ContentItem></NewsComponent>
<NewsComponent><ContentItem Href="gare.jpg"><MediaType FormalName="Photo"/></ContentItem>
</NewsComponent></NewsComponent></NewsItem>
"""
WIRE = f"{HEAD}{ITEM}</NewsML>"


def read(text: str) -> Article:
    (article,) = read_bytes(text.encode(), name="wire.xml")
    return article


def test_every_block_has_its_role() -> None:
    article = read(WIRE)
    assert [(block.role, article.content(block)) for block in article.blocks] == [
        (Role.HEADLINE, "Le train de nuit revient à Brest"),
        (Role.BYLINE, "Par Anne Le Goff"),
        (Role.DATELINE, "Brest, 4 mars 2025 (EXA)"),
        (Role.PARAGRAPH, "La région a annoncé mardi le retour du train de nuit."),
        (Role.PARAGRAPH, "Il partira à 21h10."),
        (Role.CAPTION, "La gare."),
        (Role.CREDIT, "EXA/Ouest"),
    ]


def test_what_it_says_about_itself() -> None:
    item = read(WIRE).item
    assert item.identity == "urn:newsml:exemple.org:20250304:TX-7"
    assert (item.version, item.urgency, item.language) == (2, 3, "fr")
    assert item.created == "2025-03-04T10:15:00+01:00"
    assert (item.provider, item.slug, item.genre) == ("EXA", "train-nuit", "Papier")
    assert (item.headline, item.subheadline) == ("Le train de nuit revient à Brest", "Dès juin")
    assert (item.byline, item.credit, item.copyright) == (
        "Par Anne Le Goff",
        "EXA/Ouest",
        "© 2025 EXA",
    )
    assert (item.dateline.place, item.dateline.date, item.dateline.agency) == (
        "Brest",
        "2025-03-04",
        "EXA",
    )
    assert item.keywords == ("rail", "train", "nuit")
    assert item.usage_terms == "Sans archivage"
    assert item.editor_note == "Ajoute un chiffre"
    assert item.signals == (Signal.UPDATE,)  # a revision comes before it
    assert item.links == ("urn:newsml:exemple.org:20250303:TX-1", "gare.jpg")
    assert item.captions == ("La gare.",)
    assert (item.status, item.embargo) == (Status.USABLE, "")


def test_several_items_are_several_articles() -> None:
    other = ITEM.replace("TX-7", "TX-8").replace("train de nuit", "car de nuit")
    bare = """<NewsItem><Identification><NewsIdentifier><NewsItemId>TX-9</NewsItemId>
    </NewsIdentifier></Identification></NewsItem>"""
    first, second = read_bytes(f"{HEAD}{ITEM}{other}{bare}</NewsML>".encode(), name="x")
    assert first.item.identity.endswith("TX-7")
    assert second.item.identity.endswith("TX-8")
    assert "car de nuit" in second.text
    assert "car de nuit" not in first.text
    for article in (first, second):
        assert [notice.code for notice in article.notices] == ["item-left-out"]
        assert "TX-9: there is no content in it" in article.notices[0].message


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("<nitf><body><body.content><p>Un.</p><p>Deux.</p></body.content></body></nitf>", 2),
        (('<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>Un.</p>'
         "<div><p>Deux <b>mots</b>.</p></div><script>x()</script></body></html>"), 2),
        ("<![CDATA[<p>Un &eacute;t&eacute;.</p><p>Deux.</p>]]>", 2),
        ("Un.\n\nDeux.", 2),
        ("<p>Un.</p>", 1),
    ],
)  # fmt: skip  # cases in rows
def test_content_in_its_many_forms(content: str, paragraphs: int) -> None:
    start, end = WIRE.index("<p>La région"), WIRE.index("</DataContent>")
    article = read(WIRE[:start] + content + WIRE[end:])
    texts = [article.content(block) for block in article.of_role(Role.PARAGRAPH)]
    assert len(texts) == paragraphs
    assert texts[0].startswith("Un")
    assert "x()" not in article.text


def test_title_and_body_as_components_of_their_own() -> None:
    text = f"""{HEAD}<NewsItem><NewsComponent>
    <NewsComponent><Role FormalName="Title"/><ContentItem><DataContent>Un titre</DataContent>
    </ContentItem></NewsComponent>
    <NewsComponent><Role FormalName="Lead"/><ContentItem><DataContent>Un chapeau.</DataContent>
    </ContentItem></NewsComponent>
    <NewsComponent><Role FormalName="Body"/><ContentItem><DataContent><p>Un texte.</p></DataContent>
    </ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""
    article = read(text)
    assert [(block.role, article.content(block)) for block in article.blocks] == [
        (Role.HEADLINE, "Un titre"),
        (Role.PARAGRAPH, "Un chapeau."),
        (Role.PARAGRAPH, "Un texte."),
    ]
    assert article.item.headline == "Un titre"


def test_of_equivalents_one_is_read() -> None:
    content = "<ContentItem><DataContent><p>Un {}.</p></DataContent></ContentItem>"
    form = f"<NewsComponent>{content}</NewsComponent>"
    text = (
        f'{HEAD}<NewsItem><NewsComponent EquivalentsList="yes">{form.format("texte")}'
        f"{form.format('autre')}</NewsComponent></NewsItem></NewsML>"
    )
    assert read(text).text == "Un texte."


@pytest.mark.parametrize(
    ("management", "status", "embargo"),
    [
        ('<Status FormalName="Canceled"/>', Status.CANCELED, ""),
        ('<Status FormalName="Withheld"/>', Status.WITHHELD, ""),
        ('<Status FormalName="Embargoed"/>', Status.WITHHELD, ""),
        ('<Status FormalName="Étrange"/>', Status.WITHHELD, ""),
        (('<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
         "<DateAndTime>20250305T060000+0100</DateAndTime></StatusWillChange>"),
         Status.USABLE, "2025-03-05T06:00:00+01:00"),
    ],
)  # fmt: skip  # cases in rows
def test_states(management: str, status: Status, embargo: str) -> None:
    item = read(WIRE.replace('<Status FormalName="Usable"/>', management)).item
    assert (item.status, item.embargo) == (status, embargo)


def test_a_kill_without_text_is_an_article_without_blocks() -> None:
    start, end = WIRE.index("<NewsComponent>"), WIRE.rindex("</NewsItem>")
    text = (WIRE[:start] + WIRE[end:]).replace(
        '<NewsItemType FormalName="News"/>', '<NewsItemType FormalName="Kill"/>'
    )
    article = read(text)
    assert article.blocks == ()
    assert article.item.signals == (Signal.KILL,)


@pytest.mark.parametrize("word", ["Alert", "Flash"])
def test_an_alert_may_be_all_headline(word: str) -> None:
    text = f"""{HEAD}<NewsItem><NewsManagement><NewsItemType FormalName="{word}"/></NewsManagement>
    <NewsComponent><NewsLines><HeadLine>Séisme à Brest (préfecture)</HeadLine></NewsLines>
    </NewsComponent></NewsItem></NewsML>"""
    article = read(text)
    assert [block.role for block in article.blocks] == [Role.HEADLINE]
    assert article.item.signals == (Signal.ALERT,)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<ContentItem Href="a.jpg"/>', "not fetched"),
        ('<ContentItem><Encoding Notation="Base64"/><DataContent>QUJD</DataContent></ContentItem>',
         "encoded data"),
        ("<ContentItem><DataContent><tableau><but/></tableau></DataContent></ContentItem>",
         "tableau"),
        ("<ContentItem><DataContent/></ContentItem>", "no text"),
        ("", "no content"),
    ],
)  # fmt: skip  # cases in rows
def test_without_text_the_reason_is_told(content: str, reason: str) -> None:
    text = f"{HEAD}<NewsItem><NewsComponent>{content}</NewsComponent></NewsItem></NewsML>"
    with pytest.raises(EmptyInputError, match=reason):
        read(text)


def test_no_item_at_all() -> None:
    with pytest.raises(EmptyInputError, match="no item"):
        read("<NewsML/>")
