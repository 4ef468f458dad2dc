"""The years of a timeline as a strip: a cell for each, with how its events are spread over it.

Called by the sections that lead to years. A cell links to the year's own page or to its place on
the timeline, whichever the section says.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from timeline.core.model import Event
from timeline.core.timeline import Timeline
from timeline.derive.density import by_month
from timeline.derive.facets import UNDATED, by_year
from timeline.pages.drawing import bars
from timeline.pages.view import View


class Year(NamedTuple):
    """A year: as in addresses, in words, its events, where they start in the whole, its drawing."""

    name: str
    label: str
    events: Sequence[Event]
    start: int
    strip: Markup


def years(timeline: Timeline, view: View) -> Iterator[Year]:
    """Yield the years that have events, in order."""
    spread = {
        name: (events, [] if name == UNDATED else by_month(events, int(name)))
        for name, events in by_year(timeline).items()
    }
    most = max((max(weights) for _, weights in spread.values() if weights), default=1)
    start = 0
    for name, (events, weights) in spread.items():
        strip = bars(weights, most) if weights else Markup()
        yield Year(name, view.year(name), events, start, strip)
        start += len(events)
