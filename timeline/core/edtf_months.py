"""What stands after the year of a date: a month, a season or another part of the year.

Used by the readers of dates with and without unspecified digits, which must agree on it. EDTF
levels 1 and 2, "Season" and "Sub-year groupings".
"""

import re
from typing import Final

from timeline.core.days import month_length, to_day
from timeline.core.edtf_refusals import Passage
from timeline.core.edtf_values import Precision

# First month, number of months, precision.
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


def read_month(passage: Passage, found: re.Match[str]) -> int:
    """A month 1 to 12 or a season 21 to 41, where `found` is a match of `CALENDAR`."""
    month = found[6]
    place = int(month)
    if 1 <= place <= 12:
        return place
    if place not in SEASONS:
        passage.refuse(
            found.start(6),
            f"found month {month}, expected 01 to 12, or 21 to 41 for a part of the year",
        )
    if found[9] is not None:
        passage.refuse(
            found.end(7) if found[7] else found.end(6),
            f"found a day after {month}, which is a part of the year: "
            "leave the day out or write a month from 01 to 12",
        )
    return place


def season_days(season: int, first_year: int, last_year: int) -> tuple[int, int]:
    """First day in the first year and last day of the last; a winter runs into the next year."""
    month, count, _ = SEASONS[season]
    end_year, end = divmod(month + count - 2, 12)
    end_year += last_year
    return to_day(first_year, month, 1), to_day(end_year, end + 1, month_length(end_year, end + 1))
