"""api/v1/changes/: the change log in pages of 200, and api/v1/events/<id>/history.json.

Page 1 is the oldest. A full page is closed and never written differently again (unless a text is
taken back), so there is always an open one after it, which may be empty.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from timeline.core.artifact import JSON, SCHEMA_VERSION, Artifact, json_artifact, json_listing
from timeline.core.change_outputs import ChangePage, ChangePageOut, ChangesIndex
from timeline.core.history import Version, instant
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.changelog import LOG_PAGE, log_path, unrecorded, written
from timeline.derive.computed import addresses, history_path

OFFERS: Final = (
    Offer(
        path="api/v1/changes/index.json",
        media_type=JSON,
        holds="The change log: its pages, oldest first",
        log=True,
    ),
    Offer(
        path="api/v1/changes/{page}.json",
        media_type=JSON,
        holds="A page of the change log, up to 200 changes; a full one stays as it is",
        log=True,
        values={"page": Values(first=1)},
    ),
    Offer(
        path="api/v1/events/{id}/history.json",
        media_type=JSON,
        holds="Every version of one event, with what it changed",
        log=True,
        values={
            "id": Values(
                lists=(
                    ("api/v1/changes/1.json", "/result/*/id"),
                    ("api/v1/events.json", "/result/*/aliases/*"),
                )
            )
        },
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the pages and their index, then the log of every record; nothing without a history."""
    history = timeline.history
    if not history.complete:
        return
    changes = written(timeline)
    listed: list[ChangePageOut] = []
    for start in range(0, len(changes) + 1, LOG_PAGE):
        number, end = start // LOG_PAGE + 1, min(start + LOG_PAGE, len(changes))
        closed = end == start + LOG_PAGE
        following = f"{site.url}{log_path(number + 1)}" if closed else None
        page = _list(history.versions[:end], end, following)
        yield json_listing(log_path(number), page, "result", changes[start:end])
        listed.append(_entry(number, start, history.versions[start:end], site, closed=closed))
    index: ChangesIndex = {
        "schema_version": SCHEMA_VERSION,
        "total": len(listed),
        "changes": len(changes),
        "last_modified": instant(history.last),
        "next": None,
        "unrecorded": unrecorded(timeline),
        "result": listed,
    }
    yield json_artifact("api/v1/changes/index.json", index)
    yield from _histories(timeline, changes)


def _entry(
    number: int, start: int, versions: Sequence[Version], site: Site, *, closed: bool
) -> ChangePageOut:
    times = [instant(version.commit.at) for version in versions] or [None]
    return {
        "page": number,
        "href": site.url + log_path(number),
        "path": log_path(number),
        "first": start + 1 if versions else None,
        "last": start + len(versions) if versions else None,
        "from": times[0],
        "to": times[-1],
        "closed": closed,
    }


def _list(versions: Sequence[Version], total: int, following: str | None) -> ChangePage[Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "total": total,
        "last_modified": instant(versions[-1].commit.at) if versions else None,
        "next": following,
        "result": [],
    }


def _histories(timeline: Timeline, changes: Sequence[bytes]) -> Iterator[Artifact]:
    """Yield the log of every record that is or was, under its id and its former ones.

    A former id that was a record of its own, before one took the other in, keeps that one's log.
    """
    history = timeline.history
    pairs = zip(history.versions, changes, strict=True)
    told = {id(version): change for version, change in pairs}
    for name, versions in history.by_id.items():
        own = [told[id(version)] for version in versions]
        event = timeline.by_id.get(name)
        former = addresses(event) if event else ()
        for address in (name, *(old for old in former if old not in history.by_id)):
            log = _list(versions, len(own), None)
            yield json_listing(history_path(address), log, "result", own)
