"""Counts of what is not known, and totals held against their parts."""

from typing import Any

import pytest
from conftest import Repository, source

from timeline import load
from timeline.core.timeline import Timeline
from timeline.derive.breakdowns import breakdowns
from timeline.derive.citations import backing, common_origin
from timeline.derive.quality import quality


def part(key: str, value: float, category: str = "", **changes: Any) -> dict[str, object]:
    """Return a figure of 2020 that Russia gave."""
    fields = {
        "key": key,
        "measure": "border-entries",
        "value": value,
        "period": "2020",
        "attributed_to": "russia",
        "sources": ["daily"],
        **({"dimension": "purpose", "category": category} if category else {}),
    }
    return fields | changes


@pytest.fixture
def supported(repository: Repository) -> Timeline:
    """Four events: one source, two of one origin, two of their own, and one withdrawn."""
    repository.event(
        "first-event",
        "2019",
        date="2019-12-22~",
        sources=[
            source("first", key="daily", seen="original", supports=["date"], language="en"),
            source("other", key="other", title="Says otherwise"),
        ],
        figures=[part("all", 370), part("study", 148, "education"), part("work", 200, "work")],
    )
    relay = {"relays": [{"publisher": "daily-news"}], "seen": "copy"}
    repository.event(
        "second-event",
        "2022",
        date="2022",
        sources=[source("one", key="one", **relay), source("two", key="two", **relay)],
        relations=[{"type": "follows-up", "event": "first-event"}],
    )
    repository.event("third-event", "2024", date="[2024-01-05,2024-01-06]")
    repository.event(
        "wrong-event", "2024", date="2024", withdrawn={"at": "2026-01-02", "reason": "wrong"}
    )
    (repository.root / "events/undated/second-event.json").unlink()
    return load(repository.root)


def test_sources_that_support_nothing_back_nothing(supported: Timeline) -> None:
    assert [s.key for s in backing(supported["first-event"])] == ["daily"]
    assert [s.key for s in backing(supported["second-event"])] == ["one", "two"]
    assert common_origin(supported["first-event"]) == ()
    assert common_origin(supported["second-event"]) == ("daily-news",)


def test_everything_is_counted_once(supported: Timeline) -> None:
    found = quality(supported)

    assert found["events"] == 3
    assert found["figures"] == 3
    assert found["precision"] == {
        "day": {"count": 2, "share": 0.6667},
        "year": {"count": 1, "share": 0.3333},
    }
    assert found["dates"] == {
        "approximate": 1,
        "uncertain": 0,
        "open or unknown": 0,
        "one of several": 1,
    }
    assert found["sources_per_event"] == {"1": 2, "2": 1}
    assert found["single_source"] == ["first-event", "third-event"]
    assert found["one_origin"] == ["second-event"]
    assert found["not_seen_in_original"] == ["second-event"]
    assert found["seen_not_stated"] == ["third-event"]
    assert found["unrelated"] == ["third-event"]
    assert found["years"] == {"2019": 1, "2022": 1, "2024": 1}
    assert found["gaps"] == [[2020, 2021], [2023, 2023]]
    assert found["claimants"] == {"claimant named": {"count": 3, "share": 1.0}}
    assert found["seen"]["original"]["count"] == 1


def test_parts_are_held_against_their_total(supported: Timeline) -> None:
    (found,) = breakdowns(supported)

    assert (found.event, found.dimension, found.total, found.sum) == (
        "first-event",
        "purpose",
        370,
        348,
    )
    assert found.difference == 22
    assert quality(supported)["breakdowns_off"][0]["difference"] == 22


@pytest.mark.parametrize(
    "changes", [{"qualifier": "about"}, {"low": 360, "high": 380}, {"period": "2021"}]
)
def test_what_is_hedged_or_of_another_period_is_not_compared(
    repository: Repository, changes: dict[str, Any]
) -> None:
    repository.event(
        "first-event",
        "2019",
        date="2019-12-22",
        figures=[
            part("all", 370, **changes),
            part("study", 148, "education"),
            part("work", 200, "work"),
        ],
    )

    assert breakdowns(load(repository.root)) == []
