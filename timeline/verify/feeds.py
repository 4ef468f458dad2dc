"""What feeds and calendars say, against the list of all events: links, pages, entries.

Called by `verify` once it knows the JSON outputs; `syndicated` reads, nothing here does.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from timeline.core.artifact import ATOM, CALENDAR, JSON_FEED, OPML
from timeline.core.content_lines import FIRST_DAY, LAST_DAY
from timeline.core.diagnostic import Diagnostic, finding, quoted
from timeline.derive.facets import EVENT_FACETS
from timeline.verify.agreement import EVENTS, INDEX, LOG, by_term
from timeline.verify.syndicated import (
    Document,
    read_atom,
    read_calendar,
    read_json_feed,
    read_opml,
)

Event = dict[str, Any]
READERS: Final[Mapping[str, Callable[[bytes], Document]]] = {
    ATOM: read_atom,
    CALENDAR: read_calendar,
    OPML: read_opml,
}
# What leads from one feed document to another, or to itself.
_AMONG: Final = frozenset(
    ("self", "first", "previous", "next", "last", "current", "prev-archive", "xmlUrl", "jsonUrl")
)
_SILENCED: Final = ("privacy", "legal")
_LAST_DATE: Final = "9999-12-31"


def compare(
    documents: dict[str, Document], values: dict[str, Any], kinds: dict[str, str], present: set[str]
) -> Iterator[Diagnostic]:
    """Yield where they disagree; `documents` are those that could be read, by path.

    `values` are JSON outputs, `kinds` media types, `present` all paths there are.
    """
    feeds = {path: kind for path, kind in kinds.items() if kind == JSON_FEED and path in values}
    documents = documents | {path: read_json_feed(values[path]) for path in feeds}
    if INDEX not in values:
        return
    site = values[INDEX]["url"]
    for path, document in documents.items():
        yield from _links(path, document, site, present)
    if LOG in values:
        for path, rel in (("changes.json", "next"), ("changes.xml", "prev-archive")):
            yield from _changes(path, _chain(path, rel, documents, site), values[LOG]["changes"])
    if EVENTS in values:
        yield from _events(documents, values[EVENTS]["result"], site)


def _links(path: str, document: Document, site: str, present: set[str]) -> Iterator[Diagnostic]:
    for rel, href in document.links:
        leads = href.startswith(site) and href.removeprefix(site) in present
        if rel in _AMONG and (not leads or (rel == "self" and href != site + path)):
            what = f"{quoted(rel)} leads to {quoted(href)}"
            yield finding("T916", path, problem=f"{what}, which is not the file it should be")


def _chain(path: str, rel: str, documents: dict[str, Document], site: str) -> Document | None:
    """Return a feed and its further pages as one, or None where a page cannot be had.

    A page that is met again, where the links go in a circle, is in it twice.
    """
    whole, seen = Document([], [], []), set[str]()
    while path and path not in seen:
        if path not in documents:
            return None
        seen.add(path)
        to = _add(whole, documents[path], rel)
        path = to.removeprefix(site)
    if path:
        _add(whole, documents[path], rel)
    return whole


def _add(whole: Document, page: Document, rel: str) -> str:
    """Add a page; return where the next one is."""
    whole.ids.extend(page.ids)
    whole.pages.extend(page.pages)
    return next((href for name, href in page.links if name == rel), "")


def _repeated(path: str, ids: list[str]) -> Iterator[Diagnostic]:
    """Yield the first id that stands more than once."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield finding("T916", path, problem=f"the id {quoted(name)} stands more than once")
            return
        seen.add(name)


def _changes(path: str, feed: Document | None, count: int) -> Iterator[Diagnostic]:
    if feed is None:
        return
    repeated = list(_repeated(path, feed.ids))
    yield from repeated
    if not repeated and len(feed.ids) != count:
        problem = f"its pages have {len(feed.ids)} changes; the log has {count}"
        yield finding("T916", path, problem=problem)


def _events(documents: dict[str, Document], events: list[Event], site: str) -> Iterator[Diagnostic]:
    """Hold the feeds and calendars of all events, and of each term, against the events."""
    yield from _about("", events, documents, site)
    told = [event for event in events if not _silenced(event)]
    for facet in EVENT_FACETS:
        named = by_term(told, facet)
        folders = {tuple(path.split("/")[:2]) for path in documents if path.startswith(f"{facet}/")}
        for folder in sorted(folders):
            path = "/".join(folder)
            yield from _about(f"{path}/", named.get(folder[1], []), documents, site)


def _about(
    folder: str, events: list[Event], documents: dict[str, Document], site: str
) -> Iterator[Diagnostic]:
    standing = [event for event in events if "withdrawn" not in event]
    kinds = (
        ("feed.json", standing, False),
        ("feed.xml", standing, True),
        ("calendar.ics", [event for event in events if _in_calendars(event)], True),
    )
    for name, expected, timed in kinds:
        feed = _chain(folder + name, "next", documents, site)
        if feed is None:
            continue
        repeated = list(_repeated(folder + name, feed.ids))
        yield from repeated
        every = sorted(event["computed"]["url"] for event in expected)
        # What has no time can be left out of formats that cannot do without one.
        recorded = [e for e in expected if e["computed"].get("recorded")] if timed else expected
        some = sorted(event["computed"]["url"] for event in recorded)
        if not repeated and sorted(feed.pages) not in (every, some):
            problem = "the entries differ from the events in events.json"
            yield finding("T916", folder + name, problem=problem)


def _silenced(event: Event) -> bool:
    return event.get("withdrawn", {}).get("reason") in _SILENCED


def _in_calendars(event: Event) -> bool:
    """Tell whether calendars can say the date; they do of each whose text was taken back."""
    if _silenced(event):
        return True
    told = event["computed"]
    first, last = told.get("earliest_day"), told.get("latest_day")
    if first is None or first < FIRST_DAY:
        return False
    if last is not None:
        return bool(last < LAST_DAY)
    began = (
        told.get("start", {}).get("latest") or ""
    )  # where the end is open, the days on which it may begin
    return began == ".." or (len(began) <= len(_LAST_DATE) and began < _LAST_DATE)
