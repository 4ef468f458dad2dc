"""The values that a parsed EDTF string is made of; `edtf` builds them, everybody reads them.

No parsing and no wording here. Bounds are day numbers of `days`, or say that there is none.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final, Literal

from timeline.core.days import to_iso


class Open(Enum):
    """The one value `OPEN`: written `..`, there is no bound on this side."""

    OPEN = ".."

    def __repr__(self) -> str:
        return "OPEN"


OPEN: Final = Open.OPEN
UNKNOWN: Final = None
# A day number, OPEN for `..`, or None where the end of an interval is left empty (unknown).
Bound = int | Open | None

Sign = Literal["?", "~", "%"]
Component = Literal["year", "month", "day", "season"]
Form = Literal["date", "interval", "set", "list"]
# The signs of year, month or season, and day.
Signs = tuple[Sign | Literal[""], Sign | Literal[""], Sign | Literal[""]]
NO_SIGNS: Final[Signs] = ("", "", "")
COMPONENTS: Final[tuple[Component, Component, Component]] = ("year", "month", "day")


def merge_signs(*signs: str | None) -> Sign | Literal[""]:
    """Several signs on one component as one: uncertain and approximate together are `%`."""
    approximate = "~" in signs or "%" in signs
    if "?" in signs or "%" in signs:
        return "%" if approximate else "?"
    return "~" if approximate else ""


class Extent(StrEnum):
    """How start and end are meant: one moment or span inside, from start to end, or all of it."""

    WITHIN = "within"
    SPAN = "span"
    COVERAGE = "coverage"


class Precision(StrEnum):
    """The unit that a date is given in, from fine to coarse; `other` for what no unit fits."""

    SECOND = "second"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    QUADRIMESTER = "quadrimester"
    SEMESTER = "semester"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day on which something may have begun, or ended."""

    earliest: Bound
    latest: Bound


@dataclass(frozen=True, slots=True)
class Windows:
    """What a timeline draws: when it began, when it ended, and how the two belong together."""

    start: Window
    end: Window
    extent: Extent


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One sign on one component: `part` counts the dates of the string from 0.

    EDTF levels 1 and 2, "Qualification". A sign for several components is given for each of them.
    """

    part: int
    component: Component
    sign: Sign


@dataclass(frozen=True, slots=True)
class Date:
    """One date inside an EDTF string: `1985-04-XX`, `2001-21`, `Y170000002`, `1950S2`.

    `year` is decimal text or a mask with its sign, without the letter Y; `month` holds a month, a
    season or a mask; absent components are empty. `signs` has one entry per component, empty
    where nothing qualifies it. `significant` is 0 where no `S` is written.
    """

    text: str
    lower: int
    upper: int
    precision: Precision
    level: int
    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    significant: int = 0
    signs: Signs = NO_SIGNS

    @property
    def season(self) -> int:
        """The number 21 to 41 of a season or another part of a year, 0 for other dates."""
        return int(self.month) if self.month > "2" and self.month.isdecimal() else 0

    @property
    def masked(self) -> bool:
        """Whether a digit is written X."""
        return "X" in self.year or "X" in self.month or "X" in self.day


@dataclass(frozen=True, slots=True)
class Member:
    """An end of an interval, or one member of a set or list.

    A date alone is its own first and last. `a..b` has two dates; `..b` and `a..` have OPEN on one
    side; the end `..` of an interval has it on both, an empty end has None on both.
    """

    first: Date | Open | None
    last: Date | Open | None

    @property
    def lower(self) -> Bound:
        """The first day that it may mean."""
        return self.first.lower if isinstance(self.first, Date) else self.first

    @property
    def upper(self) -> Bound:
        """The last day that it may mean."""
        return self.last.upper if isinstance(self.last, Date) else self.last


def bound_text(bound: Bound) -> str | None:
    """`YYYY-MM-DD` for a day, `..` for an open bound, None for an unknown one."""
    if bound is None:
        return None
    return to_iso(bound) if isinstance(bound, int) else bound.value
