from __future__ import annotations

import json
import lzma
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Block, Role
from pipeline.readers.compose import compose
from pipeline.readers.datelines import filled, parse, set_apart, split_head
from pipeline.readers.layout import split
from pipeline.readers.roles import label, stands_alone
from pipeline.wire import Dateline, WireItem

Read = Callable[[str], Article]

STORIES = 300
LEAD = "Le gouvernement a présenté mercredi son projet de budget, qui baisse la dépense publique."
NEXT = "Les syndicats ont aussitôt appelé à manifester dans tout le pays."

HEADS = [
    ("STRASBOURG, 10 juil 2024 (AFP) - ", "STRASBOURG", "2024-07-10", "AFP"),
    ("Paris, 12 nov. (AFP) – ", "Paris", "--11-12", "AFP"),
    ("PARIS/LONDRES (Reuters) - ", "PARIS/LONDRES", "", "Reuters"),
    ("(ATS) Genève, le 3 mars - ", "Genève", "--03-03", "ATS"),
    ("BRUXELLES 14/07 (BELGA) = ", "BRUXELLES", "--07-14", "BELGA"),
    ("BRUXELLES, 14/07/24 (BELGA) = ", "BRUXELLES", "2024-07-14", "BELGA"),
    ("Damas, 1er octobre (Xinhua) -- ", "Damas", "--10-01", "Xinhua"),
    ("MOSCOU, 15 mars 2016 (AFP) -", "MOSCOU", "2016-03-15", "AFP"),
    ("(AFP) - ", "", "", "AFP"),
    ("(Belga) ", "", "", "Belga"),
    ("SAINT-JEAN-DE-LUZ, 3 mars - ", "SAINT-JEAN-DE-LUZ", "--03-03", ""),
    ("La Haye, 4 déc 2019 (ATS) — ", "La Haye", "2019-12-04", "ATS"),
    ("RAMALLAH (Territoires palestiniens), 3 août (AFP) - ",
     "RAMALLAH (Territoires palestiniens)", "--08-03", "AFP"),
    ("PARIS, lundi (Reuters) - ", "PARIS", "", "Reuters"),
    ("Berne (awp/ats) - ", "Berne", "", "awp/ats"),
    ("Madrid, 3 mars (EFE).- ", "Madrid", "--03-03", "EFE"),
    ("PARIS, LONDRES, 3 mars (AFP) - ", "PARIS, LONDRES", "--03-03", "AFP"),
    ("À BORD DU MISTRAL, 3 févr. (AFP) - ", "À BORD DU MISTRAL", "--02-03", "AFP"),
    ("N'DJAMENA, 20 avr 2021 (AFP) - ", "N'DJAMENA", "2021-04-20", "AFP"),
    ("Bagdad, 3 mars - (AFP) - ", "Bagdad", "--03-03", "AFP"),
    ("PARIS, 12\u00a0nov. (AFP)\u00a0- ", "PARIS", "--11-12", "AFP"),
    ("\u200ePARIS, 12 nov. (AFP) - ", "PARIS", "--11-12", "AFP"),
    ("Paris, 12 novembre (AFP) ", "Paris", "--11-12", "AFP"),
    ("ROME, 30 février (AFP) - ", "ROME", "", "AFP"),
    ("Hanoï, 2024-09-03 (VNA/CVN) - ", "Hanoï", "2024-09-03", "VNA/CVN"),
    ("TOKYO, 29 févr. (Kyodo) - ", "TOKYO", "--02-29", "Kyodo"),
]  # fmt: skip  # a table reads better in rows

NO_HEADS = [
    LEAD,
    "Paris, mars 2020 : le confinement commence.",
    "Emmanuel Macron, 3 mars : une date à retenir.",
    "Le RN (extrême droite) - un parti d'opposition - a voté contre.",
    "L'AFP (Agence France-Presse) - une agence - a son siège à Paris.",
    "Marseille (France) - une femme a été blessée.",
    "Le 3 mars (AFP) - rien de tout cela n'est un lieu.",
    "Mardi, 3 mars - la nuit tombe.",
    "Paris - la ville lumière - attend les Jeux.",
    "(Lire aussi : le budget) - suite.",
    "PARIS, 12 nov. (AFP) -",
    "12 nov. - Le ministre a démissionné.",
    "(AFP)",
    "",
    "🙂",
]


@pytest.mark.parametrize(("head", "place", "date", "agency"), HEADS)
def test_heads(head: str, place: str, date: str, agency: str) -> None:
    found = split_head(head + LEAD)
    assert found is not None
    dateline, offset = found
    assert (dateline.place, dateline.date, dateline.agency) == (place, date, agency)
    assert (head + LEAD)[offset:] == LEAD
    assert not dateline.text.endswith(("-", "–", "—", "="))
    assert parse(head) == dateline


@pytest.mark.parametrize("text", NO_HEADS)
def test_no_heads(text: str) -> None:
    assert split_head(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Dateline()),
        ("Paris, le 12 novembre 2015",
         Dateline("Paris, le 12 novembre 2015", "Paris", "2015-11-12")),
        ("Strasbourg, 10 juil 2024 (AFP)",
         Dateline("Strasbourg, 10 juil 2024 (AFP)", "Strasbourg", "2024-07-10", "AFP")),
        ("Publié le 12/11/2015 à 14h30",
         Dateline("Publié le 12/11/2015 à 14h30", "", "2015-11-12")),
        ("Helsinki", Dateline("Helsinki", "Helsinki")),
        ("le 31/13/2015", Dateline("le 31/13/2015")),
    ],
)  # fmt: skip  # likewise
def test_parse(text: str, wanted: Dateline) -> None:
    assert parse(text) == wanted


