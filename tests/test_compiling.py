"""Templates compiled to plain access: as strict and as escaped as Jinja's own."""

import pytest
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from timeline.pages.compiling import quote
from timeline.pages.templating import environment


@pytest.mark.parametrize(
    "value",
    ["plain", "", "a & b", "<b>", "it's", 'say "x"', "ü 한", 5, 2.5, None, Markup("<b>safe</b>")],
)
def test_a_value_is_quoted_as_escape_does(value: object) -> None:
    assert str(quote(value)) == str(escape(value))


@pytest.mark.parametrize(
    "source",
    [
        "{{ a.upper() }} {{ a }}",
        "{% for x in b if x > 1 %}{{ loop.index }}{{ x }}{% endfor %}",
        "{% macro m(x, y='<') %}{{ x }}{{ y }}{% endmacro %}{{ m(a) }}{{ m(a, y=a) }}",
        "{{ '%s' | format(a) }} {{ c['k'] }}",
    ],
)
def test_a_template_says_the_same_as_with_jinja(source: str) -> None:
    given = {"a": "<i>&", "b": [1, 2, 3], "c": {"k": "'"}}
    plain = Environment(autoescape=True, undefined=StrictUndefined)

    assert environment().from_string(source).render(given) == plain.from_string(source).render(
        given
    )


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()
    with pytest.raises(AttributeError):
        environment().from_string("{{ a.nothing }}").render(a="text")
