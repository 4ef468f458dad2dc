"""Where things stand: the offset of each JSON Pointer is where `json` finds the same value."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.core.diagnostic import pointer
from timeline.loading.locate import line_column, locate

BLANKS = st.text(" \t\r\n", max_size=4)
LETTERS = st.characters(codec="utf-8") | st.sampled_from('"\\/~\b\f\n\r\t\u2028😀{}[]:,')
TEXTS = st.text(LETTERS, max_size=8)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Any]:
    """Return a JSON text, its blanks and escapes chosen at random, and its value."""
    value = draw(VALUES)
    random = draw(st.randoms(use_true_random=False))
    blanks = draw(st.lists(BLANKS, min_size=1, max_size=8))

    def blank() -> str:
        return random.choice(blanks)

    def string(text: str) -> str:
        return json.dumps(text, ensure_ascii=random.random() < 0.5)

    def write(item: Any) -> str:
        if isinstance(item, str):
            return string(item)
        if isinstance(item, list):
            inner = ",".join(blank() + write(member) + blank() for member in item)
            return f"[{inner or blank()}]"
        if isinstance(item, dict):
            members = (
                f"{blank()}{string(key)}{blank()}:{blank()}{write(member)}{blank()}"
                for key, member in item.items()
            )
            return "{" + (",".join(members) or blank()) + "}"
        return json.dumps(item)

    return blank() + write(value) + blank(), value


def walked(value: Any, *parts: str | int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield (path, value) for a value and everything in it."""
    yield parts, value
    inner: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        inner = enumerate(value)
    for key, member in inner:
        yield from walked(member, *parts, key)


@given(documents())
def test_offset_of_every_pointer_decodes_to_its_value(document: tuple[str, Any]) -> None:
    text, value = document
    places = locate(text)
    decoder = json.JSONDecoder()
    expected = {pointer(*path): (path, member) for path, member in walked(value)}

    assert places.values.keys() == expected.keys()
    for at, (path, member) in expected.items():
        assert decoder.raw_decode(text, places.values[at])[0] == member
        assert places.line_column(places.values[at]) == line_column(text, places.values[at])
        if path and isinstance(path[-1], str):
            assert decoder.raw_decode(text, places.keys[at])[0] == path[-1]
    assert places.repeated == []


@given(documents(), st.text('{}[]:,"\\ \t\n\va1', max_size=30), st.integers(0, 200))
def test_text_that_is_not_json_is_read_without_complaint(
    document: tuple[str, Any], junk: str, at: int
) -> None:
    text = document[0][:at] + junk + document[0][at:]
    lines = text.split("\n")
    for place in locate(text).values.values():
        line, column = line_column(text, place)

        assert sum(len(each) + 1 for each in lines[: line - 1]) + column - 1 == place


def test_place_of_a_missing_member_is_that_of_what_should_hold_it() -> None:
    places = locate('{\n  "a": [1, {"b": 2}]\n}')

    assert places.place("/a/1/c/d") == (2, 12)
    assert places.place("/c") == (1, 1)
    assert places.place("/a/1/b", at_key=True) == (2, 13)
    assert places.place("/a/1/b") == (2, 18)


def test_columns_count_code_points() -> None:
    assert locate('{"😀": 1}').place("/😀") == (1, 7)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1}' + " " * 900_000,
        "\n" * 900_000 + "{}",
        '{"a":1,"a":1}' + " " * 900_000 + "\v",
        '["' + '\\"' * 450_000,
        '"' * 900_001,
        "\\" * 900_000,
        "]" * 900_000,
        '{"a":1},' * 120_000,
        "\u3000" * 300_000,
    ],
    ids=range(9),
)
def test_no_text_keeps_it_busy(text: str) -> None:
    """A mebibyte takes a time in proportion to its length; deep texts are refused before."""
    before = time.process_time()
    locate(text)

    assert time.process_time() - before < 5
