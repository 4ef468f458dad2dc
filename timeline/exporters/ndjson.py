"""data/events.ndjson: one event of the API a line, in timeline order, tombstones too."""

from collections.abc import Iterator

from timeline.core.artifact import NDJSON, Artifact, json_bytes
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import api_event


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    lines = (json_bytes(api_event(event, timeline, site)) for event in timeline)
    yield Artifact("data/events.ndjson", NDJSON, b"".join(lines))
