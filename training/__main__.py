"""Train a translation model and ship it.

The stages of a model, each a command: ``train`` (vocabulary, data, training, export),
``translate`` (back-translation and distillation data), ``cover`` (pairs with rare words),
``curves``, ``ship``.
"""

from __future__ import annotations

import gzip
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import DepecheError, UsageError

if TYPE_CHECKING:
    from training.train import Trainer

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
Runs = Annotated[Path, typer.Option(help="Where runs are kept.")]


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


@app.command()
def train(
    recipe_file: Annotated[Path, typer.Argument(metavar="RECIPE", help="A recipe, YAML.")],
    minutes: Annotated[float | None, typer.Option(min=0.01, help="Wall time of this call.")] = None,
    steps: Annotated[
        int | None, typer.Option(min=1, help="Total steps, earlier calls included.")
    ] = None,
    decay: Annotated[
        bool,
        typer.Option(help="Let the rate fall to nothing at the end of the budget."),
    ] = True,
    start: Annotated[
        Path | None,
        typer.Option("--from", help="Run folder or exported model whose weights to start from."),
    ] = None,
    threads: Annotated[int | None, typer.Option(help="CPU threads; all by default.")] = None,
    dev_lines: Annotated[
        int, typer.Option(min=1, help="Sentences of the dev set for dev BLEU.")
    ] = 300,
    dev_minutes: Annotated[float, typer.Option(help="Minutes between two dev BLEUs.")] = 20,
    runs: Runs = Path("runs"),
) -> None:
    """Train, from nothing or from where the last call stopped, and export the average.

    Everything is kept in RUNS/NAME: vocabulary, prepared data, state.pt, train.log, and
    model/, the export. Ctrl-C stops after the step in hand and saves.
    """
    from training.data import prepare
    from training.generate import read_pair_of_files
    from training.recipe import load_recipe
    from training.train import Trainer, pin_threads, starting_weights
    from training.vocabulary import train_vocabulary

    recipe = load_recipe(recipe_file)
    folder = runs / recipe.name
    # Now rather than after the first hours: what is missing, and what dev BLEU needs.
    dev = read_pair_of_files(*(Path(recipe.data_root) / name for name in recipe.dev))
    if start is not None:
        starting_weights(start)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "train.log").open("a", encoding="utf-8") as log:

        def say(message: str) -> None:
            _say(message)
            print(message, file=log, flush=True)

        if not (folder / "vocab.json").exists():
            if start is None:
                say("training the vocabulary")
                train_vocabulary(recipe, folder)
            else:
                for name in ("source.spm", "target.spm", "vocab.json"):
                    shutil.copy(start / name, folder / name)
        prepare(recipe, folder, folder / "data", say)
        pin_threads(threads)
        trainer = Trainer(recipe, folder, say, start=start)

        def evaluate(current: Trainer) -> float:
            return _dev_bleu(current, dev, dev_lines)

        trainer.run(
            minutes=minutes,
            steps=steps,
            decay=decay,
            evaluate=evaluate,
            evaluate_minutes=dev_minutes,
        )
        _export(trainer)
        say(f"exported {folder / 'model'}")


def _export(trainer: Trainer) -> Path:
    from training.data import unsaid
    from training.export import export
    from training.generate import pieces_of

    recipe = trainer.recipe
    target = trainer.folder / "model"
    export(
        trainer.averaged_state(),
        recipe.shape,
        trainer.folder,
        target,
        ("en", "fr") if recipe.reverse else ("fr", "en"),
        unsaid(trainer.data, pieces_of(trainer.folder)),
    )
    return target


