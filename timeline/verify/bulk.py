"""What the bulk downloads say of one another: sums in the Data Package, the events line by line.

Called by `verify` with every JSON output that keeps to its schema, by path.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.verify.agreement import EVENTS
from timeline.verify.places import Place

PACKAGE: Final = "data/datapackage.json"
LINES: Final = "data/events.ndjson"


def compare(
    place: Place, values: Mapping[str, Any], listed: Mapping[str, Mapping[str, Any]]
) -> Iterator[Diagnostic]:
    """Yield where downloads disagree; `listed` are the entries of the manifest by path."""
    if PACKAGE in values:
        yield from _package(values[PACKAGE]["resources"], listed)
    if EVENTS in values and LINES in place.files():
        yield from _lines(place.read(LINES), values[EVENTS]["result"])


def _package(
    resources: list[dict[str, Any]], listed: Mapping[str, Mapping[str, Any]]
) -> Iterator[Diagnostic]:
    """Hold the sizes and sums of the package against those of the manifest."""
    for number, resource in enumerate(resources):
        at, entry = pointer("resources", number), listed.get(f"data/{resource['path']}")
        if entry is None:
            problem = f"there is no file {quoted(resource['path'])}"
            yield finding("T916", PACKAGE, f"{at}/path", problem=problem)
            continue
        expected = {"bytes": entry["bytes"], "hash": f"sha256:{entry['sha256']}"}
        for name, right in expected.items():
            if resource.get(name, right) != right:
                problem = f"{name} is {quoted(resource[name])}; the manifest has {quoted(right)}"
                yield finding("T916", PACKAGE, f"{at}/{name}", problem=problem)


def _lines(content: bytes, events: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    try:
        found = [orjson.loads(line) for line in content.splitlines()]
    except ValueError as error:
        yield finding("T915", LINES, reason=f"not JSON, a value a line: {error}")
        return
    if found != events:
        yield finding("T916", LINES, problem="the events differ from those in events.json")
