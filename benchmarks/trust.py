"""How far the checks can be trusted: false alarms, planted errors caught, and what they cost.

    python -m benchmarks.trust                        # newstest2013, which no check was tuned on
    python -m benchmarks.trust --set newstest2012     # the set to tune on
    python -m benchmarks.trust --show clause          # prints what was not caught
    python -m benchmarks.trust --false numbers        # prints the false alarms of a check
    python -m benchmarks.trust --write                # raises the floors to what was measured

*False alarms*: the human translations of the set are taken to be right, though some are not, so
that every flag on them counts against the checks. *Caught*: the same pairs with one error planted
in the English (``benchmarks/planting.py``). An error is caught by the right kind of check where
one of those named for it has more findings than on the clean pair, and by any where any check
has. *Brief*: the English of a row is a brief sentence; what the fact gate stops of the true ones,
and of those with a false number, name or date. *Cost*: time of the checks over the time that the
embedded model takes for the same rows, both on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from benchmarks.planting import KINDS, plant  # noqa: E402 # after the path
from pipeline.article import Flag, Role, Severity  # noqa: E402 # after the path
from pipeline.checks import CHECKS, Row, check_rows  # noqa: E402 # after the path
from pipeline.checks.facts import unsupported  # noqa: E402 # after the path
from pipeline.checks.termbase import Termbase, load_termbase  # noqa: E402 # after the path
from pipeline.files import write_atomically  # noqa: E402 # after the path

TESTSETS = ROOT / "../shared/testsets"
FLOORS = Path(__file__).with_name("trust.floors.json")
TOLERANCE = 0.01
"""How far a share of planted errors caught may fall under its floor; a tenth of it for false
alarms over their ceiling."""
TIMED = 500
"""Rows that the cost is measured on."""

RIGHT: Mapping[str, frozenset[str]] = {
    "number": frozenset({"numbers", "dates"}),
    "date": frozenset({"dates", "numbers"}),
    "name": frozenset({"names", "terms"}),
    "negation": frozenset({"negation"}),
    "clause": frozenset({"completeness", "length", "sentences"}),
    "quotation": frozenset({"quotes", "completeness", "length"}),
    "repetition": frozenset({"repetition"}),
    "french": frozenset({"untranslated"}),
}
"""The checks that should see each kind of error."""

TARGETS = {
    "number": 0.97,
    "date": 0.97,
    "name": 0.90,
    "negation": 0.85,
    "clause": 0.85,
    "quotation": 0.85,
    "repetition": 0.97,
    "french": 0.97,
}
MOST_ERRORS, MOST_FLAGS = 0.015, 0.05
LEAST_STOPPED, MOST_TRUE_STOPPED = 0.97, 0.01
MOST_COST = 0.05
GATED = ("number", "name", "date")


@dataclass(frozen=True, slots=True)
class Caught:
    """Of the planted errors of one kind: how many there are, caught by the right check, by any."""

    planted: int
    right: int
    by_any: int


def read_rows(name: str, folder: Path = TESTSETS) -> list[Row]:
    """The pairs of a test set as rows."""
    sides = [
        (folder / f"{name}.{language}").read_text("utf-8").split("\n") for language in ("fr", "en")
    ]
    pairs = [(f.strip(), e.strip()) for f, e in zip(*sides, strict=True)]
    return [
        Row(f"p{number}.s1", Role.PARAGRAPH, french, english)
        for number, (french, english) in enumerate(pairs, 1)
        if french and english
    ]


def flags_of(row: Row, termbase: Termbase) -> tuple[Flag, ...]:
    """Flags of a row without its neighbours: planting must not be seen from elsewhere."""
    return check_rows([row], termbase=termbase)


def false_alarms(rows: Sequence[Row], flags: Mapping[str, Sequence[Flag]]) -> dict[str, float]:
    """Share of the rows with a flag, and with an error: of all checks, and of each."""
    every = [flag for of_row in flags.values() for flag in of_row]

    def share(chosen: Iterator[Flag]) -> float:
        return len({flag.row for flag in chosen}) / len(rows)

    figures = {
        "error": share(f for f in every if f.severity is Severity.ERROR),
        "any": share(iter(every)),
    }
    for check in CHECKS:
        own = [f for f in every if f.check == check.id]
        figures[f"{check.id} error"] = share(f for f in own if f.severity is Severity.ERROR)
        figures[f"{check.id} any"] = share(iter(own))
    return figures


def more(clean: Sequence[Flag], planted: Sequence[Flag]) -> Counter[str]:
    """Findings by check beyond those of the clean pair; one that grew into an error counts."""
    before = Counter(f.check for f in clean)
    worse = Counter(f.check for f in clean if f.severity is Severity.ERROR)
    found = Counter(f.check for f in planted) - before
    return found + (Counter(f.check for f in planted if f.severity is Severity.ERROR) - worse)


def catch(
    rows: Sequence[Row],
    flags: Mapping[str, Sequence[Flag]],
    kind: str,
    termbase: Termbase,
    *,
    show: bool,
) -> Caught:
    """Plant one error of a kind in each row that has a place for it, and look for it."""
    planted = right = by_any = 0
    for row in rows:
        wrong = plant(kind, row, rows)
        if wrong is None:
            continue
        planted += 1
        found = more(flags[row.id], flags_of(replace(row, target=wrong), termbase))
        seen = any(found[check] for check in RIGHT[kind])
        right += seen
        by_any += bool(found)
        if show and not seen:
            print(
                f"    {row.id} {dict(found)}\n      {row.source}\n      {row.target}\n      {wrong}"
            )
    return Caught(planted, right, by_any)


def gate(rows: Sequence[Row], termbase: Termbase, *, show: bool) -> dict[str, Caught | float]:
    """What the fact gate stops: a share of the true sentences, and the planted false facts."""
    stopped = {row.id for row in rows if unsupported(row.target, [row], termbase)}
    if show:
        for row in rows:
            if row.id in stopped:
                messages = [f.message for f in unsupported(row.target, [row], termbase)]
                print(f"    {row.id} {messages}\n      {row.source}\n      {row.target}")
    figures: dict[str, Caught | float] = {"true": len(stopped) / len(rows)}
    for kind in GATED:
        wrong = [
            (row, text)
            for row in rows
            if row.id not in stopped and (text := plant(kind, row, rows, false=True)) is not None
        ]
        caught = [bool(unsupported(text, [row], termbase)) for row, text in wrong]
        figures[kind] = Caught(len(wrong), sum(caught), sum(caught))
        for (row, text), seen in zip(wrong, caught, strict=True):
            if show and not seen:
                print(f"    {row.id} {kind}\n      {row.target}\n      {text}")
    return figures


def cost(rows: Sequence[Row], termbase: Termbase) -> tuple[float, float]:
    """Milliseconds a row of the checks, and of the embedded model's translation."""
    from pipeline.article import Sentence
    from pipeline.brief import Chain

    chain = Chain.open("embedded")
    some = rows[:TIMED]
    sentences = [Sentence(r.id, r.id, r.role, 0, len(r.source), r.source) for r in some]
    chain.translate([replace(s, text=f"Essai : {s.text}") for s in sentences[:8]])
    started = time.process_time()
    made = chain.translate(sentences)
    translating = time.process_time() - started
    outputs = [
        replace(row, target=t.text, loss=chain.trust.loss)
        for row, t in zip(some, made, strict=True)
    ]
    check_rows(outputs[:8], termbase=termbase)
    started = time.process_time()
    check_rows(outputs, termbase=termbase)
    checking = time.process_time() - started
    return 1e3 * checking / len(some), 1e3 * translating / len(some)


