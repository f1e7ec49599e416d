"""Getting a model: from the hub to the store, or a local folder pinned where it lies."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import (
    ModelIntegrityError,
    ModelMissingError,
    OutputError,
    UnsafeModelError,
)
from pipeline.files import is_folder
from pipeline.models import hub, weights
from pipeline.models.convert import ctranslate2_folder
from pipeline.models.digest import digest_folder, sha256_file
from pipeline.models.environment import is_offline, prepare, quiet
from pipeline.models.lock import FileRecord, LockEntry, exclusive, read_lock, record
from pipeline.models.progress import Progress, Silent
from pipeline.models.spec import ModelSpec, Registry
from pipeline.models.store import (
    LocalModel,
    Store,
    default_store,
    ensure_sound,
    from_lock,
    problems,
    resolve,
)


def pull(
    registry: Registry,
    name: str,
    *,
    store: Store | None = None,
    progress: Progress | None = None,
    token: str | None = None,
    offline: bool = False,
    update: bool = False,
    convert: bool = True,
) -> LocalModel:
    """Get a model, check it, pin it and make it ready to run.

    A model that is here and sound is left alone and the network not asked. A damaged one is
    fetched again at the commit that was pinned. Nothing half-made is ever in the store: files
    are gathered in a hidden folder that is renamed when all of them are checked, and that a
    later try goes on with.

    Args:
        registry: what models.yaml says.
        name: a model (see :meth:`Registry.models_named` for profiles).
        store: the default one where ``None``.
        progress: told about bytes and steps.
        token: for the hub; its library's own settings (``HF_TOKEN``) where ``None``.
        offline: do not touch the network.
        update: ask the hub whether the revision has moved; for a local folder, accept its
            files as they are now.
        convert: convert to CTranslate2 at once rather than at first use.

    Raises:
        UnknownProfileError: models.yaml has no such model.
        NetworkError: offline, or the hub does not answer.
        ModelMissingError: the hub, or the disk, has no such thing.
        ModelIntegrityError: the files are not those announced or pinned.
        UnsafeModelError: the weights are a pickle that cannot be read safely.
        ModelError: the files are not a model of this kind.
        ModelLoadError: it cannot be converted.
        OutputError: the store cannot be written.
    """
    prepare()
    progress = progress or Silent()
    store = store or default_store()
    spec = registry.model(name)
    if spec.source.type in ("package", "none"):
        local = resolve(registry, name, store=store)
        ensure_sound(local)
    else:
        get = _pin if spec.source.type == "path" else _pull_from_hub
        try:
            local = _present(spec, store, update=update) or get(
                spec, store, progress, token=token, offline=offline or is_offline(), update=update
            )
        except OSError as error:
            raise hub.disk_error(spec, error) from error
    if convert and local.files:
        progress.say(f"{name}: converting to CTranslate2 {spec.engine.compute_type}")
        ctranslate2_folder(local, spec.engine.compute_type, store=store, notify=progress.say)
    progress.say(f"{name}: ready ({local.digest[:12] or 'no weights'})")
    return local


def _present(spec: ModelSpec, store: Store, *, update: bool) -> LocalModel | None:
    """The model where it is here and nothing has to be done."""
    entry = read_lock(store.lock_path).get(spec.name)
    if update or entry is None or entry.source != str(spec.source):
        return None
    try:
        local = from_lock(spec, entry, store)
    except (ModelMissingError, ModelIntegrityError):
        return None
    if spec.source.type == "path":
        ensure_sound(local)
    elif problems(local):
        return None
    return local


def _pull_from_hub(
    spec: ModelSpec,
    store: Store,
    progress: Progress,
    *,
    token: str | None,
    offline: bool,
    update: bool,
) -> LocalModel:
    if offline:
        raise hub.offline_error(spec)
    locked = read_lock(store.lock_path).get(spec.name)
    if update or (locked is not None and locked.source != str(spec.source)):
        locked = None
    folder = store.repository(spec.source.value)
    folder.mkdir(parents=True, exist_ok=True)
    with quiet(), exclusive(folder.with_name(f".{folder.name}.guard")):
        revision = hub.look_up(spec, locked.commit if locked else spec.source.revision, token=token)
        choice = weights.choose(spec, revision.files)
        progress.say(f"{spec.name}: {spec.source} is commit {revision.commit}")
        partial = folder / f".partial-{revision.commit}"
        partial.mkdir(exist_ok=True)
        wanted = [revision.files[name] for name in choice.names]
        _fetch_all(spec, revision.commit, wanted, partial, progress, token)
        weights.check_kind(spec, partial)
        converted_from: dict[str, str] = {}
        if choice.pickled:
            progress.say(f"{spec.name}: converting {weights.PICKLED} to {weights.SAFE}")
            pickled = partial / weights.PICKLED
            weights.to_safetensors(pickled, partial / weights.SAFE)
            converted_from = {weights.PICKLED: sha256_file(pickled)}
            pickled.unlink()
        files = _records(partial)
        _check_pins(spec, files, locked)
        _move_into_place(partial, folder / revision.commit)
        for leftover in folder.glob(".partial-*"):
            shutil.rmtree(leftover, ignore_errors=True)
    return _lock(spec, store, files, commit=revision.commit, converted_from=converted_from)


def _fetch_all(
    spec: ModelSpec,
    commit: str,
    wanted: list[hub.HubFile],
    partial: Path,
    progress: Progress,
    token: str | None,
) -> None:
    names = {file.name for file in wanted}
    for stray in partial.iterdir():
        if stray.name.removesuffix(".part") not in names:
            stray.unlink()
    missing = [file for file in wanted if not hub.is_file(partial / file.name, file)]
    total = sum(file.size for file in wanted)
    left = sum(file.size - hub.size_of_part(partial / file.name) for file in missing)
    # The conversion of a pickle holds both forms at once.
    need = left + sum(file.size for file in wanted if file.name == weights.PICKLED)
    free = shutil.disk_usage(partial).free
    if need > free:
        raise OutputError(
            f"The model {spec.name!r} needs {need / 1e6:.0f} MB in {partial.parent}, "
            f"{free / 1e6:.0f} MB are free.",
            hint="Free some space, or set DEPECHE_HOME to another disk.",
        )
    progress.begin(spec.name, total, total - left)
    for file in missing:
        hub.fetch(spec, commit, file, partial / file.name, progress=progress, token=token)


def _check_pins(spec: ModelSpec, files: Mapping[str, FileRecord], locked: LockEntry | None) -> None:
    """What models.yaml or an earlier pull pinned must be what came now."""
    pins = {name: record.sha256 for name, record in locked.files.items()} if locked else {}
    if locked and locked.converted_from:
        # A later version of the libraries may write the same tensors in other bytes.
        pins.pop(weights.SAFE, None)
    for name, digest in {**pins, **spec.sha256}.items():
        if name not in files or files[name].sha256 != digest:
            raise ModelIntegrityError(
                f"{name} of {spec.source} is not the one that was pinned for {spec.name!r}.",
                hint=f"To accept what the hub has now: 'depeche models pull {spec.name} "
                f"--update', after taking 'sha256' out of {spec.origin} if it is there.",
            )


def _move_into_place(partial: Path, target: Path) -> None:
    aside = target.with_name(f".old-{target.name}")
    shutil.rmtree(aside, ignore_errors=True)
    if target.exists():
        target.rename(aside)
    partial.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def _pin(
    spec: ModelSpec,
    store: Store,
    progress: Progress,
    *,
    token: str | None,  # noqa: ARG001  # the same signature as for the hub
    offline: bool,  # noqa: ARG001  # a folder needs no network
    update: bool,  # noqa: ARG001  # what is not pinned yet is pinned as it is
) -> LocalModel:
    folder = Path(spec.source.value)
    if not is_folder(folder):
        raise ModelMissingError(
            f"The folder {folder} of the model {spec.name!r} is not there.",
            hint=f"Check 'path' at {spec.origin}.",
        )
    if weights.choose(spec, [path.name for path in folder.iterdir()]).pickled:
        raise UnsafeModelError(
            f"{folder} holds {weights.PICKLED} only, and pickles are not loaded.",
            hint="Save the model again as safetensors, with save_pretrained of Transformers 5.",
        )
    weights.check_kind(spec, folder)
    progress.say(f"{spec.name}: recording the files of {folder}")
    files = _records(folder)
    _check_pins(spec, files, None)
    return _lock(spec, store, files)


def _records(folder: Path) -> dict[str, FileRecord]:
    return {
        name: FileRecord(digest, (folder / name).stat().st_size)
        for name, digest in digest_folder(folder).items()
    }


def _lock(
    spec: ModelSpec,
    store: Store,
    files: Mapping[str, FileRecord],
    *,
    commit: str = "",
    converted_from: Mapping[str, str] | None = None,
) -> LocalModel:
    date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = LockEntry(str(spec.source), commit, date, files, converted_from or {})
    record(store.lock_path, spec.name, entry)
    return from_lock(spec, entry, store)
