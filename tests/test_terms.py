"""The desk's terms put in: where attention is clear, and only there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Document, Role, Sentence, Severity, Translation
from pipeline.brief import Chain
from pipeline.cache import Cache
from pipeline.checks.termbase import Term, Termbase, words
from pipeline.models import Registry, load_registry
from pipeline.models.pull import pull
from pipeline.readers import read_bytes
from pipeline.settings import Settings
from pipeline.terms import Replaced, enforce, with_notes
from pipeline.text import for_model
from pipeline.translate import Alignment, CTranslate2Engine, Finished
from pipeline.translate.outputs import Output

Shares = Mapping[tuple[str, str], float]
"""(English, French) → how much of the one's attention goes to the other."""


class Told:
    """An aligner that says what it was told, word by word."""

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self.asked: list[tuple[str, str]] = []

    def align(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Alignment]:
        self.asked = list(pairs)
        return {pair: self._of(*pair) for pair in self.asked}

    def _of(self, french: str, english: str) -> Alignment:
        source, target = words(french), words(english)
        return Alignment(
            tuple((word.start, word.end) for word in source),
            tuple((word.start, word.end) for word in target),
            tuple(
                tuple(self.shares.get((one.text, other.text), 0.0) for other in source)
                for one in target
            ),
        )


def put(
    french: str, english: str, terms: Mapping[str, str], shares: Shares, **given: Any
) -> tuple[str, Replaced]:
    """The English with the terms in, and all that was done."""
    sentence = Sentence("p1.s1", "p1", Role.PARAGRAPH, 0, len(french), french)
    base = Termbase(
        {},
        tuple(
            Term(key, (key,) if value == "keep" else (value,), value == "keep", True)
            for key, value in terms.items()
        ),
    )
    old = Translation("p1.s1", english, -0.2)
    done = enforce([sentence], {"p1.s1": old}, base, aligner=Told(shares), **given)  # type: ignore[arg-type]  # all that is used of one
    return done.translations.get("p1.s1", old).text, done


ONE = {("strike", "grève"): 0.8}


def test_a_term_is_put_in_and_the_row_says_so() -> None:
    text, done = put(
        "La «\u00a0grève\u00a0» dure.", 'The "strike" goes on.', {"grève": "walkout"}, ONE
    )
    assert text == 'The "walkout" goes on.'
    assert done.translations["p1.s1"].repairs == ("term",)
    (flag,) = done.flags
    assert (flag.check, flag.severity, flag.row) == ("terms", Severity.NOTE, "p1.s1")
    assert flag.message == 'The desk\'s "walkout" stands where the model had "strike".'
    # Of the French as it stands in the wire, no-break spaces and all.
    assert flag.source == ((5, 10),)
    assert flag.target == ((5, 12),)
    assert (
        put("La grève dure.", "The strike goes on.", {"grève": "walkout"}, ONE, silent=True)[
            1
        ].flags
        == ()
    )


@pytest.mark.parametrize(
    "shares",
    [
        {},
        {("strike", "grève"): 0.45},
        {("strike", "grève"): 0.8, ("lasts", "grève"): 0.35},  # a rival
        {("strike", "grève"): 0.8, ("long", "grève"): 0.7},  # two words for one
        {("The", "grève"): 0.9},  # a function word
    ],
)
def test_what_is_not_clear_stays(shares: Shares) -> None:
    text, done = put("La grève dure.", "The long strike lasts.", {"grève": "walkout"}, shares)
    assert text == "The long strike lasts."
    assert done == Replaced({}, ())


def test_the_model_is_asked_about_rows_that_miss_a_term_and_no_others() -> None:
    frenches = ["La grève dure.", "Le train part.", "Une grève."]
    englishes = ["The strike lasts.", "The train leaves.", "A walkout."]
    sentences = [
        Sentence(f"p{n}.s1", f"p{n}", Role.PARAGRAPH, 0, len(text), text)
        for n, text in enumerate(frenches)
    ]
    found = {
        s.id: Translation(s.id, text, -0.1) for s, text in zip(sentences, englishes, strict=True)
    }
    told = Told(ONE)
    base = Termbase({}, (Term("grève", ("walkout",), desk=True),))
    done = enforce(sentences, found, base, aligner=told)  # type: ignore[arg-type]  # as above
    assert told.asked == [("La grève dure.", "The strike lasts.")]
    assert list(done.translations) == ["p0.s1"]
    told.asked = []
    enforce(sentences[1:], found, base, aligner=told)  # type: ignore[arg-type]  # as above
    assert told.asked == []


