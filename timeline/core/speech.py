"""Names of days, months, years and series of them in one language; `wording` makes sentences.

Month names and the order of day, month and year come from Babel, words from the catalogues in
`phrases/`, one JSON file per language. Years are astronomical numbers and may be of any size.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final, Literal

from timeline.core.edtf_values import Date, Precision

LOCALES: Final = ("en", "de", "fr", "sv", "ru", "ko")
# Year, month and day; 0 where the date has none.
Point = tuple[int, int, int]
Joint = Literal["to", "between", "and", "or"]
# Numbers of four digits are known for years; others carry their era.
_PLAIN_YEARS: Final = (1000, 9999)


class Speech:
    """One language: its phrases, its months, and how it puts dates together."""

    def __init__(self, language: str) -> None:
        from babel import Locale  # noqa: PLC0415 -- slow to import, and only words need it
        from babel.numbers import format_decimal  # noqa: PLC0415

        text = files("timeline.core").joinpath("phrases", f"{language}.json").read_text("utf-8")
        self.phrases: dict[str, Any] = json.loads(text)
        locale = Locale.parse(self.phrases["babel"])
        self.months: dict[int, str] = locale.months["stand-alone"]["wide"]
        self.genitives: dict[int, str] = locale.months["format"]["wide"]
        self._decimal: Callable[[int], str] = partial(format_decimal, locale=locale)
        month_day: str = locale.datetime_skeletons["MMMMd"].pattern
        long: str = locale.date_formats["long"].pattern.replace("y", "{year}").replace("'", "")
        self._day_frame = long.replace(month_day, "{body}")
        self._month_day = month_day.replace("d", "{day}").replace("MMMM", "{month}")
        month: str = (
            locale.datetime_skeletons["yMMMM"].pattern.replace("y", "{year}").replace("'", "")
        )
        self._month_frame = month.replace("LLLL", "{body}").replace("MMMM", "{body}")

    def say(self, key: str, /, **values: str) -> str:
        """A phrase of the catalogue with its places filled."""
        phrase: str = self.phrases[key]
        return phrase.format(**values)

    def choose(self, key: str, place: int, **values: str) -> str:
        """One phrase out of a list of them."""
        phrase: str = self.phrases[key][place]
        return phrase.format(**values)

    def number(self, year: int) -> str:
        """The year without its era, in groups of digits when it is long."""
        shown = year if year > 0 else 1 - year
        return str(shown) if shown < 10000 else self._decimal(shown)

    def in_era(self, year: int, date: str) -> str:
        """Name the era where the bare number would be misread."""
        if year <= 0:
            return self.say("bce", date=date)
        return date if _PLAIN_YEARS[0] <= year <= _PLAIN_YEARS[1] else self.say("ce", date=date)

    def year(self, year: int) -> str:
        """A year with its era."""
        return self.in_era(year, self.say("year", year=self.number(year)))

    def day(self, day: int) -> str:
        """The number of a day, as the language writes it beside a month."""
        return self.say("first_day") if day == 1 else str(day)

    def month_day(self, month: int, day: int) -> str:
        """Day and month without a year."""
        return self._month_day.format(day=self.day(day), month=self.genitives[month])

    def _in_year(self, frame: str, year: int, body: str) -> str:
        return self.in_era(year, frame.format(year=self.number(year), body=body))

    def point(self, point: Point) -> str:
        """A day, a month or a year."""
        year, month, day = point
        if day:
            return self._in_year(self._day_frame, year, self.month_day(month, day))
        if month:
            return self._in_year(self._month_frame, year, self.months[month])
        return self.year(year)

    def join(self, texts: Sequence[str], joint: Joint, *, wide: bool) -> str:
        """Put texts together; wide joints stand between texts that have blanks in them."""
        if joint == "to":
            return str(self.phrases["wide_to" if wide else "to"]).join(texts)
        if joint == "between":
            return str(self.phrases["wide_between_join" if wide else "between_join"]).join(texts)
        head, last = texts[:-1], texts[-1]
        return str(self.phrases["listing"]).join(head) + str(self.phrases[joint]) + last

    def enumerate(self, texts: Sequence[str], joint: Literal["and", "or"], *, apart: bool) -> str:
        """Name several things; a comma before the last one keeps apart what could be misread.

        That is where a text but the last has a joint inside, or the last has the same one: "in
        1984 or earlier, or 1990"; `apart` tells of other reasons.
        """
        inside = [str(self.phrases[key]) for key in ("and", "or")]
        last = str(self.phrases[joint])
        apart = (
            apart or last in texts[-1] or any(key in text for key in inside for text in texts[:-1])
        )
        return f"{self.phrases['listing']}".join(texts[:-1]) + "," * apart + last + texts[-1]

    def series(self, points: Sequence[Point], joint: Joint) -> str:
        """Several dates; a month or year that all share is said once."""
        year, month, _ = points[0]
        units = {(bool(point[1]), bool(point[2])) for point in points}
        shared = {point[0] for point in points} == {year}
        if units == {(True, True)} and shared:
            if {point[1] for point in points} == {month}:
                mark: str = self.phrases["day_mark"]
                days = [self.day(point[2]) + mark for point in points]
                body = self._month_day.format(
                    day=self.join(days, joint, wide=False).removesuffix(mark),
                    month=self.genitives[month],
                )
            else:
                texts = [self.month_day(point[1], point[2]) for point in points]
                body = self.join(texts, joint, wide=True)
            return self._in_year(self._day_frame, year, body)
        if units == {(True, False)} and shared:
            body = self.join([self.months[point[1]] for point in points], joint, wide=True)
            return self._in_year(self._month_frame, year, body)
        if units == {(False, False)} and all(
            _PLAIN_YEARS[0] <= point[0] <= _PLAIN_YEARS[1] for point in points
        ):
            numbers = [self.number(point[0]) for point in points]
            return self.say("years", year=self.join(numbers, joint, wide=False))
        return self.join([self.point(point) for point in points], joint, wide=True)


def plain_point(date: Date) -> Point | None:
    """The numbers of a date without signs, masks or a time; None for any other date."""
    if any(date.signs) or date.masked or date.season or date.significant or date.time:
        return None
    if date.precision not in {Precision.DAY, Precision.MONTH, Precision.YEAR}:
        return None
    return int(date.year), int(date.month or 0), int(date.day or 0)


@cache
def speech(language: str) -> Speech:
    """The language, loaded once."""
    return Speech(language)
