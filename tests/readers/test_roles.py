from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Article, Role
from pipeline.readers.plaintext import PlainTextReader
from pipeline.readers.roles import RULES

Read = Callable[[str], Article]

LEAD = (
    "Le gouvernement a présenté mercredi son projet de budget, qui prévoit une baisse de la "
    "dépense publique et une hausse de certains impôts."
)
NEXT = "Les syndicats ont aussitôt appelé à manifester dans tout le pays."
LAST = "Le vote est attendu mardi à l'Assemblée."


def roles(article: Article) -> list[tuple[str, str]]:
    return [(block.role.value, article.content(block)) for block in article.blocks]


def test_a_whole_wire(read: Read) -> None:
    article = read(
        f""">>Le budget de l’an dernier
Budget : l'heure des choix
Par Jean DUPONT
PARIS, 12 nov. 2015 (AFP) -
{LEAD}
Le ministre à l'Assemblée, le 12 novembre 2015 à Paris |
{NEXT}
- "Colère" -
{NEXT}
Un vote incertain
{LAST}
jd/ap/mm
© 2015 AFP
"""
    )
    assert roles(article) == [
        ("link", "Le budget de l’an dernier"),
        ("headline", "Budget : l'heure des choix"),
        ("byline", "Par Jean DUPONT"),
        ("dateline", "PARIS, 12 nov. 2015 (AFP) -"),
        ("paragraph", LEAD),
        ("caption", "Le ministre à l'Assemblée, le 12 novembre 2015 à Paris"),
        ("paragraph", NEXT),
        ("crosshead", '"Colère"'),
        ("paragraph", NEXT),
        ("crosshead", "Un vote incertain"),
        ("paragraph", LAST),
        ("credit", "jd/ap/mm"),
        ("credit", "© 2015 AFP"),
    ]
    assert [block.id for block in article.blocks] == [f"p{i}" for i in range(1, 14)]


@pytest.mark.parametrize(
    "headline",
    [
        "Budget : l'heure des choix",
        "Faut-il avoir peur du budget ?",
        'Budget: "On ira jusqu\'au bout", prévient le ministre',
        "Macron, Merkel, Trump...",
        "LE BUDGET ADOPTÉ",
        "« Un budget de combat »",
        "🔴 Budget : l'heure des choix",
        "\u202bBudget : l'heure des choix\u202c",
        "Budget\u00a0: 12\u202f% | la hausse",
    ],
)
def test_headlines(read: Read, headline: str) -> None:
    assert read(f"{headline}\n\n{LEAD}\n\n{NEXT}\n").blocks[0].role is Role.HEADLINE


@pytest.mark.parametrize(
    "first",
    [
        NEXT,
        LEAD,
        "Il a dit :",
        "Un très long début " * 10,
    ],
)
def test_no_headline(read: Read, first: str) -> None:
    article = read(f"{first}\n{LEAD}\n{NEXT}\n")
    assert article.blocks[0].role is Role.PARAGRAPH
    assert not article.of_role(Role.HEADLINE)


def test_an_alert_of_one_line_is_no_headline(read: Read) -> None:
    article = read(f"PARIS, 12 nov. (AFP) - Le budget adopté\n{LEAD}\n{NEXT}\n")
    assert [role for role, _ in roles(article)] == ["dateline", *["paragraph"] * 3]


def test_an_advisory_is_not_the_headline(read: Read) -> None:
    article = read(f"URGENT\n\nBudget : l'heure des choix\n\n{LEAD}\n")
    assert [role for role, _ in roles(article)] == ["crosshead", "headline", "paragraph"]


def test_routing_and_slug_are_not_the_headline() -> None:
    # As plain text: with all its control bytes it would be read as IPTC 7901.
    text = f"\x01FRA0123 4 G 0211 FRA\n\nFrance-budget/\n\x02L'heure des choix\n\n{LEAD}\n\x03\n"
    (article,) = PlainTextReader().read(text.encode(), "wire")
    assert roles(article) == [
        ("crosshead", "FRA0123 4 G 0211 FRA"),
        ("crosshead", "France-budget/"),
        ("headline", "L'heure des choix"),
        ("paragraph", LEAD),
    ]


def test_only_one_headline(read: Read) -> None:
    article = read(f"Budget : l'heure des choix\nLa gauche et les syndicats inquiets\n{LEAD}\n")
    assert [role for role, _ in roles(article)] == ["headline", "crosshead", "paragraph"]


