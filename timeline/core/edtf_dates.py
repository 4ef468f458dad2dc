"""Reads one date of an EDTF string: calendar dates, seasons, masks, long years, times of day.

Called by `edtf` for each date that stands in a string; `edtf_refusals` explains what does not
have the shape of a date. Sections named are those of the specification of 2019-02-04.
"""

import re
from typing import Final, Literal, NoReturn

from timeline.core.days import YEAR_LIMIT, is_leap, month_length, to_day
from timeline.core.edtf_masks import day_bounds, matching, years
from timeline.core.edtf_refusals import EdtfError, refuse_date
from timeline.core.edtf_values import NO_SIGNS, Date, Precision, Sign, Signs

CALENDAR: Final = re.compile(
    r"([?~%])?(-?[0-9X]{4})(?:S([1-9][0-9]*))?([?~%])?"
    r"(?:-([?~%])?([0-9X]{2})([?~%])?(?:-([?~%])?([0-9X]{2})([?~%])?)?)?"
)
LONG_YEAR: Final = re.compile(
    r"([?~%])?Y(-?)([1-9][0-9]*)(?:E([1-9][0-9]*))?(?:S([1-9][0-9]*))?([?~%])?"
)
_PLAIN: Final = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|1[0-9]|2[0-8]))?)?",
)
TIME: Final = re.compile(
    r"(?:([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])|24:00:00)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))?"
)
_LEVEL_ONE_YEAR: Final = re.compile(r"-?[0-9]{2}(?:[0-9]X|XX)")

MONTH_NAMES: Final = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Level 1 and 2, "Season" and "Sub-year groupings": first month, number of months, precision.
SEASONS: Final = {
    **{
        base + place: (month, 3, Precision.SEASON)
        for base in (21, 25)
        for place, month in enumerate((3, 6, 9, 12))
    },
    **{29 + place: (month, 3, Precision.SEASON) for place, month in enumerate((9, 12, 3, 6))},
    **{33 + place: (month, 3, Precision.QUARTER) for place, month in enumerate((1, 4, 7, 10))},
    **{37 + place: (month, 4, Precision.QUADRIMESTER) for place, month in enumerate((1, 5, 9))},
    **{40 + place: (month, 6, Precision.SEMESTER) for place, month in enumerate((1, 7))},
}
_WIDTHS: Final = {
    1: Precision.YEAR,
    10: Precision.DECADE,
    100: Precision.CENTURY,
    1000: Precision.MILLENNIUM,
}
_TRAILING: Final = {1: Precision.DECADE, 2: Precision.CENTURY, 3: Precision.MILLENNIUM}
_UNSIGNED: Final = (None, None, None, None, None, None)


def _merge(*signs: str | None) -> Sign | Literal[""]:
    """Several signs on one component as one: uncertain and approximate together are `%`."""
    approximate = "~" in signs or "%" in signs
    if "?" in signs or "%" in signs:
        return "%" if approximate else "?"
    return "~" if approximate else ""


def season_days(season: int, first_year: int, last_year: int) -> tuple[int, int]:
    """First day in the first year and last day of the last; a winter runs into the next year."""
    month, count, _ = SEASONS[season]
    end_year, end = divmod(month + count - 2, 12)
    end_year += last_year
    return to_day(first_year, month, 1), to_day(end_year, end + 1, month_length(end_year, end + 1))


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


