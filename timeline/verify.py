"""A published site against its own manifest, schemas and counts: `timeline verify DIR`."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from timeline.core import json_schema
from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.output import MANIFEST, describe, files_below


def verify(folder: Path) -> Iterator[Diagnostic]:
    """Yield every difference between what is published and what is there."""
    try:
        manifest = _json(folder / MANIFEST)
    except (OSError, ValueError) as error:
        yield finding("T911", MANIFEST, place=quoted(str(folder)), reason=str(error).lower())
        return
    broken = list(_shape(MANIFEST, manifest))
    yield from broken
    if broken:
        return
    listed = {entry["path"]: entry for entry in manifest["files"]}
    present = {path for path in files_below(folder) if path != MANIFEST}
    for path in sorted(listed.keys() - present):
        yield finding("T912", path)
    for path in sorted(present - listed.keys()):
        yield finding("T913", path)
    for path in sorted(present & listed.keys()):
        yield from _sum(folder, path, listed[path])
    yield from _outputs(folder, sorted(present))


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _sum(folder: Path, path: str, entry: dict[str, Any]) -> Iterator[Diagnostic]:
    actual = describe(folder, path)
    for name in ("bytes", "sha256"):
        if actual[name] != entry[name]:
            yield finding("T914", path, what=name, found=actual[name], expected=entry[name])
            return


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema.documents()[name])


def _shape(path: str, value: Any) -> Iterator[Diagnostic]:
    for pattern, name in json_schema.SCHEMAS_OF_OUTPUTS:
        if fnmatchcase(path, pattern):
            for error in _validator(name).iter_errors(value):
                at = pointer(*error.absolute_path)
                yield finding("T915", path, at, reason=quoted(error.message))
            return


def _outputs(folder: Path, paths: list[str]) -> Iterator[Diagnostic]:
    """Validate every JSON output, then hold the counts of one against the others."""
    values: dict[str, Any] = {}
    for path in paths:
        if any(fnmatchcase(path, pattern) for pattern, _ in json_schema.SCHEMAS_OF_OUTPUTS):
            try:
                values[path] = _json(folder / path)
            except ValueError as error:
                yield finding("T915", path, reason=f"not JSON: {error}")
                continue
            broken = list(_shape(path, values[path]))
            yield from broken
            if broken:
                del values[path]
    yield from _counts(values)


def _counts(values: dict[str, Any]) -> Iterator[Diagnostic]:
    whole = values.get("api/v1/events.json")
    if whole is None:
        yield finding("T916", "api/v1/events.json", problem="the list of all events is missing")
        return
    events = whole["result"]
    for path, value in values.items():
        if path == "api/v1/events.json" and value["total"] != len(events):
            problem = f"total is {value['total']}; there are {len(events)} events"
            yield finding("T916", path, "/total", problem=problem)
    for event in events:
        path = f"api/v1/events/{event['id']}.json"
        if values.get(path) != event:
            problem = "the event is missing or differs from the one in events.json"
            yield finding("T916", path, problem=problem)
    paged = _pages(values, "api/v1/events/page/{}.json", "result")
    if paged != events:
        problem = "the pages together differ from events.json"
        yield finding("T916", "api/v1/events/page/1.json", problem=problem)
    standing = [event for event in events if "withdrawn" not in event]
    view = values.get("api/v1/timeline.json")
    if view and [drawn["id"] for drawn in view["events"]] != [event["id"] for event in standing]:
        problem = "the events differ from those in events.json"
        yield finding("T916", "api/v1/timeline.json", problem=problem)
    items = (values.get("feed.json") or {"items": []})["items"]
    items = items + _pages(values, "feed/{}.json", "items", first=2)
    if {item["url"] for item in items} != {event["computed"]["url"] for event in standing}:
        problem = "the items differ from the events in events.json"
        yield finding("T916", "feed.json", problem=problem)


def _pages(values: dict[str, Any], path: str, member: str, first: int = 1) -> list[Any]:
    found: list[Any] = []
    while page := values.get(path.format(first)):
        found += page[member]
        first += 1
    return found
