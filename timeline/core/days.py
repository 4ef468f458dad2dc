"""Day numbers of the proleptic Gregorian calendar, for years far beyond those of `datetime`.

A day is one integer, counted from 1970-01-01; years are astronomical (0 is 1 BCE). Everything
that computes with dates uses it; it knows nothing of EDTF, of clocks or of time zones.
"""

from functools import lru_cache
from typing import Final

YEAR_LIMIT: Final = 10**12
# In English, the language of our messages; January is number 1.
MONTH_NAMES: Final = (
    "",
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

_LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Days before the first of each month in a common year.
_BEFORE: Final = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_EPOCH: Final = 719529  # day number of 1970-01-01 when 0000-01-01 would be 1


def is_leap(year: int) -> bool:
    """Whether the astronomical year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Number of days in a month from 1 to 12."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month]


def to_day(year: int, month: int, day: int) -> int:
    """Day number of a date that exists; the caller has checked month and day."""
    past = year - 1
    number = 365 * year + past // 4 - past // 100 + past // 400 + _BEFORE[month] + day
    if month > 2 and is_leap(year):
        number += 1
    return number - _EPOCH + 1


def from_day(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    # Years that start in March put the leap day last; 719468 days lie before 1970 from 0000-03-01.
    era, rest = divmod(number + 719468, 146097)
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    ordinal = rest - (365 * year + year // 4 - year // 100)
    shifted = (5 * ordinal + 2) // 153
    day = ordinal - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, day


def year_text(year: int) -> str:
    """The year in at least four digits, with `-` before those below 0."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


@lru_cache(maxsize=32_768)  # a corpus names the same days again and again: 90 years of them
def to_iso(number: int) -> str:
    """The day as `YYYY-MM-DD`, with as many digits of the year as it needs."""
    year, month, day = from_day(number)
    return f"{year_text(year)}-{month:02d}-{day:02d}"
