"""A stand-in for the hub on the loopback interface, and a registry over it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import indent
from typing import ClassVar
from urllib.parse import unquote, urlsplit

import pytest

from pipeline.models import Registry, Store, load_registry

LARGE = (".safetensors", ".bin", ".spm", ".model")


@dataclass
class Hub:
    """What the stand-in publishes, how it misbehaves, and what it was asked."""

    url: str = ""
    commits: dict[str, dict[str, dict[str, bytes]]] = field(default_factory=dict)
    branches: dict[tuple[str, str], str] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    cut_at: dict[str, int] = field(default_factory=dict)
    served_instead: dict[str, bytes] = field(default_factory=dict)
    status: int = 0

    def publish(self, repo: str, files: Path | dict[str, bytes], branch: str = "main") -> str:
        """A new commit of a repository; the branch moves to it."""
        if isinstance(files, Path):
            files = {path.name: path.read_bytes() for path in files.iterdir()}
        commit = hashlib.sha1(
            repr(sorted(files.items())).encode(), usedforsecurity=False
        ).hexdigest()
        self.commits.setdefault(repo, {})[commit] = dict(files)
        self.branches[repo, branch] = commit
        return commit

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def downloaded(self) -> set[str]:
        return {path.rsplit("/", 1)[1] for path in self.paths() if "/resolve/" in path}


class Handler(BaseHTTPRequestHandler):
    """Speaks the little of the hub's API that pulling needs."""

    protocol_version = "HTTP/1.1"
    hub: ClassVar[Hub]

    def log_message(self, *_: object) -> None:
        """The test's output stays clean."""

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.requests.append((path, self.headers.get("Range", "")))
        if self.hub.status:
            self._send(self.hub.status, b"")
            return
        part = path.strip("/").split("/")
        if part[:2] == ["api", "models"]:
            self._info("/".join(part[2:4]), "/".join(part[5:]))
        elif part[0] == "cdn":
            self._file(self.hub.commits["/".join(part[1:3])][part[3]][part[4]], part[4])
        else:
            self._resolve("/".join(part[:2]), part[3], "/".join(part[4:]))

    def _info(self, repo: str, revision: str) -> None:
        commits = self.hub.commits.get(repo)
        if commits is None:
            self._send(404, b"", X_Error_Code="RepoNotFound")
            return
        commit = self.hub.branches.get((repo, revision), revision)
        if commit not in commits:
            self._send(404, b"", X_Error_Code="RevisionNotFound")
            return
        siblings = []
        for name, data in commits[commit].items():
            git = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
            entry: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": git}
            if name.endswith(LARGE):
                sha = hashlib.sha256(data).hexdigest()
                entry["lfs"] = {"sha256": sha, "size": len(data), "pointerSize": 130}
            siblings.append(entry)
        body = json.dumps({"id": repo, "modelId": repo, "sha": commit, "siblings": siblings})
        self._send(200, body.encode(), Content_Type="application/json")

    def _resolve(self, repo: str, commit: str, name: str) -> None:
        data = self.hub.commits.get(repo, {}).get(commit, {}).get(name)
        if data is None:
            self._send(404, b"", X_Error_Code="EntryNotFound")
        elif name.endswith(LARGE):
            self._send(302, b"", Location=f"/cdn/{repo}/{commit}/{name}", X_Repo_Commit=commit)
        else:
            self._file(data, name)

    def _file(self, data: bytes, name: str) -> None:
        data = self.hub.served_instead.get(name, data)
        start = 0
        if wanted := self.headers.get("Range"):
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()}"')
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        cut = self.hub.cut_at.pop(name, None)
        self.wfile.write(data[start:cut])
        if cut is not None:
            self.hub.status = 503
            self.close_connection = True


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The stand-in, running, with huggingface_hub pointed at it."""
    from huggingface_hub import constants
    from huggingface_hub.utils._http import close_session

    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"hub": hub}))
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 4096)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield hub
    close_session()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


MakeRegistry = Callable[..., Registry]


@pytest.fixture
def make_registry(tmp_path: Path) -> MakeRegistry:
    """A registry of one model ``m`` whose source, and perhaps kind, the test gives."""

    def make(source: str, kind: str = "marian", extra: str = "") -> Registry:
        path = tmp_path / "models.yaml"
        path.write_text(
            "default_profile: p\n"
            "profiles:\n  p: {translation: t, summarisation: e}\n"
            "models:\n"
            "  t: {kind: marian, task: translation, source: {hub: a/b}, licence: MIT,"
            " languages: [fr, en]}\n"
            "  e: {kind: extractive, task: summarisation, licence: MIT, languages: [fr]}\n"
            f"  m:\n    kind: {kind}\n    task: translation\n    source: {{{source}}}\n"
            "    licence: Apache-2.0\n    languages: [fr, en]\n" + indent(extra, "    "),
            encoding="utf-8",
        )
        return load_registry(path, packed=path)

    return make
