"""Every agency sample: what was read of it, or why it was refused.

    python -m benchmarks.samples                     # those of ../shared/wires
    python -m benchmarks.samples FOLDER              # any other wires

Prints Markdown, a table for each folder. Of what a wire says nothing is shown but its kind, so
that the tables may stand where the samples may not. Exits with 1 where anything but an error of
the project came out.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article
from pipeline.errors import DepecheError
from pipeline.readers import MAX_BYTES, READERS, read_path
from pipeline.wire import Status, WireItem

ROOT = Path(__file__).resolve().parents[1]
WIRES = ROOT / "../shared/wires"

_HEAD = (
    "| sample | format | language | read, or why it was refused | as data | notices |",
    "| --- | --- | --- | --- | --- | --- |",
)
_NOTHING = WireItem()
_OPENING = re.compile(r"(\([^)]*\) )?holds no (story|text): ")
_IDENTITY = re.compile(r"\S+: (?=\w)")
_QUOTED = re.compile(r"(the text item )?“[^”]*”")


@dataclass(frozen=True, slots=True)
class Sample:
    """One file.

    Attributes:
        path: below the folder of the samples.
        format: name of the reader that claimed it; empty where it was refused before.
        articles: read from it.
        refused: why not.
        bug: what came out that is no error of the project.
    """

    path: str
    format: str
    articles: tuple[Article, ...] = ()
    refused: str = ""
    bug: str = ""

    def row(self) -> str:
        """Its line of the table."""
        cells = [
            f"`{Path(self.path).name}`",
            self.format,
            _joined(article.item.language for article in self.articles),
            self.bug or self.refused or "; ".join(map(described, self.articles)),
            _joined(name for article in self.articles for name in filled(article.item)),
            _joined(f"`{n.code}`" for article in self.articles for n in article.notices),
        ]
        # A bar would open a cell of its own, a line break end the table.
        safe = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
        return f"| {' | '.join(safe)} |"


def look(path: Path, folder: Path) -> Sample:
    """Read a file as the command does."""
    below = path.relative_to(folder).as_posix()
    kind = ""
    try:
        if path.stat().st_size <= MAX_BYTES:
            data = path.read_bytes()
            kind = next(reader.name for reader in READERS if reader.sniff(data))
        return Sample(below, kind, articles=read_path(path))
    except DepecheError as error:
        return Sample(below, kind, refused=reason(error.message, path.name))
    except Exception as error:  # noqa: BLE001  # that there is none is what is shown
        return Sample(below, kind, bug=f"**a bug**: {type(error).__name__}: {error}")


def described(article: Article) -> str:
    """How much was read: blocks by role, in the order of the text, and words."""
    if not article.blocks:
        return "no text"
    counts = Counter(block.role for block in article.blocks)
    blocks = ", ".join(_counted(count, role) for role, count in counts.items())
    return f"{blocks}: {_counted(len(article.text.split()), 'word')}"


def filled(item: WireItem) -> list[str]:
    """Names of what the wire says about itself; a state or signal by its value."""
    names = []
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if field.name == "status":
            names += [f"**{value}**"] if value is not Status.USABLE else []
        elif field.name == "signals":
            names += [f"**{signal}**" for signal in value]
        elif field.name != "language" and value != getattr(_NOTHING, field.name):
            names.append(field.name.replace("_", " "))
    return names


def reason(message: str, name: str) -> str:
    """A refusal without the names of file and item; the same of several items once."""
    text = message.removeprefix(name).strip()
    opening = _OPENING.match(text)
    if opening is None:
        return f"refused: {re.sub(r'^is ', 'it is ', text)}"
    causes = Counter(
        _QUOTED.sub("the item", _IDENTITY.sub("", each, count=1))
        for each in text[opening.end() :].removesuffix(".").split("; ")
    )
    told = (f"{cause} ({n} times)" if n > 1 else cause for cause, n in causes.items())
    return f"refused: {'; '.join(told)}."


def page(folder: Path) -> tuple[str, list[Sample]]:
    """The tables in Markdown, and what they are made of."""
    found = [look(path, folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    read = sum(bool(sample.articles) for sample in found)
    lines = [f"Of {_counted(len(found), 'sample')} {read} were read, {len(found) - read} refused."]
    groups: dict[str, list[Sample]] = {}
    for sample in found:
        groups.setdefault(Path(sample.path).parent.as_posix(), []).append(sample)
    for group, samples in groups.items():
        lines += ["", f"### `{group}`", "", *_HEAD, *(sample.row() for sample in samples)]
    return "\n".join(lines) + "\n", found


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="What is read of every sample.")
    parser.add_argument("folder", nargs="?", type=Path, default=WIRES)
    folder = parser.parse_args(arguments).folder
    if not folder.is_dir():
        print(f"not looked at: {folder} is not here")
        return 0
    text, found = page(folder)
    print(text, end="")
    return int(any(sample.bug for sample in found))


def _joined(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
