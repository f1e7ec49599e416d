"""Asking the hub what a revision holds, and fetching its files one by one.

Over huggingface_hub's own requests, headers and errors; the file is kept under a ``.part``
name between two tries, so that a broken download of a gigabyte goes on where it stopped.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pipeline.errors import ModelIntegrityError, ModelMissingError, NetworkError, OutputError
from pipeline.models.digest import sha256_file
from pipeline.models.progress import Progress
from pipeline.models.spec import ModelSpec

TIMEOUT = 10.0
"""Seconds that the hub has for its first answer; there is no second try for that one."""

_COMMIT = re.compile(r"[0-9a-f]{40}")
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file as the hub describes it.

    Attributes:
        name: path in the repository.
        size: bytes.
        sha256: of a large file (LFS or Xet); empty for others.
        blob: Git's SHA-1 of a small file; empty for others.
    """

    name: str
    size: int
    sha256: str
    blob: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What a revision is: its commit and the files in it by name."""

    commit: str
    files: Mapping[str, HubFile]


def endpoint() -> str:
    """Address of the hub: ``HF_ENDPOINT`` or the public one."""
    from huggingface_hub import constants

    return os.environ.get("HF_ENDPOINT", constants.ENDPOINT).rstrip("/")


def look_up(spec: ModelSpec, revision: str, *, token: str | None = None) -> Revision:
    """Resolve a revision to a commit and list its files; one request, no retries.

    Raises:
        ModelMissingError: the hub has no such repository or revision, or not for us.
        NetworkError: it did not answer in time or not in its own words.
    """
    from huggingface_hub import HfApi

    with _errors(spec, revision):
        info = HfApi(endpoint=endpoint(), token=token).model_info(
            spec.source.value, revision=revision, timeout=TIMEOUT, files_metadata=True
        )
    files = {
        file.rfilename: HubFile(
            name=file.rfilename,
            size=file.size or 0,
            sha256=(file.lfs.sha256 or "") if file.lfs else "",
            blob="" if file.lfs else file.blob_id or "",
        )
        for file in info.siblings or ()
    }
    if not info.sha or not _COMMIT.fullmatch(info.sha):
        raise NetworkError(
            f"{endpoint()} gave no commit for {spec.source}.", hint="Check HF_ENDPOINT."
        )
    return Revision(info.sha, files)


def fetch(
    spec: ModelSpec,
    commit: str,
    file: HubFile,
    target: Path,
    *,
    progress: Progress,
    token: str | None = None,
) -> None:
    """Download one file to ``target``, going on from ``target.part`` where that is there.

    Raises:
        NetworkError: the connection broke more often than a few times.
        ModelMissingError: the hub refuses the file.
        ModelIntegrityError: what came is not what the hub had announced.
        OutputError: it cannot be written.
    """
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils._headers import build_hf_headers

    part = target.with_name(target.name + ".part")
    have = size_of_part(target)
    if have > file.size:
        part.unlink()
        have = 0

    class Bar:
        """What ``http_get`` takes for a bar of tqdm."""

        def __init__(self, **_: Any) -> None:
            pass

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def update(self, size: int) -> None:
            progress.advance(size)

    with _errors(spec, commit), part.open("r+b" if have else "wb") as stream:
        stream.seek(have)
        http_get(
            hf_hub_url(spec.source.value, file.name, revision=commit, endpoint=endpoint()),
            stream,
            resume_size=have,
            # A compressed answer could not be gone on with from the middle.
            headers={**build_hf_headers(token=token), "Accept-Encoding": "identity"},
            expected_size=file.size,
            displayed_filename=file.name,
            tqdm_class=Bar,  # it mimics tqdm, as the library allows
        )
        stream.flush()
        os.fsync(stream.fileno())
    if not is_file(part, file):
        part.unlink()
        raise ModelIntegrityError(
            f"{file.name} of {spec.source} came with other bytes than the hub had announced.",
            hint="Try again; if it stays so, something on the way alters the files.",
        )
    part.replace(target)


def size_of_part(target: Path) -> int:
    """Bytes of ``target`` that an earlier try left."""
    try:
        return target.with_name(target.name + ".part").stat().st_size
    except FileNotFoundError:
        return 0


def is_file(path: Path, file: HubFile) -> bool:
    """Whether the bytes at ``path`` are those that the hub describes."""
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    if file.sha256:
        return sha256_file(path) == file.sha256
    data = path.read_bytes()
    git = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    return not file.blob or git == file.blob


@contextmanager
def _errors(spec: ModelSpec, revision: str) -> Iterator[None]:
    """Turn the library's errors into ours."""
    import httpx2  # the client that huggingface_hub itself rests on; its errors pass through
    from huggingface_hub.errors import (
        GatedRepoError,
        HfHubHTTPError,
        OfflineModeIsEnabled,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    again = f"Check the connection, then 'depeche models pull {spec.name}' goes on."
    try:
        yield
    except OfflineModeIsEnabled as error:
        raise offline_error(spec) from error
    except GatedRepoError as error:
        raise ModelMissingError(
            f"The hub gives {spec.source.value} only to those who accepted its terms.",
            hint="Accept them on its page and set HF_TOKEN.",
        ) from error
    except RevisionNotFoundError as error:
        raise ModelMissingError(
            f"{spec.source.value} has no revision {revision!r} on the hub.",
            hint=f"Check 'revision' at {spec.origin}.",
        ) from error
    except RepositoryNotFoundError as error:
        raise ModelMissingError(
            f"The hub has no model {spec.source.value}, or it is private.",
            hint=f"Check 'hub' at {spec.origin}; a private model needs HF_TOKEN.",
        ) from error
    except HfHubHTTPError as error:
        raise NetworkError(
            f"The hub refused {spec.source.value} (HTTP {error.response.status_code}).", hint=again
        ) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise NetworkError(
            f"{endpoint()} cannot be reached for {spec.name!r} ({type(error).__name__}).",
            hint=again,
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise NetworkError(
            f"{endpoint()} does not answer like a model hub.", hint="Check HF_ENDPOINT."
        ) from error
    except OSError as error:
        if error.errno in _DISK:
            raise disk_error(spec, error) from error
        raise NetworkError(f"The download of {spec.name!r} broke off.", hint=again) from error


def offline_error(spec: ModelSpec) -> NetworkError:
    """The error for a pull while the network is forbidden."""
    return NetworkError(
        f"The model {spec.name!r} is not on this machine and the network is forbidden "
        "(--offline or HF_HUB_OFFLINE).",
        hint=f"With a network: 'depeche models pull {spec.name}'.",
    )


def disk_error(spec: ModelSpec, error: OSError) -> OutputError:
    """The error for a store that cannot be written."""
    return OutputError(
        f"The model {spec.name!r} cannot be stored: {error.strerror} ({error.filename}).",
        hint="Free some space, or set DEPECHE_HOME to a folder you may write to.",
    )
