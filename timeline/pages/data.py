"""How programs read this timeline: files, media types, licence, examples."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from timeline.core.artifact import CSS
from timeline.core.offer import Offer
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import linked
from timeline.pages import sizes
from timeline.pages.templating import render
from timeline.pages.view import View

_LEAD = "Everything on this site is also data: static files, no key, no rate limit."
# What reads an offer best -> the heading of its part of the table, in this order.
_GROUPS: Final = {
    "reader": "For feed readers",
    "calendar": "For calendars",
    "spreadsheet": "For spreadsheets",
    "database": "For databases",
    "map": "For maps and timelines",
    "citation": "For citing",
    "program": "For programs",
}


class Group(NamedTuple):
    """Files that the same sort of program reads."""

    title: str
    offers: list[Offer]


class First(NamedTuple):
    """The first single file for each sort of program that has an example; empty without one."""

    spreadsheet: str
    calendar: str
    reader: str


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the page for programmers."""
    view = View(timeline, site, "data")
    offers = [
        offer
        for offer in site.offers
        if (timeline.history.complete or not offer.log) and (view.timed or not offer.timed)
    ]
    single = [offer for offer in offers if not offer.names and offer.media_type != CSS]
    offered = [(offer.path, offer.media_type) for offer in single]
    groups = [
        Group(title, [offer for offer in offers if offer.client == client])
        for client, title in _GROUPS.items()
    ]
    yield Page(
        path="data",
        title="Data and feeds",
        description=_LEAD,
        body=render(
            "data.html",
            view,
            lead=_LEAD,
            groups=[group for group in groups if group.offers],
            first=_first(offers),
            link=sizes.link,
            size=sizes.place,
        ),
        linked=view.linked(linked.dataset(timeline, site, offered)),
        headings=(
            Heading(2, "files", "Files"),
            Heading(2, "examples", "Examples"),
            Heading(2, "promises", "What you can rely on"),
            Heading(2, "licence", "Licence"),
        ),
        search=(SearchEntry("", "Data and feeds", "API, schema, manifest, licence. " + _LEAD),),
    )


def _first(offers: list[Offer]) -> First:
    single = {offer.client: offer.path for offer in reversed(offers) if not offer.names}
    return First(*(single.get(client, "") for client in First._fields))
