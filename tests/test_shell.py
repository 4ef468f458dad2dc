"""The shell compiler: each slot is escaped by its place, and unsafe places are refused."""

import json

import pytest
from markupsafe import Markup

from timeline.pages.shell import ShellError, compile_shell, trim

HOSTILE = "</title><script>alert(1)</script> \"'& {{ 7*7 }} TOKENB"


def fill(html: str, value: str, **others: str) -> str:
    tokens = {"a": "TOKENA", **{name: f"TOKEN{name.upper()}" for name in others}}
    return compile_shell(html, tokens, frozenset()).fill({"a": value, **others})


def test_text_is_escaped_once() -> None:
    assert fill("<p>x TOKENA y</p>", "<b> & &amp;") == "<p>x &lt;b&gt; &amp; &amp;amp; y</p>"


@pytest.mark.parametrize("element", ["title", "textarea", "p", "h1"])
def test_no_element_can_be_left(element: str) -> None:
    page = fill(f"<{element}>TOKENA</{element}>", HOSTILE)

    assert page.count("<") == 2
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("quote", ['"', "'"])
def test_no_attribute_can_be_left(quote: str) -> None:
    page = fill(f"<meta content={quote}TOKENA{quote}>", HOSTILE)

    assert page.count(quote) == 2
    assert page.count("<") == 1


def test_markup_is_escaped_like_any_text_in_an_attribute() -> None:
    assert fill('<a title="TOKENA">x</a>', Markup('<i>"</i>')).count('"') == 2


@pytest.mark.parametrize("value", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x"])
def test_a_link_takes_no_code(value: str) -> None:
    with pytest.raises(ShellError, match="scheme"):
        fill('<a href="TOKENA">x</a>', value)


@pytest.mark.parametrize("value", ["https://example.org/?a=1&b=2", "../other/", "", "#x"])
def test_a_link_takes_addresses(value: str) -> None:
    assert fill('<a href="TOKENA">x</a>', value) == (
        f'<a href="{value.replace("&", "&amp;")}">x</a>'
    )


def test_a_link_with_a_prefix_is_an_attribute() -> None:
    assert fill('<a href="../../TOKENA">x</a>', "a:b/") == '<a href="../../a:b/">x</a>'


def test_json_in_a_script_stays_json() -> None:
    page = fill('<script type="application/json">{"a": "TOKENA"}</script>', HOSTILE)
    inside = page[page.index("{") : page.rindex("}") + 1]

    assert json.loads(inside) == {"a": HOSTILE}
    assert page.count("<") == 2


def test_values_are_never_scanned_again() -> None:
    tokens = {"a": "TOKENA", "b": "TOKENB"}
    shell = compile_shell("<p>TOKENA</p><p>TOKENB</p>", tokens, frozenset())

    assert shell.fill({"a": "TOKENB", "b": "TOKENA"}) == "<p>TOKENB</p><p>TOKENA</p>"


def test_markup_goes_where_text_goes() -> None:
    shell = compile_shell("<div>TOKENA</div>", {"a": "TOKENA"}, frozenset(["a"]))

    assert shell.fill({"a": Markup("<b>x</b>")}) == "<div><b>x</b></div>"
    with pytest.raises(ShellError, match="expected safe markup"):
        shell.fill({"a": "<b>x</b>"})


@pytest.mark.parametrize(
    "html",
    [
        "<title>TOKENA</title>",
        '<p title="TOKENA">x</p>',
        '<script type="application/json">"TOKENA"</script>',
    ],
)
def test_markup_is_refused_elsewhere(html: str) -> None:
    with pytest.raises(ShellError, match="found a inside"):
        compile_shell(html, {"a": "TOKENA"}, frozenset(["a"]))


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<p onclick=\"x('TOKENA')\">x</p>", "read as code"),
        ('<p style="color: TOKENA">x</p>', "read as code"),
        ('<iframe srcdoc="TOKENA"></iframe>', "read as code"),
        ("<a href=TOKENA>x</a>", "without quotes"),
        ("<p TOKENA>x</p>", "part of a tag"),
        ("<TOKENA>x", "part of a tag"),
        ("<script>let a = 'TOKENA'</script>", "inside <script>"),
        ("<style>TOKENA {}</style>", "inside <style>"),
        ("<!-- TOKENA --><p>TOKENA</p>", "inside a comment"),
        ("<!doctype TOKENA><p>TOKENA</p>", "does not show"),
        ("<p>nothing</p>", "found no place"),
    ],
)
def test_unsafe_places_are_refused(html: str, message: str) -> None:
    with pytest.raises(ShellError, match=message):
        compile_shell(html, {"a": "TOKENA"}, frozenset())


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        compile_shell("<p>TOKENA</p>", {"a": "TOKENA"}, frozenset()).fill({})


def test_positions_hold_over_lines_and_entities() -> None:
    html = "<!doctype html>\r\n<p>&amp;\nTOKENA &lt;</p>\n<a href='x'\n title='TOKENA'>é TOKENA</a>"

    assert fill(html, "v") == html.replace("TOKENA", "v")


@pytest.mark.parametrize(
    ("html", "trimmed"),
    [
        ("\n\n<!doctype html>\n  <p>\n\n    a  b\n  </p>", "<!doctype html>\n<p>\na  b\n</p>"),
        ("<b>a</b>\n   <i>b</i> <u>c</u>", "<b>a</b>\n<i>b</i> <u>c</u>"),
        ("<pre>\n  x\n\n  y</pre>\n\n<p>", "<pre>\n  x\n\n  y</pre>\n<p>"),
        ("<script>\n  a // b\n  c\n</script>\n \n", "<script>\n  a // b\n  c\n</script>\n"),
        ('<textarea rows="2">\n  x</TEXTAREA>', '<textarea rows="2">\n  x</TEXTAREA>'),
        ('<p title="a\n  b">\n  c', '<p title="a\n  b">\nc'),
        ("<prefix>\n  a</prefix>", "<prefix>\na</prefix>"),
    ],
)
def test_blanks_that_no_browser_shows_are_taken_out(html: str, trimmed: str) -> None:
    assert trim(html) == trimmed
