"""Builds the site of a repository without its data files, and times the event pages within.

Run by `bench` as a process of its own: `python benchmarks/site_pages.py FOLDER RESULT`. Everything
is the real build except that no exporter runs. RESULT gets JSON: `seconds` is what the plugin
spends in making the event pages from a loaded timeline and writing them, on all processors
(templates, words, splicing into the theme's shell, search entries, files). Loading, checking,
MkDocs with its own pages, the search index and the manifest are not in it; they are in the time of
this process.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from timeline import config, exporters, output, project
from timeline.core.forked import Shared
from timeline.mkdocs_build import build_site
from timeline.mkdocs_plugin import outside


class Timed(Shared[Any]):
    """The parts of the event pages, and how long they take from the first to the last."""

    seconds = 0.0
    pages = 0

    def __init__(self, tasks: Sequence[Callable[[], Any]]) -> None:
        self._start = time.perf_counter()
        super().__init__(tasks)

    def results(self) -> list[Any]:
        """Wait for the parts; count their pages, and the seconds since they were begun."""
        found = super().results()
        Timed.seconds += time.perf_counter() - self._start
        Timed.pages += sum(path.endswith(".html") for part in found for path in part.written)
        return found


def main() -> None:
    """Build, and say how long the event pages took."""
    folder, result = Path(sys.argv[1]), Path(sys.argv[2])
    vars(outside)["Shared"] = Timed
    vars(exporters)["EXPORTERS"] = ()
    settings = config.read(folder, None)
    checked = project.check(project.Project(settings.root, settings.options))
    with output.staged(folder / "site-pages") as staging:
        build_site(settings.file, staging, checked, strict=False)
    if Timed.pages != len(checked.timeline):
        raise SystemExit(f"{Timed.pages} event pages were seen of {len(checked.timeline)}")
    result.write_text(json.dumps({"seconds": round(Timed.seconds, 3), "pages": Timed.pages}))


if __name__ == "__main__":
    main()
