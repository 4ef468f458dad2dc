"""What is published of a timeline: the parts of the data, what describes them, the pages.

Called by the shells (`cli`, `mkdocs_plugin`) with a timeline that was checked; writes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from timeline import catalog, exporters
from timeline import pages as site_pages
from timeline.core.artifact import Artifact
from timeline.core.forked import Forked
from timeline.core.page import Page
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.exporters import Exporter

# The engine that draws charts takes seconds: they are drawn while other pages are made.
_DRAWN: Final = "figures"
_EVENTS: Final = "events"


class ExporterError(Exception):
    """An exporter failed, which is a fault of the program; nothing may be published."""


def parts(
    timeline: Timeline, site: Site, only: Iterable[str] = ()
) -> list[Callable[[], Iterator[Artifact]]]:
    """Return what makes the data files of the site, those first that take longest.

    A part is a format, or those that are made from the same values. `only` names the exporters
    that are wanted, all if none. The parts raise ExporterError.
    """
    wanted = set(only)
    site = _offering(site, wanted)
    found: dict[object, list[Exporter]] = {}
    for exporter in exporters.EXPORTERS:
        if not wanted or exporter.name in wanted:
            found.setdefault(exporter.shares or exporter.name, []).append(exporter)
    together = sorted(found.values(), key=len, reverse=True)
    return [partial(_part, of_one, timeline, site) for of_one in together]


def _part(together: Sequence[Exporter], timeline: Timeline, site: Site) -> Iterator[Artifact]:
    for exporter in together:
        yield from _named(exporter.name, exporter.export, timeline, site)
    if shared := together[0].shares:
        shared.cache_clear()


def described(
    timeline: Timeline, site: Site, written: Iterable[tuple[str, int]]
) -> Iterator[Artifact]:
    """Yield the files about the data files, of which path and size in bytes were `written`."""
    listing = catalog.Listing(catalog.offers())
    for path, size in written:
        listing.add(path, size)
    yield from _named("catalog", catalog.describe, timeline, site, listing)


def artifacts(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield every data file of the site, what describes them last. Raises ExporterError."""
    written = []
    for part in parts(timeline, site):
        for artifact in part():
            written.append((artifact.path, len(artifact.content)))
            yield artifact
    yield from described(timeline, site, written)


def _named(
    name: str, make: Callable[..., Iterator[Artifact]], *values: object
) -> Iterator[Artifact]:
    """Yield artifacts; what goes wrong meanwhile says whose they were to be."""
    try:
        yield from make(*values)
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        raise ExporterError(f"exporter {name} failed: {problem}") from error


def pages(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield every generated page of the site, those of events last."""
    yield from overviews(timeline, site)
    yield from site_pages.events.section(timeline, _offering(site))


def overviews(timeline: Timeline, site: Site) -> Iterator[Page]:
    """Yield the pages that hold many events."""
    site = _offering(site)
    sections = dict(site_pages.SECTIONS)
    del sections[_EVENTS]
    drawn = Forked(lambda: list(sections[_DRAWN](timeline, site)))
    try:
        for name, section in sections.items():
            yield from drawn.result() if name == _DRAWN else section(timeline, site)
    finally:
        drawn.stop()


def event_pages(timeline: Timeline, site: Site) -> list[Callable[[], Iterator[Page]]]:
    """Return what makes the pages of the events, a hundred each, in timeline order."""
    return site_pages.events.parts(timeline, _offering(site))


def _offering(site: Site, wanted: Collection[str] = ()) -> Site:
    """Return the site with what the wanted exporters can write here, or all where none is named."""
    offers = (offer for name, offer in catalog.offers() if not wanted or name in wanted)
    return replace(site, offers=tuple(offer for offer in offers if offer.possible))
