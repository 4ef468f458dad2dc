"""From degrees to a plane and distances on the globe; angles in degrees, planes in earth radii.

Called by `drawing` and `tracing`. The earth is a sphere: on maps of this size nobody sees more.
"""

import math
from collections.abc import Callable
from typing import Final

RADIUS: Final = 6371.0  # km

Projection = Callable[[float, float], tuple[float, float]]

_COMPASS: Final = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip
# Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018.
_EQUAL_EARTH: Final = (1.340264, -0.081106, 0.000893, 0.003796)


def azimuthal(longitude: float, latitude: float) -> Projection:
    """Return Lambert's azimuthal equal-area projection: (longitude, latitude) -> east, north."""
    middle = math.radians(longitude)
    sin0, cos0 = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))

    def project(longitude: float, latitude: float) -> tuple[float, float]:
        turned, phi = math.radians(longitude) - middle, math.radians(latitude)
        sin, cos, cosine = math.sin(phi), math.cos(phi), math.cos(turned)
        near = 1 + sin0 * sin + cos0 * cos * cosine
        scale = math.sqrt(2 / max(near, 1e-9))  # the antipode is no point, but far away
        return scale * cos * math.sin(turned), scale * (cos0 * sin - sin0 * cos * cosine)

    return project


def equal_earth(longitude: float) -> Projection:
    """Return the Equal Earth projection of the whole globe around a meridian.

    Longitudes are not wrapped: who calls gives them within half a turn of the middle.
    """
    a, b, c, d = _EQUAL_EARTH
    root = math.sqrt(3)

    def project(east: float, latitude: float) -> tuple[float, float]:
        t = math.asin(root / 2 * math.sin(math.radians(latitude)))
        t2 = t * t
        t6 = t2 * t2 * t2
        stretch = 3 * (9 * d * t6 * t2 + 7 * c * t6 + 3 * b * t2 + a)
        x = 2 * root * math.radians(east - longitude) * math.cos(t) / stretch
        return x, t * (d * t6 * t2 + c * t6 + b * t2 + a)

    return project


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two places, each (longitude, latitude)."""
    (lon1, lat1), (lon2, lat2) = one, other
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(half, 1.0)))


def direction(one: tuple[float, float], other: tuple[float, float]) -> str:
    """Return in which of eight directions the second place lies as seen from the first."""
    phi1, phi2 = math.radians(one[1]), math.radians(other[1])
    turned = math.radians(other[0] - one[0])
    east = math.sin(turned) * math.cos(phi2)
    north = math.cos(phi1) * math.sin(phi2) - math.sin(phi1) * math.cos(phi2) * math.cos(turned)
    return _COMPASS[round(math.degrees(math.atan2(east, north)) / 45) % 8]


def middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return longitude and latitude amid places, and the angle to the farthest of them.

    The longitude is the middle of the narrowest sector that holds all of them, so that places on
    both sides of the antimeridian are neighbours.
    """
    around = sorted(longitude % 360 for longitude, _ in points)
    gaps = [(b - a) % 360 for a, b in zip(around, around[1:] + around[:1], strict=True)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    span = 360 - gaps[widest] if len(set(around)) > 1 else 0.0
    longitude = (around[(widest + 1) % len(around)] + span / 2 + 180) % 360 - 180
    latitudes = [latitude for _, latitude in points]
    latitude = (min(latitudes) + max(latitudes)) / 2
    far = max(distance((longitude, latitude), point) for point in points)
    return longitude, latitude, math.degrees(far / RADIUS)
