"""Scores the sentence splitter on news, and holds it to its floors.

    python benchmarks/sentences.py            # scores; 1 if a floor is missed, 2 on bad data
    python benchmarks/sentences.py --errors   # and prints every wrong boundary
    python benchmarks/sentences.py --raise    # writes what was measured, where it is higher
    python benchmarks/sentences.py --lower "why"   # the only way down; the reason is kept

What is scored: the French side of a WMT news test set, one sentence a line. Lines without a
final ``.``, ``!``, ``?`` or ``…`` (closing quotes and brackets aside) are left out: they are
headlines, which no splitter can find in running text. Five consecutive lines at a time are
joined with a space into a paragraph. A boundary is the offset at which a sentence ends; the
end of the paragraph is given and does not count. Precision, recall and their harmonic mean
F1 are over the boundaries of the whole set. Scored in this way on newstest2013, syntok 1.4.4
has .9853 and pysbd 0.3.4 has .9830; on newstest2012 they have .9778 and .9577.

Speed is the best of several runs over all paragraphs, in million characters a second on one
core. Its floor is a promise for any present-day machine, so ``--raise`` leaves it alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from pipeline.french import SPLITTER_VERSION, split_sentences  # noqa: E402 # after the path

FLOORS = Path(__file__).with_suffix(".floors.json")
TESTSETS = ROOT / "../shared/testsets"
PARAGRAPH = 5
RUNS = 7
_TERMINATED = re.compile(r"[.!?…][\"”»')\]\s]*$")


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[str, frozenset[int]]]:
    """Paragraphs of five lines and the inner offsets at which their sentences end."""
    kept = [line.strip() for line in lines if _TERMINATED.search(line)]
    for first in range(0, len(kept), PARAGRAPH):
        group = kept[first : first + PARAGRAPH]
        text = " ".join(group)
        ends, at = set(), -1
        for sentence in group:
            at += 1 + len(sentence)
            ends.add(at)
        yield text, frozenset(ends - {len(text)})


def score(pairs: Sequence[tuple[str, frozenset[int]]], *, show: bool) -> Score:
    """The splitter's score; ``show`` prints every boundary it has wrong."""
    right = wrong = missed = 0
    for text, gold in pairs:
        found = {end for _, end in split_sentences(text)} - {len(text)}
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
        for end in sorted(found ^ gold) if show else ():
            kind = "wrong " if end in found else "missed"
            print(f"    {kind} {text[max(0, end - 40) : end]} ‖ {text[end : end + 40].strip()}")
    return Score(right, wrong, missed)


def speed(texts: Sequence[str]) -> float:
    """Million characters a second, the best of several runs."""
    best = math.inf
    for _ in range(RUNS):
        begun = time.perf_counter()
        for text in texts:
            split_sentences(text)
        best = min(best, time.perf_counter() - begun)
    return sum(map(len, texts)) / best / 1e6


def measure(floors: dict[str, Any], folder: Path, *, show: bool) -> dict[str, float]:
    """All figures by name.

    Raises:
        SystemExit: with 2 if a test set is missing or not the one that the floors are for.
    """
    figures: dict[str, float] = {}
    texts: list[str] = []
    for name, digest in floors["sha256"].items():
        path = folder / name
        if not path.is_file():
            print(f"{name} is not in {folder}: give its folder with --testsets", file=sys.stderr)
            raise SystemExit(2)
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            print(f"{name} is not the file that the floors were measured on", file=sys.stderr)
            raise SystemExit(2)
        pairs = list(paragraphs(content.decode().split("\n")))
        texts += [text for text, _ in pairs]
        result = score(pairs, show=show)
        figures[name] = result.f1
        print(
            f"{name}  F1 {result.f1:.4f}  right {result.right}  wrong {result.wrong}"
            f"  missed {result.missed}"
        )
    figures["mchar_per_s"] = speed(texts)
    print(f"speed  {figures['mchar_per_s']:.2f} Mchar/s over {sum(map(len, texts))} characters")
    return figures


def _down(value: float) -> float:
    return math.floor(value * 1e4) / 1e4


def _write(floors: dict[str, Any]) -> None:
    temporary = FLOORS.with_name(FLOORS.name + ".part")
    temporary.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", "utf-8")
    temporary.replace(FLOORS)


def main() -> int:
    """Run the benchmark; the result is the exit code."""
    parser = argparse.ArgumentParser(description="Score the French sentence splitter.")
    parser.add_argument("--testsets", type=Path, default=TESTSETS, help="folder of the test sets")
    parser.add_argument("--errors", action="store_true", help="print every wrong boundary")
    parser.add_argument("--raise", action="store_true", dest="up", help="raise the floors")
    parser.add_argument("--lower", metavar="WHY", help="lower missed floors, for this reason")
    options = parser.parse_args()

    floors = json.loads(FLOORS.read_text("utf-8"))
    figures = measure(floors, options.testsets, show=options.errors)
    print(f"signature  splitter:{SPLITTER_VERSION}|paragraph:{PARAGRAPH}|inner|terminated")
    limits: dict[str, float] = floors["floors"]
    low = {name: limit for name, limit in limits.items() if figures[name] < limit}
    if low and options.lower:
        change = {name: [limit, _down(figures[name])] for name, limit in low.items()}
        floors["lowered"].append(
            {"splitter": SPLITTER_VERSION, "why": options.lower, "from_to": change}
        )
        limits.update({name: _down(figures[name]) for name in low})
        _write(floors)
        return 0
    for name, limit in low.items():
        print(f"below its floor: {name} {figures[name]:.4f} < {limit}", file=sys.stderr)
    if options.up:
        limits.update(
            {
                n: max(limit, _down(figures[n]))
                for n, limit in limits.items()
                if n in floors["sha256"]
            }
        )
        _write(floors)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