def _digests(name: str) -> dict[str, str]:
    return {
        file: hashlib.sha256((TESTSETS / file).read_bytes()).hexdigest()
        for file in (f"{name}.fr", f"{name}.en")
    }


def _print_alarms(figures: Mapping[str, float]) -> None:
    print(f"\n{'false alarms':<16}{'error':>8}{'any':>8}")
    for check in CHECKS:
        line = f"{figures[f'{check.id} error']:>8.2%}{figures[f'{check.id} any']:>8.2%}"
        print(f"{check.id:<16}{line}")
    print(f"{'all':<16}{figures['error']:>8.2%}{figures['any']:>8.2%}")
    print(f"{'at most':<16}{MOST_ERRORS:>8.2%}{MOST_FLAGS:>8.2%}")


def _write(results: dict[str, Any], name: str) -> None:
    """Raise the floors, and lower the ceilings, to what was measured; never the other way."""
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    floors, ceilings = old.get("floors", {}), old.get("ceilings", {})
    for key, value in results["floors"].items():
        floors[key] = max(floors.get(key, 0.0), value)
    for key, value in results["ceilings"].items():
        ceilings[key] = min(ceilings.get(key, 1.0), value)
    held = {"set": name, "sha256": _digests(name), "floors": floors, "ceilings": ceilings}
    write_atomically(FLOORS, json.dumps(held, indent=2) + "\n")


def fallen(results: Mapping[str, Mapping[str, float]], name: str) -> list[str]:
    """The figures that are worse than those held in the floors file, in words."""
    if not FLOORS.exists():
        return []
    held = json.loads(FLOORS.read_text("utf-8"))
    if held["set"] != name:
        return []
    if held["sha256"] != _digests(name):
        return [f"{name} is not the text that the floors were measured on"]
    floors, ceilings = results["floors"], results["ceilings"]
    low = [
        f"{key} {floors[key]:.2%} (floor {least:.2%})"
        for key, least in held["floors"].items()
        if key in floors and floors[key] < least - TOLERANCE
    ]
    high = [
        f"{key} {ceilings[key]:.2%} (ceiling {most:.2%})"
        for key, most in held["ceilings"].items()
        if key in ceilings and ceilings[key] > most + TOLERANCE / 10
    ]
    return low + high


