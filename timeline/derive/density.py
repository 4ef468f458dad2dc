"""How events are spread over the months of a year, without pretending to know more than is known.

For `pages`. An event that may have happened in any of several months counts in each of them with
its share, so that the sum over a year is the number of its events.
"""

from collections.abc import Iterable

from timeline.core.days import from_day
from timeline.core.model import Event

MONTHS = 12


def by_month(events: Iterable[Event], year: int) -> list[float]:
    """Return twelve weights for the events that are filed under a year."""
    # Differences first, sums after: an event touches two numbers, not twelve.
    steps = [0.0] * (MONTHS + 1)
    for event in events:
        first, last = _months(event, year)
        share = 1 / (last - first + 1)
        steps[first] += share
        steps[last + 1] -= share
    weights = [steps[0]]
    for step in steps[1:MONTHS]:
        weights.append(weights[-1] + step)
    return [round(weight, 6) for weight in weights]


def by_period(events: Iterable[Event], first: int, last: int, parts: int) -> list[float]:
    """Return how many events are filed in each of at most `parts` equal runs of years."""
    years = last - first + 1
    size = -(-years // parts)
    weights = [0.0] * (-(-years // size))
    for event in events:
        if isinstance(event.date.lower, int):
            weights[(from_day(event.date.lower)[0] - first) // size] += 1
    return weights


def _months(event: Event, year: int) -> tuple[int, int]:
    """Return the first and last month, from 0, that an event may have had inside a year."""
    lower, upper = event.date.lower, event.date.upper
    start = from_day(lower) if isinstance(lower, int) else (year, 1, 1)
    end = from_day(upper) if isinstance(upper, int) else (year, MONTHS, 31)
    first = start[1] - 1 if start[0] == year else 0
    last = end[1] - 1 if end[0] == year else MONTHS - 1
    return first, max(first, last)
