"""data/events.ndjson: one event of the API a line, in timeline order, tombstones too."""

from collections.abc import Iterator
from typing import Final

from timeline.core.artifact import NDJSON, Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.rendered import rendered

OFFERS: Final = (
    Offer(
        path="data/events.ndjson",
        media_type=NDJSON,
        holds="Every event, one a line",
        client="database",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    yield Artifact("data/events.ndjson", NDJSON, b"\n".join((*rendered(timeline, site), b"")))
