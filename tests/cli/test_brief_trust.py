"""What the checks find at the face: silenced, counted, held back, and the gate on the brief.

Two of the tiny models learn a few sentences by heart here, so that what they say is known: the
code that runs them, links, judges and writes once more is the real one.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.models import Store, load_registry
from pipeline.models.pull import pull

PAIRS = (
    (
        "Le ministre a annoncé jeudi la fermeture de 12 écoles.",
        "The minister announced on Thursday the closure of 12 schools.",
    ),
    (
        "Les syndicats ont appelé à une grève de 24 heures.",
        "The unions have called a strike of 24 hours.",
    ),
    (
        "La police a arrêté mardi un suspect à Lyon.",
        # What a model gets wrong, and repair does not see.
        "The police arrested a suspect in Lyon on Monday.",
    ),
)
WIRE = f"{PAIRS[0][0]}\n\n{PAIRS[1][0]}\n"
WRONG = f"{PAIRS[1][0]}\n\n{PAIRS[2][0]}\n"

FALSE = "The minister announced the closure of 120 schools."
MENDED = "The minister announced the closure of 12 schools."
ALWAYS_FALSE = "The unions have called a strike in Paris."
OWN = PAIRS[1][1]
SUMMARIES = (
    (f"{PAIRS[0][1]} {OWN}", f"{FALSE} {ALWAYS_FALSE}"),
    # What it is given when it is to write a sentence once more: the paragraph it rests on.
    (PAIRS[0][1], MENDED),
    (OWN, ALWAYS_FALSE),
)

MODELS = """\
default_profile: quoted
profiles:
  quoted: {description: Of our own, translation: heart-fr-en, summarisation: extractive}
  written: {description: Of our own, translation: heart-fr-en, summarisation: heart-bart}
models:
  heart-fr-en:
    kind: marian
    task: translation
    description: Knows a few sentences by heart
    source: {path: MARIAN}
    licence: CC0-1.0
    languages: [fr, en]
    decoding: {beam_size: 1, max_source_tokens: 100}
    engine: {compute_type: float32}
  heart-bart:
    kind: bart
    task: summarisation
    description: Knows a few summaries by heart
    source: {path: BART}
    licence: CC0-1.0
    languages: [en]
    decoding: {beam_size: 1, no_repeat_ngram_size: 0}
    engine: {compute_type: float32}
