"""data/events.geojson (RFC 7946): a feature for every event, at the places that have coordinates.

One place makes a Point, several make a MultiPoint in the order of `located`; an event that lies
nowhere has the geometry null, so that none is missing. Coordinates are longitude, latitude.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from timeline.core import record
from timeline.core.artifact import GEO_JSON, SCHEMA_VERSION, Artifact, json_listing, json_member
from timeline.core.bulk_outputs import Feature, FeatureCollection
from timeline.core.model import Event
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Place
from timeline.derive.rows import Row
from timeline.derive.tables import Table, tables

# A table of parts: its name, those of its columns, its rows by event, both without the event.
_Part = tuple[str, tuple[str, ...], dict[str, list[Row]]]

OFFERS: Final = (
    Offer(
        path="data/events.geojson", media_type=GEO_JSON, holds="The events on the map", client="map"
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    made = tables(timeline, site)
    parts = [(part.name, _names(part)[1:], _by_event(part)) for part in made.parts]
    names = _names(made.events)
    features = (
        _feature(event, _filled(names, row), parts, timeline)
        for event, row in zip(timeline, made.events.rows, strict=True)
    )
    value: FeatureCollection = {
        "type": "FeatureCollection",
        "schema_version": SCHEMA_VERSION,
        "name": site.name,
        "features": [],
    }
    written = (json_member(feature) for feature in features)
    yield json_listing("data/events.geojson", value, "features", written, GEO_JSON)


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _filled(names: tuple[str, ...], row: Row) -> dict[str, Any]:
    return {name: cell for name, cell in zip(names, row, strict=True) if cell or cell == 0}


def _by_event(table: Table) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        found[str(row[0])].append(row[1:])
    return found


def _feature(
    event: Event,
    properties: dict[str, Any],
    parts: list[_Part],
    timeline: Timeline,
) -> Feature:
    places = [] if record.silenced(event) else _located(event, timeline)
    for name, names, rows in parts:
        if event.id in rows:
            properties[name] = [_filled(names, row) for row in rows[event.id]]
    if places:
        properties["located"] = [place.id for place in places]
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(places),
        "properties": properties,
    }


def _located(event: Event, timeline: Timeline) -> list[Place]:
    known = timeline.vocabulary.places
    return [
        place
        for place in (known.get(name) for name in event.places)
        if place and place.latitude is not None and place.longitude is not None
    ]


def _geometry(places: list[Place]) -> dict[str, Any] | None:
    points = [[place.longitude, place.latitude] for place in places]
    match points:
        case []:
            return None
        case [point]:
            return {"type": "Point", "coordinates": point}
        case _:
            return {"type": "MultiPoint", "coordinates": points}
