"""The events of the API as bytes, made once for every file that holds them."""

from functools import lru_cache
from typing import Final

from timeline.core import record
from timeline.core.artifact import json_member
from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import computed, page_path, recording

# What is computed stands before the date, in the order of keys. Before that key a record has texts
# and lists of texts only, and a quotation mark inside a text has a backslash before it.
_DATE: Final = b'"date":'


@lru_cache(maxsize=1)  # several formats of one build hold the same bytes
def rendered(timeline: Timeline, site: Site) -> tuple[bytes, ...]:
    """Return each event of the API, in timeline order, as a line of JSON without its end.

    That is the record as the log has it, with the member `computed`.
    """
    return tuple(_rendered(event, timeline, site) for event in timeline)


def _rendered(event: Event, timeline: Timeline, site: Site) -> bytes:
    if record.silenced(event):
        url = site.absolute(page_path(event.id))
        return json_member(
            {**record.published(event), "computed": {**recording(event, timeline), "url": url}}
        )
    before, key, after = _text(event, timeline).partition(_DATE)
    made = json_member(computed(event, timeline, site))
    return b"".join((before, b'"computed":', made, b",", key, after))


def _text(event: Event, timeline: Timeline) -> bytes:
    """Return the record as JSON: as its last version has it, where that is the event."""
    if event.id in timeline.history.settled:
        last = timeline.history.by_id[event.id][-1].text
        if last is not None:
            return last
    return record.text(event)
