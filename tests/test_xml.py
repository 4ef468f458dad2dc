"""Finished pieces of XML as bytes: what no document can hold never gets into one."""

import pytest

from timeline.core.xml import written


@pytest.mark.parametrize("sign", ["\0", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_shows_as_a_replacement_character(sign: str) -> None:
    assert written(f"<a>é{sign}b</a>") == "<a>é\ufffdb</a>".encode()


@pytest.mark.parametrize("text", ["a\tb\nc", "\x7f", "\ufffd", "\uff5e", "👷", "ᄀ", ""])
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert written(text) == text.encode()


def test_a_bare_carriage_return_is_no_line_break() -> None:
    assert written("a\r\nb\r") == b"a&#13;\nb&#13;"
