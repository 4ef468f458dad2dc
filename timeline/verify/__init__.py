"""A published site against its own manifest, schemas and counts: `timeline verify DIR|URL`.

Everything is recomputed from bytes, wherever they come from (`places`, `remote`).
"""

import json
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema

from timeline import catalog
from timeline.core import json_schema
from timeline.core.artifact import json_bytes
from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted, visible
from timeline.output import MANIFEST, leads_out
from timeline.output.writing import entry as described
from timeline.verify import agreement, bulk, feeds
from timeline.verify.places import Folder, Place, UnreachableError
from timeline.verify.syndicated import Document

_DEEPEST: Final = 100  # levels of JSON; no output of ours comes near
_NARROW: Final = ("api-events", "api-term")  # lists of events that events.json has too


def verify(place: Place | Path) -> Iterator[Diagnostic]:
    """Yield every difference between what is published and what is there."""
    place = Folder(place) if isinstance(place, Path) else place
    try:
        manifest = _json(place.read(MANIFEST))
    except UnreachableError:
        raise
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else error
        yield finding("T911", MANIFEST, place=quoted(place.name), reason=reason)
        return
    broken = list(_shape(MANIFEST, manifest))
    yield from broken
    if broken:
        return
    yield from _paths(manifest["files"])
    listed = {entry["path"]: entry for entry in manifest["files"]}
    yield from place.fetch(manifest["files"])
    present, strange, lost = place.files(), place.strange(), place.lost()
    known = present | strange | lost
    for path in sorted(path for path in listed.keys() - known if not leads_out(path)):
        yield finding("T912", path)
    for path in sorted((present - listed.keys()) | strange):
        yield finding("T913", path)
    for path in sorted(present & listed.keys()):
        yield from _entry(place, path, listed[path])
    yield from _outputs(place, sorted(present), listed)


def _json(content: bytes) -> Any:
    """Read JSON; ValueError says why it cannot be used."""
    try:
        value = json.loads(content.decode("utf-8"))
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
    for path in (*agreement.EVERYWHERE, *_schemas()):
        if path not in count:
            problem = "the manifest does not list this file, which every site has"
            yield finding("T916", path, problem=problem)


def _entry(place: Place, path: str, entry: dict[str, Any]) -> Iterator[Diagnostic]:
    actual: dict[str, Any] = {**described(path, place.read(path), "")}
    for name in ("bytes", "sha256"):
        if actual[name] != entry[name]:
            yield finding("T914", path, what=name, found=actual[name], expected=entry[name])
            break
    right = _media_type(path)
    if right and entry["media_type"] != right:
        listed = quoted(entry["media_type"])
        yield finding("T914", path, what="media_type", found=right, expected=listed)


@cache
def _offered() -> catalog.Listing:
    return catalog.Listing(catalog.offers())


def _media_type(path: str) -> str:
    """Return the media type that readers rely on, or nothing for a file of no concern to them."""
    if path.endswith(".html"):
        return "text/html"
    offer = _offered().offer(path)
    return offer.media_type if offer else ""


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema.documents()[name])


def _shape(path: str, value: Any) -> Iterator[Diagnostic]:
    name = _schema_of(path)
    for error in _validator(name).iter_errors(value) if name else ():
        at = pointer(*error.absolute_path)
        yield finding("T915", path, at, reason=quoted(error.message))


@cache
def _schemas() -> dict[str, Any]:
    """Return path -> content of the schemas that every site publishes."""
    made = json_schema.documents().items()
    return {f"schema/v1/{name}.schema.json": json.loads(json_bytes(value)) for name, value in made}


def _outputs(
    place: Place, paths: list[str], listed: dict[str, dict[str, Any]]
) -> Iterator[Diagnostic]:
    """Validate every JSON output, then hold the counts of one against the others."""
    values: dict[str, Any] = {}
    events: dict[str, Any] = {}  # valid ones need not be validated in every list again
    for path in sorted(paths, key=lambda path: (path != agreement.EVENTS, path)):
        schema = _schemas().get(path)
        name = _schema_of(path)
        if not name and not schema:
            continue
        try:
            value = _json(place.read(path))
        except ValueError as error:
            yield finding("T915", path, reason=error)
            continue
        if schema:
            if not isinstance(value, dict) or value | {"$id": schema["$id"]} != schema:
                yield finding("T915", path, reason="the schema is not the one of this version")
            continue
        broken = list(_shape(path, _without_known(name, value, events)))
        yield from broken
        if not broken:
            values[path] = value
            if name == "api-term":  # whole events again: what they are is settled here
                strange = [e for e in value["result"] if events.get(e["id"], e) != e]
                if strange:
                    problem = f"{quoted(strange[0]['id'])} differs from the one in events.json"
                    yield finding("T916", path, problem=problem)
                value["result"] = [event["id"] for event in value["result"]]
        if path == agreement.EVENTS and not broken:
            events = {event["id"]: event for event in value["result"]}
    known = {*paths, *place.lost(), MANIFEST}
    yield from agreement.compare(values, known)
    yield from bulk.compare(place, values, listed)
    yield from _feeds(place, paths, values, known)


def _feeds(
    place: Place, paths: list[str], values: dict[str, Any], known: set[str]
) -> Iterator[Diagnostic]:
    """Read every feed and calendar, then compare them."""
    kinds = {path: _media_type(path) for path in paths}
    documents: dict[str, Document] = {}
    for path, kind in kinds.items():
        if kind in feeds.READERS:
            try:
                documents[path] = feeds.READERS[kind](place.read(path))
            except ValueError as error:
                yield finding("T915", path, reason=visible(str(error)))
    yield from feeds.compare(documents, values, kinds, known)


def _schema_of(path: str) -> str:
    matching = (n for p, n in json_schema.SCHEMAS_OF_OUTPUTS if fnmatchcase(path, p))
    return next(matching, "")


def _without_known(name: str, value: Any, events: dict[str, Any]) -> Any:
    """Return a list without its events where all of them stand in events.json just so."""
    if name not in _NARROW or not isinstance(value, dict):
        return value
    listed = value.get("result")
    if not isinstance(listed, list) or not events:
        return value
    same = all(isinstance(e, dict) and events.get(str(e.get("id"))) == e for e in listed)
    return {**value, "result": []} if same else value
