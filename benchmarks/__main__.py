"""Run every benchmark, one after the other: ``make bench``.

Exit code 1 when one of them missed a floor. Data that are not here are said and passed over.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ARTICLES = SHARED / "articles" / "french-news-valid.jsonl.xz"
TESTSETS = SHARED / "testsets"
WEIGHTS = ROOT / "pipeline" / "weights" / "fr-en"

RUNS: dict[str, tuple[list[str], Path]] = {
    "sentences": ([], TESTSETS),
    "summaries": ([str(ARTICLES)], ARTICLES),
    "engines": ([str(WEIGHTS)], WEIGHTS),
    "robustness": ([], ARTICLES),
    "startup": ([], WEIGHTS),
    "trust": ([], TESTSETS),
    "confidence": ([], TESTSETS),
    "doubts": ([], ARTICLES),
}
"""By module: its arguments, and what it needs."""


def main() -> int:
    """Run all; the number of failures, at most 1, is the exit code."""
    failed = []
    for name, (arguments, needed) in RUNS.items():
        print(f"\n== {name}", flush=True)
        if not needed.exists():
            print(f"not measured: {needed} is not here")
            continue
        command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own modules
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
