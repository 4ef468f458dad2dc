"""The whole timeline: an ordered list by year, complete without scripts, cut where it is long."""

from collections.abc import Iterator, Sequence
from typing import Final

from timeline.core.model import Event
from timeline.core.page import Heading, Link, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.pages.paging import Part, part_of, part_path, parts
from timeline.pages.strips import Year, years
from timeline.pages.templating import Items, render
from timeline.pages.view import View

_PATH: Final = "timeline"


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the pages of the timeline."""
    items = Items(timeline, site)
    all_years = list(years(timeline, View(timeline, site, _PATH)))
    events = list(timeline.standing())
    for part in parts(_PATH, events):
        yield _page(View(timeline, site, part.path), part, all_years, items)


def _page(view: View, part: Part[Event], all_years: Sequence[Year], items: Items) -> Page:
    total = sum(len(year.events) for year in all_years)
    groups = list(_groups(part, all_years))

    def target(year: Year) -> str:
        there = part_of(year.start, total)
        page = "" if there == part.number else view.href(part_path(_PATH, there))
        return f"{page}#y{year.name}"

    counted = view.counted(total, "event", "events")
    body = render(
        "chronology.html",
        view,
        base=_PATH,
        groups=groups,
        item=items.on(view),
        part=part,
        target=target,
        total=total,
        years=all_years,
    )
    return Page(
        path=part.path,
        title="Timeline" if part.number == 1 else f"Timeline, page {part.number}",
        description=f"{counted} in the order in which they happened.",
        body=body,
        headings=tuple(Heading(2, f"y{year.name}", year.label) for year, _ in groups),
        wide=True,
        search=() if part.number > 1 else (SearchEntry("", "Timeline", "All events in order."),),
        previous=_link(part, -1),
        next=_link(part, 1),
    )


def _groups(part: Part[Event], all_years: Sequence[Year]) -> Iterator[tuple[Year, Sequence[Event]]]:
    """Yield the years of a page with those of their events that stand on it."""
    end = part.start + len(part.items)
    for year in all_years:
        first = max(year.start, part.start)
        last = min(year.start + len(year.events), end)
        if first < last:
            yield year, year.events[first - year.start : last - year.start]


def _link(part: Part[Event], step: int) -> Link | None:
    number = part.number + step
    if not 1 <= number <= part.of:
        return None
    return Link(part_path(_PATH, number), f"Timeline, page {number}")
