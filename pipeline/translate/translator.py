"""From sentences to translations: normalise, look up, drop duplicates, split what is too
long, sort by length, batch by tokens, keep each finished batch, put back in order.

Nothing is ever truncated on the way in, and no sentence comes out empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.article import Notice, Sentence, Translation
from pipeline.cache import OutputCache, cache_key
from pipeline.errors import GenerationError
from pipeline.text import NORMALIZER_VERSION, for_model
from pipeline.translate.base import DecodingSettings, Engine, Hypothesis
from pipeline.translate.faults import loops
from pipeline.translate.notices import notices_of
from pipeline.translate.outputs import Output, join
from pipeline.translate.parts import Splitter, halves, parts_that_fit
from pipeline.translate.repair import FRENCH, Attempt, Job, Repairer
from pipeline.translate.rules import translatable
from pipeline.translate.tokenizer import Tokenizer

TRANSLATE_CODE_VERSION = 6
"""Raised whenever this room makes another output of the same text, model and settings."""

DEFAULT_BATCH_TOKENS = 1024
KIND = "translation"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finished:
    """The output of a text, and whether the cache had it."""

    output: Output
    cached: bool = False


class Translator:
    """Translates sentences through one engine.

    Args:
        engine: runs the model; not touched while the cache has everything.
        tokenizer: the model's; not touched either.
        cache: where outputs are kept.
        model_digest: SHA-256 over the model's files, hexadecimal.
        settings: how hypotheses are searched.
        batch_tokens: source tokens a batch, padding counted; one sentence may exceed it.
        split: ``(text, fits) -> [(start, end), …]``, splits a sentence that the model cannot
            take, or makes nonsense of, into parts that fit; ``None`` splits in halves at spaces.
        split_version: version of ``split``, part of the cache key.
        progress: called with ``(done, total)`` texts, once at first and after each batch.
    """

    def __init__(
        self,
        engine: Engine,
        tokenizer: Tokenizer,
        cache: OutputCache,
        *,
        model_digest: str,
        settings: DecodingSettings | None = None,
        batch_tokens: int = DEFAULT_BATCH_TOKENS,
        split: Splitter | None = None,
        split_version: str = "",
        progress: Progress | None = None,
    ) -> None:
        self._engine = engine
        self._cache = cache
        self._digest = model_digest
        self._settings = settings or DecodingSettings()
        self._batch_tokens = batch_tokens
        self._split = split or halves
        self._split_version = split_version
        self._repairer = Repairer(tokenizer, self._settings, self._split)
        self._progress = progress
        self._notices: tuple[Notice, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the last :meth:`translate` noticed: ``translation-missing``,
        ``translation-cut``, ``unknown-words`` and ``number-put-right``.
        """
        return self._notices

    def key(self, text: str) -> str:
        """Cache key of a normalised text."""
        info = self._engine.info
        return cache_key(
            kind=KIND,
            text=text,
            model=self._digest,
            engine=info.name,
            engine_version=info.version,
            compute_type=info.compute_type,
            settings=self._settings.as_dict(),
            normalizer=NORMALIZER_VERSION,
            code=TRANSLATE_CODE_VERSION,
            splitter=self._split_version,
        )

    def translate(self, sentences: Sequence[Sentence]) -> tuple[Translation, ...]:
        """Translate, one translation for each sentence and in their order.

        A sentence with nothing to translate (:func:`pipeline.translate.rules.translatable`)
        comes back unchanged with score ``None``; so does one for which the model says nothing,
        and a notice names it.

        Raises:
            ModelError: the model is needed and cannot be used.
            GenerationError: the model failed on a sentence even when given that alone. What
                was finished by then is in the cache; likewise after a ``KeyboardInterrupt``.
        """
        texts = self.texts(sentences)
        wanted: dict[str, str] = {}
        for sentence_id, text in texts.items():
            wanted.setdefault(text, sentence_id)
        known: dict[str, Finished] = {}
        for finished in self.stream(wanted):
            known.update(finished)
        translations, self._notices = self.assemble(sentences, known)
        return translations

    def texts(self, sentences: Iterable[Sentence]) -> dict[str, str]:
        """What :meth:`stream` needs for these sentences: normalised text by sentence id, in
        order, without those that have nothing to translate.
        """
        return {s.id: for_model(s.text) for s in sentences if translatable(s.text)}

    def stream(self, texts: Mapping[str, str]) -> Iterator[dict[str, Finished]]:
        """Translate distinct normalised texts, of one article or of a thousand.

        Args:
            texts: each with a name for messages, such as the id of a sentence it is from.

        Yields:
            Those that are finished since the last time, first all that the cache has; each
            text once. What is yielded is in the cache.

        Raises:
            ModelError, GenerationError: as :meth:`translate`.
        """
        known = self._look_up(texts)
        missing = [text for text in texts if text not in known]
        done = len(known)
        yield {text: Finished(output, cached=True) for text, output in known.items()}
        if not missing:
            self._report(done, done)
            return
        whole = self._repairer.jobs({text: texts[text] for text in missing})
        parts = {
            text: parts_that_fit(text, self._repairer.fits, self._split)
            for text, job in whole.items()
            if not self._repairer.takes(job)
        }
        jobs = {text: job for text, job in whole.items() if text not in parts}
        of_part = {part: whole for whole, its_parts in parts.items() for part in its_parts}
        pieces = self._look_up(part for part in of_part if part not in known)
        pieces.update((part, known[part]) for part in of_part if part in known)
        for part, text in of_part.items():
            if part in pieces or part in jobs:
                continue
            if translatable(part):
                jobs[part] = self._repairer.job(part, texts[text])
            else:
                pieces[part] = Output.unchanged(part)
        total = done + len(jobs)
        self._report(done, total)
        for outputs in self._outputs(jobs.values()):
            pieces.update((text, made) for text, made in outputs.items() if text in of_part)
            joined = {
                text: _join(text, its_parts, pieces)
                for text, its_parts in parts.items()
                if all(part in pieces for part in its_parts)
            }
            parts = {text: p for text, p in parts.items() if text not in joined}
            self._keep({**outputs, **joined})
            done += len(outputs)
            self._report(done, total)
            wanted = {text: made for text, made in outputs.items() if text in texts}
            yield {text: Finished(made) for text, made in (wanted | joined).items()}
        # Those whose every part was known, or holds nothing to translate.
        joined = {text: _join(text, p, pieces) for text, p in parts.items()}
        self._keep(joined)
        yield {text: Finished(output) for text, output in joined.items()}

    def assemble(
        self, sentences: Sequence[Sentence], known: Mapping[str, Finished]
    ) -> tuple[tuple[Translation, ...], tuple[Notice, ...]]:
        """Translations of sentences from what :meth:`stream` gave, in their order, and what
        is to be noticed about them.

        Args:
            sentences: of one article.
            known: has at least :meth:`texts` of the sentences.
        """
        texts = self.texts(sentences)
        found = {sentence_id: known[text] for sentence_id, text in texts.items()}
        translations = tuple(
            _translation(s, found[s.id].output, found[s.id].cached)
            if s.id in found
            else Translation(s.id, s.text, score=None)
            for s in sentences
        )
        return translations, notices_of({i: f.output for i, f in found.items()})

    def _look_up(self, texts: Iterable[str]) -> dict[str, Output]:
        keys = {text: self.key(text) for text in texts}
        values = self._cache.get_many(keys.values())
        outputs = {t: Output.from_json(values[key]) for t, key in keys.items() if key in values}
        return {text: output for text, output in outputs.items() if output is not None}

    def _keep(self, outputs: dict[str, Output]) -> None:
        self._cache.put_many({self.key(t): o.as_json() for t, o in outputs.items()}, KIND)

    def _outputs(self, jobs: Iterable[Job]) -> Iterator[dict[str, Output]]:
        """Outputs of texts in the order in which they are finished, each once; those that are
        broken are repaired together, as soon as they fill a batch.
        """
        broken: list[Attempt] = []
        waiting = 0
        for judged in self._first(jobs):
            outputs = {job.text: made for job, made in judged if isinstance(made, Output)}
            attempts = [made for _, made in judged if isinstance(made, Attempt)]
            broken += attempts
            waiting += sum(len(attempt.job.encoding.tokens) + 1 for attempt in attempts)
            if waiting >= self._batch_tokens:
                outputs |= self._repairer.repair(broken, self._search_again)
                broken, waiting = [], 0
            if outputs:
                yield outputs
        if broken:
            yield self._repairer.repair(broken, self._search_again)

    def _first(self, jobs: Iterable[Job]) -> Iterator[list[tuple[Job, Output | Attempt]]]:
        """Every text searched for and judged; greedily first, where the settings say so."""
        if not self._settings.greedy_first:
            yield from self._beam(jobs, self._settings)
            return
        unsure: list[Job] = []
        beam = replace(self._settings, greedy_above=0.0)
        for found in self._search(jobs, replace(beam, beam_size=1)):
            judged = [(job, self._repairer.first(job, one)) for job, one in found]
            sure = [(job, made) for job, made in judged if self._is_sure(made)]
            if sure:
                yield sure
            taken = {job.text for job, _ in sure}
            unsure += [job for job, _ in judged if job.text not in taken]
            if sum(len(job.encoding.tokens) + 1 for job in unsure) >= self._batch_tokens:
                yield from self._beam(unsure, beam)
                unsure = []
        yield from self._beam(unsure, beam)

    def _beam(
        self, jobs: Iterable[Job], settings: DecodingSettings
    ) -> Iterator[list[tuple[Job, Output | Attempt]]]:
        for found in self._search(jobs, settings):
            yield [(job, self._repairer.first(job, one)) for job, one in found]

    def _is_sure(self, made: Output | Attempt) -> bool:
        """Whether the output of a greedy search needs no beam."""
        if isinstance(made, Attempt) or made.score is None:
            return False
        return made.score >= self._settings.greedy_above

    def _search(
        self, jobs: Iterable[Job], settings: DecodingSettings
    ) -> Iterator[list[tuple[Job, Hypothesis]]]:
        for batch in self._batches(jobs):
            yield from self._run(batch, settings)

    def _search_again(
        self, jobs: Iterable[Job], settings: DecodingSettings
    ) -> Iterator[tuple[Job, Hypothesis]]:
        """As :meth:`_search`; what fails is left out, for there is something to show without."""
        for batch in self._batches(jobs):
            for found in self._run(batch, settings, strict=False):
                yield from found

    def _batches(self, jobs: Iterable[Job]) -> Iterator[list[Job]]:
        """What the engine is given at once. Longest first: what will not fit into memory fails
        early, and the short ones at the end leave no worker waiting for long.
        """
        most = self._engine.info.at_once * self._batch_tokens
        batch: list[Job] = []
        longest = 0
        for job in sorted(jobs, key=lambda job: (-len(job.encoding.tokens), job.text)):
            if batch and longest * (len(batch) + 1) > most:
                yield batch
                batch = []
            longest = longest if batch else len(job.encoding.tokens) + 1
            batch.append(job)
        if batch:
            yield batch

    def _run(
        self, batch: list[Job], settings: DecodingSettings, *, strict: bool = True
    ) -> Iterator[list[tuple[Job, Hypothesis]]]:
        """Translate a batch, in halves when it fails, down to single texts."""
        waiting = [batch]
        while waiting:
            jobs = waiting.pop()
            try:
                hypotheses = self._engine.translate([job.encoding.tokens for job in jobs], settings)
                found = list(zip(jobs, hypotheses, strict=True))
            except (RuntimeError, MemoryError, ValueError, IndexError) as error:
                if len(jobs) > 1:
                    middle = len(jobs) // 2
                    waiting += [jobs[middle:], jobs[:middle]]
                elif strict:
                    raise GenerationError(
                        f"The model failed on sentence {jobs[0].sentence_id}: "
                        f"{str(error) or type(error).__name__}.",
                        hint="Free some memory or try the other --engine; "
                        "what was translated so far is in the cache.",
                    ) from error
                continue
            yield found

    def _report(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(done, total)


def _join(text: str, parts: Sequence[str], known: Mapping[str, Output]) -> Output:
    """The output of a text from those of its parts; the text where they make a loop of it."""
    output = join(parts, [known[part] for part in parts])
    if not loops(text, output.text):
        return output
    return replace(output, text=text, score=None, tokens=0, fallback=True, repairs=(FRENCH,))


def _translation(sentence: Sentence, output: Output, cached: bool) -> Translation:
    # Where nothing at all was translated, the wire's own typography rather than the folded one.
    text = sentence.text if output.fallback and output.score is None else output.text
    return Translation(
        sentence.id, text, output.score, output.pieces, cached, output.repairs, output.cost
    )
