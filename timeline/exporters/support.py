"""api/v1/quality.json: how well the events are supported, in counts."""

from collections.abc import Iterator
from typing import Final

from timeline.core.artifact import JSON, Artifact, json_artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.quality import quality

OFFERS: Final = (
    Offer(
        path="api/v1/quality.json",
        media_type=JSON,
        holds="How well the events are supported, in counts",
    ),
)


def export(timeline: Timeline, _: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    yield json_artifact("api/v1/quality.json", quality(timeline))
