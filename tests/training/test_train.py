"""The whole recipe on a toy language: learns, saves, resumes, exports, loads."""

from __future__ import annotations

import dataclasses
import itertools
import json
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import torch
from transformers import MarianMTModel

from pipeline.errors import InputError, ModelLoadError
from pipeline.models.environment import quiet
from training.data import collate, load, plan_epoch, prepare, token_encoder, unsaid
from training.export import export
from training.generate import generate, pieces_of, search
from training.recipe import Recipe, Schedule, Shape, Source
from training.train import Trainer, load_state
from training.vocabulary import train_vocabulary

WORDS = {
    "le ministre": "the minister",
    "la présidente": "the president",
    "un pilote": "a pilot",
    "une porte-parole": "a spokeswoman",
    "a confirmé": "confirmed",
    "a démenti": "denied",
    "refuse": "refuses",
    "l'accord": "the agreement",
    "la rencontre": "the meeting",
    "deux frappes": "two strikes",
    "jeudi": "on Thursday",
    "samedi": "on Saturday",
    "en Syrie": "in Syria",
    "à Moscou": "in Moscow",
}
GROUPS = [slice(0, 4), slice(4, 7), slice(7, 10), slice(10, 14)]


def _corpus(folder: Path) -> Recipe:
    entries = list(WORDS.items())
    pairs = [
        tuple(" ".join(part[side] for part in parts) + "." for side in (0, 1))
        for parts in itertools.product(*(entries[group] for group in GROUPS))
    ]
    random.Random(3).shuffle(pairs)
    lines = [f"{french}\t{english}\n" for french, english in pairs * 4]
    (folder / "toy.tsv").write_text("".join(lines), "utf-8")
    (folder / "dev.fr").write_text("".join(f"{p[0]}\n" for p in pairs[:20]), "utf-8")
    (folder / "dev.en").write_text("".join(f"{p[1]}\n" for p in pairs[:20]), "utf-8")
    return Recipe(
        name="toy",
        data_root=str(folder),
        sources=(Source("toy.tsv", weight=1.5, augment=False),),
        dev=("dev.fr", "dev.en"),
        shape=Shape(
            vocabulary=420,
            width=32,
            feed_forward=64,
            heads=2,
            encoder_layers=2,
            decoder_layers=1,
            dropout=0.0,
            positions=64,
        ),
        schedule=Schedule(batch_tokens=400, peak=6e-3, warmup=20, smoothing=0.0, ema=0.95),
    )


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """Matrices this small are slower on two threads, and vary with their number."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recipe, Path]:
    """A recipe and a run folder with vocabulary and data."""
    root = tmp_path_factory.mktemp("toy")
    recipe = _corpus(root)
    run = root / "run"
    train_vocabulary(recipe, run)
    prepare(recipe, run, run / "data", lambda _: None)
    return recipe, run


def _fresh(toy: tuple[Recipe, Path], tmp_path: Path, **schedule: object) -> Trainer:
    recipe, run = toy
    for name in ("vocab.json", "source.spm", "target.spm", "data"):
        if not (tmp_path / name).exists():
            (tmp_path / name).symlink_to(run / name)
    changed = dataclasses.replace(recipe.schedule, **schedule)  # type: ignore[arg-type]  # by test
    return Trainer(dataclasses.replace(recipe, schedule=changed), tmp_path, lambda _: None)


@pytest.fixture(scope="module")
def trained(toy: tuple[Recipe, Path], tmp_path_factory: pytest.TempPathFactory) -> Trainer:
    trainer = _fresh(toy, tmp_path_factory.mktemp("trained"))
    trainer.run(steps=260, report_every=20)
    return trainer


@pytest.fixture(scope="module")
def exported(trained: Trainer) -> Path:
    target = trained.folder / "model"
    export(trained.averaged_state(), trained.recipe.shape, trained.folder, target)
    return target


def test_learns(trained: Trainer) -> None:
    losses = [entry["loss"] for entry in trained.progress.history]
    assert losses[0] > 2
    assert losses[-1] < 0.3


def test_translates_the_toy_language(exported: Path, toy: tuple[Recipe, Path]) -> None:
    root = Path(toy[0].data_root)
    french = (root / "dev.fr").read_text("utf-8").splitlines()
    english = (root / "dev.en").read_text("utf-8").splitlines()
    output = generate(exported, french, beams=1)
    right = sum(made == wanted for made, wanted in zip(output, english, strict=True))
    assert right >= 16


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")  # never used by it
def test_a_search_for_pairs_leaves_out_what_is_unknown_or_faulty(
    exported: Path, toy: tuple[Recipe, Path]
) -> None:
    root = Path(toy[0].data_root)
    french = (root / "dev.fr").read_text("utf-8").splitlines()
    english = (root / "dev.en").read_text("utf-8").splitlines()
    told: list[tuple[int, int]] = []
    made = search(
        exported,
        ["☃ est là", *french, french[0] + " 123456"],
        beams=2,
        length_penalty=1.0,
        progress=lambda *done: told.append(done),
    )
    assert made[0] == ""
    assert made[-1] == ""  # the number is lost, which shows
    right = sum(made == wanted for made, wanted in zip(made[1:-1], english, strict=True))
    assert right >= 16
    assert told[-1][0] == told[-1][1]


def test_export_loads_in_both_engines_with_equal_greedy_output(
    exported: Path, tmp_path: Path, toy: tuple[Recipe, Path]
) -> None:
    lines = (Path(toy[0].data_root) / "dev.fr").read_text("utf-8").splitlines()
    converter = ctranslate2.converters.TransformersConverter(str(exported))
    with quiet():
        converted = converter.convert(str(tmp_path / "ct2"), quantization="float32")
    translator = ctranslate2.Translator(converted, device="cpu", compute_type="float32")
    import sentencepiece as spm

    source = spm.SentencePieceProcessor(model_file=str(exported / "source.spm"))
    target = spm.SentencePieceProcessor(model_file=str(exported / "target.spm"))
    tokens = [[*source.encode(line, out_type=str), "</s>"] for line in lines]
    results = translator.translate_batch(tokens, beam_size=1)
    made = [target.decode_pieces(result.hypotheses[0]) for result in results]
    assert made == generate(exported, lines, beams=1)


def test_what_the_target_side_never_has_is_never_put_out(
    trained: Trainer, toy: tuple[Recipe, Path], tmp_path: Path
) -> None:
    recipe, run = toy
    pieces = pieces_of(run)
    data = load(recipe, run / "data")
    missing = unsaid(data, pieces)
    targets = set(np.concatenate([pairs.target for pairs in data]).tolist())
    assert missing
    assert not targets.intersection(missing)
    assert all(len(pieces[i].strip("▁")) > 1 for i in missing)
    left = set(range(len(pieces))) - targets - set(missing)
    assert all(len(pieces[i].strip("▁")) <= 1 or pieces[i][0] == "<" for i in left)
    export(trained.averaged_state(), recipe.shape, run, tmp_path / "model", unsaid=missing)
    bias = MarianMTModel.from_pretrained(tmp_path / "model").final_logits_bias[0]
    assert (bias[missing] < -1e3).all()
    assert bias.abs().sum() == bias[missing].abs().sum()


def test_export_is_what_was_trained(exported: Path, trained: Trainer) -> None:
    model = MarianMTModel.from_pretrained(exported, dtype=torch.float32)
    batch = plan_epoch(trained.data, trained.recipe, 0)[0]
    arrays = collate(batch, trained.data, trained.network.pad, 0)
    source, inputs, labels = map(torch.from_numpy, arrays)
    # Positions are not read from the file but computed, so they are not rounded either.
    state = {
        name: value if "positions" in name else value.half().float()
        for name, value in trained.averaged_state().items()
    }
    trained.network.load_state_dict(state)
    with torch.no_grad():
        ours, _ = trained.network(source, inputs, labels)
        theirs = model(input_ids=source, decoder_input_ids=inputs).logits
    assert torch.allclose(ours, theirs[labels != -100][:, : trained.network.pad], atol=1e-4)
    assert not model.get_input_embeddings().weight[trained.network.pad].any()


def test_two_runs_in_a_row_equal_one(toy: tuple[Recipe, Path], tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()
    one = _fresh(toy, whole)
    one.run(steps=12, decay=False)
    _fresh(toy, parts).run(steps=5, decay=False)
    two = _fresh(toy, parts)
    assert two.progress.step == 5
    two.run(steps=12, decay=False)
    first, second = one.averaged_state(), two.averaged_state()
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_evaluating_between_two_runs_changes_nothing(
    toy: tuple[Recipe, Path], tmp_path: Path
) -> None:
    """Dropout draws random numbers, and so does whoever measures in between."""

    def measure(_: Trainer) -> float:
        torch.manual_seed(9)
        return float(torch.rand(()))

    folders = [tmp_path / "whole", tmp_path / "parts"]
    for folder in folders:
        folder.mkdir()
    shape = dataclasses.replace(toy[0].shape, dropout=0.3)
    dropping = dataclasses.replace(toy[0], shape=shape), toy[1]
    one = _fresh(dropping, folders[0])
    one.run(steps=8, decay=False)
    _fresh(dropping, folders[1]).run(steps=3, decay=False, evaluate=measure)
    two = _fresh(dropping, folders[1])
    two.run(steps=8, decay=False)
    first, second = one.averaged_state(), two.averaged_state()
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_a_run_taken_up_in_its_decay_keeps_the_state_from_before(
    toy: tuple[Recipe, Path], tmp_path: Path
) -> None:
    stopped = _fresh(toy, tmp_path)

    def stop(_: str) -> None:
        stopped.stop = stopped.progress.step >= 8

    stopped.log = stop
    stopped.run(steps=10, report_every=1)
    before = (tmp_path / "before-decay.pt").read_bytes()
    assert load_state(tmp_path)["progress"]["step"] == 8
    resumed = _fresh(toy, tmp_path)
    resumed.run(steps=10)
    assert resumed.progress.step == 10
    assert (tmp_path / "before-decay.pt").read_bytes() == before


def test_says_how_long_it_will_take_and_gives_ctrl_c_back(
    toy: tuple[Recipe, Path], tmp_path: Path
) -> None:
    handler = signal.getsignal(signal.SIGINT)
    trainer = _fresh(toy, tmp_path)
    said: list[str] = []
    trainer.log = said.append
    trainer.run(steps=4, report_every=2)
    assert "min left" in said[0]
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_recipe_that_leaves_nothing_to_train_on_says_so(
    toy: tuple[Recipe, Path], tmp_path: Path
) -> None:
    trainer = _fresh(toy, tmp_path, longest=1)
    with pytest.raises(InputError, match="no pair to train on"):
        trainer.run(steps=1)


def test_a_start_with_another_vocabulary_is_refused(
    toy: tuple[Recipe, Path], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    _fresh(toy, other).run(steps=1)
    words = json.loads((other / "vocab.json").read_text("utf-8"))
    (other / "vocab.json").unlink()
    (other / "vocab.json").write_text(json.dumps(dict(reversed(words.items()))), "utf-8")
    recipe, run = toy
    with pytest.raises(ModelLoadError, match="vocabulary"):
        Trainer(recipe, run, lambda _: None, start=other)
    with pytest.raises(InputError, match="no state"):
        Trainer(recipe, run, lambda _: None, start=tmp_path)


def test_the_average_of_states_is_their_mean(trained: Trainer, tmp_path: Path) -> None:
    kept = trained.average
    try:
        states = []
        for number, shift in enumerate((-0.5, 0.25, 0.25)):
            trained.average = {name: value + shift for name, value in kept.items()}
            trained.save(f"state-{number}.pt")
            states.append(trained.folder / f"state-{number}.pt")
        trained.take_average_of(states)
        for name, value in kept.items():
            assert torch.allclose(trained.average[name], value, atol=1e-5)
        with pytest.raises(InputError, match="two states"):
            trained.take_average_of(states[:1])
        (tmp_path / "no.pt").write_bytes(b"nothing")
        with pytest.raises(InputError, match="no state"):
            trained.take_average_of([states[0], tmp_path / "no.pt"])
        torch.save({"average": {"other": torch.zeros(1)}}, tmp_path / "other.pt")
        with pytest.raises(InputError, match="another shape"):
            trained.take_average_of([states[0], tmp_path / "other.pt"])
    finally:
        trained.average = kept


def test_adamw_alone_trains_too(toy: tuple[Recipe, Path], tmp_path: Path) -> None:
    trainer = _fresh(toy, tmp_path, optimizer="adamw", align_init=False, accumulate=2)
    trainer.run(steps=20, report_every=10)
    first, last = (trainer.progress.history[i]["loss"] for i in (0, -1))
    assert len(trainer.optimizers) == 1
    assert last < first


def test_epoch_sees_every_pair_by_its_weight(toy: tuple[Recipe, Path], tmp_path: Path) -> None:
    trainer = _fresh(toy, tmp_path)
    plan = plan_epoch(trainer.data, trainer.recipe, 3)
    seen = sorted(int(i) for batch in plan for i in batch.index)
    pairs = len(trainer.data[0])
    assert len(seen) == pairs + pairs // 2
    assert set(seen) == set(range(pairs))
    lengths = trainer.data[0].source_lengths
    assert all(len({int(lengths[i]) for i in batch.index}) == 1 for batch in plan)


def test_decoder_starts_from_pad_and_ends_with_eos(
    toy: tuple[Recipe, Path], tmp_path: Path
) -> None:
    trainer = _fresh(toy, tmp_path)
    batch = plan_epoch(trainer.data, trainer.recipe, 0)[0]
    source, inputs, labels = collate(batch, trainer.data, trainer.network.pad, 0)
    assert (inputs[:, 0] == trainer.network.pad).all()
    assert (source[:, -1] == 0).all()
    for given, wanted in zip(inputs, labels, strict=True):
        real = wanted[wanted != -100]
        assert real[-1] == 0
        assert (given[1 : len(real)] == real[:-1]).all()


def test_vocabulary_ids_are_the_ones_of_the_library(toy: tuple[Recipe, Path]) -> None:
    run = toy[1]
    vocabulary = json.loads((run / "vocab.json").read_text("utf-8"))
    assert vocabulary["</s>"] == 0
    assert vocabulary["<unk>"] == 1
    assert vocabulary["<pad>"] == len(vocabulary) - 1
    encode = token_encoder(run)
    ids = encode(["le ministre a 42 €"])[0]
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    spelled = [pieces[i] for i in ids]
    assert "4" in "".join(spelled)
    assert not any("42" in piece for piece in spelled)
    assert vocabulary["<unk>"] not in ids
    assert vocabulary["<unk>"] not in encode(["Zakharova, XXe, Çelik, Łódź, 50 % « § »"])[0]