class _Reader:
    """One date text, its place in the whole string, and the refusals that need both."""

    __slots__ = ("offset", "text", "whole")

    def __init__(self, text: str, offset: int, whole: str) -> None:
        self.text = text
        self.offset = offset
        self.whole = whole

    def refuse(self, index: int, reason: str) -> NoReturn:
        raise EdtfError(self.whole, self.offset + index + 1, reason)

    def calendar(self, found: re.Match[str]) -> Date:
        """Level 0 to 2 dates with a year of four digits."""
        ys, year, digits, yq, ms, month, mq, ds, day, dq = found.groups()
        text = self.text
        if year == "-0000":
            self.refuse(found.start(2), "found year -0000, which is year 0: write 0000")
        signs, level = NO_SIGNS, 0
        # Absent groups are None, so the marks are told apart from the digits by one comparison.
        if (ys, yq, ms, mq, ds, dq) != _UNSIGNED:
            signs, level = self.signs((ys, yq, ms, mq, ds, dq), month, day)
        if year[0] == "-" and level == 0:
            level = 1
        if digits is not None:
            if month is not None:
                self.refuse(found.end(4 if yq else 3), "found a month after significant digits (S)")
            lower, upper, precision = self.significant(year, int(digits), found.start(3))
            return Date(text, lower, upper, precision, 2, year, "", "", "", int(digits), signs)
        if "X" in text:
            return self.mask(found, (year, month or "", day or ""), signs, level)
        if month is not None:
            number, place = int(year), self.month(found, month, day)
            if place > 12:
                first, last = season_days(place, number, number)
                level = max(level, 1 if place < 25 else 2)
                return Date(text, first, last, SEASONS[place][2], level, year, month, signs=signs)
            if day is not None:
                self.day(found, number, place, month_length(number, place))
        return _existing(text, (year, month, day), level, signs)

    def signs(
        self, found: tuple[str | None, ...], month: str | None, day: str | None
    ) -> tuple[Signs, int]:
        """Level 2 "Qualification": right of a component it reaches to the left, left only it."""
        ys, yq, ms, mq, ds, dq = found
        signs = (
            _merge(ys, yq, mq, dq),
            _merge(ms, mq, dq) if month else "",
            _merge(ds, dq) if day else "",
        )
        last = dq if day else mq if month else yq
        inner = [sign for sign in found if sign]
        return signs, 1 if last and len(inner) == 1 else 2

    def month(self, found: re.Match[str], month: str, day: str | None) -> int:
        """A month 1 to 12 or a season 21 to 41."""
        place = int(month)
        if 1 <= place <= 12:
            return place
        if place not in SEASONS:
            self.refuse(
                found.start(6),
                f"found month {month}, expected 01 to 12, or 21 to 41 for a part of the year",
            )
        if day is not None:
            self.refuse(
                found.end(7) if found[7] else found.end(6),
                f"found a day after {month}, which is a part of the year: "
                "leave the day out or write a month from 01 to 12",
            )
        return place

    def day(self, found: re.Match[str], year: int, month: int, length: int) -> None:
        """Refuse a day that its month does not have."""
        day = found[9]
        if 1 <= int(day) <= length:
            return
        reason = f"found day {day}, but {MONTH_NAMES[month]} has {length} days"
        if month == 2 and day in ("29", "30"):
            kind = "a" if is_leap(year) else "not a"
            reason += f" in {found[2]}, which is {kind} leap year"
        self.refuse(found.start(9), f"{reason}: write a day from 01 to {length}")

    def mask(
        self, found: re.Match[str], pieces: tuple[str, str, str], signs: Signs, level: int
    ) -> Date:
        """Level 1 and 2 "Unspecified digit(s)": bounds are existing days that match."""
        text = self.text
        year, month, day = pieces
        if not month:
            first = to_day(next(years(year)), 1, 1)
            last = to_day(next(years(year, latest_first=True)), 12, 31)
            trailing = len(year) - len(year.rstrip("X"))
            whole = year.count("X") == trailing
            precision = _TRAILING.get(trailing, Precision.OTHER) if whole else Precision.OTHER
            level = max(level, 1 if _LEVEL_ONE_YEAR.fullmatch(year) else 2)
            return Date(text, first, last, precision, level, year, signs=signs)
        if "X" not in month and self.month(found, month, day or None) > 12:
            bounds = season_days(
                int(month), next(years(year)), next(years(year, latest_first=True))
            )
            return Date(text, *bounds, Precision.OTHER, 2, year, month, signs=signs)
        precision, least = self.unspecified(year, month, day)
        lower, upper = self.mask_bounds(found, year, month, day)
        level = max(level, least)
        return Date(text, lower, upper, precision, level, year, month, day, signs=signs)

    @staticmethod
    def unspecified(year: str, month: str, day: str) -> tuple[Precision, int]:
        """Precision and level of a mask that has a month."""
        if "X" in year:
            return Precision.OTHER, 2
        if month == "XX":
            return (Precision.YEAR, 1) if day in ("", "XX") else (Precision.OTHER, 2)
        if "X" not in month and day == "XX":
            return Precision.MONTH, 1
        return Precision.OTHER, 2

    def mask_bounds(self, found: re.Match[str], year: str, month: str, day: str) -> tuple[int, int]:
        """First and last matching day, refusing masks that nothing matches."""
        months = matching(month, 12)
        if not months:
            self.refuse(found.start(6), f"found month {month}, which no month 01 to 12 matches")
        if not day:
            last_year = next(years(year, latest_first=True))
            length = month_length(last_year, months[-1])
            first = to_day(next(years(year)), months[0], 1)
            return first, to_day(last_year, months[-1], length)
        days = matching(day, 31)
        if not days:
            self.refuse(found.start(9), f"found day {day}, which no day 01 to 31 matches")
        bounds = day_bounds(year, months, days)
        if bounds is None:
            only = f": {MONTH_NAMES[months[0]]} has fewer days" if len(months) == 1 else ""
            self.refuse(
                found.start(9), f"found day {day}, but no day in the calendar matches{only}"
            )
        return bounds

    def significant(self, year: str, count: int, index: int) -> tuple[int, int, Precision]:
        """Level 2 "Significant digits": the first `count` digits hold, the others may be any."""
        if "X" in year:
            self.refuse(index - 1, "found significant digits (S) after X: write one or the other")
        digits = year.lstrip("-")
        if count > len(digits):
            self.refuse(
                index,
                f"found S{count}, but the year has {len(digits)} digits: "
                f"write S1 to S{len(digits)}, or leave it out",
            )
        width = 10 ** (len(digits) - count)
        low = int(digits) // width * width
        high = low + width - 1
        if year[0] == "-":
            low, high = -high, -max(low, 1)
        precision = _WIDTHS.get(width, Precision.OTHER)
        return to_day(low, 1, 1), to_day(high, 12, 31), precision

    def long_year(self, found: re.Match[str]) -> Date:
        """Level 1 "Letter-prefixed calendar year" and level 2 "Exponential year"."""
        left, minus, digits, exponent, count, right = found.groups()
        # The length is judged before the number is made: an exponent may be a thousand digits.
        zeros = 0 if exponent is None else int(exponent[:3])
        if len(digits) + zeros > 13 or int(digits) * 10**zeros > YEAR_LIMIT:
            self.refuse(found.start(3), "found a year beyond 10^12, expected one up to Y1E12")
        year = minus + digits + "0" * zeros
        if len(digits) + zeros < 5:
            self.refuse(
                found.start() + (1 if left else 0),
                f"found Y for a year of up to four digits: write {minus}{year.lstrip('-'):0>4}",
            )
        sign = _merge(left, right)
        level = 2 if exponent or count or left else 1
        signs: Signs = (sign, "", "")
        if count is None:
            lower, upper, precision = (
                to_day(int(year), 1, 1),
                to_day(int(year), 12, 31),
                Precision.YEAR,
            )
            return Date(self.text, lower, upper, precision, level, year, signs=signs)
        kept = int(count[:3])
        lower, upper, precision = self.significant(year, kept, found.start(5))
        return Date(self.text, lower, upper, precision, 2, year, significant=kept, signs=signs)


def read_date(text: str, offset: int, whole: str) -> Date:
    """Read the date that stands at `offset` in the whole string; EdtfError if it is none."""
    found = _PLAIN.fullmatch(text)
    if found is not None:  # most dates; days that not every month has are left to the others
        return _existing(text, (found[1], found[2], found[3]), 0, NO_SIGNS)
    reader = _Reader(text, offset, whole)
    found = CALENDAR.fullmatch(text)
    if found is not None:
        return reader.calendar(found)
    found = LONG_YEAR.fullmatch(text)
    if found is not None:
        return reader.long_year(found)
    raise refuse_date(text, offset, whole)


def read_moment(text: str) -> Date:
    """Read level 0 "Date and Time"; the day is that of the writer's clock, whatever the offset."""
    written, _, time = text.partition("T")
    found = CALENDAR.fullmatch(written)
    if found is None or TIME.fullmatch(time) is None or time.endswith(("-00", "-00:00")):
        raise refuse_date(text, 0, text)
    date = _Reader(written, 0, text).calendar(found)
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
