from __future__ import annotations

from pathlib import Path

from training.cuts import names_of, samples, sentences


def test_names_of_a_heading_are_left() -> None:
    assert names_of("The Old Man And The Sea Of Spain") == []
    found = names_of("the mayor of Lyon saw Marie Curie there")
    assert [match.group() for match in found] == ["Lyon", "Marie Curie"]


def test_a_name_is_cut_out_and_the_gap_described() -> None:
    every = list(samples(["the mayor of Lyon was there"], frozenset(["of", "was"]), frozenset()))
    (signs,) = [signs for signs, wrong in every if wrong]
    assert "8of|was" in signs
    assert all("8of|was" not in signs for signs, wrong in every if not wrong)


def test_sentences_are_of_the_english(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text(
        "Bonjour.\tThis is a sentence of some length. And here is yet another one of them.\n"
    )
    assert len(list(sentences([file], 10))) == 2
    assert len(list(sentences([file], 1))) == 1
