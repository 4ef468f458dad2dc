"""Extended Date/Time Format (EDTF), levels 0 to 2: text -> a value with exact bounds.

Reads the specification of the Library of Congress of 2019-02-04; open points are decided in
`docs/dates.md`. Everything that has a date calls `parse`. No clock, no locale, no cache in here.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Final, NoReturn

from timeline.core.edtf_dates import read_date, read_moment
from timeline.core.edtf_pattern import PATTERN
from timeline.core.edtf_refusals import EdtfError
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
    "MAX_PARTS",
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
MAX_PARTS: Final = 100

_COARSENESS: Final = {precision: place for place, precision in enumerate(Precision)}


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


def _refuse(text: str, index: int, reason: str) -> NoReturn:
    raise EdtfError(text, index + 1, reason)


def _compound(
    text: str, form: Form, level: int, members: tuple[Member, ...], bounds: tuple[Bound, Bound]
) -> Edtf:
    """The value for several dates: the highest level and the coarsest precision among them."""
    coarsest, precision = -1, Precision.OTHER
    for member in members:
        for date in (member.first, member.last):
            if isinstance(date, Date):
                level = max(level, date.level)
                if _COARSENESS[date.precision] > coarsest:
                    coarsest, precision = _COARSENESS[date.precision], date.precision
    return Edtf(text, level, form, precision, members, bounds[0], bounds[1])


def _end(text: str, offset: int, whole: str) -> Member:
    """One end of an interval: level 1 "Extended Interval", and before/after of ISO 8601-2."""
    if not text:
        return Member(None, None)
    if text == "..":
        return Member(OPEN, OPEN)
    if text.startswith(".."):
        return Member(OPEN, read_date(text[2:], offset + 2, whole))
    if text.endswith(".."):
        return Member(read_date(text[:-2], offset, whole), OPEN)
    date = read_date(text, offset, whole)
    return Member(date, date)


def _interval(text: str) -> Edtf:
    """Level 0 "Time Interval" and its extensions."""
    first, _, last = text.partition("/")
    if not (first or last):
        _refuse(text, 0, "found / alone, expected a date on one side at least: write 1985/1987")
    if "/" in last:
        _refuse(
            text,
            len(first) + 1 + last.index("/"),
            "found a second /, expected one between start and end: "
            "join year, month and day by hyphens, as in 1985-04-12",
        )
    begin = _end(first, 0, text)
    finish = _end(last, len(first) + 1, text)
    lower, upper = begin.lower, finish.upper
    if isinstance(lower, int) and isinstance(upper, int) and lower > upper:
        _refuse(
            text,
            len(first) + 1,
            f"found {last} after {first}, expected the earlier date first: write {last}/{first}",
        )
    level = 0
    if "X" in text or begin.first is not begin.last or finish.first is not finish.last:
        level = 2
    elif first in {"", ".."} or last in {"", ".."}:
        level = 1
    return _compound(text, "interval", level, (begin, finish), (lower, upper))


def _member(text: str, offset: int, whole: str, *, first: bool, last: bool) -> Member:
    """One member of a set or list: a date, `a..b`, `..b` in front or `a..` at the end."""
    before, dots, after = text.partition("..")
    if not dots:
        date = read_date(text, offset, whole)
        return Member(date, date)
    if not (before or after):
        _refuse(whole, offset, "found .. alone, expected a date before or after it: write 1985..")
    begin = read_date(before, offset, whole) if before else OPEN
    finish = read_date(after, offset + len(before) + 2, whole) if after else OPEN
    if not before and not first:
        _refuse(whole, offset, f"found {text}, which may only stand first: move it to the front")
    if not after and not last:
        _refuse(whole, offset, f"found {text}, which may only stand last: move it to the end")
    if isinstance(begin, Date) and isinstance(finish, Date) and begin.lower > finish.upper:
        _refuse(
            whole,
            offset + len(before) + 2,
            f"found {after} after {before}, expected the earlier date first: "
            f"write {after}..{before}",
        )
    return Member(begin, finish)


def _collection(text: str) -> Edtf:
    """Level 2 "Set representation": `[one of them]` or `{all of them}`."""
    form: Form
    form, closing = ("set", "]") if text[0] == "[" else ("list", "}")
    if text[-1] != closing:
        place = text.find(closing)
        if place < 0 and text[-1] in "]}":
            reason = f"found {text[-1]} at the end, expected {closing}: write {closing}"
            _refuse(text, len(text) - 1, reason)
        if place < 0:
            _refuse(text, len(text), f"found the end of the text, expected {closing}: add it")
        _refuse(text, place + 1, f"found text after {closing}: remove it")
    pieces = text[1:-1].split(",")
    if len(pieces) > MAX_PARTS:
        index = sum(len(piece) + 1 for piece in pieces[:MAX_PARTS]) + 1
        _refuse(text, index, f"found {len(pieces)} dates, expected {MAX_PARTS} at most")
    if pieces == [""]:
        _refuse(
            text,
            1,
            f"found {text} without a date, expected one at least: write {text[0]}1985{closing}",
        )
    offset, members = 1, []
    for number, piece in enumerate(pieces):
        if not piece:
            _refuse(text, offset, "found nothing where a date is expected: remove the extra comma")
        final = number == len(pieces) - 1
        members.append(_member(piece, offset, text, first=number == 0, last=final))
        offset += len(piece) + 1
    lower = members[0].lower
    upper = members[-1].upper
    if lower is not OPEN:
        lower = min(member.lower for member in members)  # type: ignore[type-var]
    if upper is not OPEN:
        upper = max(member.upper for member in members)  # type: ignore[type-var]
    return _compound(text, form, 2, tuple(members), (lower, upper))


def parse(text: str) -> Edtf:
    """Read an EDTF string of level 0, 1 or 2; EdtfError says where and why it is none."""
    if not text:
        _refuse(text, 0, "found an empty text, expected a date: write it as in 1985-04-12")
    if len(text) > MAX_LENGTH:
        _refuse(
            text,
            MAX_LENGTH,
            f"found {len(text)} characters, expected {MAX_LENGTH} at most: write fewer dates",
        )
    if text[0] in "[{":
        return _collection(text)
    if "/" in text:
        return _interval(text)
    date = read_moment(text) if "T" in text else read_date(text, 0, text)
    return Edtf(
        text, date.level, "date", date.precision, (Member(date, date),), date.lower, date.upper
    )


@lru_cache(maxsize=65_536)
def parse_cached(text: str) -> Edtf:
    """Read as `parse` does, remembering the strings seen last; refusals are not remembered."""
    return parse(text)
