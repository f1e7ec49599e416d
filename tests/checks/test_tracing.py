"""What the lexicon finds of a row's French in its English."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.tracing import trace

SOURCE = "Le gouvernement a annoncé la fermeture de douze écoles."
WHOLE = "The government announced the closure of twelve schools."
TEXTS = st.text(max_size=80)


def test_what_is_missing_weighs_for_a_loss_and_what_is_there_against_it() -> None:
    weights = {}
    for target in (WHOLE, "The government announced."):
        seen = trace(SOURCE, target)
        weights[target] = dict(zip([w.folded for w in seen.french], seen.weights, strict=True))
    assert weights[WHOLE]["ecoles"] < 0 < weights["The government announced."]["ecoles"]
    assert weights[WHOLE]["gouvernement"] == weights["The government announced."]["gouvernement"]


def test_a_cut_row_is_looser_shorter_and_has_more_evidence_in_one_place() -> None:
    whole, cut = trace(SOURCE, WHOLE), trace(SOURCE, "The government announced.")
    assert whole.loose < cut.loose <= 1
    assert cut.length < whole.length
    assert whole.best < cut.best


def test_english_that_nothing_accounts_for_is_free() -> None:
    assert trace(SOURCE, WHOLE).free == 0
    assert trace(SOURCE, WHOLE + " Elephants trumpeted.").free > 0.2


@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_traced(source: str, target: str) -> None:
    seen = trace(source, target)
    assert len(seen.french) == len(seen.entries) == len(seen.weights)
    assert 0 <= seen.loose <= 1
    assert 0 <= seen.free <= 1
    assert seen.best >= 0
    assert -6 <= seen.length <= 4
