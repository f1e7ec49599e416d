"""ROUGE of the extractive summariser against editors' summaries of French stories.

    python benchmarks/summaries.py

The chosen *French* sentences are compared with the summary that an editor wrote, on the
first 800 stories that have one; the title is the headline. ROUGE-1, 2 and L, F1, words
lower-cased, no stemming. The three "first" rows use a fixed, simple splitter, so that they
prove the scorer the same as the one the published anchors came from; all other rows use the
project's own. Every translation is the French sentence itself, so budgets count French words.

Exits with 1 when a figure is under its floor in ``summaries.floors.json``, when an anchor differs,
and with 2 when the data are not those that the floors were measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from pipeline.article import Article, Block, Brief, Role, Sentence, Translation  # noqa: E402 # after the path
from pipeline.french import SPLITTER_VERSION, sentences_of  # noqa: E402 # after the path
from pipeline.summarize.extractive import Extractive  # noqa: E402 # after the path

STORIES = 800
ARTICLES = ROOT / "../shared/articles/french-news-valid.jsonl.xz"
FLOORS = Path(__file__).with_suffix(".floors.json")
_TOKEN = re.compile(r"\w+")
_ANCHOR_SPLIT = re.compile(r'(?<=[.!?])\s+(?=[A-ZÉÈÀÊÎÔÇ"«])')
_CROSSHEAD = re.compile(r"\s*-\s.*\s-\s*")


def tokens(text: str) -> list[str]:
    """Lower-cased runs of letters and digits."""
    return _TOKEN.findall(text.lower())


class Reference:
    """A summary to compare with, counted once."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.words = Counter(self.tokens)
        self.pairs = Counter(pairwise(self.tokens))
        self.masks: dict[str, int] = {}
        for place, token in enumerate(self.tokens):
            self.masks[token] = self.masks.get(token, 0) | 1 << place

    def longest(self, candidate: Sequence[str]) -> int:
        """Length of the longest common subsequence (bit-parallel, Hyyrö 2004)."""
        full = (1 << len(self.tokens)) - 1
        state = full
        for token in candidate:
            hit = state & self.masks.get(token, 0)
            state = ((state + hit) | (state - hit)) & full
        return len(self.tokens) - state.bit_count()


def _f1(matches: int, one: int, other: int) -> float:
    return 2 * matches / (one + other) if matches else 0.0


def rouge(candidate: Sequence[str], reference: Reference) -> tuple[float, float, float]:
    """ROUGE-1, ROUGE-2 and ROUGE-L F1 (Lin 2004) of a token list, between 0 and 1."""
    words = Counter(candidate)
    pairs = Counter(pairwise(candidate))
    return (
        _f1((words & reference.words).total(), words.total(), reference.words.total()),
        _f1((pairs & reference.pairs).total(), pairs.total(), reference.pairs.total()),
        _f1(reference.longest(candidate), len(candidate), len(reference.tokens)),
    )


