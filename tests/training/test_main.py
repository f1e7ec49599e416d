"""The commands, from parallel text to shipped weights, as a user types them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import torch
import yaml
from safetensors.torch import save_file
from typer.testing import CliRunner, Result

from pipeline.errors import ConfigError, InputError, UsageError
from pipeline.models.digest import digest_folder
from training.__main__ import app
from training.generate import generate, is_flagged, read_pair_of_files

PAIRS = [
    (f"{who} {did} {what}.", f"{qui} {fit} {quoi}.")
    for who, qui in (("Le ministre", "The minister"), ("Un pilote", "A pilot"))
    for did, fit in (("confirme", "confirms"), ("refuse", "refuses"), ("voit", "sees"))
    for what, quoi in (("l'accord", "the agreement"), ("la grève", "the strike"))
]
ENTRY = """models:
  toy:
    size: 0
    sha256: {}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus, a dev set and a recipe in each direction."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "toy.tsv").write_text("".join(f"{f}\t{e}\n" for f, e in PAIRS * 8), "utf-8")
    (folder / "dev.fr").write_text("".join(f"{f}\n" for f, _ in PAIRS), "utf-8")
    (folder / "dev.en").write_text("".join(f"{e}\n" for _, e in PAIRS), "utf-8")
    recipe = {
        "name": "forward",
        "data_root": str(folder),
        "sources": [{"path": "toy.tsv"}],
        "dev": ["dev.fr", "dev.en"],
        "shape": {
            "vocabulary": 300,
            "width": 16,
            "feed_forward": 32,
            "heads": 2,
            "encoder_layers": 1,
            "decoder_layers": 1,
            "dropout": 0.1,
            "positions": 64,
        },
        "schedule": {"batch_tokens": 400, "warmup": 5, "peak": 5e-3},
    }
    (folder / "forward.yaml").write_text(yaml.safe_dump(recipe), "utf-8")
    (folder / "backward.yaml").write_text(
        yaml.safe_dump({**recipe, "name": "backward", "reverse": True}), "utf-8"
    )
    (folder / "tuned.yaml").write_text(yaml.safe_dump({**recipe, "name": "tuned"}), "utf-8")
    return folder


def run(*arguments: object) -> Result:
    """One command; an error of ours comes out as it is."""
    return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)


def train(root: Path, name: str, *more: object, steps: int = 4) -> Path:
    """Train a recipe of the fixture for a moment; its run folder."""
    threads = torch.get_num_threads()
    try:
        recipe = root / f"{name}.yaml"
        result = run("train", recipe, "--steps", steps, "--threads", 1, "--runs", root, *more)
    finally:
        torch.set_num_threads(threads)
    assert result.exit_code == 0, result.output
    return root / name


@pytest.fixture(scope="module")
def trained(root: Path) -> Path:
    return train(root, "forward")


def test_training_leaves_a_log_a_state_and_a_model(trained: Path) -> None:
    log = (trained / "train.log").read_text("utf-8")
    assert "dev BLEU" in log
    assert (trained / "state.pt").is_file()
    assert len(generate(trained / "model", ["Le ministre refuse."])) == 1


def test_starting_from_another_run_takes_over_weights_and_vocabulary(
    root: Path, trained: Path
) -> None:
    tuned = train(root, "tuned", "--from", trained, "--no-decay", steps=1)
    assert (tuned / "vocab.json").read_bytes() == (trained / "vocab.json").read_bytes()
    before, after = (
        torch.load(folder / "state.pt", weights_only=True)["average"] for folder in (trained, tuned)
    )
    fresh = torch.load(train(root, "backward", steps=1) / "state.pt", weights_only=True)["average"]
    name = "model.encoder.layers.0.fc1.weight"
    assert (after[name] - before[name]).norm() < 0.2 * (fresh[name] - before[name]).norm()


