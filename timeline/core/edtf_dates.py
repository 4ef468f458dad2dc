"""Reads one date of an EDTF string: year, month and day with their signs, and a time of day.

Called by `edtf` and `edtf_members` for each date that stands in a string; what is no plain day,
month or year is read by the modules imported here. `edtf_refusals` explains what does not have
the shape of a date. Sections named are those of the specification of 2019-02-04.
"""

import re
from typing import Final

from timeline.core.days import MONTH_NAMES, is_leap, month_length, to_day
from timeline.core.edtf_masks import read_mask
from timeline.core.edtf_months import SEASONS, read_month, season_days
from timeline.core.edtf_refusals import Passage, refuse_date
from timeline.core.edtf_values import NO_SIGNS, Date, Precision, Signs, merge_signs
from timeline.core.edtf_years import LONG_YEAR, estimated_year, long_year

# Sign, year, S, sign - sign, month, sign - sign, day, sign.
CALENDAR: Final = re.compile(
    r"([?~%])?(-?[0-9X]{4})(?:S([1-9][0-9]*))?([?~%])?"
    r"(?:-([?~%])?([0-9X]{2})([?~%])?(?:-([?~%])?([0-9X]{2})([?~%])?)?)?"
)
_PLAIN: Final = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|1[0-9]|2[0-8]))?)?",
)
_TIME: Final = re.compile(
    r"(?:([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])|24:00:00)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))?"
)
_UNSIGNED: Final = (None, None, None, None, None, None)


def _existing(
    text: str, pieces: tuple[str, str | None, str | None], level: int, signs: Signs
) -> Date:
    """Level 0 "Date" of a year, a month or a day that is known to exist, with its signs."""
    year, month, day = pieces
    number = int(year)
    if month is None:
        first, last = to_day(number, 1, 1), to_day(number, 12, 31)
        return Date(text, first, last, Precision.YEAR, level, year, "", "", "", 0, signs)
    place = int(month)
    if day is None:
        first = to_day(number, place, 1)
        last = first + month_length(number, place) - 1
        return Date(text, first, last, Precision.MONTH, level, year, month, "", "", 0, signs)
    first = to_day(number, place, int(day))
    return Date(text, first, first, Precision.DAY, level, year, month, day, "", 0, signs)


def _calendar_date(passage: Passage, found: re.Match[str]) -> Date:
    """Level 0 to 2 dates with a year of four digits."""
    ys, year, digits, yq, ms, month, mq, ds, day, dq = found.groups()
    text = passage.text
    if year == "-0000":
        passage.refuse(found.start(2), "found year -0000, which is year 0: write 0000")
    signs, level = NO_SIGNS, 0
    # Absent groups are None, so the marks are told apart from the digits by one comparison.
    if (ys, yq, ms, mq, ds, dq) != _UNSIGNED:
        signs, level = _signs((ys, yq, ms, mq, ds, dq), month, day)
    if year[0] == "-" and level == 0:
        level = 1
    if digits is not None:
        if month is not None:
            passage.refuse(found.end(4 if yq else 3), "found a month after significant digits (S)")
        return estimated_year(passage, year, int(digits), found.start(3), signs)
    if "X" in text:
        return read_mask(passage, found, signs, level)
    if month is not None:
        number, place = int(year), read_month(passage, found)
        if place > 12:
            first, last = season_days(place, number, number)
            level = max(level, 1 if place < 25 else 2)
            return Date(text, first, last, SEASONS[place][2], level, year, month, signs=signs)
        if day is not None:
            _refuse_absent(passage, found, number, place)
    return _existing(text, (year, month, day), level, signs)


def _signs(found: tuple[str | None, ...], month: str | None, day: str | None) -> tuple[Signs, int]:
    """Level 2 "Qualification": right of a component it reaches to the left, left only it."""
    ys, yq, ms, mq, ds, dq = found
    signs = (
        merge_signs(ys, yq, mq, dq),
        merge_signs(ms, mq, dq) if month else "",
        merge_signs(ds, dq) if day else "",
    )
    last = dq if day else mq if month else yq
    inner = [sign for sign in found if sign]
    return signs, 1 if last and len(inner) == 1 else 2


def _refuse_absent(passage: Passage, found: re.Match[str], year: int, month: int) -> None:
    """Refuse a day that its month does not have."""
    day, length = found[9], month_length(year, month)
    if 1 <= int(day) <= length:
        return
    reason = f"found day {day}, but {MONTH_NAMES[month]} has {length} days"
    if month == 2 and day in ("29", "30"):
        kind = "a" if is_leap(year) else "not a"
        reason += f" in {found[2]}, which is {kind} leap year"
    passage.refuse(found.start(9), f"{reason}: write a day from 01 to {length}")


def read_date(text: str, offset: int, whole: str) -> Date:
    """Read the date that stands at `offset` in the whole string; EdtfError if it is none."""
    found = _PLAIN.fullmatch(text)
    if found is not None:  # most dates; days that not every month has are left to the others
        return _existing(text, (found[1], found[2], found[3]), 0, NO_SIGNS)
    found = CALENDAR.fullmatch(text)
    if found is not None:
        return _calendar_date(Passage(text, offset, whole), found)
    found = LONG_YEAR.fullmatch(text)
    if found is not None:
        return long_year(Passage(text, offset, whole), found)
    raise refuse_date(text, offset, whole)


def read_moment(text: str) -> Date:
    """Read level 0 "Date and Time"; the day is that of the writer's clock, whatever the offset."""
    written, _, time = text.partition("T")
    found = CALENDAR.fullmatch(written)
    if found is None or _TIME.fullmatch(time) is None or time.endswith(("-00", "-00:00")):
        raise refuse_date(text, 0, text)
    date = _calendar_date(Passage(written, 0, text), found)
    if date.precision is not Precision.DAY or date.masked or any(date.signs):
        raise refuse_date(text, 0, text)
    return Date(
        text,
        date.lower,
        date.upper,
        Precision.SECOND,
        date.level,
        date.year,
        date.month,
        date.day,
        time,
    )
