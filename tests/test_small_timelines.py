"""Pages of a timeline of very few events: they say what is so, in whole sentences."""

import re
from dataclasses import replace
from typing import Any, Final

import pytest
from conftest import Repository

from timeline import config, load, publication
from timeline.core.page import Page

READING: Final = {"source": "daily", "says": "It was later.", "note": "Who was there says so."}


@pytest.fixture
def pages(repository: Repository, request: pytest.FixtureRequest) -> dict[str, Page]:
    """Make the pages of one event with the fields that a test asks for."""
    fields: dict[str, Any] = getattr(request, "param", {})
    (repository.root / "events").rename(repository.root / "other")
    repository.event("it-happened", **fields)
    site = replace(config.read(repository.root).site, epoch=None)
    return {page.path: page for page in publication.pages(load(repository.root), site)}


def words(page: Page) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page.body)).strip()


def numbers(home: Page) -> list[tuple[str, str]]:
    return re.findall(r"<dt><a[^>]*>([^<]*)</a></dt><dd>([^<]*)</dd>", home.body)


FIGURE: Final = {
    "key": "all",
    "measure": "border-entries",
    "value": 1,
    "period": "2020",
    "sources": ["daily"],
}
ONE: Final = {
    "date": "2020-03~",
    "figures": [FIGURE],
    "readings": [READING | {"verdict": "rejected"}],
}


@pytest.mark.parametrize("pages", [ONE], indirect=True)
def test_one_of_each_is_counted_in_the_singular(pages: dict[str, Page]) -> None:
    found = numbers(pages["index"])
    assert [name for name, _ in found] == [
        "event",
        "document cited",
        "figure",
        "reading that differs",
    ]
    assert "“about March 2020” stays so (an example)." in words(pages["index"])


def test_none_of_them_in_the_plural(pages: dict[str, Page]) -> None:
    assert [name for name, _ in numbers(pages["index"])][2:] == ["figures", "readings that differ"]
    assert "no more precise than the sources." in words(pages["index"])
    assert "No total stands beside exact parts" in words(pages["quality"])


@pytest.mark.parametrize(
    ("pages", "title"),
    [
        ({"readings": [READING | {"verdict": "rejected"}]}, "Where sources disagree"),
        ({"readings": [READING | {"verdict": "followed"}]}, "Other readings"),
    ],
    indirect=["pages"],
)
def test_readings_that_agree_are_no_disagreement(pages: dict[str, Page], title: str) -> None:
    page = pages["events/it-happened"]
    assert f'<h2 id="readings">{title}</h2>' in page.body
    assert [h.text for h in page.headings if h.id == "readings"] == [title]


def test_a_term_leads_to_its_events_as_data(pages: dict[str, Page]) -> None:
    shown = pages["kinds/statement"].body
    assert '<a href="../../api/v1/kinds/statement.json">This event as JSON</a>' in shown
    assert "These events as JSON" in pages["kinds/statistic"].body


def test_without_any_time_no_file_of_atom_is_linked(pages: dict[str, Page]) -> None:
    assert "api/v1/events.json" in pages["data"].body
    assert "feed.xml" not in pages["data"].body
    assert "feed.css" not in pages["data"].body
