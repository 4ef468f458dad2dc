"""How long after one date another came, in words; called by pages for related events.

Says nothing unless both are known to the day: a distance must not be more exact than its dates.
"""

from typing import Final

import pendulum

from timeline.core.days import from_day
from timeline.core.edtf import Edtf

_FIRST_YEAR: Final = 1  # what pendulum can hold
_LAST_YEAR: Final = 9999


def apart(before: Edtf, after: Edtf, language: str) -> str:
    """Return the time from one day to a later one, in its two largest units.

    >>> from timeline.core.edtf import parse
    >>> apart(parse("2017-12-22"), parse("2023-08-25"), "en")
    '5 years 8 months'
    >>> apart(parse("2017-12"), parse("2023-08-25"), "en")
    ''
    """
    first, second = before.lower, after.lower
    if not (isinstance(first, int) and isinstance(second, int) and first < second):
        return ""
    if (first, second) != (before.upper, after.upper):
        return ""
    start, end = from_day(first), from_day(second)
    if start[0] < _FIRST_YEAR or end[0] > _LAST_YEAR:
        return ""
    interval = pendulum.date(*end) - pendulum.date(*start)
    amounts = {
        "years": interval.years,
        "months": interval.months,
        "weeks": interval.weeks,
        "days": interval.remaining_days,
    }
    kept = [unit for unit, amount in amounts.items() if amount][:2]
    return pendulum.duration(**{unit: amounts[unit] for unit in kept}).in_words(locale=language)
