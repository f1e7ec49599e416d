"""Every agency file there is: read, or refused with its true reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError
from pipeline.readers import read_path
from pipeline.wire import Status

READ = {
    "newsml-1.2": 8,
    "nitf": 4,
    "newsml-g2": 7,
}
"""How many of each folder hold a story; the rest hold none."""

REASONS = ("package", "concept", "vocabular", "planning", "not fetched", "no text", "no content",
           "is data", "a piece of NewsML-G2")  # fmt: skip  # a list


@pytest.fixture(scope="module")
def wires(shared: Path) -> Path:
    folder = shared / "wires"
    if not folder.is_dir():
        pytest.skip("the agency samples are not on this machine")
    return folder


def one(path: Path) -> Article:
    (article,) = read_path(path)
    return article


def outcome(path: Path) -> tuple[Article, ...] | str:
    try:
        return read_path(path)
    except EmptyInputError as error:
        return error.message


@pytest.mark.parametrize("folder", READ)
def test_every_sample_reads_or_says_why_not(wires: Path, folder: str) -> None:
    found = {path.name: outcome(path) for path in sorted((wires / folder).iterdir())}
    refused = {name: why for name, why in found.items() if isinstance(why, str)}
    for name, why in refused.items():
        assert any(reason in why for reason in REASONS), name
    stories = {name: each for name, each in found.items() if not isinstance(each, str)}
    assert len(stories) == READ[folder], sorted(stories)
    for name, articles in stories.items():
        for article in articles:
            assert article.blocks, name
            assert "markup" not in [notice.code for notice in article.notices], name


def test_the_french_one(wires: Path) -> None:
    article = one(wires / "newsml-1.2" / "afp20.xml")
    item = article.item
    assert item.headline.startswith("Décès de Naomi Musenga: l'opératrice du Samu")
    assert (item.language, item.provider, item.slug) == ("fr", "AFP", "procès-santé-secours")
    assert (item.dateline.place, item.dateline.date, item.dateline.agency) == (
        "Strasbourg",
        "2024-07-10",
        "AFP",
    )
    assert item.copyright == "© 2024 AFP"
    assert item.created == "2024-07-10T12:59:02Z"
    assert [block.role for block in article.blocks] == [
        Role.HEADLINE,
        Role.DATELINE,
        Role.PARAGRAPH,
        Role.PARAGRAPH,
    ]
    assert article.content(article.blocks[-1]) == "L'opératrice, Corinne M."
    assert [notice.code for notice in article.notices] == ["wrong-encoding"]


def test_others_in_what_they_say(wires: Path) -> None:
    fishing = one(wires / "nitf" / "nitf-fishing.xml").item
    assert fishing.status is Status.CANCELED
    assert fishing.embargo == "2002-02-26T09:30:00-05:00"
    assert fishing.urgency == 3
    saab = one(wires / "newsml-1.2" / "afp.xml")
    assert saab.item.usage_terms == "NO ARCHIVAL USE"
    assert len(saab.of_role(Role.PARAGRAPH)) == 9
    assert saab.content(saab.blocks[-1]) == "hh/ph/ts/hd"
    assert saab.blocks[-1].role is Role.CREDIT
    ansa = one(wires / "newsml-g2" / "ansa-newsmlg2-text.xml")
    assert ansa.item.language == "it"
    assert len(ansa.of_role(Role.PARAGRAPH)) == 4
    stt = one(wires / "newsml-g2" / "stt_newsml_test.xml")
    assert stt.item.version == 4
    assert stt.item.editor_note == "complemented throughout"
    assert "&#39;" not in stt.text
