"""Dates against one another, against the sources, against today and against common sense."""

from collections.abc import Iterator
from math import inf
from typing import Final

from timeline.core.context import Context
from timeline.core.days import from_day, to_day, to_iso
from timeline.core.diagnostic import Diagnostic, finding, pointer
from timeline.core.edtf import Edtf
from timeline.core.model import Event
from timeline.core.timeline import Timeline

Place = tuple[str | int, ...]
_DATES: Final = (
    ("figures", ("period", "as_of")),
    ("sources", ("published", "accessed")),
    ("readings", ("date",)),
)


def check(timeline: Timeline, context: Context) -> Iterator[Diagnostic]:
    """Check every date of every event."""
    first, last = to_day(context.years[0], 1, 1), to_day(context.years[1], 12, 31)
    for event in timeline:
        file = timeline.files[event.id]
        if not all(_within(date, first, last) for date in _only_dates(event)):
            for place, date in _all_dates(event):
                yield from _plausible(file, place, date, context)
        yield from _order(event, file)
        if event.status != "planned" and event.claim_status != "forecast":
            yield from _past(event, file, context)
        yield from _sources(event, file, context)


def _within(date: Edtf | None, first: int, last: int) -> bool:
    """Tell quickly that a date is plausible; what it denies needs a closer look."""
    if date is None:
        return True
    lower, upper = date.lower, date.upper
    return isinstance(lower, int) and isinstance(upper, int) and first <= lower and upper <= last


def _only_dates(event: Event) -> list[Edtf | None]:
    """Return every date without its place, and None for some that are absent."""
    dates = [event.date, event.released, event.withdrawn.at if event.withdrawn else None]
    for figure in event.figures:
        dates += (figure.period, figure.as_of)
    for source in event.sources:
        dates += (source.published, source.accessed)
    return [*dates, *(reading.date for reading in event.readings)]


def _all_dates(event: Event) -> Iterator[tuple[Place, Edtf]]:
    yield ("date",), event.date
    if event.released:
        yield ("released",), event.released
    if event.withdrawn:
        yield ("withdrawn", "at"), event.withdrawn.at
    for name, fields in _DATES:
        for index, item in enumerate(getattr(event, name)):
            for field in fields:
                date = getattr(item, field)
                if date:
                    yield (name, index, field), date


def _plausible(file: str, place: Place, date: Edtf, context: Context) -> Iterator[Diagnostic]:
    """Refuse years that only a slip explains; `-0043` and `Y12000` cannot be slips."""
    if "X" in date.text or "Y" in date.text:
        return
    first, last = context.years
    for bound in dict.fromkeys((date.lower, date.upper)):
        if isinstance(bound, int):
            year = from_day(bound)[0]
            if 0 < year < first or last < year <= 9999:
                expected = f"a year from {first:04} to {last} (option 'years' in mkdocs.yml)"
                yield finding("T205", file, pointer(*place), year=f"{year:04}", expected=expected)
                return


def _order(event: Event, file: str) -> Iterator[Diagnostic]:
    released, date = event.released, event.date
    forecast = event.status == "planned" or event.claim_status == "forecast"
    if released and not forecast and _before(released.upper, date.lower):
        yield finding(
            "T207", file, "/released", released=_day(released.upper), date=_day(date.lower)
        )
    for index, source in enumerate(event.sources):
        if (
            source.published
            and source.accessed
            and _before(source.accessed.upper, source.published.lower)
        ):
            yield finding(
                "T208",
                file,
                pointer("sources", index, "accessed"),
                accessed=_day(source.accessed.upper),
                published=_day(source.published.lower),
            )


def _past(event: Event, file: str, context: Context) -> Iterator[Diagnostic]:
    begins = event.date.lower
    if not isinstance(begins, int):
        return
    if begins > context.today:
        yield finding("T204", file, "/date", date=_day(begins))
        return
    latest = -inf
    for source in event.sources:
        published = source.published.upper if source.published else None
        if not isinstance(published, int) or published >= begins:
            return
        latest = max(latest, published)
    yield finding("T203", file, "/date", date=_day(begins), published=_day(latest))


def _sources(event: Event, file: str, context: Context) -> Iterator[Diagnostic]:
    day = event.withdrawn.at.lower if event.withdrawn else None
    if isinstance(day, int) and day > context.today:
        yield finding("T209", file, "/withdrawn/at", field="'at'", date=_day(day))
    for index, source in enumerate(event.sources):
        for name, date in (("published", source.published), ("accessed", source.accessed)):
            if date is None:
                continue
            day = date.lower
            if isinstance(day, int) and day > context.today:
                at = pointer("sources", index, name)
                yield finding("T209", file, at, field=f"'{name}'", date=_day(day))


def _before(first: object, second: object) -> bool:
    return isinstance(first, int) and isinstance(second, int) and first < second


def _day(bound: object) -> str:
    return to_iso(bound) if isinstance(bound, int) else ".."
