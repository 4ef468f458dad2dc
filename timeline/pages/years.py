"""An overview of the years and a page for each."""

from collections.abc import Iterator, Sequence

from timeline.core.page import Link, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.facets import by_year
from timeline.pages.templating import Items, View, render


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield `years/index` and `years/<year>`."""
    years = by_year(timeline)
    names = list(years)
    view = View(timeline, site, "years/index")
    yield Page(
        path=view.path,
        title="Years",
        description="How many events each year holds.",
        body=render("years.html", view, years=years, most=max(map(len, years.values()), default=1)),
        search=(SearchEntry("", "Years", "Events year by year."),),
    )
    item = Items(View(timeline, site, "years/0000"), "h2")
    for place, (year, events) in enumerate(years.items()):
        view = View(timeline, site, f"years/{year}")
        title = view.year(year)
        count = view.counted(len(events), "event", "events")
        yield Page(
            path=view.path,
            title=title,
            description=f"{count}, filed under the first day that each can have happened: {title}.",
            body=render(
                "year.html",
                view,
                item=item,
                year=title,
                events=events,
                before=names[place - 1] if place else "",
                after=names[place + 1] if place + 1 < len(names) else "",
            ),
            search=(SearchEntry("", title, count),),
            previous=_link(view, names, place - 1),
            next=_link(view, names, place + 1),
        )


def _link(view: View, names: Sequence[str], place: int) -> Link | None:
    """Return the link to a year's page, None beyond both ends."""
    if 0 <= place < len(names):
        return Link(f"years/{names[place]}", view.year(names[place]))
    return None
