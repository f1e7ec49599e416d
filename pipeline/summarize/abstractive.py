"""Abstractive summaries: a model writes them, so each sentence is linked to its sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pipeline.article import Article, Brief, ModelInfo, Notice, Sentence, Translation
from pipeline.cache import OutputCache
from pipeline.errors import DepecheError, UsageError
from pipeline.summarize.base import (
    NO_DOUBTS,
    Summarized,
    SummaryRequest,
    count_words,
    empty_brief,
    numbered,
    over_budget,
    running_sentences,
)
from pipeline.summarize.condense import Condensed, Draft, Length, condense_many, unfinished
from pipeline.summarize.english import split_english, tidy
from pipeline.summarize.evidence import Evidence
from pipeline.summarize.linking import Link, Linker
from pipeline.summarize.seq2seq import Seq2SeqEngine
from pipeline.summarize.seq2seq_codec import Codec
from pipeline.summarize.writer import KIND, ModelWriter
from pipeline.text import for_model


class AbstractiveSummarizer:
    """Summarises the English of a wire with a BART, PEGASUS or T5 model.

    While the cache has the summary of a wire, neither codec nor engine is asked for anything
    that lies in the model's files.

    Args:
        codec: of the model; carries what ``models.yaml`` overrides.
        engine: runs the model.
        cache: where summaries are kept, those of parts too.
        model_name: its entry in ``models.yaml``.
        model_digest: SHA-256 over the model's files, hexadecimal.
        note: remark for :attr:`pipeline.article.ModelInfo.note`.
        progress: called with ``(done, total)`` texts.
    """

    name = "abstractive"

    def __init__(
        self,
        codec: Codec,
        engine: Seq2SeqEngine,
        cache: OutputCache,
        *,
        model_name: str,
        model_digest: str,
        note: str = "",
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._writer = ModelWriter(
            codec, engine, cache, model_name=model_name, model_digest=model_digest
        )
        self._cache = cache
        self._progress = progress
        stated = codec.overrides.as_dict()
        self._info = self._stated = ModelInfo(
            role="summarisation",
            name=model_name,
            digest=model_digest,
            engine=engine.name,
            compute_type=engine.compute_type,
            settings=tuple(f"{key}={value}" for key, value in stated.items() if value is not None),
            note=note,
        )

    def info(self) -> ModelInfo:
        """The model; before :meth:`summarize` only with the settings of ``models.yaml``, after
        it with all that shaped the last summary. Loads nothing.
        """
        return self._info

    def summarize(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        translations: Mapping[str, Translation],
        words: int,
        doubts: Mapping[str, float] = NO_DOUBTS,
    ) -> Brief:
        """Make the brief; see :class:`pipeline.summarize.base.Summarizer`.

        Every running sentence that has a translation reaches the model, whatever the doubts in
        it: what it makes of them is the fact gate's to judge. The brief's notices:

        - ``unsupported``: nothing in the wire was found to support a sentence of the brief;
        - ``summary-in-parts``: the wire was longer than the model takes;
        - ``summary-part-shortened``: the summary of a part lost its end;
        - ``summary-unfinished``: the model was stopped inside the last sentence;
        - ``summary-repeated``: it wrote a sentence twice;
        - ``summary-shortened``: whole sentences were left out to keep to ``words``;
        - ``brief-over-budget``: the one sentence left is longer than ``words``;
        - ``summary-empty``: the model wrote nothing;
        - ``nothing-to-summarise``: the wire has no running text.

        Raises:
            UsageError: ``words`` is less than 1.
            ModelError: the model is needed and cannot be used.
            GenerationError: it ran and failed.
        """
        request = SummaryRequest(article, sentences, translations, words, doubts)
        (made,) = self.summarize_many([request])
        if isinstance(made, DepecheError):
            raise made
        self._info = made.info
        return made.brief

    def summarize_many(self, requests: Sequence[SummaryRequest]) -> list[Summarized | DepecheError]:
        """The briefs of several wires, whose texts go to the model in common batches; see
        :class:`pipeline.summarize.base.BatchSummarizer` and :meth:`summarize`.
        """
        every = [_Wire.of(request) for request in requests]
        keys = {
            number: self._writer.key(what="article", paragraphs=wire.paragraphs, words=wire.words)
            for number, wire in enumerate(every)
            if wire.paragraphs and wire.words > 0
        }
        kept = self._cache.get_many(dict.fromkeys(keys.values()))
        known = {key: found for key, value in kept.items() if (found := _read(value))}
        missing = {key: every[n] for n, key in keys.items() if key not in known}
        made = condense_many(
            [(wire.paragraphs, wire.words) for wire in missing.values()],
            self._writer,
            self._progress,
        )
        failed: dict[str, DepecheError] = {}
        for key, condensed in zip(missing, made, strict=True):
            if isinstance(condensed, DepecheError):
                failed[key] = condensed
            else:
                known[key] = condensed, self._writer.settings(condensed.length)
        new = {key: _written(*known[key]) for key in missing if key in known}
        if new:
            self._cache.put_many(new, kind=KIND)
        return [
            self._made(wire, keys.get(number, ""), known, failed)
            for number, wire in enumerate(every)
        ]

    def _made(
        self,
        wire: _Wire,
        key: str,
        known: Mapping[str, tuple[Condensed, tuple[str, ...]]],
        failed: Mapping[str, DepecheError],
    ) -> Summarized | DepecheError:
        if wire.words < 1:
            return UsageError(
                f"A brief of {wire.words} words was asked for.", hint="Ask for at least one word."
            )
        if not wire.rows:
            return Summarized(empty_brief(self.name), self._stated)
        if key in failed:
            return failed[key]
        condensed, settings = known[key]
        brief = _brief(self.name, condensed, Linker(wire.rows), wire.words)
        return Summarized(brief, replace(self._stated, settings=settings))


@dataclass(frozen=True, slots=True)
class _Wire:
    """What the model reads of a wire: (sentence id, text) pairs, and the texts by paragraph."""

    rows: list[tuple[str, str]]
    paragraphs: list[list[str]]
    words: int

    @classmethod
    def of(cls, request: SummaryRequest) -> _Wire:
        translations = request.translations
        rows = [
            (sentence, text)
            for sentence in running_sentences(request.sentences)
            if sentence.id in translations and (text := for_model(translations[sentence.id].text))
        ]
        paragraphs = [
            [text for _, text in block]
            for _, block in groupby(rows, key=lambda row: row[0].block_id)
        ]
        return cls([(sentence.id, text) for sentence, text in rows], paragraphs, request.words)


def _written(condensed: Condensed, settings: Sequence[str]) -> dict[str, Any]:
    return {
        "text": condensed.draft.text,
        "finished": condensed.draft.finished,
        "length": [condensed.length.min_tokens, condensed.length.max_tokens],
        "parts": condensed.parts,
        "shortened": condensed.shortened,
        "settings": list(settings),
    }


def _read(value: Mapping[str, Any] | None) -> tuple[Condensed, tuple[str, ...]] | None:
    """The opposite of :func:`_written`; ``None`` for anything that it did not write."""
    try:
        if value is None or not isinstance(value["text"], str):
            return None
        condensed = Condensed(
            draft=Draft(value["text"], bool(value["finished"])),
            length=Length(*map(int, value["length"])),
            parts=int(value["parts"]),
            shortened=int(value["shortened"]),
        )
        return condensed, tuple(map(str, value["settings"]))
    except (KeyError, TypeError, ValueError):
        return None


def _brief(method: str, condensed: Condensed, linker: Linker, words: int) -> Brief:
    """Cut a draft into sentences, hold it to the budget and link what remains."""
    notices = _in_parts(condensed)
    draft = condensed.draft
    sentences = [tidy(sentence) for sentence in split_english(draft.text)]
    sentences = [sentence for sentence in sentences if any(map(str.isalnum, sentence))]
    open_end = unfinished(draft, sentences)
    if open_end and len(sentences) > 1:
        notices.append(
            Notice(
                "summary-unfinished",
                "The summariser was stopped by its length limit inside a sentence, which was left "
                f"out: {_quote(sentences.pop())}.",
            )
        )
        open_end = False
    sentences = _without_repeats(sentences, notices)
    kept = _within(sentences, words)
    if len(kept) < len(sentences):
        left = "; ".join(map(_quote, sentences[len(kept) :]))
        notices.append(
            Notice(
                "summary-shortened",
                f"To keep the brief to {words} words, this was left out of the summary: {left}.",
            )
        )
    if not kept:
        message = "The summariser wrote nothing; try the profile embedded, which quotes the wire."
        return Brief((), method, (*notices, Notice("summary-empty", message)))
    links = [linker.link(sentence) for sentence in kept]
    if open_end:
        kept = [kept[0].rstrip(" ,;:–-") + " …"]
        message = "The only sentence of the brief has no end: the length limit stopped it."
        notices.append(Notice("summary-unfinished", message, ("b1",)))
    brief = numbered([(text, link.rows) for text, link in zip(kept, links, strict=True)])
    if count_words(kept[0]) > words:
        notices.append(over_budget("b1", count_words(kept[0]), words))
    notices += [
        _unsupported(sentence.id, link)
        for sentence, link in zip(brief, links, strict=True)
        if not link.rows
    ]
    return Brief(brief, method, tuple(notices))


def _in_parts(condensed: Condensed) -> list[Notice]:
    if condensed.parts < 2:
        return []
    notices = [
        Notice(
            "summary-in-parts",
            f"The wire is longer than the summariser takes at once: it was summarised in "
            f"{condensed.parts} parts, and these together.",
        )
    ]
    if condensed.shortened:
        notices.append(
            Notice(
                "summary-part-shortened",
                f"Of {condensed.shortened} part summaries the end was left out, because it was "
                "unfinished or too long.",
            )
        )
    return notices


def _without_repeats(sentences: Sequence[str], notices: list[Notice]) -> list[str]:
    kept: dict[str, str] = {}
    for sentence in sentences:
        kept.setdefault(Evidence.of(sentence).plain, sentence)
    if len(kept) < len(sentences):
        message = "The summariser wrote a sentence more than once; it is shown once."
        notices.append(Notice("summary-repeated", message))
    return list(kept.values())


def _within(sentences: Sequence[str], words: int) -> list[str]:
    """The first sentences that fit in the budget, at least one."""
    kept: list[str] = []
    used = 0
    for sentence in sentences:
        used += count_words(sentence)
        if kept and used > words:
            break
        kept.append(sentence)
    return kept


def _unsupported(brief_id: str, link: Link) -> Notice:
    missing = ", ".join(map(_quote, link.missing))
    aside = f" (not in the sentences nearest to it: {missing})" if missing else ""
    return Notice(
        "unsupported",
        f"Nothing in the wire was found to support this sentence of the brief{aside}: check it "
        "before use.",
        (brief_id,),
    )


def _quote(text: str) -> str:
    return f"“{text}”"
