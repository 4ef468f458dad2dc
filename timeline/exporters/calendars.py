"""calendar.ics and <facet>/<term>/calendar.ics: iCalendar (RFC 5545, RFC 7986), all-day events.

An event is rendered once; every calendar that shows it has the same bytes. `derive.calendar_days`
decides on which days it stands and what cannot be told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from timeline.core.artifact import CALENDAR, Artifact
from timeline.core.content_lines import day, escape, escape_line, fold, geo, moment
from timeline.core.model import Event
from timeline.core.offer import Offer
from timeline.core.record import silenced
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.wording import display
from timeline.derive.calendar_days import Days, Untold, days, doubt, lasting_id, left_out
from timeline.derive.computed import Stamp, page_path, spoken, stamp, words
from timeline.derive.facets import EVENT_FACETS, OF_TERMS, terms_of
from timeline.derive.syndication import source_lines

_EPOCH: Final = 0  # the day 1970-01-01
_RULE: Final = (
    "Every event stands on all days from the earliest to the latest on which it may have happened; "
    "what is not certain of them is said behind its title."
)
# A calendar must hold something; this is the least, where none of its events can be told.
_NOTHING: Final = (
    b"BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_COMMA: Final = "\\, "
_SORTS: Final = ("kinds", "topics", "actors")  # categories; places have a property of their own
# Said behind the title, because many programs do not show whether an event is tentative.
_DOUBTFUL: Final = frozenset({"denied", "disputed", "planned"})


class _Terms(NamedTuple):
    """What calendars say of terms: their names, escaped, and the points of places.

    A point that no calendar can name is empty.
    """

    names: Mapping[tuple[str, str], str]
    points: Mapping[str, str]

    def name(self, facet: str, term: str) -> str:
        """Return the name of a term, or its id where it is unknown."""
        return self.names.get((facet, term)) or escape_line(term)


class _Entry(NamedTuple):
    """An event in a calendar, or why it is in none."""

    content: bytes
    modified: int
    why: Untold | None


OFFERS: Final = (
    Offer(
        path="calendar.ics",
        media_type=CALENDAR,
        holds="All events with a date that calendars know",
        client="calendar",
    ),
    Offer(
        path="{facet}/{term}/calendar.ics",
        media_type=CALENDAR,
        holds="The events of an actor, place, topic or kind",
        client="calendar",
        values=OF_TERMS,
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the calendar of all events, then that of each term; none without any time."""
    terms = _terms(timeline)
    entries = {event.id: _entry(event, terms, timeline, site) for event in timeline}
    if site.epoch is None and not timeline.history.versions:
        return
    yield _calendar("", site.name, entries.values(), site)
    for facet in EVENT_FACETS:
        for term, names in _by_term(timeline, facet).items():
            title = f"{site.name}: {timeline.vocabulary.label(facet, term)}"
            yield _calendar(f"{facet}/{term}", title, [entries[name] for name in names], site)