def records(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    """Yield the first stories that have an editor's summary."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["has_abstract"]:
                yield record
                limit -= 1
            if not limit:
                return


def article_of(record: dict[str, Any], *, title: bool = True, lead: bool = False) -> Article:
    """A story as the readers would give it.

    Args:
        record: one line of the data.
        title: whether its title is the headline, or left out.
        lead: whether the editor's summary is put back as the first paragraph.
    """
    parts = [(Role.HEADLINE, record["title"])] if title else []
    if lead:
        parts.append((Role.PARAGRAPH, record["abstract"]))
    for paragraph in record["paragraphs"]:
        crosshead = bool(_CROSSHEAD.fullmatch(paragraph))
        parts.append((Role.CROSSHEAD if crosshead else Role.PARAGRAPH, paragraph))
    text, blocks = "", []
    for number, (role, content) in enumerate((one for one in parts if one[1].strip()), start=1):
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{content.strip()}" if text else content.strip()
        blocks.append(Block(f"p{number}", role, start, len(text), start, len(text)))
    return Article(name=str(record["id"]), text=text, encoding="utf-8", blocks=tuple(blocks))


def brief_of(article: Article, words: int, summarizer: Extractive) -> tuple[Brief, list[Sentence]]:
    """The brief in French, and the sentences it was made of."""
    sentences = sentences_of(article)
    same = {one.id: Translation(one.id, one.text, None) for one in sentences}
    brief = summarizer.summarize(article, sentences, same, words)
    wanted = {source for one in brief.sentences for source in one.sources}
    return brief, [one for one in sentences if one.id in wanted]


def _anchor(record: dict[str, Any], count: int) -> str:
    pieces = (one for part in record["paragraphs"] for one in _ANCHOR_SPLIT.split(part))
    return " ".join([one for one in pieces if len(one.split()) >= 5][:count])


def measure(
    stories: Sequence[dict[str, Any]], make: Callable[[dict[str, Any]], str]
) -> dict[str, float]:
    """Mean ROUGE in percent and mean white-space separated words."""
    totals, words = [0.0, 0.0, 0.0], 0
    for record in stories:
        text = make(record)
        words += len(text.split())
        scores = rouge(tokens(text), Reference(record["abstract"]))
        totals = [total + score for total, score in zip(totals, scores, strict=True)]
    count = len(stories)
    names = ("rouge1", "rouge2", "rougeL")
    row = {name: round(100 * total / count, 2) for name, total in zip(names, totals, strict=True)}
    return {**row, "words": round(words / count, 1)}


def lead_kept(stories: Sequence[dict[str, Any]], words: int, *, title: bool) -> float:
    """In how many stories of 100 a lead that is put back is in the brief."""
    summarizer, kept = Extractive(), 0
    for record in stories:
        article = article_of(record, title=title, lead=True)
        lead = article.of_role(Role.PARAGRAPH)[0].id
        kept += any(one.block_id == lead for one in brief_of(article, words, summarizer)[1])
    return round(100 * kept / len(stories), 1)


def table(stories: Sequence[dict[str, Any]], budgets: Sequence[int]) -> dict[str, dict[str, float]]:
    """Every row that is printed, by name."""
    summarizer = Extractive()

    def french(record: dict[str, Any], words: int, *, title: bool) -> str:
        chosen = brief_of(article_of(record, title=title), words, summarizer)[1]
        return " ".join(one.text for one in chosen)

    rows: dict[str, dict[str, float]] = {}
    for count in (1, 2, 3):
        rows[f"anchor-first-{count}"] = measure(stories, partial(_anchor, count=count))
    for words in budgets:
        for name, title in (("", True), ("-untitled", False)):
            make = partial(french, words=words, title=title)
            rows[f"extractive-{words}{name}"] = measure(stories, make)
    for name, title in (("lead-kept-90", True), ("lead-kept-90-untitled", False)):
        rows[name] = {"share": lead_kept(stories, 90, title=title)}
    return rows


def missed(rows: dict[str, dict[str, float]], pinned: dict[str, Any]) -> Iterator[str]:
    """Yield what is not as ``summaries.floors.json`` has it."""
    for kind, wrong, word in (
        ("exact", float.__ne__, "is not"),
        ("floors", float.__lt__, "is under"),
        ("ceilings", float.__gt__, "is over"),
    ):
        for name, limits in pinned[kind].items():
            for key, limit in limits.items():
                if wrong(float(rows[name][key]), float(limit)):
                    yield f"{name} {key}: {rows[name][key]} {word} {limit}"


def main() -> int:
    """Print the table; 1 when a floor is missed, 2 when the data are others."""
    parser = argparse.ArgumentParser(description="ROUGE of the extractive summariser.")
    parser.add_argument("articles", type=Path, nargs="?", default=ARTICLES)
    arguments = parser.parse_args()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    digest = hashlib.sha256(arguments.articles.read_bytes()).hexdigest()
    if digest != pinned["sha256"][ARTICLES.name]:
        print(f"not the data of the floors: SHA-256 {digest}")
        return 2
    stories = list(records(arguments.articles, STORIES))
    print(
        f"{len(stories)} stories, splitter {SPLITTER_VERSION}, "
        f"ranker {Extractive().info().digest[:12]}"
    )
    started = time.perf_counter()
    rows = table(stories, pinned["budgets"])
    for name, row in rows.items():
        print(f"{name:24}", "  ".join(f"{key} {value:6.2f}" for key, value in row.items()))
    failures = list(missed(rows, pinned))
    for failure in failures:
        print("FAILED:", failure)
    print(f"{time.perf_counter() - started:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
