"""Reading a YAML mapping key by key, with errors that name file and line.

By hand rather than with a validation library: importing one costs more time than a whole
run from the cache may take for its set-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import ConfigError

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")
_TAG = "tag:yaml.org,2002:"
_UNITS = {"B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9}


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that suggests what ``word`` may have meant, or lists what is known."""
    import difflib  # only a mistake needs it

    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known here: {', '.join(known)}." if known else ""


def read_root(
    path: Path, what: str = "models file", named_by: str = "--models or DEPECHE_MODELS"
) -> Section:
    """The top mapping of a YAML file.

    Args:
        path: the file.
        what: what it is called in messages.
        named_by: the options that name it, for a hint.

    Raises:
        ConfigError: the file cannot be read, is not UTF-8, not YAML or not a mapping.
    """
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(
            f"The {what} {path} cannot be read: {reason}.",
            hint=f"Check {named_by}.",
        ) from error
    try:
        # The C loader reads this file in a tenth of the time; some builds lack it.
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: not valid YAML: {error.problem}.") from error
    except (yaml.YAMLError, RecursionError) as error:
        problem = " ".join(str(error).split())  # the library's own spans several lines
        raise ConfigError(f"{path}: not valid YAML: {problem}.") from error
    if node is None:
        raise ConfigError(f"{path}:1: the {what} is empty.")
    return Section(node, path, what)


class Section:
    """A YAML mapping whose keys are taken one by one; what is left over is an error.

    Args:
        node: the node as composed.
        path: the file, for messages.
        what: what this mapping describes, for messages, e.g. ``model 'opus'``.

    Raises:
        ConfigError: the node is not a mapping, or a key is not text or occurs twice.
    """

    def __init__(self, node: yaml.Node, path: Path, what: str) -> None:
        import yaml

        self.path = path
        self.what = what
        self.line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise self.error(f"{what} must be a mapping of keys to values", node)
        self._nodes: dict[str, yaml.Node] = {}
        self._taken: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.error(f"a key of {what} is not a plain word", key)
            if key.value in self._nodes:
                raise self.error(f"{what} has the key {key.value!r} twice", key)
            self._nodes[key.value] = value
        self._keys = {key.value: key for key, _ in node.value}

    def error(self, problem: str, node: yaml.Node | None = None, hint: str = "") -> ConfigError:
        """An error that names the file and the line of ``node`` (or of this mapping)."""
        line = self.line if node is None else node.start_mark.line + 1
        return ConfigError(f"{self.path}:{line}: {problem}.", hint=hint)

    def at(self, key: str) -> yaml.Node | None:
        """The node of a key, for messages."""
        return self._nodes.get(key)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(self._nodes)

    def take(
        self, key: str, read: Callable[[Section, str, yaml.Node], T], default: T | None = None
    ) -> T:
        """The value of ``key`` as ``read`` gives it; required where there is no default."""
        self._taken.add(key)
        node = self._nodes.get(key)
        if node is None:
            if default is None:
                for stray in self._left():
                    hint = nearest(stray, [key])
                    if hint.startswith("Did"):
                        raise self.error(
                            f"{self.what} has an unknown key {stray!r}", self._keys[stray], hint
                        )
                raise self.error(f"{self.what} has no {key!r}")
            return default
        return read(self, key, node)

    def section(self, key: str, what: str) -> Section | None:
        """The mapping under ``key``, or ``None`` where there is none."""
        self._taken.add(key)
        node = self._nodes.get(key)
        return None if node is None else Section(node, self.path, what)

    def finish(self, known: Iterable[str] = ()) -> None:
        """Refuse the keys that nobody took."""
        for key in self._left():
            raise self.error(
                f"{self.what} has an unknown key {key!r}",
                self._keys[key],
                hint=nearest(key, known or self._taken),
            )

    def _left(self) -> list[str]:
        return [key for key in self._nodes if key not in self._taken]


def text(section: Section, key: str, node: yaml.Node) -> str:
    """A string without blanks at its ends."""
    return raw(section, key, node).strip()


def raw(section: Section, key: str, node: yaml.Node) -> str:
    """A string as written: a revision of digits only stays what it is."""
    import yaml

    if not isinstance(node, yaml.ScalarNode) or node.tag in (_TAG + "null", _TAG + "bool"):
        raise section.error(f"{key!r} of {section.what} must be text", node)
    return str(node.value)


def choice(*allowed: str) -> Callable[[Section, str, yaml.Node], str]:
    """One word of a list."""

    def read(section: Section, key: str, node: yaml.Node) -> str:
        value = text(section, key, node)
        if value not in allowed:
            raise section.error(
                f"{key!r} of {section.what} cannot be {value!r}", node, nearest(value, allowed)
            )
        return value

    return read


def integer(low: int, high: int) -> Callable[[Section, str, yaml.Node], int]:
    """A whole number between ``low`` and ``high``."""

    def read(section: Section, key: str, node: yaml.Node) -> int:
        value = text(section, key, node)
        if node.tag != _TAG + "int" or not value.isdecimal() or not low <= int(value) <= high:
            raise section.error(
                f"{key!r} of {section.what} must be a whole number from {low} to {high}, "
                f"not {value!r}",
                node,
            )
        return int(value)

    return read


def number(low: float, high: float) -> Callable[[Section, str, yaml.Node], float]:
    """A number between ``low`` and ``high``."""

    def read(section: Section, key: str, node: yaml.Node) -> float:
        value = text(section, key, node)
        try:
            result = float(value)
        except ValueError:
            result = float("nan")
        if not low <= result <= high:
            raise section.error(
                f"{key!r} of {section.what} must be a number from {low:g} to {high:g}, "
                f"not {value!r}",
                node,
            )
        return result

    return read


def size(section: Section, key: str, node: yaml.Node) -> int:
    """Bytes: a whole number, or a number with a unit such as ``301 MB`` (10⁶ bytes)."""
    value = text(section, key, node)
    amount, _, unit = value.partition(" ")
    try:
        result = float(amount) * _UNITS[unit.strip() or "B"]
    except (ValueError, KeyError):
        result = -1.0
    if not 0 <= result < 10**15:
        raise section.error(
            f"{key!r} of {section.what} must be bytes or a size such as '301 MB', not {value!r}",
            node,
        )
    return round(result)


def truth(section: Section, key: str, node: yaml.Node) -> bool:
    """``true`` or ``false``."""
    import yaml

    if not isinstance(node, yaml.ScalarNode) or node.tag != _TAG + "bool":
        raise section.error(f"{key!r} of {section.what} must be true or false", node)
    return str(node.value).lower() in {"true", "yes", "on"}


def words(section: Section, key: str, node: yaml.Node) -> tuple[str, ...]:
    """A list of words."""
    import yaml

    if not isinstance(node, yaml.SequenceNode):
        raise section.error(f"{key!r} of {section.what} must be a list such as [fr, en]", node)
    return tuple(text(section, key, item) for item in node.value)
