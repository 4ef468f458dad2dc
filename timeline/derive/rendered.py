"""The events of the API as bytes, made once for every file that holds them."""

from functools import lru_cache

from timeline.core.artifact import json_member
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import api_event


@lru_cache(maxsize=1)  # several formats of one build hold the same bytes
def rendered(timeline: Timeline, site: Site) -> tuple[bytes, ...]:
    """Return each event of the API, in timeline order, as a line of JSON without its end."""
    return tuple(json_member(api_event(event, timeline, site)) for event in timeline)
