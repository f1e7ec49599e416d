"""Judging: what the desk's settings change, and what the gate does to a brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.article import (
    Brief,
    BriefSentence,
    Grade,
    Role,
    Sentence,
    Severity,
    Translation,
)
from pipeline.errors import ConfigError, UsageError
from pipeline.settings import Settings
from pipeline.trust import FACTS, Trust

PAIRS = {
    "p1.s1": (
        "Le ministre a annoncé jeudi la fermeture de 12 écoles.",
        "The minister announced on Thursday the closure of 12 schools.",
    ),
    "p1.s2": (
        "Les syndicats ont appelé à une grève de 24 heures.",
        "The unions have called a strike of 24 hours.",
    ),
    "p2.s1": (
        "Selon la police, 300 personnes ont manifesté à Lyon.",
        "According to the police, 300 people demonstrated in Lyon.",
    ),
}
SENTENCES = tuple(
    Sentence(id_, id_.partition(".")[0], Role.PARAGRAPH, 0, len(french), french)
    for id_, (french, _) in PAIRS.items()
)
DIGEST = "0" * 64


def translations(**changed: str) -> dict[str, Translation]:
    return {
        id_: Translation(id_, changed.get(id_.replace(".", "_"), english), -0.1)
        for id_, (_, english) in PAIRS.items()
    }


def brief(*sentences: tuple[str, str]) -> Brief:
    """Of (text, the one id it rests on)."""
    made = (BriefSentence(f"b{n}", text, (id_,)) for n, (text, id_) in enumerate(sentences, 1))
    return Brief(tuple(made), "abstractive")


@pytest.fixture
def trust() -> Trust:
    return Trust(Settings(), DIGEST)


def test_what_is_right_has_no_error_and_every_row_a_grade(trust: Trust) -> None:
    quoted = brief((PAIRS["p1.s1"][1], "p1.s1"))
    judged = trust.judge(SENTENCES, translations(), quoted)
    assert [flag for flag in judged.flags if flag.severity is Severity.ERROR] == []
    assert judged.brief is quoted
    assert set(judged.grades) == set(PAIRS)


def test_a_changed_number_is_flagged_on_its_row(trust: Trust) -> None:
    wrong = translations(p2_s1="According to the police, 3,000 people demonstrated in Lyon.")
    judged = trust.judge(SENTENCES, wrong, brief())
    errors = [flag for flag in judged.flags if flag.severity is Severity.ERROR]
    assert {flag.row for flag in errors} == {"p2.s1"}
    assert "numbers" in {flag.check for flag in errors}


def test_rows_that_no_model_touched_are_not_judged(trust: Trust) -> None:
    untouched = {
        **translations(),
        "p1.s2": Translation("p1.s2", PAIRS["p1.s2"][0], None),
    }
    judged = trust.judge(SENTENCES, untouched, brief())
    assert "p1.s2" not in judged.grades
    assert "p1.s2" not in {flag.row for flag in judged.flags}


def test_an_invented_number_is_replaced_by_the_wire_s_own_sentence(trust: Trust) -> None:
    said = "The minister announced the closure of 120 schools."
    judged = trust.judge(SENTENCES, translations(), brief((said, "p1.s1")))
    (sentence,) = judged.brief.sentences
    assert sentence == BriefSentence("b1", PAIRS["p1.s1"][1], ("p1.s1",), replaced=said)
    assert [notice.code for notice in judged.brief.notices] == ["brief-sentence-replaced"]
    assert not [flag for flag in judged.flags if flag.row == "b1"]


def test_it_is_written_once_more_before_that(trust: Trust) -> None:
    asked = []

    def again(sentence: BriefSentence) -> list[BriefSentence]:
        asked.append(sentence.id)
        return [
            BriefSentence("b1", "He closed 99 schools.", ("p1.s1",)),
            BriefSentence("b2", "The minister closed 12 schools.", ("p1.s1",)),
        ]

    said = "The minister announced the closure of 120 schools."
    judged = trust.judge(SENTENCES, translations(), brief((said, "p1.s1")), again)
    assert asked == ["b1"]
    (sentence,) = judged.brief.sentences
    assert sentence.text == "The minister closed 12 schools."
    assert sentence.replaced == said


def test_a_quoted_sentence_is_flagged_and_stays(trust: Trust) -> None:
    english = "According to the police, 3,000 people demonstrated in Lyon."
    judged = trust.judge(SENTENCES, translations(p2_s1=english), brief((english, "p2.s1")))
    assert judged.brief.sentences[0].text == english
    assert (FACTS, "b1") in {(flag.check, flag.row) for flag in judged.flags}


def test_what_stands_in_twice_stands_once(trust: Trust) -> None:
    two = brief(("He closed 99 schools.", "p1.s1"), ("She opened 77 schools.", "p1.s1"))
    judged = trust.judge(SENTENCES, translations(), two)
    assert [sentence.text for sentence in judged.brief.sentences] == [PAIRS["p1.s1"][1]]


def test_checks_can_be_silenced_and_the_signature_says_so(trust: Trust) -> None:
    wrong = translations(p2_s1="According to the police, 3,000 people demonstrated in Lyon.")
    quiet = Trust(Settings(ignore=("numbers", FACTS)), DIGEST)
    said = brief(("He closed 99 schools.", "p1.s1"))
    judged = quiet.judge(SENTENCES, wrong, said)
    assert not {"numbers", FACTS} & {flag.check for flag in judged.flags}
    assert judged.brief is said
    assert quiet.signature != trust.signature


def test_an_unknown_check_cannot_be_silenced() -> None:
    with pytest.raises(UsageError, match="no check 'numbrs'"):
        Trust(Settings(ignore=("numbrs",)), DIGEST)


def test_the_desk_s_termbase_is_read_and_signed(tmp_path: Path, trust: Trust) -> None:
    file = tmp_path / "terms.yaml"
    desk = Trust(Settings(termbase=file), DIGEST)
    with pytest.raises(ConfigError, match=r"terms\.yaml"):
        desk.judge(SENTENCES, translations(), brief())
    file.write_text("terms: {}\n")
    assert Trust(Settings(termbase=file), DIGEST).signature != trust.signature


def test_a_row_without_a_score_is_of_the_lowest_grade(trust: Trust) -> None:
    missing = {**translations(), "p1.s2": Translation("p1.s2", "Something else.", None)}
    assert trust.judge(SENTENCES, missing, brief()).grades["p1.s2"] is Grade.LOW
