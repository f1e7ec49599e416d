"""Measures how long ``depeche`` takes as a whole process, from start to exit.

    python benchmarks/startup.py              # a table; 1 if a target is missed
    python benchmarks/startup.py --runs 21 --wire FILE --profile NAME

Measured are ``depeche --help`` and the second run of a brief, which finds everything in its
cache; the first, which fills a cache of its own, is shown for comparison and not judged.
The figure is the median of the runs in seconds of wall time, with the quickest and the slowest
beside it; runs of both commands take turns, so that a busy moment meets both. ``load`` is the
machine's load average: targets are for a machine that is otherwise idle.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIRE = ROOT / "seeds/frappes-russes-syrie.txt"
HELP_TARGET = 0.3
CACHED_TARGET = 0.6


def seconds(arguments: Sequence[str], environment: dict[str, str]) -> float:
    """Wall time of one process.

    Raises:
        SystemExit: it failed; with what it said.
    """
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "pipeline", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"depeche {' '.join(arguments)}\n{done.stderr.decode()}")
    return taken


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a median is over its target."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=11, help="of each command (default: 11)")
    parser.add_argument("--wire", type=Path, default=WIRE, help="default: the seed")
    parser.add_argument("--profile", help="default: that of models.yaml")
    options = parser.parse_args(arguments)
    brief = ["brief", str(options.wire.resolve()), "--quiet"]
    brief += ["--profile", options.profile] if options.profile else []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DEPECHE_CACHE": str(Path(folder) / "cache.sqlite")}
        first = seconds(brief, environment)
        seconds(["--help"], environment)  # so that all byte code is compiled
        helps, cached = [], []
        for _ in range(options.runs):
            helps.append(seconds(["--help"], environment))
            cached.append(seconds(brief, environment))
    print(f"{options.runs} runs, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}\n")
    print("| command | median s | quickest | slowest | target |")
    print("| --- | ---: | ---: | ---: | ---: |")
    print(f"| depeche brief, first run | {first:.2f} | | | |")
    met = True
    for name, times, target in (
        ("depeche --help", helps, HELP_TARGET),
        ("depeche brief, second run", cached, CACHED_TARGET),
    ):
        median = statistics.median(times)
        met = met and median <= target
        print(f"| {name} | {median:.2f} | {min(times):.2f} | {max(times):.2f} | {target} |")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
