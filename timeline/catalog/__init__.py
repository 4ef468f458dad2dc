"""What leads to all other files: the entrance, the terms, OpenAPI, and what hosts are told.

Called by `project` when every exporter is through, so that nothing is listed that was not written.
"""

from collections.abc import Iterator

from timeline.catalog import entrance, hosting, openapi, terms
from timeline.catalog.listing import Listing
from timeline.core.artifact import Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.exporters import EXPORTERS

__all__ = ["Listing", "describe", "offers"]


def offers() -> Iterator[tuple[str, Offer]]:
    """Yield every offer with the name of its exporter; files about files have none.

    The manifest is the last of them, which `output` writes.
    """
    for exporter in EXPORTERS:
        yield from ((exporter.name, offer) for offer in exporter.offers)
    for module in (entrance, terms, openapi, hosting):
        yield from (("", offer) for offer in module.OFFERS)
    yield "", entrance.MANIFEST


def describe(timeline: Timeline, site: Site, listing: Listing) -> Iterator[Artifact]:
    """Yield the files about files; the entrance comes last, with the sizes of all others."""
    for artifact in (
        *terms.files(timeline, site, listing),
        *hosting.files(timeline, site, listing),
    ):
        listing.add(artifact.path, len(artifact.content))
        yield artifact
    described = openapi.file(site, listing)
    listing.add(described.path, len(described.content))
    yield described
    yield entrance.file(timeline, site, listing)
