"""`timeline.load`, the Python API: a Timeline or every finding."""

from pathlib import Path

import pytest
from conftest import Repository

import timeline
from timeline.api import DataError
from timeline.config import ConfigError


def test_load_takes_the_folder_of_events_or_the_repository(repository: Repository) -> None:
    for folder in (repository.root, repository.root / "events"):
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


@pytest.mark.parametrize("path", ["events/2019", "nowhere", "mkdocs.yml"])
def test_load_refuses_what_is_neither_repository_nor_events(
    repository: Repository, path: str
) -> None:
    with pytest.raises(ConfigError, match="expected the folder of mkdocs"):
        timeline.load(repository.root / path)


def test_values_say_shortly_what_they_are(repository: Repository) -> None:
    loaded = timeline.load(repository.root)

    assert repr(loaded) == "<Timeline of 2 events>"
    assert repr(loaded["first-event"]) == "<Event first-event: 2019-12-22, 'Something happened'>"
    assert loaded.get("no-such-event") is None
