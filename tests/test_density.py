"""How events are spread: shares of months, whole events of years."""

import pytest
from conftest import Repository

from timeline import load
from timeline.core.timeline import Timeline
from timeline.derive.density import by_month, by_period


@pytest.fixture
def spread(repository: Repository) -> Timeline:
    """A day, a quarter of a year, a span that leaves the year, and one without a beginning."""
    repository.event("a-window", "2019", date="[2019-10..2019-12]")
    repository.event("a-span", "2019", date="2019-12-01/2021-02-01")
    repository.event("another-year", "2024", date="2024")
    return load(repository.root)


def test_an_event_counts_in_each_month_with_its_share(spread: Timeline) -> None:
    weights = by_month([event for event in spread if "2019" in event.date.text], 2019)

    assert weights[:9] == [0] * 9
    assert weights[9:] == pytest.approx([1 / 3, 1 / 3, 2 + 1 / 3], abs=1e-5)
    assert sum(weights) == pytest.approx(3, abs=1e-5)


def test_years_are_put_together_where_there_are_many(spread: Timeline) -> None:
    assert by_period(spread, 2019, 2024, 24) == [3, 0, 0, 0, 0, 1]
    assert by_period(spread, 2019, 2024, 3) == [3, 0, 1]
