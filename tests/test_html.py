"""The HTML of the whole site: what validators and auditors ask of every page."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from site_fixtures import Document, contents, page, real_site

from timeline.core import edtf

pytestmark = pytest.mark.slow

REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
# What HTML takes in `datetime`: a year, a month, a day, or a day with a time and its zone.
VALID_TIME = re.compile(r"\d{4,}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?")


@cache
def documents() -> dict[str, Document]:
    """Return every page of our own site."""
    site = real_site()
    return {path: page(site, path) for path in contents(site) if path.endswith(".html")}


def pages() -> dict[str, Document]:
    """Return the pages that are read: no page that only leads to another."""
    return {
        path: document
        for path, document in documents().items()
        if not document.find("meta", **{"http-equiv": "refresh"})
    }


def named(document: Document, **wanted: str) -> list[str]:
    return [found["content"] for found in document.find("meta", **wanted)]


def test_no_id_is_given_twice() -> None:
    for path, document in documents().items():
        ids = Counter(found["id"] for _, found in document.elements if "id" in found)
        assert [name for name, count in ids.items() if count > 1] == [], path


def test_whatever_is_referred_to_is_on_the_page() -> None:
    for path, document in documents().items():
        ids = document.ids()
        wanted = {
            name
            for _, found in document.elements
            for attribute in REFERENCES
            for name in found.get(attribute, "").split()
        }
        wanted |= {
            found["href"][1:]
            for _, found in document.elements
            if found.get("href", "").startswith("#")
        }
        assert wanted - ids - {""} == set(), path


def test_headings_make_an_outline() -> None:
    for path, document in pages().items():
        levels = [int(tag[1]) for tag, _ in document.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[:1] == [1], path
        assert levels.count(1) == 1, path
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], path


def test_machines_can_read_every_time() -> None:
    found = {
        element["datetime"]
        for document in documents().values()
        for element in document.find("time")
    }

    assert found
    assert [text for text in found if not VALID_TIME.fullmatch(text)] == []
    assert [text for text in found if edtf.parse(text).level != 0] == []


def test_nothing_inline_that_the_policy_refuses() -> None:
    for path, document in documents().items():
        refused = [
            (tag, name)
            for tag, found in document.elements
            for name in found
            if name == "style" or name.startswith("on")
        ]
        assert refused == [], path
        assert not document.find("style"), path


def test_every_page_says_what_it_is() -> None:
    for path, document in pages().items():
        title = document.texts["title"][0].strip()
        assert title, path
        for wanted in ({"name": "description"}, {"property": "og:description"}):
            assert [bool(text.strip()) for text in named(document, **wanted)] == [True], path
        for wanted in ({"property": "og:title"}, {"property": "og:type"}):
            assert [bool(text) for text in named(document, **wanted)] == [True], path
        if path != "404.html":  # it stands for any address
            canonical = [link["href"] for link in document.find("link", rel="canonical")]
            assert len(canonical) == 1, path
            assert named(document, property="og:url") == canonical, path


def test_pages_of_the_navigation_have_descriptions_of_their_own() -> None:
    found = Counter(
        named(document, name="description")[0]
        for path, document in pages().items()
        if path.count("/") == 1 and path != "404.html"
    )

    assert [text for text, count in found.items() if count > 1] == []


def test_every_link_can_be_followed_and_has_a_role() -> None:
    """A link within a drawing has no plain `href`: who reads HTML only must be told its role."""
    for path, document in documents().items():
        for found in document.find("a"):
            if "xlink:href" in found:
                assert found.get("role") == "link", path
            elif "href" in found:
                assert found["href"], path


def test_no_script_holds_up_a_page() -> None:
    for path, document in pages().items():
        late = [found for found in document.find("script") if "src" in found]
        assert [found for found in late if "defer" not in found] == [], path
