"""The chain, on a real Marian model of random weights: what comes out is nonsense, but what
is done with it must be right."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.article import Article, Document, Role
from pipeline.brief import Chain, Unfinished
from pipeline.cache import Cache
from pipeline.errors import (
    LanguageError,
    ModelIntegrityError,
    ModelMissingError,
    UnknownProfileError,
    UsageError,
)
from pipeline.models import Registry, load_registry
from pipeline.models.pull import pull
from pipeline.readers import read_bytes, read_path
from pipeline.summarize.headline import from_sentence
from pipeline.translate import Finished

SEED = Path(__file__).resolve().parents[1] / "seeds" / "frappes-russes-syrie.txt"

MODELS = """\
default_profile: tiny
profiles:
  tiny:
    description: A model of random weights
    translation: tiny-fr-en
    summarisation: extractive
  written:
    description: The same with a summariser of random weights
    translation: tiny-fr-en
    summarisation: tiny-bart
models:
  tiny-fr-en:
    kind: marian
    task: translation
    description: Random weights
    note: measured on nothing
    source: {path: MARIAN}
    licence: none
    languages: [fr, en]
    decoding: {beam_size: 1, max_source_tokens: 40, max_length_ratio: 1.0, max_length_extra: 4}
  tiny-bart:
    kind: bart
    task: summarisation
    description: Random weights
    source: {path: BART}
    licence: none
    languages: [en]
    decoding: {beam_size: 1, max_source_tokens: 60}
