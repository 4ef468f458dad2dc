"""feeds.opml: every feed of the site (OPML 2.0), for feed readers; those of terms by facet.

A reader that imports the list would follow both forms of a feed, so each stands once: as Atom, with
the address of the same as JSON Feed beside it. Without times there is only JSON Feed.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from timeline.core.artifact import OPML, Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.xml import Xml, document, element, text, written
from timeline.derive.atom import TIMELINE_NS
from timeline.derive.syndication import Feed, feed_of_changes, feeds, latest

_GROUPS: Final = {"actors": "Actors", "places": "Places", "topics": "Topics", "kinds": "Kinds"}

OFFERS: Final = (
    Offer(
        path="feeds.opml",
        media_type=OPML,
        holds="All feeds, to be added to a reader at once",
        client="reader",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the list."""
    extension = "json" if latest(timeline, site) is None else "xml"
    found = feeds(timeline, site)
    body = [_outline(found[0], extension, site)]
    if timeline.history.complete:
        body.append(_outline(feed_of_changes(site), extension, site))
    for facet, own in groupby(found[1:], key=lambda feed: feed.facet):
        outlines = (_outline(feed, extension, site) for feed in own)
        body.append(element("outline", {"text": _GROUPS[facet]}, *outlines))
    head = (
        text("title", f"{site.name}: feeds"),
        text("ownerName", site.attribution or site.name),
        text("ownerId", site.url),
        text("docs", "http://opml.org/spec2.opml"),
    )
    parts = (element("head", {}, *head), element("body", {}, *body))
    root = {"version": "2.0", "xmlns:timeline": TIMELINE_NS}
    yield Artifact("feeds.opml", OPML, document("opml", root, map(written, parts)))


def _outline(feed: Feed, extension: str, site: Site) -> Xml:
    base = site.url + feed.base
    attributes = {
        "text": feed.title,
        "type": "rss",  # whatever the format is: so OPML 2.0
        "xmlUrl": f"{base}.{extension}",
        "timeline:jsonUrl": f"{base}.json",
        "htmlUrl": site.absolute(feed.page),
        "title": feed.title,
        "description": feed.description,
        "language": site.language,
    }
    return element("outline", attributes)
