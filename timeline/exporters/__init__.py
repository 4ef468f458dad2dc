"""One format a file: `export(timeline, site)` yields finished bytes, opens no file, knows no clock.

The registry is a literal tuple; a test compares it with the folder.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from timeline.core.artifact import Artifact
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.exporters import (
    api_events,
    changes,
    changes_feed,
    csv_tables,
    geojson,
    json_feed,
    jsonld,
    ndjson,
    parquet,
    published_schemas,
    sqlite,
    support,
    term_lists,
    timelinejs,
    view,
)

Export = Callable[[Timeline, Site], Iterator[Artifact]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name, its function, what it is in words."""

    name: str
    export: Export
    title: str


EXPORTERS: Final = (
    Exporter("json-feed", json_feed.export, "Feed of the events (JSON Feed 1.1)"),
    Exporter("api-events", api_events.export, "All events in timeline order"),
    Exporter("changes", changes.export, "Every change of every event, oldest first"),
    Exporter("changes-feed", changes_feed.export, "Feed of the changes (JSON Feed 1.1)"),
    Exporter("view", view.export, "The timeline in compact form"),
    Exporter("term-lists", term_lists.export, "The vocabularies"),
    Exporter("support", support.export, "How well the events are supported"),
    Exporter("ndjson", ndjson.export, "All events, one a line (NDJSON)"),
    Exporter("csv", csv_tables.export, "Tables (CSV) and their Data Package"),
    Exporter("parquet", parquet.export, "All events as columns (Parquet)"),
    Exporter("sqlite", sqlite.export, "Database with full-text search (SQLite)"),
    Exporter("geojson", geojson.export, "All events, on the map where they have a place (GeoJSON)"),
    Exporter("jsonld", jsonld.export, "Events in the words of schema.org (JSON-LD)"),
    Exporter("timelinejs", timelinejs.export, "Events for TimelineJS 3"),
    Exporter("published-schemas", published_schemas.export, "The JSON Schemas of all of these"),
)
