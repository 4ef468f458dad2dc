"""Extended Date/Time Format (EDTF), levels 0 to 2: text -> a value with exact bounds.

Reads the specification of the Library of Congress of 2019-02-04; open points are decided in
`docs/dates.md`. Everything that has a date calls `parse`. No clock, no locale, no cache in here.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Final

from timeline.core.edtf_dates import read_date, read_moment
from timeline.core.edtf_members import read_collection, read_interval
from timeline.core.edtf_pattern import PATTERN
from timeline.core.edtf_refusals import EdtfError, refuse
from timeline.core.edtf_values import (
    COMPONENTS,
    OPEN,
    UNKNOWN,
    Bound,
    Date,
    Extent,
    Form,
    Member,
    Open,
    Precision,
    Qualifier,
    Window,
    Windows,
    bound_text,
)

__all__ = [
    "MAX_LENGTH",
    "OPEN",
    "PATTERN",
    "UNKNOWN",
    "Bound",
    "Date",
    "Edtf",
    "EdtfError",
    "Extent",
    "Member",
    "Open",
    "Precision",
    "Qualifier",
    "Window",
    "Windows",
    "bound_text",
    "parse",
    "parse_cached",
]

MAX_LENGTH: Final = 1000


def _least(*bounds: Bound) -> Bound:
    """The earliest of the days among latest bounds; open where no day is among them."""
    days = [bound for bound in bounds if isinstance(bound, int)]
    return min(days) if days else OPEN


def _greatest(*bounds: Bound) -> Bound:
    """The latest of the days among earliest bounds; open where no day is among them."""
    days = [bound for bound in bounds if isinstance(bound, int)]
    return max(days) if days else OPEN


@dataclass(frozen=True, slots=True)
class Edtf:
    """A valid EDTF string.

    `level` is the lowest conformance level that has all its features. `members` are the two ends
    of an interval, the members of a set or list, or the one date. `lower` and `upper` are the
    first and last day of the whole: day numbers, OPEN or UNKNOWN (None). Qualifiers never move
    them. What is seldom asked for is computed when asked, because parsing has to be quick.
    """

    text: str
    level: int
    form: Form
    precision: Precision
    members: tuple[Member, ...]
    lower: Bound
    upper: Bound

    def __str__(self) -> str:
        """The canonical text: EDTF leaves no freedom in writing, so it is the text as read."""
        return self.text

    def windows(self, *, coverage: bool = False) -> Windows:
        """When it began and when it ended.

        By default the reading is that of an occurrence, "happened within"; with `coverage` the
        date is what something is about the whole of. A set is one of its members either way.
        """
        if self.form != "set" and coverage:
            start = Window(self.lower, self.lower)
            return Windows(start, Window(self.upper, self.upper), Extent.COVERAGE)
        if self.form == "interval":
            return self._between(*self.members)
        if self.form == "list" and not self._one_date:
            return self._all_of()
        window = Window(self.lower, self.upper)
        return Windows(window, window, Extent.WITHIN)

    @property
    def _one_date(self) -> bool:
        return len(self.members) == 1 and self.members[0].first is self.members[0].last

    @staticmethod
    def _between(begin: Member, finish: Member) -> Windows:
        start, end = Window(begin.lower, begin.upper), Window(finish.lower, finish.upper)
        # An end that is `..` or empty has nothing to be narrowed.
        if isinstance(begin.first, Date) or isinstance(begin.last, Date):
            start = Window(begin.lower, _least(begin.upper, finish.upper))
        if isinstance(finish.first, Date) or isinstance(finish.last, Date):
            end = Window(_greatest(begin.lower, finish.lower), finish.upper)
        return Windows(start, end, Extent.SPAN)

    def _all_of(self) -> Windows:
        """All members: begun with the earliest of them, ended with the latest."""
        start, end = Window(OPEN, OPEN), Window(OPEN, OPEN)
        firsts = [member.first for member in self.members if isinstance(member.first, Date)]
        if len(firsts) == len(self.members):
            latest = [date.upper for date in firsts]
            start = Window(self.lower, _least(*latest, *(member.upper for member in self.members)))
        lasts = [member.last for member in self.members if isinstance(member.last, Date)]
        if len(lasts) == len(self.members):
            earliest = [date.lower for date in lasts]
            end = Window(
                _greatest(*earliest, *(member.lower for member in self.members)), self.upper
            )
        return Windows(start, end, Extent.SPAN)

    @property
    def parts(self) -> tuple[Date, ...]:
        """Its dates in the order written, both dates of a range among them."""
        dates: list[Date] = []
        for member in self.members:
            if isinstance(member.first, Date):
                dates.append(member.first)
            if isinstance(member.last, Date) and member.last is not member.first:
                dates.append(member.last)
        return tuple(dates)

    @property
    def qualifiers(self) -> tuple[Qualifier, ...]:
        """The signs of all dates, component by component."""
        return tuple(
            Qualifier(number, "season" if component == "month" and date.season else component, sign)
            for number, date in enumerate(self.parts)
            for component, sign in zip(COMPONENTS, date.signs, strict=True)
            if sign
        )

    @property
    def approximate(self) -> bool:
        """Whether `~` or `%` stands on any component."""
        return any(sign in {"~", "%"} for date in self.parts for sign in date.signs)

    @property
    def uncertain(self) -> bool:
        """Whether `?` or `%` stands on any component."""
        return any(sign in {"?", "%"} for date in self.parts for sign in date.signs)

    @property
    def open(self) -> bool:
        """Whether `..` takes the place of a first or last date."""
        return any(member.first is OPEN or member.last is OPEN for member in self.members)

    @property
    def unknown(self) -> bool:
        """Whether an end of the interval is left empty."""
        return any(member.first is None for member in self.members)

    @property
    def has_time(self) -> bool:
        """Whether a time of day is written."""
        return self.precision is Precision.SECOND

    @property
    def sort_key(self) -> tuple[float, float]:
        """Earliest and latest day; without one, minus or plus infinity."""
        lower = self.lower if isinstance(self.lower, int) else -inf
        return lower, self.upper if isinstance(self.upper, int) else inf


def parse(text: str) -> Edtf:
    """Read an EDTF string of level 0, 1 or 2; EdtfError says where and why it is none."""
    if not text:
        refuse(text, 0, "found an empty text, expected a date: write it as in 1985-04-12")
    if len(text) > MAX_LENGTH:
        refuse(
            text,
            MAX_LENGTH,
            f"found {len(text)} characters, expected {MAX_LENGTH} at most: write fewer dates",
        )
    if text[0] in "[{":
        return Edtf(text, *read_collection(text))
    if "/" in text:
        return Edtf(text, *read_interval(text))
    date = read_moment(text) if "T" in text else read_date(text, 0, text)
    return Edtf(
        text, date.level, "date", date.precision, (Member(date, date),), date.lower, date.upper
    )


@lru_cache(maxsize=65_536)
def parse_cached(text: str) -> Edtf:
    """Read as `parse` does, remembering the strings seen last; refusals are not remembered."""
    return parse(text)
