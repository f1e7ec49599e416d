from __future__ import annotations

import re

import pytest

from pipeline import errors
from pipeline.errors import DepecheError, EmbargoError, InputError, SkippedError, WithdrawnError

DRAWN = re.compile(r"^ *(?:[│ ]*[├└]── )?(\w+Error) +(\d+) {3}\S", re.MULTILINE)


def test_the_tree_is_drawn_as_it_is() -> None:
    drawn = {name: int(code) for name, code in DRAWN.findall(errors.__doc__ or "")}
    assert drawn == {error.__name__: error.exit_code for error in errors.tree()}


@pytest.mark.parametrize(
    ("error", "code"), [(EmbargoError, 16), (WithdrawnError, 17), (SkippedError, 18)]
)
def test_what_the_desk_refuses_is_about_the_input(error: type[DepecheError], code: int) -> None:
    assert issubclass(error, InputError)
    assert error.exit_code == code
    assert str(error("Held.", hint="Wait.")) == "Held. Wait."
