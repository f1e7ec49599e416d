"""What all summarisers share."""

from pipeline.article import Role, Sentence
from pipeline.summarize.base import count_words, numbered, over_budget, running_sentences


def test_running_sentences_leave_everything_else_out() -> None:
    sentences = [Sentence(f"p{n}.s1", f"p{n}", role, 0, 1, "x") for n, role in enumerate(Role)]
    assert [one.role for one in running_sentences(sentences)] == [Role.PARAGRAPH]


def test_words_are_split_at_white_space() -> None:
    assert count_words(" One  two\u00a0three\n") == 3


def test_sentences_are_numbered_from_one() -> None:
    made = numbered([("A.", ("p1.s1",)), ("B.", ())])
    assert [(one.id, one.sources) for one in made] == [("b1", ("p1.s1",)), ("b2", ())]


def test_the_notice_names_sentence_and_figures() -> None:
    notice = over_budget("p1.s1", 40, 20)
    assert notice.ids == ("p1.s1",)
    assert "40" in notice.message
    assert "20" in notice.message
