"""Long sentences are cut where a reader pauses, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.french import split_clauses


def words(limit: int) -> Callable[[str], bool]:
    return lambda piece: len(piece.split()) <= limit


def chars(limit: int) -> Callable[[str], bool]:
    return lambda piece: len(piece) <= limit


def pieces(text: str, fits: Callable[[str], bool]) -> list[str]:
    return [text[a:b] for a, b in split_clauses(text, fits)]


def assert_lossless(text: str, spans: list[tuple[int, int]]) -> None:
    ends = [0, *(at for span in spans for at in span), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in spans)
    assert not "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)).strip()
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@pytest.mark.parametrize(
    ("limit", "marked"),
    [
        (9, "Il viendra demain matin ;‖elle ne le sait pas."),
        (9, "Voici ce qu'il faut faire :‖partir dès que possible."),
        (9, "Le ministre est parti hier‖– son bureau le confirme."),
        (9, 'Il a dit "je pars demain",‖selon un témoin direct.'),
        (10, "Il a dit « je pars demain »,‖selon un témoin direct."),
        (9, "Le ministre est parti hier,‖et il a emmené son fils."),
        (9, "Le ministre a reçu le maire,‖qui a parlé longtemps."),
        (9, "Les élus de la ville,‖les commerçants du centre, tous protestent."),
        (11, "Le ministre de la ville de Lyon‖et le maire de Paris parlent."),
    ],
)
def test_prefers_a_pause(limit: int, marked: str) -> None:
    expected = marked.split("‖")
    assert pieces(" ".join(expected), words(limit)) == expected


def test_what_fits_is_one_piece() -> None:
    assert pieces("  Un, deux ; trois. ", words(9)) == ["Un, deux ; trois."]


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0\n"])
def test_blank_has_no_piece(blank: str) -> None:
    assert split_clauses(blank, words(1)) == []


def test_halves_rather_than_a_stump() -> None:
    sizes = [len(piece.split()) for piece in pieces("mot " * 22, words(20))]
    assert sizes == [11, 11]


@pytest.mark.parametrize("limit", [7, 20, 64])
@pytest.mark.parametrize("total", [21, 65, 128, 1000])
def test_without_marks_there_are_no_more_pieces_than_needed(limit: int, total: int) -> None:
    got = pieces("mot " * total, words(limit))
    assert len(got) == -(-total // limit)


def test_keeps_names_and_figures_together() -> None:
    text = "Le préfet cite donc M. Antonov qui a versé 35 000 euros hier soir encore."
    for limit in range(4, 14):
        joined = "‖".join(pieces(text, words(limit)))
        assert "M.‖" not in joined
        assert "35‖" not in joined


def test_spaced_marks_stay_with_what_they_close() -> None:
    text = "Il demande : « Où est-il allé ? » puis il repart ; elle attend ! Bien sûr."
    for limit in range(4, 16):
        for piece in pieces(text, words(limit)):
            assert piece[0] not in "»?!;:"
            assert piece[-1] != "«"


def test_a_long_word_is_cut_inside() -> None:
    text = "Voir " + "x" * 95 + " ici, vite."
    got = pieces(text, chars(20))
    assert max(map(len, got)) <= 20
    assert "".join("".join(got).split()) == "".join(text.split())


def test_characters_with_their_marks_are_not_torn() -> None:
    text = "e\u0301" * 30 + "\U0001f44d\U0001f3fd" * 10 + "\U0001f468\u200d\U0001f469" * 10
    for start, _ in split_clauses(text, chars(7))[1:]:
        assert text[start] not in "\u0301\u200d\U0001f3fd"
        assert text[start - 1] != "\u200d"


def test_ends_even_if_nothing_fits() -> None:
    assert pieces("ab c\u0301", lambda _: False) == ["a", "b", "c\u0301"]


def test_each_piece_is_checked_where_fits_is_not_monotone() -> None:
    def fits(piece: str) -> bool:
        return len(piece) <= 40 and len(piece) != 24

    text = "Les uns, les autres, et tous, partent, ou bien ils restent, mais personne ne sait."
    assert all(map(fits, pieces(text, fits)))


@pytest.mark.parametrize(
    "text",
    [
        "mot " * 5000,
        "mot, " * 5000,
        "mot " * 100 + "x" * 20000 + " mot" * 3000,
        "x" * 60000,
        "1 " * 9000,
        "« " * 9000,
    ],
)
def test_work_grows_with_the_text_only(text: str) -> None:
    seen = 0

    def fits(piece: str) -> bool:
        nonlocal seen
        seen += len(piece)
        return len(piece) <= 300

    spans = split_clauses(text, fits)
    assert_lossless(text, spans)
    assert all(b - a <= 300 for a, b in spans)
    assert seen < 40 * len(text)


TEXT = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            ["mot", "et", ", qui", " ; ", ":", "«", "»,", "M.", "35 000", " – ", "x" * 30]
        )
        | st.sampled_from([" ", "\u00a0", "\u202f?", "\n", "🎉", "\u200d", "\u0301", "|"]),
        max_size=60,
    ).map(" ".join),
)


@given(TEXT, st.integers(1, 40))
def test_law_lossless_and_fitting(text: str, limit: int) -> None:
    spans = split_clauses(text, chars(limit))
    assert_lossless(text, spans)
    if limit >= 8 and not any(c in text for c in "\u200d\u0301") and text.isascii():
        assert all(b - a <= limit for a, b in spans)


@given(TEXT, st.integers(5, 40))
def test_law_pieces_are_final(text: str, limit: int) -> None:
    fits = chars(limit)
    for piece in pieces(text, fits):
        if fits(piece):
            assert pieces(piece, fits) == [piece]
