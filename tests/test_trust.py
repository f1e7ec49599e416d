"""Judging: what the desk's settings change, and what the gate does to a brief."""

from __future__ import annotations

import inspect
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.article import (
    Article,
    Brief,
    BriefSentence,
    Document,
    Grade,
    Headline,
    Notice,
    Role,
    Sentence,
    Severity,
    Translation,
)
from pipeline.checks import CHECKS
from pipeline.checks.base import Check
from pipeline.checks.confidence import FILE, Thresholds
from pipeline.errors import ConfigError, FlaggedError, UsageError
from pipeline.settings import Settings
from pipeline.trust import FACTS, SEVERITIES, Judged, Trust, catalogue, ensure_no_error

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


def test_words_are_asked_for_of_a_model_that_is_known_to_lose_them() -> None:
    text = "The unions have called a of 24 hours."

    def flags(digest: str, score: float | None) -> list[str]:
        made = translations() | {"p1.s2": Translation("p1.s2", text, score)}
        checked = Trust(Settings(), digest).check(SENTENCES, made)
        return [flag.message for flag in checked.flags if flag.check == "completeness"]

    (known,) = json.loads(FILE.read_text("utf-8"))["models"]
    (message,) = flags(known, -0.1)
    assert "“grève”" in message
    assert flags(known, None) == flags(DIGEST, -0.1) == []


def brief(*sentences: tuple[str, str]) -> Brief:
    """Of (text, the one id it rests on)."""
    made = (BriefSentence(f"b{n}", text, (id_,)) for n, (text, id_) in enumerate(sentences, 1))
    return Brief(tuple(made), "abstractive")


def document(judged: Judged) -> Document:
    article = Article("wire.txt", "", "utf-8", ())
    return Document(
        article=article,
        sentences=SENTENCES,
        translations=tuple(translations().values()),
        brief=judged.brief,
        headline=Headline("", "", made=True),
        profile="desk",
        models=(),
        signature="",
        version="",
        flags=judged.flags,
    )


@pytest.fixture
def trust() -> Trust:
    return Trust(Settings(), DIGEST)


def test_what_is_right_has_no_error_and_every_row_a_grade(trust: Trust) -> None:
    quoted = brief((PAIRS["p1.s1"][1], "p1.s1"))
    judged = trust.judge(trust.check(SENTENCES, translations()), quoted)
    assert [flag for flag in judged.flags if flag.severity is Severity.ERROR] == []
    assert judged.brief is quoted
    assert set(judged.grades) == set(PAIRS)


def test_a_changed_number_is_flagged_on_its_row(trust: Trust) -> None:
    wrong = translations(p2_s1="According to the police, 3,000 people demonstrated in Lyon.")
    judged = trust.judge(trust.check(SENTENCES, wrong), brief())
    errors = [flag for flag in judged.flags if flag.severity is Severity.ERROR]
    assert {flag.row for flag in errors} == {"p2.s1"}
    assert "numbers" in {flag.check for flag in errors}


def test_rows_that_no_model_touched_are_not_judged(trust: Trust) -> None:
    untouched = {
        **translations(),
        "p1.s2": Translation("p1.s2", PAIRS["p1.s2"][0], None),
    }
    judged = trust.judge(trust.check(SENTENCES, untouched), brief())
    assert "p1.s2" not in judged.grades
    assert "p1.s2" not in {flag.row for flag in judged.flags}


def test_an_invented_number_is_replaced_by_the_wire_s_own_sentence(trust: Trust) -> None:
    said = "The minister announced the closure of 120 schools."
    judged = trust.judge(trust.check(SENTENCES, translations()), brief((said, "p1.s1")))
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
    judged = trust.judge(trust.check(SENTENCES, translations()), brief((said, "p1.s1")), again)
    assert asked == ["b1"]
    (sentence,) = judged.brief.sentences
    assert sentence.text == "The minister closed 12 schools."
    assert sentence.replaced == said
    assert [notice.code for notice in judged.brief.notices] == ["brief-sentence-rewritten"]


def test_a_quoted_sentence_is_flagged_and_stays(trust: Trust) -> None:
    english = "According to the police, 3,000 people demonstrated in Lyon."
    judged = trust.judge(
        trust.check(SENTENCES, translations(p2_s1=english)), brief((english, "p2.s1"))
    )
    assert judged.brief.sentences[0].text == english
    assert (FACTS, "b1") in {(flag.check, flag.row) for flag in judged.flags}


def test_what_stands_in_twice_stands_once(trust: Trust) -> None:
    two = brief(("He closed 99 schools.", "p1.s1"), ("She opened 77 schools.", "p1.s1"))
    judged = trust.judge(trust.check(SENTENCES, translations()), two)
    assert [sentence.text for sentence in judged.brief.sentences] == [PAIRS["p1.s1"][1]]


def test_checks_can_be_silenced_and_the_signature_says_so(trust: Trust) -> None:
    wrong = translations(p2_s1="According to the police, 3,000 people demonstrated in Lyon.")
    quiet = Trust(Settings(ignore=("numbers", FACTS)), DIGEST)
    said = brief(("He closed 99 schools.", "p1.s1"))
    judged = quiet.judge(quiet.check(SENTENCES, wrong), said)
    assert not {"numbers", FACTS} & {flag.check for flag in judged.flags}
    assert judged.brief is said
    assert quiet.signature != trust.signature


def test_an_unknown_check_cannot_be_silenced() -> None:
    settings = Settings(ignore=("numbrs",), origin=Path("desk.yaml"))
    for asks in (lambda: Trust(settings, DIGEST), lambda: catalogue(settings)):
        with pytest.raises(
            UsageError, match=r"no check 'numbrs' .* Did you mean 'numbers'"
        ) as told:
            asks()
        assert "desk.yaml" in told.value.hint


