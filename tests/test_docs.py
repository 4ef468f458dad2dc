"""The documents are true: their commands exist, their examples run, nothing is left out."""

import json
import re
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from timeline import config, project, schema
from timeline.cli import main
from timeline.core.codes import CATALOG
from timeline.core.model import Event
from timeline.core.record import names
from timeline.core.timeline import assemble
from timeline.loading.records import load

ROOT: Final = Path(__file__).parents[1]
README: Final = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING: Final = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.fixture(scope="module")
def repository() -> project.Project:
    settings = config.read(ROOT)
    return project.Project(settings.root, settings.options)


def test_the_events_to_copy_have_no_finding(repository: project.Project) -> None:
    examples = [
        (path, json.loads(text))
        for path, text in re.findall(r'```json title="([^"]+)"\n(.*?)```', CONTRIBUTING, re.DOTALL)
    ]
    assert any("figures" in event for _, event in examples)
    copied = {event["id"] for _, event in examples}
    there = project.present(repository)
    others = [(event, there.files[event.id]) for event in there if event.id not in copied]
    rest = assemble(others, there.vocabulary)

    for path, event in examples:
        assert path.endswith(f"/{event['id']}.json")
        assert project.try_event(repository, json.dumps(event), path, rest) == []


def test_every_field_of_an_event_is_explained_to_contributors() -> None:
    told = set(re.findall(r"`([a-z_]+)`", CONTRIBUTING))
    optional = {"lang", "aliases", "x", "schema"}

    assert set(names(Event)) - optional <= told


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(code[1], names)  # noqa: S102 - our own README
    assert len(names["timeline"]) >= 31  # type: ignore[arg-type]


def test_readme_fields_every_command_and_no_other() -> None:
    shown = set(re.findall(r"\.venv/bin/timeline ([a-z]+)", README + CONTRIBUTING))
    named = set(
        re.findall(
            r"`(?:timeline )?(check|build|serve|verify|date|explain|schema|new)\b",
            (ROOT / "CHANGELOG.md").read_text("utf-8"),
        )
    )
    assert shown <= set(main.commands)
    assert set(main.commands) <= shown | named


def test_every_command_has_help_and_works_in_another_repository() -> None:
    for name, command in main.commands.items():
        told = CliRunner().invoke(main, [name, "--help"]).output
        assert command.help, name
        assert "-C, --directory" in told, name
        assert "-f, --config-file" in told, name


def test_every_code_can_be_explained() -> None:
    for code, entry in CATALOG.items():
        told = CliRunner().invoke(main, ["explain", code])
        assert told.exit_code == 0
        assert entry.title in told.output
        assert entry.why in told.output
    unknown = CliRunner().invoke(main, ["explain", "T9999"])
    assert unknown.exit_code == 2


def test_generated_schemas_are_current() -> None:
    terms = load(ROOT, "events", "schema/vocabulary").timeline.vocabulary
    assert list(schema.stale(ROOT, terms)) == []


def test_schemas_speak_of_no_subject() -> None:
    ours = re.compile("korea|dprk|russia|kursk|vladivostok|2397", re.IGNORECASE)
    for path in sorted((ROOT / "schema/v1").glob("*.json")):
        assert ours.findall(path.read_text("utf-8")) == [], path.name


def test_every_page_of_the_documentation_is_in_the_navigation() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = [p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if page not in nav and not page.startswith("adr/")] == []


def test_readme_names_the_lines_of_the_navigation_that_go_with_the_pages() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").partition("not_in_nav")[0]
    written = {path.name for path in (ROOT / "docs").glob("*.md") if f": {path.name}" in nav}
    told = README.partition("these seven lines of `nav` go:")[2].partition("\n\n")[0]

    assert len(written) == 7
    assert written == set(re.findall(r"`([a-z]+\.md)`", told))


def test_the_name_of_the_site_is_credited_where_nobody_else_is() -> None:
    url = "https://www.example.org/"
    site = config.site(config.Options(), name="Harbours", url=url, description="")
    assert site.attribution == "Harbours"


def test_commands_that_are_shown_say_where_they_are() -> None:
    texts = [README, CONTRIBUTING, (ROOT / "docs/dates.md").read_text("utf-8")]
    assert [text for text in texts if "\n$ timeline" in text] == []


def test_decisions_are_short_and_linked() -> None:
    architecture = (ROOT / "docs/architecture.md").read_text("utf-8")
    for decision in sorted((ROOT / "docs/adr").glob("*.md")):
        assert f"adr/{decision.name}" in architecture
        assert len(decision.read_text("utf-8").splitlines()) < 40