def test_in_plain_text_it_is_a_block_of_its_own(read: Read) -> None:
    text = f"Budget : l'heure des choix\n\nPARIS, 12 nov. 2015 (AFP) -\u00a0{LEAD}\n\n{NEXT}\n"
    article = read(text)
    assert [b.role.value for b in article.blocks] == [
        "headline", "dateline", "paragraph", "paragraph",
    ]  # fmt: skip  # one line a story
    assert [b.id for b in article.blocks] == ["p1", "p2", "p3", "p4"]
    head, body = article.blocks[1:3]
    assert article.content(head) == "PARIS, 12 nov. 2015 (AFP)"
    assert article.text[head.start : head.end] == "PARIS, 12 nov. 2015 (AFP) -"
    assert article.text[head.end : body.start] == "\u00a0"
    assert article.content(body) == LEAD
    assert article.item.dateline == Dateline(
        "PARIS, 12 nov. 2015 (AFP)", "PARIS", "2015-11-12", "AFP"
    )


def test_in_wrapped_text_it_may_stand_on_a_line_of_its_own(read: Read) -> None:
    article = read(f"Le titre\n\nBRUXELLES 14/07 (BELGA) =\n{LEAD}\n\n{NEXT}\n")
    assert [b.role for b in article.blocks][1:3] == [Role.DATELINE, Role.PARAGRAPH]
    assert article.item.dateline.place == "BRUXELLES"


def test_behind_a_word_to_the_desk(read: Read) -> None:
    article = read(f"Attention, remplace la dépêche précédente.\nPARIS, 3 mai (AFP) - {LEAD}\n")
    assert [b.role.value for b in article.blocks] == ["paragraph", "dateline", "paragraph"]


def test_only_the_first_is_set_apart(read: Read) -> None:
    article = read(f"PARIS, 3 mai (AFP) - {LEAD}\nLONDRES, 3 mai (AFP) - {NEXT}\n")
    assert len(article.of_role(Role.DATELINE)) == 1


def test_compose_does_the_same() -> None:
    parts = [(Role.HEADLINE, "Budget"), (Role.PARAGRAPH, f"PARIS, 3 mai (AFP) - {LEAD}")]
    article = compose("x", parts, encoding="utf-8", item=WireItem(identity="a"))
    assert [b.role.value for b in article.blocks] == ["headline", "dateline", "paragraph"]
    assert article.content(article.blocks[2]) == LEAD
    assert article.item == WireItem(
        identity="a", dateline=Dateline("PARIS, 3 mai (AFP)", "PARIS", "--05-03", "AFP")
    )


def test_the_metadata_come_first() -> None:
    item = WireItem(dateline=Dateline("Strasbourg, 10 juil 2024 (AFP)"))
    article = compose(
        "x", [(Role.PARAGRAPH, f"PARIS, 3 mai (AFP) - {LEAD}")], encoding="utf-8", item=item
    )
    assert article.item.dateline.place == "Strasbourg"
    assert article.item.dateline.text == "Strasbourg, 10 juil 2024 (AFP)"


SCRAPS = st.sampled_from(
    [
        "PARIS", "Londres", ", ", "/", " ", "\n", "\u00a0", "12 nov.", "1er mai", "14/07", "(AFP)",
        "(", ")", "(x)", " - ", " –", "--", "=", "Le ministre a dit non.", "\u200f", "🙂", "é", "|",
        "-----", "le ", "de ", "lundi", "(Reuters) - ",
    ]
)  # fmt: skip  # scraps, not lines


@given(st.one_of(st.text(), st.lists(SCRAPS, max_size=25).map("".join)))
def test_nothing_is_lost(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    blocks = set_apart(text, label(text, split(text, stands_alone)))
    position = 0
    for number, block in enumerate(blocks, start=1):
        assert block.id == f"p{number}"
        assert position <= block.start <= block.content_start < block.content_end <= block.end
        assert not text[position : block.start].strip()
        assert text[block.content_start : block.content_end].strip()
        position = block.end
    assert not text[position:].strip()
    parse(text)


@pytest.mark.parametrize(
    "text", ["Paris la " * 5000, "PARIS/" * 5000, "(AFP" * 5000, "A" * 50_000, "PARIS, " * 5000]
)
def test_long_input_is_no_dateline(text: str) -> None:
    assert split_head(text) is None
    assert parse(text).agency == ""


def test_no_first_sentence_of_real_stories_is_taken_for_one(shared: Path) -> None:
    path = shared / "articles" / "french-news-valid.jsonl.xz"
    taken = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line, _ in zip(file, range(STORIES), strict=False):
            story = json.loads(line)
            taken += [p for p in [story["abstract"], *story["paragraphs"]] if split_head(p)]
    assert taken == []


def test_a_dateline_in_the_text_says_more_than_a_bare_place() -> None:
    text = "PARIS, 9 juil 2020 (AFP)"
    block = Block("p1", Role.DATELINE, 0, len(text), 0, len(text))
    item = WireItem(dateline=Dateline("Paris", "Paris"))
    assert filled(item, text, [block]).dateline == Dateline(text, "PARIS", "2020-07-09", "AFP")
    assert filled(item, text, []) is item
    dated = WireItem(dateline=Dateline("Lyon, 3 mai", "Lyon", "2020-05-03"))
    assert filled(dated, text, [block]) is dated
