"""From sentences to translations: normalise, look up, drop duplicates, split what is too
long, sort by length, batch by tokens, keep each finished batch, put back in order.

Nothing is ever truncated on the way in, and no sentence comes out empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.article import Notice, Sentence, Translation
from pipeline.cache import OutputCache, cache_key
from pipeline.errors import GenerationError
from pipeline.text import NORMALIZER_VERSION, for_model
from pipeline.translate.base import DecodingSettings, Engine, Hypothesis
from pipeline.translate.casing import is_all_caps, recase
from pipeline.translate.faults import faults, lost_numbers
from pipeline.translate.outputs import Output, from_hypothesis, join
from pipeline.translate.rules import translatable
from pipeline.translate.tokenizer import Encoding, Tokenizer

TRANSLATE_CODE_VERSION = 2
"""Raised whenever this room makes another output of the same text, model and settings."""

DEFAULT_BATCH_TOKENS = 1024
KIND = "translation"

Splitter = Callable[[str, Callable[[str], bool]], Sequence[tuple[int, int]]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """A text to send to the model, and a sentence it is from, to name in an error."""

    text: str
    encoding: Encoding
    sentence_id: str


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
            take into parts that fit; ``None`` splits in halves at spaces.
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
        self._tokenizer = tokenizer
        self._cache = cache
        self._digest = model_digest
        self._settings = settings or DecodingSettings()
        self._batch_tokens = batch_tokens
        self._split = split or halves
        self._split_version = split_version
        self._progress = progress
        self._notices: tuple[Notice, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the last :meth:`translate` noticed: ``translation-missing``,
        ``translation-cut``, ``figures-differ`` and ``unknown-words``.
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
        encodings = {text: self._encode(text) for text in missing}
        parts = {text: self._parts(text) for text in missing if not self._fits(encodings[text])}
        jobs = {t: _Job(t, encodings[t], texts[t]) for t in missing if t not in parts}
        of_part = {part: whole for whole, its_parts in parts.items() for part in its_parts}
        pieces = self._look_up(part for part in of_part if part not in known)
        pieces.update((part, known[part]) for part in of_part if part in known)
        for part, whole in of_part.items():
            if part in pieces or part in jobs:
                continue
            if translatable(part):
                jobs[part] = _Job(part, self._encode(part), texts[whole])
            else:
                pieces[part] = Output.unchanged(part)
        total = done + len(jobs)
        self._report(done, total)
        for batch in self._batches(jobs.values()):
            for outputs in self._run(batch):
                pieces.update((text, made) for text, made in outputs.items() if text in of_part)
                joined = {
                    whole: join(its_parts, [pieces[part] for part in its_parts])
                    for whole, its_parts in parts.items()
                    if all(part in pieces for part in its_parts)
                }
                parts = {whole: p for whole, p in parts.items() if whole not in joined}
                self._keep({**outputs, **joined})
                done += len(outputs)
                self._report(done, total)
                wanted = {text: made for text, made in outputs.items() if text in texts}
                yield {text: Finished(made) for text, made in (wanted | joined).items()}
        # Those whose every part was known, or holds nothing to translate.
        joined = {w: join(p, [pieces[part] for part in p]) for w, p in parts.items()}
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
        return translations, _notices({i: (texts[i], f.output) for i, f in found.items()})

    def _look_up(self, texts: Iterable[str]) -> dict[str, Output]:
        keys = {text: self.key(text) for text in texts}
        values = self._cache.get_many(keys.values())
        outputs = {t: Output.from_json(values[key]) for t, key in keys.items() if key in values}
        return {text: output for text, output in outputs.items() if output is not None}

    def _keep(self, outputs: dict[str, Output]) -> None:
        self._cache.put_many({self.key(t): o.as_json() for t, o in outputs.items()}, KIND)

    def _encode(self, text: str) -> Encoding:
        if is_all_caps(text):
            text = recase(text, self._tokenizer.encode)
        return self._tokenizer.encode(text)

    def _fits(self, encoding: Encoding) -> bool:
        return len(encoding.tokens) + 1 <= self._settings.max_source_tokens

    def _parts(self, text: str) -> list[str]:
        """Parts that fit, which together are the text; the splitter is not trusted in that."""

        def fits(part: str) -> bool:
            return self._fits(self._encode(part))

        spans = self._split(text, fits)
        parts = [text[start:end].strip() for start, end in spans]
        if "".join("".join(parts).split()) != "".join(text.split()):
            spans = halves(text, fits)
            parts = [text[start:end].strip() for start, end in spans]
        whole = []
        for part in filter(None, parts):
            inner = [(0, len(part))] if fits(part) else halves(part, fits)
            whole += [part[start:end].strip() for start, end in inner]
        return whole

    def _batches(self, jobs: Iterable[_Job]) -> Iterator[list[_Job]]:
        """Longest first: what will not fit into memory fails early, and the short ones
        at the end leave no worker waiting for long.
        """
        batch: list[_Job] = []
        longest = 0
        for job in sorted(jobs, key=lambda job: (-len(job.encoding.tokens), job.text)):
            if batch and longest * (len(batch) + 1) > self._batch_tokens:
                yield batch
                batch = []
            longest = longest if batch else len(job.encoding.tokens) + 1
            batch.append(job)
        if batch:
            yield batch

    def _run(self, batch: list[_Job]) -> Iterator[dict[str, Output]]:
        """Translate a batch, in halves when it fails, down to single texts."""
        waiting = [batch]
        while waiting:
            jobs = waiting.pop()
            try:
                hypotheses = self._engine.translate(
                    [job.encoding.tokens for job in jobs], self._settings
                )
                outputs = self._outputs(jobs, hypotheses)
            except (RuntimeError, MemoryError, ValueError, IndexError) as error:
                if len(jobs) == 1:
                    raise GenerationError(
                        f"The model failed on sentence {jobs[0].sentence_id}: "
                        f"{str(error) or type(error).__name__}.",
                        hint="Free some memory or try the other --engine; "
                        "what was translated so far is in the cache.",
                    ) from error
                middle = len(jobs) // 2
                waiting += [jobs[middle:], jobs[:middle]]
                continue
            yield outputs

    def _outputs(self, jobs: list[_Job], hypotheses: list[Hypothesis]) -> dict[str, Output]:
        return {
            job.text: self._choose(job, hypothesis)
            for job, hypothesis in zip(jobs, hypotheses, strict=True)
        }

    def _choose(self, job: _Job, best: Hypothesis) -> Output:
        """The likeliest hypothesis of the beam among those with the fewest visible faults."""
        outputs = [
            from_hypothesis(job.text, job.encoding, hypothesis, self._tokenizer)
            for hypothesis in (best, *best.others)
        ]
        return min(
            outputs,
            key=lambda o: (o.fallback, not o.finished, faults(job.text, o.text)),
        )

    def _report(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(done, total)


def halves(text: str, fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Split in halves, at the space nearest to the middle where there is one, until all fit."""
    spans: list[tuple[int, int]] = []
    waiting = [(0, len(text))]
    while waiting:
        start, end = waiting.pop()
        if end - start <= 1 or fits(text[start:end].strip()):
            spans.append((start, end))
            continue
        middle = (start + end) // 2
        left = text.rfind(" ", start + 1, middle + 1)
        right = text.find(" ", middle, end - 1)
        spaces = [at for at in (left, right) if at > 0]
        cut = min(spaces, key=lambda at: abs(at - middle)) if spaces else middle
        waiting += [(cut, end), (start, cut)]
    return spans


