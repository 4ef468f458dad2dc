"""One format a file: `export(timeline, site)` yields finished bytes, opens no file, knows no clock.

The registry is a literal tuple; a test compares it with the folder.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from timeline.core.artifact import Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.rendered import rendered
from timeline.derive.syndication import contents
from timeline.derive.tables import tables
from timeline.exporters import (
    api_events,
    api_latest,
    atom_feed,
    calendars,
    changes,
    changes_atom,
    changes_feed,
    citations,
    csv_tables,
    feed_style,
    feeds_opml,
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


class Shared(Protocol):
    """A function of `derive` that remembers what it returned last, as `lru_cache` makes it."""

    def cache_clear(self) -> None:
        """Let it go."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: its name, its function, what it is in words, and the files that it offers.

    Formats that are made from the same values are written one after the other, by one process;
    `shares` is the function that gives these values and remembers them until then. The log goes
    with the events of the API, which have the same texts of records.
    """

    name: str
    export: Export
    title: str
    offers: tuple[Offer, ...] = ()
    shares: Shared | None = None


EXPORTERS: Final = (
    Exporter(
        "json-feed",
        json_feed.export,
        "Feed of the events (JSON Feed 1.1)",
        json_feed.OFFERS,
        shares=contents,
    ),
    Exporter(
        "api-events",
        api_events.export,
        "All events in timeline order, by term",
        api_events.OFFERS,
        shares=rendered,
    ),
    Exporter(
        "api-latest",
        api_latest.export,
        "What changed last, whole",
        api_latest.OFFERS,
        shares=rendered,
    ),
    Exporter(
        "changes", changes.export, "Every change, oldest first", changes.OFFERS, shares=rendered
    ),
    Exporter(
        "changes-feed",
        changes_feed.export,
        "Feed of the changes (JSON Feed 1.1)",
        changes_feed.OFFERS,
        shares=rendered,
    ),
    Exporter(
        "atom-feed",
        atom_feed.export,
        "Feed of the events (Atom)",
        atom_feed.OFFERS,
        shares=contents,
    ),
    Exporter(
        "changes-atom",
        changes_atom.export,
        "Feed of the changes (Atom)",
        changes_atom.OFFERS,
        shares=rendered,
    ),
    Exporter("feed-style", feed_style.export, "Atom feeds in a browser", feed_style.OFFERS),
    Exporter(
        "feeds-opml",
        feeds_opml.export,
        "List of all feeds (OPML)",
        feeds_opml.OFFERS,
        shares=contents,
    ),
    Exporter("calendars", calendars.export, "Calendars (iCalendar)", calendars.OFFERS),
    Exporter("view", view.export, "The timeline in compact form", view.OFFERS),
    Exporter("term-lists", term_lists.export, "The vocabularies", term_lists.OFFERS),
    Exporter("support", support.export, "How well the events are supported", support.OFFERS),
    Exporter(
        "ndjson", ndjson.export, "All events, one a line (NDJSON)", ndjson.OFFERS, shares=rendered
    ),
    Exporter(
        "csv",
        csv_tables.export,
        "Tables (CSV) and their Data Package",
        csv_tables.OFFERS,
        shares=tables,
    ),
    Exporter(
        "parquet", parquet.export, "All events as columns (Parquet)", parquet.OFFERS, shares=tables
    ),
    Exporter(
        "sqlite",
        sqlite.export,
        "Database with full-text search (SQLite)",
        sqlite.OFFERS,
        shares=tables,
    ),
    Exporter(
        "geojson",
        geojson.export,
        "All events, on the map where they have a place (GeoJSON)",
        geojson.OFFERS,
        shares=tables,
    ),
    Exporter("jsonld", jsonld.export, "Events in the words of schema.org (JSON-LD)", jsonld.OFFERS),
    Exporter("timelinejs", timelinejs.export, "Events for TimelineJS 3", timelinejs.OFFERS),
    Exporter("citations", citations.export, "How to cite the events", citations.OFFERS),
    Exporter(
        "published-schemas",
        published_schemas.export,
        "The JSON Schemas of all of these",
        published_schemas.OFFERS,
    ),
)
