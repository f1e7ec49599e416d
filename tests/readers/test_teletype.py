from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError, InputError, InputTooLargeError
from pipeline.readers import read_bytes, teletype
from pipeline.readers.anpa1312 import Anpa1312Reader
from pipeline.readers.iptc7901 import Iptc7901Reader
from pipeline.readers.teletype import is_iso_646_fr, joined, signals, to_text
from pipeline.wire import Signal

HEADER = b"\x01FRA0123 2 G 0211 FRA /AFP-AB12\r\nMer-port/Bretagne\r\n\x02"
STORY = (
    b"URGENT\r\nLe port de Brest ferm{ par la temp~te\r\nPar Anne ROY =\r\n\r\n"
    b"   BREST, 12 mars 2024 (AFP) - Le port   a  {t{ ferm{ mardi en rai-\r\n"
    b"son d'une temp`te, a-t-on appris aupr}s de la pr{fecture maritime,\r\n"
    b"qui annonce peut-\r\n{tre une r{ouverture @ midi.\r\n\r\n"
    b"   Les liaisons avec les \\les sont coup{es.\r\n\r\n"
)
END = b"\x03121137 GMT MAR 24\r\n\x7f\x7f\x04"


def read(data: bytes) -> tuple[Article, ...]:
    return read_bytes(data, name="wire.txt")


def test_iptc_7901() -> None:
    (article,) = read(HEADER + STORY + END)
    got = article.item
    assert article.encoding == "iso646-fr"
    assert (got.urgency, got.slug, got.provider) == (2, "Mer-port/Bretagne", "AFP")
    assert got.keywords == ("Mer-port", "Bretagne")
    assert got.created == "2024-03-12T11:37:00+00:00"
    assert (got.byline, got.signals) == ("Par Anne ROY", (Signal.URGENT,))
    assert got.dateline.place == "BREST"
    assert article.metadata["words"] == "0211"
    words = article.text
    assert "en raison d'une" in words  # the word broken at the line's end
    assert "peut-être une réouverture à midi" in words.replace("étre", "être")
    assert "Le port a été fermé mardi" in words  # justified blanks
    assert not any(ord(sign) < 32 for sign in words.replace("\n", ""))
    assert article.of_role(Role.HEADLINE)
    assert len(article.of_role(Role.PARAGRAPH)) == 2


def test_several_messages_and_one_without_text() -> None:
    articles = read((HEADER + STORY + END) * 2 + HEADER + END)
    assert len(articles) == 2
    assert articles[0].notices[-1].code == "items-left-out"


def test_a_kill_needs_no_text() -> None:
    killed = HEADER.replace(b"Mer-port/Bretagne", b"ANNULATION Mer-port")
    (article,) = read(killed + b"ANNULATION =\r\n" + END)
    assert Signal.KILL in article.item.signals
    assert article.blocks == ()


def test_what_is_for_the_desk_is_no_text() -> None:
    desk = b"* * * *\r\nCe qui suit n'est pas destin{ @ publier\r\nTel: 01 02 03\r\n"
    (article,) = read(HEADER + STORY + desk + END)
    assert "01 02 03" not in article.text
    assert "01 02 03" in article.metadata["desk"]


