"""Replaying a published change log with nothing but JSON, as a stranger's program would."""

import copy
import json
from collections.abc import Iterable
from typing import Any

from timeline.core.artifact import Artifact

Change = dict[str, Any]
Records = dict[str, Any]


def log_of(files: dict[str, bytes]) -> list[Change]:
    """Follow the pages of the log from the first by their links."""
    index = json.loads(files["api/v1/changes/index.json"])
    changes: list[Change] = []
    path: str | None = index["result"][0]["path"]
    seen = []
    while path:
        page = json.loads(files[path])
        seen.append(path)
        changes += page["result"]
        assert page["total"] == len(changes)
        path = page["next"] and "api/v1/" + page["next"].split("api/v1/")[1]
    assert seen == [entry["path"] for entry in index["result"]]
    assert index["changes"] == len(changes)
    assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1))
    return changes


def by_record(changes: Iterable[Change], start: Records) -> Records:
    """Apply changes by their whole records."""
    records = dict(start)
    for change in changes:
        records.pop(change.get("previous", ""), None)
        records.pop(change["id"], None)
        if change["record"] is not None:
            records[change["id"]] = change["record"]
    return records


def by_fields(changes: Iterable[Change], start: Records) -> Records:
    """Apply changes field by field where there is something to change."""
    records: Records = dict(start)
    for change in changes:
        former = str(change.get("previous", change["id"]))
        before = records.pop(former, None)
        records.pop(change["id"], None)
        if change["record"] is None:
            continue
        if before is None:
            assert change["fields"] == []
            records[change["id"]] = change["record"]
        else:
            records[change["id"]] = patched(before, change["fields"])
    return records


def patched(record: Any, fields: list[dict[str, Any]]) -> Any:
    """Take out what went, then set and insert in order (see the schema's description)."""
    made = copy.deepcopy(record)

    def way(pointer: str) -> list[str]:
        return [p.replace("~1", "/").replace("~0", "~") for p in pointer.split("/")[1:]]

    def holder(parts: list[str], *, make: bool) -> Any:
        node = made
        for part in parts:
            if isinstance(node, list):
                node = node[int(part)]
            else:
                node = node.setdefault(part, []) if make else node[part]
        return node

    def place(field: dict[str, Any]) -> list[Any]:
        return [int(part) if part.isdigit() else -1 for part in way(field["pointer"])]

    removed = [field for field in fields if field["to"] is None]
    for field in sorted(removed, key=place, reverse=True):
        *path, last = way(field["pointer"])
        inside = holder(path, make=False)
        del inside[int(last) if isinstance(inside, list) else last]
    settled = tuple(field["pointer"] + "/" for field in fields if field.get("order"))
    for field in fields:
        if field["to"] is None or field["pointer"].startswith(settled):
            continue
        *path, last = way(field["pointer"])
        inside = holder(path, make=True)
        if isinstance(inside, list):
            inside.insert(int(last), field["to"])
        else:
            inside[last] = field["to"]
    return without_empty_lists(made)


def without_empty_lists(value: Any) -> Any:
    """An empty list is the same as none, except in `x`, which is nobody's business."""
    if isinstance(value, list):
        return [without_empty_lists(item) for item in value]
    if isinstance(value, dict):
        return {
            name: item if name == "x" else without_empty_lists(item)
            for name, item in value.items()
            if item != [] or name == "x"
        }
    return value


def records_of(files: dict[str, bytes]) -> Records:
    """Return the records of events.json by id."""
    listed = json.loads(files["api/v1/events.json"])["result"]
    return {
        event["id"]: {name: value for name, value in event.items() if name != "computed"}
        for event in listed
    }


def published(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """Return the content of artifacts by path."""
    return {artifact.path: artifact.content for artifact in artifacts}


def assert_law(files: dict[str, bytes]) -> None:
    """From nothing, and from the state at every change, the log leads to the records."""
    changes, expected = log_of(files), records_of(files)
    assert by_record(changes, {}) == expected
    assert by_fields(changes, {}) == expected
    for apply in (by_record, by_fields):
        state: Records = {}
        for number, change in enumerate(changes):
            assert apply(changes[number:], state) == expected
            state = apply([change], state)
