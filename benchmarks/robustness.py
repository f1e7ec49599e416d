"""What must not go wrong whatever the BLEU: loops, lost numbers, empty output, capitals.

    python benchmarks/robustness.py                # the default profile, everything
    python benchmarks/robustness.py -n 300         # the first 300 lines of each set

Sets: newstest2012 and 2013, and 2,000 headlines and crossheads of French stories, the first
500 of them once more in capitals. A *loop* is a sequence of up to six words three times
running (a single word five times) that the source does not have. A number is *kept* when each
digit sequence of the source, thousands separators taken out, stands in the output. Capitals are
*alike* by chrF between the translations of a headline as it is and in capitals, case ignored.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from pipeline.article import Role, Sentence  # noqa: E402 # after the path
from pipeline.brief import Chain  # noqa: E402 # after the path
from pipeline.translate.faults import (  # noqa: E402 # after the path
    loops,
    lost_numbers,
    numbers,
)

SHARED = ROOT / "../shared"
STORIES = SHARED / "articles/french-news-valid.jsonl.xz"
HEADINGS, IN_CAPITALS = 2_000, 500


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of one set, and the lines that went wrong."""

    lines: int
    looping: list[tuple[str, str]]
    with_numbers: int
    lost: list[tuple[str, str]]
    empty: int

    @property
    def kept(self) -> float:
        """Share of the sentences with numbers that keep them all."""
        return 1 - len(self.lost) / max(1, self.with_numbers)


def translate(chain: Chain, lines: Sequence[str]) -> list[str]:
    """English of each line."""
    sentences = [
        Sentence(f"p{number}.s1", f"p{number}", Role.PARAGRAPH, 0, len(line), line)
        for number, line in enumerate(lines, 1)
    ]
    return [translation.text for translation in chain.translate(sentences)]


def judge(lines: Sequence[str], outputs: Sequence[str]) -> Result:
    """Count what went wrong."""
    pairs = list(zip(lines, outputs, strict=True))
    with_numbers = [(source, output) for source, output in pairs if numbers(source)]
    return Result(
        lines=len(pairs),
        looping=[pair for pair in pairs if loops(*pair)],
        with_numbers=len(with_numbers),
        lost=[(s, o) for s, o in with_numbers if lost_numbers(s, o)],
        empty=sum(1 for source, output in pairs if source.strip() and not output.strip()),
    )


def headings() -> list[str]:
    """Headlines and crossheads of French stories, in order."""

    def every() -> list[str]:
        found: list[str] = []
        with lzma.open(STORIES, "rt", encoding="utf-8") as file:
            for line in file:
                story = json.loads(line)
                found.append(story["title"])
                found += [p.strip("- ") for p in story["paragraphs"] if p.startswith("- ")]
                if len(found) >= HEADINGS:
                    break
        return found

    return list(islice(every(), HEADINGS))


def main() -> int:
    """Print the table; 1 where something looped or came out empty."""
    parser = argparse.ArgumentParser(description="Loops, lost numbers, empty output, capitals.")
    parser.add_argument("-n", type=int, help="only the first lines of each set")
    parser.add_argument("--profile", help="default: that of models.yaml")
    parser.add_argument("--show", type=int, default=0, help="print so many of the wrong lines")
    options = parser.parse_args()
    if not STORIES.exists():
        print(f"not measured: {STORIES} is not here")
        return 0
    chain = Chain.open(options.profile)
    sets = {
        name: (SHARED / "testsets" / f"{name}.fr").read_text("utf-8").splitlines()
        for name in ("newstest2012", "newstest2013")
    }
    sets["headings"] = headings()
    sets["in capitals"] = [line.upper() for line in sets["headings"][:IN_CAPITALS]]
    made: dict[str, list[str]] = {}
    failed = False
    print(chain.signature(90))
    print(f"{'set':<14}{'lines':>7}{'loops':>7}{'empty':>7}{'with numbers':>14}{'kept':>8}")
    for name, lines in sets.items():
        wanted = lines[: options.n]
        made[name] = translate(chain, wanted)
        result = judge(wanted, made[name])
        failed |= bool(result.looping or result.empty)
        counts = f"{result.lines:>7}{len(result.looping):>7}{result.empty:>7}"
        print(f"{name:<14}{counts}{result.with_numbers:>14}{result.kept:>8.1%}", flush=True)
        for source, output in [*result.looping, *result.lost][: options.show]:
            print(f"    {source}\n    {output}")
    from sacrebleu.metrics import CHRF

    capitals = [text.lower() for text in made["in capitals"]]
    plain = [text.lower() for text in made["headings"][: len(capitals)]]
    same = sum(a == b for a, b in zip(capitals, plain, strict=True)) / len(plain)
    alike = CHRF().corpus_score(capitals, [plain]).score
    print(f"capitals against plain headings: chrF {alike:.1f}, word for word the same {same:.1%}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
