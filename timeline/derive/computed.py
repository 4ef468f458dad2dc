"""What follows from a record: the `computed` member of the API, and the words that go with it."""

from typing import NamedTuple, TypedDict

from timeline.core import record
from timeline.core.days import to_iso
from timeline.core.edtf import Bound, Window, bound_text
from timeline.core.history import instant
from timeline.core.model import Event
from timeline.core.outputs import Computed, WindowOut
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.wording import LOCALES, in_words


def page_path(event_id: str) -> str:
    """Return the path of an event's page (see `Page.path`)."""
    return f"events/{event_id}"


def data_path(event_id: str) -> str:
    """Return the path of an event's JSON below the site."""
    return f"api/v1/events/{event_id}.json"


def day_number(bound: Bound) -> int | None:
    """Return a bound as days from 1970-01-01, or None where it is open or unknown."""
    return bound if isinstance(bound, int) else None


def window(value: Window) -> WindowOut:
    """Return a window as text."""
    return {"earliest": bound_text(value.earliest), "latest": bound_text(value.latest)}


def spoken(language: str) -> str:
    """Return the language for dates in words: the site's own, or English where we have none."""
    base = language.partition("-")[0].lower()
    return base if base in LOCALES else "en"


def words(event: Event, timeline: Timeline, language: str) -> str:
    """Return an event's date in words."""
    return in_words(event.date.text, spoken(language), coverage=timeline.covers(event))


def first_published(event: Event) -> str | None:
    """Return the latest day by which the information was public, or None if nothing says.

    Every candidate (`released`, and the publication of each source that supports the date, or of
    every source where none says what it supports) counts by its latest bound; the earliest wins.
    """
    supporting = [s for s in event.sources if "date" in s.supports] or event.sources
    dates = [event.released, *(source.published for source in supporting)]
    days = [date.upper for date in dates if date and isinstance(date.upper, int)]
    return to_iso(min(days)) if days else None


class Recording(TypedDict):
    """When a record was published, and how often it changed; None where no history says."""

    recorded: str | None
    modified: str | None
    revision: int | None


def recording(event: Event, timeline: Timeline) -> Recording:
    """Return what the history says of an event."""
    versions = timeline.history.of(event.id)
    return {
        "recorded": instant(versions[0].commit.at) if versions else None,
        "modified": instant(versions[-1].commit.at) if versions else None,
        "revision": len(versions) or None,
    }


class Stamp(NamedTuple):
    """When a record was first published and last changed, in seconds since 1970; its version."""

    recorded: int
    modified: int
    revision: int


def stamp(event: Event, timeline: Timeline, site: Site) -> Stamp | None:
    """Return the times of a record for formats that cannot do without.

    They come from the history, else all of them from SOURCE_DATE_EPOCH; without either there are
    none, and the event cannot be told in such a format.
    """
    versions = timeline.history.of(event.id)
    if versions:
        return Stamp(versions[0].commit.at, versions[-1].commit.at, len(versions))
    return None if site.epoch is None else Stamp(site.epoch, site.epoch, 1)


def computed(event: Event, timeline: Timeline, site: Site) -> Computed:
    """Return what follows from an event's record."""
    windows = timeline.windows(event)
    start = window(windows.start)
    end = window(windows.end) if windows.end is not windows.start else start
    return {
        "earliest": start["earliest"],
        "latest": end["latest"],
        "earliest_day": day_number(windows.start.earliest),
        "latest_day": day_number(windows.end.latest),
        "start": start,
        "end": end,
        "extent": windows.extent.value,
        "precision": event.date.precision.value,
        "display": words(event, timeline, site.language),
        "first_published": first_published(event),
        **recording(event, timeline),
        "url": site.absolute(page_path(event.id)),
    }


def addresses(event: Event) -> tuple[str, ...]:
    """Return the former ids that lead to an event; those of a silenced one may tell too much."""
    return () if record.silenced(event) else event.aliases


def history_path(event_id: str) -> str:
    """Return the path of the log of an event's record below the site."""
    return f"api/v1/events/{event_id}/history.json"
