"""feed.json and `<facet>/<term>/feed.json`: JSON Feed 1.1, what was recorded last first.

`date_published` is when the event was recorded, never when it happened (readers show 1969 as
2105); without a history there is none, and the latest events come first. Each item is written once
and stands with the same bytes in every feed.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from timeline.core import record
from timeline.core.artifact import JSON_FEED, Artifact, json_listing, json_member
from timeline.core.edtf import bound_text
from timeline.core.feed_outputs import FeedItem
from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import computed
from timeline.derive.computed import page_path
from timeline.derive.syndication import (
    Content,
    Feed,
    contents,
    cut,
    feeds,
    json_head,
    offers,
    page_of,
)

OFFERS: Final = offers("json", JSON_FEED, "JSON Feed 1.1")


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield every page of every feed."""
    items = {
        event.id: json_member(_item(event, content, timeline, site))
        for event, content in contents(timeline, site)
    }
    for feed in feeds(timeline, site):
        yield from _pages(feed, items, site)


def _pages(feed: Feed, items: Mapping[str, bytes], site: Site) -> Iterator[Artifact]:
    pages = cut(feed.events)
    for number, events in enumerate(pages, 1):
        head = json_head(feed, number, len(pages), site.language, site)
        own = (items[event.id] for event in events)
        yield json_listing(page_of(feed.base, number, "json"), head, "items", own, JSON_FEED)


def _item(event: Event, content: Content, timeline: Timeline, site: Site) -> FeedItem:
    windows = timeline.windows(event)
    label = timeline.vocabulary.label
    item: FeedItem = {
        "id": site.tag(f"event/{event.id}"),
        "url": site.absolute(page_path(event.id)),
        "title": content.title,
        "content_html": content.html,
        "content_text": content.text,
        "summary": content.summary,
        "_timeline": {
            "date": event.date.text,
            "display": content.display,
            "earliest": bound_text(windows.start.earliest),
            "latest": bound_text(windows.end.latest),
            "precision": event.date.precision.value,
            "kind": event.kind,
            "status": event.status,
            "sources": [record.canonical(source) for source in event.sources],
        },
    }
    if event.claim_status:
        item["_timeline"]["claim_status"] = event.claim_status
    recording = computed.recording(event, timeline)
    if recording["recorded"] and recording["modified"]:
        item["date_published"] = recording["recorded"]
        item["date_modified"] = recording["modified"]
    if event.topics:
        item["tags"] = [label("topics", topic) for topic in event.topics]
    if event.language != site.language:
        item["language"] = event.language
    return item
