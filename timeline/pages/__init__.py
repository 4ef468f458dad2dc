"""The site as data: every section yields finished pages, in this order."""

from collections.abc import Callable, Iterator
from typing import Final

from timeline.core.page import Page
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.pages import (
    changes,
    chronology,
    data,
    disagreements,
    events,
    figures,
    home,
    quality,
    reference,
    sources,
    terms,
    years,
)

Section = Callable[[Timeline, Site], Iterator[Page]]

SECTIONS: Final[tuple[tuple[str, Section], ...]] = (
    ("home", home.section),
    ("chronology", chronology.section),
    ("years", years.section),
    ("terms", terms.section),
    ("disagreements", disagreements.section),
    ("sources", sources.section),
    ("changes", changes.section),
    ("quality", quality.section),
    ("data", data.section),
    ("reference", reference.section),
    ("figures", figures.section),  # late: its charts take a while
    ("events", events.section),
)
