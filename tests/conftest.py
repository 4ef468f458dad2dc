"""What the tests share: a small valid repository, and writing golden files anew.

`Repository` is the only helper. Tests that need more than one verb of it build their own beside
themselves.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from timeline import config, project
from timeline.core.diagnostic import Diagnostic

TODAY: Final = "1795219200"  # 2026-11-21T00:00:00Z

CONFIGURATION: Final = """\
site_name: A small timeline
site_url: http://127.0.0.1:8000/
theme: {name: material, font: false}
plugins:
  - search
  - timeline: {authority: "example.org,2026"}
"""

TERMS: Final[dict[str, list[dict[str, Any]]]] = {
    "actors": [
        {"id": "russia", "label": "Russia", "type": "state"},
        {"id": "un-security-council", "label": "UN Security Council", "type": "group"},
    ],
    "places": [
        {"id": "russia", "label": "Russia", "type": "country"},
        {"id": "vladivostok", "label": "Vladivostok", "type": "city", "within": "russia"},
    ],
    "topics": [{"id": "sanctions", "label": "Sanctions"}],
    "kinds": [
        {"id": "statement", "label": "Statement", "extent": "occurrence"},
        {"id": "statistic", "label": "Statistic", "extent": "coverage"},
    ],
    "measures": [
        {
            "id": "border-entries",
            "label": "Border entries",
            "unit": "entries",
            "nature": "flow",
            "counts": "Border crossings inwards, not persons.",
        },
    ],
    "dimensions": [
        {
            "id": "purpose",
            "label": "Purpose",
            "categories": [
                {"id": "education", "label": "Education"},
                {"id": "work", "label": "Work"},
            ],
        },
    ],
    "publishers": [
        {"id": "daily-news", "label": "Daily News", "type": "newspaper"},
        {"id": "weekly-review", "label": "Weekly Review", "type": "newspaper"},
    ],
}


def event(event_id: str = "an-event", /, **changes: Any) -> dict[str, Any]:
    """Return the least valid event with changes; `...` as a value leaves the field out."""
    fields = {
        "id": event_id,
        "date": "2020-03",
        "title": "Something happened",
        "summary": "Something happened, as a newspaper reports.",
        "kind": "statement",
        "status": "confirmed",
        "sources": [source(event_id)],
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not ...}


def source(name: str = "report", /, **changes: Any) -> dict[str, Any]:
    """Return the least valid source, with the key `daily`; `name` makes its address its own."""
    fields = {
        "key": "daily",
        "publisher": "daily-news",
        "url": f"https://www.example.org/{name}",
        **changes,
    }
    return {field: value for field, value in fields.items() if value is not ...}


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository in a temporary folder."""

    root: Path

    def write(self, file: str, content: bytes | str | dict[str, Any]) -> Path:
        """Write a file below the root: bytes, text, or a value as JSON."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def event(self, event_id: str = "an-event", /, folder: str = "2020", **changes: Any) -> str:
        """Write an event file and return its path below the root."""
        file = f"events/{folder}/{event_id}.json"
        self.write(file, event(event_id, **changes))
        return file

    def vocabulary(self, facet: str, terms: list[dict[str, Any]]) -> str:
        """Replace the terms of a facet and return the file's path below the root."""
        file = f"schema/vocabulary/{facet}.json"
        self.write(file, {"terms": terms})
        return file

    def check(self, *paths: str) -> list[Diagnostic]:
        """Return every finding, or those of the given paths, as `timeline check` does."""
        settings = config.read(self.root)
        place = project.Project(settings.root, settings.options)
        return project.check(place, [self.root / path for path in paths]).diagnostics

    def found(self, *paths: str) -> list[tuple[str, str, str]]:
        """Return (code, file, pointer) of every finding."""
        return [(item.code, item.file, item.pointer) for item in self.check(*paths)]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write expected files anew; read the difference before you commit it.",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make a valid repository with two events; `today` is 2026-11-21."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    made = Repository(tmp_path / "repository")
    made.write("mkdocs.yml", CONFIGURATION)
    for facet, terms in TERMS.items():
        made.vocabulary(facet, terms)
    made.write("docs/about.md", "# About\n\nA small timeline for tests.\n")
    made.event("first-event", "2019", date="2019-12-22")
    made.event("second-event", "undated", date="../2021")
    return made


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Do without the rights of root, who may read everything; `folder` stays reachable."""
    if os.geteuid() != 0:
        yield
        return
    closed = [p for p in folder.parents if p.stat().st_mode & 0o001 == 0]
    modes = {path: path.stat().st_mode for path in closed}
    for path in closed:
        path.chmod(modes[path] | 0o011)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)
