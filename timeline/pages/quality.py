"""How well the timeline is supported: dates, sources, what was seen, what does not add up."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.core.outputs import Shares
from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.quality import quality
from timeline.pages.templating import render
from timeline.pages.view import View
from timeline.pages.words import CLAIM, STATUS, heading_of, language_name

_LEAD = (
    "What this timeline does not know, counted: how exact its dates are, how many sources bear an "
    "event out, which of them the editors saw, and which numbers do not add up."
)
_HEADINGS = (
    ("dates", "Dates"),
    ("standing", "How sure"),
    ("support", "Support"),
    ("documents", "Documents"),
    ("numbers", "Numbers"),
    ("gaps", "Gaps"),
)


class _Bar(NamedTuple):
    """A line of a table: words, a count, its share of all."""

    words: str
    number: int
    share: float


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the page of data quality."""
    view = View(timeline, site, "quality")
    found = quality(timeline)
    body = render(
        "quality.html",
        view,
        found=found,
        lead=_LEAD,
        precision=_bars(found["precision"]),
        status=[
            bar._replace(words=STATUS[name].word)
            for name, bar in zip(found["status"], _bars(found["status"]), strict=True)
        ],
        claims=[
            bar._replace(words=CLAIM[name].word)
            for name, bar in zip(found["claim_status"], _bars(found["claim_status"]), strict=True)
        ],
        languages=[
            bar._replace(words=language_name(name, view.language))
            for name, bar in zip(found["languages"], _bars(found["languages"]), strict=True)
        ],
        support=[
            _Bar(name, count, count / max(found["events"], 1))
            for name, count in found["sources_per_event"].items()
        ],
        bars=_bars,
        events=lambda ids: [timeline[event_id] for event_id in ids],
    )
    yield Page(
        path="quality",
        title="Data quality",
        description=_LEAD,
        body=body,
        headings=tuple(Heading(2, name, words) for name, words in _HEADINGS),
        search=(SearchEntry("", "Data quality", _LEAD),),
        data_path="api/v1/quality.json",
    )


def _bars(shares: Shares) -> Sequence[_Bar]:
    return [
        _Bar(heading_of(name), value["count"], value["share"]) for name, value in shares.items()
    ]
