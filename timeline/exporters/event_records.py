"""api/v1/events/<id>.json: each event by itself; former ids hold the same event."""

from collections.abc import Iterator

from timeline.core.artifact import Artifact, json_artifact
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import api_event, data_path


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield a file for every event and for every former id."""
    for event in timeline:
        value = api_event(event, timeline, site)
        for name in (event.id, *event.aliases):
            yield json_artifact(data_path(name), value)
