from __future__ import annotations

import pytest

from pipeline.article import Article, Role
from pipeline.errors import EmptyInputError, InputTooLargeError, NoStoryError
from pipeline.readers.assembly import MAX_ITEMS, assemble, bounded, finish
from pipeline.readers.markup import Part
from pipeline.wire import Dateline, Signal, Status, WireItem

BODY: list[Part] = [(None, "La région a annoncé mardi un nouveau train."), (None, "Il part à 21h.")]


def put(item: WireItem, body: list[Part]) -> Article | None:
    return assemble("x", body, encoding="utf-8", item=item, metadata={})


def roles(article: Article | None) -> list[Role]:
    assert article is not None
    return [block.role for block in article.blocks]


def test_metadata_frame_the_body() -> None:
    item = WireItem(headline="Un titre", byline="Par A. B", credit="EXA",
                    dateline=Dateline("Brest, 4 mars (EXA)", "Brest"))  # fmt: skip  # one line
    assert roles(put(item, BODY)) == [
        Role.HEADLINE, Role.BYLINE, Role.DATELINE, Role.PARAGRAPH, Role.PARAGRAPH, Role.CREDIT,
    ]  # fmt: skip  # one line a story


def test_nothing_is_said_twice() -> None:
    body: list[Part] = [
        (None, "UN TITRE"),
        (Role.BYLINE, "Par A. B"),
        (None, "BREST, 4 mars (EXA) - La région a annoncé mardi un nouveau train."),
        (None, "(EXA)"),
    ]
    item = WireItem(headline="Un titre", byline="Par A. B", credit="EXA",
                    dateline=Dateline("Brest, 4 mars (EXA)", "Brest"))  # fmt: skip  # one line
    article = put(item, body)
    assert article is not None
    assert article.text.casefold().count("un titre") == 1
    assert article.text.casefold().count("brest") == 1
    assert article.text.count("Par A. B") == 1
    assert roles(article)[0] is Role.HEADLINE


def test_a_short_paragraph_is_no_second_headline() -> None:
    item = WireItem(headline="https://exemple.org")  # by its words a link
    article = put(item, [(None, "Une petite ligne"), *BODY])
    assert roles(article).count(Role.HEADLINE) == 1


@pytest.mark.parametrize(
    "item",
    [WireItem(status=Status.CANCELED, headline="A"), WireItem(status=Status.WITHHELD),
     WireItem(signals=(Signal.KILL,))],
)  # fmt: skip  # cases in rows
def test_withdrawn_without_text(item: WireItem) -> None:
    article = put(item, [])
    assert article is not None
    assert article.blocks == ()
    assert article.item == item


def test_headline_alone() -> None:
    assert put(WireItem(headline="A"), []) is None
    assert roles(put(WireItem(headline="A", signals=(Signal.ALERT,)), [])) == [Role.HEADLINE]
    assert roles(put(WireItem(headline="A", urgency=1), [])) == [Role.HEADLINE]


def test_captions_join_the_item() -> None:
    article = put(
        WireItem(captions=("Une",)), [*BODY, (Role.CAPTION, "Deux"), (Role.CAPTION, "Une")]
    )
    assert article is not None
    assert article.item.captions == ("Une", "Deux")


def test_finish() -> None:
    article = put(WireItem(), BODY)
    assert article is not None
    assert finish("x", [article], [], "F", lost=False) == (article,)
    (noticed,) = finish("x", [article], ["a: b"] * 9, "F", lost=False)
    assert "9 left out: a: b." in noticed.notices[0].message
    with pytest.raises(NoStoryError, match="a: b"):
        finish("x", [], ["a: b"], "F", lost=False)
    for left_out, lost in ((["a: b"], True), ([], False)):
        with pytest.raises(EmptyInputError) as caught:
            finish("x", [], left_out, "F", lost=lost)
        # A story without its text must not pass for a picture.
        assert type(caught.value) is EmptyInputError


def test_items_are_bounded() -> None:
    assert list(bounded(range(MAX_ITEMS))) == list(range(MAX_ITEMS))
    with pytest.raises(InputTooLargeError):
        list(bounded(range(MAX_ITEMS + 1)))
