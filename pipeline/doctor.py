"""What is installed, which profiles can run here, where files are kept: data for
``depeche doctor``.

Looks and never changes: no folder is made, no model loaded, no network asked.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline import __version__
from pipeline.errors import ConfigError
from pipeline.files import at_home, exists
from pipeline.models import default_store, load_registry
from pipeline.models.registry import packed_file, user_file
from pipeline.models.runtime import available_cores
from pipeline.models.verify import ModelStatus, ProfileStatus, list_profiles
from pipeline.versions import library_version

PACKAGES = (
    "charset-normalizer",
    "ctranslate2",
    "feedparser",
    "httpx2",
    "huggingface_hub",
    "lxml",
    "lxml_html_clean",
    "markdown-it-py",
    "numpy",
    "platformdirs",
    "protobuf",
    "pydantic",
    "python-docx",
    "PyYAML",
    "rich",
    "safetensors",
    "sentencepiece",
    "SQLAlchemy",
    "torch",
    "trafilatura",
    "transformers",
    "typer",
    "watchfiles",
)
"""The distributions that depeche stands on."""

_FETCHED = ("hub", "path")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+_-]+://")


@dataclass(frozen=True, slots=True)
class Package:
    """A distribution and its version; the version is empty where it is not installed."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class EngineState:
    """What can run the models.

    Attributes:
        name: as ``--engine`` takes it.
        version: of its library; empty where it is not installed.
        threads: it uses by default.
        compute_types: that this processor supports; empty where not asked.
        problem: why it cannot be used; empty where it can.
    """

    name: str
    version: str
    threads: int
    compute_types: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ProfileState:
    """A profile, and what it takes to run it.

    Attributes:
        name: as ``--profile`` takes it.
        default: whether it is the one used without ``--profile``.
        ready: whether both its models are on this machine.
        missing: names of its models that have not been pulled.
        problems: what else stands in the way, one sentence each.
        command: that makes it ready; empty where it is, or where no command can.
    """

    name: str
    default: bool
    ready: bool
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    command: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where depeche keeps something.

    Attributes:
        what: ``models``, ``cache``, ``settings`` or ``logs``.
        path: of the folder or file, whether it exists or not; a URL for a cache on a server.
        variable: environment variable that names it; empty where nothing was set.
        exists: whether it is there; made when first needed.
        writable: whether it, or the folder that it would be made in, may be written.
        free: bytes left on its disk; ``None`` where there is no disk to ask.
    """

    what: str
    path: str
    variable: str
    exists: bool
    writable: bool
    free: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that ``depeche doctor`` tells.

    Attributes:
        depeche: version of depeche.
        python: version and implementation.
        system: operating system and processor.
        cores: that this process may use.
        packages: see :data:`PACKAGES`.
        engines: the default one first.
        models_files: the models.yaml files in use, lowest layer first.
        models_problem: why they cannot be used; empty where they can.
        profiles: in their order; none where models.yaml is wrong.
        places: where files are kept.
    """

    depeche: str
    python: str
    system: str
    cores: int
    packages: tuple[Package, ...]
    engines: tuple[EngineState, ...]
    models_files: tuple[str, ...]
    models_problem: str
    profiles: tuple[ProfileState, ...]
    places: tuple[Place, ...]

    @property
    def default_ready(self) -> bool:
        """Whether ``depeche brief FILE`` can run."""
        can_load = not self.engines[0].problem
        return can_load and any(profile.default and profile.ready for profile in self.profiles)


def examine(models_file: Path | None = None) -> Report:
    """Look at this installation.

    Args:
        models_file: as for :func:`pipeline.models.load_registry`.
    """
    files: tuple[Path, ...]
    try:
        registry = load_registry(models_file)
        files, problem = registry.files, ""
        profiles = tuple(_profile(status) for status in list_profiles(registry))
    except ConfigError as error:
        over = user_file() if models_file is None else models_file
        files = (packed_file(),) if over is None else (packed_file(), over)
        profiles, problem = (), str(error)
    return Report(
        depeche=__version__,
        python=f"{platform.python_version()} ({platform.python_implementation()}, "
        f"{sys.executable})",
        system=f"{platform.system()} {platform.release()}, {platform.machine()}",
        cores=available_cores(),
        packages=tuple(Package(name, library_version(name)) for name in PACKAGES),
        engines=(_ctranslate2(), _transformers()),
        models_files=tuple(map(str, files)),
        models_problem=problem,
        profiles=profiles,
        places=_places(),
    )


def log_folder() -> Path:
    """Where the details of internal errors are kept; nothing is made."""
    import platformdirs

    return Path(platformdirs.user_log_dir("depeche", appauthor=False))


def _profile(status: ProfileStatus) -> ProfileState:
    lacking = [
        model
        for model in (status.translation, status.summarisation)
        if model.state not in ("ready", "no weights")
    ]
    return ProfileState(
        name=status.name,
        default=status.default,
        ready=not lacking,
        missing=tuple(model.spec.name for model in lacking if model.state == "missing"),
        problems=tuple(
            dict.fromkeys(model.problem for model in lacking if model.state != "missing")
        ),
        command=_command(status.name, lacking),
    )


def _command(profile: str, lacking: list[ModelStatus]) -> str:
    if not lacking or any(model.spec.source.type not in _FETCHED for model in lacking):
        return ""
    return f"depeche models pull {profile}"


def _ctranslate2() -> EngineState:
    version = library_version("ctranslate2")
    try:
        import ctranslate2

        types = tuple(sorted(ctranslate2.get_supported_compute_types("cpu")))
    except (ImportError, OSError, RuntimeError) as error:
        return EngineState("ctranslate2", version, available_cores(), problem=str(error))
    return EngineState("ctranslate2", version, available_cores(), types)


def _transformers() -> EngineState:
    """From the versions alone: importing torch takes seconds."""
    missing = [name for name in ("torch", "transformers") if not library_version(name)]
    problem = f"{' and '.join(missing)} not installed" if missing else ""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    threads = int(asked) if asked.isdecimal() and int(asked) else available_cores()
    version = library_version("transformers")
    return EngineState("transformers", version, threads, problem=problem)


def _places() -> tuple[Place, ...]:
    import platformdirs

    from pipeline.cache import default_location

    settings = Path(platformdirs.user_config_dir("depeche", appauthor=False)) / "models.yaml"
    return (
        _place("models", str(default_store().root), "DEPECHE_HOME"),
        _place("cache", str(default_location()), "DEPECHE_CACHE"),
        _place("settings", str(settings), "DEPECHE_MODELS"),
        _place("logs", str(log_folder()), ""),
    )


def _place(what: str, path: str, variable: str) -> Place:
    named = os.environ.get(variable, "") if variable else ""
    if _URL.match(named):
        return Place(what, _without_password(named), variable, True, True, None)
    place = at_home(named or path).absolute()
    there = next((folder for folder in (place, *place.parents) if exists(folder)), place)
    return Place(
        what=what,
        path=str(place),
        variable=variable if named else "",
        exists=there == place,
        writable=os.access(there, os.W_OK),
        free=_free(there),
    )


def _free(path: Path) -> int | None:
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return None


def _without_password(url: str) -> str:
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", url)
