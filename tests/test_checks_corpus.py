"""Checks that need several events: ids, relations, observations, parts, sources, heaps of days."""

from typing import Any

import pytest
from conftest import Repository, source

from timeline.pages.words import heading_of, spelled


def figure(key: str = "total", /, **changes: Any) -> dict[str, object]:
    return {"key": key, "measure": "border-entries", "value": 100, "sources": ["daily"], **changes}


def part(category: str, value: float, /, **changes: Any) -> dict[str, object]:
    return figure(category, value=value, dimension="purpose", category=category, **changes)


def related(event: str, kind: str = "contradicts") -> dict[str, str]:
    return {"type": kind, "event": event}


def told(repository: Repository) -> list[tuple[str, str, str, str]]:
    return [(d.code, d.file, d.pointer, d.message) for d in repository.check()]


def test_id_in_two_folders_is_refused_where_it_is_later(repository: Repository) -> None:
    repository.event("same", "2020", date="2020")
    repository.event("same", "2021", date="2021")

    message = "'same' is already the id of events/2020/same.json; expected an id of its own"
    assert [("T302", "events/2021/same.json", "/id", message)] == told(repository)


def test_former_id_that_is_another_event_is_refused(repository: Repository) -> None:
    repository.event("new-event", aliases=["first-event"])

    message = "'first-event' is already the id of events/2019/first-event.json"
    assert [
        (
            "T302",
            "events/2020/new-event.json",
            "/aliases/0",
            f"{message}; expected an id of its own",
        )
    ] == told(repository)


def test_former_id_of_two_events_is_refused_at_the_second(repository: Repository) -> None:
    repository.event("a-event", date="2020-01", aliases=["once"])
    repository.event("b-event", date="2020-02", aliases=["once"])

    assert repository.found() == [("T302", "events/2020/b-event.json", "/aliases/0")]


def test_actors_and_publishers_of_other_subjects_have_a_type(repository: Repository) -> None:
    repository.event(actors=["an-actor"])
    for kind in ("political-party", "movement", "ngo", "other"):
        repository.vocabulary("actors", [{"id": "an-actor", "label": "Actor", "type": kind}])
        assert repository.found() == []
    daily = {"id": "daily-news", "label": "Daily"}
    for kind in (
        *("reference-work", "book-publisher", "archive", "library"),
        *("museum", "ngo", "other"),
    ):
        repository.vocabulary("publishers", [daily | {"type": kind}])
        assert repository.found() == []
        expected = "NGO" if kind == "ngo" else kind.replace("-", " ").capitalize()
        assert (heading_of(kind), spelled(kind)[1:]) == (expected, expected[1:])


def test_of_many_terms_the_nearest_to_an_unknown_one_are_told(repository: Repository) -> None:
    names = [f"term-{chr(97 + number)}" for number in range(20)]
    terms = [{"id": name, "label": name} for name in ("sanctions", "north-sea", *names)]
    repository.vocabulary("topics", terms)
    repository.event(topics=["sea-lanes", "sanction", "0"])

    start = "correct it, or add the term to schema/vocabulary/topics.json"
    near, guessed, far = [item.hint for item in repository.check()]
    assert near.startswith(f"{start}; the nearest of 22 terms are north-sea")
    assert (guessed, far) == (start, start)


def test_relation_to_a_refused_event_is_no_error_of_its_own(repository: Repository) -> None:
    repository.event("broken", title="")
    repository.write("events/2020/Misnamed.json", "{}")
    repository.event(
        "whole", relations=[related("broken"), related("gone"), related("Misnamed".lower())]
    )

    assert repository.found() == [
        ("T015", "events/2020/Misnamed.json", ""),
        ("T105", "events/2020/broken.json", "/title"),
        ("T303", "events/2020/whole.json", "/relations/1/event"),
        ("T303", "events/2020/whole.json", "/relations/2/event"),
    ]


def test_term_of_a_refused_vocabulary_is_no_error_of_its_own(repository: Repository) -> None:
    repository.write("schema/vocabulary/actors.json", '{"terms": [}')
    repository.event(actors=["russia"], topics=["unknown"])

    assert repository.found() == [
        ("T304", "events/2020/an-event.json", "/topics/0"),
        ("T005", "schema/vocabulary/actors.json", ""),
    ]


def test_symmetric_relation_is_stated_once(repository: Repository) -> None:
    repository.event("a-event", date="2020-01", relations=[related("b-event")])
    repository.event("b-event", date="2020-02", relations=[related("a-event")])

    message = (
        "the relation 'contradicts' to 'a-event' is stated already (in events/2020/a-event.json)"
    )
    assert [("T309", "events/2020/b-event.json", "/relations/0", message)] == told(repository)


def test_directed_relations_may_go_both_ways(repository: Repository) -> None:
    repository.event("a-event", date="2020-01", relations=[related("b-event", "enables")])
    repository.event("b-event", date="2020-02", relations=[related("a-event", "follows-up")])

    assert repository.found() == []