def main() -> int:
    """Print the tables; 1 where a target is missed, or a figure fell under its floor."""
    parser = argparse.ArgumentParser(description="False alarms, planted errors caught, cost.")
    parser.add_argument("--set", default="newstest2013", help="test set (default: newstest2013)")
    parser.add_argument("-n", type=int, help="only the first pairs")
    parser.add_argument("--show", metavar="KIND", help="print planted errors not caught")
    parser.add_argument("--false", metavar="CHECK", help="print the false alarms of a check")
    parser.add_argument("--only", nargs="*", help="only these kinds of planted errors")
    parser.add_argument("--no-cost", action="store_true", help="do not load the model")
    parser.add_argument("--write", action="store_true", help=f"tighten {FLOORS.name}")
    options = parser.parse_args()
    if not (TESTSETS / f"{options.set}.fr").exists():
        print(f"not measured: {TESTSETS / options.set}.fr is not here")
        return 0
    rows = read_rows(options.set)[: options.n]
    termbase = load_termbase(None)
    flags = {row.id: flags_of(row, termbase) for row in rows}
    alarms = false_alarms(rows, flags)
    print(f"{options.set}, {len(rows)} pairs of human translations")
    _print_alarms(alarms)
    if options.false:
        _print_false(rows, flags, options.false)
    missed = [
        name for name, most in (("error", MOST_ERRORS), ("any", MOST_FLAGS)) if alarms[name] > most
    ]
    floors: dict[str, float] = {}
    ceilings = {"error": alarms["error"], "any": alarms["any"]}
    print(f"\n{'planted':<16}{'errors':>8}{'right':>8}{'any':>8}{'target':>8}")
    for kind in options.only if options.only is not None else KINDS:
        result = catch(rows, flags, kind, termbase, show=options.show == kind)
        right, by_any = (n / max(1, result.planted) for n in (result.right, result.by_any))
        print(
            f"{kind:<16}{result.planted:>8}{right:>8.1%}{by_any:>8.1%}{TARGETS[kind]:>8.0%}",
            flush=True,
        )
        floors[kind] = round(right, 4)
        missed += [kind] if by_any < TARGETS[kind] else []
    missed += _gate_table(rows, termbase, floors, ceilings, show=options.show == "gate")
    if not options.no_cost:
        checking, translating = cost(rows, termbase)
        share = checking / translating
        print(
            f"\ncost: {checking:.3f} ms a row, translating {translating:.2f} ms: {share:.1%}"
            f" (at most {MOST_COST:.0%})"
        )
        missed += ["cost"] if share > MOST_COST else []
    results = {"floors": floors, "ceilings": ceilings}
    worse = fallen(results, options.set) if options.n is None else []
    if options.write and options.n is None and options.only is None:
        _write(results, options.set)
    if worse:
        print(f"\nfell: {'; '.join(worse)}", file=sys.stderr)
    if missed:
        print(f"\nshort of its target: {', '.join(missed)}", file=sys.stderr)
    return bool(missed or worse)


def _gate_table(
    rows: Sequence[Row],
    termbase: Termbase,
    floors: dict[str, float],
    ceilings: dict[str, float],
    *,
    show: bool,
) -> list[str]:
    missed = []
    figures = gate(rows, termbase, show=show)
    print(f"\n{'fact gate':<16}{'planted':>8}{'stopped':>8}{'target':>8}")
    for kind, result in figures.items():
        if isinstance(result, Caught):
            stopped = result.right / max(1, result.planted)
            print(f"{kind:<16}{result.planted:>8}{stopped:>8.1%}{LEAST_STOPPED:>8.0%}")
            floors[f"gate {kind}"] = round(stopped, 4)
            missed += [f"gate {kind}"] if stopped < LEAST_STOPPED else []
        else:
            print(f"{'true sentences':<16}{len(rows):>8}{result:>8.1%}{MOST_TRUE_STOPPED:>8.0%}")
            ceilings["gate true"] = round(result, 4)
            missed += ["gate true"] if result > MOST_TRUE_STOPPED else []
    return missed


def _print_false(rows: Sequence[Row], flags: Mapping[str, Sequence[Flag]], check: str) -> None:
    for row in rows:
        for flag in flags[row.id]:
            if check in {flag.check, "all"}:
                print(f"    {row.id} {flag.check} {flag.severity}: {flag.message}")
                print(f"      {row.source}\n      {row.target}")


if __name__ == "__main__":
    sys.exit(main())
