"""How a pull tells what it is doing."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from rich.console import Console


class Progress(Protocol):
    """What :func:`pipeline.models.pull.pull` reports to."""

    def begin(self, what: str, total: int, done: int) -> None:
        """A download of ``total`` bytes starts, ``done`` of which are here already."""

    def advance(self, size: int) -> None:
        """``size`` more bytes are here (less than 0 where the hub made us start again)."""

    def say(self, message: str) -> None:
        """One line for the user."""


class Silent:
    """Reports to nobody."""

    def begin(self, what: str, total: int, done: int) -> None:
        """Nothing."""

    def advance(self, size: int) -> None:
        """Nothing."""

    def say(self, message: str) -> None:
        """Nothing."""


class RichProgress:
    """A bar and lines on stderr; use it as a context manager.

    Args:
        console: where to draw; stderr where ``None``.
    """

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )
        from rich.progress import Progress as Bars

        self._bars = Bars(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console or Console(stderr=True),
            transient=True,
        )
        self._task = self._bars.add_task("", visible=False)

    def __enter__(self) -> Self:
        """Start drawing."""
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop drawing; the bar goes, the lines stay."""
        self._bars.stop()

    def begin(self, what: str, total: int, done: int) -> None:
        """Show a bar for this download."""
        self._bars.remove_task(self._task)
        self._task = self._bars.add_task(what, total=total, completed=done)

    def advance(self, size: int) -> None:
        """Move the bar."""
        self._bars.advance(self._task, size)

    def say(self, message: str) -> None:
        """Print a line above the bar."""
        self._bars.console.print(message, markup=False, highlight=False)
