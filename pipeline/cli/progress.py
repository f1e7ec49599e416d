"""Progress on stderr: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from pipeline.cli import console
from pipeline.cli.options import show_size


class Bar:
    """The bar of a brief, with stage and count; a :data:`pipeline.brief.Progress`.

    Nothing is drawn, and rich is not imported, before a stage reports unfinished work: a run
    that finds everything in the cache pays nothing.

    Args:
        shown: whether to draw at all.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bars: Any = None
        self._stages: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage."""
        if not self._shown or (done >= total and stage not in self._stages):
            return
        if self._bars is None:
            self._bars = _bars()
            self._bars.start()
        if stage not in self._stages:
            self._stages[stage] = self._bars.add_task(stage)
        self._bars.update(self._stages[stage], completed=done, total=total)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars is not None:
            self._bars.stop()


class Lines:
    """A :class:`pipeline.models.progress.Progress` that prints lines on stderr."""

    def begin(self, what: str, total: int, done: int) -> None:
        """Say how much is to come."""
        self.say(f"{what}: fetching {show_size(max(0, total - done))}")

    def advance(self, size: int) -> None:
        """Nothing: a log file wants no bar."""

    def say(self, message: str) -> None:
        """Print the line."""
        console.say(f"depeche: {message}")


def _bars() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
