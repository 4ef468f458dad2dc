"""Where sources disagree: every reading that says otherwise, with a verdict and the reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from timeline.core.model import Event
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.pages.paging import Part, parts
from timeline.pages.templating import render
from timeline.pages.view import View

_PATH: Final = "disagreements"
_TITLE: Final = "Where sources disagree"
_LEAD: Final = (
    "Sources contradict one another. Here is every such case, what each says, which reading this "
    "timeline follows, and why."
)


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the list of readings, event by event; events where all agree are named at its end."""
    events = [event for event in timeline.standing() if event.readings]
    verdicts = [reading.verdict for event in events for reading in event.readings]
    counts: dict[str, int] = {name: verdicts.count(name) for name in sorted(set(verdicts))}
    differing = [event for event in events if _differ(event)]
    agreed = [event for event in events if not _differ(event)]
    for part in parts(_PATH, differing):
        last = part.number == part.of
        yield _page(View(timeline, site, part.path), part, counts, agreed if last else ())


def _differ(event: Event) -> bool:
    return any(reading.verdict != "followed" for reading in event.readings)


def _page(
    view: View, part: Part[Event], counts: Mapping[str, int], agreed: Sequence[Event]
) -> Page:
    first = part.number == 1
    return Page(
        path=part.path,
        title=_TITLE if first else f"{_TITLE}, page {part.number}",
        description=_LEAD,
        body=render(
            "disagreements.html",
            view,
            agreed=agreed,
            base=_PATH,
            counts=counts,
            events=part.items,
            lead=_LEAD,
            part=part,
        ),
        headings=tuple(Heading(2, event.id, event.title) for event in part.items),
        search=(SearchEntry("", _TITLE, _LEAD),) if first else (),
    )
