"""The splitter on traps (``‖`` marks where sentences end) and its laws on any text."""

from __future__ import annotations

import json
import lzma
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Block, Role
from pipeline.french import SPLITTER_VERSION, sentences_of, split_sentences

NBSP, NNBSP, THIN = "\u00a0", "\u202f", "\u2009"

TITLES = """
D'après M. Antonov, les ministères travaillent.
Hier, M. Le Drian a parlé.‖ M. La Rivière a répondu.
MM. Duval et Petit sont venus.
Le président a reçu Mme Durand.‖ Mme. Petit attend.
Mgr. Lebrun célébrera la messe.‖ Mgr Aubert aussi.
Le Dr. Martin et le Pr. Leroy opèrent.
Son avocat, Me. Dumas, a fait appel.‖ Me Dumas se tait.
Le Gén. Dupré et le Col. Roche sont partis à Ft. Meade.
À St. Louis, tout va bien.‖ Ste. Anne aussi.
L'opératrice, Corinne M. ‖Elle avait 30 ans.
L'opératrice, Corinne M. ‖Le tribunal l'a entendue.
L'opératrice, Corinne M.
Selon Karim B. ‖Les faits sont anciens.
John D. Rockefeller et George R. R. Martin sont là.
Le film de J. Depp et d'E. Jean Carroll.
J.-M. Le Clézio et J.-P. Melville sont cités.
Il cite J.K. Rowling.‖ Il a tort.
Martin Luther King Jr. Day est férié.‖ Il cite John Kennedy Jr. ‖On le voyait peu.
Le fondateur d'Apple Inc. Steve Jobs est mort.‖ Il travaillait chez Apple Inc. ‖Il est parti.
La Vve. Clicquot et le Sgt. Moreau arrivent.
"""

DATES = """
PARIS, 12 nov. (AFP) - Le président est arrivé.
PARIS, 12 nov. - Le président est arrivé.
Le 12 nov. 2015, tout a changé.‖ Le 3 déc. ‖Il est revenu.
Le 1er janv. (férié), rien.‖ C'était le 1er.‖ Il est parti.
Construit en 25 av. J.-C. par Hérode.
Détruit en 70 av. J.-C. ‖Selon la tradition, il fut grand.
Détruit en 70 av. J-C. ‖Hérode régnait.
Mort en 70 apr. J.-C. ‖Rome brûlait.
Le match commence à 20H15.‖ Il finit à 22H00.
Rendez-vous à 5 h. 30 du matin.‖ Il dure 2 min. 40 sec. en tout.
Il est né en 1945.‖ 1945 fut une année longue.
Ouvert jusqu'à 20h.‖ Les clients attendent.
C'était en janvier 63.‖ Il fait froid.
"""

NUMBERS = """
Env. 3.000 personnes ont défilé.
Il y avait env. 3.000 personnes.‖ Elles criaient.
Le n° 5 est sorti.‖ Le no. 5 aussi, le n°. 7 non.
Voir p. 12 et pp. 13-14, art. 3, al. 2, fig. 4, vol. 2, chap. IV.
Il étudie l'histoire de l'art.‖ Ce cours lui plaît.
L'avocat nie tout vol.‖ C'est son droit.
Il mesure 1,80 m. ‖Sa femme aussi.
Il mesure 1,80 m.
Il pèse 80 kg. ‖Son frère en pèse 70.
Le taux est de 3.5 % ou de 3,5 pour cent.
Il faisait 40 °C. ‖Mais on restait calme.
Près de 14.000.‖ En effet, c'est beaucoup.
Un taux de 50 cas pour 100. 000 habitants.
Prix : 4,90 euros.‖ 300 personnes ont payé.
1. Présentation du projet
10. Vous devez garder vos notes.‖ Pourquoi ?
A. Le contexte
Le palmarès : 1. Jean Dujardin ; 2. Omar Diop ; 3. Dany Bon.
Ils ont perdu 2:3.‖ Tomas Petit a raté un tir.
Invité d'Europe 1.‖ Il a nié.
Le V10 de 5.7 litres bat le 49.3.‖ C'est dit.
Il y a 3 mio. de tonnes.
"""

