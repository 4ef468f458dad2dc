"""All figures by measure: an index of what is counted, and a page for each measure.

A measure with more claims than a page should hold is cut as other long lists are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from timeline.core.days import from_day, year_text
from timeline.core.page import Link, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Measure
from timeline.derive.claims import Claim, by_measure
from timeline.pages.charts import charts
from timeline.pages.paging import Part, parts
from timeline.pages.templating import render
from timeline.pages.view import View

_PATH: Final = "figures"
_LEADING: Final = 2  # charts on the index
_LEAD: Final = (
    "Every number on this timeline, grouped by what exactly is counted. Numbers of different "
    "measures must not be compared or added."
)
# What is counted before what merely describes.
_GROUPS: Final = (
    ("flow", "What adds up over a period"),
    ("stock", "What holds at a moment"),
    ("attribute", "Stated, not counted"),
)
_UNKNOWN: Final = -float("inf")

_Claims = Mapping[str, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure with its figures: the years they are about, the latest of them, their charts.

    `rivals` are the measures that it must not be compared with, and whether they have pages.
    """

    measure: Measure
    claims: Sequence[Claim]
    years: str
    latest: Claim
    charts: Sequence[Markup]
    rivals: Mapping[str, bool]

    @property
    def path(self) -> str:
        """The address of the measure's own page."""
        return f"{_PATH}/{self.measure.id}"


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the index of figures and the pages of each measure."""
    found = by_measure(timeline)
    view = View(timeline, site, _PATH)
    entries = _entries(view, found)
    groups = {
        title: [entry for entry in entries if entry.measure.nature == nature]
        for nature, title in _GROUPS
    }
    yield _index(view, {title: group for title, group in groups.items() if group})
    ordered = [entry for group in groups.values() for entry in group]
    around = zip([None, *ordered], ordered, [*ordered[1:], None], strict=False)
    for before, entry, after in around:
        links = (_link(view, before), _link(view, after))
        for part in parts(entry.path, entry.claims):
            yield _page(View(timeline, site, part.path), entry, part, links)


def _entries(view: View, found: _Claims) -> Sequence[Entry]:
    """Return the measures that have figures, those with most of them first."""
    measures = view.timeline.vocabulary.measures
    known = {name: claims for name, claims in found.items() if name in measures}
    drawn = charts(view, known)
    order = sorted(known, key=lambda name: (-len(known[name]), name))
    return [
        Entry(
            measure=measures[name],
            claims=known[name],
            years=_years(view, known[name]),
            latest=_latest(known[name]),
            charts=drawn.get(name, ()),
            rivals={other: other in known for other in measures[name].not_comparable_with},
        )
        for name in order
    ]


def _years(view: View, claims: Sequence[Claim]) -> str:
    """Return the first and the last year that figures are about; empty where none is known."""
    periods = [(claim.period.lower, claim.period.upper) for claim in claims]
    days = sorted(day for period in periods for day in period if isinstance(day, int))
    ends = [view.year(year_text(from_day(day)[0])) for day in (*days[:1], *days[-1:])]
    return "–".join(dict.fromkeys(ends))


def _latest(claims: Sequence[Claim]) -> Claim:
    """Return the figure about the latest period, as given last; a whole goes before its parts."""
    totals = [claim for claim in claims if not claim.figure.category]
    wholes = [claim for claim in totals if not claim.figure.label]

    def order(claim: Claim) -> tuple[float, float]:
        given = claim.figure.as_of
        end = claim.period.upper if isinstance(claim.period.upper, int) else claim.period.lower
        return (
            end if isinstance(end, int) else _UNKNOWN,
            given.sort_key[0] if given else _UNKNOWN,
        )

    return max(wholes or totals or claims, key=order)


def _index(view: View, groups: Mapping[str, Sequence[Entry]]) -> Page:
    drawn = [entry for group in groups.values() for entry in group if entry.charts]
    leading = sorted(drawn, key=lambda entry: -len(entry.claims))[:_LEADING]
    body = render(
        "figures.html",
        view,
        groups=groups,
        lead=_LEAD,
        leading=leading,
    )
    return Page(
        path=view.path,
        title="Figures",
        description=_LEAD,
        body=body,
        search=(SearchEntry("", "Figures", _LEAD),),
        wide=True,
    )


def _page(
    view: View, entry: Entry, part: Part[Claim], links: tuple[Link | None, Link | None]
) -> Page:
    measure = entry.measure
    label = view.label("measures", measure.id)
    first = part.number == 1
    return Page(
        path=part.path,
        title=label if first else f"{label}, page {part.number}",
        description=measure.counts,
        body=render("measure.html", view, base=entry.path, entry=entry, measure=measure, part=part),
        search=(SearchEntry("", label, measure.counts),) if first else (),
        previous=links[0] if first else None,
        next=links[1] if first else None,
        wide=True,
    )


def _link(view: View, entry: Entry | None) -> Link | None:
    return Link(entry.path, view.label("measures", entry.measure.id)) if entry else None
