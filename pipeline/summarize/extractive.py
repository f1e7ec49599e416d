"""The extractive summariser: French sentences are chosen, their translation is shown.

It cannot state what the wire does not. The choice is a search for the set of sentences
that :mod:`pipeline.summarize.ranker` thinks worth most within the budget, among sets that
can be read on their own: a sentence that points back (``Il``, ``De son côté``) or quotes
nobody in particular is taken only together with the sentence it leans on.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.article import Article, Brief, ModelInfo, Notice, Role, Sentence, Translation
from pipeline.errors import UsageError
from pipeline.summarize import lexicon
from pipeline.summarize.base import (
    NO_DOUBTS,
    count_words,
    empty_brief,
    numbered,
    over_budget,
    running_sentences,
)
from pipeline.summarize.features import FEATURE_VERSION, Analysis, Story, cosine
from pipeline.summarize.ranker import Ranker, Scores, load

FILL = 0.5
"""A brief uses at least this share of its budget where sentences allow it."""

SHORTEST = 5
"""Source words under which a sentence is taken only when there is nothing else."""

REPEATS = 0.6
"""Tf-idf cosine from which two sentences say the same and only one of them is taken."""

CANDIDATES = 12
"""Best sentences the search looks at, for each 100 words of budget."""

MOST_CANDIDATES = 48
"""And never more, so that no brief has more sentences: the search's work grows with the cube
of their number, and 48 of them take seconds."""

BEAM = 24
"""Sets kept at each size by the search; fewer where it has more than so many candidates."""

LEANING = 0.1
"""Taken off a set's worth for each sentence that leans on one that is not in it."""

UNSURE = 0.3
"""Taken off a set's worth for the mean doubt in the translations of its sentences, by their words:
of two sets that say nearly the same the one is taken whose English can be trusted more."""

LEAD = 0.02
"""Added for the first sentence, where it can open the brief: a wire's lead is the editor's own
summary. The stories that the ranker learnt from had theirs taken away."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What the search knows of each sentence, by its number among the running ones."""

    scores: Scores
    cost: tuple[int, ...]
    leans: tuple[bool, ...]
    doubts: tuple[float, ...]

    def worth(self, chosen: tuple[int, ...]) -> float:
        """The ranker's opinion of a set, less what it takes to follow and to believe it."""
        loose = sum(self.leans[one] and one - 1 not in chosen for one in chosen)
        led = chosen[0] == 0 and not self.leans[0]
        return (
            self.scores.of_set(chosen) - LEANING * loose + LEAD * led - UNSURE * self.doubt(chosen)
        )

    def doubt(self, chosen: tuple[int, ...]) -> float:
        """The mean doubt in a set's words."""
        words = sum(self.cost[one] for one in chosen)
        return sum(self.doubts[one] * self.cost[one] for one in chosen) / max(1, words)

    def stands(self, chosen: tuple[int, ...]) -> bool:
        """Whether the set's first sentence can open a brief."""
        return not self.leans[chosen[0]]

    def alike(self, among: Sequence[int]) -> dict[int, frozenset[int]]:
        """For each sentence of some, those of them that say the same."""
        vectors = self.scores.analysis.vectors
        return {
            one: frozenset(
                other
                for other in among
                if other != one and cosine(vectors[one], vectors[other]) >= REPEATS
            )
            for one in among
        }


def story_of(article: Article, running: Sequence[Sentence]) -> Story:
    """What the ranker needs of an article.

    The title is the headline block; formats that carry it outside the text have it in the
    metadata.
    """
    title = " ".join(article.content(block) for block in article.of_role(Role.HEADLINE))
    place: dict[str, tuple[int, int]] = {}
    paragraphs = sections = 0
    for block in article.blocks:
        if block.role is Role.CROSSHEAD:
            sections += 1
        elif block.role is Role.PARAGRAPH:
            place[block.id] = (paragraphs, sections)
            paragraphs += 1
    return Story(
        title=title or article.metadata.get("headline", ""),
        sentences=tuple(one.text for one in running),
        paragraphs=tuple(place[one.block_id][0] for one in running),
        sections=tuple(place[one.block_id][1] for one in running),
    )


def leaning(analysis: Analysis) -> tuple[bool, ...]:
    """For each sentence, whether it cannot be understood without the one before it."""
    return tuple(
        lexicon.leans_back(text)
        or quotation.cut
        or (quotation.opens and quotation.share >= 0.5 and lexicon.lacks_speaker(quotation.outside))
        for text, quotation in zip(analysis.texts, analysis.quotations, strict=True)
    )