@pytest.mark.parametrize(
    ("french", "english", "term", "shares", "wanted"),
    [
        # plural, and its reverse
        ("Les grèves durent.", "The strikes last.", ("grève", "walkout"),
         {("strikes", "grèves"): 0.9}, "The walkouts last."),
        ("Deux mois.", "Two months.", ("mois", "thirty days"),
         {("months", "mois"): 0.9}, "Two thirty days."),
        ("Un pompier.", "A fireman.", ("pompiers", "firefighters"),
         {("fireman", "pompier"): 0.9}, "A firefighter."),
        # what is no plural in French gives none away; the English does
        ("Des pays.", "Some countries.", ("pays", "land"),
         {("countries", "pays"): 0.9}, "Some lands."),
        # possessive
        ("L'avis du ministre.", "The minister's opinion.", ("ministre", "secretary"),
         {("minister", "ministre"): 0.9}, "The secretary's opinion."),
        ("L'avis des ministres.", "The ministers' opinion.", ("ministre", "secretary"),
         {("ministers", "ministres"): 0.9}, "The secretaries' opinion."),
        ("L'avis des ministres.", "The ministers' opinion.", ("ministres", "cabinet"),
         {("ministers", "ministres"): 0.9}, "The cabinet's opinion."),
        # capital at the start, after a quote too; as the termbase has it elsewhere
        ("«Grève générale».", '"Strike general".', ("grève", "walkout"),
         {("Strike", "Grève"): 0.9}, '"Walkout general".'),
        ("Le Ministre.", "The Minister.", ("ministre", "secretary of state"),
         {("Minister", "Ministre"): 0.9}, "The secretary of state."),
        # a or an, and no two articles
        ("Une grève.", "A strike.", ("grève", "action"),
         {("strike", "grève"): 0.9}, "An action."),
        ("Un accord.", "An agreement.", ("accord", "union deal"),
         {("agreement", "accord"): 0.9}, "A union deal."),
        ("Le Sahel.", "The desert.", ("Sahel", "the Sahel region"),
         {("desert", "Sahel"): 0.9}, "The Sahel region."),
        # several words, function words between them
        ("En garde à vue.", "In detention of sight.", ("garde à vue", "police custody"),
         {("detention", "garde"): 0.7, ("sight", "vue"): 0.6}, "In police custody."),
        ("La laïcité.", "The secularity.", ("laïcité", "keep"),
         {("secularity", "laïcité"): 0.9}, "The laïcité."),
    ],
)  # fmt: skip  # a table reads better in rows
def test_the_form_is_carried_over(
    french: str, english: str, term: tuple[str, str], shares: Shares, wanted: str
) -> None:
    assert put(french, english, dict([term]), shares)[0] == wanted


@pytest.mark.parametrize(
    ("french", "english", "term", "shares"),
    [
        # half a word; a tense that would be lost
        ("Nous avions tort.", "We didn't err.", ("avion", "aircraft"), {("didn", "avions"): 0.9}),
        ("Il produit.", "He produced.", ("produit", "merchandise"), {("produced", "produit"): 0.9}),
        ("Il frappe.", "He strikes.", ("frappe", "raid"), {("strikes", "frappe"): 0.9}),
        # another word than the term, though the check takes it for a form of it
        ("Il a pris du temps.", "He took time.", ("prix", "cost"), {("took", "pris"): 0.9}),
        ("Ils sont questionnés.", "They are asked.", ("question", "query"),
         {("asked", "questionnés"): 0.9}),
        # a mark within; a word said twice
        ("Le gaz naturel.", "The gas, natural.", ("gaz naturel", "fuel"),
         {("gas", "gaz"): 0.9, ("natural", "naturel"): 0.9}),
        ("La banque.", "The lender's bank.", ("lender", "x"), {("bank", "banque"): 0.9}),
        ("Un prêteur, une banque.", "A big bank lender.", ("prêteur", "bank"),
         {("lender", "prêteur"): 0.9}),
    ],
)  # fmt: skip  # as above
def test_what_would_make_it_worse_is_left(
    french: str, english: str, term: tuple[str, str], shares: Shares
) -> None:
    assert put(french, english, dict([term]), shares)[0] == english


def test_a_term_that_stands_twice_is_put_in_twice_or_not_at_all() -> None:
    french, english = "Une grève après une grève.", "A strike after a stoppage."
    term = {"grève": "walkout"}
    assert put(french, english, term, {("strike", "grève"): 0.9})[0] == english
    # Two places for each: nothing is clear.
    both = {("strike", "grève"): 0.9, ("stoppage", "grève"): 0.9}
    assert put(french, english, term, both)[0] == english


def test_two_terms_of_a_row_are_independent() -> None:
    shares = {("strike", "grève"): 0.9, ("Minister", "ministre"): 0.9, ("school", "école"): 0.2}
    terms = {"grève": "walkout", "ministre": "secretary", "école": "academy"}
    text, done = put(
        "Le ministre craint une grève à l'école.",
        "The Minister fears a strike at school.",
        terms,
        shares,
    )
    assert text == "The secretary fears a walkout at school."
    assert [text[slice(*flag.target[0])] for flag in done.flags] == ["secretary", "walkout"]


def test_a_term_never_costs_another() -> None:
    # "bank" is what the second term wants, and stands there once.
    terms = {"prêteur": "lender", "banque": "bank"}
    english = "The bank lends."
    shares = {("bank", "prêteur"): 0.9}
    assert put("La banque est un prêteur.", english, terms, shares)[0] == english


