"""Calibrates the grades of confidence, and shows how far they hold.

    python -m benchmarks.confidence             # the reliability tables
    python -m benchmarks.confidence --write     # and the thresholds into the package

The embedded model (or that of ``--profile``) translates newstest2012; each row has the model's
score and its chrF2 against the human translation. A row under 40 is *poor*. The share of poor rows
is made to fall as the score rises (isotonic regression; Zadrozny & Elkan 2002), and where it
passes the two shares of ``pipeline/checks/confidence.py`` are the thresholds. But a model that was
trained on its own translations of news is surer of itself on news, without being better: so a
grade is given to no larger a share of the rows of real stories (``articles/french-news-valid``)
than of the test set, which makes the thresholds stricter where that is needed. The share of poor
rows also says how likely the model is to lose a word (``loss``), which the completeness check asks
for. The tables, by
tenth of the scores and by grade, are of that set and of newstest2013, which the thresholds have
not seen.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from pipeline.article import Grade, Role, Sentence  # noqa: E402 # after the path
from pipeline.brief import Chain  # noqa: E402 # after the path
from pipeline.checks.confidence import (  # noqa: E402 # after the path
    FILE,
    HIGH_RISK,
    LOW_RISK,
    POOR,
    TUNED,
    Thresholds,
    forget,
    loss,
    thresholds,
)
from pipeline.files import write_atomically  # noqa: E402 # after the path
from pipeline.models import load_registry, resolve  # noqa: E402 # after the path

TESTSETS = ROOT / "../shared/testsets"
UNSEEN = "newstest2013"
STORIES = ROOT / "../shared/articles/french-news-valid.jsonl.xz"
FEW = 300
"""Stories whose scores are looked at."""
SURE = 1.28
"""Standard errors by which a share must be on its side of a limit: nine times out of ten."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A row: the model's score, and its chrF2 against the human translation."""

    score: float
    chrf: float


def measure(chain: Chain, name: str, limit: int | None = None) -> list[Scored]:
    """Translate a set and score it row by row."""
    from sacrebleu.metrics import CHRF

    french, english = (
        (TESTSETS / f"{name}.{language}").read_text("utf-8").splitlines()[:limit]
        for language in ("fr", "en")
    )
    made = chain.translate(
        [
            Sentence(f"p{number}.s1", f"p{number}", Role.PARAGRAPH, 0, len(text), text)
            for number, text in enumerate(french, 1)
        ]
    )
    chrf = CHRF()
    return [
        Scored(t.score, chrf.sentence_score(t.text, [reference]).score)
        for t, reference in zip(made, english, strict=True)
        if t.score is not None
    ]


def isotonic(rows: Sequence[Scored]) -> list[tuple[float, float, int]]:
    """Share of poor rows by least score: (least score, share, rows), the share never rising
    with the score. Pool adjacent violators.
    """
    pools: list[tuple[float, float, int]] = []
    for row in sorted(rows, key=lambda r: r.score):
        pool = (row.score, float(row.chrf < POOR), 1)
        while pools and pools[-1][1] <= pool[1]:
            least, share, count = pools.pop()
            both = count + pool[2]
            pool = (least, (share * count + pool[1] * pool[2]) / both, both)
        pools.append(pool)
    return pools


def calibrate(rows: Sequence[Scored]) -> tuple[float, float]:
    """Least scores of high and of medium.

    A grade that no score deserves begins beyond every score there can be: 0 is the highest.
    """
    pools = isotonic(rows)
    high = next((least for least, share, _ in pools if share <= HIGH_RISK), 1.0)
    medium = next((least for least, share, _ in pools if share < LOW_RISK), 1.0)
    return round(high, 3), round(medium, 3)


