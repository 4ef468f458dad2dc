"""Where a place lies: a map around it, with the timeline's other places as small dots.

Called by `terms` through the package. The map is a picture with a name and a description; where
it holds links it is a group, because what is inside a picture cannot be reached.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from timeline.pages.maps.atlas import Box, read_atlas
from timeline.pages.maps.lettering import Lettering, Name, shortened, width_of
from timeline.pages.maps.projection import RADIUS, azimuthal, direction, distance
from timeline.pages.maps.spot import Located, Spot, locate, position
from timeline.pages.maps.tracing import Frame, trace, window_around
from timeline.pages.templating import environment

WIDTH: Final = 420
HEIGHT: Final = 280
# km from the place to the side of the map.
_REACH: Final = {"country": 2400.0, "region": 1400.0, "city": 800.0}
_NEAR: Final = 600.0
_INSET: Final = 12.0  # px
_MARK: Final = 5.0  # px: the radius of a pin
_DOT: Final = 3.2
_SIZE: Final = 15.0  # px of the place's name
_SMALL: Final = 13.0
_QUIET: Final = 11.5  # px of the names of countries, which are
_SPACED: Final = 1.18  # as wide with spaces between their letters
_MOST: Final = 40  # neighbours, the nearest
_SAID: Final = 5  # of them, in the description
_BARS: Final = (1000, 500, 200, 100, 50)  # km


class Neighbour(NamedTuple):
    """Another place within the frame: px, and how far it is in words."""

    away: float  # km
    x: float
    y: float
    spot: Spot
    told: str


class Dot(NamedTuple):
    """A neighbour as it is drawn."""

    x: float
    y: float
    href: str
    title: str
    name: Name | None


class Bar(NamedTuple):
    """The scale of the map."""

    x: float
    km: int
    width: float

    def box(self) -> Box:
        """Return the part of the map that is the scale's own."""
        return Box(self.x - _INSET, HEIGHT - 32, self.x + self.width + _INSET, HEIGHT)


def draw_place(spot: Spot, others: Iterable[Spot] = ()) -> Markup:
    """Return a map around a place as SVG; empty where its position is unknown.

    `others` may hold the place itself: it is no neighbour of its own.
    """
    found = locate(spot)
    if found is None:
        return Markup()
    frame = _frame(found)
    near = sorted(_neighbours(found, others, frame), key=lambda n: (n.away, n.spot))[:_MOST]
    radius = found.doubt * frame.scale / RADIUS
    soft = radius > _MARK + 1
    bar = _bar(frame, near)
    lettering = Lettering(WIDTH, HEIGHT)
    lettering.reserve(bar.box())
    for x, y in [frame.origin, *((other.x, other.y) for other in near)]:
        lettering.reserve(Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT))
    name = _own_name(spot.label, min(radius, HEIGHT / 3) if soft else _MARK + 2, lettering)
    dots = [_dot(other, lettering) for other in near]
    where = position(found.point)
    svg = (
        environment()
        .get_template("map_place.html")
        .render(
            width=WIDTH,
            height=HEIGHT,
            label=f"Map: {spot.label}, {'somewhere around ' if soft else ''}{where}",
            description=_described(near),
            traced=trace(frame),
            radius=round(radius, 1) if soft else 0,
            name=name,
            dots=dots,
            countries=list(_countries(spot.label, frame, lettering)),
            bar=bar,
        )
    )
    return Markup(svg)  # noqa: S704 - the template escapes


def _frame(found: Located) -> Frame:
    reach = _REACH.get(found.spot.type, _NEAR)
    scale = WIDTH / 2 / reach * RADIUS
    corner = math.hypot(WIDTH, HEIGHT) / 2 / scale
    angle = math.degrees(2 * math.asin(min(corner / 2, 1.0))) * 1.05
    return Frame(
        width=WIDTH,
        height=HEIGHT,
        project=azimuthal(*found.point),
        scale=scale,
        origin=(WIDTH / 2, HEIGHT / 2),
        window=window_around(*found.point, angle),
    )


def _neighbours(found: Located, others: Iterable[Spot], frame: Frame) -> Iterator[Neighbour]:
    edge = _DOT + 2
    window = frame.window
    for spot in others:
        # Most places are far away: that is seen before anything is computed.
        if spot.latitude is None or not window.bottom <= spot.latitude <= window.top:
            continue
        other = locate(spot)
        if other is None or spot == found.spot:
            continue
        away = distance(found.point, other.point)
        x, y = frame.at(*other.point)
        # What lies behind the globe may be thrown anywhere.
        if edge <= x <= WIDTH - edge and edge <= y <= HEIGHT - edge and away < RADIUS:
            yield Neighbour(away, x, y, spot, _told(found, other, away))


def _told(found: Located, other: Located, away: float) -> str:
    """Return how far a neighbour is, no more exactly than the positions are meant."""
    doubt = found.doubt + other.doubt
    if away < max(10.0, doubt):
        return "close by"
    step = 100 if away >= 1000 or doubt >= 20 else 10
    return f"{max(round(away / step), 1) * step:,} km {direction(found.point, other.point)}"


def _described(near: Sequence[Neighbour]) -> str:
    told = "; ".join(f"{other.spot.label} {other.told}" for other in near[:_SAID])
    return f"Nearby: {told}." if told else ""


def _own_name(label: str, radius: float, lettering: Lettering) -> Name | None:
    text = shortened(label, _SIZE, WIDTH * 0.9)
    return lettering.place(text, (WIDTH / 2, HEIGHT / 2, radius), _SIZE)


def _dot(other: Neighbour, lettering: Lettering) -> Dot:
    label = other.spot.label
    name = lettering.place(label, (other.x, other.y, _DOT), _SMALL)
    title = f"{label}, {other.told}"
    return Dot(round(other.x, 1), round(other.y, 1), other.spot.href, title, name)


def _countries(label: str, frame: Frame, lettering: Lettering) -> Iterator[Name]:
    """Yield the names of countries that have room for them, the roomiest first."""
    found = []
    for country in read_atlas().countries:
        wide = width_of(country.name, _QUIET) * _SPACED
        for longitude, latitude, km in country.anchors:
            if country.name == label or not frame.shows(longitude, latitude):
                continue
            x, y = frame.at(longitude, latitude)
            room = km * frame.scale / RADIUS
            if room > wide * 0.33:
                inward = min(x, WIDTH - x, y, HEIGHT - y)
                found.append((-min(room, inward), country.name, x, y, wide))
    named: set[str] = set()
    for _, text, x, y, wide in sorted(found):
        if text not in named and (name := lettering.centre(text, x, y, wide, _QUIET)):
            named.add(text)
            yield name


def _bar(frame: Frame, near: Sequence[Neighbour]) -> Bar:
    """Return a scale of a round length, in the lower corner that is free of places."""
    km = frame.scale / RADIUS  # px
    length = next((bar for bar in _BARS if bar * km <= WIDTH / 4), _BARS[-1])
    width = round(length * km, 1)
    left, right = Bar(_INSET, length, width), Bar(WIDTH - _INSET - width, length, width)
    taken = any(left.box().meets(Box(o.x, o.y, o.x, o.y)) for o in near)
    return right if taken else left
