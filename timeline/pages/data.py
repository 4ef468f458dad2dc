"""How programs read this timeline: files, media types, licence, examples."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from timeline.core.artifact import JSON, JSON_FEED, JSON_SCHEMA
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import linked
from timeline.pages.templating import render
from timeline.pages.view import View

_LEAD = "Everything on this site is also data: static files, no key, no rate limit."


class _File(NamedTuple):
    path: str
    media_type: str
    holds: str
    link: bool = True
    log: bool = False  # part of the change log, which needs a history


_FILES: Final = (
    _File("feed.json", JSON_FEED, "JSON Feed 1.1: the events, for feed readers"),
    _File("api/v1/index.json", JSON, "what the API offers, and where"),
    _File("api/v1/events.json", JSON, "every event in timeline order, tombstones too"),
    _File(
        "api/v1/events/<id>.json", JSON, "one event: its record and what is computed", link=False
    ),
    _File("changes.json", JSON_FEED, "JSON Feed 1.1: every change, for feed readers", log=True),
    _File("api/v1/changes/index.json", JSON, "the change log: its pages, oldest first", log=True),
    _File(
        "api/v1/events/<id>/history.json",
        JSON,
        "every version of one event, with what it changed",
        link=False,
        log=True,
    ),
    _File("api/v1/timeline.json", JSON, "dates, titles and kinds only, to draw with"),
    _File("api/v1/quality.json", JSON, "how well the events are supported, in counts"),
    _File("api/v1/vocabulary/actors.json", JSON, "the actors; places, topics and others beside it"),
    _File("schema/v1/event.schema.json", JSON_SCHEMA, "JSON Schema of an event"),
    _File("manifest.json", JSON, "path, size and SHA-256 of every other file of this site"),
)


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the page for programmers."""
    files = [file for file in _FILES if timeline.history.complete or not file.log]
    offered = [(file.path, file.media_type) for file in files if file.link]
    view = View(timeline, site, "data")
    yield Page(
        path="data",
        title="Data",
        description=_LEAD,
        body=render(
            "data.html",
            view,
            lead=_LEAD,
            files=files,
        ),
        linked=view.linked(linked.dataset(timeline, site, offered)),
        headings=(
            Heading(2, "files", "Files"),
            Heading(2, "examples", "Examples"),
            Heading(2, "promises", "What you can rely on"),
            Heading(2, "licence", "Licence"),
        ),
        search=(SearchEntry("", "Data", "Feed, API, schema, manifest, licence. " + _LEAD),),
    )
