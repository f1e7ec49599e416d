from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.readers import french_share, is_french

FRENCH = [
    "Le ministre a déclaré mardi que les négociations avec les syndicats reprendraient lundi.",
    "LES SYNDICATS ONT APPELE A UNE GREVE DANS TOUT LE PAYS, SELON LE MINISTERE.",
    "Qu’il s’agisse d’un accident ou d’un attentat, l’enquête n’en est qu’à ses débuts.",
    "Aucune victime n'est à déplorer, mais plusieurs maisons ont été détruites par le feu.",
]
OTHERS = {
    "en": "The minister said on Tuesday that talks with the unions would resume next week.",
    "es": "El ministro declaró el martes que las negociaciones con los sindicatos se reanudarán.",
    "it": "Il ministro ha detto martedì che le trattative con i sindacati riprenderanno presto.",
    "pt": "O ministro disse na terça-feira que as negociações com os sindicatos não vão parar.",
    "de": "Der Minister sagte am Dienstag, dass die Gespräche mit den Gewerkschaften weitergehen.",
    "nl": "De minister zei dinsdag dat de gesprekken met de vakbonden volgende week verder gaan.",
    "ru": "Министр заявил во вторник, что переговоры с профсоюзами возобновятся на неделе.",
    "ar": "قال الوزير يوم الثلاثاء إن المحادثات مع النقابات ستستأنف الأسبوع المقبل",
    "zh": "部长周二表示，与工会的谈判将于下周恢复。双方都希望达成协议。",
}


@pytest.mark.parametrize("text", FRENCH)
def test_french(text: str) -> None:
    assert is_french(text) is True
    assert french_share(text) > 0.4


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages(language: str) -> None:
    assert is_french(OTHERS[language]) is False
    assert french_share(OTHERS[language]) < 0.35


@pytest.mark.parametrize("text", ["", "   ", "Paris", "Emmanuel Macron", "12 345", "🙂🙂", "| | |"])
def test_too_short_to_tell(text: str) -> None:
    assert is_french(text) is None
    assert french_share(text) == 0.0


def test_a_long_list_of_names_is_not_french() -> None:
    assert is_french(" ".join(f"Dupont{chr(97 + i % 26)} Martin" for i in range(40))) is False


def test_the_larger_part_decides() -> None:
    french, english = FRENCH[0], OTHERS["en"]
    assert is_french(f"{french} {FRENCH[3]} {english}") is True
    assert is_french(f"{french} {english} {english} {english}") is False
    share = french_share(f"{french} {english}")
    assert french_share(english) < share < french_share(french)


def test_only_the_beginning_counts() -> None:
    assert is_french("Le chat est dans la maison. " * 2000 + OTHERS["en"] * 5000) is True


def test_news_sentences(shared: Path) -> None:
    for year in (2012, 2013):
        for language, expected in (("fr", True), ("en", False)):
            lines = (shared / "testsets" / f"newstest{year}.{language}").read_text("utf-8")
            long = [line for line in lines.splitlines() if len(line.split()) >= 8]
            found = [is_french(line) for line in long]
            assert found.count(expected) > 0.965 * len(long)
            assert found.count(not expected) <= 3
            eights = [" ".join(long[i : i + 8]) for i in range(0, len(long), 8)]
            assert all(is_french(text) is expected for text in eights)
