"""The pages of a build: MkDocs is given those that the navigation shows, all others wait.

Only the plugin calls it. Event pages, of which there are thousands, are made as they are written.
"""

from collections import deque
from collections.abc import Callable, Container, Iterator
from functools import partial
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from timeline import publication
from timeline.core.page import Page
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.computed import page_path
from timeline.mkdocs_plugin import host
from timeline.pages import splice

_EVENTS: Final = page_path("")

Entry = dict[str, Any]
Part = Callable[[], Iterator[Page]]


class Gathered:
    """Every page that a timeline has.

    `shown` are those of the navigation, by their file, `entries` what the search knows of all that
    were gathered.
    """

    def __init__(self, timeline: Timeline, site: Site) -> None:
        self._timeline = timeline
        self._site = site
        self._waiting: deque[host.Held] = deque()
        self._streamed = True
        self._taken: Container[str] = ()
        self.entries: list[Entry] = []
        self.shown: dict[str, Page] = {}

    def gather(self, files: Files, config: MkDocsConfig) -> None:
        """Make the pages, and have each in the files: as a page of MkDocs or to be linked to."""
        named = set(host.named(config.nav))
        self._taken = {file.dest_uri for file in files}  # a page in docs/ goes before ours
        self._streamed = not any(name.startswith(_EVENTS) for name in named)
        pages = publication.overviews if self._streamed else publication.pages
        for page in pages(self._timeline, self._site):
            if self._ours(page.path):
                self._add(page, files, config, named)
        if self._streamed:
            for event in self._timeline:
                path, listed = page_path(event.id), event.withdrawn is None
                if self._ours(path):
                    files.append(host.Target(path, self._site, config, listed=listed))

    def _ours(self, path: str) -> bool:
        return splice.page_file(self._site, path) not in self._taken

    def _add(self, page: Page, files: Files, config: MkDocsConfig, named: Container[str]) -> None:
        """Take in a page: into MkDocs if the navigation shows it, else to be spliced."""
        name = f"{page.path}.md"
        self.entries += splice.search_entries(page, self._site)
        if splice.outside(page.path) and name not in named:
            self._waiting.append(host.Held(page))
            files.append(host.Target(page.path, self._site, config))
        else:
            self.shown[name] = page
            level = InclusionLevel.INCLUDED
            files.append(File.generated(config, name, content="", inclusion=level))

    def waiting(self) -> Iterator[Page]:
        """Yield, once, the pages that MkDocs knows nothing of, but those of events."""
        while self._waiting:
            yield self._waiting.popleft().page()

    def events(self) -> list[Part]:
        """Return what makes those of events that MkDocs knows nothing of, a hundred each."""
        if not self._streamed:
            return []
        return [
            partial(self._untaken, part)
            for part in publication.event_pages(self._timeline, self._site)
        ]

    def _untaken(self, part: Part) -> Iterator[Page]:
        return (page for page in part() if self._ours(page.path))
