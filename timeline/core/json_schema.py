"""JSON Schema 2020-12 of the models, as published and as used to explain refusals.

One generator for all: it leaves out defaults (an absent field is absent, not null) and ends every
pattern so that a trailing newline is refused by Python's engine too.
"""

import copy
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from timeline.core.api_outputs import CslItem, Index, NotFound, TermEntry, TermEvents
from timeline.core.bulk_outputs import DataPackage, FeatureCollection, Graph, TimelineJs
from timeline.core.change_outputs import ChangeFeed, ChangeOut, ChangePage, ChangesIndex
from timeline.core.feed_outputs import Feed
from timeline.core.model import Event
from timeline.core.outputs import (
    Computed,
    Envelope,
    Manifest,
    Quality,
    Report,
    TermOut,
    View,
)
from timeline.core.vocabulary import EVENT_FACETS, FACETS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without defaults and with self-contained output."""

    schema_dialect = DIALECT

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return _closed(super().str_schema(schema))

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Hold every name to the keys' pattern; pydantic's own form lets the others pass."""
        made = super().dict_schema(schema)
        for pattern, values in made.pop("patternProperties", {}).items():
            made["propertyNames"] = {**made.get("propertyNames", {}), "pattern": pattern}
            made["additionalProperties"] = values
        return made

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        tidy: JsonSchemaValue = _tidy(super().generate(schema, mode))
        return tidy