def news(chain: Chain, limit: int = FEW) -> list[float]:
    """Scores of the sentences of real stories, lowest first."""
    from pipeline.french import split_sentences

    texts: list[str] = []
    with lzma.open(STORIES, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            for paragraph in json.loads(line)["paragraphs"]:
                texts += [paragraph[start:end] for start, end in split_sentences(paragraph)]
    made = chain.translate(
        [
            Sentence(f"p{number}.s1", f"p{number}", Role.PARAGRAPH, 0, len(text), text)
            for number, text in enumerate(texts, 1)
        ]
    )
    return sorted(t.score for t in made if t.score is not None)


def no_larger_share(least: float, rows: Sequence[Scored], scores: Sequence[float]) -> float:
    """A threshold that lets no larger a share of some scores pass than of the rows.

    Args:
        least: the threshold for the rows; never lowered.
        rows: of the set that it was found on.
        scores: of other text, lowest first.
    """
    share = sum(row.score >= least for row in rows) / max(1, len(rows))
    at = round((1 - share) * len(scores))
    enough = scores[at] if at < len(scores) else scores[-1] + 0.001
    return max(least, round(enough, 3))


def table(name: str, rows: Sequence[Scored], held: Thresholds) -> None:
    """Print shares by tenth of the scores, then by grade."""
    print(f"\n{name:<24}{'rows':>6}{'chrF':>7}{f'< {POOR:g}':>8}")
    ordered = sorted(rows, key=lambda r: r.score)
    for tenth in range(10):
        part = ordered[len(ordered) * tenth // 10 : len(ordered) * (tenth + 1) // 10]
        if part:
            _line(f"{part[0].score:.3f} to {part[-1].score:.3f}", part)
    for grade, part in by_grade(rows, held).items():
        _line(grade, part)


def by_grade(rows: Sequence[Scored], held: Thresholds) -> dict[Grade, list[Scored]]:
    """The rows by their grade."""
    return {
        Grade.HIGH: [r for r in rows if r.score >= held.high],
        Grade.MEDIUM: [r for r in rows if held.medium <= r.score < held.high],
        Grade.LOW: [r for r in rows if r.score < held.medium],
    }


def _line(name: str, rows: Sequence[Scored]) -> None:
    if rows:
        chrf = sum(r.chrf for r in rows) / len(rows)
        print(f"{name:<24}{len(rows):>6}{chrf:>7.1f}{poor(rows):>8.1%}")


def poor(rows: Sequence[Scored]) -> float:
    """Share of the rows that stray far from the human translation."""
    return sum(r.chrf < POOR for r in rows) / max(1, len(rows))


def broken(rows: Sequence[Scored], held: Thresholds) -> list[str]:
    """Grades whose promise the rows break by more than chance would."""
    found = []
    grades = by_grade(rows, held)
    for grade, limit, sign in ((Grade.HIGH, HIGH_RISK, 1), (Grade.LOW, LOW_RISK, -1)):
        part = grades[grade]
        slack = SURE * (limit * (1 - limit) / max(1, len(part))) ** 0.5
        if part and sign * (poor(part) - limit) > slack:
            found.append(f"{grade}: {poor(part):.1%} poor, promised {limit:.0%}")
    return found


def main() -> int:
    """Print the tables; 1 where a grade does not hold on the unseen set."""
    parser = argparse.ArgumentParser(description="Calibrate the grades of confidence.")
    parser.add_argument("--profile", default="embedded", help="whose translation model")
    parser.add_argument("-n", type=int, help="only the first rows of each set; for a quick look")
    parser.add_argument("--write", action="store_true", help="keep the thresholds in the package")
    options = parser.parse_args()
    if not (TESTSETS / f"{TUNED}.fr").exists():
        print(f"not measured: {TESTSETS} is not here")
        return 0
    chain = Chain.open(options.profile)
    registry = load_registry()
    info = resolve(registry, registry.profile(options.profile).translation)
    tuned, unseen = (measure(chain, name, options.n) for name in (TUNED, UNSEEN))
    limits = calibrate(tuned)
    if STORIES.exists():
        scores = news(chain)
        limits = (
            no_larger_share(limits[0], tuned, scores),
            no_larger_share(limits[1], tuned, scores),
        )
    fresh = Thresholds(*limits, calibrated=True)
    held = thresholds(info.digest)
    print(f"{info.name}@{info.digest[:12]}: high from {fresh.high}, medium from {fresh.medium}")
    if held.calibrated:
        print(f"in the package: high from {held.high}, medium from {held.medium}")
    else:
        print(
            "not in the package: it grades by the thresholds of models in general, "
            f"high from {held.high}, medium from {held.medium}"
        )
    if options.write:
        write(info.digest, info.name, fresh, tuned, unseen)
        forget()
        held = fresh
    lost = loss(info.digest)
    print(f"loss: {'not known' if lost is None else f'{lost:+.2f} nats'}")
    table(f"{TUNED} (tuned on)", tuned, held)
    table(f"{UNSEEN} (not seen)", unseen, held)
    for found in (wrong := broken(unseen, held)):
        print(f"a grade does not hold on {UNSEEN}: {found}", file=sys.stderr)
    return bool(wrong)


def write(
    digest: str, name: str, fresh: Thresholds, tuned: Sequence[Scored], unseen: Sequence[Scored]
) -> None:
    """Put the thresholds of a model into the package, in place of those of other weights of
    the same name.
    """
    raw = json.loads(FILE.read_text("utf-8"))
    models = {key: entry for key, entry in raw["models"].items() if entry["name"] != name}
    models[digest] = {
        "name": name,
        "high": fresh.high,
        "medium": fresh.medium,
        "poor": {
            set_name: {
                grade: [len(part), round(poor(part), 3)]
                for grade, part in by_grade(rows, fresh).items()
            }
            for set_name, rows in ((TUNED, tuned), (UNSEEN, unseen))
        },
    }
    write_atomically(FILE, json.dumps(raw | {"models": models}, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
