"""The lint against false precision: days that people enter when they know only the month.

Compares how many day-precise dates fall on the first or last day of a month, or on 1 January,
with what chance explains: the mean plus three standard deviations of a binomial distribution.
"""

from collections.abc import Iterator
from math import ceil, sqrt
from typing import Final

from timeline.core.context import Context
from timeline.core.days import from_day, month_length
from timeline.core.diagnostic import Diagnostic, finding
from timeline.core.edtf import Precision
from timeline.core.timeline import Timeline

FEWEST: Final = 10  # dates below which nothing can be said
_MONTH_DAYS: Final = 365.2425 / 12


def check(timeline: Timeline, _: Context) -> Iterator[Diagnostic]:
    """Look at single dates of day precision, not withdrawn."""
    days = [
        from_day(event.date.lower)
        for event in timeline.standing()
        if event.date.form == "date"
        and event.date.precision is Precision.DAY
        and isinstance(event.date.lower, int)
    ]
    if len(days) < FEWEST:
        return
    heaps = (
        ("the first day of a month", 1 / _MONTH_DAYS, [d for d in days if d[2] == 1]),
        (
            "the last day of a month",
            1 / _MONTH_DAYS,
            [d for d in days if d[2] == month_length(d[0], d[1])],
        ),
        ("1 January", 1 / 365.2425, [d for d in days if d[1:] == (1, 1)]),
    )
    for what, chance, heap in heaps:
        mean = len(days) * chance
        limit = ceil(mean + 3 * sqrt(mean * (1 - chance)))
        if len(heap) > limit:
            yield finding("T206", count=len(heap), total=len(days), what=what, limit=limit)
