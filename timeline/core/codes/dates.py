"""T2: dates, in EDTF (ISO 8601-2)."""

from typing import Final

from timeline.core.codes.entry import Code

CODES: Final = (
    Code(
        "T201",
        "error",
        "Not an EDTF date",
        "{found} is not a date: {reason} (character {position})",
        "docs/dates.md (on the site: Dates) says what to write; try it: timeline date '2023-09'",
        "Dates are EDTF, so that they say exactly how much is known and sort correctly.",
    ),
    Code(
        "T202",
        "error",
        "Time of day",
        "{found} carries a time of day; expected a day at the most",
        "write the day only, for example 2023-08-25",
        "Days are never turned into instants: that is how dates shift by a day between zones.",
    ),
    Code(
        "T203",
        "error",
        "Later than its sources",
        "the date begins on {date}, after every source was published (latest {published}); "
        "expected a past event, or status 'planned', or claim status 'forecast'",
        "check the date and the sources' 'published', or set status to planned",
        "A source cannot report what had not happened when it came out.",
    ),
    Code(
        "T204",
        "error",
        "In the future",
        "the date begins on {date}, which is still to come; expected status 'planned' or claim "
        "status 'forecast'",
        "check the year, or set status to planned",
        "What has not happened yet can be planned or forecast, not confirmed.",
    ),
    Code(
        "T205",
        "error",
        "Implausible year",
        "the year {year} is implausible here; expected {expected}",
        "check the year for a missing or doubled digit",
        "Years such as 0025 or 20023 are slips that other data sets have published.",
    ),
    Code(
        "T206",
        "warning",
        "False precision",
        "{count} of {total} dates with day precision fall on {what}; at most {limit} are likely "
        "by chance",
        "check whether these days are known, or only the month or year: write 2023-09 or 2023",
        "Where only the month or year is known, people tend to enter its first or last day.",
    ),
    Code(
        "T207",
        "error",
        "Released before it happened",
        "'released' ends on {released}, before the date begins ({date})",
        "exchange the two dates, or leave 'released' out",
        "Information about an event comes out when it happens or later.",
    ),
    Code(
        "T208",
        "error",
        "Seen before it was published",
        "'accessed' ends on {accessed}, before 'published' begins ({published})",
        "check both dates",
        "A page cannot be read before it is published.",
    ),
    Code(
        "T209",
        "error",
        "Day still to come",
        "{field} begins on {date}, which is still to come",
        "check the year",
        "Nobody can have read, published or withdrawn anything on a day that is still to come.",
    ),
)
