"""Builds the site of a repository without its data files, and times the event pages within.

Run by `bench` as a process of its own: `python benchmarks/site_pages.py FOLDER RESULT`. Everything
is the real build except that no exporter runs. RESULT gets JSON: `seconds` is what the plugin
spends in making the event pages from a loaded timeline and writing them (templates, words,
splicing into the theme's shell, search entries, files). Loading, checking, MkDocs with its own
pages, the search index and the manifest are not in it; they are in the time of this process.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline import config, exporters, output, project
from timeline.core.artifact import Artifact
from timeline.mkdocs_build import build_site


class Clock:
    """Stands in for the writer, and adds up how long it takes where it writes event pages."""

    def __init__(self) -> None:
        self.write = output.write_artifacts
        self.seconds = 0.0
        self.pages = 0

    def __call__(self, folder: Path, artifacts: Iterable[Artifact]) -> dict[str, output.Written]:
        """Write; pages are made one by one as they are written, so their making is timed too."""
        before, start = self.pages, time.perf_counter()
        written = self.write(folder, self._counted(artifacts))
        if self.pages > before:
            self.seconds += time.perf_counter() - start
        return written

    def _counted(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        for artifact in artifacts:
            html = artifact.media_type == "text/html"
            self.pages += html and artifact.path.startswith("events/")
            yield artifact


def main() -> None:
    """Build, and say how long the event pages took."""
    folder, result = Path(sys.argv[1]), Path(sys.argv[2])
    clock = Clock()
    vars(output)["write_artifacts"] = clock
    vars(exporters)["EXPORTERS"] = ()
    settings = config.read(folder, None)
    checked = project.check(project.Project(settings.root, settings.options))
    with output.staged(folder / "site-pages") as staging:
        build_site(settings.file, staging, checked, strict=False)
    if clock.pages != len(checked.timeline):
        raise SystemExit(f"{clock.pages} event pages were seen of {len(checked.timeline)}")
    result.write_text(json.dumps({"seconds": round(clock.seconds, 3), "pages": clock.pages}))


if __name__ == "__main__":
    main()
