from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers import read_bytes
from pipeline.readers.ninjs import NinjsReader
from pipeline.wire import Signal, Status

BODY = "<p>Le port a été fermé mardi.</p><h2>Tempête</h2><p>Il rouvrira mercredi &amp; jeudi.</p>"


def item(**more: Any) -> dict[str, Any]:
    return {"uri": "urn:x:1", "headline": "Le port ferme", "body_xhtml": BODY, **more}


def read(value: Any) -> tuple[Article, ...]:
    return read_bytes(json.dumps(value).encode(), name="wire.json")


def test_version_1() -> None:
    (article,) = read(
        item(
            version="3",
            versioncreated="2024-03-12T08:00:00+0100",
            byline="Par Anne Roy",
            slugline="mer-port",
            located="Brest",
            language="fr-FR",
            urgency=2,
            ednote="Corrige la date",
            embargoed="2024-03-12T12:00:00Z",
            copyrightholder="Agence X",
            usageterms="Pas d’archives",
            subject=[{"name": "mer"}, {"name": "mer"}, {"name": "port"}],
            associations={"a": {"type": "picture", "uri": "p:1", "description_text": "Le quai"}},
        )
    )
    got = article.item
    assert (got.identity, got.version, got.urgency) == ("urn:x:1", 3, 2)
    assert got.created == "2024-03-12T08:00:00+01:00"
    assert got.embargo == "2024-03-12T12:00:00+00:00"
    assert (got.slug, got.language, got.dateline.place) == ("mer-port", "fr-fr", "Brest")
    assert (got.byline, got.editor_note) == ("Par Anne Roy", "Corrige la date")
    assert (got.copyright, got.usage_terms) == ("Agence X", "Pas d’archives")
    assert got.keywords == ("mer", "port")
    assert (got.captions, got.links) == (("Le quai",), ("p:1",))
    assert [(b.role, article.content(b)) for b in article.blocks] == [
        (Role.HEADLINE, "Le port ferme"),
        (Role.BYLINE, "Par Anne Roy"),
        (Role.PARAGRAPH, "Le port a été fermé mardi."),
        (Role.CROSSHEAD, "Tempête"),
        (Role.PARAGRAPH, "Il rouvrira mercredi & jeudi."),
    ]


def test_version_3() -> None:
    (article,) = read(
        {
            "uri": "urn:x:2",
            "headlines": [{"role": "main", "value": "Le port"}, {"role": "subhead", "value": "S"}],
            "bodies": [
                {"contenttype": "application/xml", "value": "<a>no</a>"},
                {"contenttype": "text/plain", "value": "Une phrase.\nUne autre phrase."},
            ],
            "embargoedUntil": "2024-03-12T12:00:00",
            "infosources": [{"name": "AFP"}],
            "signals": [{"name": "sig:correction"}],
            "evolvedfrom": "urn:x:1",
            "by": "Anne Roy",
        }
    )
    assert article.item.headline == "Le port"
    assert article.item.subheadline == "S"
    assert article.item.provider == "AFP"
    assert article.item.signals == (Signal.CORRECTION,)
    assert article.item.links == ("urn:x:1",)
    assert article.item.embargo == "2024-03-12T12:00:00+00:00"
    assert [notice.code for notice in article.notices] == ["embargo-offset"]
    assert [article.content(b) for b in article.of_role(Role.PARAGRAPH)] == [
        "Une phrase.",
        "Une autre phrase.",
    ]


def test_the_headline_is_not_repeated() -> None:
    (article,) = read(item(body_xhtml="<h1>Le port ferme</h1><p>Il est fermé depuis mardi.</p>"))
    assert [b.role for b in article.blocks] == [Role.HEADLINE, Role.PARAGRAPH]


def test_a_cancelled_item_needs_no_text() -> None:
    (article,) = read({"uri": "urn:x:1", "headline": "Le port", "pubstatus": "canceled"})
    assert article.item.status is Status.CANCELED
    assert article.blocks == ()


def test_an_embargo_that_is_no_date_still_holds() -> None:
    (article,) = read(item(embargoed="mardi midi"))
    assert (article.item.embargo, article.item.status) == ("", Status.WITHHELD)
    assert article.notices[0].code == "embargo-unclear"


