"""A published site against its own manifest, schemas and counts: `timeline verify DIR`."""

import json
import os
import stat
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema

from timeline.core import json_schema
from timeline.core.artifact import ATOM, JSON, JSON_FEED, JSON_SCHEMA, json_bytes
from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.core.vocabulary import FACETS
from timeline.derive.facets import EVENT_FACETS
from timeline.output import MANIFEST, describe, files_below, leads_out

_DEEPEST: Final = 100  # levels of JSON; no output of ours comes near
_INDEX: Final = "api/v1/index.json"
_EVENTS: Final = "api/v1/events.json"
_FIRST: Final = "api/v1/events/page/1.json"
_VIEW: Final = "api/v1/timeline.json"
_FEED: Final = "feed.json"
_LOG: Final = "api/v1/changes/index.json"
_LOG_PAGE: Final = "api/v1/changes/{}.json"
_TERMS: Final = tuple(f"api/v1/vocabulary/{facet}.json" for facet in FACETS)

# The media types that readers rely on; the first that matches.
_TYPES: Final = (
    ("*.html", "text/html"),
    ("feed.json", JSON_FEED),
    ("feed/*.json", JSON_FEED),
    ("changes.json", JSON_FEED),
    ("changes/*.json", JSON_FEED),
    *((f"{facet}/*/feed.json", JSON_FEED) for facet in EVENT_FACETS),
    *((f"{facet}/*/feed/*.json", JSON_FEED) for facet in EVENT_FACETS),
    ("feed.xml", ATOM),
    ("feed/*.xml", ATOM),
    ("*/feed.xml", ATOM),
    ("*/feed/*.xml", ATOM),
    ("changes.xml", ATOM),
    ("changes/*.xml", ATOM),
    ("schema/v1/*.schema.json", JSON_SCHEMA),
    ("*.json", JSON),
)


def verify(folder: Path) -> Iterator[Diagnostic]:
    """Yield every difference between what is published and what is there."""
    try:
        manifest = _json(folder / MANIFEST)
    except (OSError, ValueError) as error:
        reason = (error.strerror or "").lower() if isinstance(error, OSError) else error
        yield finding("T911", MANIFEST, place=quoted(str(folder)), reason=reason)
        return
    broken = list(_shape(MANIFEST, manifest))
    yield from broken
    if broken:
        return
    yield from _paths(manifest["files"])
    listed = {entry["path"]: entry for entry in manifest["files"]}
    strange = _strange(folder)
    present = {path for path in files_below(folder) if path != MANIFEST} - strange
    for path in sorted(path for path in listed.keys() - present - strange if not leads_out(path)):
        yield finding("T912", path)
    for path in sorted((present - listed.keys()) | strange):
        yield finding("T913", path)
    for path in sorted(present & listed.keys()):
        yield from _entry(folder, path, listed[path])
    yield from _outputs(folder, sorted(present))


def _json(path: Path) -> Any:
    """Read JSON; ValueError says why it cannot be used."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    level = [value]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in _children(node)]
        if not level:
            return value
    raise ValueError("nested too deep")


def _children(node: Any) -> Any:
    if isinstance(node, dict):
        return node.values()
    return node if isinstance(node, list) else ()


def _strange(folder: Path) -> set[str]:
    """Return what is neither file nor folder: above all links, which may lead anywhere."""
    found: set[str] = set()
    for place, folders, names in os.walk(folder):
        for path in (Path(place, name) for name in (*folders, *names)):
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                found.add(path.relative_to(folder).as_posix())
    return found


def _paths(entries: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Look at the manifest by itself: every path once, below the site, and the data among them."""
    count = Counter(entry["path"] for entry in entries)
    for index, entry in enumerate(entries):
        path, at = entry["path"], pointer("files", index, "path")
        if leads_out(path):
            yield finding("T916", MANIFEST, at, problem=f"{quoted(path)} leads out of the site")
        if count[path] > 1:
            count[path] = 1
            yield finding("T916", MANIFEST, at, problem=f"{quoted(path)} is listed more than once")
    for path in (_INDEX, _EVENTS, _FIRST, _VIEW, _FEED, *_TERMS, *_schemas()):
        if path not in count:
            problem = "the manifest does not list this file, which every site has"
            yield finding("T916", path, problem=problem)


def _entry(folder: Path, path: str, entry: dict[str, Any]) -> Iterator[Diagnostic]:
    actual = describe(folder, path)
    for name in ("bytes", "sha256"):
        if actual[name] != entry[name]:
            yield finding("T914", path, what=name, found=actual[name], expected=entry[name])
            break
    right = next((kind for pattern, kind in _TYPES if fnmatchcase(path, pattern)), None)
    if right and entry["media_type"] != right:
        listed = quoted(entry["media_type"])
        yield finding("T914", path, what="media_type", found=right, expected=listed)


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


@cache
def _schemas() -> dict[str, Any]:
    """Return path -> content of the schemas that every site publishes."""
    made = json_schema.documents().items()
    return {f"schema/v1/{name}.schema.json": json.loads(json_bytes(value)) for name, value in made}