"""


def learn(kind: str, folder: Path, to: Path, pairs: Sequence[tuple[str, str]]) -> None:
    """Overfit a tiny model until it says nothing but what it was told."""
    import shutil

    import torch
    import transformers

    shutil.copytree(folder, to)
    torch.manual_seed(4)
    model = getattr(transformers, kind).from_pretrained(folder, local_files_only=True)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    rows = [
        (
            torch.tensor([tokenizer(source).input_ids]),
            torch.tensor([tokenizer(text_target=target).input_ids]),
        )
        for source, target in pairs
    ]
    adam = torch.optim.Adam(model.parameters(), lr=4e-3)
    model.train()
    for _ in range(1000):
        losses = [model(input_ids=source, labels=target).loss for source, target in rows]
        adam.zero_grad()
        sum(losses).backward()
        adam.step()
        if max(loss.item() for loss in losses) < 0.01:
            break
    else:
        pytest.fail("the tiny model did not learn")
    model.eval().save_pretrained(to)


@pytest.fixture(scope="session")
def heart(
    tiny_marian: Path, tiny_bart: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """models.yaml and store of the two models."""
    folder = tmp_path_factory.mktemp("heart")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, while they train
        learn("MarianMTModel", tiny_marian, folder / "marian", PAIRS)
        learn("BartForConditionalGeneration", tiny_bart, folder / "bart", SUMMARIES)
    file = folder / "models.yaml"
    text = MODELS.replace("MARIAN", str(folder / "marian")).replace("BART", str(folder / "bart"))
    file.write_text(text, "utf-8")
    store = Store(folder / "store")
    for name in ("heart-fr-en", "heart-bart"):
        pull(load_registry(file), name, store=store)
    return file, folder / "store"


@pytest.fixture(autouse=True)
def known(heart: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, place: Path) -> Path:
    """A wire whose translation and summary are known; the second of ``WRONG`` is mistranslated."""
    monkeypatch.setenv("DEPECHE_MODELS", str(heart[0]))
    monkeypatch.setenv("DEPECHE_HOME", str(heart[1]))
    (place / "wrong.txt").write_text(WRONG, "utf-8")
    file = place / "wire.txt"
    file.write_text(WIRE, "utf-8")
    return file


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_what_the_wire_does_not_say_is_written_once_more_then_replaced(
    engine: str, known: Path, depeche: Any
) -> None:
    options = ("brief", known, "--profile", "written", "--engine", engine)
    ended = depeche(*options, "--format", "json", "--strict")
    assert ended.code == 0, ended.err
    document = json.loads(ended.out)
    assert [t["text"] for t in document["translations"]] == [PAIRS[0][1], OWN]
    assert document["brief"]["sentences"] == [
        {"id": "b1", "text": MENDED, "sources": ["p1.s1"], "replaced": FALSE},
        {"id": "b2", "text": OWN, "sources": ["p2.s1"], "replaced": ALWAYS_FALSE},
    ]
    notices = {notice["code"]: notice["ids"] for notice in document["brief"]["notices"]}
    assert notices["brief-sentence-rewritten"] == ["b1"]
    assert notices["brief-sentence-replaced"] == ["b2"]
    assert "unsupported" not in notices
    page = depeche(*options).out
    assert f"{MENDED} <sup>[p1.s1](#p1.s1)</sup> *(in place of: {FALSE})*" in page
    assert f"{OWN} <sup>[p2.s1](#p2.s1)</sup> *(in place of: {ALWAYS_FALSE})*" in page
    assert "the wire's own sentence stands there. ([b2](#b2))" in page


def test_without_the_gate_what_it_wrote_stays(known: Path, depeche: Any) -> None:
    ended = depeche("brief", known, "--profile", "written", "--ignore", "facts", "--format", "json")
    said = [sentence["text"] for sentence in json.loads(ended.out)["brief"]["sentences"]]
    assert said == [FALSE, ALWAYS_FALSE]


def test_a_wire_that_comes_out_right_passes_strict(known: Path, depeche: Any) -> None:
    ended = depeche("brief", known, "--strict", "--quiet", "-o", "page.md")
    assert (ended.code, ended.out, ended.err) == (0, "page.md\n", "")


def test_an_error_holds_the_page_back(depeche: Any) -> None:
    ended = depeche("brief", "wrong.txt", "--strict", "-o", "page.md")
    assert (ended.code, ended.out) == (71, "")
    assert "depeche: error: wrong.txt is held back, the checks found 2 errors. " in ended.err
    assert 'p2.s1: "mardi" is "Monday" in the English, not Tuesday. (dates)' in ended.err
    assert not Path("page.md").exists()


def test_flags_are_counted_on_stderr_unless_it_is_to_be_quiet(depeche: Any) -> None:
    ended = depeche("brief", "wrong.txt")
    assert ended.code == 0
    assert "depeche: wrong.txt: 2 errors to check\n" in ended.err
    assert "**To check before use: 2 errors**" in ended.out
    assert depeche("brief", "wrong.txt", "--quiet").err == ""


@pytest.mark.parametrize("given", [("--ignore", "dates,facts"), ("--ignore", "facts")])
def test_checks_are_silenced_by_option_and_by_file_together(
    given: tuple[str, ...], depeche: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = ("brief", "wrong.txt", "--strict", "--quiet", *given)
    first = depeche(*silent).code
    assert first == (0 if "dates" in given[1] else 71)
    Path("desk.yaml").write_text("ignore: [dates]\n", "utf-8")
    assert depeche(*silent, "--settings", "desk.yaml").code == 0
    monkeypatch.setenv("DEPECHE_SETTINGS", "desk.yaml")
    assert depeche(*silent).code == 0
    assert depeche("brief", "wrong.txt", "--strict").code == 71


def test_the_desk_s_terms_are_demanded(known: Path, depeche: Any) -> None:
    Path("terms.yaml").write_text("terms:\n  grève: walkout\n", "utf-8")
    Path("desk.yaml").write_text("termbase: terms.yaml\n", "utf-8")
    ended = depeche("brief", known, "--settings", "desk.yaml", "--strict")
    assert ended.code == 71
    assert '"grève" is to be "walkout" in the English' in ended.err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--ignore", "spelling"), 2, "There is no check 'spelling' to ignore."),
        (("--ignore", "number"), 2, "Did you mean 'numbers'?"),
        (("--settings", "none.yaml"), 20, "none.yaml"),
    ],
)
def test_mistakes_in_what_is_silenced(
    options: tuple[str, ...], code: int, said: str, known: Path, depeche: Any
) -> None:
    ended = depeche("brief", known, *options)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_a_model_that_was_not_calibrated_is_named(known: Path, depeche: Any) -> None:
    ended = depeche("brief", known)
    assert "- The grades are general ones" in ended.out
    assert "note: The grades are general ones" in ended.err
