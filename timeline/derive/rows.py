"""One row for an event, or for each figure, source, reading and relation of one.

Called by `derive.tables` only; the order of the cells is that of `derive.columns`.
"""

from collections.abc import Iterator
from typing import Any, Final

import orjson

from timeline.core import record
from timeline.core.edtf import Edtf, bound_text
from timeline.core.figure import Figure
from timeline.core.model import Event, Relation, period_of
from timeline.core.reading import Reading
from timeline.core.site import Site
from timeline.core.source import Source
from timeline.core.timeline import Timeline
from timeline.derive import columns
from timeline.derive.computed import computed, day_number, page_path, recording

Cell = str | int | float | tuple[str, ...] | None
Row = tuple[Cell, ...]

_UNBOUND: Final = (None, None, None, None)


def _number(value: float | None) -> int | float | None:
    """Write a whole number without a fraction, as the records have it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(date: Edtf | None) -> str | None:
    return date.text if date else None


def _bounds(date: Edtf | None) -> tuple[str | None, str | None, int | None, int | None]:
    if date is None:
        return _UNBOUND
    lower, upper = date.lower, date.upper
    return bound_text(lower), bound_text(upper), day_number(lower), day_number(upper)


def _withdrawal(event: Event) -> Row:
    gone = event.withdrawn
    if gone is None:
        return (None, None, None, ())
    return (gone.at.text, gone.reason, gone.note or None, gone.replaced_by)


def event(event: Event, timeline: Timeline, site: Site) -> Row:
    """Return the row of an event."""
    if record.silenced(event):
        return _silent(event, timeline, site)
    known: dict[str, Any] = dict(computed(event, timeline, site))
    return (
        *_said(event, known["display"], timeline),
        *_computed(known),
        *_withdrawal(event),
        orjson.dumps(event.x, option=orjson.OPT_SORT_KEYS).decode() if event.x else None,
    )


def _said(event: Event, display: str, timeline: Timeline) -> Row:
    label = timeline.vocabulary.label
    return (
        event.id,
        event.date.text,
        display,
        event.title,
        event.summary,
        event.lang or None,
        event.kind,
        label("kinds", event.kind),
        event.status,
        event.status_reason or None,
        event.claim_status,
        _text(event.released),
        event.actors,
        tuple(label("actors", term) for term in event.actors),
        event.places,
        tuple(label("places", term) for term in event.places),
        event.topics,
        tuple(label("topics", term) for term in event.topics),
        event.note or None,
        event.aliases,
    )


def _computed(known: dict[str, Any]) -> Row:
    start, end = known["start"], known["end"]
    return (
        known["earliest"],
        known["latest"],
        known["earliest_day"],
        known["latest_day"],
        start["earliest"],
        start["latest"],
        end["earliest"],
        end["latest"],
        known["extent"],
        known["precision"],
        known["first_published"],
        known["recorded"],
        known["modified"],
        known["revision"],
        known["url"],
    )


def _silent(event: Event, timeline: Timeline, site: Site) -> Row:
    """Return the row of an event that keeps its id and tombstone only."""
    at, reason, note, replaced_by = _withdrawal(event)
    said: dict[str, Cell] = {
        "id": event.id,
        "url": site.absolute(page_path(event.id)),
        "withdrawn_at": at,
        "withdrawn_reason": reason,
        "withdrawn_note": note,
        "withdrawn_replaced_by": replaced_by,
    }
    past = recording(event, timeline)
    said |= {"recorded": past["recorded"], "modified": past["modified"]}
    said["revision"] = past["revision"]
    return tuple(
        said.get(column.name, () if column.type == "list" else None) for column in columns.events()
    )


def _reason(event: Event) -> str | None:
    return event.withdrawn.reason if event.withdrawn else None


def figures(event: Event, timeline: Timeline) -> Iterator[Row]:
    """Yield a row for every figure of an event."""
    for position, figure in enumerate(event.figures, 1):
        yield (event.id, position, *_figure(figure, event, timeline), _reason(event))


def _figure(figure: Figure, event: Event, timeline: Timeline) -> Row:
    vocabulary = timeline.vocabulary
    measure = vocabulary.measures.get(figure.measure)
    dimension = vocabulary.dimensions.get(figure.dimension)
    names = {part.id: part.label for part in dimension.categories} if dimension else {}
    return (
        figure.key,
        figure.measure,
        measure.label if measure else figure.measure,
        measure.unit if measure else None,
        measure.nature if measure else None,
        figure.label or None,
        _number(figure.value),
        _number(figure.low),
        _number(figure.high),
        figure.qualifier,
        figure.basis,
        figure.derivation or None,
        figure.dimension or None,
        dimension.label if dimension else None,
        figure.category or None,
        names.get(figure.category),
        _text(figure.period),
        *_bounds(period_of(figure, event)),
        _text(figure.as_of),
        *_claimant(figure.attributed_to, timeline),
        figure.sources,
        figure.note or None,
    )


def _claimant(actor: str, timeline: Timeline) -> tuple[str | None, str | None]:
    return (actor, timeline.vocabulary.label("actors", actor)) if actor else (None, None)


def sources(event: Event, timeline: Timeline) -> Iterator[Row]:
    """Yield a row for every source of an event."""
    for position, source in enumerate(event.sources, 1):
        yield (event.id, position, *_source(source, timeline), _reason(event))


def _source(source: Source, timeline: Timeline) -> Row:
    label = timeline.vocabulary.label
    publisher = timeline.vocabulary.publishers.get(source.publisher)
    relays = source.relays
    return (
        source.key or None,
        source.publisher,
        publisher.label if publisher else source.publisher,
        publisher.type if publisher else None,
        source.type,
        source.authors,
        source.title or None,
        source.url or None,
        source.no_url_reason or None,
        _text(source.published),
        *_bounds(source.published),
        _text(source.accessed),
        source.language or None,
        source.archived or None,
        source.locator or None,
        source.seen,
        tuple(relayed.publisher for relayed in relays),
        tuple(label("publishers", relayed.publisher) for relayed in relays),
        tuple(relayed.title for relayed in relays),
        tuple(relayed.url for relayed in relays),
        source.supports,
        source.note or None,
    )


def readings(event: Event, timeline: Timeline) -> Iterator[Row]:
    """Yield a row for every reading of an event."""
    for position, reading in enumerate(event.readings, 1):
        yield (event.id, position, *_reading(reading, timeline), _reason(event))


def _reading(reading: Reading, timeline: Timeline) -> Row:
    return (
        reading.about or None,
        reading.says,
        reading.source,
        reading.verdict,
        _text(reading.date),
        _number(reading.value),
        *_claimant(reading.attributed_to, timeline),
        reading.note or None,
    )


def relations(event: Event, timeline: Timeline) -> Iterator[Row]:
    """Yield a row for every relation of an event."""
    for position, relation in enumerate(event.relations, 1):
        yield (event.id, position, *_relation(relation, timeline), _reason(event))


def _relation(relation: Relation, timeline: Timeline) -> Row:
    other = timeline.get(relation.event)
    title = other.title if other and not record.silenced(other) else None
    target = other.id if other else None
    return (relation.type, relation.event, target, title, relation.note or None)
