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
    atom_feed,
    calendars,
    changes,
    changes_atom,
    changes_feed,
    feeds_opml,
    json_feed,
    published_schemas,
    support,
    term_lists,
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
    Exporter("atom-feed", atom_feed.export, "Feed of the events (Atom)"),
    Exporter("api-events", api_events.export, "All events in timeline order"),
    Exporter("changes", changes.export, "Every change of every event, oldest first"),
    Exporter("changes-feed", changes_feed.export, "Feed of the changes (JSON Feed 1.1)"),
    Exporter("calendars", calendars.export, "Calendars of all events and of each term (iCalendar)"),
    Exporter("changes-atom", changes_atom.export, "Feed of the changes (Atom)"),
    Exporter("feeds-opml", feeds_opml.export, "List of all feeds, for feed readers"),
    Exporter("view", view.export, "The timeline in compact form"),
    Exporter("term-lists", term_lists.export, "The vocabularies"),
    Exporter("support", support.export, "How well the events are supported"),
    Exporter("published-schemas", published_schemas.export, "The JSON Schemas of all of these"),
)
