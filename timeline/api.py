"""The Python API: what `import timeline` offers."""

from collections.abc import Sequence
from pathlib import Path

from timeline import config, project
from timeline.config import ConfigError
from timeline.core.diagnostic import Diagnostic, summarise
from timeline.core.edtf import Edtf, EdtfError, parse
from timeline.core.model import Event
from timeline.core.timeline import Timeline
from timeline.reporters import REPORTERS

__all__ = [
    "ConfigError",
    "DataError",
    "Edtf",
    "EdtfError",
    "Event",
    "Timeline",
    "load",
    "parse_date",
]


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
    if any event has an error, and `ConfigError` if `path` is neither of the two folders.
    """
    folder = Path(path).absolute()
    root = next((d for d in (folder, *folder.parents) if (d / "mkdocs.yml").is_file()), folder)
    settings = config.read(root)
    events = settings.root / settings.options.events
    if not folder.is_dir() or folder.resolve() not in (settings.root.resolve(), events.resolve()):
        problem = (
            f"{path} is no repository; expected the folder of mkdocs.yml or its {events.name}/"
        )
        raise ConfigError([problem])
    checked = project.check(project.Project(settings.root, settings.options))
    if checked.summary.errors:
        raise DataError(checked.diagnostics, checked.summary.files)
    return checked.timeline


def parse_date(text: str) -> Edtf:
    """Read an EDTF string, levels 0 to 2 (ISO 8601-2); raises `EdtfError`, a ValueError."""
    return parse(text)
