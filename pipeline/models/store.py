"""Where models lie on this machine, which of them are here, and whether they are sound."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pipeline.errors import ConfigError, ModelIntegrityError, ModelMissingError
from pipeline.files import at_home, is_folder
from pipeline.models import registry as _registry
from pipeline.models.digest import combined_digest, model_files, sha256_file
from pipeline.models.lock import FileRecord, LockEntry, read_lock
from pipeline.models.spec import ModelSpec, Registry


@dataclass(frozen=True, slots=True)
class Store:
    """The folder that depeche keeps models in.

    Attributes:
        root: holds ``models/owner--name/<commit>/``, ``converted/`` and ``models.lock``.
    """

    root: Path

    @property
    def lock_path(self) -> Path:
        """The lock file, beside the store."""
        return self.root / "models.lock"

    @property
    def converted(self) -> Path:
        """Folders in the form that CTranslate2 reads."""
        return self.root / "converted"

    def repository(self, repo: str) -> Path:
        """Folder of all commits of ``owner/name``."""
        return self.root / "models" / repo.replace("/", "--")


def default_store(environ: Mapping[str, str] | None = None) -> Store:
    """The store in ``DEPECHE_HOME`` or else in the user's data folder; nothing is made."""
    home = (os.environ if environ is None else environ).get("DEPECHE_HOME", "")
    if home:
        return Store(at_home(home).absolute())
    import platformdirs

    return Store(Path(platformdirs.user_data_dir("depeche", appauthor=False)))


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model whose files are here and pinned; nothing was hashed to know that.

    Attributes:
        name: entry in models.yaml.
        kind: family, such as ``marian``.
        path: folder in the layout of Transformers; the package itself where there are no
            weights (``kind`` is ``extractive``).
        digest: SHA-256 over the sorted ``name:sha256`` lines, hexadecimal; empty where
            there are no weights.
        spec: the entry.
        files: the pinned files by name.
        commit: of the hub; empty elsewhere.
    """

    name: str
    kind: str
    path: Path
    digest: str
    spec: ModelSpec
    files: Mapping[str, FileRecord]
    commit: str = ""


def package_folder(spec: ModelSpec) -> Path:
    """Folder of a model that ships inside the package."""
    return _registry.PACKAGE / spec.source.value


def resolve(registry: Registry, name: str, *, store: Store | None = None) -> LocalModel:
    """Find a model on this machine.

    Cheap: digests come from models.yaml or the lock file, no weights are read. Call
    :func:`ensure_sound` before loading them.

    Args:
        registry: what models.yaml says.
        name: a model (not a profile).
        store: the default one where ``None``.

    Raises:
        UnknownProfileError: models.yaml has no such model.
        ModelMissingError: it has not been pulled; the hint is the command that does it.
        ModelIntegrityError: models.yaml pins other digests than were pulled.
        ConfigError: a package model without digests.
        ModelError: the lock file cannot be read.
    """
    spec = registry.model(name)
    if spec.source.type == "none":
        return LocalModel(name, spec.kind, _registry.PACKAGE, "", spec, MappingProxyType({}))
    if spec.source.type == "package":
        return _package_model(spec)
    entry = read_lock((store or default_store()).lock_path).get(name)
    if entry is None or entry.source != str(spec.source):
        was = f"; what was pulled is {entry.source}" if entry else ""
        raise missing(spec, f"The model {name!r} ({spec.source}) is not on this machine{was}.")
    return from_lock(spec, entry, store)


def missing(spec: ModelSpec, message: str) -> ModelMissingError:
    """The error for a model that is not here, with the command that gets it."""
    return ModelMissingError(
        message,
        hint=f"Get it with 'depeche models pull {spec.name}', "
        "or use '--profile embedded', which needs no network.",
    )


def from_lock(spec: ModelSpec, entry: LockEntry, store: Store | None = None) -> LocalModel:
    """The model that a lock entry describes.

    Raises:
        ModelMissingError: its folder is gone.
        ModelIntegrityError: models.yaml pins other digests.
    """
    if spec.source.type == "path":
        path = Path(spec.source.value)
    else:
        path = (store or default_store()).repository(spec.source.value) / entry.commit
    if not is_folder(path):
        raise missing(spec, f"The folder {path} of the model {spec.name!r} is gone.")
    for file, digest in spec.sha256.items():
        if file not in entry.files or entry.files[file].sha256 != digest:
            raise ModelIntegrityError(
                f"{spec.origin} pins another {file} than was pulled for {spec.name!r}.",
                hint=f"Pull it again: 'depeche models pull {spec.name} --update'.",
            )
    digests = {file: record.sha256 for file, record in entry.files.items()}
    files = MappingProxyType(dict(entry.files))
    return LocalModel(
        spec.name, spec.kind, path, combined_digest(digests), spec, files, entry.commit
    )


def _package_model(spec: ModelSpec) -> LocalModel:
    path = package_folder(spec)
    if not is_folder(path):
        raise ModelMissingError(
            f"The weights of {spec.name!r} are not in this installation ({path}).",
            hint="Install the depeche wheel again, or choose another profile with --profile.",
        )
    if not spec.sha256:
        raise ConfigError(
            f"{spec.origin}: the package model {spec.name!r} has no digests.",
            hint=f"Record them: 'python -m pipeline.models.digest {spec.name}'.",
        )
    files = {file: FileRecord(digest) for file, digest in spec.sha256.items()}
    digest = combined_digest(spec.sha256)
    return LocalModel(spec.name, spec.kind, path, digest, spec, MappingProxyType(files))


def problems(local: LocalModel) -> tuple[str, ...]:
    """What is wrong with a model's files, one sentence each; every byte is read.

    Nothing is remembered from one call to the next: a size and a time can be put back after
    a byte was changed, so only the digest tells.
    """
    if not local.files:
        return ()
    found = []
    for name, record in sorted(local.files.items()):
        path = local.path / name
        try:
            size = path.stat().st_size
            if record.size is not None and size != record.size:
                found.append(f"{name} has {size} bytes instead of {record.size}.")
            elif sha256_file(path) != record.sha256:
                found.append(f"{name} has another SHA-256 than was recorded.")
        except FileNotFoundError:
            found.append(f"{name} is missing.")
        except OSError as error:
            found.append(f"{name} cannot be read: {error.strerror}.")
    try:
        # A loader may prefer a file that was added over one that was pinned.
        added = [path.name for path in model_files(local.path) if path.name not in local.files]
    except OSError:
        added = []
    return (*found, *(f"{name} was added and is not pinned." for name in added))


def ensure_sound(local: LocalModel) -> None:
    """Check every file of a model before an engine loads it.

    Raises:
        ModelIntegrityError: a file is missing, altered or added; all of them are named.
    """
    found = problems(local)
    if found:
        raise ModelIntegrityError(
            f"The model {local.name!r} in {local.path} is not the one that was pinned: "
            + " ".join(found),
            hint={
                "hub": f"Fetch it again: 'depeche models pull {local.name}'.",
                "path": f"If you changed it yourself: 'depeche models pull {local.name} --update'.",
            }.get(local.spec.source.type, "Install the depeche wheel again."),
        )