"""


@pytest.fixture
def registry(
    tiny_marian: Path, tiny_bart: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Registry:
    monkeypatch.setenv("DEPECHE_HOME", str(tmp_path / "home"))
    file = tmp_path / "models.yaml"
    text = MODELS.replace("MARIAN", str(tiny_marian)).replace("BART", str(tiny_bart))
    file.write_text(text, "utf-8")
    loaded = load_registry(file)
    for name in ("tiny-fr-en", "tiny-bart"):
        pull(loaded, name)
    return loaded


@pytest.fixture
def seed() -> Article:
    return read_path(SEED)[0]


def _wire(text: str) -> Article:
    return read_bytes(text.encode(), name="wire.txt")[0]


def _lasting(document: Document) -> Document:
    """Without what may differ between a cold and a warm run."""
    translations = tuple(dataclasses.replace(t, cached=False) for t in document.translations)
    return dataclasses.replace(document, translations=translations)


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
@pytest.mark.parametrize("profile", ["tiny", "written"])
def test_seed_goes_through_the_chain(
    registry: Registry, seed: Article, profile: str, engine: str
) -> None:
    chain = Chain.open(profile, registry=registry, engine=engine)
    document = chain.brief(seed, words=60)
    ids = [sentence.id for sentence in document.sentences]
    assert [translation.sentence_id for translation in document.translations] == ids
    assert all(translation.text.strip() for translation in document.translations)
    assert {source for b in document.brief.sentences for source in b.sources} <= set(ids)
    assert document.profile == profile
    assert document.version == __version__
    assert [model.role for model in document.models] == ["translation", "summarisation"]
    assert document.models[0].note == "measured on nothing"
    assert document.models[0].engine == engine


def test_headline_is_made_from_the_brief_where_the_wire_has_none(
    registry: Registry, seed: Article
) -> None:
    document = Chain.open(registry=registry).brief(seed)
    first = document.brief.sentences[0].text
    assert document.headline.made
    assert document.headline.source == ""
    assert document.headline.text == from_sentence(first)


def test_the_dateline_is_made_english_by_rule(registry: Registry) -> None:
    article = _wire(
        "PÉKIN, 10 juil 2024 (AFP) - Le ministère de la Défense a démenti jeudi les frappes "
        "contre des civils en Syrie.\n\nLes pilotes utilisent des renseignements obtenus par "
        "des satellites et par des drones, a déclaré le porte-parole du ministère."
    )
    document = Chain.open(registry=registry).brief(article)
    assert document.dateline == "BEIJING, July 10 (AFP)"
    row = next(s for s in document.sentences if s.role is Role.DATELINE)
    assert document.translation_of()[row.id].text == "BEIJING, July 10 (AFP)"
    assert document.translation_of()[row.id].score is None
    assert document.sentences[1].text.startswith("Le ministère de la Défense")


def test_when_a_page_was_published_is_no_dateline(registry: Registry) -> None:
    article = _wire(
        "Publié le 12/11/2015 à 14h30\n\nLe ministère de la Défense a démenti jeudi les frappes "
        "contre des civils en Syrie.\n"
    )
    document = Chain.open(registry=registry).brief(article)
    assert document.dateline == ""
    assert document.translations[0].text == "Publié le 12/11/2015 à 14h30"


def test_headline_of_the_wire_is_translated(registry: Registry) -> None:
    article = _wire(
        "Moscou dément les frappes\n\nLe ministère de la Défense a démenti jeudi les frappes "
        "contre des civils en Syrie.\n\nLes pilotes utilisent des renseignements obtenus par "
        "des satellites et par des drones, a déclaré le porte-parole du ministère."
    )
    document = Chain.open(registry=registry).brief(article)
    assert not document.headline.made
    assert document.headline.source == "Moscou dément les frappes"
    own = next(s for s in document.sentences if s.role is Role.HEADLINE)
    assert document.headline.text == document.translation_of()[own.id].text


def test_credit_stays_as_it_stands(registry: Registry, seed: Article) -> None:
    document = Chain.open(registry=registry).brief(seed)
    credit = next(s for s in document.sentences if s.role is Role.CREDIT)
    translation = document.translation_of()[credit.id]
    assert translation.text == "Xinhua/VNA/CVN"
    assert translation.score is None


def test_second_run_comes_from_the_cache_and_is_the_same(
    registry: Registry, seed: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Cache.open(tmp_path / "cache.sqlite") as cache:
        cold = Chain.open("written", registry=registry, cache=cache).brief(seed)
    monkeypatch.setattr("pipeline.brief.ensure_sound", _must_not_run)
    with Cache.open(tmp_path / "cache.sqlite") as cache:
        warm = Chain.open("written", registry=registry, cache=cache).brief(seed)
    assert not any(translation.cached for translation in cold.translations)
    assert all(t.cached for t in warm.translations if t.score is not None)
    assert _lasting(warm) == _lasting(cold)


def _must_not_run(*_: object) -> None:
    raise AssertionError("a model was loaded although everything was in the cache")


def test_articles_translated_together_come_out_as_alone(registry: Registry, seed: Article) -> None:
    other = _wire("Le ministre est arrivé à Genève.\n\nLes voies de communication restaurées")
    alone = [Chain.open(registry=registry).brief(article) for article in (seed, other)]
    chain = Chain.open(registry=registry)
    prepared = [chain.prepare(article) for article in (seed, other)]
    known: dict[str, Finished] = {}
    for finished in chain.translator.stream({**prepared[0].texts, **prepared[1].texts}):
        assert not known.keys() & finished.keys()
        known.update(finished)
    assert [chain.finish(each, known) for each in prepared] == alone


@pytest.mark.parametrize("profile", ["tiny", "written"])
def test_articles_finished_together_come_out_as_alone(
    registry: Registry, seed: Article, profile: str
) -> None:
    texts = ("Le ministre est arrivé à Genève. Il repart lundi.", "Rien.\n\nDeux mots ici.")
    articles = [seed, *map(_wire, texts)]
    alone = [Chain.open(profile, registry=registry).brief(article) for article in articles]
    chain = Chain.open(profile, registry=registry)
    assert chain.batches == (profile == "written")
    prepared = [chain.prepare(article) for article in articles]
    known: dict[str, Finished] = {}
    for finished in chain.translator.stream({t: n for p in prepared for t, n in p.texts.items()}):
        known.update(finished)
    assert chain.finish_many([Unfinished(each, known) for each in prepared]) == alone
    assert all(
        isinstance(each, UsageError)
        for each in chain.finish_many([Unfinished(each, known) for each in prepared], words=0)
    )
    assert chain.finish_many([]) == []


def test_progress_names_its_stage(registry: Registry, seed: Article) -> None:
    seen: list[tuple[str, int, int]] = []
    chain = Chain.open(
        registry=registry, progress=lambda stage, done, total: seen.append((stage, done, total))
    )
    chain.brief(seed)
    assert {stage for stage, _, _ in seen} >= {"translating"}
    assert seen[-1][1] == seen[-1][2]


def test_signature_changes_with_what_makes_the_brief(registry: Registry) -> None:
    tiny = Chain.open(registry=registry)
    signatures = {
        tiny.signature(90),
        tiny.signature(60),
        Chain.open("written", registry=registry).signature(90),
        Chain.open(engine="transformers", registry=registry).signature(90),
    }
    assert len(signatures) == 4
    assert all("\n" not in signature for signature in signatures)


def test_english_is_said_or_refused(registry: Registry) -> None:
    article = _wire(
        "The ministry said on Thursday that the strikes had been stopped because of the "
        "weather, and that they would not be resumed before the end of the week."
    )
    chain = Chain.open(registry=registry)
    notices = [notice.code for notice in chain.brief(article).notices]
    assert "not-french" in notices
    with pytest.raises(LanguageError, match=r"wire\.txt does not read as French"):
        chain.brief(article, strict=True)


def test_french_is_not_accused(registry: Registry, seed: Article) -> None:
    document = Chain.open(registry=registry).brief(seed, strict=True)
    assert "not-french" not in {notice.code for notice in document.notices}


def test_wire_without_running_text(registry: Registry) -> None:
    document = Chain.open(registry=registry).brief(_wire("AFP\n"))
    assert document.brief.sentences == ()
    assert document.headline.text == ""
    assert {notice.code for notice in document.brief.notices} == {"nothing-to-summarise"}


def test_one_paragraph_of_five_thousand_words_loses_nothing(registry: Registry) -> None:
    text = "Le ministre a confirmé la rencontre de jeudi avec les pilotes. " * 500
    document = Chain.open(registry=registry).brief(_wire(text))
    assert len(document.sentences) == 500
    assert len(document.translations) == 500
    whole = "".join(sentence.text for sentence in document.sentences)
    assert "".join(whole.split()) == "".join(text.split())


def test_one_sentence_of_five_thousand_words_is_translated_in_pieces(registry: Registry) -> None:
    text = "Le ministre a confirmé " + ", ".join(["la rencontre de jeudi avec les pilotes"] * 700)
    document = Chain.open(registry=registry).brief(_wire(text + "."))
    assert max(translation.pieces for translation in document.translations) > 50


def test_altered_model_is_refused(
    registry: Registry, seed: Article, tiny_marian: Path, tmp_path: Path
) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(tiny_marian, copy)
    file = tmp_path / "copied.yaml"
    file.write_text(
        registry.files[-1].read_text("utf-8").replace(str(tiny_marian), str(copy)), "utf-8"
    )
    copied = load_registry(file)
    pull(copied, "tiny-fr-en")
    vocabulary = copy / "vocab.json"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("1", "2", 1), "utf-8")
    with pytest.raises(ModelIntegrityError):
        Chain.open(registry=copied).brief(seed)


def test_what_cannot_be_opened_is_said_at_once(registry: Registry) -> None:
    with pytest.raises(UnknownProfileError):
        Chain.open("tyni", registry=registry)
    with pytest.raises(UsageError, match="no engine"):
        Chain.open(registry=registry, engine="onnx")
    with pytest.raises(ModelMissingError, match="opus-mt-fr-en"):
        Chain.open("opus", registry=registry)
