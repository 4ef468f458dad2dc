"""data/events.ndjson: one event of the API a line, in timeline order, tombstones too."""

from collections.abc import Iterator

from timeline.core.artifact import NDJSON, Artifact
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.rendered import rendered


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    yield Artifact("data/events.ndjson", NDJSON, b"".join(rendered(timeline, site)))
