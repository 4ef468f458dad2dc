"""The outlines of land and borders, read from `outlines.json` when the first map is drawn.

Called by `tracing`. An outline is cut into runs with a box each, so that what lies far outside a
window is passed over without looking at its points.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from timeline.pages.maps.simplification import Point

_RUN: Final = 48


class Box(NamedTuple):
    """A rectangle of a plane, or of degrees."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share a point."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.bottom <= other.top
            and other.bottom <= self.top
        )

    def holds(self, other: "Box") -> bool:
        """Whether another box lies wholly in this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )

    def moved(self, east: float) -> "Box":
        """Return the box moved to the right."""
        return Box(self.left + east, self.bottom, self.right + east, self.top)


class Outline(NamedTuple):
    """A ring of land or a line of a border: longitude and latitude in degrees."""

    points: Sequence[Point]
    box: Box
    runs: Sequence[tuple[int, int, Box]]

    def near(self, window: Box) -> list[Point]:
        """Return the points that matter within a window.

        Of a run that lies wholly on one side of the window only the ends are left: the way
        between them cannot come into the window.
        """
        out: list[Point] = []
        for start, end, box in self.runs:
            if box.meets(window):
                out += self.points[start:end]
            else:
                out += (self.points[start], self.points[end - 1])
        return out


class Country(NamedTuple):
    """A country's name and where it may stand: longitude, latitude, km to the next border."""

    name: str
    anchors: Sequence[tuple[float, float, float]]


class Atlas(NamedTuple):
    """What maps are drawn from."""

    land: Sequence[Outline]
    borders: Sequence[Outline]
    contested: Sequence[Outline]
    countries: Sequence[Country]


@cache
def read_atlas() -> Atlas:
    """Return the outlines; read once."""
    data = json.loads(Path(__file__).with_name("outlines.json").read_text("utf-8"))
    scale = data["scale"]
    land, borders, contested = (
        [_outline(coded, scale) for coded in data[name]]
        for name in ("land", "borders", "contested")
    )
    return Atlas(
        land, borders, contested, [_country(*coded, scale=scale) for coded in data["names"]]
    )


def _country(name: str, *numbers: int, scale: int) -> Country:
    return Country(
        name,
        [
            (x / scale, y / scale, float(room))
            for x, y, room in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
        ],
    )


def _outline(coded: Sequence[int], scale: int) -> Outline:
    x = y = 0
    points: list[Point] = []
    for dx, dy in zip(coded[::2], coded[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    starts = range(0, len(points), _RUN)
    ends = [min(start + _RUN, len(points)) for start in starts]
    runs = [
        (start, end, box_of(points[start:end])) for start, end in zip(starts, ends, strict=True)
    ]
    return Outline(points, box_of(points), runs)


def box_of(points: Sequence[Point]) -> Box:
    """Return the smallest box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
