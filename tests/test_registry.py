"""Registries are literal; a module in the folder that nobody registered would never run."""

import pkgutil
from types import ModuleType

import click
import pytest
from conftest import Repository

from timeline import checks, config, exporters, pages, project, publication, reporters
from timeline.cli import main
from timeline.config import Options
from timeline.core.diagnostic import Summary
from timeline.derive.rendered import rendered
from timeline.derive.tables import tables

# Modules of a folder that serve the registered ones.
PAGE_PARTS = {
    "charts",
    "compiling",
    "drawing",
    "maps",
    "markup",
    "overview",
    "paging",
    "policy",
    "portraits",
    "redirects",
    "shell",
    "sizes",
    "splice",
    "strips",
    "templating",
    "view",
    "words",
}


def modules(package: ModuleType) -> set[str]:
    return {module.name for module in pkgutil.iter_modules(package.__path__)}


def registered(package: ModuleType, functions: list[object]) -> set[str]:
    names = {str(getattr(function, "__module__", "")) for function in functions}
    assert all(name.startswith(package.__name__ + ".") for name in names)
    return {name.rpartition(".")[2] for name in names}


def test_every_check_is_registered_under_its_module() -> None:
    assert modules(checks) == {name for name, _ in checks.CHECKS}
    assert all(check.__module__ == f"timeline.checks.{name}" for name, check in checks.CHECKS)


def test_every_exporter_is_registered() -> None:
    functions: list[object] = [exporter.export for exporter in exporters.EXPORTERS]

    assert modules(exporters) == registered(exporters, functions)
    assert len({exporter.name for exporter in exporters.EXPORTERS}) == len(exporters.EXPORTERS)


def test_formats_made_from_the_same_values_are_one_part(repository: Repository) -> None:
    repository.event("a")
    site = config.read(repository.root).site
    timeline = project.check(project.Project(repository.root, Options())).timeline
    wanted = ["feed-style", "json-feed", "sqlite", "csv", "geojson", "ndjson", "api-events"]

    found = [{a.path for a in part()} for part in publication.parts(timeline, site, wanted)]

    marks = ["data/events.sqlite", "data/events.ndjson", "feed.json", "feed.css"]
    assert [mark in paths for mark, paths in zip(marks, found, strict=True)] == [True] * 4
    assert {"data/events.csv", "data/events.geojson"} < found[0]
    assert tables.cache_info().currsize == rendered.cache_info().currsize == 0


def test_every_reporter_is_registered() -> None:
    functions: list[object] = list(reporters.REPORTERS.values())

    assert modules(reporters) == registered(reporters, functions)


def test_every_section_of_the_site_is_registered() -> None:
    functions: list[object] = [section for _, section in pages.SECTIONS]

    assert modules(pages) - PAGE_PARTS == registered(pages, functions)


@pytest.mark.parametrize("command", ["check", "verify"])
def test_format_offers_every_reporter(command: str) -> None:
    options = {option.name: option for option in main.commands[command].params}
    choice = options["form"].type

    assert isinstance(choice, click.Choice)
    assert list(choice.choices) == list(reporters.REPORTERS)


@pytest.mark.parametrize("name", reporters.REPORTERS)
def test_every_reporter_ends_with_a_line_break_when_nothing_is_found(name: str) -> None:
    assert reporters.REPORTERS[name]([], Summary(files=0, errors=0, warnings=0)).endswith("\n")
