"""api/v1/<facet>/index.json: the terms, how many events name each, and every file about each."""

from collections.abc import Iterator
from typing import Final

from timeline.catalog.listing import Listing
from timeline.core.api_outputs import TermEntry
from timeline.core.artifact import JSON, Artifact, json_artifact
from timeline.core.offer import Offer, Values
from timeline.core.outputs import envelope
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.facets import EVENT_FACETS, by_term

OFFERS: Final = (
    Offer(
        path="api/v1/{facet}/index.json",
        media_type=JSON,
        holds="The terms of a facet, with addresses of their events, page and feeds",
        values={"facet": Values(names=EVENT_FACETS)},
    ),
)


def files(timeline: Timeline, site: Site, listing: Listing) -> Iterator[Artifact]:
    """Yield a file for every facet."""
    about = listing.about_terms()
    for facet in EVENT_FACETS:
        events = by_term(timeline, facet)
        entries: list[TermEntry] = [
            {
                "id": term.id,
                "label": term.label,
                "events": len(events.get(term.id, ())),
                "href": f"{site.url}api/v1/{facet}/{term.id}.json",
                "url": site.absolute(f"{facet}/{term.id}"),
                "files": [
                    {"href": site.url + path, "media_type": offer.media_type, "title": offer.holds}
                    for offer, path in about.get((facet, term.id), ())
                    if not path.startswith("api/")
                ],
            }
            for term in timeline.vocabulary.facet(facet).values()
        ]
        value = envelope(entries, timeline.history.last)
        yield json_artifact(f"api/v1/{facet}/index.json", value)
