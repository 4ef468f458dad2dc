"""Reads dates with unspecified digits (X): from the first to the last existing day that fits.

Used by `edtf_dates` alone. EDTF levels 1 and 2, "Unspecified digit(s)". Nothing here counts
through days: months and days are matched by name, years only as far as the first that fits.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from timeline.core.days import MONTH_NAMES, is_leap, month_length, to_day
from timeline.core.edtf_months import read_month, season_days
from timeline.core.edtf_refusals import Passage
from timeline.core.edtf_values import Date, Precision, Signs

_TRAILING: Final = {1: Precision.DECADE, 2: Precision.CENTURY, 3: Precision.MILLENNIUM}
_LEVEL_ONE_YEAR: Final = re.compile(r"-?[0-9]{2}(?:[0-9]X|XX)")
_ASCENDING: Final = "0123456789"
_DESCENDING: Final = "9876543210"
_COMMON_YEAR: Final = 1


def _matching(mask: str, highest: int) -> list[int]:
    """The numbers from 1 to `highest` that the two places of a mask may stand for."""
    tens, units = mask[0], mask[1]
    return [
        number
        for number in range(1, highest + 1)
        if tens in ("X", str(number // 10)) and units in ("X", str(number % 10))
    ]


def _years(mask: str, *, latest_first: bool = False) -> Iterator[int]:
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


def _day_bounds(mask: str, months: list[int], days: list[int]) -> tuple[int, int] | None:
    """Lowest and highest day numbers in the years of a mask; None where no such day exists."""
    leap_only = _first_day(_COMMON_YEAR, months, days) is None
    lower = upper = None
    for year in _years(mask):
        if not leap_only or is_leap(year):
            lower = _first_day(year, months, days)
            break
    if lower is None:
        return None
    for year in _years(mask, latest_first=True):
        if not leap_only or is_leap(year):
            upper = _last_day(year, months, days)
            break
    return None if upper is None else (lower, upper)


def read_mask(passage: Passage, found: re.Match[str], signs: Signs, level: int) -> Date:
    """A date with an X, where `found` is a match of `CALENDAR`; `level` is that of its signs."""
    year, month, day = found[2], found[6] or "", found[9] or ""
    if not month:
        first = to_day(next(_years(year)), 1, 1)
        last = to_day(next(_years(year, latest_first=True)), 12, 31)
        trailing = len(year) - len(year.rstrip("X"))
        whole = year.count("X") == trailing
        precision = _TRAILING.get(trailing, Precision.OTHER) if whole else Precision.OTHER
        level = max(level, 1 if _LEVEL_ONE_YEAR.fullmatch(year) else 2)
        return Date(passage.text, first, last, precision, level, year, signs=signs)
    if "X" not in month and read_month(passage, found) > 12:
        first, last = season_days(
            int(month), next(_years(year)), next(_years(year, latest_first=True))
        )
        return Date(passage.text, first, last, Precision.OTHER, 2, year, month, signs=signs)
    precision, least = _unit(year, month, day)
    first, last = _bounds(passage, found, (year, month, day))
    level = max(level, least)
    return Date(passage.text, first, last, precision, level, year, month, day, signs=signs)


def _unit(year: str, month: str, day: str) -> tuple[Precision, int]:
    """Precision and level of a mask that has a month."""
    if "X" not in year:
        if month == "XX" and day in ("", "XX"):
            return Precision.YEAR, 1
        if "X" not in month and day == "XX":
            return Precision.MONTH, 1
    return Precision.OTHER, 2


def _bounds(
    passage: Passage, found: re.Match[str], pieces: tuple[str, str, str]
) -> tuple[int, int]:
    """First and last matching day, refusing masks that nothing matches."""
    year, month, day = pieces
    months = _matching(month, 12)
    if not months:
        passage.refuse(found.start(6), f"found month {month}, which no month 01 to 12 matches")
    if not day:
        last_year = next(_years(year, latest_first=True))
        length = month_length(last_year, months[-1])
        first = to_day(next(_years(year)), months[0], 1)
        return first, to_day(last_year, months[-1], length)
    days = _matching(day, 31)
    if not days:
        passage.refuse(found.start(9), f"found day {day}, which no day 01 to 31 matches")
    bounds = _day_bounds(year, months, days)
    if bounds is None:
        only = f": {MONTH_NAMES[months[0]]} has fewer days" if len(months) == 1 else ""
        passage.refuse(found.start(9), f"found day {day}, but no day in the calendar matches{only}")
    return bounds