def test_a_run_can_start_from_an_exported_model(root: Path, trained: Path) -> None:
    recipe = yaml.safe_load((root / "forward.yaml").read_text("utf-8"))
    (root / "again.yaml").write_text(yaml.safe_dump({**recipe, "name": "again"}), "utf-8")
    again = train(root, "again", "--from", trained / "model", "--no-decay", steps=1)
    before, after = (
        torch.load(folder / "state.pt", weights_only=True)["average"] for folder in (trained, again)
    )
    # One step, and what 16 bits have rounded.
    assert all((after[name] - value).abs().max() < 0.02 for name, value in before.items())


def test_what_is_no_exported_model_is_refused(root: Path, tmp_path: Path) -> None:
    export = tmp_path / "model.safetensors"
    export.write_bytes(b"nothing of the kind")
    with pytest.raises(InputError, match="no weights"):
        run("train", root / "forward.yaml", "--from", tmp_path, "--runs", tmp_path / "runs")
    save_file({"model.other": torch.zeros(2)}, export)
    with pytest.raises(InputError, match="no model that"):
        run("train", root / "forward.yaml", "--from", tmp_path, "--runs", tmp_path / "runs")


def test_pairs_with_words_that_were_seldom_seen_are_chosen(root: Path, tmp_path: Path) -> None:
    wanted, pool, out = (tmp_path / name for name in ("wanted.fr", "pool.tsv", "out.tsv.gz"))
    wanted.write_text("Le ministre dément.\n" * 5, "utf-8")
    pool.write_text("Il dément.\tHe denies.\nUn pilote.\tA pilot.\n", "utf-8")
    result = run("cover", wanted, out, "--seen", root / "toy.tsv", "--pool", pool, "--share", 8)
    assert "1 pairs" in result.output
    with gzip.open(out, "rt", encoding="utf-8") as file:
        assert file.read() == "Il dément.\tHe denies.\n"


def test_an_average_is_a_run_to_start_from(root: Path, trained: Path) -> None:
    first = root / "first.pt"
    first.write_bytes((trained / "state.pt").read_bytes())
    out = root / "averaged"
    recipe = root / "forward.yaml"
    result = run("average", recipe, first, trained / "state.pt", "--out", out, "--runs", root)
    assert result.exit_code == 0
    assert len(generate(out / "model", ["Le ministre refuse."])) == 1
    one, other = (
        torch.load(folder / "state.pt", weights_only=True)["average"] for folder in (out, trained)
    )
    assert all(torch.allclose(one[name], other[name]) for name in other)
    run("average", recipe, first, trained / "model", "--out", out, "--runs", root)
    one = torch.load(out / "state.pt", weights_only=True)["average"]
    assert all(torch.allclose(one[name], other[name], atol=1e-3) for name in other)


def test_back_translation_puts_the_text_on_the_english_side(root: Path) -> None:
    backward = train(root, "backward", steps=2)
    out = root / "back.tsv.gz"
    english = root / "dev.en"
    # A model this young writes anything, so that most pairs fall to their length ratio.
    result = run("translate", backward / "model", english, out, "--reverse", "--sample")
    assert result.exit_code == 0
    with gzip.open(out, "rt", encoding="utf-8") as file:
        pairs = [line.rstrip("\n").split("\t") for line in file]
    given = set(english.read_text("utf-8").splitlines())
    assert pairs
    assert all(len(pair) == 2 and pair[1] in given and pair[0] for pair in pairs)


