"""The extractive summariser: what it may choose, in what order, and within what budget."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Block, Brief, Role, Sentence, Translation
from pipeline.errors import UsageError
from pipeline.summarize.base import Summarizer
from pipeline.summarize.extractive import (
    LEAD,
    MOST_CANDIDATES,
    Extractive,
    leaning,
    story_of,
)
from pipeline.summarize.features import Analysis, Frequencies, Story
from pipeline.summarize.ranker import Scores

ROOT = Path(__file__).resolve().parents[2]

LEDE = "Le conseil municipal de Brive a voté mardi la fermeture de la piscine des Tilleuls."
COST = "La mairie évalue le coût des réparations du bassin à 3,2 millions d'euros."
POOL = "La piscine des Tilleuls, ouverte en 1974, accueillait 80.000 nageurs par an."
PROTEST = "Une centaine d'habitants ont manifesté devant la mairie contre la fermeture."


def build(*parts: tuple[Role, Sequence[str]]) -> tuple[Article, tuple[Sentence, ...]]:
    """An article of blocks, each given as its sentences."""
    text = ""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for number, (role, pieces) in enumerate(parts, start=1):
        text += "\n\n" if text else ""
        start = len(text)
        for place, piece in enumerate(pieces, start=1):
            text += " " if place > 1 else ""
            begin = len(text)
            text += piece
            name = f"p{number}"
            sentences.append(Sentence(f"{name}.s{place}", name, role, begin, len(text), piece))
        blocks.append(Block(f"p{number}", role, start, len(text), start, len(text)))
    return Article("essai.txt", text, "utf-8", tuple(blocks)), tuple(sentences)


def story(*paragraphs: str) -> tuple[Article, tuple[Sentence, ...]]:
    return build(*((Role.PARAGRAPH, [one]) for one in paragraphs))


def english(sentences: Sequence[Sentence]) -> Mapping[str, Translation]:
    """Stand-ins that have as many words as the French and can be told apart."""
    return {
        one.id: Translation(one.id, f"<{one.id}> " + " ".join(one.text.split()[1:]), None)
        for one in sentences
    }


def brief(made: tuple[Article, tuple[Sentence, ...]], words: int = 90) -> Brief:
    article, sentences = made
    return Extractive().summarize(article, sentences, english(sentences), words)


def sources(result: Brief) -> list[str]:
    return [source for one in result.sentences for source in one.sources]


def test_it_is_a_summarizer() -> None:
    assert isinstance(Extractive(), Summarizer)
    assert Extractive().name == "extractive"


def test_info_names_the_weights_and_the_settings() -> None:
    info = Extractive().info()
    assert (info.role, info.engine) == ("summarisation", "extractive")
    assert len(info.digest) == 64
    assert f"lead={LEAD}" in info.settings


def test_no_sentences_give_an_empty_brief_that_says_so() -> None:
    result = Extractive().summarize(Article("-", "", "utf-8", ()), (), {}, 90)
    assert result.sentences == ()
    assert [notice.code for notice in result.notices] == ["nothing-to-summarise"]


def test_only_furniture_gives_an_empty_brief() -> None:
    made = build(
        (Role.CAPTION, ["La piscine des Tilleuls mardi à Brive."]),
        (Role.CREDIT, ["Xinhua/VNA/CVN"]),
    )
    assert [notice.code for notice in brief(made).notices] == ["nothing-to-summarise"]


def test_one_sentence_is_the_brief() -> None:
    result = brief(story(LEDE))
    assert sources(result) == ["p1.s1"]
    assert result.notices == ()


def test_what_is_shown_is_the_translation_word_for_word() -> None:
    article, sentences = story(LEDE, COST)
    translations = english(sentences)
    result = Extractive().summarize(article, sentences, translations, 90)
    for one in result.sentences:
        assert len(one.sources) == 1
        assert one.text == translations[one.sources[0]].text


def test_furniture_is_never_chosen() -> None:
    made = build(
        (Role.HEADLINE, ["Brive ferme la piscine des Tilleuls"]),
        (Role.LINK, ["La piscine des Tilleuls menacée de fermeture à Brive."]),
        (Role.CAPTION, ["La piscine des Tilleuls a été fermée mardi à Brive par la mairie."]),
        (Role.DATELINE, ["BRIVE, 12 nov. (AFP)"]),
        (Role.BYLINE, ["Par Jeanne Martin, envoyée à la piscine des Tilleuls de Brive"]),
        (Role.PARAGRAPH, [LEDE]),
        (Role.CROSSHEAD, ["La fermeture de la piscine votée mardi par la mairie de Brive"]),
        (Role.PARAGRAPH, [COST]),
        (Role.CREDIT, ["Xinhua/VNA/CVN piscine des Tilleuls, mairie de Brive"]),
    )
    assert sources(brief(made)) == ["p6.s1", "p8.s1"]


@pytest.mark.parametrize(
    "opening",
    [
        "Il a voté mardi la fermeture de la piscine des Tilleuls à Brive.",
        "Ce dernier a voté mardi la fermeture de la piscine des Tilleuls.",
        "Selon lui, la piscine des Tilleuls de Brive doit fermer mardi.",
        "Mais la piscine des Tilleuls de Brive a été fermée mardi par la mairie.",
        "Par ailleurs, la mairie de Brive a fermé mardi la piscine des Tilleuls.",
        "De son côté, la mairie de Brive a fermé mardi la piscine des Tilleuls.",
        "« Nous fermons mardi la piscine des Tilleuls de Brive pour des raisons de coût. »",
        "« La piscine des Tilleuls de Brive doit fermer mardi », a-t-il ajouté.",
    ],
)
def test_it_does_not_open_on_what_points_back(opening: str) -> None:
    result = brief(story(opening, COST, PROTEST), 45)
    assert sources(result)[0] != "p1.s1"


def test_a_story_of_nothing_else_may_open_on_a_pronoun() -> None:
    assert sources(brief(story("Il a voté mardi la fermeture de la piscine."))) == ["p1.s1"]


def test_it_does_not_say_the_same_twice() -> None:
    again = LEDE.replace("a voté mardi", "a ainsi voté, mardi,")
    assert len(brief(story(LEDE, again.replace("ainsi ", ""), COST)).sentences) == 2


def test_sentences_stand_in_the_order_of_the_wire() -> None:
    chosen = sources(brief(story(POOL, LEDE, COST, PROTEST), 60))
    assert chosen == sorted(chosen)
    assert len(chosen) > 1


def test_a_sentence_over_the_budget_is_given_whole_with_a_notice() -> None:
    result = brief(story(LEDE, COST), 3)
    assert len(result.sentences) == 1
    assert result.words > 3
    assert [notice.code for notice in result.notices] == ["brief-over-budget"]
    assert result.notices[0].ids == result.sentences[0].sources


def test_a_wider_budget_is_used() -> None:
    many = [LEDE, COST, POOL, PROTEST] + [
        f"Le quartier {name} compte désormais {count} bassins publics rénovés par la région."
        for count, name in enumerate(("Rivet", "Tujac", "Bouquet", "Chapélies"), start=2)
    ]
    assert brief(story(*many), 90).words > brief(story(*many), 30).words


@pytest.mark.parametrize("words", [0, -5])
def test_a_budget_of_no_words_is_refused(words: int) -> None:
    with pytest.raises(UsageError, match=str(words)):
        brief(story(LEDE), words)


def test_a_sentence_without_translation_is_not_chosen() -> None:
    article, sentences = story(LEDE, COST)
    translations = {"p1.s1": Translation("p1.s1", "  ", None), "p2.s1": english(sentences)["p2.s1"]}
    assert sources(Extractive().summarize(article, sentences, translations, 90)) == ["p2.s1"]


def test_no_translations_at_all_are_told_from_an_empty_wire() -> None:
    article, sentences = story(LEDE)
    result = Extractive().summarize(article, sentences, {}, 90)
    assert [notice.code for notice in result.notices] == ["nothing-translated"]


def test_a_shouted_line_is_not_running_text() -> None:
    shout = "LA PISCINE DES TILLEULS DE BRIVE FERMÉE MARDI PAR LE CONSEIL MUNICIPAL"
    assert "p1.s1" not in sources(brief(story(shout, LEDE, COST)))


def test_the_headline_may_come_from_the_metadata() -> None:
    article, sentences = story(LEDE)
    told = Article("-", article.text, "utf-8", article.blocks, {"headline": "Piscine"})
    assert story_of(told, sentences).title == "Piscine"


def test_paragraphs_and_crossheads_are_counted() -> None:
    article, sentences = build(
        (Role.PARAGRAPH, [LEDE, COST]),
        (Role.CROSSHEAD, ["Des réparations"]),
        (Role.PARAGRAPH, [POOL]),
    )
    made = story_of(article, [one for one in sentences if one.role is Role.PARAGRAPH])
    assert (made.paragraphs, made.sections) == ((0, 0, 1), (0, 0, 1))


def test_the_rest_of_a_quotation_leans_on_its_beginning() -> None:
    texts = ("« La piscine coûte cher.", "Brive doit fermer », a dit Jeanne Martin.", LEDE)
    analysis = Analysis(Story("", texts, (0, 0, 1), (0, 0, 0)), Frequencies({}, 5.0))
    assert leaning(analysis) == (True, True, False)


UGLY = [
    "🏊" * 30,
    "\u202eabc\u202c " * 5,
    "\u200f\u200e.",
    "| a | b | c | d | e | f |",
    "10\u00a0000\u202f€ dépensés par la ville de Brive\u00a0!",
    "\x00\x01\x02\x03 \x1b[31m",
    '"""""""""',
    "« » « » « » « » «",
    "…",
    "-- — – - ' ’ ʼ",
    "A" * 5000,
]


