"""ALL CAPS text meets the model in the case that its vocabulary knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.casing import is_all_caps, recase
from pipeline.translate.tokenizer import Encoding

KNOWN = {"le", "ministre", "de", "la", "défense", "dément", "Moscou", "Syrie", "ONU", "à", "l"}


def encode(word: str) -> Encoding:
    """Known words are one piece, others a piece a letter."""
    return Encoding((word,) if word in KNOWN else tuple(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LE MINISTRE DE LA DÉFENSE DÉMENT À MOSCOU", "Le ministre de la défense dément à Moscou"),
        ("SYRIE: L'ONU DÉMENT", "Syrie: l'ONU dément"),
        ("L'OTAN DÉMENT À MOSCOU", "L'OTAN dément à Moscou"),
        ('"MINISTRE" À L\'ONU, 12.000 €', '"Ministre" à l\'ONU, 12.000 €'),
    ],
)
def test_words_take_the_form_that_the_vocabulary_knows(text: str, expected: str) -> None:
    assert is_all_caps(text)
    assert recase(text, encode) == expected


@pytest.mark.parametrize(
    "text", ["", "OTAN", "OTAN, UE, ONU", "Le MINISTRE dément", "12 %", "أخبار"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert not is_all_caps(text)


@given(st.text(st.characters(categories=["Lu", "Nd", "Zs", "Po"]), max_size=60))
def test_only_case_changes(text: str) -> None:
    recased = recase(text, encode)
    assert recased.casefold() == text.casefold() or recased.upper() == text.upper()
