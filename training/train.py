"""The training loop: resumable at any step, stopped by a time or a step budget.

The state that is saved holds everything a later run needs to go on exactly where this one
stopped: weights, moving average, both optimisers, epoch, position in it, random states.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.errors import InputError, ModelLoadError
from training.data import Batch, Pairs, collate, load, plan_epoch
from training.network import Layer, Network
from training.recipe import Recipe

EOS = 0


@dataclass
class Progress:
    """Where a run stands; saved with the state."""

    step: int = 0
    epoch: int = 0
    position: int = 0
    target_tokens: int = 0
    seconds: float = 0.0
    history: list[dict[str, float]] = field(default_factory=list)


class Every:
    """True once in so many minutes."""

    def __init__(self, minutes: float) -> None:
        self.minutes, self.last = minutes, time.monotonic()

    def __call__(self) -> bool:
        """Whether it is time again; if so, the next wait starts now."""
        due = time.monotonic() - self.last > 60 * self.minutes
        if due:
            self.last = time.monotonic()
        return due


class Meter:
    """Mean loss and speed between two reports."""

    def __init__(self) -> None:
        self.start, self.total, self.tokens = time.monotonic(), 0.0, 0

    def add(self, loss: float, tokens: int) -> None:
        """Count a step's summed loss."""
        self.total += loss
        self.tokens += tokens

    @property
    def loss(self) -> float:
        """Mean loss per target token, in nats."""
        return self.total / self.tokens

    @property
    def speed(self) -> float:
        """Target tokens per second."""
        return self.tokens / (time.monotonic() - self.start)


