"""Checking the models on this machine, and listing them: data for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import ConfigError, ModelError, ModelMissingError
from pipeline.models.convert import converted_problems
from pipeline.models.lock import FileRecord, LockEntry, read_lock
from pipeline.models.spec import ModelSpec, Registry
from pipeline.models.store import LocalModel, Store, default_store, problems, resolve


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying one model found.

    Attributes:
        name: the model.
        state: ``sound``, ``damaged``, ``missing`` (not pulled, which is no fault), or
            ``no weights``.
        path: its folder; empty where it is missing.
        digest: the one pinned; empty where it is missing or has no weights.
        problems: one sentence each.
    """

    name: str
    state: str
    path: str = ""
    digest: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model and whether it is here, for ``models list`` and ``models show``; cheap.

    Attributes:
        spec: its entry.
        state: ``ready`` (files are here), ``missing`` (to be pulled), ``broken`` (what is
            here cannot be used as it is) or ``no weights``.
        local: where it is ready.
        problem: why it is not, in one sentence with what to do.
        lock: what was recorded when it was pulled; ``None`` for a package model.
    """

    spec: ModelSpec
    state: str
    local: LocalModel | None = None
    problem: str = ""
    lock: LockEntry | None = None

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """The pinned files, none where it is not here."""
        return self.local.files if self.local else {}


@dataclass(frozen=True, slots=True)
class ProfileStatus:
    """A profile and whether both its models are here."""

    name: str
    description: str
    default: bool
    translation: ModelStatus
    summarisation: ModelStatus

    @property
    def ready(self) -> bool:
        """Whether a brief can be made with it now."""
        return all(
            model.state in ("ready", "no weights")
            for model in (self.translation, self.summarisation)
        )


def verify(
    registry: Registry, name: str | None = None, *, store: Store | None = None
) -> tuple[Verification, ...]:
    """Hash every file of a model, of a profile's models, or of all models.

    Raises:
        UnknownProfileError: there is nothing of that name.
    """
    specs = tuple(registry.models.values()) if name is None else registry.models_named(name)
    return tuple(_verify(registry, spec, store) for spec in specs)


def _verify(registry: Registry, spec: ModelSpec, store: Store | None) -> Verification:
    status = show(registry, spec.name, store=store)
    local = status.local
    if status.state == "no weights":
        return Verification(spec.name, "no weights")
    if local is None:
        state = "missing" if status.state == "missing" else "damaged"
        return Verification(spec.name, state, problems=(status.problem,))
    found = problems(local) + converted_problems(local, store)
    state = "damaged" if found else "sound"
    return Verification(spec.name, state, str(local.path), local.digest, found)


def show(registry: Registry, name: str, *, store: Store | None = None) -> ModelStatus:
    """One model and its state on this machine; nothing is hashed.

    Raises:
        UnknownProfileError: there is no such model.
    """
    spec = registry.model(name)
    store = store or default_store()
    try:
        local = resolve(registry, name, store=store)
        lock = read_lock(store.lock_path).get(name) if local.commit or _locked(spec) else None
    except ModelMissingError as error:
        return ModelStatus(spec, "missing", problem=str(error))
    except (ModelError, ConfigError) as error:
        return ModelStatus(spec, "broken", problem=str(error))
    return ModelStatus(spec, "ready" if local.files else "no weights", local, lock=lock)


def _locked(spec: ModelSpec) -> bool:
    return spec.source.type in ("hub", "path")


def list_models(registry: Registry, *, store: Store | None = None) -> tuple[ModelStatus, ...]:
    """All models in the order of models.yaml."""
    return tuple(show(registry, name, store=store) for name in registry.models)


def list_profiles(registry: Registry, *, store: Store | None = None) -> tuple[ProfileStatus, ...]:
    """All profiles in the order of models.yaml."""
    return tuple(
        ProfileStatus(
            name=profile.name,
            description=profile.description,
            default=profile.name == registry.default_profile,
            translation=show(registry, profile.translation, store=store),
            summarisation=show(registry, profile.summarisation, store=store),
        )
        for profile in registry.profiles.values()
    )
