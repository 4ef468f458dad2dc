"""All figures by measure: what is counted, and every claim with its period and claimant.

A measure with more claims than a page should hold has pages of its own below `figures/`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Measure
from timeline.derive.claims import Claim, by_measure
from timeline.pages.charts import charts
from timeline.pages.paging import Part, parts
from timeline.pages.templating import render
from timeline.pages.view import View

_MOST: Final = 24  # claims of a measure on the page of all measures
_LEAD: Final = (
    "Every number on this timeline, grouped by what exactly is counted. Numbers of different "
    "measures must not be compared or added."
)


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the page of figures, and those of the measures that need more room."""
    found = by_measure(timeline)
    # What is counted before what merely describes, and the longest series first.
    measures = sorted(
        (m for m in timeline.vocabulary.measures.values() if m.id in found),
        key=lambda m: (m.nature == "attribute", -len(found[m.id])),
    )
    yield _overview(View(timeline, site, "figures"), measures, found)
    for measure in measures:
        if len(found[measure.id]) > _MOST:
            for part in parts(f"figures/{measure.id}", found[measure.id]):
                yield _page(View(timeline, site, part.path), measure, part)


def _overview(
    view: View, measures: Sequence[Measure], found: Mapping[str, Sequence[Claim]]
) -> Page:
    body = render(
        "figures.html",
        view,
        charts=charts(view, found),
        found=found,
        lead=_LEAD,
        measures=measures,
        most=_MOST,
    )
    return Page(
        path=view.path,
        title="Figures",
        description=_LEAD,
        body=body,
        headings=tuple(Heading(2, m.id, view.label("measures", m.id)) for m in measures),
        search=(
            SearchEntry("", "Figures", _LEAD),
            *(SearchEntry(m.id, view.label("measures", m.id), m.counts) for m in measures),
        ),
    )


def _page(view: View, measure: Measure, part: Part[Claim]) -> Page:
    label = view.label("measures", measure.id)
    return Page(
        path=part.path,
        title=label if part.number == 1 else f"{label}, page {part.number}",
        description=measure.counts,
        body=render(
            "measure.html",
            view,
            base=f"figures/{measure.id}",
            found={},
            measure=measure,
            part=part,
        ),
        wide=True,
    )
