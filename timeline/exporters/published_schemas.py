"""schema/v1/: the JSON Schemas of inputs and outputs, under their own addresses."""

from collections.abc import Iterator

from timeline.core import json_schema
from timeline.core.artifact import JSON_SCHEMA, Artifact, json_artifact
from timeline.core.site import Site
from timeline.core.timeline import Timeline


def export(_: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield every schema with an absolute `$id`."""
    for name, schema in json_schema.documents().items():
        path = f"schema/v1/{name}.schema.json"
        yield json_artifact(path, {**schema, "$id": site.url + path}, JSON_SCHEMA)
