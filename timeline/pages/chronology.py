"""The whole timeline on one page: an ordered list by year, complete without scripts."""

from collections.abc import Iterator

from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.facets import by_year
from timeline.pages.templating import Items, View, render


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the timeline."""
    view = View(timeline, site, "timeline")
    years = by_year(timeline)
    total = sum(len(events) for events in years.values())
    counted = view.counted(total, "event", "events")
    yield Page(
        path="timeline",
        title="Timeline",
        description=f"{counted} in the order in which they happened.",
        body=render("chronology.html", view, item=Items(view), years=years, total=total),
        headings=tuple(Heading(2, f"y{year}", view.year(year)) for year in years),
        search=(SearchEntry("", "Timeline", "All events in the order in which they happened."),),
    )
