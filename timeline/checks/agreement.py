"""Title and summary against the fields: numbers and dates that no field bears out.

Only what is written in digits is compared, with the event's own fields and those of the events
that it is related to, from either side. A day agrees with a date that may mean it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from timeline.core.context import Context
from timeline.core.days import MONTH_NAMES, month_length, to_day
from timeline.core.diagnostic import Diagnostic, finding, quoted
from timeline.core.edtf import Edtf
from timeline.core.model import Event
from timeline.core.timeline import Timeline

# Looks at what stands before only where there is a digit: texts are long, digits few.
_NUMBER: Final = re.compile(
    r"[0-9](?<![\w.,/-][0-9])[0-9]*(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w/-]|[.,][0-9])"
)
_DIGITS: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_YEAR: Final = re.compile(r" [0-9]{4}(?!\w)")
_DATE: Final = re.compile(
    r"(?<!\w)(?:(?P<day>[0-9]{1,2}) )?(?P<month>[^\W\d_]+)(?P<year> [0-9]{4})(?!\w)"
)
_TEXTS: Final = ("title", "summary")
_YEARS: Final = range(1000, 2200)
# Below this, numbers are mostly part of a name or of running text.
_SMALLEST: Final = 13


class _Claim(NamedTuple):
    """What a text says in digits: a number, or the days of which one is meant; a year is both."""

    words: str
    number: float | None
    days: tuple[int, int] | None


_Told = tuple[str, _Claim]  # with the field that says so


@dataclass(slots=True)
class _Known:
    """The numbers and the spans of days that fields hold."""

    numbers: set[float] = field(default_factory=set)
    days: list[tuple[float, float]] = field(default_factory=list)

    def add_date(self, date: Edtf | None) -> None:
        """Take in what a date may mean."""
        if date is not None:
            self.days.append(date.sort_key)

    def add_text(self, text: str) -> None:
        """Take in the numbers that a text of a field holds."""
        self.numbers.update(map(_value, _DIGITS.findall(text)))

    def bears_out(self, claim: _Claim) -> bool:
        """Tell whether a number is the same, or some date may mean one of the days."""
        if claim.number in self.numbers:
            return True
        if claim.days is None:
            return False
        first, last = claim.days
        return any(lower <= last and first <= upper for lower, upper in self.days)


def check(timeline: Timeline, _: Context) -> Iterator[Diagnostic]:
    """Compare the texts of every event that stands."""
    near: Mapping[str, list[Event]] | None = None
    for event in timeline.standing():
        told = [(name, claim) for name in _TEXTS for claim in _claims(getattr(event, name), event)]
        left = _left(told, [event])
        if left:
            near = _neighbours(timeline) if near is None else near
            left = _left(left, near.get(event.id, ()))
        for name, words in dict.fromkeys((name, claim.words) for name, claim in left):
            yield finding("T407", timeline.files[event.id], f"/{name}", found=quoted(words))


def _left(told: list[_Told], events: Iterable[Event]) -> list[_Told]:
    """Return those claims that no field of these events bears out."""
    if not told:
        return told
    known = _known(events)
    return [(name, claim) for name, claim in told if not known.bears_out(claim)]


def _neighbours(timeline: Timeline) -> Mapping[str, list[Event]]:
    near: defaultdict[str, list[Event]] = defaultdict(list)
    for event in timeline.standing():
        for relation in event.relations:
            if (other := timeline.get(relation.event)) is not None:
                near[event.id].append(other)
                near[other.id].append(event)
    return near


def _known(events: Iterable[Event]) -> _Known:
    known = _Known()
    for event in events:
        known.add_date(event.date)
        known.add_date(event.released)
        for figure in event.figures:
            known.numbers |= {n for n in (figure.value, figure.low, figure.high) if n is not None}
            known.add_text(f"{figure.label} {figure.derivation} {figure.note}")
            known.add_date(figure.period)
            known.add_date(figure.as_of)
        for reading in event.readings:
            if reading.value is not None:
                known.numbers.add(reading.value)
            known.add_text(reading.says)
            known.add_date(reading.date)
        for source in event.sources:
            known.add_date(source.published)
            known.add_text(f"{source.locator} {source.title} {source.note}")
        known.add_text(f"{event.status_reason} {event.note}")
    return known


def _claims(text: str, event: Event) -> Iterator[_Claim]:
    """Yield the dates that a text holds, then the numbers that stand outside of them."""
    months = _months(event.language)
    rest = []
    end = 0
    for found in _DATE.finditer(text) if months and _YEAR.search(text) else ():
        month = months.get(found["month"].casefold())
        if month is not None:
            rest.append(text[end : found.start()])
            end = found.end()
            year, day = int(found["year"]), found["day"]
            first = to_day(year, month, int(day or 1))
            last = first if day else to_day(year, month, month_length(year, month))
            yield _Claim(found[0], None, (first, last))
    rest.append(text[end:])
    for words in _NUMBER.findall(" ".join(rest)):
        number = _value(words)
        if number >= _SMALLEST:
            year = words.isdecimal() and int(words) in _YEARS
            yield _Claim(words, number, _days_of(int(words)) if year else None)


def _days_of(year: int) -> tuple[int, int]:
    return to_day(year, 1, 1), to_day(year, 12, 31)


def _value(words: str) -> float:
    return float(words.replace(",", ""))


@cache
def _months(language: str) -> Mapping[str, int]:
    """Return the months of a language by name; only English has them written in our texts."""
    english = language.partition("-")[0] == "en"
    return {name.casefold(): n for n, name in enumerate(MONTH_NAMES) if name and english}
