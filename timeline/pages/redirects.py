"""Former addresses of events: a small page each that leads to the present one.

No section of its own: these are files without a place in navigation, search or sitemap.
"""

from collections.abc import Iterator

from timeline.core.artifact import Artifact
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import addresses, page_path
from timeline.pages.splice import HTML, page_file
from timeline.pages.templating import render
from timeline.pages.view import View


def redirects(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield a redirect for every former id that no event carries today."""
    for event in timeline:
        for alias in addresses(event):
            if timeline.aliases.get(alias) == event.id:
                path = page_path(alias)
                html = render("redirect.html", View(timeline, site, path), event=event)
                yield Artifact(page_file(site, path), HTML, html.encode())
