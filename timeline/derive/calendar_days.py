"""What a calendar can say of an event: the days on which it is shown, and its doubts in words.

For the exporter of calendars, and for who tells what calendars leave out. A calendar knows whole
days of the years 1 to 9999 only; an event whose date it cannot say is left out and counted, never
bent. The rules stand in `docs/dates.md`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from timeline.core.content_lines import FIRST_DAY, LAST_DAY
from timeline.core.edtf import OPEN, Date, Edtf, Extent, Precision, Windows, parse_cached
from timeline.core.model import Event
from timeline.core.record import silenced
from timeline.core.site import Site
from timeline.core.speech import speech
from timeline.core.timeline import Timeline
from timeline.core.wording import in_words
from timeline.derive.computed import Stamp, spoken, stamp

_A_DAY: Final = 86400
_PARTS: Final = 33  # from this season on quarters and other parts of a year


class Untold(StrEnum):
    """Why an event is in no calendar; the value follows "left out, because it has"."""

    OPEN_START = "an open start"
    UNKNOWN_START = "an unknown start"
    TOO_EARLY = "a date before the year 1"
    TOO_LATE = "a date after 30 December 9999"
    NO_TIME = "no time of recording"


class Days(NamedTuple):
    """Day numbers: the first that is shown, and the one after the last."""

    first: int
    after: int


def days(event: Event, timeline: Timeline, times: Stamp | None) -> Days | Untold:
    """Return the days on which a calendar shows an event, or why it cannot; `times` as of `stamp`.

    They go from the earliest to the latest possible day. Where the end is open or unknown, they
    are those on which it may have begun. A silenced event stands on the day of its withdrawal.
    """
    if times is None:
        return Untold.NO_TIME
    if silenced(event):
        return _of_withdrawal(event, times.modified)
    return _shown(timeline.windows(event))


def untold(timeline: Timeline, site: Site) -> Mapping[str, Untold]:
    """Return the events that no calendar tells, by id, with the reason, in timeline order."""
    found = {event.id: days(event, timeline, stamp(event, timeline, site)) for event in timeline}
    return {name: why for name, why in found.items() if isinstance(why, Untold)}


def left_out(reasons: Iterable[Untold]) -> str:
    """Say how many events are left out and why, or nothing.

    >>> left_out([Untold.OPEN_START, Untold.OPEN_START, Untold.TOO_EARLY])
    '3 events are left out: 2 have an open start, 1 has a date before the year 1.'
    """
    counts = Counter(reasons)
    total = counts.total()
    if not total:
        return ""
    parts = [f"{n} {'has' if n == 1 else 'have'} {why}" for why in Untold if (n := counts[why])]
    are = "event is" if total == 1 else "events are"
    return f"{total} {are} left out: {', '.join(parts)}."


def _of_withdrawal(event: Event, modified: int) -> Days:
    at = event.withdrawn.at.lower if event.withdrawn else None
    known = isinstance(at, int) and FIRST_DAY <= at < LAST_DAY
    day = at if isinstance(at, int) and known else modified // _A_DAY
    return Days(day, day + 1)


def _shown(windows: Windows) -> Days | Untold:
    first, last = windows.start.earliest, windows.end.latest
    if not isinstance(first, int):
        return Untold.OPEN_START if first is OPEN else Untold.UNKNOWN_START
    if not isinstance(last, int):
        last = windows.start.latest
    if not isinstance(last, int):
        last = first
    if first < FIRST_DAY:
        return Untold.TOO_EARLY
    # A calendar names the day after the last one.
    return Untold.TOO_LATE if last >= LAST_DAY else Days(first, last + 1)


def doubt(event: Event, timeline: Timeline, language: str) -> str:
    """Return the date in words where the days that are shown say more than is known, or nothing."""
    return _doubt(event.date.text, spoken(language), timeline.covers(event))


@lru_cache(maxsize=16384)
def _doubt(text: str, language: str, coverage: bool) -> str:  # noqa: FBT001 - a cache key
    date = parse_cached(text)
    windows = date.windows(coverage=coverage)
    signs = date.approximate or date.uncertain
    single = len(date.members) == 1 and date.members[0].first is date.members[0].last
    if (single or date.form == "interval") and not signs and _one_day(windows):
        return ""
    said = in_words(text, language, coverage=coverage)
    if single and windows.extent is Extent.WITHIN and not signs:
        return _some_time(date.parts[0], said, language)
    if _goes_on(date):
        # "from 2019 on" alone might be read as a mere start
        return f"{said}, {speech(language).say('open_end').removeprefix('an ')}"
    return said


def _one_day(windows: Windows) -> bool:
    """Tell whether both start and end are known to the day."""
    known = (windows.start, windows.end)
    return all(isinstance(w.earliest, int) and w.earliest == w.latest for w in known)


def _goes_on(date: Edtf) -> bool:
    if date.form != "interval":
        return False
    begin, finish = date.members
    return begin.first is begin.last and finish.first is OPEN and finish.last is OPEN


def _some_time(date: Date, said: str, language: str) -> str:
    """Say of a month, a year, a season or a decade that it happened some time in it."""
    if (date.masked and date.precision is not Precision.DECADE) or date.significant:
        return said  # its words do so
    if date.masked and not said.startswith(_decade(date, language)):
        return said
    words = speech(language)
    if language == "en":
        return words.say("time_in", date=f"the {said}" if date.season >= _PARTS else said)
    plain_year = date.precision is Precision.YEAR
    return words.say("time_in", date=said) if plain_year else words.say("between", span=said)


def _decade(date: Date, language: str) -> str:
    return speech(language).say("decade", year=date.year.replace("X", "0"))


def lasting_id(event: Event, timeline: Timeline) -> str:
    """Return the id under which an event was first published: it survives a new name.

    That of a silenced event may tell too much, and one that now leads elsewhere is not its own.
    """
    versions = timeline.history.of(event.id)
    first = versions[0].id if versions else event.id
    kept = timeline.aliases.get(first) == event.id and not silenced(event)
    return first if kept else event.id
