from __future__ import annotations

import re
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


BODY = (
    b"   BREST, 12 mars 2024 (AFP) - Le port est ferme mardi en raison d'une forte\r\n"
    b"tempete, a-t-on appris aupres de la prefecture maritime de l'Atlantique.\r\n"
    b"   Les liaisons avec les iles du Ponant sont coupees.\r\n"
)
FLUSH = BODY.replace(b"   ", b"")
TITLE = "Le port de Brest ferme par la tempete"


@pytest.mark.parametrize("body", [BODY, FLUSH], ids=["indented", "flush"])
@pytest.mark.parametrize(
    ("head", "said", "marks"),
    [
        ("{}", "", ()),
        ("URGENT\r\n{}", "URGENT", (Signal.URGENT,)),
        ("URGENT\r\n\r\n{}\r\n", "URGENT", (Signal.URGENT,)),
        ("URGENT =\r\n{}", "URGENT", (Signal.URGENT,)),
        ("+++ FLASH +++\r\nURGENT\r\n{}", "+++ FLASH +++; URGENT", (Signal.ALERT, Signal.URGENT)),
        ("ALERTE\r\n{}\r\nPar Anne ROY", "ALERTE", (Signal.ALERT,)),
        ("{}\r\nBULLETIN", "BULLETIN", (Signal.URGENT,)),
        ("2e LEAD\r\n{}", "2e LEAD", (Signal.UPDATE,)),
        ("(CORRECTION)\r\n{}", "CORRECTION", (Signal.CORRECTION,)),
    ],
)
def test_a_headline_is_told_from_what_follows_it(
    head: str, said: str, marks: tuple[Signal, ...], body: bytes
) -> None:
    (article,) = read(HEADER + head.format(TITLE).encode() + b"\r\n" + body + END)
    (headline,) = article.of_role(Role.HEADLINE)
    assert article.content(headline) == article.item.headline == TITLE
    assert article.metadata.get("advisories", "") == said
    assert (article.item.signals, article.item.editor_note) == (marks, "")
    assert article.content(article.of_role(Role.PARAGRAPH)[0]).startswith("Le port est ferme mardi")
    assert article.item.dateline.place == "BREST"
    assert not any(word in article.text for word in ("URGENT", "FLASH", "ALERTE", "LEAD"))
    assert ("Par Anne ROY" in head) == bool(article.of_role(Role.BYLINE))


def test_a_headline_of_two_lines() -> None:
    lines = b"Le port de Brest ferme par la tempete, les liaisons avec les\r\niles coupees\r\n"
    (article,) = read(HEADER + lines + BODY + END)
    assert article.item.headline.endswith("les liaisons avec les iles coupees")
    assert len(article.of_role(Role.PARAGRAPH)) == 2


def test_a_headline_that_only_room_tells() -> None:
    body = BODY.partition(b" - ")[2].replace(b"   ", b"")
    (article,) = read(HEADER + TITLE.encode() + b"\r\n" + body + END)
    assert article.item.headline == TITLE
    assert not article.of_role(Role.DATELINE)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Le port est ferme.\r\n",  # a sentence
        b"La mer est forte, et le port de Brest a donc ferme\r\nmardi a midi.\r\n",  # the same
        b"Une ligne qui annonce la suite:\r\n",
    ],
)
def test_no_headline_where_there_is_none(head: bytes) -> None:
    (article,) = read(HEADER + head + BODY + END)
    assert article.item.headline == ""
    assert not article.of_role(Role.HEADLINE)
    assert "".join(head.decode().split()) in "".join(article.text.split())


def test_a_flash_that_is_one_line_is_the_story() -> None:
    (article,) = read(HEADER + b"FLASH\r\nBREST (AFP) - Le port est ferme\r\n" + END)
    assert [article.content(b) for b in article.of_role(Role.PARAGRAPH)] == ["Le port est ferme"]
    assert article.item.signals == (Signal.ALERT,)
    with pytest.raises(EmptyInputError):
        read(HEADER + b"FLASH\r\n" + END)


def test_words_to_the_desk_that_say_more_than_a_signal() -> None:
    note = "(Actualisé avec la réaction du ministre)"
    lines = f"2e LEAD\r\n{TITLE}\r\n{note}\r\nEMBARGO jusqu'à 15h00 GMT\r\n".encode()
    (article,) = read(HEADER + lines + BODY + END)
    assert article.item.editor_note == f"{note.strip('()')}; EMBARGO jusqu'à 15h00 GMT"
    assert article.metadata["advisories"] == f"2e LEAD; {article.item.editor_note}"
    assert article.item.headline == TITLE
    assert "Actualisé" not in article.text


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("BULLETIN KILL", {Signal.URGENT, Signal.KILL}),
        ("MANDATORY KILL", {Signal.KILL}),
        ("ANNULATION", {Signal.KILL}),
        ("AVIS D'ANNULATION", {Signal.KILL}),
        ("NE PAS PUBLIER AVANT 15h00 GMT", set()),
        ("BIEN LIRE au 2e paragraphe: 12 et non 13", set()),
        ("RPT", set()),
        ("PRIORITAIRE", set()),
    ],
)
@pytest.mark.parametrize("end", [" =", ""])
def test_what_the_desk_must_obey_is_no_headline(line: str, marks: set[Signal], end: str) -> None:
    lines = f"{line}{end}\r\n{TITLE}{end}\r\n".encode()
    (article,) = read(HEADER + lines + BODY + END)
    assert article.item.headline == TITLE
    assert article.item.editor_note == article.metadata["advisories"] == line
    assert set(article.item.signals) == marks