@pytest.mark.parametrize("ugly", UGLY)
def test_ugly_text_is_survived(ugly: str) -> None:
    result = brief(story(ugly, LEDE, ugly))
    assert "p2.s1" in sources(result)
    assert brief(story(ugly)).sentences


def test_a_paragraph_of_five_thousand_words() -> None:
    pieces = [f"La ville de Brive a rénové {n} bassins dans le quartier {n}." for n in range(450)]
    result = brief(build((Role.PARAGRAPH, pieces)))
    assert 0 < result.words <= 90


def test_one_sentence_of_five_thousand_words_is_not_cut() -> None:
    text = "mot " * 5000
    assert brief(story(text.strip())).words == 5000


_ORDINARY = st.sampled_from(
    [LEDE, COST, POOL, PROTEST, "Il a dit non.", "Mais elle viendra à Brive lundi.", *UGLY[:9]]
)


@settings(max_examples=60, deadline=None)
@given(
    paragraphs=st.lists(
        st.lists(_ORDINARY | st.text(min_size=1, max_size=40), max_size=4), max_size=6
    ),
    words=st.integers(1, 120),
)
def test_laws(paragraphs: list[list[str]], words: int) -> None:
    parts = [[one for one in paragraph if one.strip()] for paragraph in paragraphs]
    article, sentences = build(*((Role.PARAGRAPH, part) for part in parts if part))
    translations = english(sentences)
    result = Extractive().summarize(article, sentences, translations, words)
    order = {one.id: number for number, one in enumerate(sentences)}
    chosen = sources(result)
    assert bool(chosen) == bool(sentences)
    assert [order[one] for one in chosen] == sorted({order[one] for one in chosen})
    assert [one.text for one in result.sentences] == [
        translations[one].text.strip() for one in chosen
    ]
    assert [one.id for one in result.sentences] == [f"b{n + 1}" for n in range(len(chosen))]
    if result.words > words:
        assert len(chosen) == 1
        assert [notice.code for notice in result.notices] == ["brief-over-budget"]
    else:
        assert bool(result.notices) == (not sentences)
    assert Extractive().summarize(article, sentences, translations, words) == result


