"""An overview of the years and a list of the events of each."""

from collections.abc import Iterator
from typing import NamedTuple

from timeline.core.model import Event
from timeline.core.page import Heading, Link, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.pages.paging import Part, parts
from timeline.pages.strips import Year, years
from timeline.pages.templating import Items, render
from timeline.pages.view import View


class _Row(NamedTuple):
    """A year between its neighbours."""

    before: Year | None
    year: Year
    after: Year | None


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield `years/index` and `years/<year>` with its further pages."""
    view = View(timeline, site, "years/index")
    found = list(years(timeline, view))
    yield _overview(view, found)
    items = Items(timeline, site)
    for place, year in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        for part in parts(f"years/{year.name}", year.events):
            yield _page(View(timeline, site, part.path), part, _Row(before, year, after), items)


def _overview(view: View, found: list[Year]) -> Page:
    def target(year: Year) -> str:
        return view.href(f"years/{year.name}")

    return Page(
        path=view.path,
        title="Years",
        description="How many events each year holds.",
        body=render("years.html", view, years=found, target=target),
        wide=True,
        search=(SearchEntry("", "Years", "Events year by year."),),
    )


def _page(view: View, part: Part[Event], row: _Row, items: Items) -> Page:
    label = row.year.label
    count = view.counted(len(row.year.events), "event", "events")
    return Page(
        path=part.path,
        title=label if part.number == 1 else f"{label}, page {part.number}",
        description=f"{count}, filed under the first day that each can have happened: {label}.",
        body=render(
            "year.html",
            view,
            base=f"years/{row.year.name}",
            before=row.before,
            year=row.year,
            after=row.after,
            events=part.items,
            part=part,
            item=items.on(view),
        ),
        headings=(Heading(2, "events", "Events"),),
        wide=True,
        search=() if part.number > 1 else (SearchEntry("", label, count),),
        previous=_link(row.before),
        next=_link(row.after),
    )


def _link(year: Year | None) -> Link | None:
    """Return the link to a year's page."""
    return Link(f"years/{year.name}", year.label) if year else None