def _closed(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Refuse a trailing newline, which `$` lets pass in Python (re, `$`)."""
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and pattern.endswith("$"):
        schema["pattern"] = pattern + "(?!\\n)"
    return schema


def _tidy(node: Any) -> Any:
    """Drop generated titles of members, which only repeat their names."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidied = {key: _tidy(value) for key, value in node.items()}
    for member in tidied.get("properties", {}).values():
        if isinstance(member, dict) and isinstance(member.get("title"), str):
            del member["title"]
    return tidied


def of(kind: Any, title: str, identifier: str) -> dict[str, Any]:
    """Return the self-contained schema of a type, with `$id` relative to the site."""
    body = TypeAdapter(kind).json_schema(schema_generator=_Generator)
    head = {"$schema": DIALECT, "$id": identifier, "title": title}
    return head | {key: value for key, value in body.items() if key not in head}


@cache
def event() -> dict[str, Any]:
    """Return the schema of an event file."""
    return of(Event, "Event", "event.schema.json")


@cache
def vocabulary(facet: str) -> dict[str, Any]:
    """Return the schema of one facet's vocabulary file."""
    term = TypeAdapter(FACETS[facet]).json_schema(schema_generator=_Generator)
    definitions = term.pop("$defs", {})
    name = FACETS[facet].__name__
    return {
        "$schema": DIALECT,
        "$id": f"vocabulary-{facet}.schema.json",
        "title": f"Vocabulary of {facet}",
        "description": f"The controlled terms of the facet '{facet}'.",
        "type": "object",
        "required": ["terms"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string", "description": "Path to this schema, for editors."},
            "terms": {
                "type": "array",
                "description": "The terms, each with an id of its own.",
                "items": {"$ref": f"#/$defs/{name}"},
            },
        },
        "$defs": {**definitions, name: term},
    }


@cache
def api_event() -> dict[str, Any]:
    """Return the schema of an event of the API: the record and `computed`."""
    schema = copy.deepcopy(event())
    known = TypeAdapter(Computed).json_schema(schema_generator=_Generator)
    schema["$defs"] |= known.pop("$defs", {})
    schema["$defs"]["Computed"] = known
    properties = schema["properties"]
    del properties["$schema"]
    properties["computed"] = {"$ref": "#/$defs/Computed"}
    # A record withdrawn for privacy or legal reasons keeps its id and tombstone only.
    silenced = _required(["withdrawn"])
    schema["anyOf"] = [_required(schema.pop("required")), silenced]
    schema["required"] = ["id", "computed"]
    known["anyOf"] = [_required(known.pop("required")), _required(["url"])]
    return schema | {
        "$id": "api-event.schema.json",
        "title": "Event of the API",
        "description": "The file's own fields without $schema, and what follows from them.",
    }


def _required(names: list[str]) -> dict[str, Any]:
    """Return a schema that only asks for members; strict validators want them named beside it."""
    return {"properties": {name: {} for name in names}, "required": names}


def _list_of(
    name: str, title: str, member: dict[str, Any], kind: Any = Envelope[dict[str, Any]]
) -> dict[str, Any]:
    """Return the schema of a list of the API, with the member's schema inside."""
    envelope = of(kind, title, f"{name}.schema.json")
    inner = {k: v for k, v in member.items() if k not in ("$schema", "$id", "$defs")}
    envelope["$defs"] = {**envelope.get("$defs", {}), **member.get("$defs", {}), "Member": inner}
    envelope["properties"]["result"]["items"] = {"$ref": "#/$defs/Member"}
    return envelope


def _changes(name: str, title: str) -> dict[str, Any]:
    """Return the schema of a list of changes, whose records are those of the API."""
    schema = of(ChangePage[ChangeOut], title, f"{name}.schema.json")
    known = api_event()
    record = {k: v for k, v in known.items() if k not in ("$schema", "$id", "$defs", "title")}
    record["properties"] = {k: v for k, v in record["properties"].items() if k != "computed"}
    record |= {"required": ["id"], "description": "The file's own fields without $schema."}
    kept = {k: v for k, v in known["$defs"].items() if k not in ("Computed", "WindowOut")}
    schema["$defs"] = {**kept, **schema["$defs"], "Record": record}
    change = schema["$defs"]["ChangeOut"]["properties"]
    described = {"description": change["record"]["description"]}
    change["record"] = {"anyOf": [{"$ref": "#/$defs/Record"}, {"type": "null"}], **described}
    return schema


@cache
def documents() -> dict[str, dict[str, Any]]:
    """Return every published schema by name, in order of publication."""
    terms = of(TermOut, "Term", "term.schema.json")
    entries = of(TermEntry, "Entry", "entry.schema.json")
    whole = TermEvents[dict[str, Any]]
    return {
        "event": event(),
        **{f"vocabulary-{facet}": vocabulary(facet) for facet in FACETS},
        "diagnostics": of(Report, "Report", "diagnostics.schema.json"),
        "feed": of(Feed, "Feed", "feed.schema.json"),
        "change-feed": of(ChangeFeed, "Feed of changes", "change-feed.schema.json"),
        "api-index": of(Index, "Index of the API", "api-index.schema.json"),
        "api-event": api_event(),
        "api-events": _list_of("api-events", "Events of the API", api_event()),
        "api-changes-index": of(ChangesIndex, "Change log", "api-changes-index.schema.json"),
        "api-changes": _changes("api-changes", "Page of the change log"),
        "api-history": _changes("api-history", "Versions of a record"),
        "api-timeline": of(View, "Timeline view", "api-timeline.schema.json"),
        "api-quality": of(Quality, "Data quality", "api-quality.schema.json"),
        "api-vocabulary": _list_of("api-vocabulary", "Vocabulary of the API", terms),
        "api-term": _list_of("api-term", "Events of a term", api_event(), whole),
        "api-terms": _list_of("api-terms", "Terms of the API", entries),
        "api-not-found": of(NotFound, "No such file", "api-not-found.schema.json"),
        "citations": {
            **of(list[CslItem], "How to cite the events", "citations.schema.json"),
            "description": "CSL-JSON (schema 1.0): an item of type `webpage` for every event.",
        },
        "datapackage": of(DataPackage, "Data Package", "datapackage.schema.json"),
        "geojson": of(FeatureCollection, "Events on the map", "geojson.schema.json"),
        "jsonld": of(Graph, "Events as JSON-LD", "jsonld.schema.json"),
        "timelinejs": of(TimelineJs, "Timeline for TimelineJS", "timelinejs.schema.json"),
        "manifest": of(Manifest, "Manifest", "manifest.schema.json"),
    }


# Which schema an output keeps to, by its path below the site; the first that matches.
SCHEMAS_OF_OUTPUTS: Final = (
    ("manifest.json", "manifest"),
    ("feed.json", "feed"),
    ("feed/*.json", "feed"),
    *((f"{facet}/*/feed.json", "feed") for facet in EVENT_FACETS),
    *((f"{facet}/*/feed/*.json", "feed") for facet in EVENT_FACETS),
    ("changes.json", "change-feed"),
    ("changes/*.json", "change-feed"),
    ("api/v1/index.json", "api-index"),
    ("api/v1/events.json", "api-events"),
    ("api/v1/events/latest.json", "api-events"),
    ("api/v1/events/page/*.json", "api-events"),
    ("api/v1/events/*/history.json", "api-history"),
    ("api/v1/events/*.json", "api-event"),
    ("api/v1/changes/index.json", "api-changes-index"),
    ("api/v1/changes/*.json", "api-changes"),
    ("api/v1/timeline.json", "api-timeline"),
    ("api/v1/quality.json", "api-quality"),
    ("api/v1/vocabulary/*.json", "api-vocabulary"),
    *((f"api/v1/{facet}/index.json", "api-terms") for facet in EVENT_FACETS),
    *((f"api/v1/{facet}/*.json", "api-term") for facet in EVENT_FACETS),
    ("data/citations.json", "citations"),
    ("404.json", "api-not-found"),
    ("data/datapackage.json", "datapackage"),
    ("data/events.geojson", "geojson"),
    ("data/events.jsonld", "jsonld"),
    ("data/timelinejs.json", "timelinejs"),
)
