"""data/timelinejs.json: the events that stand, for TimelineJS 3.

TimelineJS puts texts into the page as HTML, so all of them are escaped. It calls year -43 "43 BCE",
which is 44 BCE: every date has its words beside it. A date that has no first day, or one that
JavaScript cannot say, is left out and counted.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from timeline.core.artifact import JSON, SCHEMA_VERSION, Artifact, json_artifact
from timeline.core.bulk_outputs import LARGEST_YEAR, Slide, SlideDate, TimelineJs
from timeline.core.days import from_day
from timeline.core.edtf import Edtf, Precision
from timeline.core.model import Event
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.xml import element, escaped, text
from timeline.derive.computed import page_path, words

_PARTS: Final = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}

OFFERS: Final = (
    Offer(
        path="data/timelinejs.json",
        media_type=JSON,
        holds="The events for TimelineJS 3",
        client="map",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    standing = list(timeline.standing())
    slides = [made for event in standing if (made := _slide(event, timeline, site)) is not None]
    value: TimelineJs = {
        "schema_version": SCHEMA_VERSION,
        "scale": "human",
        "title": {"text": {"headline": escaped(site.name), "text": escaped(site.description)}},
        "events": slides,
        "_timeline": {"about": site.absolute("data"), "left_out": len(standing) - len(slides)},
    }
    yield json_artifact("data/timelinejs.json", value)


def _slide(event: Event, timeline: Timeline, site: Site) -> Slide | None:
    display = escaped(words(event, timeline, site.language))
    parts = _parts(event.date, coverage=timeline.covers(event))
    start = _date(event.date.lower, display, parts)
    if start is None:
        return None
    made: Slide = {
        "unique_id": event.id,
        "start_date": start,
        "display_date": display,
        "text": {"headline": escaped(event.title), "text": _text(event, site)},
        "group": _group(timeline.vocabulary.label("kinds", event.kind)),
    }
    end = _date(event.date.upper, display, parts)
    if end is not None and end != start:
        made["end_date"] = end
    return made


@lru_cache(maxsize=1024)
def _group(label: str) -> str:
    """Escape twice: TimelineJS reads markup out of a group, and puts what it read in as HTML."""
    return escaped(escaped(label))


def _parts(date: Edtf, *, coverage: bool) -> int:
    """Return how many of year, month and day are said; a moment within a month is a month."""
    if coverage or date.form != "date" or date.parts[0].masked or date.parts[0].significant:
        return 3
    return _PARTS.get(date.precision, 3)


def _date(bound: object, display: str, parts: int) -> SlideDate | None:
    if not isinstance(bound, int):
        return None
    year, month, day = from_day(bound)
    if abs(year) > LARGEST_YEAR:
        return None
    made: SlideDate = {"year": year, "display_date": display}
    if parts > 1:
        made["month"] = month
    if parts > 2:
        made["day"] = day
    return made


def _text(event: Event, site: Site) -> str:
    paragraphs = [text("p", paragraph) for paragraph in event.summary.split("\n\n")]
    link = text("a", site.name, {"href": site.absolute(page_path(event.id))})
    return "".join([*paragraphs, element("p", {}, link)])