def _by_term(timeline: Timeline, facet: str) -> Mapping[str, Sequence[str]]:
    """Group events by term, withdrawn ones too, but none whose place may not be told."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for event in timeline:
        if not silenced(event):
            for term in terms_of(event, facet):
                groups[term].append(event.id)
    return {term: groups[term] for term in timeline.vocabulary.facet(facet)}


def _calendar(path: str, title: str, entries: Iterable[_Entry], site: Site) -> Artifact:
    entries = list(entries)
    told = [entry for entry in entries if entry.why is None]
    name = f"{path}/calendar.ics" if path else "calendar.ics"
    missing = left_out(entry.why for entry in entries if entry.why is not None)
    about = escape(" ".join(text for text in (site.description, _RULE, missing) if text))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//timeline-publisher//timeline//EN",
        "CALSCALE:GREGORIAN",
        # No UID of its own (RFC 7986, 5.3): vdirsyncer takes it for that of every event.
        f"NAME:{escape_line(title)}",
        f"X-WR-CALNAME:{escape_line(title)}",
        f"DESCRIPTION:{about}",
        f"X-WR-CALDESC:{about}",
        f"URL:{site.absolute(path) if path else site.url}",
        f"SOURCE;VALUE=URI:{site.url}{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    if told:
        lines.append(f"LAST-MODIFIED:{moment(max(entry.modified for entry in told))}")
    content = [entry.content for entry in told] or [_NOTHING]
    return Artifact(name, CALENDAR, b"".join((fold(lines), *content, b"END:VCALENDAR\r\n")))


def _terms(timeline: Timeline) -> _Terms:
    vocabulary = timeline.vocabulary
    return _Terms(
        {
            (facet, name): escape_line(term.label)
            for facet in EVENT_FACETS
            for name, term in vocabulary.facet(facet).items()
        },
        {
            name: geo(place.latitude, place.longitude)
            for name, place in vocabulary.places.items()
            if place.latitude is not None and place.longitude is not None
        },
    )


def _entry(event: Event, terms: _Terms, timeline: Timeline, site: Site) -> _Entry:
    times = stamp(event, timeline, site)
    span = days(event, timeline, times)
    if isinstance(span, Untold) or times is None:
        return _Entry(b"", 0, span if isinstance(span, Untold) else Untold.NO_TIME)
    told = _fact(event) if silenced(event) else _text(event, terms, timeline, site)
    url = site.absolute(page_path(event.id))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escape(site.tag(f'event/{lasting_id(event, timeline)}'))}",
        *_times(times, withdrawn=event.withdrawn is not None),
        *_span(span),
        *told,
        f"URL:{url}",
        "CLASS:PUBLIC",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return _Entry(fold(lines), times.modified, None)


def _times(times: Stamp, *, withdrawn: bool) -> Sequence[str]:
    modified = moment(times.modified)
    # Without a history every record is at its first revision; a withdrawal is none.
    sequence = max(times.revision - 1, 1 if withdrawn else 0)
    return (
        f"DTSTAMP:{modified}",
        f"CREATED:{moment(times.recorded)}",
        f"LAST-MODIFIED:{modified}",
        f"SEQUENCE:{sequence}",
    )


def _span(span: Days) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{day(span.first)}"
    if span.after != _EPOCH:
        yield f"DTEND;VALUE=DATE:{day(span.after)}"
    elif span.after - span.first > 1:
        # Some programs take an end at the epoch for none and drop the event.
        yield f"DURATION:P{span.after - span.first}D"


def _fact(event: Event) -> Iterator[str]:
    """Say that an event was withdrawn and its text taken back, and nothing else of it."""
    reason = event.withdrawn.reason if event.withdrawn else ""
    yield "SUMMARY:Withdrawn: an event whose text was taken back"
    yield f"DESCRIPTION:{escape(f'Withdrawn for this reason: {reason}.')}"
    yield "STATUS:CANCELLED"


def _text(event: Event, terms: _Terms, timeline: Timeline, site: Site) -> Iterator[str]:
    unsure = doubt(event, timeline, site.language)
    said = [unsure, event.status if event.status in _DOUBTFUL else ""]
    behind = "; ".join(text for text in said if text)
    title = f"Withdrawn: {event.title}" if event.withdrawn else event.title
    summary = f"{title} [{behind}]" if behind else title
    yield f"SUMMARY:{escape_line(summary)}"
    yield f"DESCRIPTION:{escape(_description(event, unsure, timeline, site))}"
    yield f"STATUS:{_status(event)}"
    names = [terms.name(facet, term) for facet in _SORTS for term in terms_of(event, facet)]
    yield f"CATEGORIES:{','.join(dict.fromkeys(names))}"
    if event.places:
        # A comma between names is one inside of a text, and so escaped.
        yield f"LOCATION:{_COMMA.join([terms.name('places', place) for place in event.places])}"
        points = [terms.points[place] for place in event.places if place in terms.points]
        if len(points) == 1 and points[0]:
            yield points[0]
    yield f"X-TIMELINE-EDTF;VALUE=TEXT:{escape(event.date.text)}"


def _status(event: Event) -> str:
    if event.withdrawn:
        return "CANCELLED"
    return "CONFIRMED" if event.status == "confirmed" else "TENTATIVE"


def _description(event: Event, unsure: str, timeline: Timeline, site: Site) -> str:
    lines = []
    if event.withdrawn:
        lines += [*_withdrawal(event, timeline, site), ""]
    lines.append(f"When: {unsure or words(event, timeline, site.language)}")
    lines.append(f"Status: {event.status}")
    if event.status_reason:
        lines[-1] += f" ({event.status_reason})"
    if event.claim_status:
        lines.append(f"What is claimed: {event.claim_status}")
    lines += ["", event.summary, "", "Sources:"]
    lines += source_lines(event, timeline)
    lines += ["", f"More: {site.absolute(page_path(event.id))}"]
    return "\n".join(lines)


def _withdrawal(event: Event, timeline: Timeline, site: Site) -> Iterator[str]:
    if event.withdrawn:
        on = display(event.withdrawn.at, spoken(site.language))
        yield f"Withdrawn ({on}), for this reason: {event.withdrawn.reason}."
        if event.withdrawn.note:
            yield event.withdrawn.note
        for name in event.withdrawn.replaced_by:
            if other := timeline.get(name):
                yield f"Instead: {site.absolute(page_path(other.id))}"
