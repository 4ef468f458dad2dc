"""api/v1/openapi.json: OpenAPI 3.1 of the files that were written, with their schemas inside.

Nothing in it is written by hand twice: paths come from the offers, shapes from `core.json_schema`.
"""

from typing import Any, Final

from timeline.catalog import entrance
from timeline.catalog.listing import Found, Listing
from timeline.core import json_schema
from timeline.core.artifact import JSON, OPENAPI, SCHEMA_VERSION, Artifact, json_artifact
from timeline.core.offer import Offer, Values
from timeline.core.site import Site

PATH: Final = "api/v1/openapi.json"
OFFERS: Final = (
    Offer(path=PATH, media_type=OPENAPI, holds="The same for programs that make clients (3.1)"),
)
_COMPONENTS: Final = "#/components/schemas/"


def file(site: Site, listing: Listing) -> Artifact:
    """Return the description."""
    # The entrance is written last of all, behind this file.
    last = (Found(offer, "", count=1, example=offer.path) for offer in entrance.OFFERS)
    found = [*last, *(f for f in listing if not f.example.startswith("_"))]
    names = [name for f in found if (name := _schema_name(f))]
    info: dict[str, Any] = {
        "title": site.name,
        "version": SCHEMA_VERSION,
        "description": "Static files: no key, no query, no rate limit of ours.",
    }
    if site.license:
        info["license"] = {"name": site.license, "identifier": site.license}
    value = {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": site.url.rstrip("/")}],
        "security": [],  # said, not left open: everything may be read by everybody
        "externalDocs": {"description": "In words, with examples", "url": site.absolute("data")},
        "paths": {path: item for each in found for path, item in _paths(each).items()},
        "components": {
            "schemas": _schemas(dict.fromkeys([*names, "api-not-found"])),
            "responses": {"NotFound": _not_found()},
        },
    }
    return json_artifact(PATH, value, OPENAPI)


def _schema_name(found: Found) -> str:
    path = entrance.schema_of(found)
    return path.rpartition("/")[2].removesuffix(".schema.json")


def _paths(found: Found) -> dict[str, Any]:
    """Return the path items of an offer; names that are known beforehand are filled in."""
    items = {}
    for offer in found.offer.spread():
        words = "".join(part.capitalize() for part in _words(offer.path))
        items[f"/{offer.path}"] = {
            "get": {
                "operationId": f"get{words}",
                "summary": found.offer.holds,
                "tags": [found.made_by or "catalog"],
                "parameters": [_parameter(offer, name, found) for name in offer.names],
                "responses": {
                    "200": {"description": found.offer.holds, "content": _content(found)},
                    "404": {"$ref": "#/components/responses/NotFound"},
                },
            }
        }
    return items


def _words(path: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in path).split()


def _parameter(offer: Offer, name: str, found: Found) -> dict[str, Any]:
    first = offer.values.get(name, Values()).first
    example = found.values.get(name, "")
    kind: dict[str, Any] = {"type": "string", "pattern": "^[^/]+$"}
    if first is not None:
        kind = {"type": "integer", "minimum": first}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": kind,
        "example": example if first is None else int(example or first),
    }


def _content(found: Found) -> dict[str, Any]:
    name = _schema_name(found)
    if name:
        return {found.offer.media_type: {"schema": {"$ref": _COMPONENTS + name}}}
    if "json" in found.offer.media_type:
        return {found.offer.media_type: {"schema": {"type": "object"}}}
    return {found.offer.media_type: {}}  # bytes or text, whole


def _not_found() -> dict[str, Any]:
    return {
        "description": "There is no file: as JSON where the host can be told so, else a page.",
        "content": {
            JSON: {"schema": {"$ref": f"{_COMPONENTS}api-not-found"}},
            "text/html": {},
        },
    }


def _schemas(names: dict[str, None]) -> dict[str, Any]:
    """Return schemas and their definitions side by side: here a component cannot hold others.

    Generators of clients name classes by titles, and refuse two of one name: definitions of several
    schemas are told apart by the names of their components alone.
    """
    made: dict[str, Any] = {}
    for name in names:
        schema = json_schema.documents()[name]
        definitions = schema.get("$defs", {})
        for inner, definition in definitions.items():
            untitled = {k: v for k, v in definition.items() if k != "title"}
            made[f"{name}.{inner}"] = _moved(untitled, name)
        own = {k: v for k, v in schema.items() if k not in ("$schema", "$id", "$defs")}
        made[name] = _moved(own, name)
    return made


def _moved(node: Any, name: str) -> Any:
    """Return a schema whose references lead to components."""
    if isinstance(node, list):
        return [_moved(item, name) for item in node]
    if not isinstance(node, dict):
        return node
    moved = {key: _moved(value, name) for key, value in node.items()}
    reference = node.get("$ref")
    if isinstance(reference, str):
        moved["$ref"] = reference.replace("#/$defs/", f"{_COMPONENTS}{name}.")
    return moved
