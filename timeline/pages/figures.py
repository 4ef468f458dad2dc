"""All figures by measure: what is counted, and every claim with its period and claimant."""

from collections.abc import Iterator

from timeline.core.page import Heading, Page, SearchEntry
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.claims import by_measure
from timeline.pages.charts import charts
from timeline.pages.templating import View, render

_LEAD = (
    "Every number on this timeline, grouped by what exactly is counted. Numbers of different "
    "measures must not be compared or added."
)


def section(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the page of figures."""
    view = View(timeline, site, "figures")
    found = by_measure(timeline)
    # What is counted before what merely describes, and the longest series first.
    measures = sorted(
        (m for m in timeline.vocabulary.measures.values() if m.id in found),
        key=lambda m: (m.nature == "attribute", -len(found[m.id])),
    )
    yield Page(
        path="figures",
        title="Figures",
        description=_LEAD,
        body=render(
            "figures.html",
            view,
            lead=_LEAD,
            measures=measures,
            found=found,
            charts=charts(view, found),
        ),
        headings=tuple(Heading(2, m.id, view.label("measures", m.id)) for m in measures),
        search=(
            SearchEntry("", "Figures", _LEAD),
            *(SearchEntry(m.id, view.label("measures", m.id), m.counts) for m in measures),
        ),
    )
