from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from training import lexicon

PAIRS = [
    ("le chat dort", "the cat sleeps"),
    ("le chien dort", "the dog sleeps"),
    ("le chat mange", "the cat eats"),
    ("le chien mange", "the dog eats"),
    ("un chien dort", "a dog sleeps"),
    ("un chat mange", "a cat eats"),
]


def test_a_word_is_linked_to_the_one_it_always_stands_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, output = tmp_path / "pairs.tsv.xz", tmp_path / "lexicon.tsv"
    with lzma.open(corpus, "wt", encoding="utf-8") as file:
        file.writelines(f"{french}\t{english}\n" for french, english in PAIRS * 20)
    monkeypatch.setattr(lexicon, "COMMON", 0.6)
    monkeypatch.setattr("sys.argv", ["lexicon", str(corpus), "-o", str(output)])
    lexicon.main()
    entries = [line.split("\t") for line in output.read_text("utf-8").splitlines()]
    assert entries == sorted(entries)
    english = {entry[0]: entry[3].split(" ")[0] for entry in entries}
    assert english["chat"] == "cat"
    assert english["chien"] == "dog"
    assert english["mange"] == "eats"
    assert all(int(absent) > 0 > int(present) for _, absent, present, _ in entries)
