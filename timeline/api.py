"""The Python API: `from timeline import load, parse_date`."""

from collections.abc import Sequence
from pathlib import Path

from timeline import config, project
from timeline.core.diagnostic import Diagnostic, summarise
from timeline.core.edtf import Edtf, parse
from timeline.core.timeline import Timeline
from timeline.reporters import REPORTERS


class DataError(ValueError):
    """The events have errors. `diagnostics` holds every finding; the text reports them."""

    def __init__(self, diagnostics: Sequence[Diagnostic], files: int) -> None:
        report = REPORTERS["plain"](diagnostics, summarise(diagnostics, files))
        super().__init__(report.rstrip())
        self.diagnostics = tuple(diagnostics)


def load(path: str | Path = "events") -> Timeline:
    """Read the events of a repository.

    `path` is the folder of the events or the repository itself (the folder of mkdocs.yml). Returns
    a `Timeline`: iterate over it for events in timeline order, index it by id. Raises `DataError`
    if any event has an error, and `timeline.config.ConfigError` if there is no usable mkdocs.yml.
    """
    folder = Path(path).absolute()
    root = next((d for d in (folder, *folder.parents) if (d / "mkdocs.yml").is_file()), folder)
    settings = config.read(root)
    checked = project.check(project.Project(settings.root, settings.options))
    if checked.summary.errors:
        raise DataError(checked.diagnostics, checked.summary.files)
    return checked.timeline


def parse_date(text: str) -> Edtf:
    """Read an EDTF string, levels 0 to 2 (ISO 8601-2); raises `EdtfError`, a ValueError."""
    return parse(text)
