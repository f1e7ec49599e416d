"""The words that the check for invented words knows: all that the English of the corpora has in
small letters.

    python -m training.wordlist ../shared/corpus/*.tsv.xz ../shared/corpus/english-news.txt.xz

Takes ``French<TAB>English`` files and English text, plain, ``.gz`` or ``.xz``, and writes
``pipeline/checks/words.txt``: words that are common enough to be parts of compounds, an empty
line, and the others, each group sorted. The debates and acts of the corpora have few of the words
of kitchens, clothes, animals, sports and the arts; ``training/rare.txt`` adds those that were
missed, written down by hand.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from pipeline.checks.invented import FILE
from pipeline.files import write_atomically
from training.data import open_text

COMMON = 20
"""Occurrences from which on a word may be half of a compound."""

RARE = Path(__file__).with_name("rare.txt")
"""Words that news has and the corpora have not."""

_WORD = re.compile(r"(?<![\w'-])[a-z]{3,}(?![\w'])")


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for path in arguments.texts:
        with open_text(path) as lines:
            for line in lines:
                counts.update(_WORD.findall(line.rpartition("\t")[2]))
    common = sorted(word for word, count in counts.items() if count >= COMMON)
    added = RARE.read_text("ascii").split()
    rare = sorted(({*counts, *added}) - set(common))
    write_atomically(arguments.out, "\n".join([*common, "", *rare]) + "\n")
    print(f"{arguments.out}: {len(common)} common words, {len(rare)} others")


if __name__ == "__main__":
    main()
