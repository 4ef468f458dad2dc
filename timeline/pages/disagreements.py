"""Where sources disagree: every reading that says otherwise, with a verdict and the reason."""

from collections.abc import Iterator

from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.pages.templating import render
from timeline.pages.view import View

_LEAD = (
    "Sources contradict one another. Here is every such case, what each says, which reading this "
    "timeline follows, and why."
)


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the list of readings, event by event."""
    events = [event for event in timeline.standing() if event.readings]
    verdicts = [reading.verdict for event in events for reading in event.readings]
    yield Page(
        path="disagreements",
        title="Where sources disagree",
        description=_LEAD,
        body=render(
            "disagreements.html",
            View(timeline, site, "disagreements"),
            events=events,
            lead=_LEAD,
            counts={verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))},
        ),
        headings=tuple(Heading(2, event.id, event.title) for event in events),
        search=(SearchEntry("", "Where sources disagree", _LEAD),),
    )
