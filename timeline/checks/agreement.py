"""Title and summary against the fields: numbers and dates that no field bears out.

Only what is written in digits is compared, with the event's own fields and those of the events
that it is related to, from either side. A day agrees with a date that may mean it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from babel.dates import get_month_names

from timeline.core.context import Context
from timeline.core.days import month_length, to_day
from timeline.core.diagnostic import Diagnostic, finding, quoted
from timeline.core.edtf import Edtf
from timeline.core.model import Event
from timeline.core.timeline import Timeline

_NUMBER: Final = re.compile(r"(?<![\w.,/-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w/-]|[.,][0-9])")
_DIGITS: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_YEARS: Final = range(1000, 2200)
# Below this, numbers are mostly part of a name or of running text.
_SMALLEST: Final = 13


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
        self.numbers |= {_value(found) for found in _DIGITS.findall(text)}

    def has_days(self, first: int, last: int) -> bool:
        """Tell whether some date may mean a day of a span."""
        return any(lower <= last and first <= upper for lower, upper in self.days)


def check(timeline: Timeline, _: Context) -> Iterator[Diagnostic]:
    """Compare the texts of every event that stands."""
    suspects = [event for event in timeline.standing() if _NUMBER.search(_texts(event))]
    near = _neighbours(timeline) if suspects else {}
    for event in suspects:
        known = _known([event, *near.get(event.id, ())])
        file = timeline.files[event.id]
        for name, text in (("title", event.title), ("summary", event.summary)):
            for words in dict.fromkeys(_unknown(text, event.language, known)):
                yield finding("T407", file, f"/{name}", found=quoted(words))


def _texts(event: Event) -> str:
    return f"{event.title} {event.summary}"


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


def _unknown(text: str, language: str, known: _Known) -> Iterator[str]:
    """Yield the dates and numbers of a text that no field bears out."""
    dates = _dates(language)
    rest = []
    end = 0
    for found in dates.finditer(text):
        rest.append(text[end : found.start()])
        end = found.end()
        day, month, year = found["day"], _months(language)[found["month"].casefold()], found["year"]
        first = to_day(int(year), month, int(day or 1))
        last = first if day else to_day(int(year), month, month_length(int(year), month))
        if not known.has_days(first, last):
            yield found[0]
    rest.append(text[end:])
    for found in _NUMBER.finditer(" ".join(rest)):
        if not _borne_out(found[0], known):
            yield found[0]


def _borne_out(words: str, known: _Known) -> bool:
    number = _value(words)
    if number < _SMALLEST or number in known.numbers:
        return True
    if words.isdecimal() and int(words) in _YEARS:
        year = int(words)
        return known.has_days(to_day(year, 1, 1), to_day(year, 12, 31))
    return False


def _value(words: str) -> float:
    return float(words.replace(",", ""))


@cache
def _months(language: str) -> Mapping[str, int]:
    """Return the months of a language by name; only English has them written in our texts."""
    base = language.partition("-")[0]
    names = get_month_names("wide", "format", "en") if base == "en" else {}
    return {name.casefold(): number for number, name in names.items()}


@cache
def _dates(language: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, _months(language))) or r"(?!)"
    return re.compile(
        rf"(?:(?<!\w)(?P<day>[0-9]{{1,2}}) )?(?<!\w)(?P<month>{names}) (?P<year>[0-9]{{4}})(?!\w)",
        re.IGNORECASE,
    )
