"""A desk of its own: a tiny model, wires of a few sentences, and nights over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import NightReport, NightSettings, run_night
from pipeline.brief import Chain
from pipeline.cache import Cache
from pipeline.models import Store, load_registry
from pipeline.models.pull import pull

MODELS = """\
default_profile: desk
profiles:
  desk:
    description: Random weights
    translation: tiny
    summarisation: extractive
models:
  tiny:
    kind: marian
    task: translation
    description: Random weights
    source: {{path: {marian}}}
    licence: CC0-1.0
    languages: [fr, en]
    decoding: {{beam_size: 1, max_source_tokens: 100, max_length_ratio: 1.0}}
    engine: {{compute_type: float32, batch_tokens: 96, threads: 1}}
"""
NAMES = ["Badenkor", "Limarno", "Pelrousa", "Tévinzi", "Chafex", "Fougihan"]
BOILERPLATE = "Une source policière a démenti la nouvelle jeudi soir devant la presse."


@dataclass(frozen=True)
class Desk:
    models: Path
    store: Path


@pytest.fixture(scope="session")
def desk(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("night-desk")
    (folder / "models.yaml").write_text(MODELS.format(marian=tiny_marian), encoding="utf-8")
    made = Desk(folder / "models.yaml", folder / "store")
    pull(load_registry(made.models), "tiny", store=Store(made.store))
    return made


def story(number: int, *more: str) -> str:
    name = NAMES[number % len(NAMES)]
    sentences = [
        f"Le maire de Paris a annoncé la fermeture de l'usine à {name} mardi.",
        f"M. {name} dénonce une hausse des prix selon la ministre.",
        BOILERPLATE,
    ]
    return f"{name} : des frappes évoquées\n\n{' '.join(sentences)}\n\n{''.join(more)}\n\nAFP\n"


def write_wires(folder: Path, count: int) -> Path:
    for number in range(count):
        path = folder / ("france" if number % 2 else "monde") / f"wire-{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story(number, f"Le gouvernement a confirmé {number} accords."), "utf-8")
    return folder


@dataclass
class Counting:
    """A translator that counts the texts it is asked for and those it makes."""

    translator: Any
    made: list[str] = field(default_factory=list)

    def stream(self, texts: Mapping[str, str]) -> Iterator[Any]:
        for some in self.translator.stream(texts):
            self.made += [text for text, finished in some.items() if not finished.cached]
            yield some

    def __getattr__(self, name: str) -> Any:
        return getattr(self.translator, name)


@dataclass
class Night:
    """Runs nights of one output folder, all in this process."""

    chain: Chain
    wires: Path
    out: Path
    counting: Counting

    def run(self, *wires: str | Path, **options: Any) -> NightReport:
        given = tuple(map(str, wires)) or (str(self.wires),)
        seam = {k: options.pop(k) for k in ("decide", "observer", "stop") if k in options}
        settings = NightSettings(given, options.pop("out", self.out), **options)
        return run_night(settings, self.chain, **seam)

    @staticmethod
    def states(report: NightReport) -> dict[str, str]:
        return {wire.wire: wire.state.value for wire in report.wires}

    @staticmethod
    def story(number: int, *more: str) -> str:
        return story(number, *more)

    def files(self) -> dict[str, bytes]:
        """All that people see in the output folder, but the report; temporary files too."""
        return shown(self.out)


def shown(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.name != "report.json"
        and path.relative_to(folder).parts[0] != ".depeche"
    }


@pytest.fixture
def open_chain(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Chain]]:
    monkeypatch.setenv("DEPECHE_HOME", str(desk.store))
    with Cache.open(tmp_path / "cache.sqlite") as cache:
        yield lambda **options: Chain.open(
            registry=load_registry(desk.models), cache=cache, **options
        )


@pytest.fixture
def night(open_chain: Callable[..., Chain], tmp_path: Path) -> Night:
    chain = open_chain()
    counting = Counting(chain.translator)
    chain.translator = counting  # type: ignore[assignment]  # it passes everything on
    return Night(chain, write_wires(tmp_path / "wires", 6), tmp_path / "out", counting)


@pytest.fixture(scope="session")
def wires_of() -> Callable[[Path, int], Path]:
    """Writes so many wires into a folder."""
    return write_wires


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, bytes]]:
    """What people see in a folder."""
    return shown