ABBREVIATIONS = """
Il aime le vin, le pain, etc. ‖Il boit peu.
Il aime le vin, etc. et le pain.
Le vin, le pain (riz, pâtes, etc.) et l'eau.
Le vin, le pain, etc.
Les U.S.A. ‖Ils sont loin.
Les U.S.A. sont loin, l'U.R.S.S. aussi.
Il vit à la N.Y.U. ‖Mais il s'ennuie.
Ford France S.A. ‖Mais les autres non.
Elle prend de la vitamine C. ‖Elle va mieux.
Cf. Paris Match, p. ex. Lyon, c.-à-d. Rhône.
Au 12 av. Foch et au 3 bd. Voltaire.
Lyon vs. Marseille : un choc.
Consultez lemonde.example.fr.‖ Vous verrez.
Écrivez à jean.petit@example.fr.‖ Il répondra.
Voir https://example.org/a.b?c=d!e pour le reste.‖ Merci.
Le moteur tourne sous Node.js et ASP.NET. ‖Il est rapide.
Sur Booking.Com tout est cher.
Chez Yahoo! France on s'inquiète.‖ On attend.
L'OTAN. ‖L'UE. ‖Le PS. ‖La CGT.
Il a quitté la C.G.T. ‖Hier.
Les appareils (tél. 01 02 03 04 05) sonnent.
Jean-Marie n'est pas un saint.‖ Paul non plus.
La réf. 12-B est épuisée.
Il lit une BD. ‖Elle lit aussi.
Il vit au Cap. ‖Elle vit à Paris.
C'est un prof. ‖Il enseigne à la prof. Dupuis.
Il a vu J.-M. ‖Elle aussi.
"""

QUOTES = """
"Il viendra.‖ C'est sûr", a-t-il dit.‖ "On verra."
"Il viendra", a-t-il dit.
Il a dit : « Il viendra.‖ C'est sûr. »‖ Puis il est parti.
« Il viendra. »‖ « C'est sûr. »
« Viendra-t-il ? », demande-t-elle.‖ « Oui ! »
"Viendra-t-il ?", demande-t-elle.
"Viendra-t-il ?" demande-t-elle.
"Viendra-t-il ?"‖ Elle attend.
"Vive la France !" a-t-il lancé.‖ "Vive la France !"
Vive la France ! a-t-il lancé.
"C'est fini".‖ Il a raison.
"C'est fini."‖ "Oui", dit-elle.
Il dit " oui. "‖ Elle dit " non. "‖ Ils partent.
Il est là. ‖" Je suis content ", dit-il.
“Il viendra.”‖ ‘Jamais.’‖ Fin.
Les « gilets jaunes ».‖ Les 'gilets jaunes'.‖ Les +gilets+.
Il hurle +à l'aide ?+.‖ +Tu as cru que j'étais venu ?+
- "Pratique" -
- "Ça va ? Oui." -
– « Une page se tourne. Et après ? » –
Qui est là ?‖ - C'est moi.‖ – Ah bon ?‖ — Oui.
L'anneau de 27 km ! - pour aller loin.
"... Puis on s'en va", écrit-il.
Il a dit "oui !".‖ Elle a dit "non ?".‖ Fin.
L'équipe a gagné.‖ "eBay s'excuse", dit-il.
"Il faut finir.‖ (Je suis) déçu", a-t-il dit.
"""

MARKS = """
Il hésite... puis il part.‖ Elle aussi…‖ Voilà.
Revendu... 1,6 million à des promoteurs.
À peine... 8 ans !‖ Incroyable.
... Et puis il est parti.
… Et puis il est parti.
Elle est forte (...) et belle.‖ (...) Nous le savons.‖ [...] Oui.
"(...) Il faut agir", dit-il.
L'attente est forte (...) ‖Il faut agir.
L'attente est forte (...) Macron le sait.
L'attente est forte (…), dit-il.
Il a gagné (enfin !) et il rit.
Il a gagné.‖ (Il en rit.)‖ Elle pleure.
L'écrivain (né à St. Malo.) Dumas signe.
Quoi ? !‖ Rien ! ! !‖ Quoi ?!‖ Rien.
Hein ?‖ Quoi ?‖ Comment ?‖ Non.
Bravo ! 🎉‖ Merci à tous. 👏👏‖ À demain.
Un mot.[1]‖ Un autre.
Il cite Sammy Davis jr. et Bob.‖ C'est étudié par M. X, p. XII.
Votez.‖ #Europe votera.‖ @depeche aussi.
Premier point.‖ ► Second point.‖ • Troisième point.‖ · Dernier.
Il a ajouté.Marié en mai, il rit.
Il est parti.‖ 500 tonnes restent.
Un coût de 5 millions ; il monte : c'est trop, dit-on.
Fin de partie.‖ À suivre.‖ Évidemment.‖ Œuvre.‖ Ça.
"""