def test_anpa_1312() -> None:
    (article,) = read(
        b"\x16\x16\x01W2870\x1fasian\nu i\x13\x11 BC-Port 03-12 104\n\x02"
        b"^BC-Port, 1st Ld-Writethru,46<\n^Le port de Brest ferme<\n^Eds: Adds quotes.<\n"
        b"^Par ANNE ROY=\n^Associated Press=\n"
        b"\t   BREST, France (AP) _ Le port est ferme, ``pour un jour'', dit-on.\n\n"
        b"\t   La mer est forte au large.\n\x03AP-WF-03-12-24 1509GMT<\n\x0c\x04"
    )
    got = article.item
    assert (got.slug, got.headline) == ("BC-Port, 1st Ld-Writethru", "Le port de Brest ferme")
    assert (got.urgency, got.provider, got.credit) == (3, "AP", "Associated Press")
    assert (got.created, got.signals) == ("2024-03-12T15:09:00+00:00", (Signal.UPDATE,))
    assert got.editor_note == "Eds: Adds quotes."
    assert "“pour un jour”" in article.text
    assert [b.role for b in article.of_role(Role.BYLINE)] == [Role.BYLINE]
    assert article.metadata["number"] == "2870"


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("une tem-\npête", "une\ntempête"),
        ("est peut-\nêtre là", "est\npeut-être là"),
        ("Jean-\nLuc", "\nJean-Luc"),
        ("dit -\nil", "dit\n- il"),
        ("a-t-\nil dit", "\na-t-il dit"),
        ("le COVID-\n19", "le\nCOVID-19"),
    ],
)
def test_hyphens_at_line_ends(lines: str, whole: str) -> None:
    assert joined(lines) == whole


def test_codes() -> None:
    assert is_iso_646_fr("l'arm{e a {t{ men{e @ Paris")
    assert not is_iso_646_fr("{ une accolade } et | une barre")
    assert to_text(b"L'\xc2et\xc2e \xc1a No\xc8el", "x") == ("L'été à Noël", "iso6937")
    assert to_text("L’été".encode(), "x") == ("L’été", "utf-8")
    with pytest.raises(EmptyInputError, match="without text"):
        to_text(b"\x00\x7f\x16 \r\n", "x")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2e LEAD", (Signal.UPDATE,)),
        ("ALERTE", (Signal.ALERT,)),
        ("CORRECTION - mer", (Signal.CORRECTION,)),
        ("BULLETIN KILL", (Signal.URGENT, Signal.KILL)),
        ("plomb et correcteurs", ()),
    ],
)
def test_signals(words: str, expected: tuple[Signal, ...]) -> None:
    assert signals(words) == expected


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_any_body_is_read_or_refused(body: bytes) -> None:
    for head in (HEADER, b"\x01W2870\x1fasian\nu i\x13\x11 BC 03-12 104\n\x02^A,1<\n^B<\n"):
        with suppress(InputError):  # anything else fails the test
            assert read_bytes(head + body + END, name="x")


@pytest.mark.parametrize(
    "text", ["FRA0123 4 G 0211 FRA\r\n\r\nLe port.", "Le port\x02", "\x01Le port"]
)
def test_plain_text_is_neither(text: str) -> None:
    assert not Iptc7901Reader().sniff(text.encode())
    assert not Anpa1312Reader().sniff(text.encode())


def test_samples(shared: Path) -> None:
    found = {
        path.name: read_bytes(path.read_bytes(), name=path.name)[0]
        for path in sorted((shared / "wires/text").iterdir())
    }
    assert len(found) == 4
    dpa = found["IPTC7901.txt"]
    assert dpa.item.headline == "Germany Social Democrats: Coalition talks with Merkel could fail"
    assert (dpa.item.urgency, dpa.item.created) == (4, "2013-11-13T11:37:00+00:00")
    assert "Wolfgang Schmidt" not in dpa.text
    odd = found["IPTC7901_odd_charset.txt"]
    assert "Thomas Müller" in odd.text
    assert odd.item.signals == (Signal.UPDATE,)
    assert "adds comments by Germany coach Loew" in odd.item.editor_note
    assert found["anpa-1.tst"].item.byline == "By PAUL BYRNE and ALMUDENA CALATRAVA"
    assert "“Look Good Feel Better”" in found["anpa-1.tst"].text
    assert found["anpa-2.tst"].item.provider == "AP"


def test_no_message_of_many_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (HEADER + STORY + END) * 7
    assert len(read(data)) == 7
    monkeypatch.setattr(teletype, "MAX_MESSAGES", 6)
    with pytest.raises(InputTooLargeError, match="7 messages"):
        read(data)
