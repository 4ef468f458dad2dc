"""api/v1/quality.json: how well the events are supported, in counts."""

from collections.abc import Iterator

from timeline.core.artifact import Artifact, json_artifact
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.quality import quality


def export(timeline: Timeline, _: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    yield json_artifact("api/v1/quality.json", quality(timeline))
