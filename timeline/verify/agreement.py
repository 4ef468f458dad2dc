"""What the outputs say of one another: links, totals, pages, the replay of the log.

Called by `verify` with every JSON output that keeps to its schema, by path.
"""

from collections.abc import Iterator
from typing import Any, Final

from timeline.core.diagnostic import Diagnostic, finding, pointer, quoted
from timeline.core.vocabulary import FACETS
from timeline.derive.facets import EVENT_FACETS
from timeline.exporters.api_latest import MOST

INDEX: Final = "api/v1/index.json"
EVENTS: Final = "api/v1/events.json"
FIRST: Final = "api/v1/events/page/1.json"
LATEST: Final = "api/v1/events/latest.json"
VIEW: Final = "api/v1/timeline.json"
FEED: Final = "feed.json"
LOG: Final = "api/v1/changes/index.json"
LOG_PAGE: Final = "api/v1/changes/{}.json"
TERMS: Final = tuple(f"api/v1/vocabulary/{facet}.json" for facet in FACETS)
LISTS: Final = tuple(f"api/v1/{facet}/index.json" for facet in EVENT_FACETS)
OPENAPI: Final = "api/v1/openapi.json"
# What the manifest of every site lists.
EVERYWHERE: Final = (INDEX, EVENTS, FIRST, VIEW, FEED, OPENAPI, *TERMS, *LISTS)


def compare(values: dict[str, Any], present: set[str]) -> Iterator[Diagnostic]:
    """Yield where outputs disagree; `values` are JSON by path, `present` all paths there are."""
    if INDEX in values:
        yield from _links(values[INDEX], present)
    yield from _totals(values)
    if EVENTS in values:
        events = values[EVENTS]["result"]
        yield from _counts(values, events)
        yield from _terms(values, events)
        if LOG in values:
            yield from _log(values, events)


def _links(index: dict[str, Any], present: set[str]) -> Iterator[Diagnostic]:
    """Check that every link of the entrance leads to a file; those with `{` are patterns."""
    for number, link in enumerate(index["links"]):
        at = pointer("links", number)
        if "{" not in link["path"] and link["path"] not in present:
            problem = f"there is no file {quoted(link['path'])}"
            yield finding("T916", INDEX, f"{at}/path", problem=problem)
        if link["href"] != index["url"] + link["path"]:
            problem = f"{quoted(link['href'])} is not the address of {quoted(link['path'])}"
            yield finding("T916", INDEX, f"{at}/href", problem=problem)


def _totals(values: dict[str, Any]) -> Iterator[Diagnostic]:
    """Check the total of every list that is a single file."""
    for path in (EVENTS, VIEW, *TERMS, *LISTS):
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
        yield finding("T916", FIRST, problem=problem)
    for number, page in enumerate(pages, 1):
        if page["total"] != len(events):
            problem = f"total is {page['total']}; there are {len(events)} events"
            yield finding("T916", f"api/v1/events/page/{number}.json", "/total", problem=problem)
    standing = [event for event in events if "withdrawn" not in event]
    expected = {"events": len(standing), "withdrawn": len(events) - len(standing)}
    for name, count in expected.items():
        if INDEX in values and values[INDEX][name] != count:
            problem = f"{name} is {values[INDEX][name]}; events.json has {count}"
            yield finding("T916", INDEX, f"/{name}", problem=problem)
    drawn = [item["id"] for item in values[VIEW]["result"]] if VIEW in values else None
    if drawn is not None and drawn != [event["id"] for event in standing]:
        problem = "the events differ from those in events.json"
        yield finding("T916", VIEW, problem=problem)
    if LATEST in values:
        yield from _latest(values[LATEST], events)


def _latest(latest: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Check what changed last; what is not committed counts as the newest."""
    by_id = sorted(events, key=lambda event: str(event["id"]))
    newest = sorted(by_id, key=lambda e: e["computed"].get("modified") or "~", reverse=True)[:MOST]
    if latest["result"] != newest or latest["total"] != len(newest):
        problem = "the events differ from those that changed last in events.json"
        yield finding("T916", LATEST, problem=problem)


def by_term(events: list[dict[str, Any]], facet: str) -> dict[str, list[dict[str, Any]]]:
    """Group events by the terms of a facet that they name."""
    named: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        for term in [event.get("kind", "")] if facet == "kinds" else event.get(facet, ()):
            named.setdefault(term, []).append(event)
    return named


def _terms(values: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Hold the lists of terms, and of their events, against the list of all events."""
    standing = [event for event in events if "withdrawn" not in event]
    for facet, path in zip(EVENT_FACETS, LISTS, strict=True):
        named = by_term(standing, facet)
        for number, entry in enumerate(values.get(path, {"result": ()})["result"]):
            ids = [event["id"] for event in named.get(entry["id"], ())]
            if entry["events"] != len(ids):
                problem = f"events is {entry['events']}; events.json has {len(ids)}"
                yield finding("T916", path, f"/result/{number}/events", problem=problem)
            yield from _term(values, f"api/v1/{facet}/{entry['id']}", ids)


def _term(values: dict[str, Any], path: str, ids: list[str]) -> Iterator[Diagnostic]:
    first = f"{path}.json"
    pages = [values[first]] if first in values else []
    pages += _pages(values, f"{path}/page/{{}}.json", 2)
    if [name for page in pages for name in page["result"]] != ids:
        yield finding("T916", first, problem="the events differ from those in events.json")
    for number, page in enumerate(pages, 1):
        if page["total"] != len(ids):
            file = first if number == 1 else f"{path}/page/{number}.json"
            problem = f"total is {page['total']}; events.json has {len(ids)}"
            yield finding("T916", file, "/total", problem=problem)


def _log(values: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Replay the change log: its pages in order must add up to the records of all events."""
    index, pages = values[LOG], _pages(values, LOG_PAGE)
    changes = [change for page in pages for change in page["result"]]
    if [change["seq"] for change in changes] != list(range(1, len(changes) + 1)):
        yield finding("T916", LOG, problem="the numbers of the changes do not follow one another")
    for name, found in (("total", len(pages)), ("changes", len(changes))):
        if index[name] != found:
            problem = f"{name} is {index[name]}; the pages give {found}"
            yield finding("T916", LOG, f"/{name}", problem=problem)
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
            yield finding("T916", LOG, problem=problem)
    for name in told:
        problem = f"{quoted(name)} stands at the end of the log but not in events.json"
        yield finding("T916", LOG, problem=problem)
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
