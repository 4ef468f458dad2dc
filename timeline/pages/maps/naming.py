"""Points of a country where its name may stand on a map, wherever the map is cut.

Called by `outlines` alone, by hand: it looks at every point of a grid and takes its time.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from timeline.pages.maps.simplification import Point

_CELL: Final = 3.0  # degrees: no more than one point in each
_STEP: Final = 0.5
_DEGREE: Final = 111.2  # km
_LEAST: Final = 25.0  # km to the nearest border


class Anchor(NamedTuple):
    """A point in degrees and how many km it is away from the country's borders."""

    longitude: float
    latitude: float
    room: float


def anchors(rings: Sequence[Sequence[Point]]) -> list[Anchor]:
    """Return the roomiest point of a country in each cell of a grid."""
    best: dict[tuple[int, int], Anchor] = {}
    dense = [point for ring in rings for point in _dense(ring)]
    for longitude, latitude in _inside(rings):
        room = _room((longitude, latitude), dense)
        width = _CELL / max(0.1, math.cos(math.radians(latitude)))
        cell = (math.floor(latitude / _CELL), math.floor(longitude / width))
        if room >= _LEAST and (cell not in best or room > best[cell].room):
            best[cell] = Anchor(longitude, latitude, room)
    return [best[cell] for cell in sorted(best)]


def _inside(rings: Sequence[Sequence[Point]]) -> Iterator[Point]:
    """Yield the points of a grid that lie within the rings, row by row."""
    latitudes = [y for ring in rings for _, y in ring]
    for row in range(math.ceil(min(latitudes) / _STEP), math.ceil(max(latitudes) / _STEP)):
        latitude = row * _STEP
        crossings = sorted(
            ax + (latitude - ay) * (bx - ax) / (by - ay)
            for ring in rings
            for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (ay > latitude) != (by > latitude)
        )
        step = _STEP / max(0.1, math.cos(math.radians(latitude)))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            for column in range(math.ceil(left / step), math.ceil(right / step)):
                yield column * step, latitude


def _dense(ring: Sequence[Point]) -> Iterator[Point]:
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        parts = max(1, math.ceil(max(abs(bx - ax), abs(by - ay)) / _STEP))
        for i in range(parts):
            yield ax + (bx - ax) * i / parts, ay + (by - ay) * i / parts


def _room(point: Point, dense: Sequence[Point]) -> float:
    """Return the km from a point to the nearest of others, as on a plane around it."""
    x0, y0 = point
    width = math.cos(math.radians(y0))
    square = min(((x - x0) * width) ** 2 + (y - y0) ** 2 for x, y in dense)
    return math.sqrt(square) * _DEGREE
