from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.readers import read_bytes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def seed() -> Path:
    return ROOT / "seeds" / "frappes-russes-syrie.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = ROOT / ".." / "shared"
    if not folder.is_dir():
        pytest.skip("the measuring data are not on this machine")
    return folder


@pytest.fixture(scope="session")
def read() -> Callable[[str], Article]:
    def read_text(text: str) -> Article:
        return read_bytes(text.encode("utf-8"), name="wire.txt")[0]

    return read_text