def test_observation_in_two_events_is_refused_at_the_second(repository: Repository) -> None:
    numbers = {"period": "2020", "as_of": "2020-06", "attributed_to": "russia"}
    repository.event("a-event", date="2020-01", figures=[figure(**numbers)])
    repository.event("b-event", date="2020-02", figures=[figure(value=101, **numbers)])

    message = (
        "the same observation (border-entries, by russia, for 2020, as of 2020-06) is already in "
        "events/2020/a-event.json#/figures/0"
    )
    assert [("T311", "events/2020/b-event.json", "/figures/0", message)] == told(repository)


@pytest.mark.parametrize(
    "change",
    [{"period": "2021"}, {"as_of": "2020-07"}, {"attributed_to": "un-security-council"}],
    ids=["period", "vintage", "claimant"],
)
def test_observation_of_another_series_is_another_one(
    repository: Repository,
    change: dict[str, Any],
) -> None:
    numbers = {"period": "2020", "as_of": "2020-06", "attributed_to": "russia"}
    repository.event("a-event", date="2020-01", figures=[figure(**numbers)])
    repository.event("b-event", date="2020-02", figures=[figure(**{**numbers, **change})])

    assert repository.found() == []


def test_observation_of_a_withdrawn_event_does_not_count(repository: Repository) -> None:
    repository.event("a-event", date="2020-01", figures=[figure(period="2020")])
    tombstone = {"at": "2021", "reason": "duplicate", "replaced_by": ["a-event"]}
    repository.event(
        "b-event", date="2020-02", figures=[figure(period="2020")], withdrawn=tombstone
    )

    assert repository.found() == []


def test_parts_in_another_event_are_held_against_the_total(repository: Repository) -> None:
    repository.event("a-event", date="2020-01", figures=[figure(period="2020")])
    parts = [part("work", 60, period="2020"), part("education", 41, period="2020")]
    repository.event("b-event", date="2020-02", figures=parts)

    message = "the parts by 'purpose' add up to at least 101; the total is at most 100"
    assert [("T313", "events/2020/a-event.json", "/figures/0", message)] == told(repository)


@pytest.mark.parametrize(
    ("total", "work"),
    [
        ({"qualifier": "at-least"}, {}),
        ({"high": 150}, {}),
        ({"qualifier": "about"}, {}),
        ({}, {"qualifier": "at-most"}),
        ({}, {"low": 50}),
    ],
    ids=["total at least", "total up to", "total about", "part at most", "part from"],
)
def test_parts_may_exceed_a_total_that_is_hedged(
    repository: Repository,
    total: dict[str, object],
    work: dict[str, object],
) -> None:
    figures = [figure(**total), part("work", 60, **work), part("education", 41)]
    repository.event(figures=figures)

    assert repository.found() == []


def test_one_document_is_described_alike_everywhere(repository: Repository) -> None:
    first = source("shared", type="article", title="Workers go home", language="en")
    second = {**first, "publisher": "weekly-review", "title": "Workers went home", "key": "other"}
    del second["language"]
    repository.event("a-event", date="2020-01", sources=[first])
    repository.event("b-event", date="2020-02", sources=[{**second, "url": first["url"] + "/#top"}])

    other = "events/2020/a-event.json#/sources/0 has"
    end = "for the same address"
    file = "events/2020/b-event.json"
    # The language is left out in the second: silence contradicts nothing.
    assert [
        (
            "T317",
            file,
            "/sources/0/publisher",
            f"'publisher' of this source is 'weekly-review'; {other} 'daily-news' {end}",
        ),
        (
            "T317",
            file,
            "/sources/0/title",
            f"'title' of this source is 'Workers went home'; {other} 'Workers go home' {end}",
        ),
    ] == told(repository)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([f"2020-{month:02}-01" for month in range(1, 13)], "the first day of a month"),
        (
            ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31", "2020-06-30"]
            * 2,
            "the last day of a month",
        ),
        ([f"20{year}-01-01" for year in range(10, 22)], "1 January"),
    ],
    ids=["first", "last", "January"],
)
def test_heap_of_days_is_a_warning(repository: Repository, days: list[str], found: str) -> None:
    for number, day in enumerate(days):
        repository.event(f"event-{number}", day[:4], date=day)

    warnings = [item for item in repository.check() if f"fall on {found};" in item.message]
    assert [(d.code, d.file, d.severity) for d in warnings] == [("T206", "", "warning")]


def test_spread_days_and_months_are_no_heap(repository: Repository) -> None:
    for number in range(12):
        repository.event(f"day-{number}", date=f"2020-{number + 1:02}-{number + 3:02}")
        repository.event(f"month-{number}", date=f"2020-{number + 1:02}")

    assert repository.found() == []


def test_every_findings_place_is_in_its_file(repository: Repository) -> None:
    repository.event("a-event", date="2020-01", figures=[figure(), figure("again")])
    [found] = repository.check()
    lines = (repository.root / found.file).read_text("utf-8").splitlines()

    assert found.line is not None
    assert lines[found.line - 1].strip() == "{"
    assert lines[found.line].strip() == '"key": "again",'
