"""The first page: what this is in one screen, key numbers, important events, how to follow it."""

from collections.abc import Iterator
from typing import Final

from timeline.core.model import Event
from timeline.core.page import Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.citations import backing, common_origin
from timeline.derive.facets import year_of
from timeline.derive.ties import ties
from timeline.pages.overview import MOST_MARKS, left_out, overview
from timeline.pages.templating import Items, render
from timeline.pages.view import View

_SHOWN: Final = 6


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the home page."""
    events = list(timeline.standing())
    years = [year_of(event) for event in events]
    view = View(timeline, site, "index")
    yield Page(
        path="index",
        title=site.name,
        description=site.description,
        body=render(
            "home.html",
            view,
            item=Items(timeline, site).on(view),
            events=events,
            span=(years[0], years[-1]) if years else ("", ""),
            documents=len({source.url or source.title for e in events for source in e.sources}),
            figures=sum(len(event.figures) for event in events),
            readings=sum(r.verdict != "followed" for event in events for r in event.readings),
            important=_important(timeline, events),
            about=_about(events, view),
            left_out=left_out(events, view),
            latest=events[:-4:-1],
            statuses=dict.fromkeys(e.status for e in events if e.claim_status is None),
            claims=dict.fromkeys(e.claim_status for e in events if e.claim_status),
            most_marks=MOST_MARKS,
            drawings=[
                overview(events, view, width=1120, name="tl-over--wide"),
                overview(events, view, width=360, name="tl-over--narrow"),
            ],
        ),
        wide=True,
        search=(SearchEntry("", site.name, site.description),),
    )


def _about(events: list[Event], view: View) -> str:
    """Return the latest date of this timeline that is only about right, in words."""
    return next(
        (
            view.when(event)
            for event in reversed(events)
            if event.date.form == "date" and event.date.approximate and not event.date.uncertain
        ),
        "",
    )


def _important(timeline: Timeline, events: list[Event]) -> list[Event]:
    """Return the events that others hang on and many sources tell of, in timeline order.

    There is no field for importance: it is read off relations, sources and figures.
    """
    found = ties(timeline)

    def weight(event: Event) -> tuple[int, str]:
        # Ten copies of one report weigh as one.
        told = 1 if common_origin(event) else len(backing(event))
        return 3 * len(found.get(event.id, ())) + told, event.id

    chosen = sorted(events, key=weight, reverse=True)[:_SHOWN]
    return [event for event in events if event in chosen]
