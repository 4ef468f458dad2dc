"""api/v1/timeline.json: what a drawing of the timeline needs, and no more."""

from collections.abc import Iterator
from typing import Final

from timeline.core.artifact import JSON, SCHEMA_VERSION, Artifact, json_artifact
from timeline.core.history import instant
from timeline.core.model import Event
from timeline.core.offer import Offer
from timeline.core.outputs import Drawn, View
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import day_number, words

OFFERS: Final = (
    Offer(
        path="api/v1/timeline.json",
        media_type=JSON,
        holds="Dates, titles and kinds only, to draw with",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield one file of all events that stand."""
    events = [_drawn(event, timeline, site) for event in timeline.standing()]
    value: View = {
        "schema_version": SCHEMA_VERSION,
        "total": len(events),
        "last_modified": instant(timeline.history.last),
        "next": None,
        "result": events,
    }
    yield json_artifact("api/v1/timeline.json", value)


def _drawn(event: Event, timeline: Timeline, site: Site) -> Drawn:
    windows = timeline.windows(event)
    start, end = windows.start, windows.end
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "date": event.date.text,
        "display": words(event, timeline, site.language),
        "extent": windows.extent.value,
        "start": [day_number(start.earliest), day_number(start.latest)],
        "end": [day_number(end.earliest), day_number(end.latest)],
        "approximate": event.date.approximate,
        "uncertain": event.date.uncertain,
        "open": event.date.open,
        "unknown": event.date.unknown,
    }