def _search(candidates: _Candidates, usable: Sequence[int], words: int) -> tuple[int, ...]:
    """The best readable set within the budget; empty where no single sentence fits it."""
    cost = candidates.cost
    ranked = sorted(
        (one for one in usable if cost[one] <= words),
        key=lambda one: (-candidates.scores.sentences[one], one),
    )[: min(MOST_CANDIDATES, max(CANDIDATES, CANDIDATES * words // 100))]
    alike = candidates.alike(ranked)
    worth = functools.cache(candidates.worth)
    beam = min(BEAM, BEAM * BEAM // max(1, len(ranked)))
    layer: list[tuple[int, ...]] = [(one,) for one in ranked]
    found: list[tuple[int, ...]] = []
    while layer:
        found += layer
        wider = {
            tuple(sorted((*chosen, one)))
            for chosen in layer
            for left in (words - sum(cost[other] for other in chosen),)
            for one in ranked
            if cost[one] <= left and one not in chosen and alike[one].isdisjoint(chosen)
        }
        layer = sorted(wider, key=lambda chosen: (-worth(chosen), chosen))[:beam]
    found = [chosen for chosen in found if candidates.stands(chosen)] or found
    if not found:
        return ()
    sizes = {chosen: sum(cost[one] for one in chosen) for chosen in found}
    enough = min(FILL * words, max(sizes.values()))
    return max(
        (chosen for chosen in found if sizes[chosen] >= enough),
        key=lambda chosen: (worth(chosen), chosen),
    )


class Extractive:
    """Chooses sentences with a small trained ranker; pure Python, deterministic.

    Args:
        ranker: the ranker; the one that ships in the package when not given. It is read
            when it is first needed.
    """

    name = "extractive"

    def __init__(self, ranker: Ranker | None = None) -> None:
        self._given = ranker

    @property
    def _ranker(self) -> Ranker:
        return self._given or load()

    def info(self) -> ModelInfo:
        """The ranker's digest and the search's settings."""
        settings = {
            "features": FEATURE_VERSION,
            "fill": FILL,
            "repeats": REPEATS,
            "leaning": LEANING,
            "lead": LEAD,
            "unsure": UNSURE,
            "beam": BEAM,
        }
        return ModelInfo(
            role="summarisation",
            name=self.name,
            digest=self._ranker.digest,
            engine="extractive",
            settings=tuple(f"{key}={value}" for key, value in settings.items()),
            note="sentences picked from the wire, none written",
        )

    def summarize(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        translations: Mapping[str, Translation],
        words: int,
        doubts: Mapping[str, float] = NO_DOUBTS,
    ) -> Brief:
        """Choose the brief's sentences; see :class:`pipeline.summarize.base.Summarizer`.

        Raises:
            UsageError: ``words`` is less than 1.
            ModelIntegrityError: the ranker's file is damaged.
        """
        if words < 1:
            raise UsageError(
                f"A brief of {words} words cannot be made.", hint="Ask for at least 1 word."
            )
        running = [one for one in running_sentences(sentences) if one.text.strip()]
        if not running:
            return empty_brief(self.name)
        english = [
            translations[one.id].text.strip() if one.id in translations else "" for one in running
        ]
        shown = [number for number, text in enumerate(english) if text]
        if not shown:
            notice = Notice(
                "nothing-translated", "No sentence has a translation, so the brief is empty."
            )
            return Brief(sentences=(), method=self.name, notices=(notice,))
        scores = self._ranker.score(story_of(article, running))
        analysis = scores.analysis
        candidates = _Candidates(
            scores=scores,
            cost=tuple(map(count_words, english)),
            leans=leaning(analysis),
            doubts=tuple(doubts.get(one.id, 0.0) for one in running),
        )
        usable = [
            number
            for number in shown
            if analysis.lengths[number] >= SHORTEST and not analysis.texts[number].isupper()
        ] or shown
        chosen = _search(candidates, usable, words) or _search(candidates, shown, words)
        notices: tuple[Notice, ...] = ()
        if not chosen:
            # Nothing fits: the best sentence that can stand alone, whole.
            alone = [one for one in usable if not candidates.leans[one]] or usable
            worth = [
                score - UNSURE * candidates.doubts[i] for i, score in enumerate(scores.sentences)
            ]
            chosen = (max(alone, key=lambda one: (worth[one], -one)),)
            identifier = running[chosen[0]].id
            notices = (over_budget(identifier, candidates.cost[chosen[0]], words),)
        return Brief(
            sentences=numbered([(english[one], (running[one].id,)) for one in chosen]),
            method=self.name,
            notices=notices,
        )
