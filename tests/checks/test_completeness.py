from __future__ import annotations

import pytest

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Finding, Row
from pipeline.checks.completeness import DOUBTFUL, Completeness, gap, suspicious
from pipeline.checks.lexicon import FILE, fold, lexicon, stem, words
from pipeline.checks.termbase import EMPTY


def findings(source: str, target: str, loss: float | None = None) -> list[Finding]:
    row = Row("p1.s1", Role.PARAGRAPH, source, target, loss)
    return list(Completeness()(row, Context(EMPTY)))


FRENCH = (
    "Le gouvernement a présenté son budget lundi, alors que les syndicats appelaient à "
    "manifester devant le parlement, et les marchés européens ont encore baissé dans la soirée."
)
ENGLISH = (
    "The government presented its budget on Monday, while the unions were calling for a "
    "demonstration outside parliament, and European markets fell again in the evening."
)


def test_a_complete_translation_is_fine() -> None:
    assert findings(FRENCH, ENGLISH) == []


@pytest.mark.parametrize(
    ("dropped", "french"),
    [
        (
            "while the unions were calling for a demonstration outside parliament, ",
            "syndicats appelaient à manifester",
        ),
        (
            "The government presented its budget on Monday, while ",
            "gouvernement a présenté son budget",
        ),
        (", and European markets fell again in the evening", "marchés européens"),
    ],
)
def test_a_dropped_clause_is_shown_in_the_french(dropped: str, french: str) -> None:
    (found,) = findings(FRENCH, ENGLISH.replace(dropped, ""))
    ((start, end),) = found.source
    assert french in FRENCH[start:end]


@pytest.mark.parametrize("source", ["", "Oui.", "12 %", "… ?", "🚀 🚀 🚀 🚀", "a b c d e f"])
def test_short_and_odd_rows_say_nothing(source: str) -> None:
    assert findings(source, "Yes.") == []


def test_a_stretch_that_went_leaves_its_neighbours_side_by_side() -> None:
    whole = gap(FRENCH, ENGLISH)
    clause = "while the unions were calling for a demonstration outside parliament, "
    cut = ENGLISH.replace(clause, "")
    gone = gap(FRENCH, cut)
    assert whole is not None
    assert gone is not None
    assert gone.odds > max(DOUBTFUL, whole.odds + 2)
    assert gone.signs.evidence > whole.signs.evidence
    assert gone.signs.gap > whole.signs.gap
    assert suspicious(FRENCH, cut)
    assert not suspicious(FRENCH, ENGLISH)


def test_english_that_is_torn_is_told_of_the_whole_row() -> None:
    french = "Le train s'est arrêté et l'homme est parti à pied."
    (found,) = findings(french, "And the man left on foot.")
    assert found.source == ((0, len(french)),)
    assert found.severity is Severity.WARNING
    assert findings(french, "The train stopped and the man left on foot.") == []


LOSSY = (
    "Une fillette et sa soeur, touchées par le coronavirus, sont à l'hôpital.",
    "A and his, affected by the east, are in hospital.",
)


def test_words_are_asked_for_where_the_model_is_known_to_lose_them() -> None:
    assert findings(*LOSSY) == []
    (found,) = findings(*LOSSY, loss=0.0)
    assert found.severity is Severity.WARNING
    assert found.message.endswith("stand for “fillette”, “soeur” and “coronavirus”.")
    assert [LOSSY[0][slice(*span)] for span in found.source] == [
        "fillette",
        "soeur",
        "coronavirus",
    ]
    assert findings(FRENCH, ENGLISH, loss=0.0) == []


def test_a_better_model_is_believed_more() -> None:
    assert findings(*LOSSY, loss=-9.0) == []
    (found,) = findings(*LOSSY, loss=-4.0)
    assert len(found.source) < 3


def test_a_word_of_a_stretch_is_not_told_of_twice() -> None:
    clause = "while the unions were calling for a demonstration outside parliament, "
    (strict,) = findings(FRENCH, ENGLISH.replace(clause, ""))
    (found, *rest) = findings(FRENCH, ENGLISH.replace(clause, ""), loss=0.0)
    assert found.source == strict.source
    ((start, end),) = found.source
    for other in rest:
        assert all(not start <= at < end for at, _ in other.source)


def test_nothing_is_said_where_there_is_no_english() -> None:
    assert gap(FRENCH, "") is None


def test_the_lexicon_is_sound() -> None:
    table = lexicon()
    stems = list(table)
    assert len(stems) == len(set(stems)) > 10_000
    assert stems == sorted(stems)
    for french in stems:
        assert french == stem(fold(french))
        entry = table.get(french)
        assert entry is not None
        assert entry.absent > 0 > entry.present
        assert entry.english
    guerre = table.get("guerre")
    assert guerre is not None
    assert "war" in guerre.english
    assert table.get("zzzzzz") is table.get("") is None
    # It is read on every run that has rows to check.
    assert FILE.stat().st_size < 1_500_000


def test_words_know_where_they_stand() -> None:
    text = "L’œuvre coûte 3,5\u00a0millions d’euros"
    found = words(text)
    assert [w.folded for w in found] == ["l", "oeuvre", "coute", "3,5", "millions", "d", "euros"]
    assert all(text[w.start : w.end] == w.text for w in found)
