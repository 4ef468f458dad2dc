"""schema/v1/: the JSON Schemas of inputs and outputs, under their own addresses."""

from collections.abc import Iterator
from typing import Final

from timeline.core import json_schema
from timeline.core.artifact import JSON_SCHEMA, Artifact, json_artifact
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.timeline import Timeline

OFFERS: Final = (
    Offer(
        path="schema/v1/{name}.schema.json",
        media_type=JSON_SCHEMA,
        holds="JSON Schemas of all inputs and outputs",
        values={"name": Values(names=tuple(json_schema.documents()))},
    ),
)


def export(_: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield every schema with an absolute `$id`."""
    for name, schema in json_schema.documents().items():
        path = f"schema/v1/{name}.schema.json"
        yield json_artifact(path, {**schema, "$id": site.url + path}, JSON_SCHEMA)
