"""`timeline.load`, the Python API: a Timeline or every finding."""

from pathlib import Path

import pytest
from conftest import Repository

import timeline
from timeline.api import DataError
from timeline.config import ConfigError


def test_load_takes_the_folder_of_events_or_the_repository(repository: Repository) -> None:
    for folder in (repository.root, repository.root / "events", repository.root / "events/2019"):
        assert {"first-event", "second-event"} == {e.id for e in timeline.load(folder)}


def test_load_raises_with_every_finding(repository: Repository) -> None:
    repository.event("broken", title=..., date="2020-13")

    with pytest.raises(DataError) as caught:
        timeline.load(repository.root)

    assert [item.code for item in caught.value.diagnostics] == ["T101", "T201"]
    assert "events/2020/broken.json:1:1: error T101: 'title' is missing" in str(caught.value)


def test_load_gives_events_in_timeline_order_by_id_and_former_id(repository: Repository) -> None:
    repository.event("early", "0999", date="0999", aliases=["once"])
    repository.write(
        "mkdocs.yml",
        (repository.root / "mkdocs.yml").read_text().replace('2026"', '2026", years: "0900/2199"'),
    )

    loaded = timeline.load(repository.root)

    assert [event.id for event in loaded] == ["second-event", "early", "first-event"]
    assert loaded["once"] is loaded["early"]
    assert "once" in loaded


def test_load_without_configuration_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no mkdocs\.yml in"):
        timeline.load(tmp_path)
