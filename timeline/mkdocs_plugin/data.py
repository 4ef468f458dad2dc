"""The data of a build: written apart while MkDocs makes pages, described when all is through.

Only the plugin calls it.
"""

import json
from collections.abc import Container
from pathlib import Path

from mkdocs.exceptions import PluginError

from timeline import output, publication
from timeline.catalog import entrance
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.changelog import told
from timeline.pages import sizes, splice
from timeline.pages.redirects import redirects


class Data:
    """The data files of one build, of which most are being written from the first moment on."""

    def __init__(self, timeline: Timeline, site: Site, folder: Path) -> None:
        self._timeline = timeline
        self._site = site
        self._folder = folder
        told(timeline)  # pages and data need it: made before they part
        self._apart = output.Apart(folder, publication.parts(timeline, site))

    def finish(self, taken: Container[str]) -> dict[str, output.Written]:
        """Write what is left, when the pages stand; `taken` are the places of other files.

        Raises PluginError where one of ours belongs too: one of the two would be lost.
        """
        data = self._apart.written()
        known = [(path, made.size) for path, made in data.items()]
        about = publication.described(self._timeline, self._site, known)
        data |= output.write_artifacts(self._folder, about)
        for path in data:
            if path in taken:
                raise PluginError(f"timeline: {path} of the docs stands where data is published")
        moved = redirects(self._timeline, self._site)
        data |= output.write_artifacts(self._folder, moved)
        self._fill_sizes()
        return data

    def _fill_sizes(self) -> None:
        """Put real sizes into the page of the data, which was rendered before there were any."""
        page = self._folder / splice.page_file(self._site, "data")
        if page.is_file():
            content = (self._folder / entrance.PATH).read_bytes()
            itself = {"path": entrance.PATH, "files": 1, "max_bytes": len(content)}
            links = [*json.loads(content)["links"], itself]
            filled = sizes.fill(page.read_text("utf-8"), links)
            page.write_text(filled, "utf-8", newline="\n")

    def stop(self) -> None:
        """Write nothing more: the build has failed."""
        self._apart.stop()
