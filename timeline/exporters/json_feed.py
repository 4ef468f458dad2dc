"""feed.json: JSON Feed 1.1, the latest events first, in pages of 100.

An item has no `date_published` until the history of the repository gives one: it would be when
the event was recorded, never when it happened (readers show 1969 as 2105).
"""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from timeline.core import record
from timeline.core.artifact import JSON_FEED, Artifact, json_artifact
from timeline.core.model import Event, Source
from timeline.core.outputs import SCHEMA_VERSION, Feed, FeedItem
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import computed, page_path

PAGE: Final = 100
_VERSION: Final = "https://jsonfeed.org/version/1.1"


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield feed.json and its further pages."""
    newest = sorted(timeline.standing(), key=lambda e: e.date.sort_key, reverse=True)
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


def _path(number: int) -> str:
    return "feed.json" if number == 1 else f"feed/{number}.json"


def _item(event: Event, timeline: Timeline, site: Site) -> FeedItem:
    known = computed(event, timeline, site)
    label = timeline.vocabulary.label
    sources = [(label("publishers", source.publisher), source) for source in event.sources]
    item: FeedItem = {
        "id": site.tag(f"event/{event.id}"),
        "url": site.absolute(page_path(event.id)),
        "title": f"{known['display']}: {event.title}",
        "content_html": _html(event, known["display"], sources),
        "content_text": _text(event, known["display"], sources),
        "summary": event.summary.split("\n\n")[0],
        "_timeline": {
            "date": event.date.text,
            "display": known["display"],
            "earliest": known["earliest"],
            "latest": known["latest"],
            "precision": known["precision"],
            "kind": event.kind,
            "status": event.status,
            "sources": [record.canonical(source) for source in event.sources],
        },
    }
    if event.claim_status:
        item["_timeline"]["claim_status"] = event.claim_status
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
    paragraphs = Markup("").join(
        Markup("<p>{}</p>").format(paragraph) for paragraph in event.summary.split("\n\n")
    )
    cited = Markup("").join(_cited(publisher, source) for publisher, source in sources)
    return str(
        Markup("<p><strong>{}</strong> · {}</p>{}<ul>{}</ul>").format(
            when, event.status, paragraphs, cited
        ),
    )


def _cited(publisher: str, source: Source) -> Markup:
    title = source.title or source.no_url_reason or source.url
    if source.url:
        return Markup('<li>{}: <a href="{}">{}</a></li>').format(publisher, source.url, title)
    return Markup("<li>{}: {}</li>").format(publisher, title)
