"""What repair mends, step by step, and what it costs.

    python benchmarks/repair.py                # the default profile's translation model
    python benchmarks/repair.py -n 300 --show 3

Sets: newstest2012, 2,000 headlines and crossheads of French stories, and the first 500 of them
in capitals. *plain* takes the likeliest hypothesis; *beam* the one of its beam with the fewest
faults; each row after that adds a step. *any* and *hard* are shares of the sentences with a
visible fault, *french* those that are shown in French for that reason; *kept* of those with a
number that have every number of the source and no other, in digits or in words; *tried* those
sent through the steps; *cost* target tokens searched for over those of *plain*, a beam twice as
wide counted double. BLEU is sacreBLEU's, of newstest2012 only.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from benchmarks.robustness import IN_CAPITALS, SHARED, STORIES, headings  # noqa: E402 # after the path
from pipeline.french import split_clauses  # noqa: E402 # after the path
from pipeline.models import load_registry, resolve  # noqa: E402 # after the path
from pipeline.models.convert import ctranslate2_folder  # noqa: E402 # after the path
from pipeline.text import for_model  # noqa: E402 # after the path
from pipeline.translate import (  # noqa: E402 # after the path
    CTranslate2Engine,
    DecodingSettings,
    Hypothesis,
    MarianPieces,
    translatable,
)
from pipeline.translate.faults import (  # noqa: E402 # after the path
    Fault,
    is_hard,
    judge,
    lost_numbers,
    made_up_numbers,
    numbers,
)
from pipeline.translate.outputs import Output  # noqa: E402 # after the path
from pipeline.translate.repair import STEPS, Attempt, Job, Repairer  # noqa: E402 # after the path


class Memory:
    """An engine that searches for nothing twice, so that five rows cost about as much as one."""

    def __init__(self, profile: str | None) -> None:
        registry = load_registry()
        local = resolve(registry, registry.profile(profile).translation)
        given = local.spec.decoding
        self.name = f"{local.name}@{local.digest[:12]}"
        self.settings = DecodingSettings(
            beam_size=given.beam_size,
            length_penalty=given.length_penalty,
            max_length_ratio=given.max_length_ratio,
            max_length_extra=given.max_length_extra,
            no_repeat_ngram_size=given.no_repeat_ngram_size,
            max_source_tokens=given.max_source_tokens,
        )
        self.tokenizer = MarianPieces(local.path)
        self._local = local
        self._engine = CTranslate2Engine(self.folder, compute_type=local.spec.engine.compute_type)
        self._known: dict[tuple[DecodingSettings, str], Hypothesis] = {}

    def folder(self) -> Path:
        """Where the converted model lies."""
        return ctranslate2_folder(self._local, self._local.spec.engine.compute_type)

    def run(
        self, jobs: Iterable[Job], settings: DecodingSettings
    ) -> Iterator[tuple[Job, Hypothesis]]:
        """As the translator's own search."""
        jobs = list(jobs)
        new = {j.sent: j for j in jobs if (settings, j.sent) not in self._known}
        found = self._engine.translate([j.encoding.tokens for j in new.values()], settings)
        self._known |= {(settings, s): h for s, h in zip(new, found, strict=True)}
        return ((job, self._known[settings, job.sent]) for job in jobs)


def outputs(memory: Memory, texts: list[str], row: str) -> tuple[dict[str, Output], int]:
    """Outputs with the steps up to ``row``, and how many texts were sent through them."""
    steps = STEPS[: STEPS.index(row) + 1] if row in STEPS else ()
    repairer = Repairer(memory.tokenizer, memory.settings, split_clauses, steps=steps)
    jobs = [repairer.job(text, "") for text in texts]
    made: dict[str, Output] = {}
    broken: list[Attempt] = []
    for job, found in memory.run(jobs, memory.settings):
        first = repairer.first(job, replace(found, others=()) if row == "plain" else found)
        if isinstance(first, Output):
            made[job.text] = first
        elif row == "plain":
            made[job.text] = first.best
        else:
            broken.append(first)
    return made | repairer.repair(broken, memory.run), len(broken)