def cases() -> list[str]:
    tables = (TITLES, DATES, NUMBERS, ABBREVIATIONS, QUOTES, MARKS)
    return [line for table in tables for line in table.strip().splitlines()]


def marked(text: str) -> str:
    """``text`` with ``‖`` after every sentence but the last."""
    return "‖".join(text[a:b] for a, b in split_sentences(text))


def expected(case: str) -> str:
    return "‖".join(part.strip() for part in case.split("‖"))


def joined(case: str) -> str:
    return " ".join(part.strip() for part in case.split("‖"))


def test_enough_traps() -> None:
    assert len(cases()) >= 60 + 34


@pytest.mark.parametrize("case", [c for c in cases() if "ajouté.Marié" not in c])
def test_trap(case: str) -> None:
    assert marked(joined(case)) == expected(case)


@pytest.mark.parametrize("space", [NBSP, NNBSP, THIN, "\n", "  "])
@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("M. Antonov est là. Il rit.", ["M. Antonov est là.", "Il rit."]),
        ("« Qui ? » Elle. Lui.", ["« Qui ? »", "Elle.", "Lui."]),
        ("Il a env. 3.000 amis. Le n° 5, non.", ["Il a env. 3.000 amis.", "Le n° 5, non."]),
        ("Le 12 nov. (AFP) tout va. Non !", ["Le 12 nov. (AFP) tout va.", "Non !"]),
        ("En 25 av. J.-C. déjà. Oui.", ["En 25 av. J.-C. déjà.", "Oui."]),
    ],
)
def test_any_white_space_reads_the_same(text: str, sentences: list[str], space: str) -> None:
    text = text.replace(" ", space)
    assert [text[a:b] for a, b in split_sentences(text)] == [
        sentence.replace(" ", space) for sentence in sentences
    ]


def test_line_break_is_not_an_end() -> None:
    assert marked("Le président\nest arrivé. Il\nparle") == "Le président\nest arrivé.‖Il\nparle"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a-t-il ajouté.Marié en mai, il rit.", "a-t-il ajouté.‖Marié en mai, il rit."),
        ('poursuit-elle".Le patron rit.', 'poursuit-elle".‖Le patron rit.'),
        ("Sur Booking.Com rien. Sur example.Fr non", "Sur Booking.Com rien.‖Sur example.Fr non"),
    ],
)
def test_missing_space(text: str, result: str) -> None:
    assert marked(text) == result


@pytest.mark.parametrize("blank", ["", " ", "\n\n\t", NBSP, THIN + "\u3000"])
def test_blank(blank: str) -> None:
    assert split_sentences(blank) == []


@pytest.mark.parametrize(
    "text",
    [
        "\u200fمرحبا. \u200eBonjour. Au revoir.\u200f",
        "\x00\x01\x02. \x03A. \x1f",
        "🎉. 🎉 ! 👨‍👩‍👧 ?",
        "a|b. | C. || D",
        '" " " . " . "',
        "....",
        "?!?!",
        "( . ( . ( . ",
        "« ». « . » .",
        "\ud800. A",
        "M.",
        ". ",
        "A.B.C. D.E",
    ],
)
def test_ugly_text_loses_nothing(text: str) -> None:
    assert_lossless(text, split_sentences(text))


def test_invisible_marks_do_not_hide_an_end() -> None:
    assert marked("Il vient.\u200b Elle part.\u200f Fin.") == (
        "Il vient.\u200b‖Elle part.\u200f‖Fin."
    )


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("mot ", 5000),
        ("M. A. ", 20000),
        ("M. a ", 20000),
        ('" ', 30000),
        (". ", 30000),
        ("(", 30000),
        ("…", 30000),
    ],
)
def test_long_text_loses_nothing(unit: str, times: int) -> None:
    text = unit * times
    assert_lossless(text, split_sentences(text))


