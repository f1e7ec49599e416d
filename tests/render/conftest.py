from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from pipeline.article import (
    Article,
    Block,
    Brief,
    BriefSentence,
    Document,
    Flag,
    Grade,
    Headline,
    ModelInfo,
    Notice,
    Role,
    Sentence,
    Severity,
    Translation,
)
from pipeline.wire import Signal, WireItem

BlockSpec = tuple[Role, Sequence[tuple[str, str]]]

STORY: tuple[BlockSpec, ...] = (
    (Role.CAPTION, [("Le port de Brest, mardi", "The port of Brest on Tuesday")]),
    (
        Role.PARAGRAPH,
        [
            ("Le port a rouvert mardi.", "The port reopened on Tuesday."),
            ("«\u00a0Tout va bien\u00a0», a dit M.\u00a0Le\u202fGoff.", '"All is well," he said.'),
        ],
    ),
    (Role.CROSSHEAD, [("Retour au calme", "Calm returns")]),
    (Role.PARAGRAPH, [("Le trafic reprendra\njeudi.", "Traffic resumes on Thursday.")]),
    (Role.CREDIT, [("AGENCE/OUEST", "AGENCE/OUEST")]),
)


def build(
    blocks: Sequence[BlockSpec] = STORY,
    *,
    metadata: Mapping[str, str] | None = None,
    item: WireItem | None = None,
    name: str = "brest.txt",
) -> Document:
    """A document whose article holds these blocks of (French, English) sentences."""
    text, made, sentences, translations = "", [], [], []
    for number, (role, pairs) in enumerate(blocks, 1):
        text += "\n\n" if number > 1 else ""
        start = len(text)
        for position, (french, english) in enumerate(pairs, 1):
            text += " " if position > 1 else ""
            id_ = f"p{number}.s{position}"
            end = len(text) + len(french)
            sentences.append(Sentence(id_, f"p{number}", role, len(text), end, french))
            translations.append(Translation(id_, english, -0.25))
            text += french
        made.append(Block(f"p{number}", role, start, len(text), start, len(text)))
    return Document(
        article=Article(
            name=name,
            text=text,
            encoding="utf-8",
            blocks=tuple(made),
            metadata=metadata or {},
            item=item or WireItem(),
            notices=(Notice("no-headline", "The wire has no headline.", ("p1",)),),
        ),
        sentences=tuple(sentences),
        translations=tuple(translations),
        brief=Brief(
            sentences=(
                BriefSentence("b1", "The port reopened on Tuesday.", ("p2.s1", "p4.s1")),
                BriefSentence("b2", "Everyone is happy.", ()),
            ),
            method="extractive",
            notices=(Notice("short", "The brief is shorter than asked."),),
        ),
        headline=Headline("The port reopened", "", made=True),
        profile="embedded",
        models=(
            ModelInfo(
                role="translation",
                name="tiny-fr-en",
                digest="ab" * 32,
                engine="ctranslate2",
                compute_type="int8",
                settings=("beam=4", "length_penalty=1.0"),
                note="28.1 BLEU on newstest2013",
            ),
            ModelInfo("summarisation", "extractive", "cd" * 32, "extractive"),
        ),
        signature="depeche:0.1.0|model:tiny-fr-en@abab|beam:4",
        version="0.1.0",
        notices=(Notice("not-french", "Parts may not be French.", ("p2.s2", "p99")),),
    )


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    return build


@pytest.fixture(scope="session")
def document() -> Document:
    return build()


@pytest.fixture(scope="session")
def judged() -> Document:
    """The story as an agency sends it, and with something wrong in its translation."""
    item = WireItem(
        identity="tag:agence.example,2024:brest-port",
        version=2,
        created="2024-07-10T18:02:00+02:00",
        slug="Brest-port",
        copyright="© Agence 2024",
        signals=(Signal.CORRECTION,),
    )
    wrong = Flag(
        "dates",
        Severity.ERROR,
        "p4.s1",
        "“jeudi” is “Tuesday” in the English.",
        source=((20, 25),),
        target=((18, 25),),
    )
    odd = Flag("quotes", Severity.WARNING, "p2.s2", "Nobody is named as the speaker.")
    document = build(item=item)
    translations = (
        *document.translations[:-2],
        Translation("p4.s1", "Traffic resumes on Tuesday.", -1.25, repairs=("beam",), cost=3.0),
        document.translations[-1],
    )
    grades = {"p1.s1": Grade.HIGH, "p2.s1": Grade.HIGH, "p2.s2": Grade.MEDIUM, "p4.s1": Grade.LOW}
    return replace(
        document,
        translations=translations,
        flags=(odd, wrong),
        grades=grades,
        dateline="BREST, July 10 (AGENCE)",
        advisories=("Correction: Corrects day in paragraph 2.",),
    )


@pytest.fixture(scope="session")
def one_sentence() -> Callable[[str], Document]:
    """A document with this text everywhere that text can stand."""

    def make(text: str) -> Document:
        item = WireItem(
            identity=text,
            slug=text,
            credit=text,
            copyright=text,
            usage_terms=text,
            keywords=(text,),
        )
        document = build(((Role.PARAGRAPH, [(text, text)]),), name=text, item=item)
        return replace(
            document,
            headline=Headline(text, text, made=False),
            brief=replace(document.brief, sentences=(BriefSentence("b1", text, ("p1.s1",), text),)),
            dateline=text,
            advisories=(text, text),
            flags=(Flag("names", Severity.ERROR, "p1.s1", text),),
            grades={"p1.s1": Grade.LOW},
            notices=(Notice("any", text, ("p1",)),),
            signature=text,
            models=tuple(replace(model, name=text, note=text) for model in document.models),
        )

    return make