def _translation(sentence: Sentence, output: Output, cached: bool) -> Translation:
    # Where nothing at all was translated, the wire's own typography rather than the folded one.
    text = sentence.text if output.fallback and output.score is None else output.text
    return Translation(sentence.id, text, output.score, output.pieces, cached)


def _notices(pairs: dict[str, tuple[str, Output]]) -> tuple[Notice, ...]:
    """One notice for each thing to check, with the ids it is about."""
    outputs = {i: output for i, (_, output) in pairs.items()}
    numbers = tuple(i for i, (text, output) in pairs.items() if lost_numbers(text, output.text))
    missing = tuple(i for i, output in outputs.items() if output.fallback)
    cut = tuple(i for i, output in outputs.items() if not output.finished)
    unknown = tuple(i for i, output in outputs.items() if output.unknown)
    notices = []
    if missing:
        message = "The model gave no English for a passage; the French is shown in its place."
        notices.append(Notice("translation-missing", message, missing))
    if cut:
        message = "The model did not come to an end; the English may repeat itself or break off."
        notices.append(Notice("translation-cut", message, cut))
    if numbers:
        message = "A figure of the French is not in the English in digits; check the figures."
        notices.append(Notice("figures-differ", message, numbers))
    if unknown:
        pieces = dict.fromkeys(p.strip("\u2581") for i in unknown for p in outputs[i].unknown)
        shown = " ".join(list(filter(None, pieces))[:8])
        message = f"The model does not know these characters, check their place: {shown}"
        notices.append(Notice("unknown-words", message, unknown))
    return tuple(notices)
