from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from lxml import etree

from benchmarks import damage, fuzz
from pipeline.article import Article, Block, Role
from pipeline.readers import READERS, Reader, read_bytes
from pipeline.wire import WireItem

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
    one, two = (damage.mutated(data, random.Random(3), pool) for _ in range(2))
    assert one == two
    assert one != damage.mutated(data, random.Random(4), pool)
    one, two = (fuzz.damaged("Word", SAMPLES, random.Random(3)) for _ in range(2))
    assert one == two


def test_faults_are_found_counted_and_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(data: bytes, *, name: str) -> tuple[Article, ...]:
        raise KeyError(f"{name} {len(data)}")

    monkeypatch.setattr(fuzz, "read_bytes", fail)
    assert fuzz.main(["--inputs", "5", "--keep", str(tmp_path / "kept")]) == 1
    assert "KeyError" in capsys.readouterr().out
    assert list((tmp_path / "kept").iterdir())
    assert fuzz.main(["--each", "1", "--only", "ninjs", "--only", "Word"]) == 1
    assert capsys.readouterr().out.count("KeyError") == 2


def test_data_that_no_file_can_hold_are_a_fault() -> None:
    bad = Article("x", "", "utf-8", (), item=WireItem(captions=("a\ud800",)))
    assert "surrogates" in fuzz.broken_promise(bad)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith(("N", "n", "A"))])
def test_another_structure_is_still_one(name: str) -> None:
    rng, known = random.Random(9), ("title", "value", "embargoed")
    shapes = {damage.reshaped(SAMPLES[name], rng, known) for _ in range(60)} - {None}
    if name == "ANPA 1312":
        assert not shapes  # nothing but text
        return
    assert len(shapes) > 40
    if name == "ninjs":
        for shape in shapes:
            json.loads(shape or b"")
    else:
        trees = [etree.fromstring(s or b"", etree.XMLParser(huge_tree=True)) for s in shapes]
        assert len({len(list(tree.iter())) for tree in trees}) > 5


def test_names_are_those_that_the_reader_knows() -> None:
    assert {"bodies", "embargoed"} <= set(damage.names_in("pipeline.readers.ninjs"))
    assert "contentSet" in damage.names_in("pipeline.readers.newsml_g2")


@pytest.mark.parametrize("reader", READERS, ids=[reader.name for reader in READERS])
def test_each_reader_claims_what_it_is_given(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fuzz.main(["--each", "30", "--only", reader.name.upper(), "--seed", "6"]) == 0
    said = capsys.readouterr().out
    assert f"claimed: {reader.name} 30\n" in said
    assert "inputs/s" in said


def test_options_that_do_not_fit(capsys: pytest.CaptureFixture[str]) -> None:
    for options in (["--only", "ninjs"], ["--each", "1", "--only", "telegram"]):
        with pytest.raises(SystemExit):
            fuzz.main(options)
    assert "IPTC 7901" in capsys.readouterr().err


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