@pytest.mark.parametrize("text", ["Une ligne", "Une phrase.", "🙂", "AFP/x|", "Un titre\nUn autre"])
def test_a_text_with_nothing_below_has_no_headline(read: Read, text: str) -> None:
    assert not read(text).of_role(Role.HEADLINE)


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("- Colère -", "Colère"),
        ('- "Colère" -', '"Colère"'),
        ('-"Colère"-', '"Colère"'),
        ("-- Colère et peur --", "Colère et peur"),
        ("– Colère –", "Colère"),
        ("-\u00a0Colère ?\u00a0-", "Colère ?"),
        ("• Un vote incertain", "Un vote incertain"),
        ("► UN VOTE INCERTAIN", "UN VOTE INCERTAIN"),
        ("## Un vote incertain", "Un vote incertain"),
        ("Vers un vote ?", "Vers un vote ?"),
        ("« On ira jusqu'au bout »", "« On ira jusqu'au bout »"),
        ("24 décembre", "24 décembre"),
        ("10.000 EUROS LE KG", "10.000 EUROS LE KG"),
    ],
)
def test_crossheads(read: Read, line: str, content: str) -> None:
    article = read(f"Le titre du jour\n{LEAD}\n{NEXT}\n{line}\n{NEXT}\n{LAST}\n")
    assert roles(article)[3] == ("crosshead", content)


@pytest.mark.parametrize(
    "line",
    [
        "Il s'explique :",
        "Et ce n'est pas tout...",
        "C'est non.",
        "puis il a repris la route",
        "Un mot de trop, encore un mot, et puis un autre, et puis rien, et la nuit sur la ville",
    ],
)
def test_short_lines_that_are_no_crossheads(read: Read, line: str) -> None:
    article = read(f"Le titre du jour\n{LEAD}\n{NEXT}\n{line}\n{NEXT}\n{LAST}\n")
    assert article.blocks[3].role is Role.PARAGRAPH


def test_a_list_is_not_a_row_of_crossheads(read: Read) -> None:
    article = read(f"Le titre du jour\n{LEAD}\n• Un prix\n• Deux prix\n• Trois prix\n{NEXT}\n")
    assert [role for role, _ in roles(article)[2:]] == ["paragraph"] * 4


def test_a_short_last_line_is_no_crosshead(read: Read) -> None:
    assert read(f"Le titre\n{LEAD}\nUn vote incertain\n").blocks[-1].role is Role.PARAGRAPH


def test_bylines_and_credits_only_at_the_edges(read: Read) -> None:
    article = read(f"Le titre\n{LEAD}\n{NEXT}\nPar Toutatis\n{NEXT}\nPS/LR\n{LAST}\nPS/LR\n")
    assert [role for role, _ in roles(article)] == [
        "headline", "paragraph", "paragraph", "crosshead", "paragraph", "crosshead", "paragraph",
        "credit",
    ]  # fmt: skip  # one line a story


@pytest.mark.parametrize(
    ("line", "role", "content"),
    [
        (">> Le budget", "link", "Le budget"),
        (">>>«Le budget»", "link", "«Le budget»"),
        ("→ Le budget", "link", "Le budget"),
        ("Lire aussi : Le budget", "link", "Lire aussi : Le budget"),
        ("Une photo |", "caption", "Une photo"),
        ("Une photo\u00a0|", "caption", "Une photo"),
        ("Photo : une Mini équipée", "caption", "Photo : une Mini équipée"),
        ("Le ministre à Paris le 3 mai 2015 / AFP", "caption", None),
        ("Le ministre à Paris. AFP/Archives", "caption", None),
    ],
)
def test_marks_are_left_out(read: Read, line: str, role: str, content: str | None) -> None:
    article = read(f"Le titre\n{LEAD}\n{line}\n{NEXT}\n")
    block = article.blocks[2]
    assert roles(article)[2] == (role, content or line)
    assert article.text[block.start : block.end] == line


def test_marks_alone_are_no_block_content(read: Read) -> None:
    article = read(f"{LEAD}\n>>\n|\n{NEXT}\n")
    assert roles(article) == [("paragraph", LEAD), ("paragraph", NEXT)]


def test_every_role_has_a_rule() -> None:
    assert {role for role, _ in RULES} == set(Role)
    assert RULES[-1][0] is Role.PARAGRAPH