def test_the_catalogue_has_every_check_and_what_is_silent() -> None:
    listed = {each.id: each for each in catalogue(Settings(ignore=("length", FACTS)))}
    assert list(listed) == [*(check.id for check in CHECKS), FACTS]
    assert {id_ for id_, each in listed.items() if each.silenced} == {"length", FACTS}
    for check in CHECKS:
        assert listed[check.id].about == check.about


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_the_severities_are_those_that_a_check_gives(check: Check) -> None:
    code = inspect.getsource(inspect.getmodule(type(check)))  # type: ignore[arg-type]  # a class has one
    given = {Severity[name] for name in re.findall(r"Severity\.([A-Z]+)", code)}
    assert set(SEVERITIES[check.id]) == given


def test_an_error_holds_a_story_back(trust: Trust) -> None:
    right = trust.judge(trust.check(SENTENCES, translations()), brief((PAIRS["p1.s1"][1], "p1.s1")))
    ensure_no_error(document(right), "wire.txt")
    wrong = {
        "p1.s1": "The minister announced on Thursday the closure of 120 schools.",
        "p1.s2": "The unions have called have called a strike of 24 hours.",
        "p2.s1": "According to the police, 3,000 people people demonstrated in Lyon.",
    }
    judged = trust.judge(
        trust.check(SENTENCES, translations(**{k.replace(".", "_"): v for k, v in wrong.items()})),
        brief(),
    )
    with pytest.raises(FlaggedError, match=r"wire\.txt is held back, .* found 4 errors") as held:
        ensure_no_error(document(judged), "wire.txt")
    assert 'p1.s1: "12" is "120" in the English. (numbers)' in held.value.message
    assert held.value.message.endswith("and 1 more")
    assert "--ignore" in held.value.hint


def test_a_warning_alone_holds_nothing_back(trust: Trust) -> None:
    doubtful = translations(p1_s2="The unions have called a (strike of 24 hours.")
    judged = trust.judge(trust.check(SENTENCES, doubtful), brief())
    assert {flag.severity for flag in judged.flags} == {Severity.WARNING}
    ensure_no_error(document(judged), "wire.txt")


def test_a_sentence_that_rests_on_nothing_is_an_error(trust: Trust) -> None:
    nowhere = BriefSentence("b1", "The weather will be fine in the whole of Norway.", ())
    judged = trust.judge(trust.check(SENTENCES, translations()), Brief((nowhere,), "abstractive"))
    assert judged.brief.sentences == (nowhere,)
    (flag,) = judged.flags
    assert (flag.check, flag.row, flag.severity) == (FACTS, "b1", Severity.ERROR)


def test_an_invention_without_sources_is_led_back_to_the_row_it_is_about(trust: Trust) -> None:
    said = "According to the police, 3,000 people demonstrated in Toulouse."
    first = BriefSentence("b1", PAIRS["p1.s1"][1], ("p1.s1",))
    made = Brief(
        (first, BriefSentence("b2", said, ())),
        "abstractive",
        (Notice("unsupported", "Check b2.", ("b2",)), Notice("other", "Stays.")),
    )
    judged = trust.judge(trust.check(SENTENCES, translations()), made)
    quoted = BriefSentence("b2", PAIRS["p2.s1"][1], ("p2.s1",), replaced=said)
    assert judged.brief.sentences == (first, quoted)
    assert [notice.code for notice in judged.brief.notices] == ["other", "brief-sentence-replaced"]
    assert judged.flags == ()


def test_the_desk_s_termbase_is_read_and_signed(tmp_path: Path, trust: Trust) -> None:
    file = tmp_path / "terms.yaml"
    desk = Trust(Settings(termbase=file), DIGEST)
    with pytest.raises(ConfigError, match=r"terms\.yaml"):
        desk.judge(desk.check(SENTENCES, translations()), brief())
    file.write_text("terms: {}\n")
    assert Trust(Settings(termbase=file), DIGEST).signature != trust.signature


def test_a_row_without_a_score_is_of_the_lowest_grade(trust: Trust) -> None:
    missing = {**translations(), "p1.s2": Translation("p1.s2", "Something else.", None)}
    assert trust.judge(trust.check(SENTENCES, missing), brief()).grades["p1.s2"] is Grade.LOW


def test_other_thresholds_make_another_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    # Or a night would take pages with the old grades out of the cache.
    before = Trust(Settings(), "0" * 64).signature
    monkeypatch.setattr("pipeline.trust.thresholds", lambda _: Thresholds(-0.1, -0.2, True))
    assert Trust(Settings(), "0" * 64).signature != before


def test_a_row_is_the_more_in_doubt_the_worse_its_score_and_its_flags(trust: Trust) -> None:
    sure = trust.check(SENTENCES, translations()).doubts
    assert set(sure) == {one.id for one in SENTENCES}
    assert all(0 < doubt < 1 for doubt in sure.values())
    made = translations()
    unsure = {**made, "p1.s1": replace(made["p1.s1"], score=-3.0)}
    assert trust.check(SENTENCES, unsure).doubts["p1.s1"] > sure["p1.s1"] + 0.1
    wrong = trust.check(SENTENCES, translations(p2_s1="The the the the the the the the the."))
    assert any(f.row == "p2.s1" and f.severity is Severity.ERROR for f in wrong.flags)
    assert sure["p2.s1"] + 0.3 < wrong.doubts["p2.s1"] <= 1
    assert wrong.doubts["p1.s1"] == sure["p1.s1"]
