"""What changed, by day and in words; and the corrections alone. Made from the history."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from timeline.core.history import instant
from timeline.core.model import Event
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.changelog import HAPPENED, Step, told
from timeline.derive.corrections import correcting, happened, is_correction
from timeline.pages.paging import Part, parts
from timeline.pages.templating import render
from timeline.pages.view import View

_CHANGES: Final = (
    "Every change to every event since the first was published: what was added, corrected and "
    "withdrawn, and when."
)
_CORRECTIONS: Final = (
    "What this timeline had published and has taken back or says otherwise now: dates, numbers, "
    "verdicts, and whole events. New sources and better words stand under all changes."
)
# On a page of all changes the weightiest stand first, and new events apart.
_ORDER: Final = (*tuple(HAPPENED.values())[:1:-1], "Corrected", "Changed")
_MOST: Final = 6  # lines of one change; the event's page has them all


class _Day(NamedTuple):
    """A day, in UTC: as a word of addresses, the moment it is told by, its steps, new events."""

    name: str
    at: int
    steps: Sequence[Step]
    added: Sequence[Step]


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the pages of all changes and of corrections, the latest first."""
    steps = told(timeline).steps[::-1]
    lists = (
        ("changes", "Changes", _CHANGES, steps),
        ("corrections", "Corrections", _CORRECTIONS, [s for s in steps if is_correction(s)]),
    )
    for path, title, lead, found in lists:
        for part in parts(path, found):
            yield _page(View(timeline, site, part.path), title, lead, path, part)


def _page(view: View, title: str, lead: str, base: str, part: Part[Step]) -> Page:
    days = list(_days(part.items, by_weight=base == "changes"))
    only = correcting if base == "corrections" else None
    return Page(
        path=part.path,
        title=title if part.number == 1 else f"{title}, page {part.number}",
        description=lead,
        body=render(
            "changes.html",
            view,
            base=base,
            days=days,
            lead=lead,
            most=_MOST,
            event_of=_finder(view.timeline),
            only=only,
            part=part,
            title=title,
        ),
        headings=tuple(Heading(2, f"d-{day.name}", _spoken(view, day)) for day in days),
        search=(SearchEntry("", title, lead),) if part.number == 1 else (),
        data_path="api/v1/changes/index.json" if view.timeline.history.complete else "",
    )


def _finder(timeline: Timeline) -> Callable[[Step], Event | None]:
    """Return what finds the event of a step, as long as there is one."""
    name_of, by_id = told(timeline).name, timeline.by_id
    return lambda step: by_id.get(name_of(step))


def _days(steps: Sequence[Step], *, by_weight: bool) -> Iterator[_Day]:
    for name, found in groupby(steps, lambda step: (instant(step.version.commit.at) or "")[:10]):
        own = list(found)
        at, added = own[0].version.commit.at, list[Step]()
        if by_weight:
            added = [step for step in own if step.version.op == "create"]
            own = [step for step in own if step.version.op != "create"]
            own.sort(key=lambda step: _ORDER.index(happened(step)))
        yield _Day(name, at, own, added)


def _spoken(view: View, day: _Day) -> str:
    return view.moment(day.at).striptags()
