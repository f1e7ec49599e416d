"""Reading models.yaml: the packed file, and the user's own laid over it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pipeline.errors import ConfigError
from pipeline.files import at_home, is_file
from pipeline.models import schema
from pipeline.models.schema import Section, nearest
from pipeline.models.spec import (
    COMPUTE_TYPES,
    KINDS,
    TASKS,
    Decoding,
    EngineDefaults,
    ModelSpec,
    Profile,
    Registry,
    Source,
)

PACKAGE = Path(__file__).resolve().parent.parent
"""Folder of the installed package, where shipped weights lie."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_HUB = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
_REVISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def packed_file() -> Path:
    """models.yaml of the package; in a checkout, the one at the top of the repository."""
    packed = PACKAGE / "models.yaml"
    return packed if packed.is_file() else PACKAGE.parent / "models.yaml"


def user_file(environ: Mapping[str, str] | None = None) -> Path | None:
    """The file laid over the packed one: ``DEPECHE_MODELS``, or the one in the user's
    configuration folder, or ``None`` where there is neither.
    """
    import platformdirs

    named = (os.environ if environ is None else environ).get("DEPECHE_MODELS", "")
    if named:
        return at_home(named)
    path = Path(platformdirs.user_config_dir("depeche", appauthor=False)) / "models.yaml"
    return path if is_file(path) else None


def load_registry(path: Path | None = None, *, packed: Path | None = None) -> Registry:
    """Read models.yaml.

    The first of ``path`` (``--models``), ``DEPECHE_MODELS`` and the user's configuration
    folder is laid over the packed file: its entries replace those of the same name.

    Args:
        path: a models file, or ``None`` to look in the usual places.
        packed: the lowest layer; the package's own where ``None``.

    Raises:
        ConfigError: a file is missing or wrong; the message names file and line.
    """
    lowest = packed_file() if packed is None else packed
    over = user_file() if path is None else path
    files = (lowest,) if over is None or over.resolve() == lowest.resolve() else (lowest, over)
    default = ""
    profiles: dict[str, Profile] = {}
    models: dict[str, ModelSpec] = {}
    for file in files:
        root = schema.read_root(file)
        default = root.take("default_profile", schema.text, default)
        profiles.update(_profiles(root))
        models.update(_models(root))
        root.finish()
    registry = Registry(default, MappingProxyType(profiles), MappingProxyType(models), files)
    _check_references(registry)
    return registry


def _check_references(registry: Registry) -> None:
    if registry.default_profile not in registry.profiles:
        raise ConfigError(
            f"{registry.files[-1]}: the default profile {registry.default_profile!r} is not "
            "under 'profiles'.",
            hint=nearest(registry.default_profile, registry.profiles),
        )
    for profile in registry.profiles.values():
        for task in TASKS:
            name = getattr(profile, task)
            fitting = [model.name for model in registry.models.values() if model.task == task]
            if name not in fitting:
                what = f"is not a {task} model" if name in registry.models else "is not a model"
                raise ConfigError(
                    f"{profile.origin}: {task} of profile {profile.name!r}: {name!r} {what}.",
                    hint=nearest(name, fitting),
                )


def _profiles(root: Section) -> dict[str, Profile]:
    profiles = {}
    for name, section in _entries(root, "profiles", "profile"):
        profiles[name] = Profile(
            name=name,
            translation=section.take("translation", schema.text),
            summarisation=section.take("summarisation", schema.text),
            description=section.take("description", schema.text, ""),
            origin=f"{section.path}:{section.line}",
        )
        section.finish()
    return profiles


def _models(root: Section) -> dict[str, ModelSpec]:
    models = {}
    for name, section in _entries(root, "models", "model"):
        kind = section.take("kind", schema.choice(*KINDS))
        models[name] = ModelSpec(
            name=name,
            kind=kind,
            task=section.take("task", schema.choice(*TASKS)),
            source=_source(section, kind),
            licence=section.take("licence", schema.text),
            languages=section.take("languages", schema.words),
            size=section.take("size", schema.size, 0),
            description=section.take("description", schema.text, ""),
            note=section.take("note", schema.text, ""),
            prefix=section.take("prefix", schema.raw, ""),
            decoding=_decoding(section),
            engine=_engine(section),
            sha256=_sha256(section),
            origin=f"{section.path}:{section.line}",
        )
        section.finish()
    return models


