"""api/v1/events.json: every event in timeline order, and the same in pages of 100."""

from collections.abc import Iterator
from typing import Any, Final

from timeline.core.artifact import Artifact, json_artifact
from timeline.core.outputs import SCHEMA_VERSION, Envelope
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import api_event

PAGE: Final = 100


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the whole list, then its pages."""
    events = [api_event(event, timeline, site) for event in timeline]
    whole: Envelope[dict[str, Any]] = {
        "schema_version": SCHEMA_VERSION,
        "total": len(events),
        "next": None,
        "result": events,
    }
    yield json_artifact("api/v1/events.json", whole)
    for start in range(0, max(len(events), 1), PAGE):
        number = start // PAGE + 1
        last = start + PAGE >= len(events)
        page: Envelope[dict[str, Any]] = {
            "schema_version": SCHEMA_VERSION,
            "total": len(events),
            "next": None if last else f"{site.url}api/v1/events/page/{number + 1}.json",
            "result": events[start : start + PAGE],
        }
        yield json_artifact(f"api/v1/events/page/{number}.json", page)
