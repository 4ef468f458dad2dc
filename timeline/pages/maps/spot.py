"""A place as the maps see it, and how exactly its position is meant."""

from typing import Final, NamedTuple

# km around the point within which a place of this type lies at least.
_SPREAD: Final = {"country": 300.0, "region": 150.0}
_DEGREE: Final = 111.2  # km


class Spot(NamedTuple):
    """A place: degrees as exact as is certain, None where unknown; what it links to; its events."""

    label: str
    latitude: float | None
    longitude: float | None
    type: str = ""
    href: str = ""
    events: int = 0


class Located(NamedTuple):
    """A spot with a position that a map can show."""

    spot: Spot
    point: tuple[float, float]  # longitude, latitude
    doubt: float  # km within which the place lies around the point


def locate(spot: Spot) -> Located | None:
    """Return a spot with its position, or None where it has none on this globe."""
    latitude, longitude = spot.latitude, spot.longitude
    if latitude is None or longitude is None:
        return None
    if not (-90 <= latitude <= 90 and -360 <= longitude <= 360):
        return None
    decimals = max(_decimals(latitude), _decimals(longitude))
    doubt = max(_DEGREE / 2 / 10**decimals, _SPREAD.get(spot.type, 0.0))
    return Located(spot, ((longitude + 180) % 360 - 180, float(latitude)), doubt)


def _decimals(value: float) -> int:
    """Return how many decimals a number was given with, as far as it still tells."""
    digits = f"{value:.6f}".rstrip("0")
    return len(digits.partition(".")[2])


def position(point: tuple[float, float]) -> str:
    """Return a position in words: `43.1° north, 131.9° east`."""
    longitude, latitude = round(point[0], 1), round(point[1], 1)
    north = "north" if latitude >= 0 else "south"
    east = "east" if longitude >= 0 else "west"
    return f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"
