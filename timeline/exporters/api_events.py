"""The events of the API: each by itself, all in timeline order, and the same in pages of 100.

Every event is written to JSON once; the lists are put together from the same bytes.
"""

from collections.abc import Iterator
from typing import Any, Final

import orjson

from timeline.core.artifact import JSON, Artifact, json_artifact
from timeline.core.history import instant
from timeline.core.outputs import SCHEMA_VERSION, Envelope
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import addresses, data_path
from timeline.derive.rendered import rendered

PAGE: Final = 100


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield a file for every event and every former id, then the whole list, then its pages."""
    written: list[orjson.Fragment] = []
    for event, content in zip(timeline, rendered(timeline, site), strict=True):
        for name in (event.id, *addresses(event)):
            yield Artifact(data_path(name), JSON, content)
        written.append(orjson.Fragment(content.rstrip()))
    total, at = len(written), instant(timeline.history.last)
    yield json_artifact("api/v1/events.json", _envelope(written, total, at, None))
    for start in range(0, max(len(written), 1), PAGE):
        number = start // PAGE + 1
        last = start + PAGE >= len(written)
        following = None if last else f"{site.url}api/v1/events/page/{number + 1}.json"
        page = _envelope(written[start : start + PAGE], total, at, following)
        yield json_artifact(f"api/v1/events/page/{number}.json", page)


def _envelope(
    result: list[Any], total: int, at: str | None, following: str | None
) -> Envelope[Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "total": total,
        "last_modified": at,
        "next": following,
        "result": result,
    }