def _entries(root: Section, key: str, what: str) -> list[tuple[str, Section]]:
    group = root.section(key, f"{key!r}")
    entries = []
    for name in () if group is None else group.keys:
        section = group.section(name, f"{what} {name!r}") if group else None
        if section is not None:
            if not _NAME.fullmatch(name):
                raise section.error(f"{name!r} is not a name: letters, digits, '.', '_' and '-'")
            entries.append((name, section))
    return entries


def _source(model: Section, kind: str) -> Source:
    section = model.section("source", f"source of {model.what}")
    if kind == "extractive":
        if section is not None:
            raise section.error(f"{model.what} is extractive and has no source")
        return Source()
    if section is None:
        raise model.error(f"{model.what} has no 'source'")
    given = [key for key in section.keys if key in _SOURCES]
    if len(given) > 1:
        raise section.error(f"{section.what} has both {given[0]!r} and {given[1]!r}")
    if not given:
        section.finish({*_SOURCES, "revision"})
        raise section.error(f"{section.what} has none of 'package', 'hub' and 'path'")
    source = _SOURCES[given[0]](section)
    section.finish()
    return source


def _package(section: Section) -> Source:
    value = section.take("package", schema.text)
    pure = PurePosixPath(value)
    if not value or pure.is_absolute() or ".." in pure.parts or "\\" in value:
        raise section.error(f"{value!r} is not a folder inside the package", section.at("package"))
    return Source("package", value)


def _hub(section: Section) -> Source:
    value = section.take("hub", schema.text)
    revision = section.take("revision", schema.text, "main")
    if not _HUB.fullmatch(value) or ".." in value:
        raise section.error(f"{value!r} is not a name on the hub, 'owner/name'", section.at("hub"))
    if not _REVISION.fullmatch(revision) or ".." in revision:
        raise section.error(f"{revision!r} is not a revision", section.at("revision"))
    return Source("hub", value, revision)


def _path(section: Section) -> Source:
    value = section.take("path", schema.text)
    if not value:
        raise section.error(f"'path' of {section.what} is empty", section.at("path"))
    # A relative folder is meant from where the file lies, not from where one stands.
    return Source("path", str((section.path.resolve().parent / at_home(value)).resolve()))


_SOURCES = {"package": _package, "hub": _hub, "path": _path}


def _decoding(model: Section) -> Decoding:
    section = model.section("decoding", f"decoding of {model.what}")
    if section is None:
        return Decoding()
    base, stated = Decoding(), frozenset(section.keys)
    decoding = Decoding(
        beam_size=section.take("beam_size", schema.integer(1, 64), base.beam_size),
        length_penalty=section.take("length_penalty", schema.number(-10, 10), base.length_penalty),
        max_length_ratio=section.take(
            "max_length_ratio", schema.number(0.1, 20), base.max_length_ratio
        ),
        max_length_extra=section.take(
            "max_length_extra", schema.integer(0, 10_000), base.max_length_extra
        ),
        max_source_tokens=section.take(
            "max_source_tokens", schema.integer(8, 100_000), base.max_source_tokens
        ),
        no_repeat_ngram_size=section.take(
            "no_repeat_ngram_size", schema.integer(0, 64), base.no_repeat_ngram_size
        ),
        stated=stated,
    )
    section.finish()
    return decoding


def _engine(model: Section) -> EngineDefaults:
    section = model.section("engine", f"engine of {model.what}")
    if section is None:
        return EngineDefaults()
    base = EngineDefaults()
    engine = EngineDefaults(
        compute_type=section.take("compute_type", schema.choice(*COMPUTE_TYPES), "int8"),
        threads=section.take("threads", schema.integer(0, 1024), base.threads),
        batch_tokens=section.take(
            "batch_tokens", schema.integer(16, 10_000_000), base.batch_tokens
        ),
    )
    section.finish()
    return engine


def _sha256(model: Section) -> Mapping[str, str]:
    section = model.section("sha256", f"sha256 of {model.what}")
    digests: dict[str, str] = {}
    for name in () if section is None else section.keys:
        if section is None:
            break
        digest = section.take(name, schema.text).lower()
        if not _SHA256.fullmatch(digest):
            raise section.error(f"the SHA-256 of {name!r} is not 64 hex digits", section.at(name))
        if not _NAME.fullmatch(name):
            raise section.error(f"{name!r} is not a plain file name", section.at(name))
        digests[name] = digest
    return MappingProxyType(digests)