def test_pairs_that_a_check_flags_can_be_left_out(
    root: Path, trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_flagged("Le pilote en a vu 12.", "The pilot saw 13.")
    assert not is_flagged("Le pilote en a vu 12.", "The pilot saw 12.")
    made = ["The minister refuses.", "The pilot saw 13 of them."]
    monkeypatch.setattr("training.generate.search", lambda *_, **__: made)
    monkeypatch.setattr("training.train.device", lambda: torch.device("cpu"))
    text, out = root / "two.fr", root / "two.tsv.gz"
    text.write_text("Le ministre refuse.\nLe pilote en a vu 12.\n", "utf-8")
    assert "1 left out" in run("translate", trained / "model", text, out, "--sound").output
    with gzip.open(out, "rt", encoding="utf-8") as file:
        assert file.read() == "Le ministre refuse.\tThe minister refuses.\n"


def test_a_line_that_the_model_cannot_count_makes_no_pair(trained: Path) -> None:
    made = generate(trained / "model", ["Le ministre refuse. " * 30, "Un pilote voit."])
    assert made[0] == ""


def test_curves_and_export_want_a_trained_run(root: Path, trained: Path) -> None:
    assert run("curves", trained, root / "curves.png").exit_code == 0
    assert (root / "curves.png").read_bytes().startswith(b"\x89PNG")
    (root / "empty").mkdir()
    with pytest.raises(InputError, match="no state"):
        run("curves", root / "empty", root / "none.png")
    with pytest.raises(InputError, match="no state"):
        run("export", root / "forward.yaml", "--runs", root / "empty")
    assert run("export", root / "forward.yaml", "--runs", root).exit_code == 0


def test_shipping_pins_what_it_ships_and_wants_a_gain(root: Path, trained: Path) -> None:
    models, target = root / "models.yaml", root / "shipped"
    models.write_text(ENTRY, "utf-8")
    dev = ["--source", root / "dev.fr", "--reference", root / "dev.en"]
    options = [*dev, "--target", target, "--models", models, "--name", "toy"]
    assert run("ship", trained / "model", *options).exit_code == 0
    pinned = yaml.safe_load(models.read_text("utf-8"))["models"]["toy"]
    assert pinned["sha256"] == digest_folder(target)
    assert pinned["size"] == sum((target / name).stat().st_size for name in pinned["sha256"])
    assert [path.name for path in root.glob(".shipped*")] == []
    weights = (target / "model.safetensors").read_bytes()
    with pytest.raises(UsageError, match="gains"):
        run("ship", trained / "model", *options)
    assert (target / "model.safetensors").read_bytes() == weights


def test_stories_become_sentences(root: Path) -> None:
    stories, out = root / "stories.jsonl", root / "sentences.txt"
    story = {"paragraphs": ["M. Antonov est là. Il\npart.", "Fin."]}
    stories.write_text(json.dumps(story) + "\n", "utf-8")
    assert run("sentences", stories, out).exit_code == 0
    assert out.read_text("utf-8").splitlines() == ["M. Antonov est là.", "Il part.", "Fin."]


def test_a_dev_set_stays_aligned_over_empty_lines(tmp_path: Path) -> None:
    french, english = tmp_path / "fr", tmp_path / "en"
    french.write_text("un\n\ntrois\n", "utf-8")
    english.write_text("one\ntwo\nthree\n", "utf-8")
    assert read_pair_of_files(french, english) == (["un", "trois"], ["one", "three"])
    english.write_text("one\ntwo\n", "utf-8")
    with pytest.raises(InputError, match="3 lines"):
        read_pair_of_files(french, english)


def test_what_is_missing_is_said_before_training(root: Path, tmp_path: Path) -> None:
    recipe = yaml.safe_load((root / "forward.yaml").read_text("utf-8"))
    path = tmp_path / "recipe.yaml"
    path.write_text(yaml.safe_dump({**recipe, "dev": ["absent.fr", "absent.en"]}), "utf-8")
    with pytest.raises(InputError, match=r"absent\.fr"):
        run("train", path, "--steps", 1, "--runs", tmp_path / "runs")
    path.write_text(yaml.safe_dump({**recipe, "dev": []}), "utf-8")
    with pytest.raises(ConfigError, match="dev"):
        run("train", path, "--steps", 1, "--runs", tmp_path / "runs")
    with pytest.raises(InputError, match="no state"):
        run("train", root / "forward.yaml", "--from", tmp_path, "--runs", tmp_path / "runs")
    assert not (tmp_path / "runs").exists()
