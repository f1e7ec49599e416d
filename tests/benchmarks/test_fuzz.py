from __future__ import annotations

import random

import pytest

from benchmarks import fuzz
from pipeline.article import Article, Block, Role
from pipeline.readers import READERS, read_bytes

SAMPLES = fuzz.samples()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_claimed_by_its_own_reader(name: str) -> None:
    reader = next(reader.name for reader in READERS if reader.sniff(SAMPLES[name]))
    assert reader == {"RSS": "RSS/Atom", "Atom": "RSS/Atom"}.get(name, name.partition(",")[0])


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "HTML"])
def test_every_sample_reads_whole(name: str) -> None:
    (article,) = read_bytes(SAMPLES[name], name="wire")
    assert "reprendra mercredi" in article.text
    assert fuzz.broken_promise(article) == ""


def test_every_reader_has_a_sample() -> None:
    claimed = {next(r.name for r in READERS if r.sniff(data)) for data in SAMPLES.values()}
    assert claimed == {reader.name for reader in READERS}


def test_a_seed_repeats() -> None:
    data, pool = SAMPLES["ninjs"], list(SAMPLES.values())
    one, two = (fuzz.mutated(data, random.Random(3), pool) for _ in range(2))
    assert one == two
    assert one != fuzz.mutated(data, random.Random(4), pool)


def test_faults_are_found_and_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(data: bytes, *, name: str) -> tuple[Article, ...]:
        raise KeyError(f"{name} {len(data)}")

    monkeypatch.setattr(fuzz, "read_bytes", fail)
    assert fuzz.main(["--inputs", "5"]) == 1
    assert "KeyError" in capsys.readouterr().out


def test_broken_promises() -> None:
    def article(*blocks: Block) -> str:
        return fuzz.broken_promise(Article("x", "Le port.", "utf-8", blocks))

    whole = Block("p1", Role.PARAGRAPH, 0, 8, 0, 8)
    assert article(whole) == ""
    assert "in no block" in article(Block("p1", Role.PARAGRAPH, 3, 8, 3, 8))
    assert "follows" in article(Block("p1", Role.PARAGRAPH, 0, 2, 0, 2))
    assert "out of order" in article(whole, whole)


def test_a_short_run_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--inputs", "260", "--seed", "5"]) == 0
    assert "260 inputs" in capsys.readouterr().out
