"""api/v1/events/latest.json: the events recorded or changed last, whole, newest first.

For programs that look in now and then and want no log; withdrawn events are among them. An event
that is not committed counts as the newest, as in the feeds.
"""

from collections.abc import Iterator
from math import inf
from typing import Final

import orjson

from timeline.core.artifact import JSON, Artifact, json_artifact
from timeline.core.model import Event
from timeline.core.offer import Offer
from timeline.core.outputs import envelope
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.rendered import rendered

MOST: Final = 100
_PATH: Final = "api/v1/events/latest.json"

OFFERS: Final = (
    Offer(
        path=_PATH,
        media_type=JSON,
        holds="The 100 events that were recorded or changed last, newest first",
        log=True,
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one list; nothing without a history."""
    if not timeline.history.complete:
        return

    def order(pair: tuple[Event, bytes]) -> tuple[float, str]:
        name = pair[0].id
        versions = timeline.history.of(name)
        return (-versions[-1].commit.at if versions else -inf, name)

    pairs = zip(timeline, rendered(timeline, site), strict=True)
    latest = [orjson.Fragment(line.rstrip()) for _, line in sorted(pairs, key=order)[:MOST]]
    value = envelope(latest, timeline.history.last)
    yield json_artifact(_PATH, value)
