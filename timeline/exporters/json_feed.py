"""feed.json: JSON Feed 1.1, what was recorded last comes first, in pages of 100.

`date_published` is when the event was recorded, never when it happened (readers show 1969 as
2105); without a history there is none, and the latest events come first.
"""

from collections.abc import Iterator
from math import inf
from typing import Final

from markupsafe import Markup

from timeline.core import record
from timeline.core.artifact import JSON_FEED, Artifact, json_artifact
from timeline.core.edtf import bound_text
from timeline.core.model import Event, Source
from timeline.core.offer import Offer, Values
from timeline.core.outputs import SCHEMA_VERSION, Feed, FeedItem
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import computed
from timeline.derive.computed import page_path, words

PAGE: Final = 100
_VERSION: Final = "https://jsonfeed.org/version/1.1"

_P_STRONG: Final = Markup("<p><strong>")
_STRONG_DOT: Final = Markup("</strong> · ")
_P_P: Final = Markup("</p><p>")
_P_UL: Final = Markup("</p><ul>")
_LI: Final = Markup("<li>")
_COLON: Final = Markup(": ")
_HREF: Final = Markup('<a href="')
_TAG: Final = Markup('">')
_A: Final = Markup("</a>")
_LI_END: Final = Markup("</li>")
_UL_END: Final = Markup("</ul>")

OFFERS: Final = (
    Offer(
        path="feed.json",
        media_type=JSON_FEED,
        holds="JSON Feed 1.1: the events, what was recorded last comes first",
        client="reader",
    ),
    Offer(
        path="feed/{page}.json",
        media_type=JSON_FEED,
        holds="Its further pages",
        client="reader",
        values={"page": Values(first=2)},
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield feed.json and its further pages."""
    newest = sorted(timeline.standing(), key=lambda e: _order(e, timeline), reverse=True)
    pages = [newest[start : start + PAGE] for start in range(0, max(len(newest), 1), PAGE)]
    for number, events in enumerate(pages, 1):
        feed: Feed = {
            "version": _VERSION,
            "title": site.name,
            "home_page_url": site.url,
            "feed_url": site.url + _path(number),
            "description": site.description,
            "language": site.language,
            "authors": [{"name": site.attribution}],
            "items": [_item(event, timeline, site) for event in events],
            "_timeline": {
                "about": site.absolute("data"),
                "schema_version": SCHEMA_VERSION,
                "license": site.license,
            },
        }
        if number < len(pages):
            feed["next_url"] = site.url + _path(number + 1)
        yield json_artifact(_path(number), feed, JSON_FEED)


def _order(event: Event, timeline: Timeline) -> tuple[float, tuple[float, float]]:
    """Sort by recording, what is not committed as the newest; then by the event's own date."""
    recorded = timeline.history.recorded(event.id)
    return inf if recorded is None else recorded, event.date.sort_key


def _path(number: int) -> str:
    return "feed.json" if number == 1 else f"feed/{number}.json"


def _item(event: Event, timeline: Timeline, site: Site) -> FeedItem:
    display = words(event, timeline, site.language)
    windows = timeline.windows(event)
    label = timeline.vocabulary.label
    sources = [(label("publishers", source.publisher), source) for source in event.sources]
    item: FeedItem = {
        "id": site.tag(f"event/{event.id}"),
        "url": site.absolute(page_path(event.id)),
        "title": f"{display}: {event.title}",
        "content_html": _html(event, display, sources),
        "content_text": _text(event, display, sources),
        "summary": event.summary.split("\n\n")[0],
        "_timeline": {
            "date": event.date.text,
            "display": display,
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


def _text(event: Event, when: str, sources: list[tuple[str, Source]]) -> str:
    lines = [f"When: {when}", f"Status: {event.status}", "", event.summary, "", "Sources:"]
    for publisher, source in sources:
        parts = (publisher, source.title, source.url or source.no_url_reason)
        lines.append("- " + ", ".join(part for part in parts if part))
    return "\n".join(lines)


def _html(event: Event, when: str, sources: list[tuple[str, Source]]) -> str:
    pieces = [_P_STRONG, when, _STRONG_DOT, event.status]
    for paragraph in event.summary.split("\n\n"):
        pieces += (_P_P, paragraph)
    pieces.append(_P_UL)
    for publisher, source in sources:
        title = source.title or source.no_url_reason or source.url
        pieces += (_LI, publisher, _COLON)
        pieces += (_HREF, source.url, _TAG, title, _A) if source.url else (title,)
        pieces.append(_LI_END)
    pieces.append(_UL_END)
    # Joining escapes what is no Markup, in a tenth of the time that formatting takes.
    return str(Markup("").join(pieces))
