"""All places of a timeline in one map, each as large as it has events.

Called by `terms` through the package. Drawn twice, for wide and narrow screens, and out of the
reach of keyboard and screen readers on purpose: circles cover one another, and the list that
follows the map holds the same links in order.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from timeline.pages.maps.atlas import Box, box_of
from timeline.pages.maps.lettering import Lettering, Name
from timeline.pages.maps.projection import (
    RADIUS,
    Projection,
    azimuthal,
    equal_earth,
    middle,
)
from timeline.pages.maps.spot import Located, Spot, locate
from timeline.pages.maps.tracing import Frame, trace, window_around
from timeline.pages.templating import environment

_NARROW_ANGLE: Final = 45.0  # degrees from the middle: beyond that the whole globe is bent
_LEAST: Final = 1600.0  # km from side to side
_SMALLEST: Final = 2.6  # px
_SOFT: Final = 50.0  # km of doubt


class Size(NamedTuple):
    """One drawing of the overview: px, and the look of its circles and names."""

    name: str
    width: float
    lowest: float  # height
    highest: float
    largest: float  # radius of a circle
    letters: float
    fine: float  # as in `Frame`


class Circle(NamedTuple):
    """A place on the overview."""

    x: float
    y: float
    radius: float
    kind: str  # `point`, `soft` where only the region is meant, `none` without events
    href: str
    title: str
    name: Name | None


SIZES: Final = (
    Size("wide", 720, 270, 430, 13, 12.5, 0.6),
    Size("narrow", 360, 200, 320, 10, 12, 0.5),
)


def draw_overview(spots: Iterable[Spot]) -> Markup:
    """Return maps of all places with a position, one for each size; empty where there is none."""
    found = [located for spot in spots if (located := locate(spot))]
    if not found:
        return Markup()
    # The largest first, so that it lies below and is named first.
    found.sort(key=lambda f: (-f.spot.events, f.spot.label, f.spot.href))
    template = environment().get_template("map_overview.html")
    maps = []
    for size in SIZES:
        frame = _frame([f.point for f in found], size)
        circles = _circles(found, frame, size)
        maps.append(
            template.render(size=size, height=frame.height, traced=trace(frame), circles=circles)
        )
    return Markup("").join(Markup(svg) for svg in maps)  # noqa: S704 - the template escapes


def _frame(points: list[tuple[float, float]], size: Size) -> Frame:
    """Fit the places into the picture: around their middle, or a piece of the whole globe."""
    longitude, latitude, angle = middle(points)
    project: Projection
    if angle <= _NARROW_ANGLE:
        project = azimuthal(longitude, latitude)
        wrapped = points
    else:
        project = equal_earth(longitude)
        wrapped = [((x - longitude + 180) % 360 + longitude - 180, y) for x, y in points]
    box = box_of([project(*point) for point in wrapped])
    margin = size.largest + size.letters * 1.5
    scale = min(
        (size.width - 2 * margin) / max(box.right - box.left, _LEAST / RADIUS),
        (size.highest - 2 * margin) / max(box.top - box.bottom, 1e-6),
    )
    height = max(size.lowest, round((box.top - box.bottom) * scale + 2 * margin))
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    if angle <= _NARROW_ANGLE:
        corner = math.hypot(size.width, height) / 2 / scale + math.hypot(x, y)
        reach = math.degrees(2 * math.asin(min(corner / 2, 1.0)))
        window = window_around(longitude, latitude, min(reach * 1.05, 180.0))
    else:
        # Not farther north or south than there is land to see.
        half, end = height / 2 / scale, project(longitude, 84)[1]
        room = half - margin / scale
        y = min(max(min(y, end - half), box.top - room), box.bottom + room)
        north, south = (_latitude(project, y + side, longitude) for side in (half, -half))
        window = Box(longitude - 180, south - 1, longitude + 180, north + 1)
    origin = (size.width / 2 - x * scale, height / 2 + y * scale)
    return Frame(size.width, height, project, scale, origin, window, size.fine)


def _latitude(project: Projection, y: float, longitude: float) -> float:
    """Return the latitude that is shown at a height, to a tenth of a degree or so."""
    south, north = -90.0, 90.0
    while north - south > 0.1:
        between = (south + north) / 2
        if project(longitude, between)[1] < y:
            south = between
        else:
            north = between
    return south


def _circles(found: Sequence[Located], frame: Frame, size: Size) -> list[Circle]:
    most = max(1, *(f.spot.events for f in found))
    lettering = Lettering(frame.width, frame.height)
    placed = []
    for located in found:
        x, y = frame.at(*located.point)
        radius = max(size.largest * math.sqrt(located.spot.events / most), _SMALLEST)
        lettering.reserve(Box(x - radius, y - radius, x + radius, y + radius))
        placed.append((located, (x, y, radius)))
    return [_circle(located, mark, size, lettering) for located, mark in placed]


def _circle(
    located: Located, mark: tuple[float, float, float], size: Size, lettering: Lettering
) -> Circle:
    spot, (x, y, radius) = located.spot, mark
    counted = f"{spot.events:,} {'event' if spot.events == 1 else 'events'}"
    return Circle(
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        kind="none" if spot.events == 0 else "soft" if located.doubt >= _SOFT else "point",
        href=spot.href,
        title=f"{spot.label}, {counted}",
        name=lettering.place(spot.label, mark, size.letters),
    )
