from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.translate.base import DecodingSettings, by_length


@given(st.integers(1, 5000))
def test_limit_grows_with_the_source_and_ends_at_the_positions(tokens: int) -> None:
    settings = DecodingSettings(max_length_ratio=1.5, max_length_extra=10, max_target_tokens=300)
    limit = settings.target_limit(tokens)
    assert limit <= settings.target_limit(tokens + 1) <= 300
    assert limit >= min(300, tokens * 1.5 + 10)
    assert limit <= tokens * 1.5 + 11


@given(st.lists(st.integers(1, 40), max_size=40))
def test_groups_hold_every_index_once_and_one_length(lengths: list[int]) -> None:
    groups = by_length([["x"] * length for length in lengths])
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    found = [{lengths[index] for index in group} for group in groups]
    assert all(len(length) == 1 for length in found)
    assert [max(length) for length in found] == sorted(set(lengths), reverse=True)


def test_strings_name_every_setting_in_order() -> None:
    strings = DecodingSettings(length_penalty=0.6).as_strings()
    assert strings[:2] == ("beam_size=4", "length_penalty=0.6")
    names = [field.name for field in dataclasses.fields(DecodingSettings)]
    assert [string.split("=")[0] for string in strings] == names


def test_a_whole_number_for_a_float_is_the_same_setting() -> None:
    # YAML gives 1 where 1.0 is meant; the cache key must not differ for that.
    assert repr(DecodingSettings(length_penalty=1).as_dict()) == repr(DecodingSettings().as_dict())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("beam_size", 0),
        ("length_penalty", -1.0),
        ("length_penalty", float("nan")),
        ("max_length_ratio", float("inf")),
        ("max_length_extra", -1),
        ("no_repeat_ngram_size", -1),
        ("max_source_tokens", 3),
        ("max_target_tokens", 0),
        ("greedy_above", 0.5),
        ("greedy_above", float("-inf")),
    ],
)
def test_a_setting_out_of_range_is_named(name: str, value: float) -> None:
    with pytest.raises(ConfigError, match=name):
        DecodingSettings(**{name: value})  # type: ignore[arg-type]  # the point of the test
