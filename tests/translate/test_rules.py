from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.rules import tidy, translatable


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \u00a0\t",
        "\u200b\u200e",
        "12",
        "3,5 %",
        "2-1 (1-0)",
        "…",
        "***",
        "😀 🇫🇷",
        "https://exemple.fr/un-article",
        "www.exemple.fr | redaction@exemple.fr",
        "@elysee #COP21",
        "Xinhua/VNA/CVN",
        "(AFP)",
        "AFP / Reuters",
        "AFP",
        "(Belga/Reuters)",
        "中国",
        "русский",
        "|",
        "$ £ 12",
    ],
)
def test_nothing_to_translate(text: str) -> None:
    assert not translatable(text)


@pytest.mark.parametrize(
    "text",
    [
        "Douze morts.",
        "ONU",
        "12 morts",
        "et/ou",
        "Oui/Non",
        "1er",
        "n° 5",
        "À 12h30 GMT",
        "STRASBOURG, 10 juil 2024 (AFP)",
        "Voir https://exemple.fr pour la suite",
        "Éé",
        "œ",
        "L'AFP l'a annoncé",
        "Attentat à Nice/BILAN",
    ],
)
def test_something_to_translate(text: str) -> None:
    assert translatable(text)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("What now ?", "What now?"),
        ("Really ?!", "Really?!"),
        ('"What now ?" he said .', '"What now?" he said.'),
        ("He said : nothing ; no one .", "He said: nothing; no one."),
        ("At 12 :30", "At 12 :30"),
        ("a  b\u00a0c\n", "a b c"),
        (".5 percent", ".5 percent"),
        ("rose .5 percent", "rose .5 percent"),
        ("( see )", "( see )"),
        ("", ""),
        ("?", "?"),
        ("well ...", "well ..."),
    ],
)
def test_tidy(given_text: str, expected: str) -> None:
    assert tidy(given_text) == expected


@given(st.text())
def test_tidy_changes_white_space_only_and_is_idempotent(text: str) -> None:
    tidied = tidy(text)
    assert "".join(tidied.split()) == "".join(text.split())
    assert tidy(tidied) == tidied


@given(st.text())
def test_translatable_takes_any_text(text: str) -> None:
    assert translatable(text) in {True, False}
    assert translatable(f"Le maire a dit {text}")
