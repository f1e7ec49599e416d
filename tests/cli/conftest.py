"""The command line in this process and in one of its own, with a tiny model to run."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli.run import run
from pipeline.models import Store, load_registry
from pipeline.models.pull import pull

ROOT = Path(__file__).resolve().parents[2]

WIRE = """\
>>Syrie : la trêve annoncée

Le président a annoncé un accord sur le nucléaire mardi à Strasbourg, douze morts. Une source \
policière a démenti la mort de douze personnes jeudi soir.

M. Dupont dénonce « une erreur » dans l'enquête | selon l'AFP.

AFP/VNA
"""


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Depeche = Callable[..., Ended]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with all that depeche keeps inside it."""
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    for variable, folder in {
        "HOME": ".",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "state",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    monkeypatch.setenv("DEPECHE_HOME", str(tmp_path / "store"))
    monkeypatch.setenv("DEPECHE_CACHE", str(tmp_path / "cache.sqlite"))
    monkeypatch.delenv("DEPECHE_MODELS", raising=False)
    # --offline sets it for the whole process, which here is that of the tests.
    monkeypatch.setenv("HF_HUB_OFFLINE", os.environ["HF_HUB_OFFLINE"])
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "1")
    return tmp_path


@pytest.fixture
def wire(place: Path) -> Path:
    path = place / "wire.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


@pytest.fixture
def depeche(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Depeche:
    """The command line in this process, as ``main`` runs it."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Ended(code, out, err)

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command line as a process of its own."""

    def start(
        *arguments: str | Path,
        python: tuple[str, ...] = (),
        env: dict[str, str] | None = None,
        **options: object,
    ) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        streams = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
        }
        # A suite that a shell runs in the background ignores SIGINT, and would hand that on.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # noqa: S603  # options of any kind; our own command
                [sys.executable, *python, "-m", "pipeline", *map(str, arguments)],
                env=environment,
                **{**streams, **options},
            )
        finally:
            signal.signal(signal.SIGINT, before)

    return start


def write_models(path: Path, marian: Path) -> Path:
    path.write_text(
        f"""\
default_profile: desk
profiles:
  desk:
    description: Of our own
    translation: tiny
    summarisation: extractive
models:
  tiny:
    kind: marian
    task: translation
    description: Random weights
    source:
      path: {marian}
    licence: CC0-1.0
    languages: [fr, en]
    decoding:
      beam_size: 1
      max_source_tokens: 100
      max_length_ratio: 1.0
    engine:
      compute_type: float32
""",
        encoding="utf-8",
    )
    return path


@dataclass(frozen=True)
class Desk:
    models: Path
    store: Path


@pytest.fixture(scope="session")
def pulled(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk(write_models(folder / "models.yaml", tiny_marian), folder / "store")
    pull(load_registry(desk.models), "tiny", store=Store(desk.store))
    return desk


@pytest.fixture
def desk(pulled: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A tiny model of our own as the default profile, pulled and converted."""
    monkeypatch.setenv("DEPECHE_MODELS", str(pulled.models))
    monkeypatch.setenv("DEPECHE_HOME", str(pulled.store))
    return pulled