def table(memory: Memory, lines: list[str], reference: list[str], show: int) -> None:
    """Print the rows of a set."""
    given = [for_model(line) for line in lines]
    repairer = Repairer(memory.tokenizer, memory.settings, split_clauses)
    texts = [t for t in dict.fromkeys(given) if translatable(t) and repairer.fits(t)]
    sent = {text: repairer.job(text, "").sent for text in texts}
    tokens: dict[str, int] = {}
    before: dict[str, Output] = {}
    print(f"{'':<9}{'any':>7}{'hard':>7}{'french':>8}{'kept':>8}{'tried':>7}{'cost':>7}  BLEU")
    for row in ("plain", "beam", *STEPS):
        made, tried = outputs(memory, texts, row)
        tokens = tokens or {text: max(1, output.tokens) for text, output in made.items()}
        before = before or made
        found = {text: faults_of(sent[text], output) for text, output in made.items()}
        numbered = [t for t in texts if numbers(t) or numbers(made[t].text)]
        kept = sum(
            not lost_numbers(t, made[t].text) and not made_up_numbers(t, made[t].text)
            for t in numbered
        )
        cost = sum(made[t].cost * tokens[t] for t in texts) / sum(tokens.values())
        print(
            f"{row:<9}{sum(map(bool, found.values())) / len(texts):>7.2%}"
            f"{sum(map(is_hard, found.values())) / len(texts):>7.2%}"
            f"{sum(o.fallback for o in made.values()) / len(texts):>8.2%}"
            f"{kept / max(1, len(numbered)):>8.2%}{tried / len(texts):>7.2%}{cost:>7.3f}"
            f"  {bleu(*_scored(given, made, reference))}"
        )
        counts = Counter(str(fault) for faults in found.values() for fault in set(faults))
        print("         ", *(f"{name}:{times}" for name, times in counts.most_common()), flush=True)
    print("  taken:", dict(Counter(step for output in made.values() for step in output.repairs)))
    for text in [t for t in texts if made[t].repairs][:show]:
        print(f"    {made[text].repairs} {made[text].cost}\n    {text}")
        print(f"    {before[text].text}\n    {made[text].text}")


def _scored(
    given: list[str], made: dict[str, Output], reference: list[str]
) -> tuple[list[str], list[str]]:
    """What was made of the lines, and their references; none for a line that is too long for one
    search.
    """
    rows = [
        (made[text].text, right)
        for text, right in zip(given, reference, strict=False)
        if text in made
    ]
    return [one for one, _ in rows], [right for _, right in rows]


def faults_of(source: str, output: Output) -> tuple[Fault, ...]:
    """Faults of what is shown; French that is said to be French has none."""
    if output.fallback:
        return (Fault.EMPTY,) if "french" not in output.repairs else ()
    score, tokens = output.score, output.tokens
    return judge(source, output.text, score=score, tokens=tokens, finished=output.finished)


def bleu(made: list[str], reference: list[str]) -> str:
    """BLEU where there is a reference."""
    if not reference:
        return "-"
    from sacrebleu.metrics import BLEU

    return f"{BLEU().corpus_score(made, [reference]).score:.2f}"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="What repair mends, and its cost.")
    parser.add_argument("-n", type=int, help="only the first lines of each set")
    parser.add_argument("--profile", help="default: that of models.yaml")
    parser.add_argument("--show", type=int, default=0, help="print so many of the repaired lines")
    options = parser.parse_args()
    if not STORIES.exists():
        print(f"not measured: {STORIES} is not here")
        return 0
    memory = Memory(options.profile)
    print(memory.name, *memory.settings.as_strings())
    test = SHARED / "testsets/newstest2012"
    lines, reference = (
        test.with_suffix(suffix).read_text("utf-8").splitlines() for suffix in (".fr", ".en")
    )
    plain = headings()
    sets = {
        "newstest2012": (lines, reference),
        "headings": (plain, []),
        "in capitals": ([line.upper() for line in plain[:IN_CAPITALS]], []),
    }
    for name, (given, wanted) in sets.items():
        start = time.process_time()
        print(f"\n{name}, {len(given[: options.n])} lines")
        table(memory, given[: options.n], wanted[: options.n], options.show)
        print(f"  {time.process_time() - start:.0f} s of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