def device() -> torch.device:
    """CUDA where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Trainer:
    """One run of one recipe in one folder.

    Args:
        recipe: what to train.
        folder: holds ``vocab.json``, ``data/`` and, once trained, ``state.pt``.
        log: takes one line for people.
        start: another run's folder, or an exported model's, whose (averaged) weights a fresh
            run starts from.
    """

    def __init__(
        self,
        recipe: Recipe,
        folder: Path,
        log: Callable[[str], None],
        *,
        start: Path | None = None,
    ) -> None:
        self.recipe, self.folder, self.log = recipe, folder, log
        self.device = device()
        vocabulary = len(json.loads((folder / "vocab.json").read_text("utf-8")))
        torch.manual_seed(recipe.schedule.seed)
        self.network = Network(recipe.shape, vocabulary)
        self.data: list[Pairs] = load(recipe, folder / "data")
        self.progress = Progress()
        self.state_path = folder / "state.pt"
        fresh = not self.state_path.exists()
        if fresh and start is not None:
            self._start_from(start)
        elif fresh and recipe.schedule.align_init:
            self._align(vocabulary)
        self.network.to(self.device)
        self.average = {
            name: value.detach().clone().float()
            for name, value in self.network.named_parameters()
            if value.requires_grad
        }
        self.optimizers = self._optimizers()
        self.stop = False
        if not fresh:
            self._restore()
        self.step_network: Any = (
            torch.compile(self.network, dynamic=True) if recipe.schedule.compile else self.network
        )

    def _start_from(self, folder: Path) -> None:
        weights = starting_weights(folder)
        # Of equal size, two vocabularies would pass for one and every word mean another.
        ours, theirs = ((one / "vocab.json").read_bytes() for one in (self.folder, folder))
        if ours != theirs:
            raise ModelLoadError(
                f"{folder}: its vocabulary is not that of {self.folder}.",
                hint="Give the recipe another name, so that it takes over that vocabulary.",
            )
        # An export leaves out the positions, which are computed.
        given = {name: v for name, v in self.network.state_dict().items() if "positions" in name}
        try:
            self.network.load_state_dict(given | weights)
        except RuntimeError as error:
            raise ModelLoadError(
                f"{folder}: its model has another shape than this recipe.",
                hint="Start from a run of the same shape and vocabulary.",
            ) from error

    def _align(self, vocabulary: int) -> None:
        from training.alignment import association_embeddings

        shape, schedule = self.recipe.shape, self.recipe.schedule
        self.log("computing translation statistics for the embeddings")
        vectors = association_embeddings(
            self.data, vocabulary, shape.width, longest=40, seed=schedule.seed
        )
        with torch.no_grad():
            shared = self.network.model.shared.weight
            shared[:-1] = torch.from_numpy(vectors)[:-1]
            for layer in self.network.model.decoder.layers:
                # What is attended to passes unchanged at first, so that it can be copied.
                assert isinstance(layer, Layer)  # noqa: S101 - ModuleList forgets the type
                attention = layer.encoder_attn
                torch.nn.init.orthogonal_(attention.v_proj.weight)
                attention.out_proj.weight.copy_(attention.v_proj.weight.T)

    def _optimizers(self) -> list[torch.optim.Optimizer]:
        schedule = self.recipe.schedule
        hidden: list[Tensor] = []
        other: list[Tensor] = []
        for name, value in self.network.named_parameters():
            if value.requires_grad:
                matrix = value.ndim == 2 and ".layers." in name
                (hidden if matrix and schedule.optimizer == "muon" else other).append(value)
        optimizers: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(
                other, lr=schedule.peak, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0
            )
        ]
        if hidden:
            # Jordan et al. 2024; matching AdamW's update size lets one rate serve both.
            optimizers.append(
                torch.optim.Muon(
                    hidden, lr=schedule.peak, weight_decay=0.0, adjust_lr_fn="match_rms_adamw"
                )
            )
        return optimizers

    # --- state -------------------------------------------------------------------

    def save(self, name: str = "state.pt") -> None:
        """Write the full state, atomically."""
        temporary = self.folder / f".{name}.tmp"
        torch.save(
            {
                "network": self.network.state_dict(),
                "average": self.average,
                "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
                "progress": vars(self.progress),
                "random": torch.get_rng_state(),
                # Dropout on a GPU draws from a generator of its own.
                "random_cuda": [torch.cuda.get_rng_state(one) for one in self._gpus()],
            },
            temporary,
        )
        temporary.replace(self.folder / name)

    def take_average_of(self, states: Sequence[Path]) -> None:
        """Take the mean of several states' averages in the place of this run's own. Ends of one
        run that decayed apart from each other are better together than each alone (Izmailov et
        al. 2018).

        Args:
            states: files as :meth:`save` writes them, or folders of exported models, of this
                shape and vocabulary.

        Raises:
            InputError: there are fewer than two, or one cannot be read or is of another shape.
        """
        if len(states) < 2:
            raise InputError("An average needs two states or more.")
        loaded = [self._average_in(path) for path in states]
        for path, average in zip(states, loaded, strict=True):
            shapes = {name: value.shape for name, value in average.items()}
            if shapes != {name: value.shape for name, value in self.average.items()}:
                raise InputError(
                    f"{path}: its model has another shape than this recipe.",
                    hint="Average states of one run.",
                )
        self.average = {
            name: torch.stack([average[name].float() for average in loaded]).mean(0).to(self.device)
            for name in self.average
        }

    def _average_in(self, path: Path) -> dict[str, Tensor]:
        if path.is_dir():
            known = starting_weights(path)
            return {name: value for name, value in known.items() if name in self.average}
        average: dict[str, Tensor] = read_state(path)["average"]
        return average

    def _restore(self) -> None:
        # Each part goes to its own device when it is loaded; step counters stay on the CPU.
        state = load_state(self.folder)
        try:
            self.network.load_state_dict(state["network"])
        except RuntimeError as error:
            raise ModelLoadError(
                f"{self.state_path}: saved by a recipe of another shape.",
                hint="Name another run folder, or remove that file to start anew.",
            ) from error
        self.average = {name: value.to(self.device) for name, value in state["average"].items()}
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.progress = Progress(**state["progress"])
        torch.set_rng_state(state["random"])
        # A state may come from before this key, or from a machine with other devices.
        for gpu, random in zip(self._gpus(), state.get("random_cuda", ()), strict=False):
            torch.cuda.set_rng_state(random, gpu)

    def _gpus(self) -> list[torch.device]:
        return [self.device] if self.device.type == "cuda" else []

    # --- the loop ----------------------------------------------------------------

    def _batches(self) -> Iterator[Batch]:
        while True:
            plan = plan_epoch(self.data, self.recipe, self.progress.epoch)
            if not plan:
                raise InputError(
                    f"The recipe {self.recipe.name!r} has no pair to train on.",
                    hint="Look at its weights, and at 'longest': longer pairs are left out.",
                )
            while self.progress.position < len(plan):
                self.progress.position += 1
                yield plan[self.progress.position - 1]
            self.progress.epoch += 1
            self.progress.position = 0

    def rate(self, done: float | None) -> float:
        """Learning rate of the next step.

        Args:
            done: share of this call's budget that is spent; ``None`` where there is no decay.
        """
        schedule, step = self.recipe.schedule, self.progress.step + 1
        rate = schedule.peak * min(1.0, step / schedule.warmup)
        if schedule.inverse_sqrt and step > schedule.warmup:
            rate *= (schedule.warmup / step) ** 0.5
        if done is not None and schedule.decay and done > 1 - schedule.decay:
            rate *= max(0.02, (1 - done) / schedule.decay)
        return rate

    def _forward(self, batch: Batch) -> tuple[Tensor, int]:
        source, inputs, labels = (
            torch.from_numpy(array).to(self.device)
            for array in collate(batch, self.data, self.network.pad, EOS)
        )
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            logits, real = self.step_network(source, inputs, labels)
        loss = functional.cross_entropy(
            logits.float(), real, label_smoothing=self.recipe.schedule.smoothing, reduction="sum"
        )
        return loss, real.numel()

    def _step(self, batches: Iterator[Batch], rate: float) -> tuple[float, int]:
        group = [next(batches) for _ in range(self.recipe.schedule.accumulate)]
        total, tokens = 0.0, 0
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
            for parameters in optimizer.param_groups:
                parameters["lr"] = rate
        for batch in group:
            loss, count = self._forward(batch)
            (loss / (count * len(group))).backward()  # type: ignore[no-untyped-call]  # torch's stub
            total, tokens = total + loss.detach().item(), tokens + count
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        # A young average would remember the random start for long.
        decay = min(self.recipe.schedule.ema, (1 + self.progress.step) / (10 + self.progress.step))
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                if value.requires_grad:
                    self.average[name].lerp_(value.detach().float(), 1 - decay)
        return total, tokens

    def run(
        self,
        *,
        minutes: float | None = None,
        steps: int | None = None,
        decay: bool = True,
        report_every: int = 100,
        save_minutes: float = 5.0,
        evaluate: Callable[[Trainer], float] | None = None,
        evaluate_minutes: float = 20.0,
    ) -> Progress:
        """Train until the budget is spent or a signal asks to stop; the state is saved.

        Args:
            minutes: wall time of this call.
            steps: total steps, those of earlier calls included (so that a run in two parts
                equals a run in one).
            decay: whether the rate falls to nothing at the end of the budget.
            report_every: steps between two lines of progress.
            save_minutes: minutes between two saves.
            evaluate: gives dev BLEU of the moving average.
            evaluate_minutes: minutes between two evaluations.
        """
        with self._stopped_by_signals():
            self.network.train()
            start, base = time.monotonic(), self.progress.seconds
            save_due, evaluation_due = Every(save_minutes), Every(evaluate_minutes)
            batches, meter = self._batches(), Meter()
            first = self._share_done(start, minutes, steps) or 0.0
            # Taken up in the middle of its decay, a run has its state from before already.
            decaying = first > 1 - self.recipe.schedule.decay
            while not self.stop:
                done = self._share_done(start, minutes, steps)
                if done is not None and done >= 1:
                    break
                if not decaying and decay and done and done > 1 - self.recipe.schedule.decay:
                    # From here a later, longer run can go on as if it had never decayed.
                    self.save("before-decay.pt")
                    decaying = True
                loss, tokens = self._step(batches, self.rate(done if decay else None))
                meter.add(loss, tokens)
                self.progress.step += 1
                self.progress.target_tokens += tokens
                self.progress.seconds = base + time.monotonic() - start
                if self.progress.step % report_every == 0:
                    self._report(meter, _minutes_left(start, first, done))
                    meter = Meter()
                if save_due():
                    self.save()
                if evaluate is not None and evaluation_due():
                    self._evaluate(evaluate)
            self.save()
            if evaluate is not None and not self.stop:
                self._evaluate(evaluate)
                self.save()
        return self.progress

    @contextlib.contextmanager
    def _stopped_by_signals(self) -> Iterator[None]:
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(number, self._ask_to_stop) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def _share_done(self, start: float, minutes: float | None, steps: int | None) -> float | None:
        shares = []
        if minutes is not None:
            shares.append((time.monotonic() - start) / (60 * minutes))
        if steps is not None:
            shares.append(self.progress.step / steps)
        return max(shares, default=None)

    def _ask_to_stop(self, *_: object) -> None:
        self.stop = True

    def _report(self, meter: Meter, left: float | None) -> None:
        progress, loss, speed = self.progress, meter.loss, meter.speed
        rate = self.optimizers[0].param_groups[0]["lr"]
        progress.history.append(
            {"step": progress.step, "seconds": progress.seconds, "loss": loss, "rate": rate}
        )
        remaining = "" if left is None else f"  {left:.0f} min left"
        self.log(
            f"step {progress.step:6}  epoch {progress.epoch + 1}  loss {loss:.3f}  "
            f"{speed:6.0f} tokens/s  rate {rate:.1e}{remaining}"
        )

    def _evaluate(self, evaluate: Callable[[Trainer], float]) -> None:
        # An evaluation makes and seeds models of its own; training must not notice.
        with torch.random.fork_rng(devices=self._gpus()):
            bleu = evaluate(self)
        self.network.train()
        self.progress.history.append(
            {"step": self.progress.step, "seconds": self.progress.seconds, "bleu": bleu}
        )
        self.log(f"step {self.progress.step:6}  dev BLEU {bleu:.2f}")

    def averaged_state(self) -> dict[str, Tensor]:
        """The moving average as a state dict, on the CPU in float32."""
        merged = self.network.state_dict() | _with_ties(self.average)
        return {name: value.detach().cpu().float() for name, value in merged.items()}


def _with_ties(average: dict[str, Tensor]) -> dict[str, Tensor]:
    """The average under all the names that the shared embedding has in a state dict."""
    shared = average["model.shared.weight"]
    ties = {f"model.{side}.embed_tokens.weight": shared for side in ("encoder", "decoder")}
    return average | ties


def _minutes_left(start: float, first: float, done: float | None) -> float | None:
    """Minutes to the end of the budget at the pace so far; ``None`` where there is no end."""
    if done is None or done <= first:
        return None
    return (1 - done) * (time.monotonic() - start) / (done - first) / 60


def starting_weights(folder: Path) -> dict[str, Tensor]:
    """The weights that a run may start from: a run's moving average, or an exported model's own,
    which is all that is left of a run whose folder is gone.

    Raises:
        InputError: the folder holds neither, or what it holds cannot be read.
    """
    exported = folder / "model.safetensors"
    if (folder / "state.pt").is_file() or not exported.is_file():
        state = load_state(folder)
        weights: dict[str, Tensor] = state["network"] | _with_ties(state["average"])
        return weights
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        stored = load_file(exported)
    except (OSError, SafetensorError) as error:
        raise InputError(f"{exported}: no weights can be read from it.") from error
    kept = {name: value.float() for name, value in stored.items() if name.startswith("model.")}
    try:
        return _with_ties(kept)
    except KeyError as error:
        raise InputError(f"{exported}: it is no model that this training exported.") from error


def load_state(folder: Path) -> dict[str, Any]:
    """The saved state of a run, on the CPU.

    Raises:
        InputError: the folder has none.
    """
    path = folder / "state.pt"
    if not path.is_file():
        raise InputError(
            f"{folder} holds no state.pt.", hint="Name the folder of a run that has been trained."
        )
    return read_state(path)


def read_state(path: Path) -> dict[str, Any]:
    """A state file, on the CPU.

    Raises:
        InputError: it cannot be read.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise InputError(f"{path}: no state can be read from it.") from error
    return state


def pin_threads(count: int | None) -> None:
    """Let torch use ``count`` threads, or as many as this process may run on."""
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    torch.set_num_threads(count or mine or 1)
