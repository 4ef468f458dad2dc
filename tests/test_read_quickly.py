"""Reading quickly and strictly agree: what is harmless at a glance is so at a closer look."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.loading.quick import harmless
from timeline.loading.strict_json import decode

BLANKS = st.sampled_from(["", "", " ", "\n  ", "\t", "\r\n"])
NUMBERS = st.one_of(
    st.integers().map(str),
    st.floats().map(json.dumps),
    st.from_regex(r"\A-?[0-9]{1,50}(\.[0-9]{1,50})?([eE][+-]?[0-9]{1,4})?\Z"),
)
STRINGS = st.one_of(
    st.text(max_size=8).map(json.dumps),
    st.text(max_size=8).map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.from_regex(r'\A"([ab ":,]|\\u[dD][89abc-f][0-9]{2}|\\[ntu"/\\ ]){0,6}"\Z'),
    st.sampled_from(['"a"', '"b"', '"a:1"', '"a ,"', '" a"', '"\\u0061"', '""']),
)


def _listed(items: list[str]) -> st.SearchStrategy[str]:
    return BLANKS.map(lambda blank: f"[{blank}{f',{blank}'.join(items)}{blank}]")


def _object(pairs: list[tuple[str, str, str]]) -> str:
    return "{" + ",".join(f"{gap}{name}{gap}:{gap}{value}" for gap, name, value in pairs) + "}"


VALUES = st.recursive(
    st.one_of(NUMBERS, STRINGS, st.sampled_from(["true", "null", "NaN", "-Infinity", "nul"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).flatmap(_listed),
        st.lists(st.tuples(BLANKS, STRINGS, inner), max_size=3).map(_object),
    ),
    max_leaves=12,
)
TEXTS = st.lists(st.tuples(BLANKS, STRINGS, VALUES), max_size=4).map(_object)


@given(TEXTS)
@example('{"a":1,"a":1}')
@example('{"a" :1,"a": 2}')
@example('{"a":1, "\\u0061":1}')
@example('{"a":{"b":1,"b":1}}')
@example('{"a":12345678901234567890123}')
@example('{"a":1.00000000000000000000000000000000000000001}')
@example('{"a":1e400}')
@example('{"a":"\\ud800"}')
@example('{"a":' + "[" * 300 + "]" * 300 + "}")
@example('{"a":' + "[" * 1100 + "]" * 1100 + "}")
@example("\ufeff{}")
def test_what_is_harmless_is_read_alike(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    agree(raw)


def agree(raw: bytes) -> None:
    data, read = harmless(raw), decode(raw, "e.json")

    assert read.readable is isinstance(read.data, dict)
    if data is not None and read.readable:
        assert repr(read.data) == repr(data)
    elif data is not None:  # it is beyond what the model takes
        assert {item.code for item in read.diagnostics} <= {"T008", "T010"}


@given(TEXTS, st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_broken_bytes_are_read_alike(text: str, place: int, junk: bytes) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    place %= len(raw) + 1
    agree(raw[:place] + junk + raw[place:])


def test_files_as_people_write_them_are_harmless() -> None:
    for text in (
        '{\n  "id": "a-b",\n  "actors": ["x", "y"],\n  "n": [1, 2.5, -3]\n}\n',
        '{"title": "Рабочие — a: b, {c} [d]", "url": "https://www.example.org/?a=1"}',
        '{\r\n\t"a" : "a \\"quote\\"\\n\\n and a tab\\t"\r\n}',
    ):
        assert harmless(text.encode()) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "column"),
    [('{"a": NaNs}', 10), ('{"a": 123456789012345678tle"}', 25), ('{"a": 1e999s, "b": 1}', 12)],
)
def test_a_refused_word_with_letters_behind_is_a_mistake(text: str, column: int) -> None:
    read = decode(text.encode(), "e.json")

    assert [(item.code, item.line, item.column) for item in read.diagnostics] == [
        ("T005", 1, column)
    ]


def test_local_data_is_looked_at() -> None:
    assert harmless(b'{"x": {"a": 1}}') is None
