"""SentencePiece pieces as ``MarianTokenizer`` makes them, without importing Transformers.

Two differences, both on purpose:

- A text that begins with ``>>…<<`` is text. ``MarianTokenizer`` takes that for a language
  code, one token, and so loses whatever a wire put there; a link to a related story begins
  with ``>>``. Models that need a code are not translated with here.
- ``</s>``, ``<pad>`` and ``<unk>`` in a wire are text, not special tokens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from pipeline.errors import ModelLoadError
from pipeline.translate.base import END, PAD, UNKNOWN


@dataclass(frozen=True, slots=True)
class Encoding:
    """Pieces of a text.

    Attributes:
        tokens: pieces; ``<unk>`` for those that the model's vocabulary lacks.
        unknown: what those were, in order.
    """

    tokens: tuple[str, ...]
    unknown: tuple[str, ...] = ()


class Tokenizer(Protocol):
    """Text to source pieces, target pieces to text."""

    def encode(self, text: str) -> Encoding:
        """Pieces without end mark."""
        ...

    def encode_many(self, texts: Sequence[str]) -> list[Encoding]:
        """The pieces of each of several texts."""
        ...

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of target pieces."""
        ...


def read_vocabulary(folder: Path) -> dict[str, int]:
    """Ids by piece, from ``vocab.json``.

    Raises:
        ModelLoadError: it is missing or not a vocabulary.
    """
    path = folder / "vocab.json"
    try:
        vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(path.name, folder) from error
    sound = isinstance(vocabulary, dict) and all(type(i) is int for i in vocabulary.values())
    if not sound or not {END, UNKNOWN} <= vocabulary.keys():
        raise _unreadable(path.name, folder)
    return vocabulary


class MarianPieces:
    """A Marian model's tokenizer: ``source.spm``, ``target.spm`` and ``vocab.json``.

    Args:
        folder: the model in the layout of Hugging Face, or a loader that gives it, verified.
            Nothing is read before the first use.

    Raises:
        ModelLoadError: at first use, when a file is missing or cannot be read.
    """

    def __init__(self, folder: Path | Callable[[], Path]) -> None:
        self._given = folder
        self._found: Path | None = None
        self._source: Any = None
        self._target: Any = None
        # Each piece by itself: what waits to be translated shares them.
        self._known: dict[str, str] = {}

    def encode(self, text: str) -> Encoding:
        """Pieces without end mark."""
        self._read_vocabulary()
        if self._source is None:
            self._source = self._load("source.spm")
        return self._known_of(self._source.encode(text, out_type=str))

    def encode_many(self, texts: Sequence[str]) -> list[Encoding]:
        """The pieces of each of several texts, in one call: between two calls another thread may
        hold Python's lock for longer than either takes.
        """
        self._read_vocabulary()
        if self._source is None:
            self._source = self._load("source.spm")
        found = self._source.encode(list(texts), out_type=str, num_threads=1)
        return [self._known_of(pieces) for pieces in found]

    def encode_target(self, text: str) -> Encoding:
        """Target pieces of an English text without end mark, to force it through the model."""
        self._read_vocabulary()
        if self._target is None:
            self._target = self._load("target.spm")
        return self._known_of(self._target.encode(text, out_type=str))

    def decode(self, tokens: Sequence[str]) -> str:
        """Text of target pieces; end marks and padding are left out."""
        if self._target is None:
            self._target = self._load("target.spm")
        pieces = [token for token in tokens if token not in {END, PAD}]
        return str(self._target.decode_pieces(pieces)) if pieces else ""

    def _known_of(self, pieces: Sequence[str]) -> Encoding:
        known = self._known
        tokens = tuple(map(known.get, pieces))
        if None not in tokens:
            return Encoding(cast("tuple[str, ...]", tokens), ())
        return Encoding(
            tokens=tuple(token or UNKNOWN for token in tokens),
            unknown=tuple(piece for piece in pieces if piece not in known),
        )

    def _read_vocabulary(self) -> None:
        if not self._known:
            # A wire's text must never become a mark that steers the model.
            pieces = read_vocabulary(self._folder).keys() - {END, PAD, UNKNOWN}
            self._known = {piece: piece for piece in pieces}

    @property
    def _folder(self) -> Path:
        if self._found is None:
            self._found = self._given if isinstance(self._given, Path) else self._given()
        return self._found

    def _load(self, name: str) -> Any:
        import sentencepiece

        path = self._folder / name
        try:
            return sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
        except (OSError, RuntimeError) as error:
            raise _unreadable(name, self._folder) from error


def _unreadable(name: str, folder: Path) -> ModelLoadError:
    return ModelLoadError(
        f"{name} of the model in {folder} is missing or cannot be read.",
        hint="Pull the model again with: depeche models pull NAME.",
    )
