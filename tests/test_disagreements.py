"""The page of disagreements: who differs is shown, who agrees is only named."""

from typing import Any

from chart_fixtures import SITE
from conftest import event
from site_fixtures import Document

from timeline.core import record
from timeline.core.model import Event
from timeline.core.page import Page
from timeline.core.timeline import assemble
from timeline.core.vocabulary import Vocabulary
from timeline.pages import disagreements


def shown(**readings: dict[str, Any]) -> Page:
    """Return the page about events that have one reading each."""
    events = []
    for name, fields in readings.items():
        reading = {"says": f"So says {name}.", "source": "daily", **fields}
        parsed = record.parse(event(name, title=f"Event {name}", readings=[reading]))
        assert isinstance(parsed, Event)
        events.append((parsed, f"events/2020/{name}.json"))
    [page] = disagreements.section(assemble(events, Vocabulary()), SITE)
    return page


def test_events_where_all_readings_agree_are_named_at_the_end() -> None:
    page = shown(one={"verdict": "open"}, two={"verdict": "followed"})
    body = Document(str(page.body))

    assert [heading.id for heading in page.headings] == ["one"]
    assert "two" in body.ids()  # where links to it lead
    assert "1 event where all readings agree" in page.body
    assert "So says two." not in page.body
    assert "events/two" in "".join(link["href"] for link in body.find("a"))
    assert '<ul class="tl-readings">\n</ul>' not in page.body


def test_what_a_reading_is_about_is_said_in_words_or_not_at_all() -> None:
    body = str(
        shown(
            one={"verdict": "open", "about": "summary"},
            two={"verdict": "open", "about": "claim_status"},
            three={"verdict": "open", "about": "date"},
        ).body
    )

    assert body.count("tl-reading__about") == 2
    assert "on whether the claim is true" in body
    assert "on the date" in body