def _dev_bleu(trainer: Trainer, dev: tuple[list[str], list[str]], lines: int) -> float:
    import sacrebleu

    from training.generate import generate

    # Spread over the set: its stories differ in difficulty, and neighbours are of one story.
    french, english = (side[:: max(1, len(side) // lines)] for side in dev)
    source, reference = (english, french) if trainer.recipe.reverse else (french, english)
    output = generate(_export(trainer), source)
    return float(sacrebleu.corpus_bleu(output, [reference]).score)


@app.command()
def export(
    recipe_file: Annotated[Path, typer.Argument(metavar="RECIPE", help="A recipe, YAML.")],
    runs: Runs = Path("runs"),
) -> None:
    """Export the last saved state of a run, also while it is training."""
    from training.recipe import load_recipe
    from training.train import Trainer, load_state

    recipe = load_recipe(recipe_file)
    load_state(runs / recipe.name)  # without one the export would be of random weights
    trainer = Trainer(recipe, runs / recipe.name, _say)
    _say(f"step {trainer.progress.step}: exported {_export(trainer)}")


@app.command()
def average(
    recipe_file: Annotated[Path, typer.Argument(metavar="RECIPE", help="The run's recipe, YAML.")],
    states: Annotated[list[Path], typer.Argument(help="Copies of state.pt; exported models.")],
    out: Annotated[Path, typer.Option(help="The run folder to make.")],
    runs: Runs = Path("runs"),
) -> None:
    """Average several ends of a run into a model, which another run can start from."""
    from training.recipe import load_recipe
    from training.train import Trainer, load_state

    recipe = load_recipe(recipe_file)
    load_state(runs / recipe.name)
    trainer = Trainer(recipe, runs / recipe.name, _say)
    trainer.take_average_of(states)
    out.mkdir(parents=True, exist_ok=True)
    for name in ("source.spm", "target.spm", "vocab.json"):
        shutil.copy(trainer.folder / name, out / name)
    trainer.folder = out
    trainer.save()
    _say(f"the mean of {len(states)} states: exported {_export(trainer)}")


@app.command()
def translate(
    model: Annotated[Path, typer.Argument(help="An exported model folder.")],
    text: Annotated[Path, typer.Argument(help="One sentence a line; .gz and .xz too.")],
    out: Annotated[Path, typer.Argument(help="The pairs to write, a .tsv.gz.")],
    reverse: Annotated[
        bool, typer.Option(help="TEXT is the target side (back-translation).")
    ] = False,
    sample: Annotated[bool, typer.Option(help="Sample instead of searching.")] = False,
    beams: Annotated[int, typer.Option(help="Beam size.")] = 4,
    length_penalty: Annotated[
        float, typer.Option(help="Exponent of the length; over 1 favours long ones.")
    ] = 1.0,
    sound: Annotated[
        bool, typer.Option(help="Leave out what a check flags, as a page would.")
    ] = False,
    limit: Annotated[int | None, typer.Option(help="Only so many lines.")] = None,
) -> None:
    """Make training pairs out of text in one language.

    With --reverse and --sample: back-translation (Edunov et al. 2018), the text is the
    target of the pairs. Without: sequence-level distillation (Kim & Rush 2016), the text
    is their source. On a CPU the search runs on CTranslate2, and what has a visible fault is
    left out. Pairs of suspicious length ratio are left out and counted, with --sound those with
    any flag, too, so that a model does not learn its own mistakes where they can be seen.
    """
    from training.generate import generate, is_flagged, read_lines, search
    from training.train import device

    lines = read_lines(text, limit)

    def progress(done: int, total: int) -> None:
        _say(f"{done}/{total} lines")

    if sample or reverse or device().type == "cuda":
        made = generate(model, lines, beams=beams, sample=sample, progress=progress)
    else:
        made = search(model, lines, beams=beams, length_penalty=length_penalty, progress=progress)
    kept = 0
    temporary = out.with_name(f".{out.name}.tmp")
    with gzip.open(temporary, "wt", encoding="utf-8") as file:
        for given, new in zip(lines, made, strict=True):
            if new and 0.45 < len(given) / len(new) < 2.2:
                french, english = (new, given) if reverse else (given, new)
                if sound and is_flagged(french, english):
                    continue
                file.write(f"{french}\t{english}\n")
                kept += 1
    temporary.replace(out)
    _say(f"{kept} pairs written to {out}, {len(lines) - kept} left out")


@app.command()
def sentences(
    stories: Annotated[
        Path, typer.Argument(help="Stories, JSON lines with `paragraphs`; .xz too.")
    ],
    out: Annotated[Path, typer.Argument(help="Where to write one sentence a line.")],
) -> None:
    """Split French stories into sentences: the text that distillation translates."""
    import json

    from pipeline.french import split_sentences
    from training.data import open_text

    with open_text(stories) as file, out.open("w", encoding="utf-8") as written:
        for line in file:
            for paragraph in json.loads(line)["paragraphs"]:
                for start, end in split_sentences(paragraph):
                    written.write(" ".join(paragraph[start:end].split()) + "\n")


@app.command()
def cover(
    wanted: Annotated[Path, typer.Argument(help="French sentences of the kind that matters.")],
    out: Annotated[Path, typer.Argument(help="The pairs to write, a .tsv.gz.")],
    seen: Annotated[list[Path], typer.Option(help="Pairs that were trained on; may be repeated.")],
    pool: Annotated[
        list[Path], typer.Option(help="Pairs to choose from, the best file first; repeatable.")
    ],
    often: Annotated[
        int, typer.Option(min=1, help="Sentences of WANTED that a word must be in to count.")
    ] = 5,
    share: Annotated[
        int, typer.Option(min=1, help="Sentences that each of those words should be seen in.")
    ] = 40,
) -> None:
    """Choose pairs with words that WANTED uses and that training has seldom shown.

    A pair that is among those of --seen is not chosen again.
    """
    from training import coverage
    from training.data import read_pairs
    from training.generate import read_lines

    shown = {pair[0] for path in seen for pair in read_pairs(path)}
    short = coverage.shortage(read_lines(wanted), shown, often=often, share=share)
    words, before = len(short), short.total()
    kept = 0
    temporary = out.with_name(f".{out.name}.tmp")
    with gzip.open(temporary, "wt", encoding="utf-8") as file:
        pairs = (pair for path in pool for pair in read_pairs(path))
        for pair in coverage.cover(pairs, short, seen=shown):
            file.write("\t".join(pair) + "\n")
            kept += 1
    temporary.replace(out)
    still = (+short).total()
    _say(f"{kept} pairs written to {out}; {words} words lacked {before} sentences, now {still}")


@app.command()
def curves(
    run: Annotated[Path, typer.Argument(help="A run folder.")],
    out: Annotated[Path, typer.Argument(help="The PNG to write.")],
) -> None:
    """Draw training loss and dev BLEU over the hours."""
    import matplotlib as mpl

    from training.train import load_state

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    history = load_state(run)["progress"]["history"]
    figure, axis = plt.subplots(figsize=(8, 4.5), constrained_layout=True)
    points = [(h["seconds"] / 3600, h["loss"]) for h in history if "loss" in h]
    axis.plot(*zip(*points, strict=True), color="tab:blue")
    axis.set(xlabel="hours", ylabel="training loss (label-smoothed)")
    scores = [(h["seconds"] / 3600, h["bleu"]) for h in history if "bleu" in h]
    if scores:
        right = axis.twinx()
        right.plot(*zip(*scores, strict=True), "o-", color="tab:red")
        right.set_ylabel("dev BLEU")
    figure.savefig(out, dpi=110)
    _say(f"wrote {out}")


@app.command()
def ship(
    model: Annotated[Path, typer.Argument(help="An exported model folder.")],
    source: Annotated[Path, typer.Option(help="French side of the dev set.")],
    reference: Annotated[Path, typer.Option(help="English side of the dev set.")],
    target: Annotated[Path, typer.Option(help="The shipped weights.")] = Path(
        "pipeline/weights/fr-en"
    ),
    models: Annotated[Path, typer.Option(help="The file that pins them.")] = Path("models.yaml"),
    name: Annotated[str, typer.Option(help="Their entry there.")] = "embedded-fr-en",
    margin: Annotated[float, typer.Option(help="BLEU to gain at least.")] = 0.5,
) -> None:
    """Put a model in the place of the shipped one, if it is better by the margin.

    Weights are the bulk of the repository: each exchange stays in its history for good.
    """
    import sacrebleu

    from pipeline.models.digest import digest_folder, write_digests
    from training.generate import generate, read_pair_of_files

    french, english = read_pair_of_files(source, reference)

    def bleu(folder: Path) -> float:
        output = generate(folder, french, beams=1)
        return float(sacrebleu.corpus_bleu(output, [english]).score)

    new = bleu(model)
    if target.exists():
        old = bleu(target)
        _say(f"dev BLEU (greedy): shipped {old:.2f}, new {new:.2f}")
        if new < old + margin:
            raise UsageError(
                f"The new model gains {new - old:+.2f} BLEU.",
                hint=f"Shipping needs at least {margin:+.2f}.",
            )
    size = sum(path.stat().st_size for path in model.iterdir())
    if size > 80_000_000:
        raise UsageError(f"{model} has {size / 1e6:.0f} MB.", hint="At most 80 MB are shipped.")
    fresh, replaced = (target.with_name(f".{target.name}.{what}") for what in ("new", "old"))
    for folder in (fresh, replaced):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(model, fresh)
    if (card := target / "README.md").exists():
        shutil.copy(card, fresh / "README.md")
    if target.exists():
        target.rename(replaced)
    fresh.rename(target)
    digests = digest_folder(target)
    size = sum((target / file).stat().st_size for file in digests)
    write_digests(models, name, digests, size=size)
    shutil.rmtree(replaced, ignore_errors=True)
    _say(f"dev BLEU (greedy) {new:.2f}: shipped; now measure it (make eval) and write its card")


def main() -> None:
    """Run the command line; errors end in one line."""
    try:
        app(standalone_mode=True)
    except DepecheError as error:
        _say(f"error: {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
