"""The whole timeline on one page: an ordered list by year, complete without scripts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from timeline.core.model import Event
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.density import by_month
from timeline.derive.facets import UNDATED, by_year
from timeline.pages.drawing import bars
from timeline.pages.templating import Items, View, render


class _Year(NamedTuple):
    """A year of the list: as in addresses, in words, its events, how they are spread."""

    name: str
    label: str
    events: Sequence[Event]
    strip: Markup


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the timeline."""
    view = View(timeline, site, "timeline")
    years = list(_years(timeline, view))
    total = sum(len(year.events) for year in years)
    counted = view.counted(total, "event", "events")
    yield Page(
        path="timeline",
        title="Timeline",
        description=f"{counted} in the order in which they happened.",
        body=render("chronology.html", view, item=Items(view), years=years, total=total),
        headings=tuple(Heading(2, f"y{year.name}", year.label) for year in years),
        wide=True,
        search=(SearchEntry("", "Timeline", "All events in the order in which they happened."),),
    )


def _years(timeline: Timeline, view: View) -> Iterator[_Year]:
    spread = {
        name: (events, [] if name == UNDATED else by_month(events, int(name)))
        for name, events in by_year(timeline).items()
    }
    most = max((max(weights) for _, weights in spread.values() if weights), default=1)
    for name, (events, weights) in spread.items():
        strip = bars(weights, most) if weights else Markup()
        yield _Year(name, view.year(name), events, strip)
