"""Writes the pages that MkDocs knows nothing of: lists first, then events, by several processes.

Only the plugin calls it. What a process learns beside the files, it gives back.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from timeline import output
from timeline.core.forked import Shared
from timeline.core.page import Page
from timeline.core.site import Site
from timeline.mkdocs_plugin.gathered import Entry, Gathered, Part
from timeline.mkdocs_plugin.guard import Guard
from timeline.pages import splice


class _Made(NamedTuple):
    """What came of a part: its files, its entries for the search, the scripts of its shells."""

    written: dict[str, output.Written]
    entries: list[Entry]
    scripts: frozenset[str]


class Outside:
    """The writing of these pages below a folder; `splicer` puts them into the theme."""

    def __init__(self, folder: Path, site: Site, splicer: splice.Splicer, guard: Guard) -> None:
        self._folder = folder
        self._site = site
        self._splicer = splicer
        self._guard = guard

    def write(self, pages: Gathered, entries: list[Entry]) -> dict[str, output.Written]:
        """Write all pages that wait, and index every page in `entries`."""
        written = output.write_artifacts(self._folder, self._splicer(pages.waiting()))
        entries += pages.entries
        parts = Shared([partial(self._part, part) for part in pages.events()]).results()
        for made in parts:
            entries += made.entries
            self._guard.take(made.scripts)
        return output.together([written, *(made.written for made in parts)])

    def _part(self, part: Part) -> _Made:
        entries: list[Entry] = []

        def indexed() -> Iterator[Page]:
            for page in part():
                entries.extend(splice.search_entries(page, self._site))
                yield page

        written = output.write_artifacts(self._folder, self._splicer(indexed()))
        return _Made(written, entries, self._guard.scripts)