def test_notes_stand_with_their_rows() -> None:
    _, done = put("La grève dure.", "The strike lasts.", {"grève": "walkout"}, ONE)
    note = done.flags[0]
    later = dataclasses.replace(note, check="numbers", row="p2.s1")
    of_brief = dataclasses.replace(note, check="facts", row="b1")
    error = dataclasses.replace(note, check="names", severity=Severity.ERROR)
    sentences = [Sentence(i, "p", Role.PARAGRAPH, 0, 0, "") for i in ("p1.s1", "p2.s1")]
    assert with_notes([error, later, of_brief], [note], sentences) == (
        error,
        note,
        later,
        of_brief,
    )


UGLY = st.text(st.sampled_from("grève strike's ’|\u00a0\u202e😀.,«»é\x00"), max_size=40)


@given(UGLY, UGLY, st.floats(0, 1))
def test_any_text_comes_through(before: str, after: str, share: float) -> None:
    french, english = f"{before} grève {after}", f"{after} strike {before}"
    text, done = put(french, english, {"grève": "walkout"}, {("strike", "grève"): share})
    assert (text == english) == (not done.flags)
    for flag in done.flags:
        assert "alkout" in text[slice(*flag.target[0])]
        assert all(french[start:end] == "grève" for start, end in flag.source)


MODELS = """\
default_profile: tiny
profiles:
  tiny: {description: Random weights, translation: tiny-fr-en, summarisation: extractive}
models:
  tiny-fr-en:
    kind: marian
    task: translation
    description: Random weights
    source: {path: MARIAN}
    licence: none
    languages: [fr, en]
    decoding: {beam_size: 1}
"""
WIRE = (
    "Les syndicats ont appelé à une grève de 24 heures, a dit la police.",
    "The unions have called a strike of 24 hours, the police said.",
)


@pytest.fixture
def registry(tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setenv("DEPECHE_HOME", str(tmp_path / "home"))
    file = tmp_path / "models.yaml"
    file.write_text(MODELS.replace("MARIAN", str(tiny_marian)), "utf-8")
    loaded = load_registry(file)
    pull(loaded, "tiny-fr-en")
    return loaded


def _look(_: Any, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[list[list[float]]]:
    """An engine's attention: ``strike`` looks at ``grève``, and everything else nowhere."""

    def inside(pieces: Sequence[str], word: str) -> list[bool]:
        whole, at, found = "".join(pieces), 0, []
        start = whole.find(word)
        for piece in pieces:
            found.append(start < at + len(piece) and at < start + len(word))
            at += len(piece)
        return found

    matrices = []
    for source, target in pairs:
        columns = inside(source, "grève")
        matrices.append(
            [
                [0.9 / sum(columns) if row and column else 0.0 for column in columns]
                for row in inside(target, "strike")
            ]
        )
    return matrices


def test_the_chain_puts_terms_in_and_from_the_cache_runs_no_model(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    termbase = tmp_path / "termbase.yaml"
    termbase.write_text("terms:\n  grève: walkout\n", "utf-8")
    article = read_bytes(WIRE[0].encode(), name="wire.txt")[0]
    known = {for_model(WIRE[0]): Finished(Output(WIRE[1], -0.2, 12))}

    def document(cache: Cache, *, enforced: bool = True, ignore: tuple[str, ...] = ()) -> Document:
        settings = Settings(termbase=termbase, enforce_terms=enforced, ignore=ignore)
        chain = Chain.open(registry=registry, cache=cache, settings=settings)
        made = chain.finish(chain.prepare(article), known)
        assert made.signature.split(" | ")[0] == chain.signature(90).split(" | ")[0]
        return made

    def never(*_: Any) -> Any:
        raise AssertionError("no model is needed")

    with Cache.open(":memory:") as cache:
        monkeypatch.setattr(CTranslate2Engine, "attend", never)
        plain = document(cache, enforced=False)
        assert [flag.severity for flag in plain.flags if flag.check == "terms"] == [Severity.ERROR]
        assert "terms:" not in plain.signature
        monkeypatch.setattr(CTranslate2Engine, "attend", _look)
        made = document(cache)
        monkeypatch.setattr(CTranslate2Engine, "attend", never)
        assert document(cache) == made
        silent = document(cache, ignore=("terms",))
    (translation,) = made.translations
    assert translation.text == WIRE[1].replace("strike", "walkout")
    assert translation.repairs == ("term",)
    assert [flag.severity for flag in made.flags if flag.check == "terms"] == [Severity.NOTE]
    assert "terms:enforced" in made.signature
    # The brief is made of it.
    assert "walkout" in made.brief.sentences[0].text
    assert silent.translations == made.translations
    assert not [flag for flag in silent.flags if flag.check == "terms"]


def test_the_command_line_and_the_settings_file_ask_for_it(tmp_path: Path) -> None:
    from pipeline.cli.options import desk_settings

    file = tmp_path / "settings.yaml"
    file.write_text("ignore: [length]\n", "utf-8")
    assert not desk_settings(file, None).enforce_terms
    asked = desk_settings(file, ["quotes"], enforce_terms=True)
    assert asked.enforce_terms
    assert asked.ignore == ("length", "quotes")
    file.write_text("enforce_terms: true\n", "utf-8")
    assert desk_settings(file, None).enforce_terms
