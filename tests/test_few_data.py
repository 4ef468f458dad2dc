"""What pages say where there is little to say: one of something, or none."""

import re
import sys
from dataclasses import replace
from typing import Any

import pytest
from chart_fixtures import SITE, timeline
from conftest import event, source
from site_fixtures import Document

from timeline import publication
from timeline.catalog import offers
from timeline.core import record
from timeline.core.page import Page
from timeline.core.timeline import Timeline, assemble
from timeline.core.vocabulary import Vocabulary
from timeline.pages import data, home, quality, terms


def of(*given: dict[str, Any], vocabulary: Vocabulary | None = None) -> Timeline:
    """Return the timeline of some events, which are told apart by number."""
    shown = [record.parse(event(f"event-{n}", **fields)) for n, fields in enumerate(given)]
    files = [(one, f"events/2020/{one.id}.json") for one in shown]
    return assemble(files, vocabulary or Vocabulary())


def text(page: Page) -> str:
    """Return the words of a page in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", str(page.body)).split())


def first(section: Any, shown: Timeline) -> Page:
    page: Page = next(iter(section(shown, SITE)))
    return page


def test_the_first_page_counts_one_in_the_singular() -> None:
    reading = {"says": "No.", "source": "daily", "verdict": "open"}
    numbers = [{"key": "a", "measure": "m", "value": 1, "sources": ["daily"]}]
    one = {"readings": [reading], "figures": numbers}

    said = str(first(home.section, of(one)).body)
    for word in ("event", "document cited", "figure", "reading that differs"):
        assert f">{word}</a></dt><dd>1</dd>" in said
    assert "All 1 event" not in said
    assert ">readings that differ</a></dt><dd>2</dd>" in first(home.section, of(one, one)).body


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2019-05~", "2021-03~", "2022"], "sources: “about March 2021” stays about March 2021."),
        (["2019-05", "2021-03?"], "no more precise than the sources."),
    ],
)
def test_the_example_of_a_date_is_one_of_this_timeline(dates: list[str], said: str) -> None:
    assert said in text(first(home.section, of(*({"date": date} for date in dates))))


@pytest.mark.parametrize(
    ("years", "said"), [(12, "The latest 11 of 12 events , a row"), (11, "11 events, a row")]
)
def test_the_first_page_says_what_a_narrow_picture_leaves_out(years: int, said: str) -> None:
    shown = first(home.section, of(*({"date": str(2000 + year)} for year in range(years))))

    assert said in text(shown)
    assert ("1 earlier event not drawn" in shown.body) is (years == 12)


def parts(*values: int, date: str = "2020") -> dict[str, Any]:
    """Return the figures of an event: a total and its parts."""
    own = {"measure": "entries", "sources": ["daily"]}
    figures: list[dict[str, Any]] = [{"key": "all", "value": values[0], **own}]
    for category, value in zip(("study", "work"), values[1:], strict=True):
        cut = {"dimension": "purpose", "category": category}
        figures.append({"key": category, "value": value, **cut, **own})
    return {"date": date, "figures": figures}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([{}], "No total stands beside exact parts, so there is nothing to add up."),
        ([parts(5, 2, 3)], "1 total stands beside exact parts, and they add up."),
        ([parts(5, 2, 2)], "1 total stands beside exact parts, and they do not add up."),
        (
            [parts(5, 2, 3), parts(5, 2, 3, date="2021")],
            "2 totals stand beside exact parts, and all of them add up.",
        ),
        ([parts(5, 2, 3), parts(5, 2, 2, date="2021")], "parts; of these 1 does not add up."),
    ],
)
def test_totals_and_their_parts_are_counted_in_words(
    given: list[dict[str, Any]], said: str
) -> None:
    shown = of(*given, vocabulary=timeline().vocabulary)
    assert said in text(first(quality.section, shown))


def test_what_is_not_said_to_be_seen_is_not_called_unseen() -> None:
    unseen = {"sources": [source(seen="copy")]}

    said = text(first(quality.section, of(unseen, {})))
    assert said.index("Nothing seen") < said.index("Not said what was seen")
    assert "Title not given" in said
    assert "Not said" not in text(first(quality.section, of(unseen)))
    said = text(first(quality.section, of({})))
    assert "Nothing seen" not in said
    assert "at least one source was seen" not in said
    assert "0 more have" not in said


def test_a_term_leads_to_its_own_events_as_data() -> None:
    vocabulary = timeline().vocabulary
    shown = of({"actors": ["ministry"]}, vocabulary=vocabulary)
    pages = {page.path: page for page in terms.section(shown, SITE)}

    links = Document(str(pages["actors/ministry"].body)).find("a")
    assert "../../api/v1/actors/ministry.json" in [link["href"] for link in links]
    assert "This event as JSON" in pages["actors/ministry"].body
    assert "No event of this timeline is filed under it yet." in pages["actors/spies"].body
    assert "0 events" not in pages["actors/spies"].body + pages["actors/spies"].description


def test_an_actor_who_only_claims_has_its_figures() -> None:
    shown = timeline({"attributed_to": "ministry"})
    pages = {page.path: text(page) for page in terms.section(shown, SITE)}

    assert "is filed under it yet. 1 figure goes back to it." in pages["actors/ministry"]


def test_the_style_of_feeds_is_not_offered_where_there_are_none() -> None:
    shown = next(iter(data.section(of({}), replace(SITE, offers=tuple(o for _, o in offers())))))

    assert "feed.json" in shown.body
    assert "feed.css" not in shown.body


def test_no_download_is_offered_that_nothing_can_write(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> str:
        pages = {page.path: page for page in publication.overviews(of({}), SITE)}
        return f"{pages['data'].body}{pages['data'].linked}"

    assert shown().count("data/events.parquet") > 1
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert "data/events.parquet" not in shown()
    assert "data/events.sqlite" in shown()
