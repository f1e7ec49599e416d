from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Document
from pipeline.render.base import credit
from pipeline.wire import WireItem


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("", "AGENCE/OUEST"),
        ("Agence", "AGENCE/OUEST"),  # it says so already
        ("Agence France-Presse", "AGENCE/OUEST, Agence France-Presse"),
    ],
)
def test_a_credit_of_the_metadata_is_not_lost_beside_the_sign_off(
    make_document: Callable[..., Document], stated: str, shown: str
) -> None:
    assert credit(make_document(item=WireItem(credit=stated))) == shown