def test_an_unknown_status_is_withheld() -> None:
    (article,) = read(item(pubstatus="stat:draft"))
    assert article.item.status is Status.WITHHELD
    assert article.notices[0].code == "status-unclear"


def test_several_items_and_one_without_text() -> None:
    picture = {"uri": "p", "type": "picture", "headline": "Vue du port"}
    articles = read([item(), picture, item(uri="urn:x:9")])
    assert [a.item.identity for a in articles] == ["urn:x:1", "urn:x:9"]
    assert "Vue du port" in articles[0].notices[0].message


@pytest.mark.parametrize(
    ("data", "error", "match"),
    [
        (b'{"uri": "a", "type": "picture", "headline": "Vue"}', EmptyInputError, "type picture"),
        (b'{"$schema": "x", "type": "object"}', InputError, "no ninjs item"),
        (b'{"uri": "a", "headline": ', InputError, "broken at line 1"),
        (b'{"uri":' + b"[" * 200_000, InputError, "nested"),
        (b'{"uri":' + b"9" * 5000 + b"}", InputError, "too long"),
        (
            b'{"uri":"a","headline":"h","body_html":"' + b"<div>" * 5000 + b'x"}',
            InputError,
            "nested",
        ),
        (
            b'{"uri":"a","headline":"h","body_html":"' + b"<p>a</p>" * 20_001 + b'"}',
            InputTooLargeError,
            "paragraphs",
        ),
    ],
)
def test_refused_with_the_reason(data: bytes, error: type[InputError], match: str) -> None:
    with pytest.raises(error, match=match) as caught:
        read_bytes(data, name="wire.json")
    assert caught.value.hint


def test_ugly_values() -> None:
    (article,) = read(
        {
            "uri": "a",
            "headline": "Un \ud800 titre\u0000 <b>gras</b> &amp; 😀",
            "body_text": "Un\u00a0| tuyau \u202e et \udfff la suite.",
            "version": True,
            "urgency": 99,
            "subject": "mer",
            "associations": [None, 3, {"type": "picture"}],
            "language": None,
        }
    )
    article.text.encode("utf-8")
    assert article.item.headline == "Un � titre gras & 😀"
    assert (article.item.version, article.item.urgency, article.item.keywords) == (0, 0, ("mer",))
    assert "Un\u00a0| tuyau" in article.text


@pytest.mark.parametrize("text", ["{ Le port }", "[AFP] Le port", '"uri": 1', "Le {port}"])
def test_text_is_not_json(text: str) -> None:
    assert not NinjsReader().sniff(text.encode())


def test_samples(shared: Path) -> None:
    read_items: dict[str, Article] = {}
    refused: dict[str, str] = {}
    for path in sorted((shared / "wires/ninjs").glob("*.json")):
        try:
            read_items[path.name] = read_bytes(path.read_bytes(), name=path.name)[0]
        except InputError as error:
            refused[path.name] = error.message
    assert len(read_items) + len(refused) == 16
    assert set(refused) == {
        "ap_audio.json",
        "ap_image.json",
        "ap_video.json",
        "extension-schema.json",
        "imageEncodedRights.json",
        "imageLinkedRights.json",
        "ntb_text.json",
    }
    assert "of type audio" in refused["ap_audio.json"]
    assert "no ninjs item" in refused["extension-schema.json"]
    assert read_items["ninjs_embargoed.json"].item.embargo == "2022-06-29T02:30:00+00:00"
    assert read_items["ninjs1.json"].item.language == "fr"
    assert read_items["dpa_text.json"].item.byline == "Von Christian Hollmann, dpa"
    assert len(read_items["dpa_text.json"].of_role(Role.PARAGRAPH)) == 9
    assert read_items["tt_text_image_2.json"].of_role(Role.CAPTION)


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_loose_surrogates_without_a_tag(kind: str) -> None:
    body = {"contenttype": kind, "value": "Le port \ud800 est fermé."}
    data = json.dumps({"uri": "x:1", "headline": "Le \udfffport", "bodies": [body]}).encode()
    (article,) = read_bytes(data, name="x.json")
    assert "\ufffd" in article.text
    (article.text + article.item.headline).encode("utf-8")
