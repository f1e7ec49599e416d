"""What it gives that a brief rests on rows whose translation can be trusted.

    python -m benchmarks.doubts --stories 300

The first stories that have an editor's summary are translated with the embedded model and checked.
Briefs are chosen with the doubts in their rows and without. Their French is compared with the
editor's (ROUGE-1, 2 and L, F1), and it is counted how many of their sentences have the lowest
grade, an error or a flag. Nothing here says whether a sentence is right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.summaries import ARTICLES, Reference, article_of, records, rouge, tokens
from pipeline.article import Article, Grade, Sentence, Severity, Translation
from pipeline.brief import Chain
from pipeline.summarize.base import DEFAULT_WORDS, NO_DOUBTS
from pipeline.summarize.extractive import Extractive
from pipeline.translate import Finished
from pipeline.trust import Checked


@dataclass(frozen=True, slots=True)
class Story:
    """A story, translated and checked, and the editor's summary."""

    article: Article
    sentences: Sequence[Sentence]
    translations: Mapping[str, Translation]
    checked: Checked
    reference: Reference


def stories(found: Sequence[dict[str, Any]], chain: Chain) -> Iterator[Story]:
    """The records of stories, taken through the chain as far as the checks."""
    for number, record in enumerate(found, start=1):
        prepared = chain.prepare(article_of(record))
        known: dict[str, Finished] = {}
        for finished in chain.translator.stream(prepared.texts):
            known.update(finished)
        made, _ = chain.translator.assemble(prepared.wanted, known)
        translations = {one.sentence_id: one for one in made}
        checked = chain.trust.check(prepared.wanted, translations)
        reference = Reference(record["abstract"])
        yield Story(prepared.article, prepared.sentences, translations, checked, reference)
        if number % 50 == 0:
            print(f"{number}/{len(found)} stories", file=sys.stderr, flush=True)


def measure(read: Sequence[Story], *, doubting: bool) -> dict[str, float]:
    """Means over the stories, and shares of the sentences of their briefs, in percent."""
    rouges, sentences, counted = [0.0, 0.0, 0.0], 0, {"low": 0, "error": 0, "flag": 0}
    for story in read:
        doubts = story.checked.doubts if doubting else NO_DOUBTS
        brief = Extractive().summarize(
            story.article, story.sentences, story.translations, DEFAULT_WORDS, doubts
        )
        chosen = {id_ for one in brief.sentences for id_ in one.sources}
        text = " ".join(one.text for one in story.sentences if one.id in chosen)
        for place, value in enumerate(rouge(tokens(text), story.reference)):
            rouges[place] += value
        severe = (Severity.ERROR, Severity.WARNING)
        flags = [f for f in story.checked.flags if f.row in chosen and f.severity in severe]
        sentences += len(chosen)
        counted["low"] += sum(story.checked.grades.get(id_) is Grade.LOW for id_ in chosen)
        counted["error"] += len({f.row for f in flags if f.severity is Severity.ERROR})
        counted["flag"] += len({f.row for f in flags})
    means = {
        f"rouge-{name}": 100 * value / len(read) for name, value in zip("12L", rouges, strict=True)
    }
    return means | {name: 100 * count / max(1, sentences) for name, count in counted.items()}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Briefs with and without doubts in their rows.")
    parser.add_argument("--stories", type=int, default=300)
    options = parser.parse_args()
    chain = Chain.open("embedded")
    read = list(stories(list(records(ARTICLES, options.stories)), chain))
    print(f"{len(read)} stories, {DEFAULT_WORDS} words, {chain.signature(DEFAULT_WORDS)}\n")
    print("| brief chosen | R-1 | R-2 | R-L | lowest grade, % | with an error, % | any flag, % |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, doubting in (("without doubts", False), ("with doubts", True)):
        figures = measure(read, doubting=doubting)
        print(f"| {name} | " + " | ".join(f"{value:.2f}" for value in figures.values()) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
