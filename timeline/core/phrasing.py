"""How an EDTF value is put into words: dates, intervals, sets, lists, and what is open of them.

Called by `wording` only. Nothing is made more precise than it is written; where a language has no
short way to say it, the words say so in brackets.
"""

from typing import Final, Literal

from timeline.core.days import from_day
from timeline.core.edtf import Edtf
from timeline.core.edtf_values import COMPONENTS, OPEN, Date, Member, Precision
from timeline.core.speech import Point, Speech, plain_point

_SIGNS: Final = {"~": "about", "?": "possibly", "%": "possibly_about"}
_PERIODS: Final = {
    (1, 6): ("halves", 0),
    (7, 12): ("halves", 1),
    (1, 3): ("quarters", 0),
    (4, 6): ("quarters", 1),
    (7, 9): ("quarters", 2),
    (10, 12): ("quarters", 3),
}
_SOUTHERN: Final = range(29, 33)
_NORTHERN: Final = range(25, 29)
_PARTS: Final = 33  # from here on quarters and other parts of a year
_IN_A_ROW: Final = frozenset({"0X", "1X", "2X", "3X"})


class Phrasing:
    """The words for one EDTF value in one language."""

    def __init__(self, words: Speech, *, coverage: bool) -> None:
        self.words = words
        self.coverage = coverage

    def edtf(self, edtf: Edtf) -> str:
        """Say a whole value."""
        if edtf.form == "date":
            return self.date(edtf.parts[0], alone=True)
        if edtf.form == "interval":
            return self.interval(*edtf.members)
        return self.collection(edtf.members, one=edtf.form == "set")

    def date(self, date: Date, *, alone: bool = False, behind: bool = False) -> str:
        """A date with its signs; a sign on all of it stands before it, others behind.

        `alone` is the whole of what is shown; `behind` puts all signs behind, for a list in which
        the sign would seem to reach what follows.
        """
        written = [sign for sign, piece in zip(date.signs, self.pieces(date), strict=True) if piece]
        text = self.bare(date)
        if date.season >= _PARTS and not (alone and not any(date.signs)):
            text = self.words.say("part", date=text)
        if any(written):
            if len(set(written)) > 1:
                text = f"{text} ({', '.join(self.notes(date))})"
            elif behind or (written[0] != "?" and self.vague(date)):
                text = f"{text} ({self.words.say(f'noted_{_SIGNS[written[0]]}')})"
            else:
                text = self.words.say(_SIGNS[written[0]], date=text)
        return text.replace(") (", "; ").replace(")(", "; ")

    def notes(self, date: Date) -> list[str]:
        """Which components are approximate, which uncertain."""
        names = self.words.phrases["components"]
        notes = []
        for sign, key in _SIGNS.items():
            components = [
                names["season" if name == "month" and date.season else name]
                for name, own in zip(COMPONENTS, date.signs, strict=True)
                if own == sign
            ]
            if components:
                subject = components[0]
                if len(components) > 1:
                    subject = self.words.join(components, "and", wide=False)
                notes.append(self.words.say(f"component_{key}", component=subject))
        return notes

    def vague(self, date: Date) -> bool:
        """Whether the words for the date are such that "about" before them would read wrong."""
        if date.masked:
            return not self.named_decade(date)
        return bool(date.significant) and date.precision is not Precision.YEAR

    @staticmethod
    def named_decade(date: Date) -> bool:
        """Whether the date is a decade whose name is that of no century: 201X, not 200X."""
        whole = date.precision is Precision.DECADE and not date.significant
        return whole and date.year[0] not in "-X" and date.year >= "0100" and date.year[2] != "0"

    @staticmethod
    def pieces(date: Date) -> tuple[str, str, str]:
        """Return year, month or season, and day as written."""
        return date.year, date.month, date.day

    def bare(self, date: Date) -> str:
        """A date without regard to its signs."""
        if date.masked:
            return self.mask(date)
        if date.season:
            return self.season(date)
        year = int(date.year)
        if date.significant:
            if date.precision is Precision.YEAR:
                return self.words.year(year)
            span = self.years(date, between=True)
            return self.words.say("estimated", span=span, year=self.words.year(year))
        text = self.words.point((year, int(date.month or 0), int(date.day or 0)))
        if date.time:
            clock, zone = date.time[:8], date.time[8:]
            if zone:
                clock += " UTC" if zone == "Z" else f" UTC{zone}"
            return self.words.say("moment", date=text, time=clock)
        return text

    def years(self, date: Date, *, between: bool) -> str:
        """From the first to the last year that a date may mean."""
        first, last = (
            from_day(date.lower)[0],
            from_day(date.upper)[0],
        )
        return self.words.series([(first, 0, 0), (last, 0, 0)], "between" if between else "to")

    def season(self, date: Date) -> str:
        """A season or another part of a year."""
        number = date.season
        first, last = from_day(date.lower)[0], from_day(date.upper)[0]
        year = self.words.in_era(first, self.words.number(first))
        if last != first:
            second = self.words.in_era(last, self.words.number(last))
            year = f"{year}–{second}"
        if number >= 40:
            return self.words.choose("halves", number - 40, year=year)
        if number >= 37:
            return self.words.choose("thirds", number - 37, year=year)
        if number >= _PARTS:
            return self.words.choose("quarters", number - _PARTS, year=year)
        seasons = "seasons" if last == first else "seasons_across"
        return self.hemisphere(number, self.words.choose(seasons, (number - 21) % 4, year=year))

    def hemisphere(self, number: int, text: str) -> str:
        """Name the hemisphere where a season is given with one."""
        if number in _NORTHERN:
            return self.words.say("north", date=text)
        return self.words.say("south", date=text) if number in _SOUTHERN else text

    def mask(self, date: Date) -> str:
        """A date with unspecified digits."""
        year, month, day = self.pieces(date)
        if "X" not in year and month == "XX" and day in {"", "XX"}:
            return self.words.say("time_in", date=self.words.year(int(year)))
        first, last = self.limits(date)
        if first == last:
            only = self.words.point(first)
            return self.words.say("day_in", date=only) if day == "XX" else only
        if "X" not in year:
            within = month in _IN_A_ROW and day in {"", "XX"}
            if within or ("X" not in month and day in _IN_A_ROW):
                if self.coverage:
                    return self.words.series([first, last], "to")
                return self.words.say("between", span=self.words.series([first, last], "between"))
        elif "X" not in year.rstrip("X"):
            if month in {"", "XX"} and day in {"", "XX"}:
                return self.year_mask(date)
            named = self.without_year(date) if "X" not in month else ""
            if named:
                return self.words.say("some_year", date=named, span=self.year_span(date))
        span = self.words.series([first, last], "between")
        text = "-".join(piece for piece in (year, month, day) if piece)
        return self.words.say("matching", span=span, text=text)

    @staticmethod
    def limits(date: Date) -> tuple[Point, Point]:
        """The first and last day, month or year of a mask, in the unit it is written in."""
        units = 1 if not date.month else 2 if date.day in {"", "XX"} else 3
        first, last = from_day(date.lower), from_day(date.upper)
        if units == 1:
            return (first[0], 0, 0), (last[0], 0, 0)
        return (first, last) if units == 3 else ((*first[:2], 0), (*last[:2], 0))

    def year_mask(self, date: Date) -> str:
        """Ten, a hundred, a thousand years or more in a row."""
        if self.named_decade(date):
            return self.words.say("decade", year=date.year.replace("X", "0"))
        if self.coverage:
            return self.years(date, between=False)
        return self.words.say("between", span=self.years(date, between=True))

    def year_span(self, date: Date) -> str:
        """The years that the mask of the year allows, whether or not the day exists in them."""
        low, high = int(date.year.replace("X", "0")), int(date.year.replace("X", "9"))
        first, last = sorted((low, high))
        last = last or (-1 if date.year[0] == "-" else 0)
        return self.words.series([(first, 0, 0), (last, 0, 0)], "between")

    def without_year(self, date: Date) -> str:
        """Day and month, month or season of a date whose year is a mask; empty for the others."""
        if date.season:
            if date.season >= _PARTS:
                return ""
            name = self.words.choose("bare_seasons", (date.season - 21) % 4)
            return self.hemisphere(date.season, name)
        month = str(self.words.months[int(date.month)])
        if "X" not in date.day:
            day = int(date.day or 0)
            return self.words.month_day(int(date.month), day) if day else month
        return self.words.say("day_in", date=month) if date.day == "XX" else ""

    def interval(self, begin: Member, finish: Member) -> str:
        """Say from when to when."""
        first, last = begin.first, finish.last
        if begin.first is begin.last and finish.first is finish.last:
            if isinstance(first, Date) and isinstance(last, Date):
                return self.span(first, last, alone=True)
            if isinstance(first, Date) and last is OPEN:
                return self.words.say("from", date=self.date(first))
            if isinstance(last, Date) and first is OPEN:
                return self.words.say("until", date=self.date(last))
        start, end = self.end(begin, "start"), self.end(finish, "end")
        return self.words.say("from_to", a=start, b=end)

    def end(self, member: Member, side: str) -> str:
        """One end of an interval that is open, unknown, or only a limit."""
        if member.first is None:
            return self.words.say(f"unknown_{side}")
        if member.first is OPEN and member.last is OPEN:
            return self.words.say(f"open_{side}")
        return self.limited(member, inside=True)

    def limited(self, member: Member, *, inside: bool = False) -> str:
        """A date, or on or before it, or on or after it; `inside` another phrase."""
        if member.first is member.last and isinstance(member.first, Date):
            return self.date(member.first)
        key, date = ("after", member.first) if member.last is OPEN else ("before", member.last)
        if not isinstance(date, Date):
            raise TypeError("a limit has a date on one side")
        on_a_day = date.precision is Precision.DAY and not inside and not any(date.signs)
        return self.words.say(key + "_day" if on_a_day else key, date=self.date(date))

    def span(self, first: Date, last: Date, *, alone: bool = False) -> str:
        """From one date to another."""
        a, b = plain_point(first), plain_point(last)
        if a is None or b is None or bool(a[1]) != bool(b[1]) or bool(a[2]) != bool(b[2]):
            return self.words.say("from_to", a=self.date(first), b=self.date(last))
        if a == b:
            return self.words.point(a)
        period = _PERIODS.get((a[1], b[1]))
        if period and a[0] == b[0] and not a[2]:
            year = self.words.in_era(a[0], self.words.number(a[0]))
            text = self.words.choose(*period, year=year)
            return text if alone else self.words.say("part", date=text)
        return self.words.series([a, b], "to")

    def collection(self, members: tuple[Member, ...], *, one: bool) -> str:
        """One of several dates, or all of them."""
        joint: Literal["or", "and"] = "or" if one else "and"
        if len(members) == 1:
            return self.member(members[0], one=one, alone=True)
        dates = [member.first for member in members if member.first is member.last]
        points = [plain_point(date) for date in dates if isinstance(date, Date)]
        plain = [point for point in points if point is not None]
        units = [self.units(member) for member in members]
        if len(plain) == len(members) and len(set(units)) == 1:
            return self.words.series(plain, joint)
        unsigned = [not any(any(date.signs) for date in self.ends(member)) for member in members]
        texts = [
            self.member(member, one=one, behind=any(unsigned[place + 1 :]))
            for place, member in enumerate(members)
        ]
        apart = units != sorted(units) or any(
            isinstance(member.first, Date)
            and isinstance(member.last, Date)
            and member.first is not member.last
            and (plain_point(member.first) is None or plain_point(member.last) is None)
            for member in members[:-1]
        )
        return self.words.enumerate(texts, joint, apart=apart)

    @staticmethod
    def ends(member: Member) -> tuple[Date, ...]:
        """The dates of a member: one, or the two of a range."""
        return tuple(end for end in (member.first, member.last) if isinstance(end, Date))

    def units(self, member: Member) -> int:
        """1 where the last date of a member is a year, 2 for a month or season, 3 for a day."""
        return sum(bool(piece) for piece in self.pieces(self.ends(member)[-1]))

    def member(
        self, member: Member, *, one: bool, alone: bool = False, behind: bool = False
    ) -> str:
        """Say one member of a set or list."""
        first, last = member.first, member.last
        if isinstance(first, Date) and isinstance(last, Date):
            if first is last or (one and first.text == last.text):
                return self.date(first, alone=alone, behind=behind)
            return self.between(first, last) if one else self.span(first, last, alone=alone)
        if one:
            return self.limited(member)
        key = "all_before" if first is OPEN else "all_after"
        return self.words.choose(key, self.units(member) - 1, date=self.date(self.ends(member)[0]))

    def between(self, first: Date, last: Date) -> str:
        """Some time in a range."""
        a, b = plain_point(first), plain_point(last)
        if a is None or b is None:
            texts = [self.date(first), self.date(last)]
            return self.words.say("between", span=self.words.join(texts, "between", wide=True))
        return self.words.say("between", span=self.words.series([a, b], "between"))
