"""What the page of an event answers at once, and by which words search finds it."""

from typing import Any

import pytest
from chart_fixtures import SITE, figure, timeline, view
from conftest import event, source
from site_fixtures import Document

from timeline.core import record
from timeline.core.model import Event
from timeline.core.page import Page
from timeline.core.timeline import assemble
from timeline.core.vocabulary import Vocabulary
from timeline.pages import events, sources
from timeline.pages.overview import overview

RIVALS = ({"attributed_to": "ministry"}, {"attributed_to": "spies", "value": 90})


def page(vocabulary: Vocabulary | None = None, **fields: Any) -> Page:
    parsed = record.parse(event("it-happened", date="2020", **fields))
    assert isinstance(parsed, Event)
    shown = assemble([(parsed, "events/2020/it-happened.json")], vocabulary or Vocabulary())
    return next(iter(events.section(shown, SITE)))


def answers(shown: Page) -> dict[str, str]:
    """Return what stands beside each question, as markup."""
    parts = str(shown.body).partition("<section")[0].split("<div><dt>")[1:]
    return dict(part.split("</dt>", 1) for part in parts)


@pytest.mark.parametrize(("given", "led"), [(RIVALS, True), (RIVALS[:1], False)])
def test_an_event_leads_to_the_numbers_of_others(
    given: tuple[dict[str, Any], ...], led: bool
) -> None:
    shown = next(iter(events.section(timeline(*given), SITE)))
    found = answers(shown)

    assert ("Other numbers" in found) is led
    if led:
        links = Document(found["Other numbers"]).find("a")
        assert links[0]["href"] == "../../figures/entries/"
        assert "Several claimants give numbers for:" in found["Other numbers"]


def test_a_single_source_that_nobody_saw_is_said_so() -> None:
    one = source("it-happened", key="daily")
    seen = answers(page(sources=[one]))
    unseen = answers(page(sources=[one | {"seen": "not-seen"}]))
    second = source("it-happened", key="weekly", publisher="weekly")
    several = answers(page(sources=[one, second | {"seen": "not-seen"}]))

    assert "This rests on a single source." in seen["How sure"]
    assert "(not seen)" not in seen["Who says so"]
    assert "(not seen)" in unseen["Who says so"]
    assert "single source" not in several["How sure"]
    assert several["Who says so"].count("(not seen)") == 1
    assert several["Who says so"].index("(not seen)") > several["Who says so"].index("weekly")


def test_what_is_undecided_stands_before_what_is_not_followed() -> None:
    readings = [
        {"says": f"Says {verdict}.", "source": "daily", "verdict": verdict}
        for verdict in ("rejected", "open", "followed")
    ]
    shown = page(readings=readings)
    differs = answers(shown)["Who differs"]
    cards = str(shown.body).partition('id="readings"')[2]

    assert "Says followed." not in differs
    for text in (differs, cards):
        assert text.index("Says open.") < text.index("Says rejected.")


@pytest.mark.parametrize(
    ("verdict", "heading"), [("followed", "Other readings"), ("open", "Where sources disagree")]
)
def test_readings_that_all_agree_are_no_disagreement(verdict: str, heading: str) -> None:
    shown = page(readings=[{"says": "So.", "source": "daily", "verdict": verdict}])

    assert f'<h2 id="readings">{heading}</h2>' in shown.body
    assert heading in [found.text for found in shown.headings]


def test_a_title_that_is_not_given_is_no_title_that_nobody_saw() -> None:
    assert "<cite>daily-news: document, title not given</cite>" in page().body


def test_what_belongs_together_stands_before_what_came_of_it() -> None:
    relations = {"whole": [], "part": ["part-of"], "later": ["follows-up"]}
    parsed = [
        record.parse(
            event(name, relations=[{"type": kind, "event": "whole"} for kind in kinds])
            if kinds
            else event(name)
        )
        for name, kinds in relations.items()
    ]
    shown = assemble([(one, f"events/2020/{one.id}.json") for one in parsed], Vocabulary())
    [whole] = [one for one in events.section(shown, SITE) if one.path == "events/whole"]

    found = list(answers(whole))
    assert found[-4:] == ["Belongs with", "includes", "What came of it", "is followed up by"]


def test_search_finds_an_event_by_large_numbers_and_parts_of_figures() -> None:
    study = {"dimension": "purpose", "category": "study"}
    figures = [figure(1, value=12000), figure(2, value=4, **study), figure(3, low=1, high=2)]
    vocabulary = timeline(*RIVALS).vocabulary

    [entry] = page(vocabulary, figures=figures).search

    assert entry.text.split(" ")[-1] == "12000"
    assert "Study" in entry.text
    assert " 4" not in entry.text


def test_search_finds_the_list_of_events_that_rest_on_one_source() -> None:
    overview_page = next(iter(sources.section(timeline(*RIVALS), SITE)))
    entries = {entry.anchor: entry.title for entry in overview_page.search}

    assert entries["single"] == "Resting on a single source"
    assert 'id="single"' in overview_page.body


@pytest.mark.parametrize("width", [980, 350])
def test_the_picture_of_a_timeline_has_its_years_on_both_sides(width: int) -> None:
    shown = timeline(*RIVALS)
    drawing = str(overview(list(shown), view(shown), width=width, name="tl-over--test"))

    assert drawing.count(">2020</text>") == 2