@pytest.mark.parametrize(
    "headline",
    [
        "Urgence a l'hopital de Brest", "Bulletin meteo pour mardi", "Flash-back sur la tempete",
        "Annulation du festival de Brest", "Correction a Wall Street", "Reprise a la raffinerie",
    ],
)  # fmt: skip  # one a line says no more
def test_news_that_begins_like_a_word_to_the_desk(headline: str) -> None:
    (article,) = read(HEADER + headline.encode() + b"\r\n" + BODY + END)
    assert (article.item.headline, article.item.editor_note) == (headline, "")


def test_news_of_an_embargo_is_a_headline() -> None:
    (article,) = read(HEADER + b"Embargo sur le petrole russe, l'UE se divise\r\n" + BODY + END)
    assert article.item.headline == "Embargo sur le petrole russe, l'UE se divise"
    assert article.item.editor_note == ""


@pytest.mark.parametrize(
    ("end", "signed"), [(b"", []), (b"   ar/bd\r\n", ["ar/bd", "AFP"]), (b"   AFP\r\n", ["AFP"])]
)
def test_the_credit_that_must_be_carried_stands_below_initials(
    end: bytes, signed: list[str]
) -> None:
    (article,) = read(HEADER + BODY + end + END)
    assert [article.content(block) for block in article.of_role(Role.CREDIT)] == signed
    assert article.item.credit == "AFP"


def test_no_byline_is_lost() -> None:
    lines = f"{TITLE} =\r\nPar Anne ROY =\r\nPar Jean LE GOFF =\r\n".encode()
    (article,) = read(HEADER + lines + BODY + END)
    assert article.item.byline == "Par Anne ROY; Par Jean LE GOFF"
    assert len(article.of_role(Role.BYLINE)) == 2


@given(st.lists(st.sampled_from([*STORY.split(b"\r\n"), b"URGENT", b"  a b", b"=", b""])))
@settings(max_examples=150)
def test_every_word_is_in_the_text_or_in_the_data(lines: list[bytes]) -> None:
    try:
        (article,) = read(HEADER + b"\r\n".join(lines) + END)
    except EmptyInputError:
        return
    known = " ".join([article.text, *article.metadata.values()])
    for word in re.findall(r"[A-Z]{4,}|midi", b" ".join(lines).decode()):
        assert word in known


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


ANPA = b"\x16\x16\x01W2870\x1fasian\nu i\x13\x11 BC-Port 03-12 104\n\x02^BC-Port,46<\n"
TABBED = (
    b"\t   BREST, France (AP) _ Le port est ferme, ``pour un jour'', dit-on.\n\n"
    b"\t   La mer est forte au large.\n\x03AP-WF-03-12-24 1509GMT<\n\x0c\x04"
)


@pytest.mark.parametrize(
    "head",
    [
        b"^BULLETIN<\n^Le port de Brest ferme<\n^Par ANNE ROY=\n",
        b"^BULLETIN<\n^Le port de Brest ferme<\n",
        b"^BULLETIN<\nLe port de Brest ferme\n",
        b"BULLETIN\nLe port de Brest ferme\nPar ANNE ROY\n",
        b"BULLETIN\n\nLe port de Brest ferme\n\n",
    ],
)
def test_anpa_1312_priority_words_and_a_headline_without_marks(head: bytes) -> None:
    (article,) = read(ANPA + head + TABBED)
    assert article.item.headline == "Le port de Brest ferme"
    assert [article.content(b) for b in article.of_role(Role.HEADLINE)] == [article.item.headline]
    assert (article.item.signals, article.metadata["advisories"]) == ((Signal.URGENT,), "BULLETIN")
    assert article.item.editor_note == ""
    assert len(article.of_role(Role.PARAGRAPH)) == 2
    assert bool(article.of_role(Role.BYLINE)) == (b"ANNE" in head)
    assert article.item.byline == ("Par ANNE ROY" if b"ANNE" in head else "")
    assert "BULLETIN" not in article.text


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
        ("ERRATUM", (Signal.CORRECTION,)),
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
