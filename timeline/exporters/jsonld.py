"""data/events.jsonld: the events that stand in the words of schema.org, with their sources.

The context stands in the file, so that nothing has to be fetched to read it.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from timeline.core.artifact import JSON_LD, Artifact, json_listing, json_member
from timeline.core.bulk_outputs import Graph
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive import linked

OFFERS: Final = (
    Offer(
        path="data/events.jsonld", media_type=JSON_LD, holds="The events in the words of schema.org"
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    whole = linked.dataset(timeline, site, ())
    del whole["@context"]
    nodes = (linked.node(event, timeline, site) for event in timeline.standing())
    value: Graph = {"@context": linked.CONTEXT, "@graph": []}
    written = (json_member(node) for node in chain((whole,), nodes))
    yield json_listing("data/events.jsonld", value, "@graph", written, JSON_LD)
