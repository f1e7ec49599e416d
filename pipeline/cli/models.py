"""``depeche models``: which models there are, getting them, checking them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import console
from pipeline.cli.options import AsJson, ModelsFile, Offline, Quiet, forbid_network, show_size
from pipeline.cli.progress import Lines
from pipeline.errors import ModelIntegrityError, ModelMissingError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pipeline.models.progress import Progress
    from pipeline.models.verify import ModelStatus, ProfileStatus, Verification

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A model, or a profile for both its models.")
]


def list_(models: ModelsFile = None, *, as_json: AsJson = False) -> None:
    """List the profiles and models.

    Says of each whether it is on this machine. A model is ready, missing (get it with
    'depeche models pull'), broken (what is here cannot be used as it is), or a method that has
    no weights.
    """
    from pipeline.models import load_registry
    from pipeline.models.verify import list_models, list_profiles

    registry = load_registry(models)
    profiles, statuses = list_profiles(registry), list_models(registry)
    if as_json:
        value = {
            "profiles": [_profile_data(status) for status in profiles],
            "models": [_model_data(status) for status in statuses],
        }
        console.emit(console.as_json(value))
        return
    console.emit("Profiles\n" + console.table([_profile_row(s) for s in profiles], indent="  "))
    console.emit("\nModels\n" + console.table([_model_row(s) for s in statuses], indent="  "))


def show(name: Name, models: ModelsFile = None, *, as_json: AsJson = False) -> None:
    """Show all that is known of a model.

    Source, licence, size, decoding settings and, where it is here, its folder, commit and the
    SHA-256 of every file. NAME may be a profile: both its models are shown.
    """
    from pipeline.models import load_registry
    from pipeline.models.verify import show as status_of

    registry = load_registry(models)
    statuses = [status_of(registry, spec.name) for spec in registry.models_named(name)]
    if as_json:
        console.emit(console.as_json([_model_data(status) for status in statuses]))
        return
    console.emit("\n".join(console.table(_card(status)) for status in statuses))


def pull(
    name: Name,
    models: ModelsFile = None,
    *,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Ask the hub whether it has a newer revision and take it; for a folder of your "
            "own, accept its files as they are now.",
        ),
    ] = False,
    offline: Offline = False,
    quiet: Quiet = False,
) -> None:
    """Get a model and make it ready to run.

    The revision asked for is resolved to a commit, which is recorded with the SHA-256 of
    every file; from then on no other file is loaded. Only safetensors are loaded: weights
    published as a pickle are converted once, safely, or refused. The model is converted to
    CTranslate2 at once. A model that is here and sound is left alone. A download that was
    interrupted is gone on with.

    Prints the folder of each model on stdout.

    \b
    Examples:
      depeche models pull opus             both models of the profile opus
      depeche models pull opus-mt-fr-en    that model alone
    """
    if offline:
        forbid_network()
    from pipeline.models import load_registry
    from pipeline.models.pull import pull as pull_model

    registry = load_registry(models)
    specs = registry.models_named(name)
    with _progress(quiet=quiet) as progress:
        for spec in specs:
            local = pull_model(
                registry, spec.name, progress=progress, offline=offline, update=update
            )
            if local.files:
                console.emit(f"{local.path}\n")


def verify(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A model or a profile; all of them without it."),
    ] = None,
    models: ModelsFile = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Check the files of the models.

    Every byte of the models on this machine is read and compared with the digests that were
    pinned.

    The exit code is 32 where a file is missing, altered or added, and 31 where a model that
    was named is not here. Without NAME, models that were never pulled are no fault.
    """
    from pipeline.models import load_registry
    from pipeline.models.verify import verify as check

    found = check(load_registry(models), name)
    if as_json:
        console.emit(console.as_json(found))
    else:
        console.emit(console.table([_verified(item) for item in found]))
        faults = [item for item in found if item.state != "missing"]
        console.emit("".join(f"  {text}\n" for item in faults for text in item.problems))
    damaged = [item.name for item in found if item.state == "damaged"]
    if damaged:
        raise ModelIntegrityError(
            f"Not sound: {', '.join(damaged)}.",
            hint=f"Get it again: 'depeche models pull {damaged[0]}'.",
        )
    missing = [item.name for item in found if item.state == "missing"]
    if name is not None and missing:
        raise ModelMissingError(
            f"Not on this machine: {', '.join(missing)}.",
            hint=f"Get it with 'depeche models pull {name}'.",
        )


def _progress(*, quiet: bool) -> AbstractContextManager[Progress]:
    from contextlib import nullcontext

    from pipeline.models.progress import RichProgress, Silent

    if quiet:
        return nullcontext(Silent())
    return RichProgress() if console.on_terminal() else nullcontext(Lines())


def _profile_data(status: ProfileStatus) -> dict[str, Any]:
    return {
        "name": status.name,
        "description": status.description,
        "default": status.default,
        "ready": status.ready,
        "translation": status.translation.spec.name,
        "summarisation": status.summarisation.spec.name,
    }


def _model_data(status: ModelStatus) -> dict[str, Any]:
    local = status.local
    return {
        **console.plain(status.spec),
        "state": status.state,
        "problem": status.problem,
        "path": str(local.path) if local and local.files else "",
        "digest": local.digest if local else "",
        "files": console.plain(status.files),
        "commit": status.lock.commit if status.lock else "",
        "pulled": status.lock.date if status.lock else "",
    }


def _profile_row(status: ProfileStatus) -> list[str]:
    return [
        status.name + (" (default)" if status.default else ""),
        "can run" if status.ready else "not here",
        f"{status.translation.spec.name} + {status.summarisation.spec.name}",
        status.description,
    ]


def _model_row(status: ModelStatus) -> list[str]:
    spec = status.spec
    return [
        spec.name,
        status.state,
        show_size(spec.size) if spec.size else "",
        spec.licence,
        "→".join(spec.languages),
        spec.description,
    ]


def _card(status: ModelStatus) -> list[list[str]]:
    spec, local, lock = status.spec, status.local, status.lock
    decoding = {name: getattr(spec.decoding, name) for name in sorted(spec.decoding.stated)}
    rows = [
        ["name", spec.name],
        ["state", status.state],
        ["problem", status.problem],
        ["description", spec.description],
        ["note", spec.note],
        ["task", f"{spec.task}, {'→'.join(spec.languages)}"],
        ["kind", spec.kind],
        ["licence", spec.licence],
        ["source", str(spec.source)],
        ["size", show_size(spec.size) if spec.size else ""],
        ["declared", spec.origin],
        ["decoding", ", ".join(f"{key} {value}" for key, value in decoding.items())],
        ["engine", f"{spec.engine.compute_type}, {spec.engine.batch_tokens} tokens a batch"],
        ["folder", str(local.path) if local and local.files else ""],
        ["commit", lock.commit if lock else ""],
        ["pulled", lock.date if lock else ""],
        ["digest", local.digest if local else ""],
        *([f"  {name}", record.sha256] for name, record in status.files.items()),
    ]
    return [row for row in rows if row[1]]


def _verified(item: Verification) -> list[str]:
    return [item.name, item.state, item.digest[:12], item.path]