def assert_lossless(text: str, spans: list[tuple[int, int]]) -> None:
    ends = [0, *(at for span in spans for at in span), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in spans)
    gaps = [text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
    assert not "".join(gaps).strip()
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


WORDS = st.sampled_from(
    [*"MABC.!?…\"«»()[]-–'’,;:\n|\u200f", NBSP, NNBSP, "Le Pen"]
) | st.sampled_from(
    [
        "M.",
        "Mme",
        "etc.",
        "J.-C.",
        "av.",
        "nov.",
        "12",
        "3.000",
        "Il",
        "il",
        "(...)",
        "...",
        "n°",
        "🎉",
        "a-t-il",
        "fin.",
    ]
)
FRENCH = st.builds(
    "".join, st.lists(st.builds(str.__add__, WORDS, st.sampled_from(["", " "])), max_size=30)
)


@given(st.one_of(st.text(max_size=200), FRENCH))
def test_law_lossless(text: str) -> None:
    assert_lossless(text, split_sentences(text))


@given(FRENCH, st.text(alphabet=" \n\t" + NBSP + THIN, max_size=5))
def test_law_blanks_around_change_nothing(text: str, blanks: str) -> None:
    spans = split_sentences(text)
    assert split_sentences(text + blanks) == spans
    moved = [(a + len(blanks), b + len(blanks)) for a, b in spans]
    assert split_sentences(blanks + text) == moved


@pytest.mark.parametrize("case", cases())
def test_sentences_split_alone_stay_whole(case: str) -> None:
    for part in expected(case).split("‖"):
        if "ajouté.Marié" not in part:
            assert marked(part) == part


@given(st.lists(st.sampled_from(["Il est là.", "Où ?", "M. Roy rit !", "Env. 3 km."]), max_size=9))
def test_law_plain_sentences_come_back(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


def article(*parts: tuple[Role, str]) -> Article:
    text, blocks = "", []
    for number, (role, content) in enumerate(parts, 1):
        start = len(text)
        text += content + "\n"
        end = len(text) - 1
        blocks.append(Block(f"p{number}", role, start, end, start, end))
    return Article("-", text, "utf-8", tuple(blocks))


def test_sentences_of_numbers_and_offsets() -> None:
    source = article(
        (Role.HEADLINE, "Qui ? Lui. Elle."),
        (Role.PARAGRAPH, "  M. Roy est là. Il rit.  "),
        (Role.PARAGRAPH, "   "),
        (Role.CREDIT, " AFP. Reuters "),
    )
    sentences = sentences_of(source)
    assert [(s.id, s.block_id, s.role, s.text) for s in sentences] == [
        ("p1.s1", "p1", Role.HEADLINE, "Qui ? Lui. Elle."),
        ("p2.s1", "p2", Role.PARAGRAPH, "M. Roy est là."),
        ("p2.s2", "p2", Role.PARAGRAPH, "Il rit."),
        ("p4.s1", "p4", Role.CREDIT, "AFP. Reuters"),
    ]
    assert all(source.text[s.start : s.end] == s.text for s in sentences)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARAGRAPH])
def test_only_paragraphs_are_split(role: Role) -> None:
    (sentence,) = sentences_of(article((role, "Un. Deux ! Trois ?")))
    assert sentence.text == "Un. Deux ! Trois ?"


def test_sentences_of_uses_the_content_without_its_marks() -> None:
    text = ">>Un lien. Deux."
    block = Block("p1", Role.PARAGRAPH, 0, len(text), 2, len(text))
    sentences = sentences_of(Article("-", text, "utf-8", (block,)))
    assert [(s.start, s.end, s.text) for s in sentences] == [(2, 10, "Un lien."), (11, 16, "Deux.")]


def test_version_is_a_number() -> None:
    assert SPLITTER_VERSION >= 1


ARTICLES = Path(__file__).resolve().parents[2] / "../shared/articles/french-news-valid.jsonl.xz"


@pytest.mark.skipif(not ARTICLES.exists(), reason="the shared news stories are not here")
def test_real_stories_lose_nothing_and_open_no_sentence_with_a_closer() -> None:
    with lzma.open(ARTICLES, "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for _, line in zip(range(300), lines, strict=False)]
    closers = 0
    for paragraph in (p for story in stories for p in story["paragraphs"]):
        spans = split_sentences(paragraph)
        assert_lossless(paragraph, spans)
        closers += sum(paragraph[b] in "»”),;:" for (_, _), (b, _) in pairwise(spans))
    assert closers == 0