def _outputs(folder: Path, paths: list[str]) -> Iterator[Diagnostic]:
    """Validate every JSON output, then hold the counts of one against the others."""
    values: dict[str, Any] = {}
    for path in paths:
        schema = _schemas().get(path)
        known = any(fnmatchcase(path, pattern) for pattern, _ in json_schema.SCHEMAS_OF_OUTPUTS)
        if not known and not schema:
            continue
        try:
            value = _json(folder / path)
        except ValueError as error:
            yield finding("T915", path, reason=error)
            continue
        if schema:
            if not isinstance(value, dict) or value | {"$id": schema["$id"]} != schema:
                yield finding("T915", path, reason="the schema is not the one of this version")
            continue
        broken = list(_shape(path, value))
        yield from broken
        if not broken:
            values[path] = value
    if _INDEX in values:
        yield from _links(values[_INDEX], {*paths, MANIFEST})
    yield from _totals(values)
    if _EVENTS in values:
        yield from _counts(values, values[_EVENTS]["result"])
        if _LOG in values:
            yield from _log(values, values[_EVENTS]["result"])


def _links(index: dict[str, Any], present: set[str]) -> Iterator[Diagnostic]:
    """Check that every link of the entrance leads to a file; those with `{` are patterns."""
    for number, link in enumerate(index["links"]):
        at = pointer("links", number)
        if "{" not in link["path"] and link["path"] not in present:
            problem = f"there is no file {quoted(link['path'])}"
            yield finding("T916", _INDEX, f"{at}/path", problem=problem)
        if link["href"] != index["url"] + link["path"]:
            problem = f"{quoted(link['href'])} is not the address of {quoted(link['path'])}"
            yield finding("T916", _INDEX, f"{at}/href", problem=problem)


def _totals(values: dict[str, Any]) -> Iterator[Diagnostic]:
    """Check the total of every list that is a single file."""
    for path in (_EVENTS, _VIEW, *_TERMS):
        value = values.get(path)
        if value and value["total"] != len(value["result"]):
            problem = f"total is {value['total']}; the list has {len(value['result'])}"
            yield finding("T916", path, "/total", problem=problem)


def _counts(values: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Hold the other outputs against the list of all events."""
    for event in events:
        path = f"api/v1/events/{event['id']}.json"
        if values.get(path) != event:
            problem = "the event is missing or differs from the one in events.json"
            yield finding("T916", path, problem=problem)
    pages = _pages(values, "api/v1/events/page/{}.json")
    if [event for page in pages for event in page["result"]] != events:
        problem = "the pages together differ from events.json"
        yield finding("T916", _FIRST, problem=problem)
    for number, page in enumerate(pages, 1):
        if page["total"] != len(events):
            problem = f"total is {page['total']}; there are {len(events)} events"
            yield finding("T916", f"api/v1/events/page/{number}.json", "/total", problem=problem)
    standing = [event for event in events if "withdrawn" not in event]
    expected = {"events": len(standing), "withdrawn": len(events) - len(standing)}
    for name, count in expected.items():
        if _INDEX in values and values[_INDEX][name] != count:
            problem = f"{name} is {values[_INDEX][name]}; events.json has {count}"
            yield finding("T916", _INDEX, f"/{name}", problem=problem)
    drawn = [item["id"] for item in values[_VIEW]["result"]] if _VIEW in values else None
    if drawn is not None and drawn != [event["id"] for event in standing]:
        problem = "the events differ from those in events.json"
        yield finding("T916", _VIEW, problem=problem)
    feeds = [values[_FEED], *_pages(values, "feed/{}.json", 2)] if _FEED in values else []
    items = sorted(item["url"] for feed in feeds for item in feed["items"])
    if feeds and items != sorted(event["computed"]["url"] for event in standing):
        problem = "the items differ from the events in events.json"
        yield finding("T916", _FEED, problem=problem)


def _log(values: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Replay the change log: its pages in order must add up to the records of all events."""
    index, pages = values[_LOG], _pages(values, _LOG_PAGE)
    changes = [change for page in pages for change in page["result"]]
    if [change["seq"] for change in changes] != list(range(1, len(changes) + 1)):
        yield finding("T916", _LOG, problem="the numbers of the changes do not follow one another")
    for name, found in (("total", len(pages)), ("changes", len(changes))):
        if index[name] != found:
            problem = f"{name} is {index[name]}; the pages give {found}"
            yield finding("T916", _LOG, f"/{name}", problem=problem)
    records: dict[str, Any] = {}
    own: dict[str, list[Any]] = {}
    for change in changes:
        records.pop(change.get("previous"), None)
        records[change["id"]] = change["record"]
        own.setdefault(change["id"], []).append(change)
    left = set(index["unrecorded"])
    told = {name: value for name, value in records.items() if value and name not in left}
    for event in events:
        record = {name: value for name, value in event.items() if name != "computed"}
        if event["id"] not in left and told.pop(event["id"], None) != record:
            problem = f"the log does not end with the record of {quoted(event['id'])}"
            yield finding("T916", _LOG, problem=problem)
    for name in told:
        problem = f"{quoted(name)} stands at the end of the log but not in events.json"
        yield finding("T916", _LOG, problem=problem)
    for name, last in own.items():
        path = f"api/v1/events/{name}/history.json"
        versions = values[path]["result"] if path in values else []
        if records.get(name) and (not versions or versions[-1] != last[-1]):
            yield finding("T916", path, problem="the versions differ from those of the log")


def _pages(values: dict[str, Any], path: str, first: int = 1) -> list[Any]:
    found: list[Any] = []
    while page := values.get(path.format(first + len(found))):
        found.append(page)
    return found
