"""Dates as they are written elsewhere: `5 March 2024`, `05.03.2024`, `2024/03`, each as EDTF.

Asked by `edtf_refusals` and `edtf_members` for a text that they refuse.
"""

import re
from typing import Final

from timeline.core.days import MONTH_NAMES, month_length

_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH: Final = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR: Final = r"(?P<year>[0-9]{4})"
_NAMED: Final = (
    rf"(?:{_DAY}[ .-]{{1,2}}(?:of )?)?{_MONTH}[ ,/-]{{1,2}}{_YEAR}",  # 5 March 2024, March 2024
    rf"{_MONTH} {_DAY},? {_YEAR}",  # March 5, 2024
    rf"{_YEAR}[ -]{_MONTH}(?:[ -]{_DAY})?",  # 2024 March 5
)
_YEAR_FIRST: Final = rf"{_YEAR}([/. ])(?P<month>[0-9]{{1,2}})(?:\2(?P<day>[0-9]{{1,2}}))?"
_YEAR_LAST: Final = rf"([0-9]{{1,2}})([-/. ])([0-9]{{1,2}})\2{_YEAR}"
_MONTH_YEAR: Final = rf"(?P<month>[0-9]{{1,2}})[-/. ]{_YEAR}"
_TWO_YEARS: Final = r"([0-9]{2})([0-9]{2})/([0-9]{2})"


def elsewhere(text: str) -> str | None:
    """Say what to write for a date that another custom would have; None if it is not one.

    >>> elsewhere("March 2024")
    'found the name of a month, expected digits: write 2024-03'
    """
    for pattern in _NAMED:
        found = re.fullmatch(pattern, text)
        month = _number(found["month"]) if found else 0
        if found and month:
            year, day = int(found["year"]), int(found["day"]) if found["day"] else None
            edtf = _written(year, month, day)
            advice = edtf or f"a day that exists, as in {year:04d}-{month:02d}-12"
            return f"found the name of a month, expected digits: write {advice}"
    if found := re.fullmatch(_YEAR_LAST, text):
        return _year_last(int(found[1]), int(found[3]), int(found["year"]))
    for pattern in (_YEAR_FIRST, _MONTH_YEAR):
        if found := re.fullmatch(pattern, text):
            parts = found.groupdict()
            day = int(parts["day"]) if parts.get("day") else None
            edtf = _written(int(found["year"]), int(found["month"]), day)
            return edtf and _in_digits(text, edtf)
    return None


def _in_digits(text: str, edtf: str) -> str:
    years = re.fullmatch(_TWO_YEARS, text)
    if years is None:
        return f"found another order or other signs, expected year-month-day: write {edtf}"
    other = ""
    if years[3] > years[2]:
        other = (
            f" for the month, {text[:5]}{years[1]}{years[3]} for the years from one to the other"
        )
    return f"found two digits after the /, expected a date in full: write {edtf}{other}"


def _year_last(first: int, second: int, year: int) -> str:
    """Day and month are told apart where only one order gives a day that exists."""
    found = "found the year at the end, expected it first: write "
    day_first, month_first = _written(year, second, first), _written(year, first, second)
    if day_first and month_first and first != second:
        return found + (
            f"{day_first} for {first} {MONTH_NAMES[second]}, "
            f"{month_first} for {second} {MONTH_NAMES[first]}"
        )
    edtf = day_first or month_first
    return found + (edtf or f"year-month-day, as in {year:04d}-04-12")


def _number(name: str) -> int:
    """The number of a month by its English name or the beginning of it, 0 if it is none."""
    for number, month in enumerate(MONTH_NAMES):
        if month.lower().startswith(name.lower()):
            return number
    return 0


def _written(year: int, month: int, day: int | None) -> str | None:
    """The day or the month as EDTF, if it exists."""
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= month_length(year, month):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
