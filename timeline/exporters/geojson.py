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
from timeline.derive.tables import Table, tables

_Part = dict[str, list[dict[str, Any]]]  # the rows of a table by event, without the event

OFFERS: Final = (
    Offer(
        path="data/events.geojson", media_type=GEO_JSON, holds="The events on the map", client="map"
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the one file."""
    made = tables(timeline, site)
    parts = [(part.name, _by_event(part)) for part in made.parts]
    features = (
        _feature(event, properties, parts, timeline)
        for event, properties in zip(timeline, _objects(made.events), strict=True)
    )
    value: FeatureCollection = {
        "type": "FeatureCollection",
        "schema_version": SCHEMA_VERSION,
        "name": site.name,
        "features": [],
    }
    written = (json_member(feature) for feature in features)
    yield json_listing("data/events.geojson", value, "features", written, GEO_JSON)


def _objects(table: Table, start: int = 0) -> Iterator[dict[str, Any]]:
    """Yield each row from a column on as an object that has its filled cells only."""
    filled = list(table.filled)[start:]
    names = [column.name for column, _ in filled]
    holes = [column.name for column, cells in filled if not all(cells)]
    for row in zip(*(cells for _, cells in filled), strict=True):
        found = dict(zip(names, row, strict=True))
        for name in holes:
            if not found[name] and found[name] != 0:
                del found[name]
        yield found


def _by_event(table: Table) -> _Part:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for event, part in zip(table.cells[0], _objects(table, 1), strict=True):
        found[str(event)].append(part)
    return found


def _feature(
    event: Event,
    properties: dict[str, Any],
    parts: list[tuple[str, _Part]],
    timeline: Timeline,
) -> Feature:
    places = [] if record.silenced(event) else _located(event, timeline)
    for name, by_event in parts:
        if event.id in by_event:
            properties[name] = by_event[event.id]
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
