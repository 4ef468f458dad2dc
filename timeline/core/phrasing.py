"""How an EDTF value is put into words: dates, intervals, sets, lists, and what is open of them.

Called by `wording` only; the words for each date in it are those of `date_phrasing`. Nothing is
made more precise than it is written.
"""

from typing import Final, Literal

from timeline.core.date_phrasing import DatePhrasing
from timeline.core.edtf import Edtf
from timeline.core.edtf_values import OPEN, Date, Member, Precision
from timeline.core.speech import Speech, plain_point

_PERIODS: Final = {
    (1, 6): ("halves", 0),
    (7, 12): ("halves", 1),
    (1, 3): ("quarters", 0),
    (4, 6): ("quarters", 1),
    (7, 9): ("quarters", 2),
    (10, 12): ("quarters", 3),
}


class Phrasing:
    """The words for one EDTF value in one language."""

    def __init__(self, words: Speech, *, coverage: bool) -> None:
        self.words = words
        self.dates = DatePhrasing(words, coverage=coverage)

    def say(self, edtf: Edtf) -> str:
        """Say a whole value."""
        if edtf.form == "date":
            return self.dates.say(edtf.parts[0], alone=True)
        if edtf.form == "interval":
            return self._interval(*edtf.members)
        return self._collection(edtf.members, one=edtf.form == "set")

    def _interval(self, begin: Member, finish: Member) -> str:
        """Say from when to when."""
        first, last = begin.first, finish.last
        if begin.first is begin.last and finish.first is finish.last:
            if isinstance(first, Date) and isinstance(last, Date):
                return self._span(first, last, alone=True)
            if isinstance(first, Date) and last is OPEN:
                return self.words.say("from", date=self.dates.say(first))
            if isinstance(last, Date) and first is OPEN:
                return self.words.say("until", date=self.dates.say(last))
        start, end = self._end(begin, "start"), self._end(finish, "end")
        return self.words.say("from_to", a=start, b=end)

    def _end(self, member: Member, side: str) -> str:
        """One end of an interval that is open, unknown, or only a limit."""
        if member.first is None:
            return self.words.say(f"unknown_{side}")
        if member.first is OPEN and member.last is OPEN:
            return self.words.say(f"open_{side}")
        return self._limited(member, inside=True)

    def _limited(self, member: Member, *, inside: bool = False) -> str:
        """A date, or on or before it, or on or after it; `inside` another phrase."""
        if member.first is member.last and isinstance(member.first, Date):
            return self.dates.say(member.first)
        key, date = ("after", member.first) if member.last is OPEN else ("before", member.last)
        if not isinstance(date, Date):
            raise TypeError("a limit has a date on one side")
        on_a_day = date.precision is Precision.DAY and not inside and not any(date.signs)
        return self.words.say(key + "_day" if on_a_day else key, date=self.dates.say(date))

    def _span(self, first: Date, last: Date, *, alone: bool = False) -> str:
        """From one date to another."""
        a, b = plain_point(first), plain_point(last)
        if a is None or b is None or bool(a[1]) != bool(b[1]) or bool(a[2]) != bool(b[2]):
            return self.words.say("from_to", a=self.dates.say(first), b=self.dates.say(last))
        if a == b:
            return self.words.point(a)
        period = _PERIODS.get((a[1], b[1]))
        if period and a[0] == b[0] and not a[2]:
            year = self.words.in_era(a[0], self.words.number(a[0]))
            text = self.words.choose(*period, year=year)
            return text if alone else self.words.say("part", date=text)
        return self.words.series([a, b], "to")

    def _collection(self, members: tuple[Member, ...], *, one: bool) -> str:
        """One of several dates, or all of them."""
        joint: Literal["or", "and"] = "or" if one else "and"
        if len(members) == 1:
            return self._member(members[0], one=one, alone=True)
        dates = [member.first for member in members if member.first is member.last]
        points = [plain_point(date) for date in dates if isinstance(date, Date)]
        plain = [point for point in points if point is not None]
        units = [self._units(member) for member in members]
        if len(plain) == len(members) and len(set(units)) == 1:
            return self.words.series(plain, joint)
        unsigned = [not any(any(date.signs) for date in self._ends(member)) for member in members]
        texts = [
            self._member(member, one=one, behind=any(unsigned[place + 1 :]))
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
    def _ends(member: Member) -> tuple[Date, ...]:
        """The dates of a member: one, or the two of a range."""
        return tuple(end for end in (member.first, member.last) if isinstance(end, Date))

    def _units(self, member: Member) -> int:
        """1 where the last date of a member is a year, 2 for a month or season, 3 for a day."""
        date = self._ends(member)[-1]
        return 1 + bool(date.month) + bool(date.day)

    def _member(
        self, member: Member, *, one: bool, alone: bool = False, behind: bool = False
    ) -> str:
        """Say one member of a set or list."""
        first, last = member.first, member.last
        if isinstance(first, Date) and isinstance(last, Date):
            if first is last or (one and first.text == last.text):
                return self.dates.say(first, alone=alone, behind=behind)
            return self._between(first, last) if one else self._span(first, last, alone=alone)
        if one:
            return self._limited(member)
        key = "all_before" if first is OPEN else "all_after"
        text = self.dates.say(self._ends(member)[0])
        return self.words.choose(key, self._units(member) - 1, date=text)

    def _between(self, first: Date, last: Date) -> str:
        """Some time in a range."""
        a, b = plain_point(first), plain_point(last)
        if a is None or b is None:
            texts = [self.dates.say(first), self.dates.say(last)]
            return self.words.say("between", span=self.words.join(texts, "between", wide=True))
        return self.words.say("between", span=self.words.series([a, b], "between"))
