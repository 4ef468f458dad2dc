"""The first and the last existing day that a date with unspecified digits (X) may mean.

Used by `edtf_dates` alone. EDTF levels 1 and 2, "Unspecified digit(s)". Nothing here counts
through days: months and days are matched by name, years only as far as the first that fits.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final

from timeline.core.days import is_leap, month_length, to_day

_ASCENDING: Final = "0123456789"
_DESCENDING: Final = "9876543210"
_COMMON_YEAR: Final = 1


def matching(mask: str, highest: int) -> list[int]:
    """The numbers from 1 to `highest` that the two places of a mask may stand for."""
    tens, units = mask[0], mask[1]
    return [
        number
        for number in range(1, highest + 1)
        if tens in ("X", str(number // 10)) and units in ("X", str(number % 10))
    ]


def years(mask: str, *, latest_first: bool = False) -> Iterator[int]:
    """The astronomical years that a mask of four digits may stand for; there is no year -0."""
    sign, digits = (-1, mask[1:]) if mask[0] == "-" else (1, mask)
    # Below zero the larger number is the earlier year.
    choice = _ASCENDING if (sign > 0) is not latest_first else _DESCENDING
    pools = [choice if place == "X" else place for place in digits]
    for places in product(*pools):
        number = int("".join(places))
        if number or sign > 0:
            yield sign * number


def _first_day(year: int, months: list[int], days: list[int]) -> int | None:
    for month in months:
        if days[0] <= month_length(year, month):
            return to_day(year, month, days[0])
    return None


def _last_day(year: int, months: list[int], days: list[int]) -> int | None:
    for month in reversed(months):
        length = month_length(year, month)
        for day in reversed(days):
            if day <= length:
                return to_day(year, month, day)
    return None


def day_bounds(mask: str, months: list[int], days: list[int]) -> tuple[int, int] | None:
    """Lowest and highest day numbers in the years of a mask; None where no such day exists."""
    leap_only = _first_day(_COMMON_YEAR, months, days) is None
    lower = upper = None
    for year in years(mask):
        if not leap_only or is_leap(year):
            lower = _first_day(year, months, days)
            break
    if lower is None:
        return None
    for year in years(mask, latest_first=True):
        if not leap_only or is_leap(year):
            upper = _last_day(year, months, days)
            break
    return None if upper is None else (lower, upper)
