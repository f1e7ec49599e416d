"""The whole chain for one article, on one page: the only place that knows all the rooms.

Article ─split→ sentences ─translate→ translations ─check→ flags ─summarise→ brief ─gate→ Document
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.article import (
    Article,
    BriefSentence,
    Document,
    Flag,
    Headline,
    ModelInfo,
    Notice,
    Role,
    Sentence,
    Translation,
)
from pipeline.cache import NullCache, OutputCache
from pipeline.checks.names import Names
from pipeline.checks.termbase import Termbase
from pipeline.checks.terms import Terms
from pipeline.errors import (
    ConfigError,
    DepecheError,
    LanguageError,
    ModelLoadError,
    ModelMissingError,
    UsageError,
)
from pipeline.french import SPLITTER_VERSION, sentences_of, split_clauses
from pipeline.french.datelines import to_english
from pipeline.models import LocalModel, Profile, Registry, ensure_sound, load_registry, resolve
from pipeline.readers import french_share, is_french
from pipeline.readers.datelines import parse as parse_dateline
from pipeline.settings import Settings
from pipeline.spelling import SPELLING_VERSION, respell
from pipeline.summarize import (
    DEFAULT_WORDS,
    BatchSummarizer,
    Summarized,
    Summarizer,
    SummaryRequest,
    summarize_many,
)
from pipeline.summarize.extractive import Extractive
from pipeline.summarize.headline import from_sentence as headline_from_sentence
from pipeline.summarize.headline import shorten as shorten_headline
from pipeline.terms import TERMS_VERSION, Replaced, enforce, with_notes
from pipeline.text import NORMALIZER_VERSION
from pipeline.translate import (
    TRANSLATE_CODE_VERSION,
    Aligner,
    AttentiveEngine,
    CTranslate2Engine,
    DecodingSettings,
    EngineInfo,
    Finished,
    MarianPieces,
    TransformersEngine,
    Translator,
)
from pipeline.trust import Checked, Trust

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages are ``translating`` and ``summarising``."""

PutTerms = Callable[[Sequence[Sentence], Mapping[str, Translation], Termbase], Replaced]
"""Puts the desk's terms in; see :func:`pipeline.terms.enforce`."""

ENGINES = ("ctranslate2", "transformers")
_SHORTEST_AGAIN = 20
"""Words that a brief sentence may have at least when it is written once more."""

MARIAN_POSITIONS = 512
"""Of Marian models whose configuration does not say."""

_UNCALIBRATED = Notice(
    "grades-uncalibrated",
    "The grades are general ones: how far this model's scores can be trusted was not measured.",
)

# Names and places, which a model bends; the English of a dateline is made by rule.
_NOT_FOR_THE_MODEL = frozenset({Role.BYLINE, Role.CREDIT, Role.DATELINE})


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article on its way: split, not yet translated.

    Attributes:
        article: as read.
        sentences: all of it.
        wanted: the sentences that are for the model.
        texts: the distinct texts to translate, each with a sentence id it is from.
        notices: what was noticed so far.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    wanted: tuple[Sentence, ...]
    texts: Mapping[str, str]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What :meth:`Chain.finish` takes of one article.

    Attributes:
        prepared: from :meth:`Chain.prepare`.
        known: has at least the texts of ``prepared``; see :meth:`Translator.stream`.
        advisories: lines for the desk that open the page.
    """

    prepared: Prepared
    known: Mapping[str, Finished]
    advisories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Translated:
    """An article whose sentences are all there, with the desk's terms in them, and checked."""

    start: Unfinished
    notices: tuple[Notice, ...]
    notes: tuple[Flag, ...]
    translations: tuple[Translation, ...]
    checked: Checked

    @property
    def by_id(self) -> dict[str, Translation]:
        return {translation.sentence_id: translation for translation in self.translations}