def test_the_same_choice_whatever_the_hash_seed_and_no_heavy_import() -> None:
    program = (
        "import sys, json\n"
        "from pipeline.summarize.features import Story\n"
        "from pipeline.summarize.ranker import load\n"
        "import pipeline.summarize.extractive\n"
        f"texts = {(LEDE, COST, POOL, PROTEST)!r}\n"
        "scores = load().score(Story('Piscine de Brive', texts, (0, 1, 2, 3), (0, 0, 0, 0)))\n"
        "heavy = {'torch', 'numpy', 'transformers', 'sklearn', 'ctranslate2'} & set(sys.modules)\n"
        "print(json.dumps([scores.sentences, scores.of_set((0, 1, 3)), sorted(heavy)]))\n"
    )
    outputs = [
        subprocess.run(  # noqa: S603 our own interpreter and program
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])[2] == []


def test_a_huge_budget_does_not_make_a_huge_search(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    of_set = Scores.of_set

    def counted(self: Scores, chosen: Sequence[int]) -> float:
        nonlocal asked
        asked += 1
        return of_set(self, chosen)

    monkeypatch.setattr(Scores, "of_set", counted)
    names = ["Brest", "Lille", "Nantes", "Rouen", "Metz", "Tours", "Dijon", "Nice", "Lyon", "Caen"]
    long = story(
        *(
            f"La ville de {names[n % 10]} a compté {n} visiteurs au musée numéro {n * 37} mardi."
            for n in range(120)
        )
    )
    result = brief(long, words=10_000)
    assert 0 < len(result.sentences) <= MOST_CANDIDATES
    assert asked < 50_000


def test_of_two_rows_that_say_the_same_the_one_is_taken_that_is_less_in_doubt() -> None:
    article, sentences = story(LEDE, COST, COST.replace("évalue", "estime"), POOL, PROTEST)
    makes = Extractive().summarize
    taken = set(sources(makes(article, sentences, english(sentences), 45)))
    assert len(taken & {"p2.s1", "p3.s1"}) == 1
    (first,) = taken & {"p2.s1", "p3.s1"}
    doubted = makes(article, sentences, english(sentences), 45, {first: 0.9})
    assert first not in sources(doubted)
    assert {"p2.s1", "p3.s1"} & set(sources(doubted))


def test_what_is_the_only_row_is_taken_whatever_the_doubt() -> None:
    article, sentences = story(LEDE)
    made = Extractive().summarize(article, sentences, english(sentences), 90, {"p1.s1": 1.0})
    assert sources(made) == ["p1.s1"]
    made = Extractive().summarize(article, sentences, english(sentences), 3, {"p1.s1": 1.0})
    assert sources(made) == ["p1.s1"]


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
@settings(deadline=None)
def test_equal_doubts_change_nothing(doubts: list[float]) -> None:
    article, sentences = story(LEDE, COST, POOL, PROTEST)
    plain = Extractive().summarize(article, sentences, english(sentences), 40)
    same = dict.fromkeys((one.id for one in sentences), doubts[0])
    assert Extractive().summarize(article, sentences, english(sentences), 40, same) == plain
    each = dict(zip((one.id for one in sentences), doubts, strict=True))
    made = Extractive().summarize(article, sentences, english(sentences), 40, each)
    assert made.words <= 40
