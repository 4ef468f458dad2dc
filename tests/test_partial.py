"""All findings of all files in one run: what is refused hides nothing else."""

from typing import Any, Final

import pytest
from conftest import Repository, event, source
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError
from test_schema_agreement import mutants

from timeline import api, config, project
from timeline.core import record
from timeline.loading.partial import partial
from timeline.loading.strict_json import Document
from timeline.submit.new import template

FILE: Final = "events/2020/an-event.json"
WORK: Final = {"dimension": "purpose", "category": "work"}
READING: Final = {"says": "It did not.", "source": "daily", "verdict": "open"}


def figure(key: str = "entries", **changes: Any) -> dict[str, Any]:
    fields = {"key": key, "measure": "border-entries", "value": 100, "sources": ["daily"]}
    return {name: value for name, value in (fields | changes).items() if value is not ...}


def everything_wrong() -> dict[str, Any]:
    return {
        "date": "2020-02-30",
        "title": "A \u202etitle with <b>",
        "kind": "rumour",
        "actors": ["russia", "atlantis"],
        "sources": [
            source(publisher="nobody", supports=["title"]),
            source(key="other", url=..., published="2020-13"),
        ],
        "figures": [figure(measure="miles", value=..., low=5, high=1, sources=["nowhere"])],
        "relations": [{"type": "implements", "event": "no-such-event"}],
    }


def test_everything_is_said_at_once(repository: Repository) -> None:
    repository.event(**everything_wrong())

    assert sorted((code, at) for code, _, at in repository.found()) == [
        ("T201", "/date"),
        ("T201", "/sources/1/published"),
        ("T303", "/relations/0/event"),
        ("T304", "/actors/1"),
        ("T304", "/figures/0/measure"),
        ("T304", "/kind"),
        ("T304", "/sources/0/publisher"),
        ("T305", "/figures/0/sources/0"),
        ("T312", "/figures/0"),
        ("T318", "/sources/1"),
        ("T320", "/sources"),
        ("T401", "/title"),
        ("T403", "/title"),
    ]


def test_mended_date_brings_nothing_new(repository: Repository) -> None:
    repository.event(**everything_wrong())
    before = {(item.code, item.pointer, item.message) for item in repository.check()}

    repository.event(**everything_wrong() | {"date": "2020-02-28"})
    after = {(item.code, item.pointer, item.message) for item in repository.check()}

    assert {(code, at) for code, at, _ in before - after} == {("T201", "/date")}
    assert after <= before


def test_refused_event_is_in_no_timeline(repository: Repository) -> None:
    repository.event(**everything_wrong())
    settings = config.read(repository.root)

    checked = project.check(project.Project(settings.root, settings.options))

    assert [each.id for each in checked.timeline] == ["second-event", "first-event"]
    with pytest.raises(api.DataError):
        api.load(repository.root)


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "2020-13", "released": "2019"},
        {"date": "2020-13", "figures": [figure(), figure("again")]},
        {"id": "An-Event", "relations": [{"type": "implements", "event": "an-event"}]},
        {"kind": "State ment"},
        {"kind": None, "title": None, "summary": 5},
        {"status": "sure", "date": "2030", "released": "2019"},
        {"claim_status": "sure", "date": "2030", "released": "2019"},
        {"sources": None, "figures": [figure()]},
        {"sources": [source(key="Daily")], "figures": [figure()]},
        {"sources": [source(url="example.org"), source(url="example.org", key="other")]},
        {"sources": [source(url=..., no_url_reason="")]},
        {"sources": [source(supports=["Date"])]},
        {"sources": [source(publisher=...), source("b", key="other")]},
        {"figures": [figure(value="100")]},
        {"figures": [figure(qualifier="ca"), figure("b", value=120, **WORK)]},
        {"figures": [figure(basis="Derived", derivation="a - b", sources=...)]},
        {"figures": [figure(**WORK | {"dimension": "Purpose"}), figure("total")]},
        {"figures": [figure(period="2019-13"), figure("other")]},
        {"figures": [figure(sources="daily")]},
        {"figures": None, "readings": [{**READING, "about": "entries"}]},
        {"figures": [figure("Entries")], "readings": [{**READING, "about": "entries"}]},
        {"readings": [{**READING, "source": 5}, {"about": "date"}, READING | {"verdict": "no"}]},
        {"relations": [{"event": "first-event"}, {"type": "is", "event": "first-event"}]},
        {"aliases": ["old", 5], "withdrawn": {"at": "2020", "reason": "wrong"}},
        {"withdrawn": {"at": "2020", "reason": "duplicate", "replaced_by": "first-event"}},
        {"nonsense": 1, "x": []},
    ],
)
def test_refusals_bring_no_findings_of_their_own(
    repository: Repository, changes: dict[str, Any]
) -> None:
    """What stands in place of a refused value is never found fault with."""
    data = event("an-event") | changes
    repository.write(FILE, {k: v for k, v in data.items() if v is not ...})

    beyond = {item for item in repository.found() if item[0] > "T202"}

    assert {code for code, _, _ in beyond} <= {"T404"}  # the one that both can find


def test_findings_between_files_are_told(repository: Repository) -> None:
    """A finding may stand in the good one of two files: it comes later in the timeline."""
    shared = source("shared")
    repository.event("an-event", date="2020-03", title="", sources=[shared], aliases=["old"])
    other = [{**shared, "publisher": "weekly-review"}]
    repository.event("later", date="2020-04", sources=other, aliases=["old"])

    assert repository.found() == [
        ("T105", FILE, "/title"),
        ("T317", "events/2020/later.json", "/sources/0/publisher"),
        ("T302", "events/2020/later.json", "/aliases/0"),
    ]


def test_name_of_a_file_is_held_against_its_id(repository: Repository) -> None:
    repository.write(FILE, event("another", title=""))

    assert [(c, at) for c, _, at in repository.found()] == [("T301", "/id"), ("T105", "/title")]


def test_missing_address_and_number_hide_nothing(repository: Repository) -> None:
    sources = [source(url=..., publisher="nobody"), source(url=..., key="daily")]
    repository.event(sources=sources, figures=[figure(value=..., measure="miles")])

    assert sorted((code, at) for code, _, at in repository.found()) == [
        ("T304", "/figures/0/measure"),
        ("T304", "/sources/0/publisher"),
        ("T307", "/sources/1/key"),
        ("T314", "/figures/0"),
        ("T318", "/sources/0"),
        ("T318", "/sources/1"),
    ]


def test_other_parts_of_an_only_source_are_checked(repository: Repository) -> None:
    repository.event(sources=[source(publisher="nobody", published="2020-13", title="<b>")])

    assert [(code, at) for code, _, at in repository.found()] == [
        ("T304", "/sources/0/publisher"),
        ("T201", "/sources/0/published"),
        ("T401", "/sources/0/title"),
    ]


def test_form_says_everything_at_once(repository: Repository) -> None:
    """What stands in a form is checked like a file, though there is none yet."""
    settings = config.read(repository.root)
    place = project.Project(settings.root, settings.options)
    text = template(event(date="2020-13", kind="rumour"))

    found = project.try_event(place, text, FILE)

    assert [(item.code, item.pointer, item.line) for item in found] == [
        ("T201", "/date", 3),
        ("T304", "/kind", 6),
    ]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutants())
def test_every_refused_event_can_be_mended(data: Any) -> None:
    if not isinstance(data, dict):
        return
    try:
        record.parse(data)
    except ValidationError as error:
        left = partial(Document("e.json", "", data), error, 7)
        assert left
        assert left.refused
