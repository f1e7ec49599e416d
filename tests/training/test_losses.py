from __future__ import annotations

from pipeline.article import Role
from pipeline.checks import Row
from pipeline.checks.lexicon import STEM, words
from pipeline.checks.lost import Lost, lost_words
from training.losses import Made, labelled, was_lost

SOURCE = "La fillette était à l'hôpital."


def _lost(target: str) -> Lost:
    (found,) = lost_words(SOURCE, target, 0.0)
    return found


def _stems(text: str) -> set[str]:
    return {word.folded[:STEM] for word in words(text)}


def test_a_word_is_lost_where_only_the_human_translator_says_it() -> None:
    target = "The was in hospital."
    human = _stems("The girl was in hospital.")
    assert was_lost(_lost(target), human, _stems(target), {}) is True


def test_a_word_is_kept_where_the_model_says_it_in_a_rarer_way() -> None:
    target = "The kid was in hospital."
    human = _stems("The girl was in hospital.")
    known = {"fillet": {"kid": 0.01, "banana": 0.0001}}
    assert was_lost(_lost(target), human, _stems(target), known) is False
    assert was_lost(_lost(target), human, _stems("The banana was in hospital."), known) is True


def test_nothing_is_known_where_neither_says_it() -> None:
    target = "The was in hospital."
    assert was_lost(_lost(target), _stems("She was in hospital."), _stems(target), {}) is None


def test_labels_go_with_their_rows() -> None:
    row = Row("p1.s1", Role.PARAGRAPH, SOURCE, "The girl was in hospital.")
    ((id_, lost, label),) = labelled([Made(row, "The was in hospital.")], {})
    assert (id_, lost.word.text, label) == ("p1.s1", "fillette", True)
