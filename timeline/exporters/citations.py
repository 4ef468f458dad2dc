"""How to cite the events and the whole: data/citations.bib, data/citations.json, CITATION.cff.

An entry for every event that is not withdrawn, in two files rather than in two more per event.
"""

import json
from collections.abc import Iterator
from typing import Final

from timeline.core.artifact import BIBTEX, CFF, CSL, Artifact, json_artifact
from timeline.core.history import instant
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.citing import bibtex, csl
from timeline.derive.computed import words

OFFERS: Final = (
    Offer(
        path="data/citations.bib",
        media_type=BIBTEX,
        holds="How to cite each event, as BibTeX",
        client="citation",
    ),
    Offer(
        path="data/citations.json",
        media_type=CSL,
        holds="The same as CSL-JSON, for Zotero and others",
        client="citation",
    ),
    Offer(
        path="CITATION.cff",
        media_type=CFF,
        holds="How to cite the whole (Citation File Format 1.2)",
        client="citation",
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield BibTeX and CSL-JSON of all events, and the citation of the whole (CFF 1.2)."""
    dated = [(event, words(event, timeline, site.language)) for event in timeline.standing()]
    entries = "\n\n".join(bibtex(event, when, timeline, site) for event, when in dated)
    yield Artifact("data/citations.bib", BIBTEX, f"{entries}\n".encode())
    items = [csl(event, when, timeline, site) for event, when in dated]
    yield json_artifact("data/citations.json", items, CSL)
    yield Artifact("CITATION.cff", CFF, _cff(timeline, site).encode())


def _cff(timeline: Timeline, site: Site) -> str:
    """Return the Citation File Format; its YAML holds JSON strings, which need no other escape."""
    members = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": site.name,
        "abstract": site.description,
        "authors": [{"name": site.attribution or site.name}],
        "license": site.license,
        "url": site.url,
        "date-released": (instant(timeline.history.last) or "")[:10],
    }
    told = {name: value for name, value in members.items() if value}
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in told.items())