class Chain:
    """A profile made ready: one object translates and summarises any number of articles.

    Made by :meth:`open`. No weights are loaded before a text must be translated that the
    cache does not have.
    """

    def __init__(
        self,
        profile: str,
        translator: Translator,
        summarizer: Summarizer,
        translation_info: ModelInfo,
        engine: EngineInfo,
        trust: Trust,
        said: Sequence[str] = (),
        put_terms: PutTerms | None = None,
        cache: OutputCache | None = None,
    ) -> None:
        self.profile = profile
        self.cache = NullCache() if cache is None else cache
        self.translator = translator
        self.summarizer = summarizer
        self.trust = trust
        self._translation_info = translation_info
        self._summary_info = summarizer.info()
        self._engine = engine
        self._said = said
        # None where the desk does not want that.
        self._put_terms = put_terms

    @classmethod
    def open(
        cls,
        profile: str | None = None,
        *,
        registry: Registry | None = None,
        engine: str = "ctranslate2",
        cache: OutputCache | None = None,
        progress: Progress | None = None,
        threads: int | None = None,
        settings: Settings | None = None,
    ) -> Chain:
        """Find the models of a profile and put the chain together; cheap.

        Args:
            profile: its name in models.yaml; the default one where ``None``.
            registry: what models.yaml says; read from its usual places where ``None``.
            engine: one of ``ENGINES``, for both models.
            cache: of model outputs; none where ``None``.
            progress: told of long work.
            threads: cores that a model may use, 0 for all; as models.yaml says where ``None``.
            settings: the desk's own; none where ``None``.

        Raises:
            UsageError: no such engine, or the settings silence a check that does not exist.
            ConfigError: models.yaml is wrong, or has no such profile.
            ModelError: a model of the profile is not on this machine, or not the pinned one.
        """
        if engine not in ENGINES:
            raise UsageError(
                f"There is no engine {engine!r}.", hint=f"Take {' or '.join(ENGINES)}."
            )
        registry = load_registry() if registry is None else registry
        chosen = registry.profile(profile)
        store = NullCache() if cache is None else cache
        local, summariser = (_on(model, threads) for model in _models(registry, chosen))
        if local.kind != "marian":
            raise ConfigError(
                f"{local.spec.origin}: {local.name!r} is of kind {local.kind!r}; "
                "profiles translate with a 'marian' model."
            )
        said: list[str] = []
        original, converted = _loaders(local, said.append)
        decoding = _decoding(local)
        runner = _translation_engine(local, engine, original, converted)
        pieces = MarianPieces(original)
        translator = Translator(
            runner,
            pieces,
            store,
            model_digest=local.digest,
            settings=decoding,
            batch_tokens=local.spec.engine.batch_tokens,
            split=split_clauses,
            split_version=str(SPLITTER_VERSION),
            progress=_stage(progress, "translating"),
        )
        info = ModelInfo(
            role="translation",
            name=local.name,
            digest=local.digest,
            engine=runner.info.name,
            compute_type=runner.info.compute_type,
            settings=decoding.as_strings(),
            note=local.spec.note,
        )
        summarizer = _summarizer(
            summariser,
            engine,
            store,
            _stage(progress, "summarising"),
            said.append,
        )
        desk = settings or Settings()
        aligner = Aligner(runner, pieces, store, model_digest=local.digest, settings=decoding)
        return cls(
            chosen.name,
            translator,
            summarizer,
            info,
            runner.info,
            Trust(desk, local.digest),
            said,
            functools.partial(enforce, aligner=aligner, silent=Terms.id in desk.ignore)
            if desk.enforce_terms
            else None,
            cache=store,
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the models' store noticed so far: of this machine, so in no document."""
        return tuple(Notice("model-store", message) for message in self._said)

    def brief(
        self, article: Article, *, words: int = DEFAULT_WORDS, strict: bool = False
    ) -> Document:
        """Take an article through the chain.

        Args:
            article: as read.
            words: budget of the brief, in English words.
            strict: stop at a wire that is not French, rather than say so and go on.

        Raises:
            UsageError: ``words`` is less than 1.
            LanguageError: not French, and ``strict``.
            ModelError: a model must run and cannot be used.
            GenerationError: a model ran and failed.
        """
        prepared = self.prepare(article, strict=strict)
        known: dict[str, Finished] = {}
        for finished in self.translator.stream(prepared.texts):
            known.update(finished)
        return self.finish(prepared, known, words=words)

    def prepare(self, article: Article, *, strict: bool = False) -> Prepared:
        """The first half of :meth:`brief`: split, and say what must be translated.

        Raises:
            LanguageError: not French, and ``strict``.
        """
        language = _language(article, strict=strict)
        sentences = sentences_of(article)
        wanted = tuple(s for s in sentences if s.role not in _NOT_FOR_THE_MODEL)
        texts: dict[str, str] = {}
        for sentence_id, text in self.translator.texts(wanted).items():
            texts.setdefault(text, sentence_id)
        return Prepared(article, sentences, wanted, texts, language)

    def finish(
        self,
        prepared: Prepared,
        known: Mapping[str, Finished],
        *,
        words: int = DEFAULT_WORDS,
        advisories: tuple[str, ...] = (),
    ) -> Document:
        """The second half: summarise, check and put together.

        Args:
            prepared: from :meth:`prepare`.
            known: has at least the texts of ``prepared``; see :meth:`Translator.stream`.
            words: budget of the brief, in English words.
            advisories: lines for the desk that open the page.

        Raises:
            UsageError: ``words`` is less than 1.
            ConfigError: the desk's termbase is wrong.
            ModelError, GenerationError: as :meth:`brief`.
        """
        (document,) = self.finish_many([Unfinished(prepared, known, advisories)], words=words)
        if isinstance(document, DepecheError):
            raise document
        return document

    @property
    def batches(self) -> bool:
        """Whether :meth:`finish_many` is faster than :meth:`finish`, one by one."""
        return isinstance(self.summarizer, BatchSummarizer)

    def finish_many(
        self, articles: Sequence[Unfinished], *, words: int = DEFAULT_WORDS
    ) -> list[Document | DepecheError]:
        """:meth:`finish` for several articles, which are summarised together.

        Returns:
            In their order; for one that fails, its error, and the others go on.
        """
        made: dict[int, Document | DepecheError] = {}
        translated: dict[int, _Translated] = {}
        for number, article in enumerate(articles):
            try:
                translated[number] = self._translated(article)
            except DepecheError as error:
                made[number] = error
        requests = [
            SummaryRequest(
                article=each.start.prepared.article,
                sentences=each.start.prepared.sentences,
                translations=each.by_id,
                words=words,
                doubts=each.checked.doubts,
            )
            for each in translated.values()
        ]
        summaries = summarize_many(self.summarizer, requests)
        for (number, each), summary in zip(translated.items(), summaries, strict=True):
            try:
                made[number] = self._judged(each, summary, words)
            except DepecheError as error:
                made[number] = error
        return [made[number] for number in range(len(articles))]

    def _translated(self, start: Unfinished) -> _Translated:
        prepared = start.prepared
        made, noticed = self.translator.assemble(prepared.wanted, start.known)
        found = {translation.sentence_id: translation for translation in made}
        put = Replaced({}, ())
        if self._put_terms is not None:
            put = self._put_terms(prepared.wanted, found, self.trust.termbase)
            found.update(put.translations)
        # Rows with a term put in are left, lest the spans of its note be moved.
        others = {id_: made for id_, made in found.items() if id_ not in put.translations}
        silent = self.trust.ignores(Names.id)
        respelt = respell(prepared.wanted, others, self.trust.termbase, silent=silent)
        found.update(respelt.translations)
        notes = (*put.flags, *respelt.flags)
        translations = tuple(found.get(s.id) or _by_rule(s) for s in prepared.sentences)
        checked = self.trust.check(prepared.wanted, found)
        return _Translated(start, tuple(noticed), notes, translations, checked)

    def _judged(
        self, translated: _Translated, summary: Summarized | DepecheError, words: int
    ) -> Document:
        """Check what was made of an article, and put it together."""
        if isinstance(summary, DepecheError):
            raise summary
        prepared, found = translated.start.prepared, translated.by_id
        article, sentences = prepared.article, prepared.sentences

        def again(sentence: BriefSentence) -> Sequence[BriefSentence]:
            blocks = {id_.partition(".")[0] for id_ in sentence.sources}
            around = [s for s in sentences if s.block_id in blocks]
            budget = max(len(sentence.text.split()), _SHORTEST_AGAIN)
            return self.summarizer.summarize(article, around, found, budget).sentences

        quotes = isinstance(self.summarizer, Extractive)
        judged = self.trust.judge(translated.checked, summary.brief, None if quotes else again)
        brief = judged.brief
        general = () if self.trust.calibrated or not judged.grades else (_UNCALIBRATED,)
        return Document(
            article=article,
            sentences=sentences,
            translations=translated.translations,
            brief=brief,
            headline=_headline(article, sentences, found, brief.sentences),
            profile=self.profile,
            models=(self._translation_info, summary.info),
            signature=self._signature(words, summary.info),
            version=__version__,
            notices=(*prepared.notices, *translated.notices, *general),
            flags=with_notes(judged.flags, translated.notes, sentences),
            grades=judged.grades,
            advisories=translated.start.advisories,
            dateline=_dateline(article),
        )

    def translate(self, sentences: Sequence[Sentence]) -> tuple[Translation, ...]:
        """Translate sentences, without a brief; bylines and credits stay as they stand, and
        datelines become English by rule.

        Raises:
            ModelError, GenerationError: as :meth:`brief`.
        """
        wanted = [s for s in sentences if s.role not in _NOT_FOR_THE_MODEL]
        made = {t.sentence_id: t for t in self.translator.translate(wanted)}
        made.update(respell(wanted, made, self.trust.termbase, silent=True).translations)
        return tuple(made.get(s.id) or _by_rule(s) for s in sentences)

    def signature(self, words: int) -> str:
        """One line that says what it takes to make the same brief again, after the habit of
        sacreBLEU's signatures (Post 2018). It is the same before and after a brief was made;
        that of a document says besides what the summariser chose for that very wire.
        """
        return self._signature(words, self._summary_info)

    def _signature(self, words: int, summary: ModelInfo) -> str:
        translation = self._translation_info
        parts = {
            "profile": self.profile,
            "mt": f"{translation.name}@{translation.digest[:12]}",
            "engine": f"{self._engine.name}-{self._engine.version}-{self._engine.compute_type}",
            "decoding": ";".join(translation.settings),
            "splitter": f"fr-{SPLITTER_VERSION}",
            "text": f"{NORMALIZER_VERSION}.{TRANSLATE_CODE_VERSION}",
            "summary": f"{summary.name}@{summary.digest[:12]}" if summary.digest else summary.name,
            "runs": f"{summary.engine}-{summary.compute_type}" if summary.compute_type else "",
            "how": ";".join(summary.settings),
            "words": str(words),
            "checks": self.trust.signature,
            "names": f"spelling-{SPELLING_VERSION}",
            "terms": "" if self._put_terms is None else f"enforced-{TERMS_VERSION}",
            # What is said of the models stands on the page.
            "notes": _digest_of(translation.note, summary.note),
            "depeche": __version__,
        }
        # Blanks, so that a page can break the line.
        return " | ".join(f"{key}:{value}" for key, value in parts.items() if value)


def _digest_of(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:8]


def _models(registry: Registry, profile: Profile) -> tuple[LocalModel, LocalModel]:
    try:
        translation = resolve(registry, profile.translation)
    except ModelMissingError as error:
        try:
            resolve(registry, profile.summarisation)
        except ModelMissingError as other:
            # Both at once: who does what the first says should not be told the second then.
            raise ModelMissingError(
                f"{error.message} {other.message}",
                hint=f"Get both with 'depeche models pull {profile.name}', "
                "or use '--profile embedded', which needs no network.",
            ) from error
        raise
    return translation, resolve(registry, profile.summarisation)


def _on(local: LocalModel, threads: int | None) -> LocalModel:
    """The model, to run on so many cores; what it says does not depend on them."""
    if threads is None:
        return local
    engine = replace(local.spec.engine, threads=threads)
    return replace(local, spec=replace(local.spec, engine=engine))


def _decoding(local: LocalModel) -> DecodingSettings:
    wanted = local.spec.decoding
    positions = _positions(local)
    return DecodingSettings(
        beam_size=wanted.beam_size,
        length_penalty=wanted.length_penalty,
        max_length_ratio=wanted.max_length_ratio,
        max_length_extra=wanted.max_length_extra,
        no_repeat_ngram_size=wanted.no_repeat_ngram_size,
        max_source_tokens=min(wanted.max_source_tokens, positions),
        max_target_tokens=positions,
    )


def _positions(local: LocalModel) -> int:
    """Tokens that the model can count, end mark included: beyond them it fails or babbles."""
    try:
        config = json.loads((local.path / "config.json").read_text("utf-8"))
        return int(config.get("max_position_embeddings", MARIAN_POSITIONS))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        ensure_sound(local)
        raise ModelLoadError(
            f"config.json of the model {local.name!r} in {local.path} is missing or not JSON.",
            hint=f"See what is wrong with it: depeche models verify {local.name}",
        ) from error


def _loaders(
    local: LocalModel, say: Callable[[str], None]
) -> tuple[Callable[[], Path], Callable[[], Path]]:
    """How to get the folder of a model, and that of its conversion, both verified."""

    # Cached: two parts of the chain may ask, and hashing a large model takes a second.
    @functools.cache
    def original() -> Path:
        ensure_sound(local)
        return local.path

    def converted() -> Path:
        from pipeline.models.convert import ctranslate2_folder

        # The tokenizer's files are read from the original even where the conversion exists.
        original()
        return ctranslate2_folder(local, local.spec.engine.compute_type, notify=say)

    return original, converted


def _translation_engine(
    local: LocalModel, engine: str, original: Callable[[], Path], converted: Callable[[], Path]
) -> AttentiveEngine:
    defaults = local.spec.engine
    if engine == "transformers":
        return TransformersEngine(original, threads=defaults.threads)
    return CTranslate2Engine(
        converted, compute_type=defaults.compute_type, threads=defaults.threads
    )


def _summarizer(
    local: LocalModel,
    engine: str,
    cache: OutputCache,
    progress: Callable[[int, int], None],
    say: Callable[[str], None],
) -> Summarizer:
    if local.kind == "extractive":
        return Extractive()
    from pipeline.summarize.abstractive import AbstractiveSummarizer
    from pipeline.summarize.seq2seq import Overrides
    from pipeline.summarize.seq2seq_codec import Codec
    from pipeline.summarize.seq2seq_ctranslate2 import CTranslate2Seq2Seq
    from pipeline.summarize.seq2seq_transformers import TransformersSeq2Seq

    original, converted = _loaders(local, say)
    decoding, defaults = local.spec.decoding, local.spec.engine

    def stated(name: str) -> Any:
        return getattr(decoding, name) if name in decoding.stated else None

    codec = Codec(
        original,
        Overrides(
            beam_size=stated("beam_size"),
            length_penalty=stated("length_penalty"),
            no_repeat_ngram_size=stated("no_repeat_ngram_size"),
            max_source_tokens=stated("max_source_tokens"),
            prefix=local.spec.prefix or None,
        ),
    )
    return AbstractiveSummarizer(
        codec,
        TransformersSeq2Seq(codec, threads=defaults.threads)
        if engine == "transformers"
        else CTranslate2Seq2Seq(
            converted, compute_type=defaults.compute_type, threads=defaults.threads
        ),
        cache,
        model_name=local.name,
        model_digest=local.digest,
        note=local.spec.note,
        progress=progress,
    )


def _stage(progress: Progress | None, stage: str) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        if progress is not None:
            progress(stage, done, total)

    return report


def _language(article: Article, *, strict: bool) -> tuple[Notice, ...]:
    text = "\n".join(article.content(block) for block in article.blocks)
    if is_french(text) is not False:
        return ()
    message = (
        f"{article.name} does not read as French "
        f"({french_share(text):.0%} of the evidence is French)."
    )
    if strict:
        raise LanguageError(message, hint="Leave out --strict to translate it all the same.")
    return (Notice("not-french", f"{message} The translation may be nonsense."),)


def _by_rule(sentence: Sentence) -> Translation:
    """What stands in the table for a sentence that no model is given."""
    text = sentence.text
    if sentence.role is Role.DATELINE:
        text = to_english(parse_dateline(text))
    return Translation(sentence.id, text, score=None)


def _dateline(article: Article) -> str:
    found = article.item.dateline
    return to_english(found) if found.place or found.agency else ""


def _headline(
    article: Article,
    sentences: Sequence[Sentence],
    translations: Mapping[str, Translation],
    brief: Sequence[BriefSentence],
) -> Headline:
    for block in article.of_role(Role.HEADLINE):
        own = " ".join(translations[s.id].text for s in sentences if s.block_id == block.id)
        source = " ".join(article.content(block).split())
        return Headline(shorten_headline(own), source, made=False)
    if not brief:
        return Headline("", "", made=True)
    return Headline(headline_from_sentence(brief[0].text), "", made=True)
