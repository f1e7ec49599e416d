"""Every error a user can meet, with the exit code the command line gives it.

::

    DepecheError                    1   anything unforeseen; a bug
    ├── UsageError                  2   options that do not fit together
    ├── InputError                 10   the wire cannot be read: missing, a folder, no permission
    │   ├── EmptyInputError        11   nothing but blanks
    │   │   └── NoStoryError       19   items, but none with a text: pictures, packages
    │   ├── BinaryInputError       12   not text
    │   ├── EncodingError          13   text, but in no encoding we can decode
    │   ├── InputTooLargeError     14   over the size limit
    │   ├── LanguageError          15   not French, and ``--strict`` was given
    │   ├── EmbargoError           16   not to be published yet
    │   ├── WithdrawnError         17   killed, withheld or cancelled by its agency
    │   └── SkippedError           18   declares itself to be in another language than French
    ├── ConfigError                20   models.yaml (or a settings file) is wrong
    │   └── UnknownProfileError    21   no such profile or model
    ├── ModelError                 30   a model cannot be used
    │   ├── ModelMissingError      31   it has not been pulled
    │   ├── ModelIntegrityError    32   its files are not the ones that were pinned
    │   ├── UnsafeModelError       33   it exists only as a pickle that cannot be read safely
    │   └── ModelLoadError         34   its files are sound but it does not load
    ├── NetworkError               35   the hub did not answer, or a network was forbidden
    ├── OutputError                40   the result cannot be written: read-only folder, full disk
    ├── CacheError                 50   the cache cannot be used at all
    ├── GenerationError            60   a model ran and failed (memory, internal error)
    ├── QualityError               70   a measured quality is under its floor
    ├── FlaggedError               71   an error-level flag remains, and ``--strict`` was given
    ├── SomeFailedError            80   some wires of a night failed, the others are done
    ├── NothingRanError            81   no wire of a night could be done, or there was none
    └── LockedError                82   another run is writing to the folder

130 and 143 are kept for SIGINT and SIGTERM, 141 for a broken pipe.
"""

from __future__ import annotations

from collections.abc import Iterator


class DepecheError(Exception):
    """Root of the tree.

    Args:
        message: what went wrong and where (file, line, id), in one sentence.
        hint: what the user can do about it, in one sentence; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(DepecheError):
    """Options that are each valid but do not fit together."""

    exit_code = 2


class InputError(DepecheError):
    """The wire cannot be read: missing, a folder, no permission."""

    exit_code = 10


class EmptyInputError(InputError):
    """The wire holds nothing but blanks."""

    exit_code = 11


class BinaryInputError(InputError):
    """The wire is not text."""

    exit_code = 12


class EncodingError(InputError):
    """The wire is text, but in no encoding that can be decoded."""

    exit_code = 13


class InputTooLargeError(InputError):
    """The wire is over the size limit."""

    exit_code = 14


class LanguageError(InputError):
    """The wire is not French and the user asked to stop on that."""

    exit_code = 15


class EmbargoError(InputError):
    """The wire is under embargo: not to be published yet."""

    exit_code = 16


class WithdrawnError(InputError):
    """The wire was killed, withheld or cancelled by its agency."""

    exit_code = 17


class SkippedError(InputError):
    """The wire declares itself to be in another language than French."""

    exit_code = 18


class NoStoryError(EmptyInputError):
    """Every item of the wire is a picture, a package or another thing without a text."""

    exit_code = 19


class ConfigError(DepecheError):
    """``models.yaml`` or a settings file is wrong; the message names file and line."""

    exit_code = 20


class UnknownProfileError(ConfigError):
    """No profile or model has that name."""

    exit_code = 21


class ModelError(DepecheError):
    """A model cannot be used."""

    exit_code = 30


class ModelMissingError(ModelError):
    """The model is known but its files are not on this machine."""

    exit_code = 31


class ModelIntegrityError(ModelError):
    """The model's files are not the ones whose digests were recorded."""

    exit_code = 32


class UnsafeModelError(ModelError):
    """The weights exist only in a form that cannot be read safely."""

    exit_code = 33


class ModelLoadError(ModelError):
    """The files are sound, but the model does not load."""

    exit_code = 34


class NetworkError(DepecheError):
    """The hub did not answer, or the network was forbidden by ``--offline``."""

    exit_code = 35


class OutputError(DepecheError):
    """The result cannot be written: read-only folder, full disk."""

    exit_code = 40


class CacheError(DepecheError):
    """The cache cannot be used at all."""

    exit_code = 50


class GenerationError(DepecheError):
    """A model was loaded, ran, and failed."""

    exit_code = 60


class QualityError(DepecheError):
    """A measured quality is under its floor."""

    exit_code = 70


class FlaggedError(DepecheError):
    """The checks flagged an error in a brief or its rows, and the user asked to stop on that."""

    exit_code = 71


class SomeFailedError(DepecheError):
    """Some wires of a night failed; the others are done."""

    exit_code = 80


class NothingRanError(DepecheError):
    """No wire of a night could be done, or there was none."""

    exit_code = 81


class LockedError(DepecheError):
    """Another run is writing to the folder."""

    exit_code = 82


def tree(root: type[DepecheError] = DepecheError) -> Iterator[type[DepecheError]]:
    """Yield ``root`` and every class below it, depth first, for the docs and their test."""
    yield root
    for child in root.__subclasses__():
        yield from tree(child)
