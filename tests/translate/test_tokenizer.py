from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.errors import ModelLoadError
from pipeline.text import for_model
from pipeline.translate.tokenizer import MarianPieces, read_vocabulary

SPECIAL = ("</s>", "<pad>", "<unk>")


@pytest.fixture(scope="session")
def reference(tiny_marian: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it recommends a package that it never uses
        from transformers import MarianTokenizer

        return MarianTokenizer.from_pretrained(tiny_marian, local_files_only=True)


@pytest.fixture(scope="session")
def pieces(tiny_marian: Path) -> MarianPieces:
    return MarianPieces(tiny_marian)


@pytest.fixture(scope="session")
def ids(tiny_marian: Path) -> dict[str, int]:
    return read_vocabulary(tiny_marian)


wire_text = st.one_of(
    st.text(max_size=80),
    st.text("abcéàœ 0123456789.,;:!?'\"-()%<>/su|▁ \u00a0\u202f\u200b😀中\u202e", max_size=80),
    st.lists(
        st.sampled_from(
            [
                "Le président",
                " a annoncé",
                "▁",
                "▁▁a",
                "😀",
                " ",
                "  ",
                "\t",
                "\n",
                "<s>",
                "<0x41>",
                "< unk >",
                "3,5 %",
                "«\u00a0",
                "|",
                "a\u0301",
                "\u200f",
                "l'AFP",
                ">>",
                "<<",
                "x" * 50,
            ]
        ),
        max_size=12,
    ).map("".join),
)


def unlike(text: str) -> bool:
    """The documented differences: language codes and special tokens are text to us."""
    return text.startswith(">>") or any(mark in text for mark in SPECIAL)


@settings(max_examples=400, deadline=None)
@given(wire_text)
@example("")
@example("▁")
@example("Bonjour 😀 !")
@example("a >>fr<< b")
@example("mot " * 5000)
def test_ids_and_tokens_are_those_of_marian_tokenizer(
    reference: Any, pieces: MarianPieces, ids: dict[str, int], text: str
) -> None:
    text = for_model(text)
    if unlike(text):
        return
    tokens = pieces.encode(text).tokens
    expected = reference(text)["input_ids"]
    assert [ids[token] for token in tokens] + [ids["</s>"]] == expected
    assert list(tokens) == reference.convert_ids_to_tokens(expected)[:-1]


@pytest.mark.parametrize(
    "text", [">>fr<< Bonjour", ">>Lire aussi<<", ">>", "a </s> b", "<pad><unk>"]
)
def test_marks_in_a_wire_are_text(pieces: MarianPieces, text: str) -> None:
    encoding = pieces.encode(text)
    assert not {"</s>", "<pad>"} & set(encoding.tokens)
    surfaces = iter(encoding.unknown)
    spelled = "".join(next(surfaces) if t == "<unk>" else t for t in encoding.tokens)
    assert spelled.replace("▁", " ").strip() == text


@settings(max_examples=200, deadline=None)
@given(wire_text)
def test_unknown_pieces_are_told_and_nothing_is_lost(pieces: MarianPieces, text: str) -> None:
    encoding = pieces.encode(for_model(text))
    assert len(encoding.unknown) == encoding.tokens.count("<unk>")
    surfaces = iter(encoding.unknown)
    spelled = "".join(next(surfaces) if t == "<unk>" else t for t in encoding.tokens)
    import unicodedata

    # SentencePiece folds to NFKC by the model's own rules; but for those, all is there.
    def folded(string: str) -> str:
        return "".join(unicodedata.normalize("NFKC", string).replace("▁", " ").split())

    assert len(folded(spelled)) <= len(folded(for_model(text)))
    if text.isascii():
        assert folded(spelled) == folded(for_model(text))


def test_an_emoji_is_unknown_and_said_so(pieces: MarianPieces) -> None:
    encoding = pieces.encode("Bravo 😀 !")
    assert "<unk>" in encoding.tokens
    assert "".join(encoding.unknown) == "😀"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(2, 399), max_size=20))
def test_text_is_that_of_marian_tokenizer(
    reference: Any, pieces: MarianPieces, numbers: list[int]
) -> None:
    tokens = reference.convert_ids_to_tokens(numbers)
    expected = reference.decode([*numbers, 0], skip_special_tokens=True)
    assert pieces.decode([*tokens, "</s>"]).strip() == expected.strip()


def test_no_tokens_no_text(pieces: MarianPieces) -> None:
    assert pieces.decode([]) == ""
    assert pieces.decode(["</s>", "<pad>"]) == ""
    assert pieces.encode("").tokens == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drop=st.sets(st.integers(3, 390), min_size=1, max_size=40))
def test_a_piece_that_the_vocabulary_lacks_is_unknown(
    tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory, drop: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("lacking")
    shutil.copy(tiny_marian / "source.spm", folder)
    vocabulary = read_vocabulary(tiny_marian)
    kept = {piece: number for piece, number in vocabulary.items() if number not in drop}
    (folder / "vocab.json").write_text(json.dumps(kept), encoding="utf-8")
    text = "Le président a annoncé la mort de 12 personnes mardi à Strasbourg."
    full = MarianPieces(tiny_marian).encode(text).tokens
    tokens = MarianPieces(folder).encode(text).tokens
    assert tokens == tuple(t if t in kept else "<unk>" for t in full)


def test_a_loader_is_asked_once_and_not_before_the_first_use(tiny_marian: Path) -> None:
    calls = []

    def loader() -> Path:
        calls.append(1)
        return tiny_marian

    lazy = MarianPieces(loader)
    assert calls == []
    tokens = lazy.encode("Le président").tokens
    assert lazy.decode(tokens) == "Le président"
    assert calls == [1]


def test_nothing_is_read_before_the_first_use(tmp_path: Path) -> None:
    lazy = MarianPieces(tmp_path / "absent")
    with pytest.raises(ModelLoadError, match=r"vocab\.json"):
        lazy.encode("a")
    with pytest.raises(ModelLoadError, match=r"target\.spm"):
        lazy.decode(["a"])


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"a": "b"}', "\x00", '{"</s>": 0, "<unk>": null}']
)
def test_a_broken_vocabulary_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "vocab.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelLoadError, match=r"vocab\.json") as caught:
        read_vocabulary(tmp_path)
    assert caught.value.hint


def test_a_broken_sentencepiece_model_is_an_error(tiny_marian: Path, tmp_path: Path) -> None:
    shutil.copy(tiny_marian / "vocab.json", tmp_path)
    (tmp_path / "source.spm").write_bytes(b"garbage")
    with pytest.raises(ModelLoadError, match=r"source\.spm"):
        MarianPieces(tmp_path).encode("a")


@given(texts=st.lists(st.text(max_size=30), max_size=6))
def test_many_texts_give_what_each_gives(pieces: MarianPieces, texts: list[str]) -> None:
    assert pieces.encode_many(texts) == [pieces.encode(text) for text in texts]
