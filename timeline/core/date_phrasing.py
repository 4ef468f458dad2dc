"""How one EDTF date is put into words: its unit, its signs, seasons and unspecified digits.

Called by `phrasing`, which puts several dates together. Where a language has no short way to say
what is written, the words say so in brackets.
"""

from typing import Final

from timeline.core.days import from_day
from timeline.core.edtf_values import COMPONENTS, Date, Precision
from timeline.core.speech import Point, Speech

_SIGNS: Final = {"~": "about", "?": "possibly", "%": "possibly_about"}
_SOUTHERN: Final = range(29, 33)
_NORTHERN: Final = range(25, 29)
_PARTS: Final = 33  # from here on quarters and other parts of a year
_IN_A_ROW: Final = frozenset({"0X", "1X", "2X", "3X"})


class DatePhrasing:
    """The words for one date in one language."""

    def __init__(self, words: Speech, *, coverage: bool) -> None:
        self.words = words
        self.coverage = coverage

    def say(self, date: Date, *, alone: bool = False, behind: bool = False) -> str:
        """A date with its signs; a sign on all of it stands before it, others behind.

        `alone` is the whole of what is shown; `behind` puts all signs behind, for a list in which
        the sign would seem to reach what follows.
        """
        pieces = (date.year, date.month, date.day)
        written = [sign for sign, piece in zip(date.signs, pieces, strict=True) if piece]
        text = self._bare(date)
        if date.season >= _PARTS and not (alone and not any(date.signs)):
            text = self.words.say("part", date=text)
        if any(written):
            if len(set(written)) > 1:
                text = f"{text} ({', '.join(self._notes(date))})"
            elif behind or (written[0] != "?" and self._vague(date)):
                text = f"{text} ({self.words.say(f'noted_{_SIGNS[written[0]]}')})"
            else:
                text = self.words.say(_SIGNS[written[0]], date=text)
        return text.replace(") (", "; ").replace(")(", "; ")

    def _notes(self, date: Date) -> list[str]:
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

    def _vague(self, date: Date) -> bool:
        """Whether the words for the date are such that "about" before them would read wrong."""
        if date.masked:
            return not self._named_decade(date)
        return bool(date.significant) and date.precision is not Precision.YEAR

    @staticmethod
    def _named_decade(date: Date) -> bool:
        """Whether the date is a decade whose name is that of no century: 201X, not 200X."""
        whole = date.precision is Precision.DECADE and not date.significant
        return whole and date.year[0] not in "-X" and date.year >= "0100" and date.year[2] != "0"

    def _bare(self, date: Date) -> str:
        """A date without regard to its signs."""
        if date.masked:
            return self._mask(date)
        if date.season:
            return self._season(date)
        year = int(date.year)
        if date.significant:
            if date.precision is Precision.YEAR:
                return self.words.year(year)
            span = self._years(date, between=True)
            return self.words.say("estimated", span=span, year=self.words.year(year))
        text = self.words.point((year, int(date.month or 0), int(date.day or 0)))
        if date.time:
            clock, zone = date.time[:8], date.time[8:]
            if zone:
                clock += " UTC" if zone == "Z" else f" UTC{zone}"
            return self.words.say("moment", date=text, time=clock)
        return text

    def _years(self, date: Date, *, between: bool) -> str:
        """From the first to the last year that a date may mean."""
        first, last = from_day(date.lower)[0], from_day(date.upper)[0]
        return self.words.series([(first, 0, 0), (last, 0, 0)], "between" if between else "to")

    def _season(self, date: Date) -> str:
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
        return self._hemisphere(number, self.words.choose(seasons, (number - 21) % 4, year=year))

    def _hemisphere(self, number: int, text: str) -> str:
        """Name the hemisphere where a season is given with one."""
        if number in _NORTHERN:
            return self.words.say("north", date=text)
        return self.words.say("south", date=text) if number in _SOUTHERN else text

    def _mask(self, date: Date) -> str:
        """A date with unspecified digits."""
        year, month, day = date.year, date.month, date.day
        if "X" not in year and month == "XX" and day in {"", "XX"}:
            return self.words.say("time_in", date=self.words.year(int(year)))
        first, last = self._limits(date)
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
                return self._year_mask(date)
            named = self._without_year(date) if "X" not in month else ""
            if named:
                return self.words.say("some_year", date=named, span=self._year_span(date))
        span = self.words.series([first, last], "between")
        text = "-".join(piece for piece in (year, month, day) if piece)
        return self.words.say("matching", span=span, text=text)

    @staticmethod
    def _limits(date: Date) -> tuple[Point, Point]:
        """The first and last day, month or year of a mask, in the unit it is written in."""
        first, last = from_day(date.lower), from_day(date.upper)
        if not date.month:
            return (first[0], 0, 0), (last[0], 0, 0)
        return ((*first[:2], 0), (*last[:2], 0)) if date.day in {"", "XX"} else (first, last)

    def _year_mask(self, date: Date) -> str:
        """Ten, a hundred, a thousand years or more in a row."""
        if self._named_decade(date):
            return self.words.say("decade", year=date.year.replace("X", "0"))
        if self.coverage:
            return self._years(date, between=False)
        return self.words.say("between", span=self._years(date, between=True))

    def _year_span(self, date: Date) -> str:
        """The years that the mask of the year allows, whether or not the day exists in them."""
        first, last = sorted(int(date.year.replace("X", digit)) for digit in "09")
        last = last or (-1 if date.year[0] == "-" else 0)
        return self.words.series([(first, 0, 0), (last, 0, 0)], "between")

    def _without_year(self, date: Date) -> str:
        """Day and month, month or season of a date whose year is a mask; empty for the others."""
        if date.season:
            if date.season >= _PARTS:
                return ""
            name = self.words.choose("bare_seasons", (date.season - 21) % 4)
            return self._hemisphere(date.season, name)
        month = str(self.words.months[int(date.month)])
        if "X" not in date.day:
            day = int(date.day or 0)
            return self.words.month_day(int(date.month), day) if day else month
        return self.words.say("day_in", date=month) if date.day == "XX" else ""
